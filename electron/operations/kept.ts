import type { LoadedEdition } from '#shared/returns/edition.ts';
import { isReadOnly, type ReadableStore } from '../store/open.ts';
import type { ReadContext } from './context.ts';

interface Kept<T> {
  readonly db: ReadableStore['db'];
  readonly version: number;
  readonly edition: LoadedEdition;
  readonly what: T;
}

/** Changes with every commit. Null on a connection that can write: it sees what may never be committed, so nothing is kept. */
function readVersion({ store }: ReadContext): number | null {
  return isReadOnly(store) ? (store.db.pragma('data_version', { simple: true }) as number) : null;
}

/** What was computed of a year, until the data or the edition changes: the newest of each folder, year and name alone. */
export class KeptResults<T> {
  readonly #all = new Map<string, Kept<T>>();

  find(context: ReadContext, year: number, name = ''): T | undefined {
    const found = this.#all.get(`${context.folder}/${year}/${name}`);
    // Versions are a connection's own.
    if (found?.db !== context.store.db || found.edition !== context.edition) return undefined;
    return found.version === readVersion(context) ? found.what : undefined;
  }

  keep(context: ReadContext, year: number, what: T, name = ''): T {
    const version = readVersion(context);
    const { edition, folder, store } = context;
    if (version !== null)
      this.#all.set(`${folder}/${year}/${name}`, { db: store.db, version, edition, what });
    return what;
  }
}
