import { describe, expect, it } from 'vitest';
import type { Sheet } from '#shared/intake/grid.ts';
import type { Question, StagedFile } from '#shared/intake/staged.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const unit = ['91220101MA0Y12340Q', '长春甲有限公司'] as const;
const other = ['91220221702345679W', '永吉乙有限公司'] as const;
const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'] as const;
const row = [...unit, 100, 30, 50] as const;

it('the unit of money is what a note below says, however it says so', () => {
  for (const note of [
    '注:本表金额单位:万元',
    '备注:上表单位为万元',
    '本表以万元为单位',
    '说明:以上产值按万元填列,保留一位小数。',
    '注:以上产值均为万元。',
  ]) {
    const file = stage(sheetOf([['2015年'], head, row, [note]]));
    expect([note, asked(file), valuesOf(file)]).toEqual([note, [], { '01': 1000, '02': 300, '09': 50 }]);
    const against = stage(sheetOf([['2015年', null, '单位:千元'], head, row, [note]]));
    expect([note, asked(against)]).toEqual([note, ['- table-unit']]);
  }
});

describe('a line of a unit among the rows', () => {
  const third = ['912205811239900160', '白城丙有限公司', 7, 5, 9] as const;
  const values = (file: StagedFile) => file.filings.map((filing) => valuesOf(file, filing)['01']);
  const turned = (line: string, ...above: readonly string[]) =>
    sheetOf([above, head, row, [line], [...other, 200, 40, 60], third]);

  it('that says that it is of what follows is taken for the rows below, said, and open to another answer', () => {
    for (const line of ['以下单位:万元', '以下各行均按万元计', '以下金额单位为万元']) {
      const file = stage(turned(line, '单位:千元'));
      expect([line, asked(file), values(file)]).toEqual([line, [], [100, 2000, 70]]);
      expect(said(file)).toContain('A4 unit-below');
      const [assumed] = file.assumed;
      const again = stage(turned(line, '单位:千元'), { [assumed?.question.id ?? '']: 'unit:千元' });
      expect([asked(again), again.assumed, values(again)]).toEqual([[], [], [100, 200, 7]]);
    }
    const more = Array.from({ length: 40 }, (_, at) => [null, `第${at}厂有限公司`, 200, 40, 60]);
    const long = stage(sheetOf([['单位:千元'], head, row, ['以下单位:万元'], ...more]));
    expect([asked(long), new Set(values(long).slice(1))]).toEqual([[], new Set([2000])]);
  });

  it('leaves it open in which of the units a total below is', () => {
    const total = (...figures: readonly number[]): string[] => {
      const rows = [['单位:千元'], head, row, ['以下单位:万元'], [...other, 200, 40, 60], third];
      return said(stage(sheetOf([...rows, ['合计', null, ...figures]]))).filter((line) =>
        /differs/.test(line),
      );
    };
    expect(total(2170, 480, 119)).toEqual([]);
    expect(total(217, 48, 119)).toEqual([]);
    expect(total(307, 75, 119)).toEqual(['C7 total-differs', 'D7 total-differs']);
    expect(total(217, 48, 118)).toEqual(['E7 total-differs']);
  });

  it('is no word on the rows above, nor on those whose headers say another unit', () => {
    const bare = stage(turned('以下单位:万元', '2015年'));
    expect(asked(bare)).toEqual(['- table-unit']);
    expect(values(bare)).toEqual(['?table-unit', 2000, 70]);
    const heads = ['统一社会信用代码', '单位名称', '工业总产值(千元)', '新产品产值(千元)', '从业人员'];
    const own = stage(sheetOf([[null], heads, row, ['以下单位:万元'], third]));
    expect(values(own)).toEqual([100, '?table-unit']);
    expect(own.questions.map((question) => questionText(question, 'zh'))).toEqual([
      '表上几处写的金额单位不同(A4 万元、C2 千元、D2 千元),涉及第 5 行的金额,是哪一种?请向填报单位核实。',
    ]);
  });

  it('that does not say of which rows it is is asked about for those below, that of 以上 for those above', () => {
    const file = stage(turned('单位:万元', '单位:千元'));
    expect([asked(file), values(file)]).toEqual([['- table-unit'], [100, '?table-unit', '?table-unit']]);
    const [question] = file.questions;
    expect(questionText(question as Question, 'en')).toBe(
      'The table says more than one unit of money (A1 千元、A4 万元), for the amounts in rows 5–6. Which is it? Ask the sender.',
    );
    const answered = stage(turned('单位:万元', '单位:千元'), { [question?.id ?? '']: 'unit:万元' });
    expect(values(answered)).toEqual([100, 2000, 70]);
    expect(values(stage(turned('以上单位:万元', '2015年')))).toEqual([1000, '?table-unit', '?table-unit']);
    expect(values(stage(turned('单位:千元', '单位:千元')))).toEqual([100, 200, 7]);
  });

  it('in a row of figures is of that row alone, wherever it stands', () => {
    const heads = [...head, '备注'];
    const more = Array.from({ length: 40 }, (_, at) => [null, `第${at}厂有限公司`, 200, 40, 60]);
    const file = stage(sheetOf([['单位:千元'], heads, row, [...other, 9, 8, 7, '金额单位:元'], ...more]));
    expect([asked(file), values(file).slice(0, 3)]).toEqual([['- table-unit'], [100, '?table-unit', 200]]);
  });
});

