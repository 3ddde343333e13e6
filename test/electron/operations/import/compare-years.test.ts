import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
afterAll(() => office.close());

const [last, year] = [2015, 2016];
const units = soundUnits.slice(0, 8);
type Figures = readonly (number | null)[];
/** Turnover of eight enterprises of very different sizes, new products and staff with it. */
const accepted: readonly Figures[] = [
  9_000_000, 31_000, 640_000, 5200, 118_000, 77_000, 2_400_000, 12_300,
].map((amount, index) => [amount, Math.round(amount / 3) + index, 100 + 7 * index]);
const grown = accepted.map((row, index) =>
  row.map((value) => Math.round((value ?? 0) * (1.03 + index / 100))),
);
const names = ['工业总产值', '新产品产值', '从业人员'];

let serial = 0;
function list(
  rows: readonly Figures[],
  {
    header = names,
    line = '单位:千元',
    of = units,
  }: { header?: readonly string[]; line?: string; of?: typeof units } = {},
): Buffer {
  return xlsxOf({
    sheets: [
      {
        name: `表${++serial}`,
        rows: rowsXml([
          [line],
          ['统一社会信用代码', '单位名称', ...header],
          ...rows.map((row, index) => [of[index]?.id ?? '', of[index]?.name ?? '', ...row]),
        ]),
      },
    ],
  });
}
const both = names.slice(0, 2).flatMap((name) => [`${name}(本年)`, `${name}(上年)`]);
const withLast = (now: readonly Figures[], before: readonly Figures[]): readonly Figures[] =>
  now.map((row, index) => [0, 1].flatMap((at) => [row[at] ?? null, before[index]?.[at] ?? null]));

async function sent(bytes: Buffer, answers: Record<string, string> = {}): Promise<Batch> {
  const batch = await office.import(bytes, '名单.xlsx', { year, answers });
  for (const question of batch.questions)
    for (const language of ['zh', 'en'] as const) {
      expect(questionText(question, language)).not.toMatch(/undefined|NaN|“”/);
      for (const choice of question.choices) expect(choiceText(choice, question, language)).not.toBe('');
    }
  return batch;
}
const kinds = ({ questions }: Batch): readonly string[] => questions.map(({ kind }) => kind);
const only = ({ questions: [question, ...others] }: Batch): Batch['questions'][number] => {
  if (question === undefined || others.length > 0) throw new Error(`${others.length + 1} questions`);
  return question;
};
const stored = (index: number, key: string): unknown =>
  office
    .read('filing.get', { year, unit: units[index]?.id ?? '', return: 'JC102' })
    .cells.find((cell) => cell.key === key);
/** Does something and takes it back. */
async function trial(work: () => Promise<void>): Promise<void> {
  office.store.db.exec('SAVEPOINT trial');
  try {
    await work();
  } finally {
    office.store.db.exec('ROLLBACK TO trial; RELEASE trial');
  }
}

beforeAll(async () => {
  office.startYear(last);
  const batch = await office.import(list(accepted), '上年.xlsx', { year: last });
  expect(batch.outcome).toBe('committed');
  office.store.db
    .transaction(() => {
      for (const { id } of units)
        setFiling(office.store, last, id, 'JC102', 'accepted', {
          reason: null,
          basis: null,
          now: '2016-03-01',
        });
    })
    .immediate();
  office.startYear(year);
});

