import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemMessage } from '#shared/contract/problem.ts';
import { problemText } from '#shared/texts/problems.ts';
import { carriedKey, type CellValue } from '#shared/values/cell.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const [last, year] = [2014, 2015];
const office = new Office(temporaryFolder());
afterAll(() => office.close());
const unit = soundUnit(0);
const [form, basics, alliances] = ['JC102', 'JC101', 'JC105'];

beforeAll(() => {
  office.startYear(last);
  office.file(unit, last);
  office.write('obligations.add', { year: last, unit: unit.id, return: alliances });
  const { added } = office.write('filing.set', {
    ...{ year: last, unit: unit.id, return: alliances },
    rows: ['玉米联盟', '农机联盟'].map((name) => ({ table: 'JC105', cells: { '01': name, '02': '1' } })),
  });
  office.write('filing.set', {
    ...{ year: last, unit: unit.id, return: alliances },
    rows: [{ table: 'JC105M', parent: added[0], cells: { '01': unit.id } }],
  });
  // Taken as filed, whatever is open in it: the register of the next year starts from it.
  office.store.db.prepare("UPDATE filing SET state = 'accepted'").run();
  office.startYear(year);
});

type Seen = Readonly<Record<string, CellValue | null>>;
const set = (code: string, given: object): unknown =>
  office.write('filing.set', { year, unit: unit.id, return: code, ...given });
const refused = (code: string, given: object): ProblemMessage | null => refusalOf(() => set(code, given));
const stored = (code: string, record = ''): Readonly<Record<string, CellValue>> =>
  Object.fromEntries(
    office
      .read('filing.get', { year, unit: unit.id, return: code })
      .cells.flatMap((cell) =>
        cell.record === record && cell.value !== null ? [[cell.key, cell.value]] : [],
      ),
  );
const now = (code: string, key: string, record = ''): CellValue | undefined => stored(code, record)[key];
/** What a refusal says of cells: where, and what stands there. */
const told = (problem: ProblemMessage | null): unknown =>
  problem?.code === 'filing.changed'
    ? [
        ...problem.details.cells.map((cell) => [cell.record, cell.key, cell.now]),
        ...problem.details.gone.map((record) => [record, 'gone']),
      ]
    : problem;

/** One after the other in a county as it was, so that no case rests on another. */
const within = (work: () => void) => (): void => office.trial(work);

