import { describe, expect, it } from 'vitest';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const header = ['单位名称', '工业总产值', '新产品产值', '从业人员'];
const gap: readonly Written[] = [null];
const two = sheetOf([
  ['填报说明', null, null, null, null, null, '单位:千元'],
  ['序号', ...header, null, '序号', ...header],
  [1, '甲厂', 1000, 300, 50, null, 3, '丙厂', 3000, 900, 70],
  [2, '乙厂', 2000, '约600', 60, null, 4, '丁厂', 4000, '约80', 80],
]);

function fail(): never {
  throw new Error('nothing is assumed');
}

describe('tables side by side', () => {
  const id = 'x:表/table-twice/JC102';

  it('of other units are all taken, can be taken by their first cells, and are never mixed', () => {
    const file = stage(two);
    expect(asked(file)).toEqual(['D4 approximate', 'J4 approximate']);
    const [{ question, choice } = fail()] = file.assumed;
    expect([question.id, choice.code]).toEqual([id, 'both']);
    expect(question.choices.map(({ code }) => code)).toEqual(['sheet:表!A2', 'sheet:表!G2', 'both']);
    expect(file.filings.map((filing) => [filing.id, filing.identity.name])).toEqual([
      ['表!3', '甲厂'],
      ['表!4', '乙厂'],
      ['表!G3', '丙厂'],
      ['表!G4', '丁厂'],
    ]);
    const right = stage(two, { [id]: 'sheet:表!G2' });
    expect(right.filings.map((filing) => valuesOf(right, filing)['01'])).toEqual([3000, 4000]);
  });

  it('have questions of their own, and the line above that is for both', () => {
    const both = stage(two, { [id]: 'both' });
    expect(asked(both)).toEqual(['D4 approximate', 'J4 approximate']);
    expect(new Set(both.questions.map((question) => question.id)).size).toBe(2);
    expect(both.tables.map(({ part }) => part)).toEqual([undefined, 'G']);
  });

  it('without a unit are asked about it each', () => {
    const { questions } = stage(
      sheetOf([
        [...header, ...gap, ...header],
        ['甲厂', 1, 2, 3, null, '丙厂', 4, 5, 6],
      ]),
      { 'x:表/table-twice/JC102': 'both' },
    );
    expect(questions.map((question) => question.id)).toEqual(['x:表!1/table-unit', 'x:表!F:1/table-unit']);
  });

  it('may have others below them', () => {
    const file = stage(
      sheetOf([
        ['单位:千元', null, null, null, null, '单位:万元'],
        [...header, ...gap, ...header],
        ['甲厂', 1, 2, 3, null, '丙厂', 4, 5, 6],
        [null, null, null, null, null, ...header.toReversed()],
        [null, null, null, null, null, 9, 8, 7, '丁厂'],
      ]),
      { 'x:表/table-twice/JC102': 'both' },
    );
    expect(file.filings.map((filing) => [filing.identity.name, valuesOf(file, filing)])).toEqual([
      ['甲厂', { '01': 1, '02': 2, '09': 3 }],
      ['丙厂', { '01': 40, '02': 50, '09': 6 }],
      ['丁厂', { '01': '?table-unit', '02': '?table-unit', '09': 9 }],
    ]);
  });
});

describe('forms side by side', () => {
  const items = ['工业总产值', '新产品产值', '从业人员'];
  const codes = ['01', '02', '09'];
  const beside = (
    above: readonly (readonly Written[])[],
    second = codes,
    between: readonly Written[] = gap,
  ) =>
    sheetOf([
      ...above,
      ['指标名称', '代码', '本年', ...between, '指标名称', '代码', '本年'],
      ...items.map((item, at): readonly Written[] => [
        item,
        codes[at] ?? '',
        [100, 30, 5][at] ?? 0,
        ...between,
        item,
        second[at] ?? '',
        [7, 3, 1][at] ?? 0,
      ]),
    ]);
  const named = (first: string, second: string | null, between: readonly Written[] = gap) => [
    [first, null, null, ...between, second],
    ['单位:千元'],
  ];

  it('are each of the unit that stands above it', () => {
    for (const between of [gap, []]) {
      const file = stage(beside(named('单位名称:甲厂', '单位名称:乙厂', between), codes, between));
      expect(file.filings.map((filing) => [filing.identity.name, valuesOf(file, filing)])).toEqual([
        ['甲厂', { '01': 100, '02': 30, '09': 5 }],
        ['乙厂', { '01': 7, '02': 3, '09': 1 }],
      ]);
      expect(asked(file)).toEqual([]);
    }
  });

  it('may each have a unit of measure of its own', () => {
    const file = stage(
      beside([
        ['单位名称:甲厂', null, null, null, '单位名称:乙厂'],
        ['单位:千元', null, null, null, '单位:万元'],
      ]),
    );
    expect(file.filings.map((filing) => valuesOf(file, filing)['01'])).toEqual([100, 70]);
  });

  it('of one unit, or of which nobody says whose the second is, are asked about item by item', () => {
    for (const second of [null, '单位名称:甲厂']) {
      const file = stage(beside(named('单位名称:甲厂', second)));
      expect(file.filings.map(({ identity }) => identity.name)).toEqual(['甲厂']);
      expect(asked(file)).toEqual(['F4 column-unclear', 'F5 column-unclear', 'F6 column-unclear']);
    }
  });
});
