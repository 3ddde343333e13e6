import { describe, expect, it } from 'vitest';
import { keySheet } from '#shared/intake/stage.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const head = ['单位名称', '工业总产值', '新产品产值', '从业人员'];
const list = (
  name: string,
  rows: readonly (readonly Written[])[],
  title = '2015年度,单位:千元',
  hidden = false,
) => sheetOf([[title], ['单位:千元'], head, ...rows], { name, hidden });

describe('a file of several sheets', () => {
  it('leaves hidden sheets, covers and empty ones out, and says so', () => {
    const file = stage([
      sheetOf([['封面'], ['吉林省统计局']], { name: '封面' }),
      list('数据', [['甲厂', 1, 2, 3]]),
      list('旧数据', [['乙厂', 9, 9, 9]], '2015年', true),
      sheetOf([], { name: '空' }),
    ]);
    expect(said(file)).toEqual(['- sheet-without-table', '- sheet-hidden']);
    expect(file.notices.map((notice) => notice.sheet)).toEqual(['封面', '旧数据']);
    expect(file.filings.map((filing) => filing.identity.name)).toEqual(['甲厂']);
  });

  it('asks which of two lists of the same return counts', () => {
    const sheets = [list('一', [['甲厂', 1, 2, 3]]), list('二', [['甲厂', 4, 5, 6]])];
    const file = stage(sheets);
    expect(asked(file)).toEqual(['- table-twice']);
    const [question] = file.questions;
    expect(question?.choices.map((choice) => choice.code)).toEqual(['sheet:一', 'sheet:二', 'both']);
    const names = (answer: string) => {
      const answered = stage(sheets, { [question?.id ?? '']: answer });
      return [answered.questions.length, ...answered.filings.map((filing) => filing.sheet)];
    };
    expect(names('sheet:二')).toEqual([0, '二']);
    expect(names('both')).toEqual([0, '一', '二']);
    expect(names('sheet:三')).toEqual([1, '一', '二']);
  });

  it('takes two lists of other units one below the other, each in its own unit of money, unless one is chosen', () => {
    const other = ['单位名称', '新产品产值', '工业总产值', '从业人员'];
    const sheet = sheetOf([
      ['单位:千元'],
      head,
      ['甲厂', 10, 2, 3],
      [],
      ['第二批', '单位:万元'],
      other,
      ['乙厂', 5, 60, 7],
    ]);
    const file = stage(sheet);
    const question = file.assumed[0]?.question;
    expect(question?.choices.map((choice) => choice.code)).toEqual(['sheet:表!2', 'sheet:表!6', 'both']);
    const first = stage(sheet, { [question?.id ?? '']: 'sheet:表!2' });
    expect([first.filings.length, first.assumed, first.questions]).toEqual([1, [], []]);
    const both = file;
    expect(both.filings.map((filing) => valuesOf(both, filing))).toEqual([
      { '01': 10, '02': 2, '09': 3 },
      { '01': 600, '02': 50, '09': 7 },
    ]);
    expect(both.tables.map((table) => [table.titleRows, table.headerRows, table.bodyFrom])).toEqual([
      [[0], [1], 2],
      [[4], [5], 6],
    ]);
  });

  it('stages the same for the same answers, and keeps its questions under the same ids', () => {
    const sheets = [list('一', [['甲厂', '约100', '同上', '#REF!']])];
    const file = stage(sheets);
    expect(stage(sheets)).toEqual(file);
    const [first] = file.questions;
    const answered = stage(sheets, { [first?.id ?? '']: 'value:120' });
    expect(answered.questions).toEqual(file.questions.slice(1));
    expect(valuesOf(answered)).toEqual({ '01': 120, '02': '?same-as', '09': '?error-value' });
  });
});

