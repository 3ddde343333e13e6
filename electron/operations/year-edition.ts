import { Problem } from '#shared/contract/problem.ts';
import { loadEdition, type LoadedEdition } from '#shared/returns/edition.ts';
import { layered, readLayer, type Layer } from '#shared/returns/layers.ts';
import type { Fault } from '#shared/returns/rule/check-rule.ts';
import { loadedEdition } from '../edition.ts';
import {
  editions,
  keepEdition,
  keptEdition,
  packedBody,
  textHash,
  unpackBody,
  type KeptEdition,
} from '../store/editions.ts';
import type { ReadableStore, WritableStore } from '../store/open.ts';
import { round, rounds } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { canonicalBytes, sha256 } from '../sync/canonical.ts';

/** Bound once a thread; named by their content, so that a database put back never meets another's. */
const bound = new Map<string, LoadedEdition>();
/** Binding costs a quarter of a second and some megabytes; a county has few editions at a time. */
const mostBound = 8;

let ownText: string | null = null;

/** The text hash of the edition that the program brings along. */
function ownTextHash(): string {
  ownText ??= textHash(loadedEdition().edition);
  return ownText;
}

const hashes = new WeakMap<LoadedEdition, string>();

/** The hash of an edition's content, by which packages and years name it. */
export function hashOf(edition: LoadedEdition): string {
  let hash = hashes.get(edition);
  if (hash === undefined) hashes.set(edition, (hash = sha256(canonicalBytes(edition.edition))));
  return hash;
}

/** Loads what was sound when it was kept; a program that understands it no more says where. */
export function bindKept(hash: string, content: () => unknown): LoadedEdition {
  const known = bound.get(hash);
  if (known !== undefined) return known;
  const result = loadEdition(content());
  if ('faults' in result) throw faulty(hash.slice(0, 12), result.faults);
  const [oldest] = bound.keys();
  if (bound.size >= mostBound && oldest !== undefined) bound.delete(oldest);
  bound.set(hash, result.edition);
  return result.edition;
}

export function faulty(file: string, faults: readonly Fault[]): Problem {
  const [first] = faults;
  return new Problem('edition.faulty', {
    file,
    place: first?.place ?? '',
    fault: first?.fault ?? '',
    count: faults.length,
  });
}

/** A kept edition, ready to use. */
export function editionBy(store: ReadableStore, hash: string): LoadedEdition {
  const known = bound.get(hash);
  if (known !== undefined) return known;
  const kept = keptEdition(store, hash);
  // Most years are under the program's own edition: its body is not read for it.
  if (kept !== undefined && kept.bodySha256 === ownTextHash()) {
    bound.set(hash, loadedEdition());
    return loadedEdition();
  }
  const body = kept === undefined ? undefined : packedBody(store, hash);
  if (body === undefined) {
    // Years that began before editions were kept say a name: they are under the program's own.
    if (/^[0-9a-f]{64}$/.test(hash)) throw new Problem('edition.absent', { edition: hash.slice(0, 12) });
    return loadedEdition();
  }
  return bindKept(hash, () => unpackBody(body));
}

/** The edition that a year is under; of a year not yet started, the one that it would be. */
export function editionAt(store: ReadableStore, year: number): LoadedEdition {
  const recorded = round(store, year)?.edition;
  return recorded === undefined ? baseForNew(store, year) : editionBy(store, recorded);
}

/** The year that a request is about: it says so, its batch is of it, or it is the newest. */
export function requestYear(store: ReadableStore, input: unknown): number | undefined {
  const { year, batch } = (input ?? {}) as { year?: unknown; batch?: unknown };
  if (typeof year === 'number') return year;
  if (typeof batch === 'string') {
    const found = store.db
      .prepare<[string], { year: number }>('SELECT year FROM batch WHERE id = ?')
      .get(batch);
    if (found !== undefined) return found.year;
  }
  return rounds(store).at(-1)?.year;
}

/** The same as it is now, bound only when it is asked for: much that is written needs none. */
export function editionLater(store: ReadableStore, input: unknown): () => LoadedEdition {
  const year = requestYear(store, input);
  const hash =
    year === undefined
      ? undefined
      : (round(store, year)?.edition ?? newestFor(store, year, 'edition')?.sha256);
  let edition: LoadedEdition | undefined;
  // Kept for the request: a list asks for it once a cell.
  return () => (edition ??= hash === undefined ? loadedEdition() : editionBy(store, hash));
}

