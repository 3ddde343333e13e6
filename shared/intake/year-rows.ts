import { listed, type Asking } from './asking.ts';
import type { DecidedColumn } from './decide-columns.ts';
import type { FoundList } from './find-list.ts';
import { comparableHeader } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';

const yearColumn = /^(?:(?:数据|统计|报告|所属|填报)?(?:年[份度]|期)|年)$/u;

/**
 * Rows of a list without those that the clerk leaves out because a column of years (年份) says that they are of another: last
 * year's beside this year's, one below the other. Until that is answered they stand with the others.
 */
export function withoutOtherYears(
  view: SheetView,
  asking: Asking,
  year: number,
  list: {
    readonly found: FoundList;
    readonly columns: ReadonlyMap<number, DecidedColumn>;
    readonly rows: readonly number[];
  },
): readonly number[] {
  const { found, columns, rows } = list;
  const [column] = [...columns].find(
    ([at, { kind }]) =>
      kind === 'unknown' && yearColumn.test(comparableHeader(found.columns.get(at)?.header ?? '')),
  ) ?? [null];
  if (column === null) return rows;
  const others = rows.flatMap((row) => {
    const said = /^(20\d\d)(?:年度?)?$/u.exec(view.bodyCell(row, column)?.raw.normalize('NFKC').trim() ?? '');
    return said === null || Number(said[1]) === year ? [] : [{ row, year: said[1] ?? '' }];
  });
  const [first] = others;
  if (first === undefined) return rows;
  const place = view.address(found.headerRows[0] ?? 0, column);
  const answer = asking.ask(place, 'other-year', [{ code: 'skip' }, { code: 'keep' }], {
    cell: view.address(first.row, column),
    details: {
      found: [...new Set(others.map((other) => other.year))].join('、'),
      rows: listed(others.map(({ row }) => view.rowName(row))),
      expected: String(year),
    },
  });
  const left = new Set(answer === 'skip' ? others.map(({ row }) => row) : []);
  return rows.filter((row) => !left.has(row));
}
