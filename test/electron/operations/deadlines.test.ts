import { afterAll, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { deadlineOf } from '#electron/operations/deadlines.ts';
import { readerHandlers } from '#electron/operations/handlers.ts';
import type { Output } from '#shared/contract/contract.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.store.db.close());

test('a return is due in the year after, by each level at its own day', () => {
  const edition = loadedEdition();
  expect(deadlineOf(edition, year, 'unit')).toBe('2016-03-10');
  expect(deadlineOf(edition, year, 'county')).toBe('2016-03-25');
  expect(deadlineOf(edition, year, 'unit', new Set(['JC102']))).toBe('2016-03-10');
  expect(deadlineOf(edition, year, 'unit', new Set())).toBeNull();
});

test('the home screen says until when what is missing is due, and that the day has passed only once it has', () => {
  office.startYear(year);
  const [one, two] = [soundUnit(0), soundUnit(1)];
  for (const unit of [one, two]) office.write('units.add', { year, code: unit.id, name: unit.name });
  office.write('filing.set', { year, unit: one.id, return: 'JC102', cells: { '12': '7' } });
  const duesOn = (day: string): unknown[] => {
    const context = {
      store: office.store,
      edition: loadedEdition(),
      folder: office.folder,
      now: `${day}T08:00:00.000Z`,
    };
    const today = readerHandlers['workspace.today']?.(context, { year } as never);
    return (today as Output<'workspace.today'>).tasks.flatMap(({ due }) => due ?? []);
  };
  expect(duesOn('2016-03-10')).toEqual([{ by: '2016-03-10', late: false }]);
  expect(duesOn('2016-03-11')).toEqual([{ by: '2016-03-10', late: true }]);
});