describe('figures in another unit than the file says', () => {
  it('are none where they are of last year’s size, or one figure of an enterprise is off', async () => {
    await trial(async () => expect((await sent(list(grown))).outcome).toBe('committed'));
    const one = grown.map((row, index) =>
      index === 3 ? [(accepted[3]?.[0] ?? 0) * 1000, ...row.slice(1)] : row,
    );
    await trial(async () => {
      expect((await sent(list(one))).outcome).toBe('committed');
      expect(stored(3, '01')).toMatchObject({ value: one[3]?.[0] });
      const { findings } = office.read('findings.list', { year, unit: units[3]?.id ?? '', limit: 500 });
      expect(findings.map(({ finding }) => finding.rule)).toContain('JC102-U1-01');
    });
  });

  it('of one enterprise are asked of it alone: ten times in two figures may be a good year', async () => {
    const off = (times: number): readonly Figures[] =>
      grown.map((row, index) =>
        index === 3 ? [(row[0] ?? 0) * times, (row[1] ?? 0) * times, row[2] ?? 0] : row,
      );
    const batch = await sent(list(off(1000)));
    const question = only(batch);
    expect(question).toMatchObject({
      kind: 'unit-shift',
      details: { row: '6', unit: '元', fits: '2', inLine: '7' },
    });
    expect(questionText(question, 'zh')).toContain('第 6 行');
    // The other rows can be taken meanwhile.
    expect(question.filing).toBe(`${question.sheet}!6`);
    await trial(async () => expect((await sent(list(off(10)))).outcome).toBe('committed'));
    const column = list(off(1000), { header: names });
    await trial(async () =>
      expect((await sent(column, { [only(await sent(column)).id]: 'keep' })).outcome).toBe('committed'),
    );
  });

  it.each([
    ['万元', 10, 0.1],
    ['元', 0.001, 1000],
  ] as const)(
    '%s in one column is asked with its numbers, and read so once it is said',
    async (unit, per, times) => {
      const rows = grown.map(([first, ...others]) => [(first ?? 0) / per, ...others]);
      const bytes = list(rows);
      const question = only(await sent(bytes));
      expect(question).toMatchObject({
        kind: 'unit-shift',
        details: { said: '千元', unit, times: String(times), fits: '8', compared: '8', inLine: '1' },
        choices: [{ code: `unit:${unit}` }, { code: 'keep' }],
      });
      expect(questionText(question, 'zh')).toContain(units[0]?.name);
      const group = await trialAnswer(bytes, { [question.id]: `unit:${unit}` });
      expect(group).toMatchObject({ value: grown[0]?.[0], factor: per });
      expect(await trialAnswer(bytes, { [question.id]: 'keep' })).toMatchObject({
        value: Math.round(rows[0]?.[0] ?? 0),
      });
    },
  );

  async function trialAnswer(bytes: Buffer, answers: Record<string, string>): Promise<unknown> {
    let found: unknown;
    await trial(async () => {
      expect((await sent(bytes, answers)).outcome).toBe('committed');
      const [entry] = office.store.db
        .prepare<[number, string], { cells: string }>(
          "SELECT json(cells) AS cells FROM entry WHERE year = ? AND unit = ? AND return = 'JC102' AND kind = 'import'",
        )
        .all(year, units[0]?.id ?? '');
      found = unpackEntry(entry?.cells ?? '')['01'];
    });
    return found;
  }

  it('is one question where all amounts are off', async () => {
    const rows = grown.map(([a, b, c]) => [(a ?? 0) / 10, (b ?? 0) / 10, c ?? 0]);
    const bytes = list(rows);
    const question = only(await sent(bytes));
    expect(question).toMatchObject({
      kind: 'unit-shift',
      details: { field: '', unit: '万元', compared: '16' },
    });
    expect(await trialAnswer(bytes, { [question.id]: 'unit:万元' })).toMatchObject({
      value: grown[0]?.[0],
      factor: 10,
      readAs: '万元',
    });
  });

  it('is judged against 上年 of the file where nothing was accepted', async () => {
    const others = soundUnits.slice(20, 25);
    const now = accepted.slice(0, 5).map((row) => row.map((value) => (value ?? 0) / 10));
    const bytes = list(withLast(now, accepted), { header: both, of: others });
    const batch = await sent(bytes);
    expect(kinds(batch)).toEqual(['unit-shift']);
    expect(batch.rows.new).toBe(5);
  });
});

