import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import { batchEntries } from '#electron/store/batch-entries.ts';
import { batch } from '#electron/store/batches.ts';
import { undoBatch } from '#electron/store/undo-batch.ts';
import { agreesWithEntries, recordPlaces } from '#electron/store/commit.ts';
import { recordOf } from '#electron/store/records.ts';
import { filing, setFiling, setRound } from '#electron/store/rounds.ts';
import type { FilingState } from '#shared/values/states.ts';
import { problemText } from '#shared/texts/problems.ts';
import {
  act,
  actor,
  at,
  countyStore,
  importBatch,
  inOne,
  returnCode,
  startYear,
} from '#test/fixtures/county-store.ts';
import { refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const units = ['U1', 'U2'];
const store = countyStore(temporaryFolder(), units, 2000);
afterAll(() => store.db.close());

let year = 2000;
let id = '';
const cells = (unit: string) => recordOf(store, year, unit, returnCode)?.cells;
const state = (unit: string) => filing(store, year, unit, returnCode)?.state;
const put = (unit: string, to: FilingState): void =>
  setFiling(store, year, unit, returnCode, to, { reason: null, basis: null, now: at });
const undo = (unaccept = false) => inOne(store, () => undoBatch(store, id, { at, actor, unaccept }));

beforeEach(() => {
  year += 1;
  id = `b${year}`;
  startYear(store, units, year);
  importBatch(
    store,
    id,
    { U1: { '01': { value: 100 }, '02': { value: 20, rounded: true } }, U2: { '01': { value: 7 } } },
    year,
  );
});

describe('undoing a batch', () => {
  it('takes every value back, and what nobody sent is due again', () => {
    expect([state('U1'), state('U2')]).toEqual(['draft', 'draft']);
    const { changes, kept } = undo();
    expect(changes).toHaveLength(3);
    expect(kept).toEqual([]);
    expect([cells('U1'), cells('U2')]).toEqual([undefined, undefined]);
    expect([state('U1'), state('U2')]).toEqual(['due', 'due']);
    expect(batch(store, id).state).toBe('undone');
    expect(acts(store, year).at(-1)).toMatchObject({ act: 'undo', who: '张填表', reason: `${id}.xlsx` });
    // Nothing is erased: the batch's own entries are still there.
    expect([...batchEntries(store, id)].flat()).toHaveLength(3);
    expect(refusalOf(() => undo())).toMatchObject({
      code: 'intake.batch-state',
      details: { state: 'undone' },
    });
  });

  it('puts back what was there before, rounding and all', () => {
    const second = `${id}-2`;
    importBatch(store, second, { U1: { '01': { value: 150 }, '02': { value: 20 } } }, year);
    expect(recordOf(store, year, 'U1', returnCode)?.rounded).toEqual([]);
    id = second;
    undo();
    expect(recordOf(store, year, 'U1', returnCode)).toMatchObject({
      cells: { '01': 100, '02': 20 },
      rounded: ['02'],
    });
    expect(state('U1')).toBe('draft');
  });

  it('keeps what is newer, and lists it', () => {
    act(store, { kind: 'correction', year }, { U1: { '01': { value: 120 } }, U2: { '01': { value: null } } });
    const { kept } = undo();
    expect(kept).toEqual([
      { unit: 'U2', return: returnCode, key: '01' },
      { unit: 'U1', return: returnCode, key: '01' },
    ]);
    expect(cells('U1')).toEqual({ '01': 120 });
    expect(state('U1')).toBe('draft');
  });

  it('keeps a correction back to the number of the batch: it is the newer word', () => {
    act(store, { kind: 'correction', year }, { U1: { '01': { value: 120 } } });
    act(store, { kind: 'correction', year }, { U1: { '01': { value: 100 } } });
    expect(undo().kept).toEqual([{ unit: 'U1', return: returnCode, key: '01' }]);
    expect(cells('U1')).toEqual({ '01': 100 });
  });

  it('keeps what a later batch wrote; once that is undone as well, nothing of either is left', () => {
    const later = `${id}-2`;
    importBatch(store, later, { U1: { '01': { value: 300 } } }, year);
    expect(undo().kept).toEqual([{ unit: 'U1', return: returnCode, key: '01' }]);
    expect(cells('U1')).toEqual({ '01': 300 });
    id = later;
    expect(undo().kept).toEqual([]);
    // Not the 100 of the batch that was taken back before.
    expect(cells('U1')).toBeUndefined();
    for (const place of recordPlaces(store, year)) expect(agreesWithEntries(store, year, place)).toBe(true);
  });

  it('the last batch first, then the one before: nothing is left either', () => {
    const first = id;
    id = `${id}-2`;
    importBatch(store, id, { U1: { '01': { value: 300 } } }, year);
    undo();
    expect(cells('U1')).toEqual({ '01': 100, '02': 20 });
    id = first;
    expect(undo().kept).toEqual([]);
    expect([cells('U1'), state('U1')]).toEqual([undefined, 'due']);
  });

  it.each(['accepted', 'nil'] as const)(
    '%s filings are named first and released only when that is asked for',
    (accepted) => {
      put('U1', accepted);
      const refusal = refusalOf(() => undo());
      expect(refusal).toEqual({ code: 'intake.accepted-filings', details: { batch: id, units: 'U1/JC102' } });
      expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain('请确认后再撤销');
      expect([state('U1'), state('U2'), cells('U1')?.['01']]).toEqual([accepted, 'draft', 100]);
      undo(true);
      expect(state('U1')).toBe('due');
      expect(acts(store, year).find((entry) => entry.act === 'unaccept')).toMatchObject({
        unit: 'U1',
        before: accepted,
        after: 'draft',
        reason: `${id}.xlsx`,
      });
    },
  );

  it('decides nothing about what is exempt or set aside', () => {
    put('U1', 'exempt');
    put('U2', 'aside');
    undo();
    expect([state('U1'), state('U2'), cells('U1')]).toEqual(['exempt', 'aside', undefined]);
  });

  it.each(['signed-1', 'signed-2', 'sealed', 'returned', 'accepted'] as const)(
    'is refused in a round that is %s, and nothing is undone',
    (frozen) => {
      setRound(store, year, frozen, null);
      expect(refusalOf(() => undo(true))).toMatchObject({
        code: 'round.frozen',
        details: { year, state: frozen },
      });
      expect(cells('U1')).toEqual({ '01': 100, '02': 20 });
      expect(batch(store, id).state).toBe('committed');
    },
  );

  it('is refused as a whole where one of its filings is locked', () => {
    put('U2', 'accepted');
    setRound(store, year, 'open', ['U1/JC102']);
    expect(refusalOf(() => undo(true))).toMatchObject({
      code: 'round.not-unlocked',
      details: { unit: 'U2' },
    });
    expect([cells('U1'), state('U2')]).toEqual([{ '01': 100, '02': 20 }, 'accepted']);
  });
});
