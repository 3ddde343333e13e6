import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { Office } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

type Row = readonly (string | number | null)[];

const office = new Office(temporaryFolder());
const year = 2015;
const name = '农安甲机械有限公司';
const one: Row = [creditCodeIn('220122', 100), name, 1000, 300, 50];
const two: Row = [creditCodeIn('220122', 101), '农安乙食品有限公司', 2000, 600, 60];
const three: Row = [creditCodeIn('220122', 102), '农安丙建材有限公司', 400, 0, 7];
const unnamed: Row = [null, null, 3000, 900, 110];
const ofClass: Row = [null, 'Ⅰ类企业计', 3000, 900, 110];

let files = 0;
/** Sends a list; with an answer, answers what is asked about its total rows. */
async function sent(rows: readonly Row[], answer?: string): Promise<Batch> {
  const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
  const file = xlsxOf({ sheets: [{ name: '名单', rows: rowsXml([['单位:千元'], head, ...rows]) }] });
  const name = `${++files}.xlsx`;
  const batch = await office.import(file, name, { year });
  if (answer === undefined) return batch;
  const asked = batch.questions.filter(({ kind }) => kind === 'total-row');
  expect(asked).not.toEqual([]);
  return office.import(file, name, {
    year,
    answers: Object.fromEntries(asked.map(({ id }) => [id, answer])),
  });
}

const kinds = (batch: Batch): readonly string[] =>
  batch.questions.map(({ cell, kind }) => `${cell ?? ''} ${kind}`);
const notices = (batch: Batch): readonly string[] =>
  office.read('import.get', { batch: batch.id }).notices.map(({ cell, kind }) => `${cell ?? ''} ${kind}`);

beforeAll(() => {
  office.startYear(year);
});
afterAll(() => {
  office.close();
});

describe('a total that is not called one', () => {
  it('is asked about, named by its row, the rows that it sums and their columns', async () => {
    const { questions, outcome } = await sent([one, two, ofClass, three, [null, '全部企业', 3400, 900, 117]]);
    expect(outcome).toBe('questions');
    expect(questions.map(({ kind, sheet, cell }) => [kind, sheet, cell])).toEqual([
      ['total-row', '名单', 'A5'],
      ['total-row', '名单', 'A7'],
    ]);
    const [first, second] = questions;
    if (first === undefined || second === undefined) throw new Error('no question');
    expect(questionText(first, 'zh')).toBe(
      '第 5 行“Ⅰ类企业计”,3 个数都等于第 3–4 行中 2 行之和(C 工业总产值、D 新产品产值、E 从业人员),像是合计。是合计吗?合计不导入,只用来核对。',
    );
    expect(questionText(second, 'en')).toBe(
      'All 3 figures of row 7 (“全部企业”) are the sums of 3 rows, 3–6 (C 工业总产值, D 新产品产值, E 从业人员). Is it a total? A total is not imported; it only proves the others.',
    );
    expect(first.choices.map((choice) => choiceText(choice, first, 'en'))).toEqual([
      'a total: only prove the rows by it',
      "a unit's own row",
      'do not import it',
    ]);
  });

  it('is no row once that is answered, and proves those above with the 合计 below', async () => {
    const rows = [one, two, ofClass, three, ['合计', null, 3400, 900, 117]];
    const batch = await sent(rows, 'total');
    expect([batch.outcome, batch.rows.new, batch.rows.rejected]).toEqual(['committed', 3, 0]);
    expect(notices(batch)).toEqual([]);
    const read = office.read('import.get', { batch: batch.id });
    expect(read.tables[0]?.totalRows).toEqual([4, 6]);
  });

  it('is left out, or goes on to the question whose row it is', async () => {
    const leftOut = await sent([one, two, three, [null, '全部企业', 3400, 900, 117]], 'skip');
    expect([leftOut.outcome, leftOut.rows.rejected]).toEqual(['committed', 1]);
    expect(kinds(await sent([two, one, ofClass], 'unit'))).toEqual(['A5 unit-unknown']);
  });

  it('and names nobody is one without a question, until it is said to be somebody’s row', async () => {
    const batch = await sent([two, one, unnamed]);
    expect([batch.outcome, batch.rows.new + batch.rows.same, batch.rows.rejected]).toEqual([
      'committed',
      2,
      0,
    ]);
    expect(notices(batch)).toContain('A5 total-unnamed');
    const [assumed] = batch.answered;
    expect([assumed?.question.kind, assumed?.answer]).toEqual(['total-row', 'total']);
    expect(kinds(await office.answer(batch.id, { [assumed?.question.id ?? '']: 'unit' }))).toEqual([
      'A5 unit-missing',
    ]);
  });

  it('is not what names a unit of the directory, nearly or wholly, or has its code', async () => {
    expect((await sent([one])).outcome).not.toBe('refused');
    expect(kinds(await sent([two, three, [null, name, 2400, 600, 67]]))).toEqual(['A5 unit-suggested']);
    expect(kinds(await sent([two, three, [null, '农安甲机械有限责任公司', 2400, 600, 67]]))).toEqual([
      'A5 unit-suggested',
    ]);
    expect(kinds(await sent([two, three, [one[0] ?? null, name, 2400, 600, 67]]))).not.toContain(
      'A5 total-row',
    );
  });

  it('of a single row above may be the same unit twice: it is asked by itself, and says so', async () => {
    const { questions } = await sent([one, [null, null, 1000, 300, 50]]);
    expect(questions.map(({ kind, group }) => [kind, group])).toEqual([['total-row', 'total-row/one']]);
    const [question] = questions;
    if (question === undefined) throw new Error('no question');
    expect(questionText(question, 'zh')).toContain('与第 3 行完全相同');
    expect(questionText(question, 'en')).toContain('the same unit twice');
  });

  it('is no record of a register either, though the lines above the table say whose all rows are', async () => {
    expect((await sent([one, two])).questions).toEqual([]);
    const rows: readonly Row[] = [
      [`统一社会信用代码:${one[0] ?? ''}`, null, null, '单位:千元'],
      ['项目编号', '项目名称', '项目人员', '经费内部支出', '其中:政府资金'],
      ['P1', '电机', 5, 800, 100],
      ['P2', '轴承', 7, 400, 50],
      [null, null, 12, 1200, 150],
    ];
    const file = xlsxOf({ sheets: [{ name: '项目', rows: rowsXml(rows) }] });
    const batch = await office.import(file, '项目.xlsx', { year });
    expect([batch.outcome, batch.rows.new]).toEqual(['committed', 2]);
    expect(notices(batch)).toEqual(['A5 total-unnamed']);
  });
});
