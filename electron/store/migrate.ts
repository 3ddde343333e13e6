import type { Database } from 'better-sqlite3';
import { Problem } from '#shared/contract/problem.ts';
import * as first from './migrations/20261124-01-first-tables.ts';
import * as recordsByReturn from './migrations/20261125-01-records-by-return.ts';
import * as editions from './migrations/20261125-02-editions.ts';
import * as recipes from './migrations/20261125-30-recipes.ts';
import * as changes from './migrations/20261125-60-changes.ts';
import * as batchFacts from './migrations/20261126-10-batch-facts.ts';
import * as attachments from './migrations/20261126-20-attachments.ts';
import * as batchNames from './migrations/20261126-70-batch-names.ts';
import * as entryCells from './migrations/20261126-80-entry-cells.ts';

interface Migration {
  readonly name: string;
  readonly up: (db: Database) => void;
}

/** In the order of their names, which begin with the day they were written. */
export const migrations: readonly Migration[] = [
  first,
  recordsByReturn,
  editions,
  recipes,
  changes,
  batchFacts,
  attachments,
  batchNames,
  entryCells,
];

/** Migrations that this database has had; empty for a new one. */
function applied(db: Database): readonly string[] {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (table === undefined) return [];
  return db
    .prepare<[], { name: string }>('SELECT name FROM migration ORDER BY name')
    .all()
    .map(({ name }) => name);
}

/** Whether the database waits for a migration; refuses one that a newer program has written. */
export function pending(db: Database): readonly Migration[] {
  const had = applied(db);
  const unknown = had.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined) throw new Problem('workspace.newer', { found: unknown });
  return migrations.filter(({ name }) => !had.includes(name));
}

/** Each migration is one exclusive transaction: old or new, never between. */
export function migrate(db: Database, now: string): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  for (const { name, up } of pending(db)) {
    db.transaction(() => {
      up(db);
      db.prepare('INSERT INTO migration (name, at) VALUES (?, ?)').run(name, now);
    }).exclusive();
  }
}
