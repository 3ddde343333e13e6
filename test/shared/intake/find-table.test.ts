import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Sheet } from '#shared/intake/grid.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const edition = loadedEdition();
const returnsOf = (
  sheet: Sheet | readonly Sheet[],
  answers: Readonly<Record<string, string>> = {},
): readonly string[] => stage(sheet, answers).filings.map((filing) => filing.return);

/** A form with some items of a table: label, code, value. */
function form(table: string, codes: readonly string[], title = '情况表'): Sheet {
  return sheetOf([
    [title],
    ['单位名称:甲'],
    ['指标名称', '计量单位', '代码', '本年'],
    ...codes.map((code, index): readonly Written[] => {
      const field = edition.field(table, code);
      return [field?.name.zh ?? '', field?.unit ?? '—', code, index + 1];
    }),
  ]);
}

describe('which return a form is of', () => {
  it('is told by the words beside its codes, which every return has', () => {
    const codes = '06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 27 32'.split(' ');
    for (const table of ['JC102', 'JC106', 'JC107', 'ZH201', 'ZH202', 'JC110']) {
      const own = codes.filter((code) => edition.field(table, code)?.type === 'number');
      const file = stage(form(table, own));
      expect(asked(file), table).toEqual([]);
      expect(
        file.filings.map((filing) => filing.return),
        table,
      ).toEqual([table]);
      expect(Object.keys(valuesOf(file)).sort(), table).toEqual(own);
    }
  });

  it('is told of a section alone, by its words, and never by codes that mean another thing', () => {
    const section = ['04', '05', '06', '07', '08', '09', '42', '43'];
    expect(returnsOf(form('ZH201', section))).toEqual(['ZH201']);
    const unknown = sheetOf([
      ['单位名称:甲'],
      ['指标名称', '代码', '本年'],
      ...Array.from({ length: 30 }, (_, index): readonly Written[] => [
        `自设指标${index}`,
        String(index + 10),
        index,
      ]),
    ]);
    expect(stage(unknown).tables).toEqual([]);
  });

  it('stays so where a row was added that another return has', () => {
    const codes = ['01', '02', '04', '06', '07', '08', '09', '14', '15', '19'];
    const sheet = form('JC110', codes);
    const more = sheetOf([['x']]).rows.flatMap((row) => row.cells);
    expect(more).toHaveLength(1);
    const added = sheetOf([
      ['情况表'],
      ['单位名称:甲'],
      ['指标名称', '计量单位', '代码', '本年'],
      ...codes.map((code): readonly Written[] => [edition.field('JC110', code)?.name.zh ?? '', '—', code, 1]),
      ['本所自设项目', '项', '44', 5],
      ['本所另设项目', '项', '45', 6],
    ]);
    expect(returnsOf(sheet)).toEqual(['JC110']);
    expect(returnsOf(added)).toEqual(['JC110']);
  });
});

describe('which return a list is of', () => {
  const bases = (title: string): Sheet =>
    sheetOf([
      [title],
      ['单位:千元'],
      [
        '单位名称',
        '基地名称',
        '基地企业总数',
        '基地工业总产值',
        '工业总产值',
        '新产品产值',
        '营业收入',
        '利润',
      ],
      ['甲管委会', '医药产业基地', 12, 1000, 1, 2, 3, 4],
    ]);

  it('is told by its items', () => {
    const list = sheetOf([
      ['单位:千元'],
      ['单位名称', '基地名称', '基地企业总数', '基地工业总产值', '基地营业收入'],
      ['甲管委会', '医药产业基地', 12, 1000, 900],
    ]);
    const file = stage(list);
    expect(asked(file)).toEqual([]);
    expect(file.filings.map((filing) => [filing.return, filing.identity.name])).toEqual([
      ['JC106', '甲管委会'],
    ]);
    expect(valuesOf(file)).toEqual({ '01': '医药产业基地', '06': 12, '10': 1000, '13': 900 });
  });

  it('is told by a title that names one, whatever else the columns look like', () => {
    for (const title of ['特色产业基地、品牌基地情况', '2015年JC106', '表号:吉创J106表'])
      expect(returnsOf(bases(title)), title).toEqual(['JC106']);
    const sheet = { ...bases('2015年'), name: 'JC106' };
    expect(returnsOf(sheet)).toEqual(['JC106']);
  });

  it('is asked where the title names a return that it is not', () => {
    const sheet = sheetOf([
      ['特色产业基地、品牌基地情况'],
      ['单位:千元'],
      ['单位名称', '工业总产值', '新产品产值', '营业收入'],
      ['甲厂', 1000, 300, 900],
    ]);
    const file = stage(sheet);
    expect(file.questions.map(({ kind }) => kind)).toEqual(['return-unclear']);
    const [question] = file.questions;
    if (question === undefined) throw new Error('nothing asked');
    expect(questionText(question, 'zh')).toBe(
      '标题写的是“JC106 特色产业基地、品牌基地情况”,指标却是另一种报表的。按哪一种导入?',
    );
    expect(question.choices.map((choice) => choiceText(choice, question, 'zh'))).toEqual([
      'JC102 工业企业产品创新情况',
      '不导入',
    ]);
    expect(returnsOf(sheet, { [question.id]: 'return:JC102' })).toEqual(['JC102']);
    expect(returnsOf(sheet, { [question.id]: 'skip' })).toEqual([]);
  });

  it('is asked where two returns have all of its items', () => {
    const sheet = sheetOf([
      ['单位:千元'],
      ['单位名称', 'Revenue', 'R&D expenditure', 'Persons employed at year end'],
      ['甲', 900, 30, 50],
    ]);
    const file = stage(sheet);
    expect(file.questions.map(({ kind }) => kind)).toEqual(['return-unclear']);
    expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual([
      'return:JC102',
      'return:JC106',
      'skip',
    ]);
    const id = file.questions[0]?.id ?? '';
    expect(valuesOf(stage(sheet, { [id]: 'return:JC102' }))).toEqual({ '05': 900, '12': 30, '09': 50 });
    expect(valuesOf(stage(sheet, { [id]: 'return:JC106' }))).toEqual({ '13': 900, '16': 30, '09': 50 });
  });

  it('is never in doubt by the Chinese names of fixed tables', () => {
    const names = [...edition.tables()]
      .filter(({ kind }) => kind === 'fixed')
      .flatMap((table) =>
        [...edition.fields(table.code).values()].flatMap((field) =>
          [field.name.zh, ...field.aliases].map((name) => [name.replace(/^其中:/u, ''), table.code] as const),
        ),
      );
    const tables = new Map<string, Set<string>>();
    for (const [name, table] of names) tables.set(name, (tables.get(name) ?? new Set()).add(table));
    expect([...tables].filter(([, codes]) => codes.size > 1).map(([name]) => name)).toEqual([]);
  });
});