describe('answers', () => {
  const sheet = list('一', [['甲厂', '约100', 2, 3]]);
  const id = 'x:一!B4/approximate';

  it('may be a choice, a blank, nothing to import, or a value in the unit of the field', () => {
    expect(valuesOf(stage(sheet, { [id]: 'value:100' }))['01']).toBe(100);
    expect(valuesOf(stage(sheet, { [id]: 'value:99.6' }))['01']).toBe(100);
    expect(valuesOf(stage(sheet, { [id]: 'value:0' }))['01']).toBe(0);
    expect(valuesOf(stage(sheet, { [id]: 'value:12万元' }))['01']).toBe(120);
    expect(valuesOf(stage(sheet, { [id]: 'blank' }))['01']).toEqual({ blank: 'unknown' });
    expect(valuesOf(stage(sheet, { [id]: 'skip' }))).toEqual({ '02': 2, '09': 3 });
  });

  it('that the field can not hold leave the question open', () => {
    for (const answer of ['value:很多', 'value:约90', 'value:', 'zero', 'unit:万元', ''])
      expect(asked(stage(sheet, { [id]: answer }))).toEqual(['B4 approximate']);
  });

  it('of one kind never answer a question of another', () => {
    const twice = [list('一', [['甲厂', 1, 2, 3]]), list('二', [['乙厂', 1, 2, 3]])];
    expect(asked(stage(twice, { 'x:一/table-twice/JC102': 'value:5' }))).toEqual(['- table-twice']);
    const hidden = sheetOf([['单位:千元'], head, ['甲厂', 1, 2, 3]], { hiddenRows: [3] });
    expect(asked(stage(hidden, { 'x:表!3/hidden-rows': 'value:5' }))).toEqual(['A3 hidden-rows']);
    const unitless = sheetOf([head, ['甲厂', 1, 2, 3]]);
    expect(asked(stage(unitless, { 'x:表!1/table-unit': 'value:5' }))).toEqual(['- table-unit']);
  });
});

describe('the year', () => {
  it('of the title that is not the open one is asked, and its table left out on skip', () => {
    const sheet = list('一', [['甲厂', 1, 2, 3]], '2014年度企业创新情况表');
    const file = stage(sheet);
    expect(asked(file)).toEqual(['- other-year']);
    const [question] = file.questions;
    expect(question?.details).toEqual({ found: '2014', expected: '2015' });
    if (question === undefined) return;
    // Which year the figures become is said, not that they are taken as the table has them.
    expect(questionText(question, 'zh')).toBe(
      '表上的年份是 2014,现在填报的是 2015 年。年份写错的,可记为 2015 年的数;确是 2014 年的请不导入,在上方切换到那一年再导入。',
    );
    expect(question.choices.map((choice) => choiceText(choice, question, 'zh'))).toEqual([
      '记为 2015 年的数',
      '不导入',
    ]);
    expect(choiceText({ code: 'keep' }, question, 'en')).toBe('import them as figures of 2015');
    expect(stage(sheet, { [file.questions[0]?.id ?? '']: 'keep' }).filings).toHaveLength(1);
    expect(stage(sheet, { [file.questions[0]?.id ?? '']: 'skip' }).filings).toHaveLength(0);
  });

  it('of both years, or of none, is not asked', () => {
    expect(asked(stage(list('一', [['甲厂', 1, 2, 3]], '2014年-2015年对比')))).toEqual([]);
    expect(asked(stage(list('一', [['甲厂', 1, 2, 3]], '企业创新情况表')))).toEqual([]);
    expect(asked(stage(list('一', [['甲厂', 1, 2, 3]], '电话12014年')))).toEqual([]);
  });
});

describe('the own workbook', () => {
  const key = (more: Readonly<Record<string, string>> = {}) =>
    sheetOf(
      Object.entries({ form_code: 'JC102', unit_id: '91220101MA0Y12340Q', report_year: '2015', ...more }),
      {
        name: keySheet,
        hidden: true,
      },
    );
  const form = () => {
    const codes = Array.from({ length: 30 }, (_, index) => String(index + 1).padStart(2, '0'));
    return sheetOf([['单位:千元'], ['代码', '本年'], ...codes.map((code) => [code, 7])], { name: 'JC102' });
  };

  it('is known by its hidden key, which says whose it is', () => {
    const file = stage([form(), key()]);
    expect(file.tables[0]?.layout).toBe('template');
    expect(file.filings[0]?.identity).toEqual({ key: '91220101MA0Y12340Q' });
    expect(said(file)).toEqual([]);
  });

  it('of a blank for anybody names nobody; of another year is asked about', () => {
    expect(stage([form(), key({ unit_id: '' })]).filings[0]?.identity).toEqual({});
    expect(asked(stage([form(), key({ report_year: '2013' })]))).toEqual(['- other-year']);
  });
});

describe('dates', () => {
  it('are read in the date system of their workbook', () => {
    const sheet = sheetOf([
      ['统一社会信用代码', '单位详细名称', '开业时间', '法定代表人'],
      ['91220101MA0Y12340Q', '甲', { raw: '40907', type: 'date' }, '王某'],
    ]);
    expect(valuesOf(stage(sheet, {}, true))['11']).toBe(201512);
    expect(valuesOf(stage(sheet, {}, false))['11']).toBe(201112);
  });
});
