import { describe, expect, it } from 'vitest';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const head = ['平台名称', '平台类型', '级别', '依托单位', '批准时间', '固定人员'];
const row = (name: string, host: string | null): readonly Written[] => [name, '11', '2', host, '2014-05', 9];

const hosts = (
  above: readonly (readonly Written[])[],
  rows: readonly (readonly Written[])[],
  merges = ['J1:K1'],
) => {
  const file = stage(sheetOf([...above, head, ...rows], { merges }));
  return { asked: asked(file), of: file.filings.map(({ identity }) => identity) };
};

describe('a register that only its hosts say the units of', () => {
  it('is of them, by name or by code', () => {
    const rows = [row('甲实验室', '长春甲有限公司'), row('乙实验室', '9122 0221702345679w')];
    expect(hosts([['单位:千元']], rows)).toEqual({
      asked: [],
      of: [{ name: '长春甲有限公司' }, { creditCode: '91220221702345679W' }],
    });
  });

  it('is of them in each row of a merged cell, and of nobody outside the directory', () => {
    const rows = [row('甲实验室', '长春甲有限公司'), row('乙实验室', null), row('丙实验室', '外部:某大学')];
    expect(hosts([['单位:千元']], rows, ['D3:D4']).of).toEqual([
      { name: '长春甲有限公司' },
      { name: '长春甲有限公司' },
      {},
    ]);
  });

  it('is theirs where a name above them is that of who gathered the rows, not where it is of one', () => {
    const [one, other] = [row('甲实验室', '长春甲有限公司'), row('乙实验室', '永吉乙有限公司')];
    const bureau = [['填报单位:农安县科技局'], ['单位:千元']];
    expect(hosts(bureau, [one, other]).of).toEqual([{ name: '长春甲有限公司' }, { name: '永吉乙有限公司' }]);
    expect(hosts(bureau, [one]).of).toEqual([{ name: '农安县科技局' }]);
  });
});

it.each(['同上', '〃'])('a text that points to the one above is asked about: %s', (mark) => {
  const file = stage(
    sheetOf([['单位:千元'], head, row('甲实验室', '长春甲有限公司'), row('乙实验室', mark)]),
  );
  expect(asked(file)).toEqual(['D4 same-as']);
  expect(valuesOf(file, file.filings[1])).toMatchObject({ '04': '?same-as' });
});
