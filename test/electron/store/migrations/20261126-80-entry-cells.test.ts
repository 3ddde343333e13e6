import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { unpackEntry } from '#electron/store/entry-cells.ts';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261126-80-entry-cells.ts';
import type { CellEntry } from '#electron/store/records.ts';

const written: readonly Readonly<Record<string, CellEntry>>[] = [
  {
    '01': { value: 5, raw: '5', sheet: '表1', cell: 'C5' },
    '02': {
      value: 50_000,
      raw: '5',
      sheet: '表2',
      cell: 'C6',
      factor: 10_000,
      readAs: '万元',
      rounded: true,
    },
    '03': { value: { blank: 'none' }, raw: '无', sheet: '表1', cell: 'C7', was: true },
  },
  {
    '01': { value: null, was: 5 },
    '04': { value: true },
    '05': { value: ['1', '2'], was: { blank: 'unknown' } },
    '06': { value: '汽车"零部件' },
    '07': { value: 0.1, was: false },
  },
  {},
];

test(`${name}: what was written before is read as it was, with the sheet of each entry`, () => {
  const db = new Database(':memory:');
  first.up(db);
  const insert = db.prepare(
    "INSERT INTO entry (at, actor, kind, year, unit, return, key, cells) VALUES ('', '', 'typed', 2015, 'U1', 'JC102', '', jsonb(?))",
  );
  for (const cells of written) insert.run(JSON.stringify(cells));
  up(db);
  const rows = db
    .prepare<[], { cells: string; sheet: string }>(
      "SELECT json(cells) AS cells, cells ->> '$[0]' AS sheet FROM entry ORDER BY id",
    )
    .all();
  expect(rows.map(({ cells }) => unpackEntry(cells))).toEqual(written);
  expect(rows.map(({ sheet }) => sheet)).toEqual(['表1', '', '']);
  db.close();
});
