import { describe, expect, it } from 'vitest';
import { lastFourOf, personalIn, withoutResidentIds } from '#shared/values/personal.ts';

const own = '22012219800101123X';

describe('the number of an identity card', () => {
  it.each([
    [own, '**************123X'],
    [own.toLowerCase(), '**************123x'],
    [`张三(${own})`, '张三(**************123X)'],
    ['２２０１２２１９８００１０１１２３X', '**************123X'],
  ])('in %s is covered but for its last four', (text, covered) => {
    expect(withoutResidentIds(text)).toBe(covered);
    expect(personalIn(text)).toBe('resident-id');
  });

  it.each([
    '220122198001011230',
    '220122198013011233',
    '91220101MA0Y12340Q',
    `1${own}`,
    '第12（三）号',
    '138',
  ])('is not %s', (text) => {
    expect(withoutResidentIds(text)).toBe(text);
  });

  it('is kept by its last four where it is all of a text', () => {
    expect(lastFourOf(withoutResidentIds(own))).toBe('123X');
    expect(lastFourOf(withoutResidentIds(`张三${own}`))).toBeNull();
  });
});

it('a mobile telephone is known by its eleven digits', () => {
  expect(
    ['138 0431 2345', '+86 13804312345', '０１３８０４３１２３４５', '0431-8888888'].map(personalIn),
  ).toEqual(['mobile', 'mobile', null, null]);
});
