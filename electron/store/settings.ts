import type { ReadableStore, WritableStore } from './open.ts';

export function setting(store: ReadableStore, key: string): string | null {
  return (
    store.db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key)
      ?.value ?? null
  );
}

export function setSetting(store: WritableStore, key: string, value: string): void {
  store.db
    .prepare(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);
}

export interface County {
  readonly code: string;
  readonly name: string;
}

/** The county of the workspace; null while the workspace is being made. */
export function countyOf(store: ReadableStore): County | null {
  const code = setting(store, 'county.code');
  const name = setting(store, 'county.name');
  return code === null || name === null ? null : { code, name };
}

/** The clerk of the workspace, in whose name acts are logged unless somebody else is named. */
export function clerkOf(store: ReadableStore): string {
  return setting(store, 'officer.clerk') ?? '';
}
