import type { Database } from 'better-sqlite3';

/**
 * An entry says its sheet once, and of a cell what is not plain (`entry-cells.ts`). What was written before keeps all of it
 * beside the value, which is read in the same way.
 */
export const name = '20261126-80-entry-cells';

export function up(db: Database): void {
  db.exec(`
    UPDATE entry SET cells = jsonb_array(
      coalesce((SELECT value ->> '$.sheet' FROM json_each(entry.cells) LIMIT 1), ''),
      (SELECT jsonb_group_object(key, CASE json_remove(value, '$.value')
        WHEN '{}' THEN jsonb_array(value -> '$.value')
        ELSE jsonb_array(value -> '$.value', NULL, jsonb_remove(value, '$.value'))
      END) FROM json_each(entry.cells))
    )
  `);
}
