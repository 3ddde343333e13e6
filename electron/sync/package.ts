import type { LoadedEdition } from '#shared/returns/edition.ts';
import {
  controlTotals,
  dataFiles,
  formatVersion,
  type Manifest,
  type PackageContent,
} from '#shared/packages/content.ts';
import { version } from '#shared/version.ts';
import { canonicalBytes, sha256 } from './canonical.ts';
import type { Signer } from './keys.ts';
import { signedWorkbook, zipParts } from './workbook.ts';

export type PackageFormat = 'json' | 'xlsx' | 'both';

export interface PackageRequest {
  readonly county: { readonly code: string; readonly name: string };
  readonly year: number;
  readonly kind: Manifest['kind'];
  readonly covers: readonly string[];
  readonly sequence: number;
  readonly previous: string | null;
  readonly replaces: number | null;
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

/** Builds and signs a package; the same content, key and time give the same JSON part. */
export async function buildPackage(
  content: PackageContent,
  request: PackageRequest,
  edition: LoadedEdition,
  signer: Signer,
): Promise<BuiltPackage> {
  const data = new Map<string, Uint8Array>(
    Object.entries(dataFiles).map(([name, part]) => [name, canonicalBytes(content[part] ?? null)]),
  );
  const manifest: Manifest = {
    formatVersion,
    type: 'nianbao-package',
    county: request.county,
    year: request.year,
    kind: request.kind,
    covers: [...request.covers],
    edition: { name: edition.edition.name, sha256: editionHash(edition) },
    sequence: request.sequence,
    previous: request.previous,
    replaces: request.replaces,
    created: request.created,
    program: `nianbao ${version}`,
    demonstration: edition.edition.demonstration,
    files: [...data].map(([name, bytes]) => ({ name, size: bytes.length, sha256: sha256(bytes) })),
    controlTotals: controlTotals(content.filings),
  };
  const stem = `${request.county.code}-${request.year}-${String(request.sequence).padStart(3, '0')}`;
  if (request.format === 'xlsx') {
    const bytes = await signedWorkbook(content, manifest, edition, signer);
    return { name: `${stem}.xlsx`, bytes, sha256: sha256(bytes), manifest };
  }
  if (request.format === 'json') return finish(`${stem}.nbpkg`, manifest, data, signer);
  const name = `${stem}.xlsx`;
  const workbook = await signedWorkbook(content, manifest, edition, signer);
  data.set(name, workbook);
  const files = [...manifest.files, { name, size: workbook.length, sha256: sha256(workbook) }];
  return finish(`${stem}.nbpkg`, { ...manifest, files }, data, signer);
}

function finish(
  name: string,
  manifest: Manifest,
  data: ReadonlyMap<string, Uint8Array>,
  signer: Signer,
): BuiltPackage {
  const canonical = canonicalBytes(manifest);
  const parts = new Map<string, Uint8Array>(data);
  parts.set('manifest.json', canonical);
  parts.set('manifest.jws', Buffer.from(signManifest(canonical, signer)));
  const bytes = zipParts(parts);
  return { name, bytes, sha256: sha256(bytes), manifest };
}

/** Compact JWS, ES256, with the certificate chain in x5c (RFC 7515). */
function signManifest(canonical: Uint8Array, signer: Signer): string {
  const x5c = signer.chain.map((pem) => pem.replace(/-----[^-]+-----|\s/g, ''));
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'stat-package+jws', x5c })).toString(
    'base64url',
  );
  const payload = Buffer.from(canonical).toString('base64url');
  const signature = signer.sign(Buffer.from(`${header}.${payload}`, 'ascii'));
  return `${header}.${payload}.${signature.toString('base64url')}`;
}
