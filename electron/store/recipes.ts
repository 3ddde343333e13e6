import type { Recipe } from '#shared/intake/recipe.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { survivor } from './units.ts';

/** What the import of one file taught; it goes when the batch is undone. */
export interface StoredRecipe extends Recipe {
  readonly batch: string;
  readonly edition: string;
  /** When the file was imported. */
  readonly at: string;
}

interface Row {
  readonly batch: string;
  readonly edition: string;
  readonly tables: string;
  readonly choices: string;
  readonly year: number;
  readonly file: string;
  readonly at: string;
}

function toRecipe({ tables, choices, ...row }: Row): StoredRecipe {
  return {
    ...row,
    tables: JSON.parse(tables) as Recipe['tables'],
    choices: JSON.parse(choices) as Recipe['choices'],
  };
}

const columns = 'recipe.batch, edition, tables, choices, year, file, at';
const joined = 'recipe JOIN batch ON batch.id = recipe.batch';

export function putRecipe(
  store: WritableStore,
  { batch, edition, tables, choices }: Omit<StoredRecipe, 'year' | 'file' | 'at'>,
  units: ReadonlySet<string>,
): void {
  store.db
    .prepare('INSERT INTO recipe (batch, edition, tables, choices) VALUES (?, ?, ?, ?)')
    .run(batch, edition, JSON.stringify(tables), JSON.stringify(choices));
  store.db
    .prepare('INSERT INTO recipe_unit (unit, batch) SELECT value, ? FROM json_each(?)')
    .run(batch, JSON.stringify([...units]));
}

export function dropRecipe(store: WritableStore, batch: string): void {
  store.db.prepare('DELETE FROM recipe_unit WHERE batch = ?').run(batch);
  store.db.prepare('DELETE FROM recipe WHERE batch = ?').run(batch);
}

/** All of them, those of the newest files first. */
export function recipes(store: ReadableStore, offset: number, limit: number): readonly StoredRecipe[] {
  return store.db
    .prepare<[number, number], Row>(
      `SELECT ${columns} FROM ${joined} ORDER BY year DESC, at DESC, recipe.batch DESC LIMIT ? OFFSET ?`,
    )
    .all(limit, offset)
    .map(toRecipe);
}

export function countRecipes(store: ReadableStore): number {
  return store.db.prepare<[], { count: number }>('SELECT count(*) AS count FROM recipe').get()?.count ?? 0;
}

export function recipe(store: ReadableStore, batch: string): StoredRecipe | undefined {
  const row = store.db
    .prepare<[string], Row>(`SELECT ${columns} FROM ${joined} WHERE recipe.batch = ?`)
    .get(batch);
  return row === undefined ? undefined : toRecipe(row);
}

export function unitsOfRecipe(store: ReadableStore, batch: string): readonly string[] {
  return store.db
    .prepare<[string], { unit: string }>('SELECT unit FROM recipe_unit WHERE batch = ? ORDER BY unit')
    .all(batch)
    .map(({ unit }) => unit);
}

/**
 * Recipes of whoever sends for these units, by a year, the newest first: more than half of the units must be those of the
 * recipe, and more than half of the recipe's be among them. One enterprise of a park's list is not the park.
 */
export function recipesOfSender(
  store: ReadableStore,
  units: ReadonlySet<string>,
  year: number,
): readonly StoredRecipe[] {
  const shared = new Map<string, number>();
  const named = store.db.prepare<[string, string], { batch: string }>(
    `SELECT DISTINCT batch FROM recipe_unit WHERE unit = ? OR unit IN
       (SELECT unit FROM unit_fact WHERE attribute = 'mergedInto' AND value = ?) ORDER BY batch`,
  );
  for (const unit of units)
    for (const { batch } of named.all(unit, unit)) shared.set(batch, (shared.get(batch) ?? 0) + 1);
  return [...shared]
    .filter(([batch, count]) => {
      const own = new Set(unitsOfRecipe(store, batch).map((unit) => survivor(store, unit, year)));
      return count * 2 > units.size && count * 2 > own.size;
    })
    .flatMap(([batch]) => recipe(store, batch) ?? [])
    .filter((found) => found.year <= year)
    .sort((a, b) => b.year - a.year || (a.at < b.at ? 1 : -1));
}

/** Older recipes that one stands in front of: for one of its units, of one of its tables. */
export function olderRecipes(store: ReadableStore, newer: StoredRecipe): readonly StoredRecipe[] {
  const others = store.db
    .prepare<[string, string], { batch: string }>(
      `SELECT DISTINCT batch FROM recipe_unit WHERE batch <> ?
       AND unit IN (SELECT unit FROM recipe_unit WHERE batch = ?) ORDER BY batch`,
    )
    .all(newer.batch, newer.batch);
  return others
    .flatMap(({ batch }) => recipe(store, batch) ?? [])
    .filter(({ year, at }) => year < newer.year || (year === newer.year && at <= newer.at))
    .filter(({ tables }) => tables.some(({ table }) => newer.tables.some((other) => other.table === table)));
}