describe('a second table of a sheet that says no unit itself', () => {
  const heads = ['统一社会信用代码', '单位名称', '营业收入', '利润总额', '从业人员'];
  const below = (between: readonly (readonly Written[])[], names: readonly string[] = heads) =>
    sheetOf([['单位:万元'], head, row, ...between, [], ['表二'], names, [...unit, 5, 6, 7]]);
  const second = (sheet: Sheet) => {
    const file = stage(sheet);
    return { asked: asked(file), said: said(file), values: valuesOf(file, file.filings.at(-1)) };
  };

  it('is in the one that is said above both', () => {
    const found = second(below([]));
    expect(found).toMatchObject({ asked: [], values: { '05': 50, '08': 60 } });
    expect(found.said).toContain('A1 unit-above');
    const file = stage(below([]));
    const again = stage(below([]), { [file.assumed[0]?.question.id ?? '']: 'unit:千元' });
    expect(valuesOf(again, again.filings[1])).toMatchObject({ '05': 5, '08': 6 });
  });

  it('is asked about where anything on the sheet says another', () => {
    expect(second(below([['注:以上单位为千元']])).asked).toEqual(['- table-unit', '- table-unit']);
    expect(second(below([['以下单位:千元'], [...other, 1, 2, 3]])).values).toMatchObject({
      '05': '?table-unit',
    });
    expect(
      second(below([], ['统一社会信用代码', '单位名称', '营业收入(元)', '利润总额', '从业人员'])).values,
    ).toMatchObject({ '08': '?table-unit' });
  });
});

it('the year of a sheet that says none itself is what its name says', () => {
  const named = (name: string, title: string | null, heads: readonly string[] = head) =>
    asked(stage(sheetOf([[title, null, null, '单位:千元'], heads, row], { name })));
  for (const name of ['2014', '2014年', '2014年创新'])
    expect([name, named(name, null)]).toEqual([name, ['- other-year']]);
  expect(named('2014年', '2015年企业创新情况表')).toEqual([]);
  const years = ['统一社会信用代码', '单位名称', '2015年工业总产值', '2015年新产品产值', '从业人员'];
  expect(named('2014年', null, years)).toEqual([]);
  for (const name of ['2015年', '201406', '表2014']) expect([name, named(name, null)]).toEqual([name, []]);
});

it('a title of a part of the year is asked about', () => {
  const titled = (title: string) => stage(sheetOf([[title, null, null, '单位:千元'], head, row]));
  for (const [title, period] of [
    ['2015年上半年产品创新情况', '上半年'],
    ['2015年1—9月产品创新情况', '1—9月'],
    ['2015年前三季度产品创新情况表', '前三季度'],
    ['2015年第四季度产品创新情况表', '四季度'],
    ['2015年一至三季度产品创新情况表', '一至三季度'],
    ['2015年11月产品创新情况表', '2015年11月'],
    ['2015年1-12月产品创新情况', null],
    ['2015年12月产品创新情况表', null],
    ['2015年1-4季度产品创新情况', null],
    ['2015年产品创新情况(2016年1月11日填)', null],
  ] as const) {
    const { questions } = titled(title);
    expect([title, questions.map(({ kind, details }) => [kind, details])]).toEqual([
      title,
      period === null ? [] : [['other-year', { period, expected: '2015' }]],
    ]);
  }
});

