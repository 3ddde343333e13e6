import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

type Row = readonly (string | number | null)[];

const office = new Office(temporaryFolder());
const year = 2015;
const units = soundUnits.slice(0, 12);
let used = 0;
/** Two units that no file was for. */
function pair(): readonly [Row, Row] {
  const [one, two] = units.slice(used, (used += 2));
  return [
    [one?.id ?? '', one?.name ?? ''],
    [two?.id ?? '', two?.name ?? ''],
  ];
}

const whose = ['统一社会信用代码', '单位名称'];
const line: Row = ['单位:千元'];
const first = [...whose, '工业总产值', '新产品产值'];
const second = [...whose, '营业收入', '从业人员'];

let files = 0;
async function sent(
  sheets: Readonly<Record<string, readonly Row[]>>,
  answers: Record<string, string> = {},
): Promise<Batch> {
  const file = xlsxOf({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rowsXml(rows) })),
  });
  return office.import(file, `${++files}.xlsx`, { year, newUnits: 'add', answers });
}

const asked = ({ questions }: Batch): readonly string[] =>
  questions.map((question) => {
    expect(questionText(question, 'en')).not.toMatch(/undefined|NaN/);
    return questionText(question, 'zh');
  });
const said = (batch: Batch): readonly string[] =>
  office.read('import.get', { batch: batch.id }).notices.map((notice) => {
    expect(noticeText(notice, 'en')).not.toMatch(/undefined|NaN/);
    return `${notice.sheet}!${notice.cell ?? ''} ${noticeText(notice, 'zh')}`;
  });

/** What is stored of a unit: key, value and the cell that it came from. */
function stored([unit]: Row): readonly string[] {
  const { cells } = office.read('cells.list', { unit: String(unit), return: 'JC102', year });
  return cells.map(
    ({ code, column, value, sheet, cell }) =>
      `${code}${column} ${JSON.stringify(value)} ${sheet ?? ''}!${cell ?? ''}`,
  );
}

beforeAll(() => {
  office.startYear(year);
});
afterAll(() => {
  office.close();
});

describe('tables that have other items of the same units', () => {
  it('are put together, below each other or on two sheets, each figure from its own cell', async () => {
    const [one, two] = pair();
    const below = await sent({
      表: [
        line,
        first,
        [...one, 1000, 300],
        [...two, 2000, 600],
        [],
        line,
        second,
        [...two, 1900, 60],
        [...one, 990, 50],
      ],
    });
    expect([below.outcome, below.rows]).toMatchObject(['committed', { new: 2, rejected: 0 }]);
    expect(stored(one)).toEqual([
      '01本年 1000 表!C3',
      '02本年 300 表!D3',
      '05本年 990 表!C9',
      '09本年 50 表!D9',
    ]);
    expect(said(below)).toEqual([
      `表!A9 “${String(one[1])}”等 2 个单位的指标分在两处(如第 3 行和第 9 行),已合在一起:后一处的 05 营业收入、09 从业人员期末人数。`,
    ]);
    const [three, four] = pair();
    const sheets = await sent({
      一: [line, first, [...three, 1000, 300], [...four, 2000, 600]],
      二: [line, second, [...three, 990, 50], [...four, 1900, 60]],
    });
    expect(sheets.outcome).toBe('committed');
    expect(stored(four)).toEqual([
      '01本年 2000 一!C4',
      '02本年 600 一!D4',
      '05本年 1900 二!C4',
      '09本年 60 二!D4',
    ]);
  });

  it('are put together where they repeat an item, and asked about where that differs', async () => {
    const [one, two] = pair();
    const again = [...whose, '工业总产值', '营业收入'];
    const sheets = {
      一: [line, first, [...one, 1000, 300], [...two, 2000, 600]],
      二: [line, again, [...one, 1000, 990], [...two, 2001, 1900]],
    };
    const batch = await sent(sheets);
    expect(asked(batch)).toEqual([
      `“${String(two[1])}”出现两次,数值不同(第 4 行和“二”第 4 行),1 格不同,如 01 工业总产值(当年价格):前者 2,000,后者 2,001。两处都有的指标以哪一处为准?只在一处有的 2 项都导入。`,
    ]);
    const id = batch.questions[0]?.id ?? '';
    files -= 1;
    const answered = await sent(sheets, { [id]: 'row:二!4' });
    expect(answered.outcome).toBe('committed');
    expect(stored(one)).toEqual(['01本年 1000 一!C3', '02本年 300 一!D3', '05本年 990 二!D3']);
    expect(stored(two)).toEqual(['01本年 2001 二!C4', '02本年 600 一!D4', '05本年 1900 二!D4']);
  });

  it('keep what waits for an answer, and the sheets of their cells while they wait', async () => {
    const [one] = pair();
    const sheets = {
      一: [line, first, [...one, 1000, 300]],
      二: [line, second, [...one, 990, '约50']],
    };
    const batch = await sent(sheets);
    expect(batch.questions.map(({ sheet, cell, kind }) => `${sheet}!${cell ?? ''} ${kind}`)).toEqual([
      '二!D3 approximate',
    ]);
    const done = office.write('import.commit', { batch: batch.id, partial: true });
    expect(done.batch.outcome).toBe('committed');
    expect(stored(one)).toEqual(['01本年 1000 一!C3', '02本年 300 一!D3', '05本年 990 二!C3']);
    // What was left is said, in the file's notices and its record.
    const { notices } = office.read('import.get', { batch: batch.id });
    expect(notices.filter(({ kind }) => kind === 'left-open')).toEqual([
      { kind: 'left-open', class: 'C', sheet: '二', cell: 'D3', details: { raw: '约50' } },
    ]);
  });

  it('may be forms of one unit, a page on each sheet', async () => {
    const [one] = pair();
    const page = (...items: readonly Row[]): readonly Row[] => [
      [`统一社会信用代码:${String(one[0])}`],
      [`单位详细名称:${String(one[1])}`, null, null, '单位:千元'],
      ['指标名称', '计量单位', '代码', '本年'],
      ...items,
    ];
    const batch = await sent({
      第一页: page(['工业总产值', '千元', '01', 1000], ['新产品产值', '千元', '02', 300]),
      第二页: page(['营业收入', '千元', '05', 990], ['从业人员', '人', '09', 50]),
    });
    expect([batch.outcome, asked(batch)]).toEqual(['committed', []]);
    expect(stored(one)).toEqual([
      '01本年 1000 第一页!D4',
      '02本年 300 第一页!D5',
      '05本年 990 第二页!D4',
      '09本年 50 第二页!D5',
    ]);
  });

  it('are still asked about where they have the same items of other units', async () => {
    const [one, two] = pair();
    const batch = await sent({
      一: [line, first, [...one, 1000, 300]],
      二: [line, first, [...two, 2000, 600]],
    });
    expect(batch.questions.map(({ kind }) => kind)).toEqual(['table-twice']);
  });
});
