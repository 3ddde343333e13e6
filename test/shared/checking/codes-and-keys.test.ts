import { describe, expect, it } from 'vitest';
import type { CellValue } from '#shared/values/cell.ts';
import { found, unitWith } from '#test/fixtures/registers.ts';

describe('a range of codes', () => {
  it.each([
    ['01', 0],
    ['45', 0],
    ['46', 1],
    // As texts they stand between 01 and 45.
    ['012', 1],
    ['0431-83221000', 1],
  ])('"01".."45" holds what has their length: %s', (code, findings) => {
    const unit = unitWith('甲', { JC109: { 'B/1': { '04': code } } });
    expect(found([unit], 'JC109B-04-1')).toHaveLength(findings);
  });
});

describe('the 键 of a row', () => {
  const base = { JC101: { '': { '24': '九台医药产业基地' } } };
  const called = (name: CellValue | undefined) =>
    unitWith('基地', { JC106: { '': name === undefined ? {} : { '01': name } } });

  it('may be any while its field is blank, and is none where the field does not apply', () => {
    const enterprise = unitWith('甲', base);
    const lost = (name?: CellValue) => found([enterprise, called(name)], 'JC101-24-1').length;
    expect(lost('九台医药产业基地')).toBe(0);
    expect(lost('另一个基地')).toBe(1);
    expect(lost()).toBe(0);
    expect(lost({ blank: 'unknown' })).toBe(0);
    expect(lost({ blank: 'not-applicable' })).toBe(1);
  });
});
