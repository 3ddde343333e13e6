import { countyIn } from '#shared/codes/areas.ts';
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

/** The county of the workspace as it was made, whose code is the id of the county's own unit; null while it is being made. */
export function countyOf(store: ReadableStore): County | null {
  const code = setting(store, 'county.code');
  const name = setting(store, 'county.name');
  return code === null || name === null ? null : { code, name };
}

/** The county under the code and name that it has in a year: both change with GB/T 2260 (九台市 → 九台区 in 2014). */
export function countyAt(store: ReadableStore, year: number): County | null {
  const county = countyOf(store);
  const area = county === null ? undefined : countyIn(county.code, year);
  return area === undefined ? county : { code: area.code, name: area.name };
}

/** The clerk of the workspace, in whose name acts are logged unless somebody else is named. */
export function clerkOf(store: ReadableStore): string {
  return setting(store, 'officer.clerk') ?? '';
}
