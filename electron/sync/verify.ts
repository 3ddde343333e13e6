import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { compactVerify, importX509 } from 'jose';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import {
  contentSchema,
  controlTotals,
  dataFiles,
  formatVersion,
  manifestSchema,
  type Manifest,
  type PackageContent,
} from '#shared/packages/content.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { FaultCode } from '#shared/texts/verification.ts';
import { limits } from '../workbook/limits.ts';
import { canonicalBytes, sha256 } from './canonical.ts';
import { describeCertificate } from './keys.ts';
import { verifyParts } from './opc/verify.ts';
import { manifestPart, partsOf } from './workbook.ts';
import { compareCells, manifestOfWorkbook, totalsOfWorkbook } from './workbook-content.ts';

/** What is wrong in a package: a stable code, the part or cell, and what was found there. */
export interface PackageFault {
  readonly code: FaultCode;
  readonly where: string;
  readonly detail: string;
}

export interface Verdict {
  readonly valid: boolean;
  readonly format: 'json' | 'xlsx' | 'both' | '';
  readonly signer: {
    readonly subject: string;
    readonly fingerprint: string;
    readonly demonstration: boolean;
  } | null;
  readonly sequence: number | null;
  readonly county: { readonly code: string; readonly name: string } | null;
  readonly year: number | null;
  readonly kind: string | null;
  readonly problems: readonly PackageFault[];
}

interface Options {
  /** PEM of the roots (or of the very certificate) that are trusted. */
  readonly trust: readonly string[];
  readonly edition: LoadedEdition;
}

/**
 * Strict check of a package or a signed workbook: who signed, whether we trust them, and that not one byte, cell, part or
 * total differs. Bad content never throws; only what is no package at all does.
 */
export async function verifyPackage(bytes: Buffer, file: string, options: Options): Promise<Verdict> {
  const faults: PackageFault[] = [];
  const parts = unpack(bytes, file, faults);
  if (parts.has('xl/workbook.xml')) return verifyWorkbook(bytes, parts, file, options, faults);
  if (!parts.has('manifest.json') && !parts.has('manifest.jws'))
    throw new Problem('package.unreadable', { file });
  return verifyNbpkg(parts, file, options, faults);
}

function unpack(bytes: Buffer, file: string, faults: PackageFault[]): Map<string, Uint8Array> {
  if (bytes.length > limits.unpacked || bytes.subarray(0, 2).toString('latin1') !== 'PK')
    throw new Problem('package.unreadable', { file });
  const names = centralNames(bytes);
  for (const name of names.filter((item, index) => names.indexOf(item) !== index))
    faults.push({ code: 'zip', where: name, detail: 'twice' });
  try {
    return partsOf(bytes);
  } catch {
    faults.push({ code: 'zip', where: file, detail: 'damaged' });
    throw new Problem('package.unreadable', { file });
  }
}

/** Names in the zip's directory, so that a name that is there twice is seen. */
function centralNames(bytes: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 <= bytes.length;) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
    const next = at + 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    at = bytes.toString('latin1', next, next + 4) === 'PK\u0001\u0002' ? next : -1;
  }
  return names;
}

async function verifyNbpkg(
  parts: ReadonlyMap<string, Uint8Array>,
  file: string,
  options: Options,
  faults: PackageFault[],
): Promise<Verdict> {
  const manifestBytes = Buffer.from(parts.get('manifest.json') ?? new Uint8Array());
  const manifest = readManifest(manifestBytes, file, 'manifest.json', faults);
  const signer = await verifyJws(parts.get('manifest.jws'), manifestBytes, manifest, options, faults);
  if (manifest === null) return verdict('', signer, null, faults);
  const listed = new Set(['manifest.json', 'manifest.jws', ...manifest.files.map((item) => item.name)]);
  for (const name of parts.keys())
    if (!listed.has(name)) faults.push({ code: 'file-unlisted', where: name, detail: '' });
  for (const item of manifest.files) {
    const found = parts.get(item.name);
    if (found === undefined) faults.push({ code: 'file-missing', where: item.name, detail: '' });
    else if (found.length !== item.size || sha256(found) !== item.sha256)
      faults.push({ code: 'file-changed', where: item.name, detail: '' });
  }
  const content = readContent(parts, faults);
  if (content !== null) checkTotals(manifest, controlTotals(content.filings), faults);
  const workbook = manifest.files.find((item) => item.name.endsWith('.xlsx'));
  const bytes = workbook === undefined ? undefined : parts.get(workbook.name);
  if (workbook !== undefined && bytes !== undefined && content !== null) {
    const inner = await verifyWorkbook(Buffer.from(bytes), partsOf(bytes), workbook.name, options, []);
    faults.push(...inner.problems.map((fault) => ({ ...fault, where: `${workbook.name}/${fault.where}` })));
    await compareCells(Buffer.from(bytes), workbook.name, content, manifest, faults);
    const innerManifest = manifestOfWorkbook(partsOf(bytes));
    const expected = { ...manifest, files: manifest.files.filter((item) => item.name !== workbook.name) };
    if (innerManifest === null || !canonicalBytes(expected).equals(innerManifest))
      faults.push({ code: 'workbook-manifest', where: workbook.name, detail: '' });
  }
  return verdict(workbook === undefined ? 'json' : 'both', signer, manifest, faults);
}

