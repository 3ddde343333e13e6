import { describe, expect, it } from 'vitest';
import { toText } from '#shared/values/decimal.ts';
import { convertMoney, readNumberText, withoutNoise } from '#shared/values/number-grammar.ts';
import { parseDecimal } from '#shared/values/decimal.ts';

/** The reading in one line: "1234", "12.5 万元", "blank none", "? grouping", "? approximate → 100". */
function read(raw: string): string {
  const reading = readNumberText(raw);
  if (reading.kind === 'blank') return `blank ${reading.blank}`;
  if (reading.kind === 'unclear')
    return `? ${reading.why}${reading.suggestion === undefined ? '' : ` → ${reading.suggestion}`}`;
  return toText(reading.value) + (reading.unit === null ? '' : ` ${reading.unit}`);
}

describe('numbers as they are written', () => {
  it.each([
    ['1234', '1234'],
    ['1,234', '1234'],
    ['1，234', '1234'],
    ['１２３４', '1234'],
    ['1 234', '1234'],
    ['1\u00a0234', '1234'],
    ["'1234", '1234'],
    ['\ufeff12\u200b34 ', '1234'],
    ['1,234,567.50', '1234567.5'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['1.5E+6', '1500000'],
    ['1e3', '1000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['+30', '30'],
    ['＋30', '30'],
    ['+ 1,234.5', '1234.5'],
    ['+12.5万元', '12.5 万元'],
  ])('%j is %s', (raw, expected) => expect(read(raw)).toBe(expected));

  it.each(['0', '0.00', '０', '零', '-0'])('%j is a confirmed zero', (raw) => expect(read(raw)).toBe('0'));
});

describe('separators', () => {
  it.each(['1,23', '12,34,5', '1,2345', '0,123', '1.234,56', '1.234.567', '1 234,567', '12 34', "1'234"])(
    '%j is asked: it may be a decimal comma, or two numbers',
    (raw) => expect(read(raw)).toBe('? grouping'),
  );
});

describe('minus', () => {
  it.each(['(123)', '（123）', '-123', '－123', '−123', '–123', '- 123'])('%j is −123', (raw) =>
    expect(read(raw)).toBe('-123'),
  );

  it.each([
    ['—123', '-123'],
    ['▲123', '-123'],
    ['△1,234', '-1,234'],
    ['ー5', '-5'],
    ['▲12.5万元', '-12.5万元'],
    ['—3万', '-3万'],
  ])('%j is asked, with the unit kept in what is suggested', (raw, suggestion) =>
    expect(read(raw)).toBe(`? negative-mark → ${suggestion}`),
  );

  it('never takes a minus twice, nor one behind', () => {
    for (const raw of ['--5', '-(5)', '(-5)', '5-', '▲-5']) expect(read(raw)).toMatch(/^\?/);
  });
});

describe('blanks are never zero', () => {
  it.each(['', ' ', '\u00a0', '\u200b', '\ufeff', "'", '\t\n'])('%j is empty', (raw) =>
    expect(read(raw)).toBe('blank empty'),
  );
  it.each(['-', '—', '--', '——', '－', '----', '/', '\\', '无', '没有'])(
    '%j says that there is none',
    (raw) => expect(read(raw)).toBe('blank none'),
  );
  it.each(['不详', 'N/A', 'n.a.', 'NULL', '…', '……', '...', '*', '？'])('%j is unknown', (raw) =>
    expect(read(raw)).toBe('blank unknown'),
  );
  it('不适用 is not applicable', () => expect(read('不适用')).toBe('blank not-applicable'));
});

describe('units', () => {
  it.each([
    ['12.5万', '125000 万'],
    ['12.5万元', '12.5 万元'],
    ['1.2亿', '120000000 亿'],
    ['3千元', '3 千元'],
    ['300元', '300 元'],
    ['5百万', '5000000 百万'],
    ['5百万元', '5 百万元'],
    ['-1,234.5万元', '-1234.5 万元'],
    ['（12万元）', '-12 万元'],
    ['100人', '100 人'],
    ['3场次', '3 场次'],
    ['12.5公顷', '12.5 公顷'],
    ['1,200平方米', '1200 平方米'],
    ['2笔', '2 笔'],
    ['5项', '5 项'],
    ['3 台(套)', '3 台(套)'],
    ['3台（套）', '3 台(套)'],
    ['12%', '12 %'],
    ['12％', '12 %'],
  ])('%j is %s', (raw, expected) => expect(read(raw)).toBe(expected));

  it.each(['3万美元', '100吨', '$200', '200港元', '5%人', '五万元', '20厂'])('%j is asked', (raw) =>
    expect(read(raw)).toBe('? not-a-number'),
  );
});

describe('numbers that are spelled with more than digits and one unit', () => {
  it.each([
    ['1.2千万元', '1200 万元'],
    ['5千万', '50000000 千万'],
    ['1亿5000万', '150000000 万'],
    ['1亿5千万元', '15000 万元'],
    ['3万5千元', '3.5 万元'],
    ['5万 3千', '53000 万'],
    ['12万3456元', '12.3456 万元'],
    ['3万05元', '3.0005 万元'],
    ['1亿2000万5千元', '12000.5 万元'],
    ['1亿5万元', '10005 万元'],
    ['-1.2千万元', '-1200 万元'],
    ['（3万5千元）', '-3.5 万元'],
    ['12.5万人', '125000 人'],
    ['3千件', '3000 件'],
    ['1万2千人', '12000 人'],
    ['６名', '6 名'],
    ['12位', '12 位'],
    ['200元整', '200 元'],
    ['200万元整', '200 万元'],
    ['200(万元)', '200 万元'],
    ['6（人）', '6 人'],
    ['3台（套）', '3 台(套)'],
    ['¥200元', '200 元'],
    ['￥200万元', '200 万元'],
    ['人民币1,200元整', '1200 元'],
    ['RMB 3.5万', '35000 万'],
    ['-¥1.2亿元', '-1.2 亿元'],
    ['¥200', '200 ¥'],
    ['￥1,234.50', '1234.5 ¥'],
    ['人民币：200', '200 ¥'],
    ['(¥200)', '-200 ¥'],
    ['¥-200', '-200 ¥'],
  ])('%j is %s', (raw, expected) => expect(read(raw)).toBe(expected));

  it.each([
    '3万5',
    '3万5元',
    '3千5人',
    '10万3千5人',
    '1亿5',
    '1亿5元',
    '1亿5千',
    '2亿3千元',
    '1亿5000元',
    '3千万5千元',
    '5千万万元',
    '3千5万元',
    '1.5亿2000万元',
    '12 0万',
    '12 34万元',
    '0 5千人',
    '1万20000元',
    '5万5万元',
    '5千万人元',
    '200元200元',
    '¥',
    '¥-',
    '¥¥200',
    '¥200人',
    '¥约200',
    '¥5%',
    '--¥5',
    '-¥-5',
    '200整',
    '200(万)',
    '200(3)',
    '200(元)5',
    '1,23千万元',
  ])('%j is asked: it says two things, or nothing', (raw) => expect(read(raw)).toMatch(/^\?/));
});

describe('what is not surely a number', () => {
  it.each([
    ['约100', '? approximate → 100'],
    ['大约100', '? approximate → 100'],
    ['100左右', '? approximate → 100'],
    ['100余', '? approximate → 100'],
    ['100余人', '? approximate → 100人'],
    ['100多万', '? approximate → 100万'],
    ['约12.5万元', '? approximate → 12.5万元'],
    ['>100', '? approximate → 100'],
    ['≥100', '? approximate → 100'],
    ['100以上', '? approximate → 100'],
    ['约', '? approximate'],
    ['约1.2千万元', '? approximate → 1.2千万元'],
    ['预计200', '? approximate → 200'],
    ['不到60名', '? approximate → 60名'],
    ['~200', '? approximate → 200'],
    ['60余名', '? approximate → 60名'],
    ['100-200', '? approximate'],
    ['100～200', '? approximate'],
    ['100至200', '? approximate'],
    ['2015-12', '? approximate'],
    ['60+40', '? sum → 100'],
    ['0.1+0.2', '? sum → 0.3'],
    ['#REF!', '? error-value'],
    ['#DIV/0!', '? error-value'],
    ['#N/A', '? error-value'],
    ['########', '? error-value'],
    ['同上', '? same-as'],
    ['〃', '? same-as'],
    ['见附表', '? same-as'],
    ['TRUE', '? not-a-number'],
    ['一百', '? not-a-number'],
    ['12 \n 34', '? not-a-number'],
    ['+-5', '? not-a-number'],
    ['+(5)', '? not-a-number'],
    ['30+', '? not-a-number'],
    ['+', '? not-a-number'],
    ['+1,23', '? grouping'],
  ])('%j: %s', (raw, expected) => expect(read(raw)).toBe(expected));

  it.each(['12¹', '5²', '123①', '⑴', '½', '12㎡', '𝟏𝟐', '1⁄2'])(
    '%j has a mark that compatibility forms would turn into digits',
    (raw) => expect(read(raw)).toBe('? not-a-number'),
  );

  it('ends on the longest texts that a cell can hold', () => {
    for (const piece of ['—', '1+', '1,', '约', '9', '(', '1 ', '…', '多', '9万', '¥', '元整', '(元)'])
      expect(() => readNumberText(piece.repeat(32_767))).not.toThrow();
  });
});

describe('money', () => {
  const convert = (text: string, from: string, to: string): string | null => {
    const value = parseDecimal(text);
    const converted = value === null ? null : convertMoney(value, from, to);
    return converted === null ? null : `${toText(converted.value)} ×${converted.factor}`;
  };

  it('converts exactly between its units, and between nothing else', () => {
    expect(convert('12.5', '万元', '千元')).toBe('125 ×10');
    expect(convert('1.2', '亿元', '千元')).toBe('120000 ×100000');
    expect(convert('300', '元', '千元')).toBe('0.3 ×0.001');
    expect(convert('0.1', '万元', '千元')).toBe('1 ×10');
    expect(convert('5', '百万元', '千元')).toBe('5000 ×1000');
    expect(convert('5', '万美元', '千元')).toBeNull();
    expect(convert('5', '人', '千元')).toBeNull();
  });
});

describe('noise of binary floats', () => {
  const clean = (text: string, decimals: number): string => {
    const value = parseDecimal(text);
    return value === null ? '' : toText(withoutNoise(value, decimals));
  };

  it('is dropped below a thousand-millionth, and nothing else is', () => {
    expect(clean('0.30000000000000004', 0)).toBe('0.3');
    expect(clean('1530000.0000000002', 0)).toBe('1530000');
    expect(clean('99.999999999999986', 2)).toBe('100');
    expect(clean('33.333333333333336', 0)).toBe('33.333333333333336');
    expect(clean('0.00012345678901234', 2)).toBe('0.00012345678901234');
    expect(clean('123456789012345678', 0)).toBe('123456789012345678');
    expect(clean('1.5', 0)).toBe('1.5');
  });
});
