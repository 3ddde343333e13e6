import { describe, expect, it } from 'vitest';
import { TextTable } from '#electron/workbook/text-table.ts';

describe('a table of texts', () => {
  it('gives back each text by its number, wherever its pages end', () => {
    const table = new TextTable();
    const texts = Array.from({ length: 6000 }, (_, at) => `${at}𠮷${'长'.repeat((at * 37) % 211)}`);
    texts[17] = '';
    texts[18] = '_'.repeat(32_767);
    expect(texts.map((text) => table.add(text))).toEqual(texts.map((_, at) => at));
    expect(table.count).toBe(6000);
    expect(texts.map((_, at) => table.text(at))).toEqual(texts);
    expect(texts.map((_, at) => table.lengthOf(at))).toEqual(texts.map(({ length }) => length));
  });

  it('knows what it does not have', () => {
    const table = new TextTable();
    table.add('');
    expect([0, 1, 7].map((number) => table.lengthOf(number))).toEqual([0, undefined, undefined]);
  });
});
