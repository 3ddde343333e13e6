import { expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { sourceOf } from '#shared/tally/notation.ts';
import { formNumber, formulaText } from '#shared/texts/formula.ts';

const chinese = /[\u4e00-\u9fff]/u;

test('every formula of the edition reads as English, and stays in Chinese as it is noted', () => {
  const sources = new Map(loadedEdition().edition.indicators.map((item) => [item.code, sourceOf(item)]));
  const left = [...sources.values()].filter((source) => chinese.test(formulaText(source, 'en')));
  expect(left).toEqual([]);
  expect(formulaText(sources.get('I001') ?? '', 'en')).toBe(
    'ΣJC102.02(JC101.10=yes) / ΣJC102.01(JC101.10=yes) × 100',
  );
  expect(formulaText(sources.get('I013') ?? '', 'en')).toBe('count(JC103 where 02="42" and 03∈{"1","2"})');
  expect(formulaText(sources.get('I013') ?? '', 'zh')).toBe(sources.get('I013'));
});

test('what is divided by a sum stands in brackets', () => {
  const share = loadedEdition().edition.indicators.find(({ code }) => code === 'I063.3');
  expect(share === undefined ? '' : sourceOf(share)).toBe('ΣZH202.16 / (ΣZH202.16 + ΣZH202.24) × 100');
});

test('the number of a form of another office stays as it is', () => {
  expect(formNumber('吉创Z301表', 'en')).toBe('Jichuang Z301');
  expect(formNumber('吉创Z301表', 'zh')).toBe('吉创Z301表');
  expect(formNumber('长统J1表', 'en')).toBe('长统J1表');
});
