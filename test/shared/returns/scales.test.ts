import { expect, test } from 'vitest';
import type { Edition } from '#shared/returns/definition.ts';
import { scaleChanges } from '#shared/returns/scales.ts';
import { madeUpEdition } from '#test/fixtures/made-up-edition.ts';

function withUnit(unit: string | undefined): Edition {
  const edition = madeUpEdition();
  const field = edition.returns[0]?.tables[0]?.sections[0]?.fields[0];
  if (field === undefined) throw new Error('no field');
  if (unit === undefined) delete field.unit;
  else field.unit = unit;
  return edition;
}

const changed = (was: string | undefined, now: string | undefined): boolean =>
  scaleChanges(withUnit(was), withUnit(now)).length > 0;

test('a number means another amount in another unit of money, time or land, and in a count for money', () => {
  expect(scaleChanges(withUnit('千元'), withUnit('万元'))).toEqual([
    { table: 'JC301', field: '01', was: '千元', now: '万元' },
  ]);
  expect([
    changed('元', '千元'),
    changed('小时', '天'),
    changed('平方米', '公顷'),
    changed('千元', '户'),
  ]).toEqual([true, true, true, true]);
});

test('it does not where the unit is the same, is called otherwise, or was not said', () => {
  expect([
    changed('千元', '千元'),
    changed('个', '家'),
    changed('%', '百分点'),
    changed('千元', undefined),
  ]).toEqual([false, false, false, false]);
});

test('a field or table that only one of them has is no change', () => {
  const without = madeUpEdition();
  without.returns.shift();
  expect(scaleChanges(withUnit('千元'), without)).toEqual([]);
  expect(scaleChanges(without, withUnit('万元'))).toEqual([]);
});
