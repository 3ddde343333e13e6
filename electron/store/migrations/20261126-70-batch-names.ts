import type { Database } from 'better-sqlite3';

/** A batch is looked up by the name of its file: among all of a year, a folder of files takes the square of its files. */
export const name = '20261126-70-batch-names';

export function up(db: Database): void {
  db.exec('CREATE INDEX batch_name ON batch (year, file)');
}
