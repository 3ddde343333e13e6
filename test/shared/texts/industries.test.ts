import { expect, test } from 'vitest';
import table2011 from '#shared/codes/tables/gbt4754-2011.json' with { type: 'json' };
import table2017 from '#shared/codes/tables/gbt4754-2017.json' with { type: 'json' };
import { industryName } from '#shared/texts/industries.ts';

test.each([
  ['2011', table2011],
  ['2017', table2017],
])('every division of GB/T 4754-%s has an English name of its own', (_, { items }) => {
  const divisions = items.filter(([code = '']) => code.length === 2).map(([, name = '']) => name);
  const english = divisions.map((name) => industryName(name, 'en'));
  expect(english.filter((name) => /[\u4e00-\u9fff]/u.test(name))).toEqual([]);
  expect(new Set(english).size).toBe(divisions.length);
  expect(industryName('汽车制造业', 'zh')).toBe('汽车制造业');
});
