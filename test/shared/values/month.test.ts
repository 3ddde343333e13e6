import { describe, expect, it } from 'vitest';
import { monthOfSerial, readMonthText } from '#shared/values/month.ts';

const read = (raw: string): number | null => {
  const reading = readMonthText(raw);
  return 'month' in reading ? reading.month : null;
};

describe('months as they are written', () => {
  it.each([
    '2015年12月',
    '2015 年 12 月',
    '2015年12月31日',
    '2015.12',
    '2015-12',
    '2015/12',
    '201512',
    '20151201',
    '2015/12/1',
    '2015-12-01',
    '2015-12-01 00:00:00',
    '2015-12-01T00:00:00',
    '２０１５年１２月',
    '2015.12\u200b',
  ])('%j is 2015-12', (raw) => expect(read(raw)).toBe(201512));

  it('takes one digit only where a day or 月 follows', () => {
    expect(read('2015年1月')).toBe(201501);
    expect(read('2015/1/2')).toBe(201501);
  });

  it.each([
    '15.12',
    '2015.1',
    '2015-1',
    '2015',
    '2015.13',
    '2015-00',
    '12/2015',
    '201513',
    '20151',
    '42339',
    '12月',
    '2015年',
    '3015.12',
    '',
  ])('%j is not clearly a month', (raw) => expect(read(raw)).toBeNull());
});

describe('months of serials', () => {
  const of = (serial: number, date1904 = false): number | null => {
    const reading = monthOfSerial(serial, date1904);
    return 'month' in reading ? reading.month : null;
  };

  it('is that of the calendar for each day of 1900 to 2099, in both date systems', () => {
    const start = Date.UTC(1899, 11, 30);
    for (let serial = 61; serial <= 73_050; serial++) {
      const day = new Date(start + serial * 86_400_000);
      const expected = day.getUTCFullYear() * 100 + day.getUTCMonth() + 1;
      if (of(serial) !== expected || (serial >= 1462 && of(serial - 1462, true) !== expected))
        throw new Error(`serial ${serial}: ${of(serial)}, expected ${expected}`);
    }
  });

  it('takes the last day of a year from the serial, in any time zone, with a time or without', () => {
    expect(of(42_369)).toBe(201512);
    expect(of(42_369.999)).toBe(201512);
    expect(of(42_369 - 1462, true)).toBe(201512);
  });

  it('is unclear before March 1900, where programs disagree, and far beyond', () => {
    for (const serial of [0, 60, -1, 73_051, 1e9, NaN, Infinity]) expect(of(serial)).toBeNull();
  });
});
