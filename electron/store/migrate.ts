import SQLite, { type Database } from 'better-sqlite3';
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

function isBegun(db: Database): boolean {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  return table !== undefined;
}

/** Migrations that this database has had; empty for a new one. */
function applied(db: Database): readonly string[] {
  if (!isBegun(db)) return [];
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

/**
 * Whether its tables, indexes and triggers are those that its migrations make. A trigger that somebody else put in would
 * change numbers while they are saved, and nobody would see it. What a newer program made can't be judged here.
 */
export function hasOwnSchema(db: Database): boolean {
  const had = applied(db);
  if (had.some((name) => !migrations.some((migration) => migration.name === name))) return true;
  const own = new SQLite(':memory:');
  try {
    if (isBegun(db)) own.exec(migrationTable);
    for (const { name, up } of migrations) if (had.includes(name)) up(own);
    return schemaOf(own) === schemaOf(db);
  } finally {
    own.close();
  }
}

/** All but what SQLite keeps for itself. */
function schemaOf(db: Database): string {
  const lines = db
    .prepare<[], { type: string; name: string; sql: string | null }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name",
    )
    .all();
  return JSON.stringify(lines);
}

const migrationTable =
  'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** Each migration is one exclusive transaction: old or new, never between. */
export function migrate(db: Database, now: string): void {
  db.exec(migrationTable);
  for (const { name, up } of pending(db)) {
    db.transaction(() => {
      up(db);
      db.prepare('INSERT INTO migration (name, at) VALUES (?, ?)').run(name, now);
    }).exclusive();
  }
}
