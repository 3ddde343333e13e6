import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import type { Wording } from '#shared/returns/terms.ts';
import type { ReadableStore, WritableStore } from './open.ts';

export type KeptKind = 'program' | 'edition' | 'supplement' | 'targets' | 'layered';

export interface EditionAbout {
  readonly title: Wording;
  readonly from: number;
  readonly to: number;
  /** Of a supplement or a target file: the county that it is for. */
  readonly county: string | null;
  /** Name of the file that it came in; null for the program's own. */
  readonly file: string | null;
  readonly signer: {
    readonly subject: string;
    readonly fingerprint: string;
    readonly demonstration: boolean;
  } | null;
}

export interface KeptEdition {
  readonly sha256: string;
  readonly kind: KeptKind;
  readonly name: string;
  readonly about: EditionAbout;
  readonly base: string | null;
  readonly layers: readonly string[];
  readonly bodySha256: string;
  readonly loaded: string;
  readonly who: string;
}

interface Row extends Omit<KeptEdition, 'about' | 'layers'> {
  readonly about: string;
  readonly layers: string;
}

const columns = 'sha256, kind, name, about, base, layers, body_sha256 AS bodySha256, loaded, who';

function toKept(row: Row): KeptEdition {
  return {
    ...row,
    about: JSON.parse(row.about) as EditionAbout,
    layers: JSON.parse(row.layers) as string[],
  };
}

/** Every edition that was kept, the newest last. */
export function editions(store: ReadableStore): readonly KeptEdition[] {
  return store.db
    .prepare<[], Row>(`SELECT ${columns} FROM edition ORDER BY loaded, sha256`)
    .all()
    .map(toKept);
}

export function keptEdition(store: ReadableStore, sha256: string): KeptEdition | undefined {
  const row = store.db.prepare<[string], Row>(`SELECT ${columns} FROM edition WHERE sha256 = ?`).get(sha256);
  return row === undefined ? undefined : toKept(row);
}

/** The content of an edition, deflated as it lies in the database. */
export function packedBody(store: ReadableStore, sha256: string): Uint8Array | undefined {
  return store.db.prepare<[string], { body: Buffer }>('SELECT body FROM edition WHERE sha256 = ?').get(sha256)
    ?.body;
}

export function unpackBody(packed: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as unknown;
}

export function textHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Keeps an edition; one that is there already stays as it came first. */
export function keepEdition(
  store: WritableStore,
  kept: Omit<KeptEdition, 'bodySha256'>,
  content: unknown,
): void {
  const { sha256, kind, name, about, base, layers, loaded, who } = kept;
  store.db
    .prepare(
      `INSERT INTO edition (sha256, kind, name, about, base, layers, body, body_sha256, loaded, who)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .run(
      sha256,
      kind,
      name,
      JSON.stringify(about),
      base,
      JSON.stringify(layers),
      deflateRawSync(JSON.stringify(content)),
      textHash(content),
      loaded,
      who,
    );
}

/** Puts a year under an edition. */
export function setRoundEdition(store: WritableStore, year: number, sha256: string): void {
  store.db.prepare('UPDATE round SET edition = ? WHERE year = ?').run(sha256, year);
}
