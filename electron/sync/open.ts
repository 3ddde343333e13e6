import type { X509Certificate } from '@peculiar/x509';
import {
  dataFiles,
  formatVersion,
  listedFiles,
  manifestSchema,
  type Manifest,
} from '#shared/packages/content.ts';
import { isCanonical, sha256 } from './canonical.ts';
import { chainFaults } from './certificates.ts';
import { fault, type PackageFault } from './fault.ts';
import { jwsFile, verifyManifest } from './jws.ts';
import { signaturePart } from './opc/plain.ts';
import { verifyParts } from './opc/verify.ts';
import { manifestOfWorkbook, manifestPart, sheetNames, signatureFacts } from './workbook.ts';
import { unzipStrictly, type Parts } from './zip.ts';

/** What a signature and the hashes under it say of a package, before any of its content is read. */
export interface Opened {
  readonly chain: readonly X509Certificate[] | null;
  readonly manifest: Manifest | null;
  readonly faults: readonly PackageFault[];
}

export const manifestFile = 'manifest.json';

/** Manifest, signature, signer and the list of files. */
export async function openNbpkg(parts: Parts, trust: readonly string[]): Promise<Opened> {
  const bytes = parts.get(manifestFile);
  const jws = parts.get(jwsFile);
  if (bytes === undefined || jws === undefined)
    return {
      chain: null,
      manifest: null,
      faults: [bytes === undefined ? fault('file-missing', manifestFile) : fault('unsigned', jwsFile)],
    };
  const { chain, payload, faults: signatureFaults } = verifyManifest(jws, bytes);
  // What was signed tells best which of the files differ from it.
  const read = readManifest(payload ?? bytes, manifestFile);
  if ('faults' in read) return { chain, manifest: null, faults: [...signatureFaults, ...read.faults] };
  const { manifest } = read;
  const faults = [
    ...signatureFaults,
    ...(chain === null ? [] : await chainFaults(chain, trust, manifest.created, jwsFile)),
  ];
  const names = manifest.files.map(({ name }) => name);
  const wanted = listedFiles(manifest, names.length > Object.keys(dataFiles).length);
  if (names.join('\n') !== wanted.join('\n')) faults.push(fault('manifest', manifestFile, 'files'));
  const listed = new Set([manifestFile, jwsFile, ...names]);
  for (const name of parts.keys()) if (!listed.has(name)) faults.push(fault('file-unlisted', name));
  for (const { name, size, sha256: hash } of manifest.files) {
    const found = parts.get(name);
    if (found === undefined) faults.push(fault('file-missing', name));
    else if (found.length !== size || sha256(found) !== hash) {
      faults.push(fault('file-changed', name));
      if (name.endsWith('.xlsx')) faults.push(...(await changedParts(found, name, trust)));
    }
  }
  return { chain, manifest, faults };
}

/** Which parts of a workbook differ that is known to have been changed. */
async function changedParts(
  bytes: Uint8Array,
  name: string,
  trust: readonly string[],
): Promise<readonly PackageFault[]> {
  const zip = unzipStrictly(Buffer.from(bytes), name);
  return zip === null ? [] : within(name, outerFaults(zip, (await openWorkbook(zip.parts, trust)).faults));
}

export function within(name: string, faults: readonly PackageFault[]): readonly PackageFault[] {
  return faults.map((item) => (item.where === name ? item : { ...item, where: `${name}/${item.where}` }));
}

/** The faults of a zip and of what it holds, each part named once. */
export function outerFaults(
  zip: { readonly parts: Parts; readonly faults: readonly PackageFault[] },
  inner: readonly PackageFault[],
): readonly PackageFault[] {
  if (zip.parts.size === 0) return zip.faults;
  const ofForm = ['zip-form', 'zip-name'];
  const damaged = new Set(zip.faults.filter(({ code }) => !ofForm.includes(code)).map(({ where }) => where));
  const rest = inner.filter(({ where }) => !damaged.has(where));
  // Whatever wrote an unsigned workbook, that it is not signed is all there is to say.
  const isUnsigned = damaged.size === 0 && rest.some(({ code }) => code === 'unsigned');
  return isUnsigned ? rest : [...zip.faults, ...rest];
}

/** Signature, signer and manifest of a signed workbook. */
export async function openWorkbook(parts: Parts, trust: readonly string[]): Promise<Opened> {
  if (!parts.has(signaturePart))
    return { chain: null, manifest: null, faults: [fault('unsigned', signaturePart)] };
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
  const trusted = chain === null ? [] : await chainFaults(chain, trust, manifest.created, signaturePart);
  const names = manifest.files.map(({ name }) => name);
  const listed =
    names.join('\n') === listedFiles(manifest, false).join('\n')
      ? []
      : [fault('manifest', manifestPart, 'files')];
  const named = faults.map((item) => ({ ...item, detail: sheetOf(item.where, manifest) ?? item.detail }));
  return { chain, manifest, faults: [...named, ...trusted, ...listed] };
}

/** The name of the sheet that a part holds. */
function sheetOf(part: string, manifest: Manifest): string | undefined {
  const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(part)?.[1];
  return number === undefined ? undefined : sheetNames(manifest)[Number(number) - 1];
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
  if (!parsed.success) return { faults: [fault('manifest', where, issueOf(parsed.error))] };
  return isCanonical(parsed.data, bytes)
    ? { manifest: parsed.data }
    : { faults: [fault('manifest-bytes', where)] };
}

/** Undefined, which no schema takes, for what is no JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

export function issueOf(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];
}): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}
