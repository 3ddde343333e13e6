import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setFiling } from '#electron/store/rounds.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { inWords, type Outcome } from '#test/fixtures/cases/case.ts';
import { Office } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
const [last, year] = [2015, 2016];
type Row = readonly (string | number | null)[];

/** Eight enterprises of the county, with what was accepted of them last year: turnover, new products, staff. */
const units = ['甲机械', '乙食品', '丙建材', '丁化工', '戊纺织', '己酒业', '庚药业', '辛农机'].map(
  (name, index) => ({
    code: creditCodeIn('220122', 100 + index),
    name: `农安${name}有限公司`,
  }),
);
const accepted = [900_000, 31_000, 640_000, 5200, 118_000, 77_000, 2_400_000, 12_300].map(
  (amount, index): readonly number[] => [amount, Math.round(amount / 3) + index, 100 + 7 * index],
);
const grown = accepted.map((row, index) => row.map((value) => Math.round(value * (1.03 + index / 100))));
const [money, people] = [['工业总产值', '新产品产值'], '从业人员'] as const;

/** A list of JC102 with the columns of this year, or of both. */
function list(rows: readonly Row[], header: readonly string[] = [...money, people]): Buffer {
  const head = ['统一社会信用代码', '单位名称', ...header];
  return xlsxOf({ sheets: [{ name: '名单', rows: rowsXml([['单位:千元'], head, ...rows]) }] });
}
const row = (index: number, figures: Row | undefined = grown[index]): Row => [
  units[index]?.code ?? '',
  units[index]?.name ?? '',
  ...(figures ?? []),
];
const all = (figures: (index: number) => Row | undefined): readonly Row[] =>
  units.map((_, index) => row(index, figures(index)));
const both = money.flatMap((name) => [`${name}(本年)`, `${name}(上年)`]);
const years = (now: readonly Row[], before: readonly Row[]): readonly Row[] =>
  units.map((_, index) =>
    row(
      index,
      [0, 1].flatMap((at) => [now[index]?.[at] ?? null, before[index]?.[at] ?? null]),
    ),
  );

interface StoreCase {
  readonly number: number;
  readonly what: string;
  /** A file that was imported before, by its own name. */
  readonly before?: { readonly file: Buffer; readonly name?: string; readonly year?: number };
  readonly file: () => Buffer;
  readonly newUnits?: 'ask' | 'add';
  readonly expected: Outcome;
  /** New, changed, same, left out. */
  readonly rows?: readonly [number, number, number, number];
}

const first = row(0);
const other = (code: string | number, name: string): Row => [code, name, 10, 5, 3];
const branch = creditCodeIn('220122', 1);

