import { laidAt, withRows, type RowRun } from './sheet-layout.ts';

/** The border above row `before` moved to above row `to`: what it passes becomes what it came from. */
export function movedBorder(runs: readonly RowRun[], before: number, to: number): readonly RowRun[] {
  if (to > before) return withRows(runs, before, to - 1, laidAt(runs, before - 1));
  return to < before ? withRows(runs, to, before - 1, laidAt(runs, before)) : runs;
}

/** The rows above which what rows are changes: where a border is. */
export function bordersOf(runs: readonly RowRun[]): readonly number[] {
  const rows = new Set(runs.flatMap(({ from, to }) => [from, to + 1]));
  return [...rows].filter((row) => row > 0).sort((a, b) => a - b);
}

/** What a clerk can say from one row on. */
export const rowActs = [
  'header',
  'units',
  'number',
  'body-from',
  'body-to',
  'body',
  'total',
  'note-from',
  'left',
] as const;
export type RowAct = (typeof rowActs)[number];

/** What rows are once the clerk has said something of one of them; `last` is the last row of the sheet. */
export function withAct(runs: readonly RowRun[], act: RowAct, row: number, last: number): readonly RowRun[] {
  const body = runs.filter(({ kind }) => kind === 'body');
  const [bodyFrom, bodyTo] = [body[0]?.from ?? null, body.at(-1)?.to ?? null];
  switch (act) {
    case 'header':
    case 'body':
    case 'total':
      return withRows(runs, row, row, act);
    case 'units':
    case 'number': {
      // There is one of them: what was one before is nothing more.
      const others = runs.filter(({ kind }) => kind === act);
      const cleared = others.reduce((left, { from, to }) => withRows(left, from, to, null), runs);
      return withRows(cleared, row, row, act);
    }
    case 'body-from': {
      const end =
        bodyTo !== null && bodyTo >= row ? null : (runs.find(({ from }) => from > row)?.from ?? last + 1) - 1;
      const above = bodyFrom !== null && bodyFrom < row ? withRows(runs, bodyFrom, row - 1, null) : runs;
      if (end !== null) return withRows(above, row, Math.max(row, end), 'body');
      // Totals within the body stay totals.
      return withRows(above, row, Math.max(row, (bodyFrom ?? row) - 1), 'body');
    }
    case 'body-to':
      return bodyTo !== null && bodyTo > row
        ? withRows(withRows(runs, row + 1, bodyTo, null), row, row, 'body')
        : withRows(runs, (bodyTo ?? row - 1) + 1, row, 'body');
    case 'note-from':
      return withRows(runs, row, last, 'note');
    case 'left':
      return withRows(runs, row, row, null);
  }
}