function readManifest(bytes: Buffer, file: string, where: string, faults: PackageFault[]): Manifest | null {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    faults.push({ code: 'manifest', where, detail: 'JSON' });
    return null;
  }
  const found = (json as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof found === 'number' && found > formatVersion)
    throw new Problem('package.newer', { file, found, known: formatVersion });
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    faults.push({ code: 'manifest', where, detail: parsed.error.issues[0]?.path.join('.') ?? '' });
    return null;
  }
  if (!canonicalBytes(parsed.data).equals(bytes)) faults.push({ code: 'manifest-bytes', where, detail: '' });
  return parsed.data;
}

async function verifyJws(
  jws: Uint8Array | undefined,
  manifestBytes: Buffer,
  manifest: Manifest | null,
  options: Options,
  faults: PackageFault[],
): Promise<Verdict['signer']> {
  const where = 'manifest.jws';
  if (jws === undefined) {
    faults.push({ code: 'file-missing', where, detail: '' });
    return null;
  }
  const text = Buffer.from(jws).toString('ascii');
  let header: { alg?: unknown; typ?: unknown; x5c?: unknown };
  try {
    header = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString('utf8')) as typeof header;
  } catch {
    faults.push({ code: 'signature', where, detail: 'header' });
    return null;
  }
  if (header.alg !== 'ES256' || header.typ !== 'stat-package+jws' || !Array.isArray(header.x5c)) {
    faults.push({ code: 'algorithm', where, detail: String(header.alg) });
    return null;
  }
  const chain = header.x5c.map(
    (item) =>
      `-----BEGIN CERTIFICATE-----\n${(String(item).match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----`,
  );
  const [leaf] = chain;
  if (leaf === undefined) {
    faults.push({ code: 'signature', where, detail: 'x5c' });
    return null;
  }
  try {
    const { payload } = await compactVerify(text, await importX509(leaf, 'ES256'), { algorithms: ['ES256'] });
    if (!Buffer.from(payload).equals(manifestBytes))
      faults.push({ code: 'signature', where: 'manifest.json', detail: 'payload' });
  } catch {
    faults.push({ code: 'signature', where, detail: 'value' });
  }
  return checkChain(chain, manifest?.created ?? null, options, faults, where);
}

