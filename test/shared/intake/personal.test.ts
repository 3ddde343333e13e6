import { expect, it } from 'vitest';
import { said, sheetOf, stage, valuesOf } from '#test/fixtures/grid.ts';

/** Of digits alone, with the check character of an identity card's number. */
const code = '122201198501011238';

it('the number of an identity card is covered in a text, but a code of a unit is never taken for one', () => {
  const head = ['统一社会信用代码', '单位详细名称', '开业时间', '企业规模', '法定代表人'];
  const file = stage(sheetOf([head, [code, '甲厂', '2015.12', '大型', `张三${code}`]]));
  expect(file.filings[0]?.identity.creditCode).toBe(code);
  expect(valuesOf(file)).toMatchObject({ '01': code, '13': '张三**************1238' });
  expect(file.filings[0]?.cells.find(({ key }) => key === '01')?.raw).toBe(code);
  expect(said(file).filter((notice) => notice.includes('personal'))).toEqual(['E2 personal-data']);
});
