import { expect, it } from 'vitest';
import { asked, sheetOf, stage, type Written } from '#test/fixtures/grid.ts';

const items = [
  ['工业总产值', '01', 1000],
  ['营业收入', '05', 950],
  ['利润总额', '08', 5],
] as const;

/** A form below some lines, with others below it. */
const form = (
  lines: readonly (readonly Written[])[],
  below: readonly (readonly Written[])[] = [],
  name = '表',
) =>
  stage(
    sheetOf(
      [...lines, ['填报单位:长春甲厂', null, '单位:千元'], ['指标名称', '代码', '本年'], ...items, ...below],
      {
        name,
      },
    ),
  );

it.each([
  ['2014年产品创新情况', '填报日期:2015年3月1日'],
  ['2014年产品创新情况', '2015年3月1日'],
  ['2014年产品创新情况', '有效期至:2015年12月'],
  ['2014年产品创新情况', '有效期至', '2015年12月'],
  ['2014年产品创新情况', '报出日期', '2015/3/1'],
  ['二〇一四年产品创新情况'],
  ['二○一四年度产品创新情况'],
  ['14年度产品创新情况'],
  ['产品创新情况(2014.1-12)'],
  ['产品创新情况(2014)'],
  ['截至2014年12月31日'],
])('what the lines above say of last year is asked about: %s %s %s', (...line) => {
  const file = form([line]);
  expect(asked(file)).toEqual(['- other-year']);
  expect(file.questions[0]?.details).toEqual({ found: '2014', expected: '2015' });
});

it.each([
  ['填报日期:2016年1月20日'],
  ['填报日期:2016年1月'],
  ['填报日期', '2016年1月20日'],
  ['填表时间:2016-01-20'],
  ['2016年1月20日'],
  ['2016年  月  日'],
  ['有效期至:2017年6月'],
  ['2015年产品创新情况', '2016.1.20'],
  ['二〇一五年产品创新情况'],
  ['15年产品创新情况'],
  ['10年期贷款企业产品创新情况'],
  ['截至2015年12月31日'],
])('the day of filling in, and how long a form is valid, are no other year: %s %s', (...line) => {
  expect(asked(form([line]))).toEqual([]);
});

it.each(['上年', '去年数', '14年', 'JC102-2014年', 'JC102(2014)'])(
  'a tab called %s is of last year',
  (name) => {
    const [question] = form([], [], name).questions;
    expect([question?.kind, question?.details]).toEqual(['other-year', { found: '2014', expected: '2015' }]);
    expect(asked(form([['2015年']], [], name))).toEqual([]);
  },
);

it('a form that was filled in before the end of the year is no form of all of it', () => {
  const day = '报出日期:2015年2月3日';
  const [question] = form([], [['单位负责人:张三', day]]).questions;
  expect(question).toMatchObject({ kind: 'other-year', details: { period: day, expected: '2015' } });
  expect(asked(form([['报出日期', '2015-02-03']]))).toEqual(['- other-year']);
  for (const other of ['报出日期:2016年2月3日', '报出日期:2015年12月31日', '营业执照至2015年2月3日'])
    expect([other, asked(form([], [['单位负责人:张三', other]]))]).toEqual([other, []]);
  // The title says which year it is of.
  expect(asked(form([['2015年产品创新情况']], [['单位负责人:张三', day]]))).toEqual([]);
});