it.each(['6月', '2015年11月', '1-6月', '2015年计划', '预计'])('a tab called %s is asked about', (name) => {
  expect(asked(stage(sheetOf([['单位:千元'], head, row], { name })))).toEqual(['- other-year']);
  expect(asked(stage(sheetOf([['单位:千元'], head, row], { name: '计划科' })))).toEqual([]);
});

it.each(['单位:元/千元', '单位：万元、千元', '金额单位:万元(元)', '注:以上金额单位为元/千元'])(
  'a line that names two units of money, %s, says none',
  (line) => {
    const rows = [['2015年'], head, row];
    expect(asked(stage(sheetOf(/^注/.test(line) ? [...rows, [line]] : [[line], ...rows])))).toEqual([
      '- table-unit',
    ]);
  },
);

it('a title says the unit of money in brackets, against which a note is asked about', () => {
  const title = ['产品创新情况(千元)'];
  expect(valuesOf(stage(sheetOf([title, head, row])))).toEqual({ '01': 100, '02': 30, '09': 50 });
  const file = stage(sheetOf([title, head, row, ['备注:上表单位为万元']]));
  expect(asked(file)).toEqual(['- table-unit']);
});

it('units that differ on a form are one question, which names their cells and the rows they are about', () => {
  const sheet = sheetOf([
    ['单位详细名称:长春甲有限公司', null, null, '单位:千元'],
    ['指标名称', '计量单位', '代码', '本年', '上年'],
    ['工业总产值', null, '01', 1000, 900],
    ['新产品产值', '千元', '02', 300, 200],
    ['营业收入', '千元', '05', 990, 880],
    ['利润总额', '元', '08', 5000, 4000],
    ['出口交货值', '千元', '04', null, null],
    ['从业人员', '人', '09', 50, 51],
    ['注:本表金额单位为万元'],
  ]);
  const file = stage(sheet);
  expect(file.questions.map((question) => questionText(question, 'zh'))).toEqual([
    '表上几处写的金额单位不同(D1 千元、B4–B5 千元、B6 元、A9 万元),涉及第 3、4、5、6 行的金额,是哪一种?请向填报单位核实。',
  ]);
  expect(valuesOf(file)).toMatchObject({ '01': '?table-unit', '08': '?table-unit', '09': 50 });
  const answered = (answer: string) => valuesOf(stage(sheet, { 'x:表!2/table-unit': answer }));
  expect(answered('unit:万元')).toMatchObject({ '01': 10_000, '02': 3000, '08': 50_000 });
  expect(answered('as-said')).toMatchObject({ '01': 1000, '02': 300, '08': 5, '08.上年': 4 });
});

it('无 of an item that may stay empty is said once a column, or once a form, to be read as nothing', () => {
  const heads = [...head, '出口交货值', '机构人员'];
  const list = stage(
    sheetOf([['单位:千元'], heads, [...row, '无', '-'], [...other, 200, 40, 60, '没有', '无']]),
  );
  expect(list.notices.map((notice) => `${notice.cell ?? ''} ${noticeText(notice, 'zh')}`)).toEqual([
    'F3 04 其中:出口交货值:有 2 格写“无”(F3、F4),按没有数读取,不是 0。确实是 0 的,请在报表中改为 0。',
    'G4 19 机构人员合计:有 1 格写“无”(G4),按没有数读取,不是 0。确实是 0 的,请在报表中改为 0。',
  ]);
  expect(list.filings.map((filing) => valuesOf(list, filing)['04'])).toEqual([
    { blank: 'none' },
    { blank: 'none' },
  ]);
  const form = stage(
    sheetOf([
      ['单位详细名称:长春甲有限公司', null, null, '单位:千元'],
      ['指标名称', '计量单位', '代码', '本年', '上年'],
      ['工业总产值', '千元', '01', 1000, 900],
      ['出口交货值', '千元', '04', '无', '无'],
      ['机构人员', '人', '19', '暂无', null],
    ]),
  );
  expect(form.notices.map((notice) => noticeText(notice, 'en'))).toEqual([
    '3 cells say “无” (D4、E4、D5), read as no figure, not as 0. Where 0 is meant, correct it in the form.',
  ]);
});