describe('a cell is written over only by who saw what stands there', () => {
  const write = (text: string, seen: Seen, code = form, key = '36'): unknown =>
    told(refused(code, { cells: { [key]: text }, seen }));

  it(
    'in a cell that was changed',
    within(() => {
      set(form, { cells: { '36': '5', '37': '6' } });
      expect(write('7', { '36': 4 })).toEqual([['', '36', 5]]);
      expect(now(form, '36')).toBe(5);
      expect(write('7', { '36': 5 })).toBeNull();
      expect(now(form, '36')).toBe(7);
    }),
  );

  it(
    'in a cell that was blank, or was emptied',
    within(() => {
      set(form, { cells: { '36': '5' } });
      expect(write('7', {})).toEqual([['', '36', 5]]);
      expect(write('7', { '36': null })).toEqual([['', '36', 5]]);
      set(form, { cells: { '36': '' } });
      expect(write('7', { '36': 5 })).toEqual([['', '36', null]]);
      // Emptying what somebody else wrote is writing over it too.
      set(form, { cells: { '36': '8' } });
      expect(write('', { '36': 5 })).toEqual([['', '36', 8]]);
      expect(now(form, '36')).toBe(8);
    }),
  );

  it(
    'where it holds the new value already, whoever wrote it, there is nothing to ask',
    within(() => {
      set(form, { cells: { '36': '5' } });
      expect(write('5', {})).toBeNull();
      expect(write('5.0', { '36': 4 })).toBeNull();
      set(form, { cells: { '36': '' } });
      expect(write('', { '36': 5 })).toBeNull();
    }),
  );

  it(
    'numbers are the same as the store has them: rounded, however written, and a zero is no blank',
    within(() => {
      set(form, { cells: { '36': '8000.4' } });
      expect(write('9', { '36': 8000 })).toBeNull();
      set(form, { cells: { '36': '8000.4' } });
      expect(write('8000', { '36': 7 })).toBeNull();
      set(form, { cells: { '36': '0' } });
      expect(write('9', {})).toEqual([['', '36', 0]]);
      expect(write('9', { '36': 0 })).toBeNull();
    }),
  );

  it(
    'a blank is another with another reason',
    within(() => {
      set(form, { cells: { '36': '不详' } });
      expect(write('9', {})).toEqual([['', '36', { blank: 'unknown' }]]);
      expect(write('9', { '36': { blank: 'not-applicable' } })).toEqual([['', '36', { blank: 'unknown' }]]);
      expect(write('9', { '36': { blank: 'unknown' } })).toBeNull();
    }),
  );

  it(
    'a cell of several codes is one value, in whatever order they were chosen',
    within(() => {
      const chains = (text: string, seen: Seen) => write(text, seen, basics, '25');
      set(basics, { cells: { '25': '102、101' } });
      expect(chains('103', { '25': ['101'] })).toEqual([['', '25', ['101', '102']]]);
      expect(chains('102、101', {})).toBeNull();
      expect(chains('103、101', { '25': ['101', '102'] })).toBeNull();
      expect(chains('102、103', { '25': ['101', '102'] })).toEqual([['', '25', ['101', '103']]]);
    }),
  );

  it(
    'of several cells none is written where one was changed',
    within(() => {
      set(form, { cells: { '36': '5' } });
      const problem = refused(form, {
        cells: { '36': '7', '37': '8', '38': '9' },
        seen: { '36': 4, '37': now(form, '37') ?? null, '38': 123456 },
      });
      expect(told(problem)).toEqual([
        ['', '36', 5],
        ['', '38', now(form, '38') ?? null],
      ]);
      expect(now(form, '36')).toBe(5);
      expect(now(form, '37')).not.toBe(8);
    }),
  );

  it(
    'a correction no less',
    within(() => {
      const correct = (text: string, seen: Seen) =>
        refusalOf(() =>
          office.write('filing.correct', {
            ...{ year, unit: unit.id, return: form, basis: 'letter' },
            rows: [],
            cells: { '36': text },
            seen,
          }),
        );
      expect(correct('5', {})).toBeNull();
      expect(told(correct('6', {}))).toEqual([['', '36', 5]]);
      // What the enterprise sent is said only of what was seen.
      expect(told(refused(form, { cells: { '36': '6' }, seen: {} }))).toEqual([['', '36', 5]]);
      expect(refused(form, { cells: { '36': '6' }, seen: { '36': 5 } })?.code).toBe('filing.imported');
    }),
  );

  it(
    'who had nothing before them says what it is to hold',
    within(() => {
      set(form, { cells: { '36': '5' } });
      set(form, { cells: { '36': '6' } });
      expect(now(form, '36')).toBe(6);
    }),
  );
});