it('one row in 元 is read in 元 once it is said, with its factor, and no rule finds it off', () =>
  trial(async () => {
    const rows = grown.map((row, index) =>
      index === 3 ? row.map((value, at) => (at < 2 ? (value ?? 0) * 1000 : value)) : row,
    );
    const bytes = list(rows);
    const question = only(await sent(bytes));
    expect(question.details).toMatchObject({ row: '6', said: '千元', unit: '元', inLine: '7' });
    expect((await sent(bytes, { [question.id]: 'unit:元' })).outcome).toBe('committed');
    const [entry] = office.store.db
      .prepare<[number, string], { cells: string }>(
        "SELECT json(cells) AS cells FROM entry WHERE year = ? AND unit = ? AND kind = 'import'",
      )
      .all(year, units[3]?.id ?? '');
    expect(unpackEntry(entry?.cells ?? '')).toMatchObject({
      '01': { value: grown[3]?.[0], factor: 0.001, readAs: '元' },
    });
    const { findings } = office.read('findings.list', { year, unit: units[3]?.id ?? '', limit: 500 });
    expect(findings.map(({ finding }) => finding.rule)).not.toContain('JC102-U1-01');
  }));

it('a part above its total is for the checks, which say both numbers', () =>
  trial(async () => {
    const [total, part] = [40_000, 50_000];
    const rows = grown.map((row, index) => (index === 1 ? [total, part, 120] : row));
    expect((await sent(list(rows))).outcome).toBe('committed');
    const { findings } = office.read('findings.list', { year, unit: units[1]?.id ?? '', limit: 500 });
    const above = findings.filter(({ finding }) => finding.class === 'A');
    expect(JSON.stringify(above.map(({ words }) => words))).toMatch(/50,?000.*40,?000|40,?000.*50,?000/);
  }));

describe('the two years', () => {
  it('exchanged are asked, and read the other way round once it is said', async () => {
    const bytes = list(withLast(accepted, grown), { header: both });
    const question = only(await sent(bytes));
    expect(question.kind).toBe('years-swapped');
    await trial(async () => {
      expect((await sent(bytes, { [question.id]: 'swap' })).outcome).toBe('committed');
      expect(stored(0, '01')).toMatchObject({ value: grown[0]?.[0] });
      expect(stored(0, '01.上年')).toMatchObject({ value: accepted[0]?.[0] });
    });
    const left = await sent(bytes, { [question.id]: 'skip' });
    expect(left.rows.rejected).toBe(units.length);
  });

  it('that are last year’s return again are asked', async () => {
    expect(only(await sent(list(accepted))).kind).toBe('last-year-again');
    expect(kinds(await sent(list(withLast(accepted, accepted), { header: both })))).toEqual([
      'last-year-again',
    ]);
  });

  it('that are the same in a whole column are said', async () => {
    const copied = grown.map(([a, b]) => [a ?? 0, a ?? 0, b ?? 0, (b ?? 0) - 1]);
    await trial(async () => {
      const batch = await sent(list(copied, { header: both }));
      expect(batch.outcome).toBe('committed');
      const { notices } = office.read('import.get', { batch: batch.id });
      const same = notices.filter(({ kind }) => kind === 'years-same');
      expect(same.map(({ cell }) => cell)).toEqual(['C3']);
      for (const notice of same) expect(noticeText(notice, 'zh')).toMatch(/^工业总产值.*8 个数/);
    });
  });
});

describe('figures a row off', () => {
  it('are asked, with the row from which they are', async () => {
    const lower = grown.map((row, index) => (index < 2 ? row : (grown[index - 1] ?? row)));
    const question = only(await sent(list(lower)));
    expect(question).toMatchObject({
      kind: 'rows-shifted',
      cell: 'A5',
      details: { from: '5', by: '1', moved: '6' },
    });
    const higher = grown.map((row, index) => grown[index + 1] ?? row);
    expect(only(await sent(list(higher)))).toMatchObject({ kind: 'rows-shifted', details: { by: '-1' } });
  });

  it('are asked of one column, too', async () => {
    const lower = grown.map(([, ...others], index) => [grown[Math.max(0, index - 1)]?.[0] ?? 0, ...others]);
    const question = only(await sent(list(lower)));
    expect(question).toMatchObject({
      kind: 'rows-shifted',
      cell: 'A4',
      details: { from: '4', by: '1', moved: '7', field: '工业总产值(当年价格)' },
    });
    expect(questionText(question, 'zh')).toMatch(/^工业总产值\(当年价格\):从第 4 行起/u);
  });
});
