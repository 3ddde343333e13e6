import { afterAll, beforeAll, expect, it } from 'vitest';
import { unpackEntry } from '#electron/store/entry-cells.ts';
import { setFiling } from '#electron/store/rounds.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
const [last, year] = [2015, 2016];
const units = soundUnits.slice(0, 8);
type Row = readonly (string | number | null)[];
const accepted = [900_000, 31_000, 640_000, 5200, 118_000, 77_000, 2_400_000, 12_300].map(
  (amount, index): readonly number[] => [amount, Math.round(amount / 3) + index, 100 + 7 * index],
);
const grown = accepted.map((row, index) => row.map((value) => Math.round(value * (1.03 + index / 100))));
const items = ['工业总产值', '新产品产值', '从业人员'];

/** The units in columns from C on: names in row 2, codes in row 3, items from row 4 on. */
function across(figures: readonly (Row | undefined)[], of = units): Buffer {
  const rows: readonly Row[] = [
    ['单位:千元'],
    ['指标名称', '代码', ...of.map(({ name }) => name)],
    ['统一社会信用代码', null, ...of.map(({ id }) => id)],
    ...items.map((item, at): Row => [
      item,
      ['01', '02', '09'][at] ?? '',
      ...figures.map((row) => row?.[at] ?? null),
    ]),
  ];
  return xlsxOf({ sheets: [{ name: '汇总', rows: rowsXml(rows) }] });
}

async function sent(bytes: Buffer, answers: Record<string, string> = {}): Promise<Batch> {
  return office.import(bytes, '汇总.xlsx', { year, answers, newUnits: 'add' });
}
const words = ({ questions }: Batch): readonly string[] =>
  questions.map((question) => {
    expect(questionText(question, 'en')).not.toMatch(/undefined|NaN|@/);
    for (const choice of question.choices) expect(choiceText(choice, question, 'zh')).not.toMatch(/@/);
    return `${question.cell ?? ''} ${questionText(question, 'zh')}`;
  });

beforeAll(async () => {
  office.startYear(last);
  const batch = await office.import(across(accepted), '上年.xlsx', { year: last, newUnits: 'add' });
  expect(batch).toMatchObject({ outcome: 'committed', rows: { new: 8 } });
  const now = { reason: null, basis: null, now: '2016-03-01' };
  office.store.db
    .transaction(() => {
      for (const { id } of units) setFiling(office.store, last, id, 'JC102', 'accepted', now);
    })
    .immediate();
  office.startYear(year);
});
afterAll(() => office.close());

async function within(work: () => Promise<void>): Promise<void> {
  office.store.db.exec('SAVEPOINT one');
  try {
    await work();
  } finally {
    office.store.db.exec('ROLLBACK TO one; RELEASE one');
  }
}

it('is written for each of its units, from the cells where the figures stand', () =>
  within(async () => {
    const batch = await sent(across(grown));
    expect([batch.outcome, batch.rows.new]).toEqual(['committed', 8]);
    const entries = office.store.db
      .prepare<[number, string], { cells: string }>(
        "SELECT json(cells) AS cells FROM entry WHERE year = ? AND unit = ? AND kind = 'import'",
      )
      .all(year, units[2]?.id ?? '')
      .map((entry) => unpackEntry(entry.cells));
    expect(entries).toMatchObject([
      { '01': { value: grown[2]?.[0], cell: 'E4' }, '02': { cell: 'E5' }, '09': { cell: 'E6' } },
    ]);
  }));

it('shows whose column it is where a unit is there twice, and takes the one that is chosen', () =>
  within(async () => {
    const [first, second] = [units[0], units[1]];
    if (first === undefined || second === undefined) throw new Error('no units');
    const twice = across([grown[0], grown[1], [1, 2, 3]], [first, second, first]);
    const batch = await sent(twice);
    expect(words(batch)).toEqual([
      `C2 “${first.name}”出现两次,数值不同(C 列和E 列),3 格不同,如 01 工业总产值(当年价格):前者 927,000,后者 1。用哪一个?`,
    ]);
    const [question] = batch.questions;
    const done = await sent(twice, { [question?.id ?? '']: 'row:E@2' });
    expect(done.outcome).toBe('committed');
  }));

it('is beside last year what a list with its units in rows is', () =>
  within(async () => {
    const wan = await sent(across(grown.map(([amount = 0, ...rest]) => [amount / 10, ...rest])));
    expect(words(wan)).toHaveLength(1);
    expect(wan.questions).toMatchObject([
      {
        kind: 'unit-shift',
        id: expect.stringContaining('!A4/unit-shift') as string,
        details: { unit: '万元' },
      },
    ]);
    const read = await sent(across(grown.map(([amount = 0, ...rest]) => [amount / 10, ...rest])), {
      [wan.questions[0]?.id ?? '']: 'unit:万元',
    });
    expect(read.outcome).toBe('committed');
  }));

it('asks about one unit in 元 by its column, and about figures a column too far', () =>
  within(async () => {
    const yuan = await sent(
      across(
        grown.map((row, index) =>
          index === 3 ? row.map((value, at) => (at < 2 ? value * 1000 : value)) : row,
        ),
      ),
    );
    expect(words(yuan)).toEqual([expect.stringContaining('F 列的金额按“千元”读')]);
    const moved = await sent(across(grown.map((_, index) => grown[index < 2 ? index : index - 1])));
    expect(words(moved)).toEqual([expect.stringMatching(/^E2 从E 列起,6 个单位中有 6 个的数与前一个单位/)]);
  }));

it('says which figures a corrected file leaves out', () =>
  within(async () => {
    expect((await sent(across(grown))).outcome).toBe('committed');
    const again = await sent(
      across(grown.map((row, index) => (index === 1 ? [row[0] ?? 0, row[1] ?? 0, null] : row))),
    );
    const { notices } = office.read('import.get', { batch: again.id });
    const kept = notices.find(({ kind }) => kind === 'cells-kept');
    expect(kept).toMatchObject({ cell: 'D6' });
    expect(noticeText(kept ?? { kind: 'rounded', class: 'D', sheet: '', details: {} }, 'zh')).toContain('09');
  }));
