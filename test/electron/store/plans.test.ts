import { afterAll, describe, expect, it } from 'vitest';
import { fileOfOtherYear, namedFile, sameFile } from '#electron/store/batches.ts';
import type { ReadableStore } from '#electron/store/open.ts';
import { areKept } from '#electron/store/findings.ts';
import { sourcesOf } from '#electron/store/history.ts';
import { nextRow, recordsOf, recordsOfFiling } from '#electron/store/records.ts';
import { undecidedAt } from '#electron/store/rounds.ts';
import { eachBefore } from '#electron/store/year-records.ts';
import { formerNames, unitAt, unitByCode, unitsByName } from '#electron/store/units.ts';
import { connect } from '#electron/store/connection.ts';
import { countyStore, returnCode, startYear } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const some = { first: 'U1', last: 'U2' };

const store = countyStore(temporaryFolder(), ['U1', 'U2']);
afterAll(() => store.db.close());
startYear(store, ['U1', 'U2'], 2016);

/** How SQLite looks up what a reading asks for, for each of its statements that takes a parameter but one that asks whether a year was sealed. */
function plansOf(read: (store: ReadableStore) => unknown): readonly string[] {
  const sources: string[] = [];
  const { db } = store;
  const watched = Object.create(db, {
    prepare: {
      value: (source: string) => {
        sources.push(source);
        return db.prepare(source);
      },
    },
  }) as typeof db;
  read({ ...store, db: watched });
  return sources
    .filter((source) => /[?@]/.test(source) && !source.startsWith('SELECT EXISTS'))
    .flatMap((source) => {
      const parameters = source.includes('@')
        ? [{ year: 2015, unit: 'U1', code: returnCode, record: '', name: 'none' }]
        : Array.from({ length: source.split('?').length - 1 }, () => 'U1');
      return db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`).all(...parameters);
    })
    .map(({ detail }) => detail);
}

describe('what is read of one unit', () => {
  const readings: readonly (readonly [string, RegExp, (of: ReadableStore) => unknown])[] = [
    ['its earlier years', /unit=\?/, (of) => [...eachBefore(of, 2015, { unit: 'U1' })]],
    ['its records', /unit=\?/, (of) => recordsOf(of, 2015, 'U1')],
    ['a filing', /unit=\?/, (of) => recordsOfFiling(of, 2015, 'U1', returnCode)],
    ['where its cells come from', /unit=\?/, (of) => sourcesOf(of, 2015, 'U1', returnCode)],
    ['the next number of a row', /unit=\?/, (of) => nextRow(of, 'U1', `${returnCode}.a`, null)],
    ['its facts', /unit=\?/, (of) => unitAt(of, 'U1', 2015)],
    ['its former names', /unit=\?/, (of) => formerNames(of, 'U1', '')],
    ['a code', /value=\?/, (of) => unitByCode(of, 'none', 2015)],
    ['a name', /value=\?/, (of) => unitsByName(of, 'none', 2015)],
  ];

  it.each(readings)('%s is looked up by its key, never among all units', (_, key, read) => {
    const tables = plansOf(read).filter((line) => /\b(record|sealed|entry|unit_fact|fact)\b/.test(line));
    expect(tables).not.toEqual([]);
    for (const line of tables) {
      expect(line).toMatch(/^SEARCH/);
      expect(line).toMatch(key);
    }
  });

  it.each([
    ['their findings', (of: ReadableStore) => areKept(of, 2015, some)],
    ['how many of their rules are undecided', (of: ReadableStore) => undecidedAt(of, 2015, some)],
  ])('%s are read from the first of some units to the last, and no further', (_, read) => {
    expect(plansOf(read)).toContainEqual(expect.stringMatching(/^SEARCH .*unit>\? AND unit<\?/));
  });

  it.each([
    ['its hash', /INDEX batch_file .*sha256=\?/, (of: ReadableStore) => sameFile(of, 2015, 'none')],
    [
      'its hash in other years',
      /INDEX batch_file .*sha256=\?/,
      (of: ReadableStore) => fileOfOtherYear(of, 2015, 'none'),
    ],
    ['its name', /INDEX batch_name .*file=\?/, (of: ReadableStore) => namedFile(of, 2015, 'a.xlsx', 'none')],
  ])('a file is looked up by %s, never among all of a year', (_, index, read) => {
    const lookedUp = plansOf(read).filter((line) => line.includes('batch'));
    expect(lookedUp).toEqual([expect.stringMatching(index)]);
  });

  it('is so once the year before was sealed, too', () => {
    store.db
      .prepare("INSERT INTO sealed (year, unit, return, key, doc) VALUES (2015, 'U1', ?, '', jsonb('{}'))")
      .run(returnCode);
    const tables = plansOf((of) => [...eachBefore(of, 2015, { unit: 'U1' })]).filter((line) =>
      /unit=/.test(line),
    );
    expect(tables).toEqual([expect.stringMatching(/^SEARCH sealed .*unit=\?/)]);
  });
});

describe('a connection', () => {
  it('compiles a statement once, and anew while its rows are being read', () => {
    const db = connect(':memory:');
    const source = 'SELECT value FROM json_each(?) ORDER BY key';
    const rows = db.prepare<[string], { value: number }>(source);
    expect(db.prepare(source)).toBe(rows);
    const pairs: (readonly [number, number])[] = [];
    for (const outer of rows.iterate('[1,2]'))
      for (const inner of db.prepare<[string], { value: number }>(source).iterate('[3,4]'))
        pairs.push([outer.value, inner.value]);
    expect(pairs).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
      [2, 4],
    ]);
    db.close();
  });
});
