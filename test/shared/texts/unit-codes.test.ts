import { expect, test } from 'vitest';
import { codeName } from '#shared/texts/unit-codes.ts';

test.each([
  ['91220122MA0100008Q', '统一社会信用代码'],
  ['75615002X', '组织机构代码'],
  ['220122', '行政区划代码'],
  ['L20160301080000000', '单位编号'],
])('%s is a %s', (code, name) => {
  expect(codeName(code, 'zh')).toBe(name);
});
