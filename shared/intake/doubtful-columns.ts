import { columnOf } from '../values/cell.ts';
import type { Table } from '../returns/definition.ts';
import type { HeaderContext } from './columns.ts';
import { doubtfulBelow, openGroups } from './header-groups.ts';
import { comparableHeader, isYearAlone, saysOtherMeasure, yearSaid } from './header-words.ts';
import type { HeaderRows } from './header-rows.ts';
import { columnsAt, type ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';

/** Columns of which it is not clear whether a header beside theirs is over them, too: asked about where that makes them another figure. */
export function withDoubts(
  table: Table,
  view: SheetView,
  { rows, headerRows }: { readonly rows: readonly number[]; readonly headerRows: HeaderRows },
  context: HeaderContext,
): Map<number, ListColumn> {
  const paths = headerRows.paths(rows);
  const columns = columnsAt(table, paths, context);
  const isOther = (column: number, text: string): boolean => {
    const { kind, ...role } = columns.get(column)?.role ?? { kind: 'index' };
    const isItem = kind === 'cell' ? !('identity' in role) : kind === 'unclear' || 'named' in role;
    const part = comparableHeader(text);
    return isItem && (isYearAlone(part) ? yearSaid(part, context.year) !== '本年' : saysOtherMeasure(text));
  };
  const doubt = (column: number, others: readonly string[]): void => {
    const entry = columns.get(column);
    if (entry?.role.kind !== 'cell' || entry.role.identity !== undefined) return;
    const { code, key } = entry.role;
    const codes = [...new Set([code, ...others])];
    columns.set(column, { ...entry, role: { kind: 'unclear', codes, column: columnOf(key) } });
  };
  for (const column of doubtfulBelow(view, rows, isOther)) doubt(column, []);
  for (const { column: first, text, behind } of openGroups(view, rows)) {
    const under = columns.get(first)?.role;
    // Over names or codes it is a title.
    if (under?.kind !== 'unclear' && (under?.kind !== 'cell' || under.identity !== undefined)) continue;
    for (const { column, texts } of paths.filter((path) => behind.includes(path.column))) {
      // What is written into the group already is beyond doubt.
      if (texts.includes(text)) continue;
      const { role } = columnsAt(table, [{ column, texts: [text, ...texts] }], context).get(column) ?? {};
      const own = columns.get(column)?.role;
      if (role?.kind === 'cell' && own?.kind === 'cell' && role.key !== own.key) doubt(column, [role.code]);
      else if (role?.kind === 'unclear') doubt(column, role.codes);
    }
  }
  return columns;
}