describe('rows', () => {
  const [one, two, member] = ['/1', '/2', 'M/1/1'];
  const row = (record: string, cells: object, seen: Seen | null) =>
    told(refused(alliances, { rows: [{ record, cells, seen }] }));
  const takeOut = (...records: readonly string[]) =>
    told(
      refused(alliances, {
        removed: records.map((record) => ({ record, seen: stored(alliances, record) })),
      }),
    );

  it(
    'a block is written as a whole or not at all',
    within(() => {
      set(alliances, { rows: [{ record: two, cells: { '08': '4' } }] });
      const block = (seen: Seen) =>
        told(
          refused(alliances, {
            rows: [
              { record: one, cells: { '08': '1', '09': '2' }, seen: {} },
              { record: two, cells: { '08': '3', '09': '4' }, seen },
              { table: 'JC105', cells: { '01': '医药联盟' } },
            ],
          }),
        );
      expect(block({})).toEqual([[two, '08', 4]]);
      expect(now(alliances, '08', one)).toBeUndefined();
      expect(stored(alliances, '/3')).toEqual({});
      expect(block({ '08': 4 })).toBeNull();
      expect(now(alliances, '08', one)).toBe(1);
      expect(now(alliances, '01', '/3')).toBe('医药联盟');
    }),
  );

  it(
    'one that is gone does not come back by a cell that was typed into it',
    within(() => {
      expect(takeOut(one, member)).toBeNull();
      expect(row(one, { '08': '1' }, {})).toEqual([[one, 'gone']]);
      expect(stored(alliances, one)).toEqual({});
      // Nothing is lost by emptying a cell of it.
      expect(row(one, { '02': '' }, { '02': '1' })).toBeNull();
      expect(row(one, { '01': '玉米联盟', '08': '1' }, null)).toBeNull();
      expect(stored(alliances, one)).toEqual({ '01': '玉米联盟', '08': 1 });
    }),
  );

  it(
    'one that is there again is not written over by who brings it back',
    within(() => {
      expect(row(two, { '01': '别的联盟' }, null)).toEqual([[two, '01', '农机联盟']]);
    }),
  );

  it(
    'none is taken out with what was not seen of it',
    within(() => {
      const before = { [two]: stored(alliances, two) };
      set(alliances, { rows: [{ record: two, cells: { '08': '4' } }] });
      const refusal = refused(alliances, { removed: [{ record: two, seen: before[two] }] });
      expect(told(refusal)).toEqual([[two, '08', 4]]);
      expect(stored(alliances, two)['01']).toBe('农机联盟');
      expect(takeOut(two)).toBeNull();
      expect(stored(alliances, two)).toEqual({});
      // Gone is as it was wanted.
      expect(told(refused(alliances, { removed: [{ record: two, seen: before[two] }] }))).toBeNull();
    }),
  );

  it(
    'nor with members that were not seen',
    within(() => {
      expect(takeOut(one)).toEqual(
        Object.entries(stored(alliances, member)).map(([key, value]) => [member, key, value]),
      );
      expect(takeOut(one, member)).toBeNull();
      expect(stored(alliances, member)).toEqual({});
    }),
  );

  it(
    'a member is not added to one that is gone',
    within(() => {
      const add = () =>
        told(refused(alliances, { rows: [{ table: 'JC105M', parent: one, cells: { '03': '1' } }] }));
      expect(add()).toBeNull();
      set(alliances, { removed: [{ record: one }] });
      expect(add()).toEqual([[one, 'gone']]);
      expect(row(member, { '01': unit.id }, null)).toEqual([[one, 'gone']]);
    }),
  );

  it(
    'a carried one is ended only as long as nobody confirmed it, and confirmed only as long as it is as it was',
    within(() => {
      const before = stored(alliances, two);
      expect(before[carriedKey]).toBe(true);
      const confirm = (...records: readonly string[]) =>
        refusalOf(() => office.write('filing.confirm', { year, unit: unit.id, return: alliances, records }));
      expect(confirm(two)).toBeNull();
      const ended = refused(alliances, { removed: [{ record: two, seen: before }] });
      expect(told(ended)).toEqual([[two, carriedKey, null]]);
      expect(ended === null ? '' : problemText(ended, 'zh')).toBe(
        '“JC105”“农机联盟”已在别处改为“已确认”,与您看到的不同,这一步没有保存。请看过现在的内容,仍要改的再做一次。',
      );
      set(alliances, { rows: [{ record: one, cells: { '08': '1' } }] });
      expect(told(confirm(one, two))).toEqual([
        [one, carriedKey, null],
        [two, carriedKey, null],
      ]);
      set(alliances, { removed: [{ record: one }] });
      expect(told(confirm(one))).toEqual([[one, 'gone']]);
    }),
  );

  it(
    'of several that are confirmed at once the one that was settled elsewhere is named, and the others are confirmed',
    within(() => {
      const confirm = (...records: readonly string[]) =>
        office.write('filing.confirm', { year, unit: unit.id, return: alliances, records });
      set(alliances, { rows: [{ record: one, cells: { '02': '2' } }] });
      expect(confirm(one, two)).toMatchObject({ confirmed: 1, left: [one] });
      expect(now(alliances, '02', one)).toBe('2');
      expect([now(alliances, carriedKey, one), now(alliances, carriedKey, two)]).toEqual([
        undefined,
        undefined,
      ]);
    }),
  );

  it(
    'what is said names the row, the item and what stands there as the form shows it',
    within(() => {
      set(alliances, { rows: [{ record: two, cells: { '04': unit.id } }] });
      const told = refused(alliances, {
        rows: [{ record: two, cells: { '04': '外部:某厂' }, seen: {} }],
      });
      expect(told === null ? '' : problemText(told, 'zh')).toBe(
        `“JC105”“农机联盟”第 04 栏(牵头单位)已在别处改为“${unit.name}”,与您看到的不同,这一步没有保存。请看过现在的内容,仍要改的再做一次。`,
      );
      expect(told === null ? '' : problemText(told, 'en')).toMatch(
        /^Field 04 \(.*\) of “农机联盟” of JC105 was changed to “.*” elsewhere\. .* do it again/,
      );
    }),
  );
});
