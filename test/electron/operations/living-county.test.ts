import { afterAll, describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { loadedEdition } from '#electron/edition.ts';
import {
  comparedYears,
  countyChecked,
  countyUnits,
  CountyUnready,
  makeReady,
  wideFindings,
} from '#electron/operations/county.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { checkerOf, countyDocuments, recheckCounty } from '#electron/operations/documents.ts';
import { allFindings } from '#electron/operations/findings.ts';
import { readerHandlers } from '#electron/operations/handlers.ts';
import { changesSince, newestChange } from '#electron/store/change-log.ts';
import { commitRecords } from '#electron/store/commit.ts';
import { openReadable, type ReadableStore } from '#electron/store/open.ts';
import { recordsOf, type StoredRecord } from '#electron/store/records.ts';
import { filings, setFiling } from '#electron/store/rounds.ts';
import { setFact } from '#electron/store/units.ts';
import { figuresOver } from '#shared/checking/documents.ts';
import { contract } from '#shared/contract/contract.ts';
import type { FilingState } from '#shared/values/states.ts';
import { demoOffice } from '#test/fixtures/demo-office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const chance = new Chance(11);
const states: readonly FilingState[] = ['accepted', 'accepted', 'draft', 'nil', 'exempt', 'aside'];
const office = demoOffice(temporaryFolder(), year, (_, code) =>
  // The few parks are judged by what their enterprises file.
  code === 'JC106' ? 'draft' : chance.one(states),
);
const reader = openReadable(office.folder);
afterAll(() => {
  reader.db.close();
  office.close();
});

const seenBy = (store: ReadableStore): ReadContext => ({
  store,
  edition: loadedEdition(),
  folder: office.folder,
  now: '2016-03-01T08:00:00.000Z',
});

/** Everything that is computed over the county, as a connection sees it. */
function seen(store: ReadableStore): Record<string, unknown> {
  const context = seenBy(store);
  const asked = (name: 'report.get' | 'workspace.today', input: object): unknown =>
    readerHandlers[name]?.(context, contract[name].input.parse({ year, ...input }) as never);
  const { units, checked } = countyChecked(context, year);
  return {
    own: units.map(checked),
    wide: wideFindings(context, year),
    compared: comparedYears(context, year),
    all: allFindings(context, year),
    today: asked('workspace.today', {}),
    reports: ['ZH301', 'ZH302', 'ZH303'].map((report) => asked('report.get', { report })),
  };
}

/** The same from nothing: by a connection that has not read anything yet. */
function anew(): Record<string, unknown> {
  const fresh = openReadable(office.folder);
  try {
    return seen(fresh);
  } finally {
    fresh.db.close();
  }
}

const commit = { at: '2016-03-01T09:00:00.000Z', actor: { name: '张填表', role: 'clerk' }, year } as const;
const { store } = office;
const some = (): { unit: string; return: string } => {
  const all = filings(store, year).filter(({ return: code }) => recordCount(code) > 0);
  return chance.one(all);
};
const recordCount = (code: string): number =>
  store.db
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM record WHERE year = 2015 AND return = ?')
    .get(code)?.n ?? 0;
const inOne = (work: () => void): void => void store.db.transaction(work).immediate();

/** Cells of one record exchanged for another's, emptied, or changed. */
function edit(): void {
  const { unit, return: code } = some();
  const records = recordsOf(store, year, unit).filter((record) => record.return === code);
  const others = store.db
    .prepare<[string], { doc: string }>(
      'SELECT json(doc) AS doc FROM record WHERE year = 2015 AND return = ? ORDER BY unit, key',
    )
    .all(code);
  if (records.length === 0) return;
  const record = chance.one(records);
  const other = JSON.parse(chance.one(others).doc) as Record<string, never>;
  const keys = [...new Set([...Object.keys(record.cells), ...Object.keys(other)])];
  const cells = Object.fromEntries(
    keys.filter(() => chance.next() < 0.3).map((key) => [key, { value: other[key] ?? null }]),
  );
  inOne(() =>
    commitRecords(store, { ...commit, kind: 'typed' }, [{ unit, return: code, key: record.key, cells }]),
  );
}

function move(of = year): void {
  const { unit, return: code } = chance.one(filings(store, of));
  inOne(() =>
    setFiling(store, of, unit, code, chance.one([...states, 'due']), {
      reason: null,
      basis: null,
      now: commit.at,
    }),
  );
}

/** A park's sums are over what its enterprises filed in one return, chosen by a cell of another that need not count yet. */
function leave(): void {
  const members = recordsOfReturn('JC101').filter(({ cells }) => typeof cells['24'] === 'string');
  if (members.length === 0) return;
  const park = chance.one(members).cells['24'];
  inOne(() => {
    for (const { unit } of members.filter(({ cells }) => cells['24'] === park && chance.next() < 0.7))
      commitRecords(store, { ...commit, kind: 'typed' }, [
        { unit, return: 'JC101', cells: { '24': { value: null } } },
      ]);
  });
}

const recordsOfReturn = (code: string): readonly StoredRecord[] =>
  filings(store, year)
    .filter((filing) => filing.return === code)
    .flatMap(({ unit }) => recordsOf(store, year, unit).filter((record) => record.return === code));

const steps: readonly (readonly [string, () => void])[] = [
  ['edits of cells', () => Array.from({ length: 3 }, edit)],
  ['filings accepted and taken back', () => Array.from({ length: 4 }, () => move())],
  ['filings of last year accepted and taken back', () => move(year - 1)],
  [
    'an edit that was taken back',
    () => {
      store.db.exec('BEGIN');
      edit();
      store.db.exec('ROLLBACK');
      edit();
    },
  ],
  ['enterprises that left their park', leave],
  [
    'a unit that was renamed',
    () => inOne(() => setFact(store, some().unit, 'name', `长春${chance.next()}有限公司`, year)),
  ],
];

describe('what is kept of a county', () => {
  it.each(
    Array.from({ length: 24 }, (_, at) => [at, ...(steps[at % steps.length] as (typeof steps)[0])] as const),
  )('is what is found of it from nothing: %i, after %s', (_, __, step) => {
    const before = seen(reader);
    step();
    const now = seen(reader);
    expect(now).toEqual(anew());
    // Most steps change something that is seen: else nothing would be compared.
    changed.push(JSON.stringify(before) !== JSON.stringify(now));
  });
  const changed: boolean[] = [];

  it('changed in most steps', () => {
    expect(changed.filter(Boolean).length).toBeGreaterThan(12);
  });

  it('keeps the units and filings that did not change, and reads the others anew', () => {
    const units = countyUnits(seenBy(reader), year);
    const at = units.findIndex(({ filing }) => filing('JC102', 0)?.state === 'accepted');
    const [own, other] = [units[at], units[at + 1]];
    const before = [own?.filing('JC102', 0), own?.filing('JC101', 0), other?.filing('JC102', 0)];
    inOne(() =>
      setFiling(store, year, own?.id ?? '', 'JC102', 'draft', { reason: null, basis: null, now: commit.at }),
    );
    expect(countyUnits(seenBy(reader), year)).toBe(units);
    const after = [own?.filing('JC102', 0), own?.filing('JC101', 0), other?.filing('JC102', 0)];
    expect(after[0]?.state).toBe('draft');
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after[1]).toBe(before[1]);
    expect(after[2]).toBe(before[2]);
  });

  it('is found by the rules one by one too', () => {
    const checker = checkerOf(seenBy(reader), year);
    const units = countyDocuments(seenBy(reader), year);
    const figures = figuresOver(units, { indicator: () => null, hasReporter: () => true });
    const ids = (findings: readonly { readonly id: string; readonly unit: string }[]): readonly string[] =>
      findings.flatMap(({ id, unit }) => (unit === '' ? [] : [id])).sort();
    expect(ids(wideFindings(seenBy(reader), year).findings)).toEqual(
      ids(units.flatMap((unit) => checker.checkAmong(unit, figures).findings)),
    );
  });
});

