import { describe, expect, it } from 'vitest';
import { codeOf, columnOf, isBlank, isSameCells, keyOf, sameValue } from '#shared/values/cell.ts';
import { formatNumber, showValue } from '#shared/values/show.ts';

describe('cells', () => {
  it('have a key that says the column', () => {
    for (const column of ['本年', '上年'] as const) {
      const key = keyOf('02', column);
      expect([codeOf(key), columnOf(key)]).toEqual(['02', column]);
    }
    expect(keyOf('02', '上年')).toBe('02.上年');
  });

  it('are blank, zero or a value, and never two of them', () => {
    expect(isBlank(undefined)).toBe(true);
    expect(isBlank({ blank: 'none' })).toBe(true);
    for (const value of [0, '', false, []]) expect(isBlank(value)).toBe(false);
    expect(sameValue(0, { blank: 'none' })).toBe(false);
    expect(sameValue(undefined, { blank: 'unknown' })).toBe(false);
    expect(sameValue({ blank: 'none' }, { blank: 'unknown' })).toBe(false);
    expect(sameValue({ blank: 'none' }, { blank: 'none' })).toBe(true);
    expect(sameValue(['11', '21'], ['11', '21'])).toBe(true);
    expect(sameValue(['11', '21'], ['21', '11'])).toBe(false);
    expect(sameValue(1, '1')).toBe(false);
    expect(isSameCells({ '01': 0 }, {})).toBe(false);
    expect(isSameCells({ '01': 0, '02': ['a'] }, { '02': ['a'], '01': 0 })).toBe(true);
  });

  it('show what they are', () => {
    expect(formatNumber(1234567)).toBe('1,234,567');
    expect(formatNumber(-0.4)).toBe('0');
    expect(formatNumber(-1234.5, 1)).toBe('-1,234.5');
    expect(showValue(0, { type: 'number' }, 'zh')).toBe('0');
    expect(showValue({ blank: 'none' }, { type: 'number' }, 'zh')).toBe('无');
    expect(showValue({ blank: 'unknown' }, { type: 'number' }, 'en')).toBe('unknown');
    expect(showValue(undefined, { type: 'number' }, 'zh')).toBe('');
    expect(showValue(201512, { type: 'month' }, 'zh')).toBe('2015-12');
    expect(showValue('1', { type: 'code' }, 'zh', () => '大型')).toBe('1 大型');
    expect(showValue(['11', '21'], { type: 'multi' }, 'zh', (code) => `链${code}`)).toBe('链11、链21');
  });
});