/** The edition for a request: everything that answers it, in whatever thread, reads the year by the same one. */
export function editionFor(store: ReadableStore, input: unknown): LoadedEdition {
  const year = requestYear(store, input);
  return year === undefined ? loadedEdition() : editionAt(store, year);
}

/** The year's edition without what the county laid over it: what the province knows, and packages are made by. */
export function provinceEditionAt(store: ReadableStore, year: number): LoadedEdition {
  const kept = keptEdition(store, round(store, year)?.edition ?? '');
  if (kept?.kind !== 'layered' || kept.base === null) return editionAt(store, year);
  const targets = kept.layers.filter((hash) => keptEdition(store, hash)?.kind === 'targets');
  return targets.length === 0
    ? editionBy(store, kept.base)
    : assembled(editionBy(store, kept.base), layersOf(store, targets), 'targets');
}

export function layersOf(store: ReadableStore, kept: readonly string[]): readonly Layer[] {
  return kept.map((hash) => {
    const body = packedBody(store, hash);
    if (body === undefined) throw new Problem('edition.absent', { edition: hash.slice(0, 12) });
    const read = readLayer(unpackBody(body));
    if ('faults' in read) throw faulty(hash.slice(0, 12), read.faults);
    return read.layer;
  });
}

/** An edition with layers over it; a fault names `file`. */
export function assembled(base: LoadedEdition, layers: readonly Layer[], file: string): LoadedEdition {
  if (layers.length === 0) return base;
  const laid = layered(base.edition, layers);
  if ('faults' in laid) throw faulty(file, laid.faults);
  const text = textHash(laid.json);
  const known = bound.get(text);
  if (known !== undefined) return known;
  const result = loadEdition(laid.json);
  if ('faults' in result) throw faulty(file, result.faults);
  bound.set(text, result.edition);
  return result.edition;
}

/** The newest edition of the province that holds in a year, else the program's own. */
function baseForNew(store: ReadableStore, year: number): LoadedEdition {
  const kept = newestFor(store, year, 'edition');
  return kept === undefined ? loadedEdition() : editionBy(store, kept.sha256);
}

function newestFor(store: ReadableStore, year: number, kind: KeptEdition['kind']): KeptEdition | undefined {
  return editions(store).findLast(
    (item) => item.kind === kind && item.about.from <= year && year <= item.about.to,
  );
}

/** What a year is under, apart: the province's edition and the layers. */
export interface Parts {
  readonly base: LoadedEdition;
  readonly baseKept: KeptEdition | undefined;
  readonly layers: readonly string[];
}

export function partsAt(store: ReadableStore, year: number): Parts {
  const recorded = round(store, year)?.edition;
  const kept = recorded === undefined ? newestFor(store, year, 'edition') : keptEdition(store, recorded);
  if (kept?.kind === 'layered' && kept.base !== null)
    return {
      base: editionBy(store, kept.base),
      baseKept: keptEdition(store, kept.base),
      layers: kept.layers,
    };
  return { base: editionAt(store, year), baseKept: kept, layers: [] };
}

/** The newest supplement and target file of the county that hold in a year: what a new year begins with. */
export function layersForNew(store: ReadableStore, year: number): readonly string[] {
  const county = countyAt(store, year)?.code ?? '';
  const newest = new Map<string, string>();
  for (const { kind, name, about, sha256: hash } of editions(store)) {
    if (about.county !== county || about.from > year || year > about.to) continue;
    if (kind === 'supplement') newest.set(`supplement ${name}`, hash);
    if (kind === 'targets') newest.set('targets', hash);
  }
  return [...newest.values()];
}

/** Keeps what a year is to be under, with all its parts; its hash is for `round.edition`. */
export function keepForYear(
  store: WritableStore,
  { base, layers }: Pick<Parts, 'base' | 'layers'>,
  act: { readonly at: string; readonly who: string },
): { readonly hash: string; readonly edition: LoadedEdition } {
  const { name, title, years } = base.edition;
  const baseHash = hashOf(base);
  const about = { title, from: years.from, to: years.to, county: null, file: null, signer: null };
  const common = { name, about, loaded: act.at, who: act.who };
  keepEdition(store, { ...common, sha256: baseHash, kind: 'program', base: null, layers: [] }, base.edition);
  const names = layers.map((hash) => keptEdition(store, hash)?.name ?? '').join('、');
  const edition = assembled(base, layersOf(store, layers), names);
  const hash = hashOf(edition);
  if (hash !== baseHash)
    keepEdition(store, { ...common, sha256: hash, kind: 'layered', base: baseHash, layers }, edition.edition);
  return { hash, edition };
}
