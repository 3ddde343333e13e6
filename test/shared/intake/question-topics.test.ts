import { expect, it } from 'vitest';
import { topicsOf } from '#shared/intake/question-topics.ts';
import { topicsText } from '#shared/texts/question-topics.ts';

it('says what questions are about with how many there are of each, the unit before its figures', () => {
  const topics = topicsOf([
    { kind: 'replaces' },
    { kind: 'approximate' },
    { kind: 'unit-unknown' },
    { kind: 'error-value' },
  ]);
  expect(topicsText(topics, 'zh')).toBe('哪家单位 1、数值 2、用哪一份 1');
  expect(topicsText(topics, 'en')).toBe('whose 1, figures 2, which version 1');
  expect(topicsText(topicsOf([]), 'zh')).toBe('');
});
