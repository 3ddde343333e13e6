import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asked, saved } from '#renderer/features/filing/rows/grid-writes.ts';
import { Edits } from '#renderer/ui/grid/edits.ts';
import type { GridOutcome, GridRow, GridWrite } from '#renderer/ui/grid/model.ts';
import type { Held } from '#shared/contract/areas/filings.ts';
import { showValue } from '#shared/values/show.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/**
 * What a grid sends of its own: an act that is on its way while the next is begun, and undo. Two grids on one register write
 * through the operations; each takes in the rows when the test says so.
 */
const year = 2015;
const unit = soundUnit(0);
const place = { year, unit: unit.id, return: 'JC105' };
const office = new Office(temporaryFolder());
afterAll(() => office.close());

beforeAll(() => {
  office.startYear(year);
  office.file(unit, year);
  office.write('obligations.add', place);
});

const labels = { changedMeanwhile: (text: string) => `now ${text}`, isGone: 'gone' };

function rows(): readonly GridRow[] {
  const { cells } = office.read('filing.get', place);
  const filled = cells.filter(({ value }) => value !== null);
  return [...Map.groupBy(filled, (cell) => cell.record)].map(([id, own]) => ({
    id,
    cells: Object.fromEntries(
      own.map(({ key, value }) => {
        const text = showValue(value, undefined, 'zh').replaceAll(',', '');
        return [key, { text, shown: text, value }];
      }),
    ),
  }));
}

async function write(request: GridWrite): Promise<GridOutcome> {
  // As long as an answer takes to come.
  await new Promise((resolve) => setTimeout(resolve, 5));
  let outcome: GridOutcome | null = null;
  const refusal = refusalOf(() => {
    outcome = saved(office.write('filing.set', { ...place, ...asked(request, 'JC105', null) }));
  });
  if (refusal?.code === 'filing.changed')
    return {
      kind: 'changed',
      cells: refusal.details.cells.map(({ record, key, now, shown }) => ({
        ...{ row: record, column: key, value: now as Held },
        shown: shown.zh,
      })),
      gone: refusal.details.gone,
      message: refusal.code,
    };
  return outcome ?? { kind: 'refused', message: refusal?.code ?? '', column: null, text: null };
}

let one: Edits;
let two: Edits;
const hear = (edits: Edits): void => edits.follow(rows(), write, labels);
const last = (): GridRow => rows().at(-1) ?? { id: '', cells: {} };
const stands = (column: string): Held => last().cells[column]?.value ?? null;

beforeEach(async () => {
  [one, two] = [new Edits(), new Edits()];
  hear(one);
  await one.put([
    { row: '+1', column: '01', text: '联盟' },
    { row: '+1', column: '08', text: '1' },
  ]);
  hear(one);
  hear(two);
});

it('a second text is written over the first one, though that is still on its way', async () => {
  const { id } = last();
  void one.put([{ row: id, column: '08', text: '2' }]);
  const seen = one.rows.held(id, '08');
  void one.put([{ row: id, column: '08', text: '3', seen }]);
  await one.put([{ row: id, column: '08', text: '4' }]);
  expect(stands('08')).toBe(4);
  expect(one.rows.draftOf(id, '08')?.state).toBe('saved');
  await one.undo();
  expect(stands('08')).toBe(3);
  await one.undo();
  await one.undo();
  expect(stands('08')).toBe(1);
  await one.redo();
  await one.redo();
  expect(stands('08')).toBe(3);
});

it('what two have written alike is taken back by the first of them alone', async () => {
  const { id } = last();
  await one.put([{ row: id, column: '08', text: '5' }]);
  await two.put([
    { row: id, column: '08', text: '5' },
    { row: id, column: '09', text: '6' },
  ]);
  expect(await two.undo()).toBeNull();
  expect([stands('08'), stands('09')]).toEqual([5, null]);
  expect(await two.undo()).toBeNull();
  expect(stands('08')).toBe(5);
  await one.undo();
  expect(stands('08')).toBe(1);
});

it('an added row that another has written into is not taken out by undo', async () => {
  const { id } = last();
  await two.put([{ row: id, column: '09', text: '7' }]);
  expect(await one.undo()).toMatchObject({ cells: [{ row: id, column: '09', value: 7 }] });
  expect(last().id).toBe(id);
});

it('undo and redo bring no row back that another has taken out', async () => {
  const { id } = last();
  await one.put([{ row: id, column: '08', text: '' }]);
  office.write('filing.set', { ...place, removed: [{ record: id }] });
  expect(await one.undo()).toMatchObject({ gone: [id] });
  expect(rows().some((row) => row.id === id)).toBe(false);
});

it('a text that was refused for what stands there is written once it is sent again', async () => {
  const { id } = last();
  await two.put([{ row: id, column: '08', text: '8' }]);
  await one.put([{ row: id, column: '08', text: '9' }]);
  expect(one.rows.draftOf(id, '08')).toMatchObject({ text: '9', state: 'refused', failure: 'now 8' });
  expect(stands('08')).toBe(8);
  await one.put([{ row: id, column: '08', text: '9' }]);
  expect(stands('08')).toBe(9);
  // What the other has seen by now is not this.
  await two.undo();
  expect(stands('08')).toBe(9);
});

it('what was refused and is left with the table is told', async () => {
  const { id } = last();
  await two.put([{ row: id, column: '08', text: '8' }]);
  const told: string[] = [];
  const done = one.put([{ row: id, column: '08', text: '9' }]);
  one.close((texts) => told.push(...texts));
  expect(told).toEqual([]);
  await done;
  expect(told).toEqual(['9']);
});
