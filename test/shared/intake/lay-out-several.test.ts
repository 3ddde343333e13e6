import { describe, expect, it } from 'vitest';
import { said, sheetOf, stage } from '#test/fixtures/grid.ts';
import { a, b, faults, head, lay } from '#test/fixtures/laid.ts';

describe('several tables on a sheet', () => {
  const two = () =>
    sheetOf([
      ['单位:千元'],
      head,
      [...a, 100, 30, 50],
      ['另表'],
      ['单位:万元'],
      ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '利润'],
      [...b, 7, 8, 9],
      [...a, 5, 6, 7],
    ]);

  it('are each laid out under the row where they begin, and the others are found as before', () => {
    const found = stage(two());
    expect(found.tables.map(({ titleRows, headerRows }) => [titleRows, headerRows])).toEqual([
      [[0], [1]],
      [[3, 4], [5]],
    ]);
    const lower = stage(two(), lay('list:JC102;header:6;body:8', '4'));
    expect(faults(lower)).toEqual([]);
    expect(lower.tables.map(({ laid, bodyFrom }) => [laid?.id, bodyFrom])).toEqual([
      [undefined, 2],
      ['x:表!4/layout', 7],
    ]);
    expect(lower.filings.map(({ row }) => row)).toEqual([2, 7]);
    const upper = stage(two(), lay('list:JC102;header:2;body:3'));
    expect(upper.filings.map(({ row }) => row)).toEqual([2, 6, 7]);
    expect(upper.tables[1]).toEqual(found.tables[1]);
    const both = stage(two(), {
      ...lay('list:JC102;header:2;body:3'),
      ...lay('list:JC102;header:6;body:7', '4'),
    });
    expect(both.filings.map(({ row }) => row)).toEqual([2, 6]);
    expect(said(both)).toContain('A8 rows-left');
  });

  it('cannot swallow one another', () => {
    expect(faults(stage(two(), lay('list:JC102;header:2;body:3-8')))).toEqual(['header-as-body']);
  });

  it('side by side are laid out by their column', () => {
    const sheet = sheetOf([
      ['单位:千元'],
      [
        '单位名称',
        '工业总产值',
        '新产品产值',
        '从业人员',
        null,
        '单位名称',
        '工业总产值',
        '新产品产值',
        '从业人员',
      ],
      [a[1], 1, 2, 3, null, b[1], 4, 5, 6],
      ['丙厂', 7, 8, 9, null, '丁厂', 10, 11, 12],
    ]);
    expect(stage(sheet).tables.map(({ part }) => part)).toEqual([undefined, 'F']);
    const right = stage(sheet, lay('list:JC102;header:2;body:4', 'F:1'));
    expect(faults(right)).toEqual([]);
    expect(right.filings.map(({ identity }) => identity.name)).toEqual([a[1], '丙厂', '丁厂']);
    const left = stage(sheet, lay('list:JC102;header:2;body:3'));
    expect(left.filings.map(({ identity }) => identity.name)).toEqual([a[1], b[1], '丁厂']);
  });

  it('that import takes for one are two once the second is said to begin beside the first', () => {
    const sheet = sheetOf([
      ['单位:千元'],
      ['单位名称', '工业总产值', '新产品产值', '从业人员', '厂家', '产出'],
      [a[1], 1, 2, 3, b[1], 4],
    ]);
    const file = stage(sheet, lay('list:JC102;header:2;body:3;E=name;F=01', 'E:1'));
    expect(faults(file)).toEqual([]);
    expect(file.filings.map(({ identity, part }) => [part, identity.name])).toEqual([
      [undefined, a[1]],
      ['E', b[1]],
    ]);
  });
});

describe('what is remembered of a layout', () => {
  it('is what the clerk said of headers that name nothing, as an answer about them; never rows, never a header overruled', () => {
    const sheet = sheetOf([
      ['单位:千元'],
      ['统一社会信用代码', '单位名称', '产出', '新产品产值(含税)', '利润', '从业人员'],
      [...a, 100, 30, 5, 50],
    ]);
    const file = stage(sheet, lay('list:JC102;header:2;body:3;C=01;D=02;E=09;F=skip'));
    expect(file.settled.map(({ question, choice }) => [question.kind, question.cell, choice.code])).toEqual([
      ['column-unclear', 'C2', 'field:01'],
      ['column-unclear', 'D2', 'field:02'],
    ]);
    const found = stage(sheet);
    const ground = found.questions.find(({ cell }) => cell === 'D2')?.ground;
    expect(file.settled[1]?.question.ground).toBe(ground);
  });
});
