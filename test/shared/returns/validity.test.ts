import { expect, test } from 'vitest';
import { isExpired, lastValidDay, printedValidity } from '#shared/returns/validity.ts';

test.each([
  ['2016年6月', '2016-06-30'],
  ['2016年2月', '2016-02-29'],
  ['2016年6月15日', '2016-06-15'],
  ['２０１６年６月', '2016-06-30'],
  ['2016-06-15', '2016-06-15'],
  ['2016.6', '2016-06-30'],
  ['2016年13月', null],
  ['2016年2月30日', null],
  ['示范版,不作为法定报表', null],
])('有效期 %s ends on %s', (written, day) => {
  expect(lastValidDay(written)).toBe(day);
});

test('an edition is expired from the day after, and its printed 有效期 says so', () => {
  const edition = { header: { issuer: '', approval: '', validUntil: '2016年6月' } };
  expect(isExpired(edition, '2016-06-30T23:00:00.000Z')).toBe(false);
  expect(isExpired(edition, '2016-07-01T00:00:00.000Z')).toBe(true);
  expect(printedValidity(edition, '2016-06-30')).toBe('2016年6月');
  expect(printedValidity(edition, '2016-07-01')).toBe('2016年6月(已过有效期)');
});