async function checkChain(
  chain: readonly string[],
  signedAt: string | null,
  options: Options,
  faults: PackageFault[],
  where: string,
): Promise<Verdict['signer']> {
  const [leaf] = chain;
  if (leaf === undefined) return null;
  let described: ReturnType<typeof describeCertificate>;
  let certificates: x509.X509Certificate[];
  let roots: x509.X509Certificate[];
  try {
    described = describeCertificate(leaf);
    certificates = chain.map((pem) => new x509.X509Certificate(pem));
    roots = options.trust.map((pem) => new x509.X509Certificate(pem));
  } catch {
    faults.push({ code: 'signature', where, detail: 'certificate' });
    return null;
  }
  const print = (certificate: x509.X509Certificate): string =>
    Buffer.from(certificate.rawData).toString('base64');
  const trusted = new Set(roots.map(print));
  let found = false;
  for (const [index, certificate] of certificates.entries()) {
    if (trusted.has(print(certificate))) found = true;
    const root = roots.find((candidate) => candidate.subject === certificate.issuer);
    if (root !== undefined && (await certificate.verify({ publicKey: root.publicKey, signatureOnly: true })))
      found = true;
    const next = certificates[index + 1];
    if (found || next === undefined) break;
    if (!(await certificate.verify({ publicKey: next.publicKey, signatureOnly: true }))) break;
  }
  if (!found) faults.push({ code: 'untrusted', where, detail: described.subject });
  const [own] = certificates;
  const at = signedAt === null ? NaN : Date.parse(signedAt);
  if (own !== undefined && !(own.notBefore.getTime() - 1000 <= at && at <= own.notAfter.getTime()))
    faults.push({ code: 'expired', where, detail: described.validUntil });
  const usage = own?.getExtension(x509.KeyUsagesExtension);
  if (usage === undefined || usage === null || (usage.usages & x509.KeyUsageFlags.digitalSignature) === 0)
    faults.push({ code: 'key-usage', where, detail: '' });
  return {
    subject: described.subject,
    fingerprint: described.fingerprint,
    demonstration: described.demonstration,
  };
}

function readContent(parts: ReadonlyMap<string, Uint8Array>, faults: PackageFault[]): PackageContent | null {
  const json: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(dataFiles)) {
    const bytes = parts.get(name);
    if (bytes === undefined) return null;
    try {
      json[key] = JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch {
      faults.push({ code: 'data', where: name, detail: 'JSON' });
      return null;
    }
  }
  const parsed = contentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  faults.push({
    code: 'data',
    where: parsed.error.issues[0]?.path.join('.') ?? 'data',
    detail: parsed.error.issues[0]?.message ?? '',
  });
  return null;
}

function checkTotals(manifest: Manifest, totals: Manifest['controlTotals'], faults: PackageFault[]): void {
  for (const code of new Set([...Object.keys(manifest.controlTotals), ...Object.keys(totals)])) {
    const [said, found] = [manifest.controlTotals[code], totals[code]];
    if (said?.filings !== found?.filings)
      faults.push({
        code: 'control-totals',
        where: code,
        detail: `${said?.filings ?? 0} / ${found?.filings ?? 0}`,
      });
    for (const key of new Set([...Object.keys(said?.sums ?? {}), ...Object.keys(found?.sums ?? {})])) {
      if (said?.sums[key] !== found?.sums[key])
        faults.push({
          code: 'control-totals',
          where: `${code}.${key}`,
          detail: `${said?.sums[key] ?? ''} / ${found?.sums[key] ?? ''}`,
        });
    }
  }
}

async function verifyWorkbook(
  bytes: Buffer,
  parts: ReadonlyMap<string, Uint8Array>,
  file: string,
  options: Options,
  faults: PackageFault[],
): Promise<Verdict> {
  const opc = verifyParts(parts);
  for (const fault of opc.faults)
    faults.push({
      code: fault.code === 'signature-algorithm' ? 'algorithm' : 'workbook',
      where: fault.where,
      detail: fault.code,
    });
  const signer = await checkChain(opc.chain, opc.time, options, faults, '_xmlsignatures/sig1.xml');
  const manifestBytes = manifestOfWorkbook(parts);
  const manifest = manifestBytes === null ? null : readManifest(manifestBytes, file, manifestPart, faults);
  if (manifestBytes === null) faults.push({ code: 'workbook-manifest', where: manifestPart, detail: '' });
  if (manifest !== null) {
    try {
      checkTotals(manifest, await totalsOfWorkbook(bytes, file, manifest, options.edition), faults);
    } catch (error) {
      if (!isProblem(error)) throw error;
      faults.push({ code: 'workbook', where: file, detail: error.code });
    }
  }
  return verdict('xlsx', signer, manifest, faults);
}

function verdict(
  format: Verdict['format'],
  signer: Verdict['signer'],
  manifest: Manifest | null,
  problems: readonly PackageFault[],
): Verdict {
  return {
    valid: problems.length === 0 && signer !== null && manifest !== null,
    format,
    signer,
    sequence: manifest?.sequence ?? null,
    county: manifest?.county ?? null,
    year: manifest?.year ?? null,
    kind: manifest?.kind ?? null,
    problems,
  };
}
