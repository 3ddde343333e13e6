import { describe, expect, it } from 'vitest';
import { numberFormat, showsNothing } from '#shared/values/number-format.ts';

describe('number formats', () => {
  it.each([
    ['0.00%', true, null],
    ['0"%"', false, '%'],
    ['0\\%', false, '%'],
    ['[Red]0.0%;-0.0%', true, null],
    ['#,##0"元"', false, '元'],
    ['#,##0.00\\元_)', false, '元'],
    ['General"千元"', false, '千元'],
    ['0 "万元"', false, '万元'],
    ['0.0"亿"', false, '亿'],
    ['"万"0', false, '万'],
    ['0"；"', false, null],
    ['0";元"', false, '元'],
    ['#,##0_);(#,##0)', false, null],
    ['General', false, null],
  ])('%s: percent %s, behind the number %s', (code, isShare, unit) => {
    expect(numberFormat(code)).toMatchObject({ isShare, unit });
  });

  it.each([
    ['0"00"', 'digits that are only drawn'],
    ['"1"0', 'digits that are only drawn'],
    ['0\\0\\0', 'digits that are only drawn'],
    ['0!0', 'digits that are only drawn'],
    ['0;-0"000"', 'digits that are only drawn below 0'],
    ['"-"0', 'a sign that is only drawn'],
    ['\\-0', 'a sign that is only drawn'],
    ['(0)', 'a sign that is only drawn'],
    ['[>=0]"-"0.00;0', 'a sign that is only drawn, as LibreOffice writes it'],
    ['"▲"#,##0', 'a sign that is only drawn'],
    ['0.0,', 'a comma behind'],
    ['0!.0', 'a point that is only drawn'],
  ])('%s shows another number: %s', (code) => {
    expect(numberFormat(code).isScaled).toBe(true);
  });

  it.each([
    '#,##0;[Red]#,##0',
    '0_);(0)',
    '0;"△"0',
    '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_)',
    '#,##0.00_ ;[Red]\\-#,##0.00\\ ',
    '[<0]"-"0;0',
    '0","000',
    '0"(千元)"',
    '[DBNum1][$-804]G/通用格式',
    '# ?/?',
  ])('%s shows the number that is stored', (code) => {
    expect(numberFormat(code).isScaled).toBe(false);
  });

  it.each([
    ['"约"0', '约'],
    ['0"以上"', '以上'],
    ['[$€-2] #,##0', '€'],
    ['[$-804]0', ''],
    ['0" USD"', 'USD'],
    ['¥#,##0', ''],
    ['"人民币"0', ''],
    ['0.0‰', '‰'],
    ['0"(千元)"', '千元'],
    ['0.00E+00', ''],
    ['G/通用格式"人"', '人'],
  ])('%s writes %s beside the number', (code, words) => {
    expect(numberFormat(code).words).toBe(words);
  });

  it.each([
    [';;;', 5, true],
    ['""', 5, true],
    ['0;-0;;@', 0, true],
    ['0;-0;;@', 5, false],
    ['0;-0;;@', -5, false],
    ['0;', -5, true],
    ['0;', 0, false],
    ['0.00_ ;-0.00_ ;"-"', 0, false],
    ['[=0]"";General', 0, true],
    ['[=0]"";General', 7, false],
    ['[>0]0;[<0]-0;', 0, true],
    ['[Red];', 5, true],
    ['General', 0, false],
    ['yyyy"年"', 5, false],
    ['"已隐藏"', 5, false],
  ])('%s shows nothing of %d: %s', (code, value, nothing) => {
    expect(showsNothing(code, value)).toBe(nothing);
  });
});
