import { expect, it } from 'vitest';
import { JsonBytes } from '#electron/store/json-bytes.ts';
import { packCells, unpackCells } from '#electron/store/staged-cells.ts';
import type { StagedCell } from '#shared/intake/staged.ts';

const sheet = '表 "1"';

function packed(...cells: readonly StagedCell[]): string {
  const json = new JsonBytes();
  packCells(cells, sheet, json);
  return json.written().toString();
}

const place = { key: '01.上年', sheet, cell: 'AB12' };

it.each<readonly [string, StagedCell]>([
  ['a number that the text says', { ...place, value: 1.5, raw: '1.5' }],
  ['a number that was written otherwise', { ...place, value: 1200, raw: '1,200' }],
  ['a text', { ...place, value: '甲 "厂"\n', raw: '甲 "厂"\n' }],
  ['a text of a number', { ...place, value: '007', raw: '007' }],
  ['a blank', { ...place, value: { blank: 'none' }, raw: '—' }],
  ['several codes', { ...place, value: ['1', '3'], raw: '①③' }],
  ['a flag', { ...place, value: false, raw: '否' }],
  ['an empty cell', { ...place, raw: '' }],
  ['one with an open question', { ...place, raw: '约200', question: 'abc123' }],
  ['one of another sheet', { ...place, sheet: '附表', value: 2, raw: '2' }],
  [
    'a number that was converted and rounded',
    { ...place, value: 15, raw: '1.4999', factor: 10, readAs: '万元', rounded: true },
  ],
  ['a key and a place of any signs', { key: 'a"\\b', sheet, cell: '第 3 行', value: 2, raw: '2' }],
])('keeps %s, alone and beside others', (_what, cell) => {
  expect(unpackCells(packed(cell), sheet)).toEqual([cell]);
  expect(unpackCells(packed(cell, cell, cell), sheet)).toEqual([cell, cell, cell]);
});

it('keeps no cells', () => {
  expect(unpackCells(packed(), sheet)).toEqual([]);
});

it('writes of a plain cell its key, its place and its value', () => {
  expect(packed({ ...place, value: 1.5, raw: '1.5' })).toBe('[["01.上年","AB12",1.5]]');
});

it('reads what earlier versions wrote', () => {
  const lines = [
    ['01', 'C5', 5, null, 0],
    ['02', 'D5', 1200, '1,200', 0],
    ['03', 'E5', null, '', { question: 'abc123' }],
  ];
  expect(unpackCells(JSON.stringify(lines), '表')).toEqual([
    { key: '01', cell: 'C5', value: 5, raw: '5', sheet: '表' },
    { key: '02', cell: 'D5', value: 1200, raw: '1,200', sheet: '表' },
    { key: '03', cell: 'E5', raw: '', sheet: '表', question: 'abc123' },
  ]);
});
