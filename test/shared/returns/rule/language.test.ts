import { describe, expect, it } from 'vitest';
import { parseRule } from '#shared/returns/rule/parser.ts';
import { printRule } from '#shared/returns/rule/printer.ts';
import { officialRules } from './official-rules.ts';

/** Trees without positions, which printing does not keep. */
function shapeOf(rule: unknown): unknown {
  return JSON.parse(JSON.stringify(rule, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

describe('the rule language', () => {
  it.each(officialRules.map((rule) => [rule]))('prints back %s', (rule) => {
    const parsed = parseRule(rule);
    expect(printRule(parsed)).toBe(rule);
    expect(shapeOf(parseRule(printRule(parsed)))).toEqual(shapeOf(parsed));
  });

  it('reads what is typed on a keyboard and prints the field’s own signs', () => {
    expect(printRule(parseRule('01>=02+03 and not 04<>05'))).toBe('01≥02+03 且 非 04≠05');
    expect(printRule(parseRule('若 12＞0，则 10＞0'))).toBe('若 12>0 则 10>0');
    expect(printRule(parseRule('若 12≠"1" 则 JC102.01=0'), 'official')).toBe('若12≠1,则JC102.01=0');
  });

  it('takes a bare two-digit token for a field, and 10.0 for the number', () => {
    expect(shapeOf(parseRule('x≈10.0×x.上年 ±2%'))).toMatchObject({
      right: { left: { kind: 'number', digits: '10.0' } },
    });
    expect(shapeOf(parseRule('10≤09'))).toMatchObject({ left: { kind: 'reference', name: '10' } });
  });

  it.each([
    ['01≥', 4],
    ['12=1 且', 7],
    ['若 01>0', 7],
    ['01≈02', 6],
    ['计数(JC104 其中', 12],
    ['12∈{"1"', 8],
    ['01 § 02', 4],
    ['填(01', 5],
    ['12="1', 4],
  ])('refuses %s and says where', (rule, column) => {
    expect(() => parseRule(rule)).toThrow(`column ${column}:`);
  });
});
