import { expect, test } from 'vitest';
import type { Output } from '#shared/contract/contract.ts';
import { suspectText } from '#shared/texts/suspects.ts';

type Form = Output<'findings.suspects'>['forms'][number];
type Cell = Form['sets'][number]['cells'][number];

const cell = (code: string, more: Partial<Cell>): Cell => ({
  key: code,
  code,
  column: '本年',
  name: { zh: `其中:甲${code}`, en: `of which: item ${code}` },
  unit: '千元',
  decimals: 0,
  current: 1200,
  value: null,
  low: null,
  high: null,
  ...more,
});
const form = (sets: Form['sets'], outcome: Form['outcome'] = 'found'): Form => ({
  unit: 'u',
  unitName: '甲厂',
  return: 'JC102',
  record: '',
  rules: ['a', 'b'].map((id) => ({ id, sentence: { zh: `${id}。`, en: `${id}.` } })),
  outcome,
  sets,
  more: 2,
});

test('one cell with the only value that meets the rules, and what stands against it', () => {
  const text = suspectText(
    form([{ cells: [cell('06', { value: 1100, low: 1100, high: 1100 })], fits: false }]),
    'zh',
  );
  expect(text.title).toBe('2 条审核关系不成立,可能只错在一格。先核实:');
  expect(text.sets).toEqual([
    {
      cells: [{ key: '06', text: '06 甲06 1,200 千元,其余属实则应为 1,100 千元' }],
      remark: '(照此改会与别的审核关系冲突,请整表核对)',
    },
  ]);
  expect(text.more).toBe('另有 2 种可能。');
});

test('a range where several values would do, and sets of different sizes', () => {
  const sets = [
    { cells: [cell('12', { low: 165 })], fits: null },
    { cells: [cell('13', { low: 0, high: 1 }), cell('14', { high: 1, column: '上年' })], fits: null },
  ];
  const text = suspectText(form(sets), 'zh');
  expect(text.title).toBe('2 条审核关系不成立,可能只错在一至两格。先核实其中之一:');
  expect(text.sets.flatMap(({ cells }) => cells.map((item) => item.text))).toEqual([
    '12 甲12 1,200 千元,其余属实则应不小于 165 千元',
    '13 甲13 1,200 千元,其余属实则应在 0 千元 至 1 千元 之间',
    '14 甲14(上年栏) 1,200 千元,其余属实则应不大于 1 千元',
  ]);
  expect(suspectText(form(sets), 'en').title).toBe(
    '2 checks fail; 1 to 2 cells may be the cause. Verify first one of these:',
  );
});

test('what is not determined is said, not guessed', () => {
  expect(suspectText(form([], 'undetermined'), 'zh').title).toBe(
    '2 条审核关系不成立,不是一两格能解释的,请整表核对。',
  );
});
