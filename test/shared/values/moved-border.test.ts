import { describe, expect, it } from 'vitest';
import { bordersOf, movedBorder, withAct, type RowAct } from '#shared/values/moved-border.ts';
import { laidAt, type LaidKind, type RowRun } from '#shared/values/sheet-layout.ts';

const letters: Readonly<Record<string, LaidKind>> = {
  h: 'header',
  u: 'units',
  n: 'number',
  b: 'body',
  t: 'total',
  o: 'note',
};

function runsOf(text: string): readonly RowRun[] {
  return [...text.matchAll(/(\w)\1*/gu)].map(({ 0: run, 1: letter = '', index }) => ({
    kind: letters[letter] ?? 'body',
    from: index,
    to: index + run.length - 1,
  }));
}

function textOf(runs: readonly RowRun[], rows: number): string {
  const letterOf = (kind: LaidKind | null): string =>
    Object.keys(letters).find((letter) => letters[letter] === kind) ?? '.';
  return Array.from({ length: rows }, (_, row) => letterOf(laidAt(runs, row))).join('');
}

const sheet = '..hhubbbtbbto.';

describe('borders', () => {
  it('are where rows become something else', () => {
    expect(bordersOf(runsOf(sheet))).toEqual([2, 4, 5, 8, 9, 11, 12, 13]);
  });

  it.each([
    // The body begins lower: what it leaves is units, which the clerk will be told of.
    [5, 7, '..hhuuubtbbto.'],
    [5, 3, '..hbbbbbtbbto.'],
    [2, 1, '.hhhubbbtbbto.'],
    [2, 3, '...hubbbtbbto.'],
    [11, 13, '..hhubbbtbbbb.'],
    [13, 14, '..hhubbbtbbtoo'],
    [13, 12, '..hhubbbtbbt..'],
    [8, 8, sheet],
  ])('one above row %i goes to above row %i', (before, to, text) => {
    expect(textOf(movedBorder(runsOf(sheet), before, to), sheet.length)).toBe(text);
  });
});

describe('what is said of a row', () => {
  it.each<readonly [string, RowAct, number, string]>([
    [sheet, 'header', 4, '..hhhbbbtbbto.'],
    [sheet, 'units', 5, '..hh.ubbtbbto.'],
    [sheet, 'number', 5, '..hhunbbtbbto.'],
    [sheet, 'body', 8, '..hhubbbbbbto.'],
    [sheet, 'total', 10, '..hhubbbtbtto.'],
    [sheet, 'left', 6, '..hhub.btbbto.'],
    [sheet, 'note-from', 9, '..hhubbbtooooo'],
    [sheet, 'body-from', 7, '..hhu..btbbto.'],
    [sheet, 'body-from', 4, '..hhbbbbtbbto.'],
    // A total at the end of the body is a total still.
    [sheet, 'body-to', 6, '..hhubb....to.'],
    [sheet, 'body-to', 12, '..hhubbbtbbbb.'],
    ['..............', 'header', 2, '..h...........'],
    ['..h...........', 'body-from', 3, '..hbbbbbbbbbbb'],
    ['..h.......o...', 'body-from', 3, '..hbbbbbbbo...'],
    ['..h...........', 'body-to', 6, '..h...b.......'],
  ])('%s, %s from row %i on: %s', (before, act, row, after) => {
    expect(textOf(withAct(runsOf(before), act, row, before.length - 1), before.length)).toBe(after);
  });
});