describe('a county that is made ready in portions', () => {
  /** Answers as the reading thread does, and does something after each portion. */
  function patiently<T>(of: ReadableStore, ask: (context: ReadContext) => T, between: () => void): T {
    for (;;) {
      try {
        return of.db.transaction(() => ask({ ...seenBy(of), mayWait: true })).deferred();
      } catch (error) {
        if (!(error instanceof CountyUnready)) throw error;
        const goOn = (): number | null =>
          of.db.transaction(() => makeReady(seenBy(of), error, () => true)).deferred();
        for (let share = goOn(); share !== null; share = goOn()) {
          expect(share).toBeLessThanOrEqual(1);
          between();
        }
      }
    }
  }

  it.each(steps)('is what is found of it from nothing, with %s meanwhile', (name, step) => {
    const fresh = openReadable(office.folder);
    let portions = 0;
    const between = (): void => {
      portions += 1;
      // Whatever else may have changed has everything read anew: it would never come to an end.
      if (name === 'a unit that was renamed' ? portions === 3 : portions % 4 === 0) step();
    };
    const found = {
      wide: patiently(fresh, (context) => wideFindings(context, year), between),
      compared: patiently(fresh, (context) => comparedYears(context, year), between),
      units: patiently(fresh, (context) => countyUnits(context, year), between).length,
    };
    expect(portions).toBeGreaterThan(20);
    const now = anew();
    expect({ wide: now['wide'], compared: now['compared'] }).toEqual({
      wide: wideFindings(seenBy(fresh), year),
      compared: comparedYears(seenBy(fresh), year),
    });
    expect(found.units).toBeGreaterThan(0);
    expect(found.wide.findings.length).toBeGreaterThan(0);
    expect(seen(fresh)).toEqual(now);
    fresh.db.close();
  });
});

