import type { Database } from 'better-sqlite3';

/** What is kept in memory of a county is brought up to date by what was changed, instead of read anew after every act. */
export const name = '20261125-60-changes';

export function up(db: Database): void {
  db.exec(`
    -- What was written, in the order of writing: a filing of a year (its values or its state), or with null for the rest a
    -- year as it was sealed, or with null for all the directory. A trigger misses no way of writing.
    CREATE TABLE change (
      id INTEGER PRIMARY KEY,
      year INTEGER,
      unit TEXT,
      return TEXT
    ) STRICT;
    INSERT INTO change (year, unit, return) VALUES (NULL, NULL, NULL);
  `);
  for (const event of ['INSERT', 'UPDATE', 'DELETE'] as const) {
    const row = event === 'DELETE' ? 'OLD' : 'NEW';
    noteFiling(db, 'record', event, row);
    noteFiling(db, 'filing', event === 'UPDATE' ? 'UPDATE OF state' : event, row);
    noteOnce(db, 'sealed', event, `${row}.year`);
    for (const table of ['unit', 'unit_fact']) noteOnce(db, table, event, 'NULL');
  }
}

function noteFiling(db: Database, table: string, event: string, row: string): void {
  db.exec(`
    CREATE TRIGGER change_${nameOf(table, event)} AFTER ${event} ON ${table} BEGIN
      INSERT INTO change (year, unit, return) VALUES (${row}.year, ${row}.unit, ${row}.return);
    END;
  `);
}

/** Not again while it is the last change already: whole years and directories come row by row. */
function noteOnce(db: Database, table: string, event: string, year: string): void {
  db.exec(`
    CREATE TRIGGER change_${nameOf(table, event)} AFTER ${event} ON ${table}
    WHEN NOT EXISTS (
      SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS ${year} AND unit IS NULL
    ) BEGIN
      INSERT INTO change (year) VALUES (${year});
    END;
  `);
}

function nameOf(table: string, event: string): string {
  return `${table}_${event.split(' ')[0]?.toLowerCase() ?? ''}`;
}
