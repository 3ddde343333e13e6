import type { X509Certificate } from '@peculiar/x509';
import {
  contentSchema,
  controlTotals,
  dataFiles,
  formatVersion,
  listedFiles,
  manifestSchema,
  type Manifest,
  type PackageData,
} from '#shared/packages/content.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { Workbook } from '#shared/intake/grid.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { limits } from '../workbook/limits.ts';
import { readXlsx } from '../workbook/read-xlsx.ts';
import { canonicalBytes, isCanonical, sha256 } from './canonical.ts';
import { chainFaults, describeCertificate } from './certificates.ts';
import { totalFaults, totalsOfWorkbook, workbookFaults } from './compare.ts';
import { fault, type PackageFault } from './fault.ts';
import { jwsFile, verifyManifest } from './jws.ts';
import { signaturePart } from './opc/plain.ts';
import { verifyParts } from './opc/verify.ts';
import { editionHash } from './package.ts';
import { headingOf, manifestOfWorkbook, manifestPart, signatureFacts } from './workbook.ts';
import { unzipStrictly, type Parts } from './zip.ts';

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
  /** At most `mostFaults`. */
  readonly problems: readonly PackageFault[];
}

interface Options {
  /** PEM of the roots (or of the very certificate) that are trusted. */
  readonly trust: readonly string[];
  /** Its headings are compared where the package names the same edition. */
  readonly edition: LoadedEdition;
}

/** Enough to see what happened; a package that was rewritten as a whole would name every cell. */
const mostFaults = 200;
const manifestFile = 'manifest.json';

/** What is known of a package while it is checked. */
interface Opened {
  readonly chain: readonly X509Certificate[] | null;
  readonly manifest: Manifest | null;
  readonly faults: readonly PackageFault[];
}

/**
 * Strict check of a package or a signed workbook: who signed, whether we trust them, and that not one byte, cell, part or
 * total differs. It goes from outside in and stops at the first layer with a fault, so that nothing is read deeper than
 * its signature deserves. Bad content never throws; only what is no package at all does (`package.unreadable`).
 */
export async function verifyPackage(bytes: Buffer, file: string, options: Options): Promise<Verdict> {
  const zip = bytes.length > limits.unpacked ? null : unzipStrictly(bytes, file);
  if (zip === null) throw new Problem('package.unreadable', { file });
  const { parts } = zip;
  if (zip.faults.length > 0) return verdict('', { chain: null, manifest: null, faults: zip.faults });
  if (parts.has('xl/workbook.xml')) {
    const opened = await openWorkbook(parts, options);
    const faults =
      opened.manifest === null || opened.faults.length > 0
        ? []
        : await bareWorkbookFaults(bytes, file, opened.manifest);
    return verdict('xlsx', { ...opened, faults: [...opened.faults, ...faults] });
  }
  if (!parts.has(manifestFile) && !parts.has(jwsFile)) throw new Problem('package.unreadable', { file });
  return verifyNbpkg(parts, options);
}

async function verifyNbpkg(parts: Parts, options: Options): Promise<Verdict> {
  const opened = await openNbpkg(parts, options);
  const { manifest } = opened;
  const workbook = manifest?.files.find(({ name }) => name.endsWith('.xlsx'))?.name;
  const format = manifest === null ? '' : workbook === undefined ? 'json' : 'both';
  if (manifest === null || opened.faults.length > 0) return verdict(format, opened);
  const content = readContent(parts);
  if ('faults' in content) return verdict(format, { ...opened, faults: content.faults });
  const stray = content.filings.find((filing) => !manifest.covers.includes(filing.return));
  const faults = [
    ...(stray === undefined ? [] : [fault('data', 'data/filings.json', stray.return)]),
    ...totalFaults(manifest, controlTotals(content.filings)),
  ];
  if (workbook !== undefined)
    faults.push(...(await innerWorkbookFaults(parts, workbook, { ...opened, manifest, content }, options)));
  return verdict(format, { ...opened, faults });
}

/** Manifest, signature, signer and the list of files. */
async function openNbpkg(parts: Parts, options: Options): Promise<Opened> {
  const bytes = parts.get(manifestFile);
  const jws = parts.get(jwsFile);
  if (bytes === undefined || jws === undefined) {
    return {
      chain: null,
      manifest: null,
      faults: [fault('file-missing', bytes === undefined ? manifestFile : jwsFile)],
    };
  }
  const { chain, faults: signatureFaults } = verifyManifest(jws, bytes);
  const read = readManifest(bytes, manifestFile);
  if ('faults' in read) return { chain, manifest: null, faults: [...signatureFaults, ...read.faults] };
  const { manifest } = read;
  const faults = [
    ...signatureFaults,
    ...(chain === null ? [] : await chainFaults(chain, options.trust, manifest.created, jwsFile)),
  ];
  const names = manifest.files.map(({ name }) => name);
  const wanted = listedFiles(manifest, names.length > Object.keys(dataFiles).length);
  if (names.join('\n') !== wanted.join('\n')) faults.push(fault('manifest', manifestFile, 'files'));
  const listed = new Set([manifestFile, jwsFile, ...names]);
  for (const name of parts.keys()) if (!listed.has(name)) faults.push(fault('file-unlisted', name));
  for (const { name, size, sha256: hash } of manifest.files) {
    const found = parts.get(name);
    if (found === undefined) faults.push(fault('file-missing', name));
    else if (found.length !== size || sha256(found) !== hash) faults.push(fault('file-changed', name));
  }
  return { chain, manifest, faults };
}

