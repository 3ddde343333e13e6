import { describe, expect, it } from 'vitest';
import { asFileName, longestFileName } from '#shared/values/file-name.ts';

describe('a name of a file', () => {
  it.each([
    ['农安县第一厂.xlsx', '农安县第一厂.xlsx'],
    ['../../../逃.xlsx', '_.._.._逃.xlsx'],
    ['A/B公司', 'A_B公司'],
    ['C:\\Windows\\a?.pdf', 'C__Windows_a_.pdf'],
    [' .. ', '_'],
    ['', '_'],
    ['.xlsx', 'xlsx'],
    ['某公司. . ', '某公司'],
    ['CON', '_CON'],
    ['nul .tar.gz', '_nul .tar.gz'],
    ['com¹.pdf', '_com¹.pdf'],
    ['CONNECT.pdf', 'CONNECT.pdf'],
    // A sign that turns the direction of what follows shows another ending than there is.
    ['发票\u202efdp.exe', '发票_fdp.exe'],
    ['\ud800.pdf', '_.pdf'],
  ])('of %j is %j', (text, name) => {
    expect(asFileName(text)).toBe(name);
  });

  it('is cut between characters, with its ending', () => {
    const name = asFileName(`${'甲'.repeat(300)}.pdf`);
    expect(name).toMatch(/^甲+\.pdf$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(longestFileName);
    expect(asFileName('𠮷'.repeat(10), 14)).toBe('𠮷𠮷𠮷');
    expect(asFileName(`${'a'.repeat(9)}. b`, 10)).toBe('aaaaaaaaa');
  });
});
