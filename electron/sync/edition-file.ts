import { z } from 'zod';
import { Problem } from '#shared/contract/problem.ts';
import { canonicalBytes, isCanonical, sha256 } from './canonical.ts';
import { chainFaults, describeCertificate, isAmong } from './certificates.ts';
import { mayIssue } from './claims.ts';
import { editionKinds, editionLimits, kindOf, type EditionKind } from './edition-kinds.ts';
import type { PackageFault } from './fault.ts';
import { jwsFile, signManifest, verifyManifest } from './jws.ts';
import type { Signer } from './keys.ts';
import { issueOf, manifestFile, outerFaults, parseJson } from './open.ts';
import { unzipStrictly, zipParts } from './zip.ts';

/**
 * A signed edition file, `*.nbed`: a zip of `manifest.json` (RFC 8785), `manifest.jws` (ES256, the chain in x5c) and
 * `edition.json`. It carries the province's edition, a county's supplement to it, or a county's targets.
 */
const contentFile = 'edition.json';
const formatVersion = 1;

const manifestSchema = z.strictObject({
  formatVersion: z.literal(formatVersion),
  type: z.literal('nianbao-edition'),
  kind: z.enum(editionKinds),
  name: z.string(),
  created: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
  files: z.tuple([
    z.strictObject({
      name: z.literal(contentFile),
      size: z.int().min(2).max(editionLimits.unpacked),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ]),
});

export interface EditionFile {
  readonly kind: EditionKind;
  readonly name: string;
  readonly created: string;
  /** What it carries, not read yet: `loadEdition` and `readLayer` say whether it is sound. */
  readonly content: unknown;
  readonly signer: {
    readonly subject: string;
    readonly fingerprint: string;
    readonly demonstration: boolean;
  };
}

function nameOf(content: unknown): unknown {
  return (content as { name?: unknown } | null)?.name;
}

/** The county that a supplement says it is for; null for what only the province issues. */
function supplementOf(content: unknown): string | null {
  if (kindOf(content) !== 'supplement') return null;
  return String((content as { county?: unknown }).county);
}

/** The bytes of an edition file. `now`: ISO time. */
export function packEdition(content: { readonly name: string }, signer: Signer, now: string): Buffer {
  const bytes = canonicalBytes(content);
  const manifest = canonicalBytes({
    formatVersion,
    type: 'nianbao-edition',
    kind: kindOf(content),
    name: content.name,
    created: `${now.slice(0, 19)}Z`,
    files: [{ name: contentFile, size: bytes.length, sha256: sha256(bytes) }],
  } satisfies z.input<typeof manifestSchema>);
  return zipParts(
    new Map<string, Uint8Array>([
      [manifestFile, manifest],
      [jwsFile, Buffer.from(signManifest(manifest, signer))],
      [contentFile, bytes],
    ]),
  );
}

/**
 * Reads an edition file from outside in; what it carries is parsed only after form, signature, signer, version and hash
 * hold. Anything else is a problem that names the part. `trust`: PEM of the roots, or of the very certificate; `own`: PEM of
 * the county's, which may sign its supplements and nothing else, no more than that of another county.
 */
export async function openEdition(
  bytes: Buffer,
  file: string,
  { trust, own }: { readonly trust: readonly string[]; readonly own: readonly string[] },
): Promise<EditionFile> {
  const cut = (): Problem => new Problem('edition.damaged', { file, part: 'zip' });
  if (bytes.length > editionLimits.packed) throw new Problem('edition.too-large', { file });
  const zip = unzipStrictly(bytes, file, editionLimits.unpacked);
  if (zip === null) throw new Problem('edition.no-edition', { file });
  const outer = outerFaults(zip, []);
  if (outer.length > 0) throw new Problem('edition.damaged', { file, part: outer[0]?.where ?? 'zip' });
  const [manifestBytes, jws, content] = [manifestFile, jwsFile, contentFile].map((name) =>
    zip.parts.get(name),
  );
  if (content === undefined || manifestBytes === undefined) throw new Problem('edition.no-edition', { file });
  if (jws === undefined) throw new Problem('edition.signature', { file, part: jwsFile });
  const { chain, payload, faults } = verifyManifest(jws, manifestBytes);
  const manifest = readManifest(payload ?? manifestBytes, file);
  if (faults.length > 0) throw new Problem('edition.signature', { file, part: faults[0]?.where ?? jwsFile });
  const [leaf] = chain ?? [];
  if (chain === null || leaf === undefined) throw new Problem('edition.signature', { file, part: jwsFile });
  const described = describeCertificate(leaf.toString('pem'));
  const roots = manifest.kind === 'supplement' ? [...trust, ...own] : trust;
  const distrust = await chainFaults(chain, roots, manifest.created, jwsFile);
  if (distrust.length > 0) throw signerProblem(distrust, file, described);
  const extra = [...zip.parts.keys()].find((name) => ![manifestFile, jwsFile, contentFile].includes(name));
  if (extra !== undefined) throw new Problem('edition.damaged', { file, part: extra });
  const [listed] = manifest.files;
  if (listed.size !== content.length || listed.sha256 !== sha256(content))
    throw new Problem('edition.damaged', { file, part: contentFile });
  if (!isShallow(content)) throw new Problem('edition.too-large', { file });
  const json = parseJson(content);
  if (json === undefined || !isCanonical(json, content)) throw cut();
  if (kindOf(json) !== manifest.kind || nameOf(json) !== manifest.name)
    throw new Problem('edition.damaged', { file, part: manifestFile });
  const { subject, fingerprint, demonstration } = described;
  // Of the very certificate that the person chose nothing more is asked.
  if (!isAmong(leaf, roots) && !mayIssue(leaf, supplementOf(json)))
    throw new Problem('edition.issuer', { file, subject, fingerprint });
  return {
    kind: manifest.kind,
    name: manifest.name,
    created: manifest.created,
    content: json,
    signer: { subject, fingerprint, demonstration },
  };
}

function readManifest(bytes: Uint8Array, file: string): z.infer<typeof manifestSchema> {
  const json = parseJson(bytes);
  const found =
    typeof json === 'object' && json !== null && 'formatVersion' in json ? json.formatVersion : undefined;
  if (typeof found === 'number' && found > formatVersion)
    throw new Problem('edition.newer', { file, found: String(found) });
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success)
    throw new Problem('edition.damaged', { file, part: `${manifestFile} ${issueOf(parsed.error)}` });
  return parsed.data;
}

function signerProblem(
  faults: readonly PackageFault[],
  file: string,
  { subject, fingerprint }: { readonly subject: string; readonly fingerprint: string },
): Problem {
  const why = faults.find(({ code }) => code === 'untrusted' || code === 'expired')?.code;
  return new Problem('edition.signer', {
    file,
    subject,
    fingerprint,
    why: why === 'untrusted' ? 'unknown' : why === 'expired' ? 'expired' : 'purpose',
  });
}

/** Whether brackets nest no deeper than the limit: deeper JSON is refused before a parser sees it. */
function isShallow(bytes: Uint8Array): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth++;
      if (depth > editionLimits.depth) return false;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return true;
}