/** e. Identity and logic, beside a county's directory and its figures of last year: the numbers are those of the table of ninety. */
const cases: readonly StoreCase[] = [
  {
    number: 71,
    what: 'O for 0 in a known code',
    file: () => list([[units[0]?.code.replace('0', 'O') ?? '', '甲', 1, 1, 1]]),
    expected: { asks: ['unit-suggested'] },
  },
  {
    number: 71,
    what: 'small letters and spaces in a known code',
    file: () => list([[` ${units[0]?.code.toLowerCase() ?? ''} `, ...first.slice(1)]]),
    expected: {},
    rows: [1, 0, 0, 0],
  },
  {
    number: 72,
    what: 'an issued code with a wrong check character',
    file: () => list([other('91220122M0000XUF4A', '农安壬面粉有限公司')]),
    expected: { asks: ['unit-unknown'] },
  },
  {
    number: 73,
    what: 'a code that became a number, of a known name',
    file: () => list([[912201220000010000, ...first.slice(1)]]),
    expected: { asks: ['unit-suggested'] },
  },
  {
    number: 73,
    what: 'a code that became a number, of an unknown name',
    file: () => list([other(912201220000010000, '农安壬面粉有限公司')]),
    expected: { asks: ['unit-unknown'] },
  },
  {
    number: 74,
    what: 'the organisation code within a known code',
    file: () => list([[units[0]?.code.slice(8, 17) ?? '', ...first.slice(1)]]),
    expected: {},
    rows: [1, 0, 0, 0],
  },
  {
    number: 74,
    what: 'a licence number of fifteen digits',
    file: () => list([['220122000012345', ...first.slice(1)]]),
    expected: { asks: ['unit-suggested'] },
  },
  {
    number: 75,
    what: 'one enterprise twice, same numbers',
    file: () => list([first, first]),
    expected: { says: ['row-same-twice'] },
    rows: [1, 0, 0, 1],
  },
  {
    number: 75,
    what: 'one enterprise in two files, same numbers',
    before: { file: list([first]) },
    file: () => list([first, row(1)]),
    expected: { says: ['filed-same'] },
    rows: [1, 0, 1, 0],
  },
  {
    number: 76,
    what: 'one enterprise twice, other numbers',
    file: () => list([first, [...first.slice(0, 4), 999]]),
    expected: { asks: ['unit-twice'] },
  },
  {
    number: 76,
    what: 'one enterprise in two files, other numbers',
    before: { file: list([first]) },
    file: () => list([[...first.slice(0, 4), 999]]),
    expected: { asks: ['replaces'] },
  },
  {
    number: 77,
    what: 'one name, two codes',
    file: () => list([other(branch, units[0]?.name ?? '')]),
    expected: { asks: ['unit-suggested'] },
  },
  {
    number: 77,
    what: 'one new name, two codes in a file',
    file: () =>
      list([other(branch, '农安癸运输有限公司'), other(creditCodeIn('220122', 2), '农安癸运输有限公司')]),
    expected: { asks: ['unit-namesake'] },
  },
  {
    number: 77,
    what: 'a branch of a known enterprise',
    file: () => list([other(branch, `${units[0]?.name ?? ''}开安分公司`)]),
    newUnits: 'ask',
    expected: { asks: ['unit-unknown'] },
  },
  {
    number: 78,
    what: 'a new name under a known code',
    file: () => list([[units[0]?.code ?? '', '吉林长河装备集团股份有限公司', ...(grown[0] ?? [])]]),
    expected: { asks: ['unit-renamed'] },
  },
  {
    number: 79,
    what: 'an enterprise of another county',
    file: () => list([other(creditCodeIn('220221', 3), '永吉子食品有限公司')]),
    expected: { asks: ['unit-elsewhere'] },
  },
  {
    number: 79,
    what: 'an enterprise of another province',
    file: () => list([other(creditCodeIn('110105', 4), '北京丑科技有限公司')]),
    expected: { asks: ['unit-elsewhere'] },
  },
  {
    number: 80,
    what: 'an enterprise that is not in the list',
    file: () => list([other(creditCodeIn('220122', 5), '农安寅木业有限公司')]),
    newUnits: 'ask',
    expected: { asks: ['unit-unknown'] },
  },
  {
    number: 81,
    what: 'the figures of last year',
    file: () => list(all((index) => accepted[index])),
    expected: { asks: ['last-year-again'] },
  },
  {
    number: 81,
    what: 'the very file of last year, of few figures',
    before: { file: list([other(branch, '农安卯印刷有限公司')]), year: last },
    file: () => list([other(branch, '农安卯印刷有限公司')]),
    expected: { asks: ['file-of-year'] },
  },
  {
    number: 82,
    what: 'the same file twice',
    before: { file: list([first]) },
    file: () => list([first]),
    expected: { refused: 'intake.same-file' },
  },
  {
    number: 82,
    what: 'a corrected file of the same name',
    before: { file: list([first]), name: '名单.xlsx' },
    file: () => list([[...first.slice(0, 4), 999]]),
    expected: { asks: ['replaces'], says: ['new-version'] },
  },
  {
    number: 82,
    what: 'a corrected file that leaves out a figure',
    before: { file: list([first]), name: '名单.xlsx' },
    file: () => list([[...first.slice(0, 4), null]]),
    expected: { says: ['new-version', 'filed-same', 'cells-kept'] },
    rows: [0, 0, 1, 0],
  },
  {
    number: 83,
    what: 'this year and last year exchanged',
    file: () => list(years(accepted, grown), both),
    expected: { asks: ['years-swapped'], says: ['layout-differs'] },
  },
  {
    number: 84,
    what: 'a column in 万元',
    file: () =>
      list(all((index) => [(grown[index]?.[0] ?? 0) / 10, grown[index]?.[1] ?? 0, grown[index]?.[2] ?? 0])),
    expected: { asks: ['unit-shift'], says: ['rounded'] },
  },
  {
    number: 85,
    what: 'one row in 元',
    file: () =>
      list(
        all((index) =>
          index === 3 ? grown[3]?.map((value, at) => (at < 2 ? value * 1000 : value)) : grown[index],
        ),
      ),
    expected: { asks: ['unit-shift'] },
  },
  {
    number: 87,
    what: 'figures pasted one row lower',
    file: () => list(all((index) => grown[index < 2 ? index : index - 1])),
    expected: { asks: ['rows-shifted'] },
  },
];