/** Signature, signer and manifest of a signed workbook. */
async function openWorkbook(parts: Parts, options: Options): Promise<Opened> {
  const bytes = manifestOfWorkbook(parts);
  const read =
    bytes === null
      ? { faults: [fault('workbook-manifest', manifestPart)] }
      : readManifest(bytes, manifestPart);
  const manifest = 'faults' in read ? null : read.manifest;
  const { chain, faults } = verifyParts(
    parts,
    manifest === null ? { time: '', comments: '' } : signatureFacts(manifest),
  );
  if (manifest === null || 'faults' in read) {
    // Without its manifest the signature can't come out; which parts differ is still worth saying.
    const parted = faults.filter(({ where }) => where !== signaturePart);
    return { chain, manifest: null, faults: [...('faults' in read ? read.faults : []), ...parted] };
  }
  const trusted =
    chain === null ? [] : await chainFaults(chain, options.trust, manifest.created, signaturePart);
  const names = manifest.files.map(({ name }) => name);
  const listed =
    names.join('\n') === listedFiles(manifest, false).join('\n')
      ? []
      : [fault('manifest', manifestPart, 'files')];
  return { chain, manifest, faults: [...faults, ...trusted, ...listed] };
}

function readManifest(
  bytes: Uint8Array,
  where: string,
): { readonly manifest: Manifest } | { readonly faults: readonly PackageFault[] } {
  const json = parseJson(bytes);
  const found =
    typeof json === 'object' && json !== null && 'formatVersion' in json ? json.formatVersion : undefined;
  if (typeof found === 'number' && found > formatVersion)
    return { faults: [fault('newer-format', where, String(found))] };
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) return { faults: [fault('manifest', where, issue(parsed.error))] };
  return isCanonical(parsed.data, bytes)
    ? { manifest: parsed.data }
    : { faults: [fault('manifest-bytes', where)] };
}

/** Undefined, which no schema takes, for what is no JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function issue(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}

function readContent(parts: Parts): PackageData | { readonly faults: readonly PackageFault[] } {
  const faults: PackageFault[] = [];
  const json = Object.entries(dataFiles).map(([name, part]) => {
    const bytes = parts.get(name) ?? new Uint8Array();
    const parsed = contentSchema.shape[part].safeParse(parseJson(bytes));
    if (!parsed.success) faults.push(fault('data', name, issue(parsed.error)));
    else if (!isCanonical(parsed.data, bytes)) faults.push(fault('data', name, 'RFC 8785'));
    return [part, parsed.data] as const;
  });
  return faults.length > 0 ? { faults } : (Object.fromEntries(json) as PackageData);
}

/** A bare workbook has no JSON to compare with: its numbers must add up to what the manifest says. */
async function bareWorkbookFaults(
  bytes: Buffer,
  file: string,
  manifest: Manifest,
): Promise<readonly PackageFault[]> {
  const book = await readBook(bytes, file);
  return 'faults' in book ? book.faults : totalFaults(manifest, totalsOfWorkbook(book, manifest));
}

/** The workbook in a package: sound by itself, from the same signer, with the same manifest and the same cells. */
async function innerWorkbookFaults(
  parts: Parts,
  name: string,
  outer: Opened & { readonly manifest: Manifest; readonly content: PackageData },
  options: Options,
): Promise<readonly PackageFault[]> {
  const bytes = Buffer.from(parts.get(name) ?? new Uint8Array());
  const zip = unzipStrictly(bytes, name);
  if (zip === null) return [fault('workbook', name)];
  const within = (faults: readonly PackageFault[]): readonly PackageFault[] =>
    faults.map((item) => ({ ...item, where: `${name}/${item.where}` }));
  if (zip.faults.length > 0) return within(zip.faults);
  const inner = await openWorkbook(zip.parts, options);
  if (inner.manifest === null || inner.faults.length > 0) return within(inner.faults);
  const faults: PackageFault[] = [];
  const expected = { ...outer.manifest, files: outer.manifest.files.filter((item) => item.name !== name) };
  if (!isCanonical(expected, canonicalBytes(inner.manifest)))
    faults.push(fault('workbook-manifest', `${name}/${manifestPart}`));
  const [a, b] = [outer, inner].map(({ chain }) => Buffer.from(chain?.[0]?.rawData ?? new ArrayBuffer()));
  if (a === undefined || b === undefined || !a.equals(b))
    faults.push(fault('other-signer', `${name}/${signaturePart}`, inner.chain?.[0]?.subject ?? ''));
  const book = await readBook(bytes, name);
  if ('faults' in book) return [...faults, ...book.faults];
  const isSameEdition = outer.manifest.edition.sha256 === editionHash(options.edition);
  const heading = isSameEdition ? headingOf(options.edition, outer.manifest) : null;
  return [...faults, ...within(workbookFaults(book, outer.content, outer.manifest, heading))];
}

async function readBook(
  bytes: Buffer,
  file: string,
): Promise<Workbook | { readonly faults: readonly PackageFault[] }> {
  try {
    return await readXlsx(bytes, file);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { faults: [fault('workbook', file, error.code)] };
  }
}

function verdict(format: Verdict['format'], { chain, manifest, faults }: Opened): Verdict {
  const distinct = new Map(faults.map((item) => [JSON.stringify(item), item]));
  const [leaf] = chain ?? [];
  const described = leaf === undefined ? null : describeCertificate(leaf.toString('pem'));
  return {
    valid: faults.length === 0 && described !== null && manifest !== null,
    format,
    signer:
      described === null
        ? null
        : {
            subject: described.subject,
            fingerprint: described.fingerprint,
            demonstration: described.demonstration,
          },
    sequence: manifest?.sequence ?? null,
    county: manifest?.county ?? null,
    year: manifest?.year ?? null,
    kind: manifest?.kind ?? null,
    problems: [...distinct.values()].slice(0, mostFaults),
  };
}
