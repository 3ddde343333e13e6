import { expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const above = [
  ['2015年', '单位:千元'],
  ['填报单位:长春甲厂'],
  ['指标名称', '本年'],
  ['工业总产值', 1000],
  ['营业收入', 950],
  ['利润总额', 5],
  ['专利申请数', 10],
];

const form = (...rows: readonly (readonly Written[])[]) => stage(sheetOf([...above, ...rows]));

it.each([
  ['专利授权数', '其中:发明专利', '25'],
  ['专利授权数', '发明专利', '25'],
  ['有效发明专利', '其中:发明专利', '25'],
  ['设备购置费', '其中:进口', '23'],
  ['职工人数', '其中:博士和硕士', '20'],
])('a part below %s may be a part of that: %s', (whole, part, code) => {
  const file = form([whole, 8], [part, 3]);
  expect(asked(file)).toEqual(['A9 column-unclear']);
  expect(file.questions[0]?.details).toEqual({ header: part });
  expect(file.questions[0]?.choices.map((choice) => choice.code)).toEqual([`field:${code}`, 'skip']);
  expect(valuesOf(file)).not.toHaveProperty(code);
});

it('a part is read below its own whole, beside its other parts, and where no whole is above it', () => {
  const file = form(
    ['其中:发明专利', 3],
    ['仪器和设备原价', 70],
    ['其中:国产', 60],
    ['其中:进口', 7],
    ['新产品销售收入', 300],
    ['其中:新产品出口', 30],
    ['工业增加值', 400],
    ['新产品产值', 310],
  );
  expect(asked(file)).toEqual([]);
  expect(said(file)).toEqual(['A10 column-unknown', 'A14 column-unknown']);
  expect(valuesOf(file)).toMatchObject({ '25': 3, '23': 7, '06': 300, '07': 30, '02': 310 });
});

it('a part with its code is read wherever it stands', () => {
  const coded = [
    ['2015年', '单位:千元'],
    ['指标名称', '代码', '本年'],
    ['专利申请数', '24', 10],
    ['专利授权数', null, 8],
    ['其中:发明专利', '25', 3],
  ];
  const file = stage(sheetOf(coded));
  expect(asked(file)).toEqual([]);
  expect(valuesOf(file)).toEqual({ '24': 10, '25': 3 });
});