async function outcomeOf(batch: Batch): Promise<Outcome> {
  if (batch.problem !== null) return { refused: batch.problem.code };
  const { notices } = office.read('import.get', { batch: batch.id });
  for (const language of ['zh', 'en'] as const) {
    for (const notice of notices) expect(noticeText(notice, language)).not.toMatch(/undefined|NaN|“”/);
    for (const question of batch.questions) {
      expect(questionText(question, language)).not.toMatch(/undefined|NaN|“”/);
      for (const choice of question.choices) expect(choiceText(choice, question, language)).not.toBe('');
    }
  }
  const asks = [...new Set(batch.questions.map(({ kind }) => kind))];
  const says = [...new Set(notices.map(({ kind }) => kind))];
  return { ...(asks.length === 0 ? {} : { asks }), ...(says.length === 0 ? {} : { says }) };
}

const table: string[] = [];
beforeAll(async () => {
  office.startYear(last);
  const batch = await office.import(list(all((index) => accepted[index])), '上年.xlsx', { year: last });
  expect(batch.outcome).toBe('committed');
  const now = { reason: null, basis: null, now: '2016-03-01' };
  office.store.db
    .transaction(() => {
      for (const { code } of units) setFiling(office.store, last, code, 'JC102', 'accepted', now);
    })
    .immediate();
  office.startYear(year);
});
afterAll(() => {
  office.close();
  process.stdout.write(`${table.join('\n')}\n`);
});

describe('what enterprises send, beside a county', () => {
  it.each(cases.map((one) => [one.number, one.what, one] as const))('%i: %s', async (number, what, one) => {
    const { before, file, newUnits = 'add', expected, rows } = one;
    office.store.db.exec('SAVEPOINT one');
    try {
      if (before !== undefined)
        expect(
          (await office.import(before.file, before.name ?? '先.xlsx', { year: before.year ?? year })).problem,
        ).toBeNull();
      const batch = await office.import(file(), '名单.xlsx', { year, newUnits });
      const outcome = await outcomeOf(batch);
      table.push(`${String(number).padStart(2)}  ${what}: ${inWords(outcome)}`);
      expect(outcome).toEqual(expected);
      if (rows !== undefined) {
        const { new: fresh, changed, same, rejected } = batch.rows;
        expect([batch.outcome, fresh, changed, same, rejected]).toEqual(['committed', ...rows]);
      }
    } finally {
      office.store.db.exec('ROLLBACK TO one; RELEASE one');
    }
  });

  it('85: one row in 元, read in 元 once it is said, with its factor', async () => {
    office.store.db.exec('SAVEPOINT one');
    const rows = all((index) =>
      index === 3 ? grown[3]?.map((value, at) => (at < 2 ? value * 1000 : value)) : grown[index],
    );
    const batch = await office.import(list(rows), '元.xlsx', { year });
    const [question] = batch.questions;
    expect(question).toMatchObject({ details: { row: '6', said: '千元', unit: '元', inLine: '7' } });
    const done = await office.import(list(rows), '元.xlsx', {
      year,
      answers: { [question?.id ?? '']: 'unit:元' },
    });
    expect(done.outcome).toBe('committed');
    const cells = office.store.db
      .prepare<[number, string], { cells: string }>(
        "SELECT json(cells) AS cells FROM entry WHERE year = ? AND unit = ? AND kind = 'import'",
      )
      .all(year, units[3]?.code ?? '')
      .map((entry) => JSON.parse(entry.cells) as Record<string, unknown>);
    expect(cells[0]).toMatchObject({ '01': { value: grown[3]?.[0], factor: 0.001, readAs: '元' } });
    const { findings } = office.read('findings.list', { year, unit: units[3]?.code ?? '', limit: 500 });
    expect(findings.map(({ finding }) => finding.rule)).not.toContain('JC102-U1-01');
    office.store.db.exec('ROLLBACK TO one; RELEASE one');
  });

  it('86: a part above its total is for the checks, which say both numbers', async () => {
    office.store.db.exec('SAVEPOINT one');
    const [index, total, part] = [1, 40_000, 50_000];
    const batch = await office.import(list([row(index, [total, part, 120])]), '其中.xlsx', { year });
    expect(batch.outcome).toBe('committed');
    const { findings } = office.read('findings.list', { year, unit: units[index]?.code ?? '', limit: 500 });
    const above = findings.filter(({ finding }) => finding.class === 'A' || finding.class === 'B');
    expect(above.map(({ words }) => JSON.stringify(words)).join()).toMatch(
      /50,?000.*40,?000|40,?000.*50,?000/,
    );
    table.push(
      `86  a part above its total: read; found: ${[...new Set(above.map(({ finding }) => finding.class))].join(', ')}`,
    );
    office.store.db.exec('ROLLBACK TO one; RELEASE one');
  });
});
