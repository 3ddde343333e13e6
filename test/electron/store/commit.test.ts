import { afterAll, describe, expect, it } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import { historyOf } from '#electron/store/history.ts';
import { recordOf } from '#electron/store/records.ts';
import { filing, setFiling, setRound } from '#electron/store/rounds.ts';
import { act, at, countyStore, importBatch, returnCode, startYear } from '#test/fixtures/county-store.ts';
import { refusalOf } from '#test/fixtures/office.ts';
import { carriedKey } from '#shared/values/cell.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const store = countyStore(temporaryFolder(), ['U1', 'U2']);
afterAll(() => store.db.close());
const history = () => historyOf(store, 2015, 'U1', returnCode, '');

describe('writing cells', () => {
  it('appends one entry for each record and act, with the value before', () => {
    importBatch(store, 'b1', {
      U1: {
        '01': { value: 100, raw: '10', factor: 10, readAs: '万元', sheet: '表', cell: 'C4' },
        '02': { value: { blank: 'unknown' } },
      },
    });
    act(
      store,
      { kind: 'correction', basis: 'letter', reason: '来函' },
      { U1: { '01': { value: 120, raw: '120' } } },
    );
    expect(
      history().map(({ kind, key, value, was, file, basis, cell, factor }) => ({
        kind,
        key,
        value,
        was,
        file,
        basis,
        cell,
        factor,
      })),
    ).toEqual([
      {
        kind: 'correction',
        key: '01',
        value: 120,
        was: 100,
        file: null,
        basis: 'letter',
        cell: undefined,
        factor: undefined,
      },
      {
        kind: 'import',
        key: '01',
        value: 100,
        was: undefined,
        file: 'b1.xlsx',
        basis: null,
        cell: 'C4',
        factor: 10,
      },
      {
        kind: 'import',
        key: '02',
        value: { blank: 'unknown' },
        was: undefined,
        file: 'b1.xlsx',
        basis: null,
        cell: undefined,
        factor: undefined,
      },
    ]);
  });

  it('keeps a blank, a zero and a value apart', () => {
    act(
      store,
      { kind: 'typed' },
      { U1: { '03': { value: 0 }, '04': { value: null }, '05': { value: { blank: 'none' } } } },
    );
    expect(recordOf(store, 2015, 'U1', returnCode)?.cells).toEqual({
      '01': 120,
      '02': { blank: 'unknown' },
      '03': 0,
      '05': { blank: 'none' },
    });
  });

  it('leaves no entry where nothing changes, and moves no filing for it', () => {
    setFiling(store, 2015, 'U1', returnCode, 'accepted', { reason: null, basis: null, now: at });
    const entries = history().length;
    expect(
      act(store, { kind: 'typed' }, { U1: { '01': { value: 120 }, '02': { value: { blank: 'unknown' } } } }),
    ).toEqual([]);
    expect([history().length, filing(store, 2015, 'U1', returnCode)?.state]).toEqual([entries, 'accepted']);
  });

  it('takes an accepted filing back to draft, logged with both values', () => {
    act(store, { kind: 'typed' }, { U1: { '01': { value: 130 }, '03': { value: null } } });
    expect(filing(store, 2015, 'U1', returnCode)?.state).toBe('draft');
    expect(acts(store, 2015).at(-1)).toMatchObject({
      act: 'demote',
      before: 'accepted',
      after: 'draft',
      reason: '01:120→130; 03:0→',
    });
  });

  it('is all or nothing: one filing that nobody owes, and none of the others is written', () => {
    const refusal = refusalOf(() =>
      act(store, { kind: 'typed' }, { U2: { '01': { value: 1 } }, U9: { '01': { value: 1 } } }),
    );
    expect(refusal).toEqual({ code: 'filing.absent', details: { unit: 'U9', return: returnCode } });
    expect(recordOf(store, 2015, 'U2', returnCode)).toBeUndefined();
    expect(filing(store, 2015, 'U2', returnCode)?.state).toBe('due');
  });
});

describe('a frozen round', () => {
  it.each(['signed-1', 'signed-2', 'sealed', 'returned', 'accepted'] as const)(
    '%s takes no cell',
    (frozen) => {
      setRound(store, 2015, frozen, null);
      const before = recordOf(store, 2015, 'U1', returnCode);
      for (const kind of ['typed', 'correction', 'undo', 'carry'] as const)
        expect(refusalOf(() => act(store, { kind }, { U1: { '01': { value: 1 } } }))).toEqual({
          code: 'round.frozen',
          details: { year: 2015, state: frozen },
        });
      expect(recordOf(store, 2015, 'U1', returnCode)).toEqual(before);
      // Other years are open.
      startYear(
        store,
        ['U1'],
        { 'signed-1': 2016, 'signed-2': 2017, sealed: 2018, returned: 2019, accepted: 2020 }[frozen],
      );
    },
  );

  it('takes only what it was opened again for', () => {
    setRound(store, 2015, 'open', ['U1/JC102']);
    expect(act(store, { kind: 'typed' }, { U1: { '01': { value: 131 } } })).toHaveLength(1);
    expect(refusalOf(() => act(store, { kind: 'typed' }, { U2: { '01': { value: 1 } } }))?.code).toBe(
      'round.not-unlocked',
    );
    setRound(store, 2015, 'open', []);
    expect(refusalOf(() => act(store, { kind: 'typed' }, { U1: { '01': { value: 1 } } }))?.code).toBe(
      'round.not-unlocked',
    );
  });

  it('a year that was not started takes nothing', () => {
    expect(
      refusalOf(() => act(store, { kind: 'typed', year: 2030 }, { U1: { '01': { value: 1 } } })),
    ).toEqual({
      code: 'workspace.year-absent',
      details: { year: 2030 },
    });
  });
});

describe('a row that was carried over', () => {
  const own = countyStore(temporaryFolder(), ['U1']);
  afterAll(() => own.db.close());
  const mark = (): unknown => recordOf(own, 2015, 'U1', returnCode)?.cells[carriedKey];

  it('is confirmed when it is sent again as it was, and keeps its mark when it is carried again', () => {
    act(own, { kind: 'carry' }, { U1: { '01': { value: 7 }, [carriedKey]: { value: true } } });
    act(own, { kind: 'carry' }, { U1: { '01': { value: 7 } } });
    expect(mark()).toBe(true);
    importBatch(own, 'again', { U1: { '01': { value: 7, raw: '7', sheet: '表', cell: 'C4' } } });
    expect(mark()).toBeUndefined();
    expect(filing(own, 2015, 'U1', returnCode)?.state).toBe('draft');
  });
});
