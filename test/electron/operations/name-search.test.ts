import { beforeAll, expect, test } from 'vitest';
import { meansUnit, prepareSearch } from '#electron/operations/name-search.ts';

const unit = { name: '农安县长河玉米科技(集团)有限公司', codes: ['91220122MA0107402F', 'MA0107402'] };

beforeAll(() => prepareSearch('nax'));

test.each([
  '',
  '  ',
  '长河',
  '玉米科技',
  '91220122',
  '07402f',
  'MA0107402',
  'nax',
  'NAX',
  'chym',
  'zhym',
  'yxgs',
])('“%s” means the unit', (typed) => expect(meansUnit(typed, unit)).toBe(true));

test.each(['常河', '91220123', 'hcym', 'chkj', 'nax1', 'gsa'])('“%s” does not', (typed) =>
  expect(meansUnit(typed, unit)).toBe(false),
);

test('letters and digits of a name are their own first letters', () => {
  expect(meansUnit('abkj', { name: '北方AB科技', codes: [] })).toBe(true);
});
