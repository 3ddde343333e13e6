import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  isFurtherThan,
  parseDecimal,
  plus,
  product,
  roundTo,
  shift,
  times,
  toNumber,
  toText,
} from '#shared/values/decimal.ts';

function decimal(text: string) {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`no decimal: ${text}`);
  return value;
}

const rounded = (text: string, decimals: number): string => {
  const { value, exact } = roundTo(decimal(text), decimals);
  return toText(value) + (exact ? '' : ' *');
};

describe('decimals', () => {
  it('are read as they are written, without a float in between', () => {
    expect(decimal('1530000.50')).toEqual({ mantissa: 153000050n, scale: 2 });
    expect(decimal('1.5E+6')).toEqual({ mantissa: 1500000n, scale: 0 });
    expect(decimal('-2.5e-3')).toEqual({ mantissa: -25n, scale: 4 });
    expect(decimal('.5')).toEqual({ mantissa: 5n, scale: 1 });
    for (const text of ['', '.', '1,000', '0x10', '1e', 'Infinity', '1e9999', ' 1', '--1', '１'])
      expect(parseDecimal(text)).toBeNull();
  });

  it('round half up, away from zero, and say whether anything was lost', () => {
    expect(rounded('0.5', 0)).toBe('1 *');
    expect(rounded('-0.5', 0)).toBe('-1 *');
    expect(rounded('2.5', 0)).toBe('3 *');
    expect(rounded('0.49999999999999999999', 0)).toBe('0 *');
    expect(rounded('1.005', 2)).toBe('1.01 *');
    expect(rounded('2.675', 2)).toBe('2.68 *');
    expect(rounded('12', 2)).toBe('12');
    expect(rounded('12.30', 1)).toBe('12.3');
  });

  it('agree with whole-number arithmetic on any amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.integer({ min: 1, max: 9 }),
        (mantissa, scale) => {
          const step = 10n ** BigInt(scale);
          const { value, exact } = roundTo({ mantissa, scale }, 0);
          const distance = value.mantissa * step - mantissa;
          const size = distance < 0n ? -distance : distance;
          expect(size * 2n <= step).toBe(true);
          // Exactly half goes away from zero.
          if (size * 2n === step) expect(mantissa > 0n ? distance > 0n : distance < 0n).toBe(true);
          expect(exact).toBe(distance === 0n);
        },
      ),
    );
  });

  it('print what they hold and read it back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 30 }),
        (mantissa, scale) => {
          const again = decimal(toText({ mantissa, scale }));
          expect(again.mantissa * 10n ** BigInt(scale - again.scale)).toBe(mantissa);
        },
      ),
    );
    expect(toText(decimal('-0.050'))).toBe('-0.05');
    expect(toText(decimal('0.000'))).toBe('0');
  });

  it('become a number only while a double prints all their digits', () => {
    expect(toNumber(decimal('180400'))).toBe(180400);
    expect(toNumber(decimal('0.30'))).toBe(0.3);
    expect(toNumber(decimal('999999999999999'))).toBe(999999999999999);
    expect(toNumber(decimal('1000000000000000'))).toBeNull();
  });

  it('add, scale and compare exactly', () => {
    expect(toText(plus(decimal('0.1'), decimal('0.2')))).toBe('0.3');
    expect(toText(times(decimal('12.5'), 10n))).toBe('125');
    expect(toText(shift(decimal('300'), 3))).toBe('0.3');
    expect(isFurtherThan(decimal('200'), decimal('201'), 200n)).toBe(false);
    expect(isFurtherThan(decimal('200'), decimal('201.1'), 200n)).toBe(true);
    expect(isFurtherThan(decimal('33'), decimal('33.333333333333336'), 200n)).toBe(true);
    expect(isFurtherThan(decimal('3333'), decimal('3333.333333333333336'), 200n)).toBe(false);
  });

  it('are compared and multiplied across scales', () => {
    expect(compare(decimal('1.50'), decimal('1.5'))).toBe(0);
    expect(compare(decimal('-2'), decimal('-1.99'))).toBe(-1);
    expect(compare(decimal('0.1'), decimal('0.09999999999999999999'))).toBe(1);
    expect(toText(product(decimal('342000000000001'), decimal('100.5')))).toBe('34371000000000100.5');
    expect(toText(product(decimal('-0.2'), decimal('0.05')))).toBe('-0.01');
  });
});
