import { version } from '#shared/version.ts';
import {
  contentSchema,
  controlTotals,
  dataFiles,
  formatVersion,
  manifestSchema,
  packageStem,
  type Manifest,
  type PackageContent,
} from '#shared/packages/content.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { canonicalBytes, sha256 } from './canonical.ts';
import { jwsFile, signManifest } from './jws.ts';
import type { Signer } from './keys.ts';
import { signedWorkbook } from './workbook.ts';
import { zipParts } from './zip.ts';

export type PackageFormat = 'json' | 'xlsx' | 'both';

export interface PackageRequest {
  readonly county: { readonly code: string; readonly name: string };
  readonly year: number;
  readonly kind: Manifest['kind'];
  readonly covers: readonly string[];
  readonly sequence: number;
  readonly previous: string | null;
  readonly replaces: number | null;
  /** Whole seconds, UTC: the workbook's signature has no more. */
  readonly created: string;
  readonly format: PackageFormat;
}

export interface BuiltPackage {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly manifest: Manifest;
}

/** The hash of an edition as data: what the province compares. */
export function editionHash(edition: LoadedEdition): string {
  return sha256(canonicalBytes(edition.edition));
}

/**
 * Builds and signs a package. The same content and request give the same bytes, but for the signatures themselves: ECDSA
 * takes a fresh random number for each.
 */
export async function buildPackage(
  content: PackageContent,
  request: PackageRequest,
  edition: LoadedEdition,
  signer: Signer,
): Promise<BuiltPackage> {
  const data = contentSchema.parse(content);
  const files = new Map<string, Uint8Array>(
    Object.entries(dataFiles).map(([name, part]) => [name, canonicalBytes(data[part])]),
  );
  const manifest = manifestSchema.parse({
    formatVersion,
    type: 'nianbao-package',
    county: request.county,
    year: request.year,
    kind: request.kind,
    covers: [...request.covers],
    tables: request.covers.flatMap((code) => (edition.return(code)?.tables ?? []).map((table) => table.code)),
    reports: data.reports.map((report) => report.report),
    edition: { name: edition.edition.name, sha256: editionHash(edition) },
    sequence: request.sequence,
    previous: request.previous,
    replaces: request.replaces,
    created: request.created,
    program: `nianbao ${version}`,
    demonstration: edition.edition.demonstration,
    files: [...files].map(([name, bytes]) => listed(name, bytes)),
    controlTotals: controlTotals(data.filings),
  });
  const stem = packageStem(request.county.code, request.year, request.sequence);
  if (request.format === 'json') return finish(`${stem}.nbpkg`, manifest, files, signer);
  const workbook = await signedWorkbook(data, manifest, edition, signer);
  const name = `${stem}.xlsx`;
  if (request.format === 'xlsx') return { name, bytes: workbook, sha256: sha256(workbook), manifest };
  files.set(name, workbook);
  const whole = { ...manifest, files: [...manifest.files, listed(name, workbook)] };
  return finish(`${stem}.nbpkg`, whole, files, signer);
}

function listed(name: string, bytes: Uint8Array): Manifest['files'][number] {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

function finish(
  name: string,
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
  signer: Signer,
): BuiltPackage {
  const canonical = canonicalBytes(manifest);
  const jws = Buffer.from(signManifest(canonical, signer));
  const bytes = zipParts(new Map([...files, ['manifest.json', canonical], [jwsFile, jws]]));
  return { name, bytes, sha256: sha256(bytes), manifest };
}
