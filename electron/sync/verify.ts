import {
  contentSchema,
  controlTotals,
  dataFiles,
  type Manifest,
  type PackageData,
} from '#shared/packages/content.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { Workbook } from '#shared/intake/grid.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { limits } from '../workbook/limits.ts';
import { readXlsx } from '../workbook/read-xlsx.ts';
import { canonicalBytes, isCanonical } from './canonical.ts';
import { describeCertificate } from './certificates.ts';
import { claimFaults } from './claims.ts';
import { bareFaults, totalFaults, workbookFaults } from './compare.ts';
import { fault, type PackageFault } from './fault.ts';
import { jwsFile } from './jws.ts';
import {
  issueOf,
  manifestFile,
  openNbpkg,
  openWorkbook,
  outerFaults,
  parseJson,
  within,
  type Opened,
} from './open.ts';
import { signaturePart } from './opc/plain.ts';
import { editionHash } from './package.ts';
import { headingOf, manifestPart } from './workbook.ts';
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
  /** The edition of a hash, or any other: headings are compared where the package names that very edition. */
  readonly edition: (hash: string) => LoadedEdition;
}

/** Enough to see what happened; a package that was rewritten as a whole would name every cell. */
const mostFaults = 200;

/** A package whose signature and hashes hold. */
interface Sound extends Opened {
  readonly manifest: Manifest;
}

/**
 * Strict check of a package or a signed workbook: who signed, whether we trust them, and that not one byte, cell, part or
 * total differs, and that signer and name are those of the county and number it is for. It goes from outside in and reads no content before everything around it holds; of what does not hold,
 * the hashes tell which parts differ. Bad content never throws; only what is no package at all does (`package.unreadable`).
 */
export async function verifyPackage(bytes: Buffer, file: string, options: Options): Promise<Verdict> {
  const zip = bytes.length > limits.unpacked ? null : unzipStrictly(bytes, file);
  if (zip === null) throw new Problem('package.unreadable', { file });
  const { parts } = zip;
  // By every name that is there, also those of parts that are damaged.
  const names = new Set([...parts.keys(), ...zip.faults.map(({ where }) => where)]);
  const isWorkbook = names.has('xl/workbook.xml');
  if (parts.size > 0 && !isWorkbook && !names.has(manifestFile) && !names.has(jwsFile))
    throw new Problem('package.unreadable', { file });
  const opened = await (isWorkbook ? openWorkbook : openNbpkg)(parts, options.trust);
  const { manifest, chain } = opened;
  const outer = outerFaults(zip, opened.faults);
  // Where the signature does not hold nobody has claimed anything.
  const isSigned = !outer.some(({ code }) => code === 'signature' || code === 'algorithm');
  const faults = [
    ...outer,
    ...(manifest === null || chain === null || !isSigned
      ? []
      : claimFaults(manifest, chain, file, isWorkbook ? signaturePart : jwsFile)),
  ];
  if (manifest === null || faults.length > 0) return verdict(isWorkbook, { ...opened, faults });
  const sound = { ...opened, manifest };
  return verdict(isWorkbook, {
    ...opened,
    faults: await (isWorkbook
      ? bareWorkbookFaults(bytes, file, manifest)
      : contentFaults(parts, sound, options)),
  });
}

async function contentFaults(parts: Parts, outer: Sound, options: Options): Promise<readonly PackageFault[]> {
  const content = readContent(parts);
  if ('faults' in content) return content.faults;
  const { manifest } = outer;
  const stray = content.filings.find((filing) => !manifest.covers.includes(filing.return));
  const workbook = workbookOf(manifest);
  return [
    ...(stray === undefined ? [] : [fault('data', 'data/filings.json', stray.return)]),
    ...twiceFaults(content),
    ...totalFaults(manifest, controlTotals(content.filings)),
    ...(workbook === undefined ? [] : await innerWorkbookFaults(parts, workbook, outer, content, options)),
  ];
}

/** A filing, or a record of one, that is there twice would be counted twice. */
function twiceFaults({ filings }: PackageData): readonly PackageFault[] {
  const names = filings.flatMap(({ unit, return: code, records }) => [
    `${unit}/${code}`,
    ...records.map(({ record }) => `${unit}/${code} ${record || '-'}`),
  ]);
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.has(name) || !seen.add(name));
  return twice.map((name) => fault('data', 'data/filings.json', name));
}

function workbookOf(manifest: Manifest): string | undefined {
  return manifest.files.find(({ name }) => name.endsWith('.xlsx'))?.name;
}

function readContent(parts: Parts): PackageData | { readonly faults: readonly PackageFault[] } {
  const faults: PackageFault[] = [];
  const json = Object.entries(dataFiles).map(([name, part]) => {
    const bytes = parts.get(name) ?? new Uint8Array();
    const parsed = contentSchema.shape[part].safeParse(parseJson(bytes));
    if (!parsed.success) faults.push(fault('data', name, issueOf(parsed.error)));
    else if (!isCanonical(parsed.data, bytes)) faults.push(fault('data', name, 'RFC 8785'));
    return [part, parsed.data] as const;
  });
  return faults.length > 0 ? { faults } : (Object.fromEntries(json) as PackageData);
}

async function bareWorkbookFaults(
  bytes: Buffer,
  file: string,
  manifest: Manifest,
): Promise<readonly PackageFault[]> {
  const book = await readBook(bytes, file);
  return 'faults' in book ? book.faults : bareFaults(book, manifest);
}

/** The workbook in a package: sound by itself, from the same signer, with the same manifest and the same cells. */
async function innerWorkbookFaults(
  parts: Parts,
  name: string,
  outer: Sound,
  content: PackageData,
  options: Options,
): Promise<readonly PackageFault[]> {
  const bytes = Buffer.from(parts.get(name) ?? new Uint8Array());
  const zip = unzipStrictly(bytes, name);
  if (zip === null) return [fault('workbook', name)];
  const inner = await openWorkbook(zip.parts, options.trust);
  const outside = outerFaults(zip, inner.faults);
  if (inner.manifest === null || outside.length > 0) return within(name, outside);
  const faults: PackageFault[] = [];
  const expected = { ...outer.manifest, files: outer.manifest.files.filter((item) => item.name !== name) };
  if (!isCanonical(expected, canonicalBytes(inner.manifest)))
    faults.push(fault('workbook-manifest', `${name}/${manifestPart}`));
  const [a, b] = [outer, inner].map(({ chain }) => Buffer.from(chain?.[0]?.rawData ?? new ArrayBuffer()));
  if (a === undefined || b === undefined || !a.equals(b))
    faults.push(fault('other-signer', `${name}/${signaturePart}`, inner.chain?.[0]?.subject ?? ''));
  const book = await readBook(bytes, name);
  if ('faults' in book) return [...faults, ...book.faults];
  const edition = options.edition(outer.manifest.edition.sha256);
  const isSameEdition = outer.manifest.edition.sha256 === editionHash(edition);
  const heading = isSameEdition ? headingOf(edition, outer.manifest) : null;
  return [...faults, ...within(name, workbookFaults(book, content, outer.manifest, heading))];
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

function verdict(isWorkbook: boolean, { chain, manifest, faults }: Opened): Verdict {
  const distinct = new Map(faults.map((item) => [JSON.stringify(item), item]));
  const [leaf] = chain ?? [];
  const described = leaf === undefined ? null : describeCertificate(leaf.toString('pem'));
  const format =
    manifest === null ? '' : isWorkbook ? 'xlsx' : workbookOf(manifest) === undefined ? 'json' : 'both';
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