describe('a line of a unit that no amount is in', () => {
  const heads = ['统一社会信用代码', '单位名称', '工业总产值(千元)', '新产品产值(千元)', '从业人员'];
  const sheet = sheetOf([['单位:万元'], heads, row]);

  it('is overruled by what the headers say, which is said, and open to another answer', () => {
    const file = stage(sheet);
    expect([asked(file), said(file), valuesOf(file)]).toMatchObject([
      [],
      ['A1 unit-of-header'],
      { '01': 100, '02': 30 },
    ]);
    const [assumed] = file.assumed;
    expect(assumed?.choice.code).toBe('as-said');
    const again = stage(sheet, { [assumed?.question.id ?? '']: 'unit:万元' });
    expect([again.assumed, valuesOf(again)]).toMatchObject([[], { '01': 1000, '02': 300 }]);
  });

  it('is that of the others where one header says its own', () => {
    const mixed = stage(sheetOf([['单位:万元'], [...heads.slice(0, 3), '新产品产值', '从业人员'], row]));
    expect([said(mixed), valuesOf(mixed)]).toMatchObject([['D3 unit-converted'], { '01': 100, '02': 300 }]);
  });

  it('of a form is not that of the rows below one merged unit', () => {
    const form = (merges: readonly string[]) =>
      stage(
        sheetOf(
          [
            ['单位详细名称:长春甲有限公司', null, null, '单位:千元'],
            ['指标名称', '计量单位', '代码', '本年'],
            ['工业总产值', '万元', '01', 100],
            ['新产品产值', null, '02', 30],
            ['利润总额', null, '08', 7],
            ['从业人员', '人', '09', 50],
          ],
          { merges },
        ),
      );
    expect(valuesOf(form(['B3:B5']))).toMatchObject({ '01': 1000, '02': 300, '08': 70, '09': 50 });
    expect(said(form(['B3:B5']))).toContain('D1 unit-of-header');
  });
});

describe('amounts that each say their unit', () => {
  const header = ['单位名称', '工业总产值', '新产品产值', '从业人员'];

  it('need no unit of the table, and take none', () => {
    const items = [...header, '出口交货值'];
    const sheet = sheetOf([
      items,
      ['甲厂', '1亿2500万元', '1.2千万', '236人', '0元'],
      ['乙厂', '35万元', '8千元', 5, '无'],
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(allValues(file)).toEqual([
      { '01': 125_000, '02': 12_000, '09': 236, '04': 0 },
      { '01': 350, '02': 8, '09': 5, '04': { blank: 'none' } },
    ]);
  });

  it('are asked about beside one that says none, and only that one', () => {
    const sheet = sheetOf([header, ['甲厂', '35万元', 120, 236]]);
    expect(asked(stage(sheet))).toEqual(['- table-unit']);
    expect(valuesOf(stage(sheet))).toEqual({ '01': 350, '02': '?table-unit', '09': 236 });
    expect(valuesOf(stage(sheet, { 'x:表!1/table-unit': 'unit:万元' }))).toEqual({
      '01': 350,
      '02': 1200,
      '09': 236,
    });
  });

  it('may stand in a form', () => {
    const form = sheetOf([
      ['单位名称:甲厂'],
      ['指标名称', '代码', '本年'],
      ['工业总产值', '01', '35万元'],
      ['新产品产值', '02', '￥2万元整'],
      ['从业人员', '09', '６名'],
    ]);
    expect([valuesOf(stage(form)), asked(stage(form))]).toEqual([{ '01': 350, '02': 20, '09': 6 }, []]);
  });
});
