import { expect, it } from 'vitest';
import { packEntry, packValues, unpackEntry } from '#electron/store/entry-cells.ts';
import type { CellEntry } from '#electron/store/records.ts';

function kept(cells: Readonly<Record<string, CellEntry>>): Record<string, CellEntry> {
  return unpackEntry(packEntry(cells).toString());
}

it.each<readonly [string, CellEntry]>([
  ['a number that the text says', { value: 1.5, raw: '1.5', sheet: '表', cell: 'C5' }],
  ['a number that was written otherwise', { value: 1.5, raw: '1.50', sheet: '表', cell: 'C5' }],
  ['a zero of an empty text', { value: 0, raw: '', sheet: '表', cell: 'C5' }],
  ['a text', { value: '甲 厂', raw: '甲 厂', sheet: '表', cell: 'C5' }],
  ['a text of a number', { value: '007', raw: '007', sheet: '表', cell: 'C5' }],
  ['a blank', { value: { blank: 'none' }, raw: '—', sheet: '表', cell: 'C5' }],
  ['a blank of an empty text', { value: { blank: 'unknown' }, raw: '', sheet: '表', cell: 'C5' }],
  ['several codes', { value: ['1', '3'], raw: '①③', sheet: '表', cell: 'C5' }],
  ['a flag', { value: true, raw: '是', sheet: '表', cell: 'C5', was: false }],
  [
    'a number that was converted and rounded',
    { value: 15, raw: '1.4999', sheet: '表', cell: 'C5', factor: 10, readAs: '万元', rounded: true },
  ],
  ['one that replaces another', { value: 2, raw: '2', sheet: '表', cell: 'C5', was: 1 }],
  ['one of another sheet', { value: 2, raw: '2', sheet: '附表', cell: 'C5' }],
  ['one without its text', { value: 2, sheet: '表', cell: 'C5' }],
  ['one without its sheet', { value: 2, raw: '2', cell: 'C5' }],
  ['one that was typed', { value: 2 }],
  ['one that was typed over another', { value: 2, was: { blank: 'none' } }],
  ['one that was emptied', { value: null, was: 2 }],
  ['one that was emptied by a file', { value: null, raw: '', sheet: '表', cell: 'C5', was: 2 }],
])('keeps %s, alone and beside others', (_what, entry) => {
  expect(kept({ '01': entry })).toEqual({ '01': entry });
  const beside = {
    '01': { value: 7, raw: '7', sheet: '表', cell: 'B5' },
    '02': entry,
    '03': { value: 8, raw: '8', sheet: '表', cell: 'D5' },
  };
  expect(kept(beside)).toEqual(beside);
});

it('keeps keys and places whatever is in them', () => {
  const cells = {
    '01.上年': { value: 1e21, raw: '1E+21', sheet: '表"1"', cell: 'AB12' },
    'a"b\\c\n': { value: -0.5, raw: '-0.5', sheet: '表"1"', cell: '第 3 行"甲"' },
  };
  expect(kept(cells)).toEqual(cells);
});

it('packs values alone as JSON does', () => {
  const cells = {
    '10': { value: 1.5 },
    '01.上年': { value: 0, raw: '零', sheet: '表', cell: 'C5' },
    '02': { value: '甲 "厂"' },
    '03': { value: { blank: 'none' as const } },
    '04': { value: ['1', '3'] },
    '05': { value: false },
  };
  const values = Object.fromEntries(Object.entries(cells).map(([key, { value }]) => [key, value]));
  expect(packValues(cells).toString()).toBe(JSON.stringify(values));
  expect(packValues({}).toString()).toBe('{}');
});

it('keeps no cells', () => {
  expect(kept({})).toEqual({});
});

it('says the sheet once, and of a plain cell its value and its place', () => {
  const cells = {
    '01': { value: 5, raw: '5', sheet: '表', cell: 'C5' },
    '02': { value: 6, raw: '6', sheet: '表', cell: 'D5' },
  };
  expect(JSON.parse(packEntry(cells).toString())).toEqual(['表', { '01': [5, 'C5'], '02': [6, 'D5'] }]);
});