describe('every rule judged anew', () => {
  /** What is kept of the units' own rules. */
  const kept = (): unknown => ({
    findings: store.db.prepare('SELECT * FROM finding ORDER BY year, unit, id').all(),
    undecided: store.db
      .prepare('SELECT year, unit, return, undecided, state FROM filing ORDER BY 1, 2, 3')
      .all(),
  });
  /** The same by one pass over every unit, read from nothing. */
  const judgedAnew = (): unknown => {
    const actor = { name: '张填表', role: 'clerk' } as const;
    return office.trial(() => {
      recheckCounty({ ...seenBy(store), store, actor }, year);
      return kept();
    });
  };
  // The edits above were committed without their units being judged.
  it('finds what one pass over all finds, after edits whose findings were not kept', () => {
    expect(kept()).not.toEqual(judgedAnew());
    expect(office.checkAll(year)).toBeGreaterThan(0);
    expect(kept()).toEqual(judgedAnew());
    expect(office.checkAll(year)).toBe(0);
  });

  it.each([
    ['a finding that is gone', 'DELETE FROM finding WHERE id = (SELECT max(id) FROM finding)'],
    [
      'a finding that says something else',
      "UPDATE finding SET body = '{}' WHERE id = (SELECT min(id) FROM finding)",
    ],
    [
      'a count of undecided rules that is off',
      'UPDATE filing SET undecided = undecided + 1 WHERE (year, unit) IN (SELECT year, unit FROM filing WHERE year = 2015 LIMIT 1)',
    ],
  ])('puts right %s', (_, sql) => {
    const before = kept();
    store.db.prepare(sql).run();
    expect(kept()).not.toEqual(before);
    expect(office.checkAll(year)).toBe(1);
    expect(kept()).toEqual(before);
  });
});

describe('the list of changes', () => {
  it('says what was written since, filing by filing, and that it cannot once it was forgotten', () => {
    const from = newestChange(reader);
    expect(changesSince(reader, from, [year])).toEqual({ kind: 'nothing' });
    const { unit, return: code } = some();
    inOne(() => setFiling(store, year, unit, code, 'aside', { reason: null, basis: null, now: commit.at }));
    expect(changesSince(reader, from, [year])).toEqual({
      kind: 'filings',
      filings: [{ year, unit, return: code }],
    });
    expect(changesSince(reader, from, [year + 1])).toEqual({ kind: 'filings', filings: [] });
    store.db.prepare('DELETE FROM change WHERE id < (SELECT max(id) FROM change)').run();
    expect(changesSince(reader, from, [year])).toEqual({ kind: 'everything' });
  });
});
