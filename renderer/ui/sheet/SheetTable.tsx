import { useRef, type RefObject } from 'react';
import { columnName, type CellAt } from '#shared/values/address.ts';
import type { RowKind } from '#shared/values/sheet-rows.ts';
import { RowHead, type SheetEditing } from './RowHead.tsx';
import './sheet.css';

export interface SheetRow {
  readonly index: number;
  readonly kind: RowKind;
  readonly hidden?: boolean;
  readonly cells: readonly {
    readonly column: number;
    readonly text: string;
    readonly type?: string;
    readonly struck?: boolean | undefined;
  }[];
}

export interface SheetMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** What all of it shows, where its first cell may not be among the rows. */
  readonly text?: string;
}

interface Props {
  readonly label: string;
  /** Columns and rows that are shown; where one is left out, a broken line says so. */
  readonly columns: readonly number[];
  readonly rows: readonly SheetRow[];
  readonly merges: readonly SheetMerge[];
  /** The cell that is framed. */
  readonly asked: CellAt | null;
  /** A cell that leads somewhere: what its button says. */
  readonly linkOf?: (at: CellAt) => string | undefined;
  readonly follow?: (at: CellAt) => void;
  /** Where rows and columns can be said to be something else. */
  readonly editing?: SheetEditing | null;
}

/** A part of a sheet with its column letters and row numbers, coloured by what each row was taken for. */
export function SheetTable({ label, rows, editing = null, ...shown }: Props) {
  const { columns } = shown;
  const table = useRef<HTMLTableElement>(null);
  return (
    <table ref={table} className={editing === null ? 'sheet' : 'sheet sheet-editing'} aria-label={label}>
      <thead>
        <tr>
          <th className="sheet-corner" aria-hidden="true" />
          {columns.map((column, index) => (
            <th key={column} scope="col" className={isGap(columns, index) ? 'gap-before' : undefined}>
              {columnName(column)}
            </th>
          ))}
        </tr>
        {editing !== null && (
          <tr>
            <th className="sheet-corner" aria-hidden="true" />
            {columns.map((column) => (
              <th key={column}>{editing.columnHead(column)}</th>
            ))}
          </tr>
        )}
      </thead>
      {sections(rows).map(({ isHead, part }) => (
        <tbody key={part[0]?.index} className={isHead ? 'sheet-head' : undefined}>
          {part.map((row) => (
            <Line
              key={row.index}
              row={row}
              rows={rows}
              part={part}
              editing={editing}
              table={table}
              {...shown}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface LineProps extends Omit<Props, 'label' | 'editing'> {
  readonly row: SheetRow;
  /** The rows of its section: a range ends with it. */
  readonly part: readonly SheetRow[];
  readonly editing: SheetEditing | null;
  readonly table: RefObject<HTMLTableElement | null>;
}

function Line({ row, rows, part, columns, merges, asked, linkOf, follow, editing, table }: LineProps) {
  const isCut = isGap(
    rows.map(({ index }) => index),
    rows.indexOf(row),
  );
  return (
    <tr
      data-row={row.index}
      className={`row-${row.kind}${row.hidden === true ? ' row-hidden' : ''}${isCut ? ' gap-above' : ''}${
        editing?.borders.has(row.index + 1) === true ? ' border-below' : ''
      }`}
    >
      <th scope="row">
        {editing === null ? row.index + 1 : <RowHead row={row.index} editing={editing} table={table} />}
      </th>
      {columns.map((column, index) => {
        const merge = merges.find((item) => covers(item, row.index, column));
        if (merge !== undefined && !isFirst(merge, row.index, column, part, columns)) return null;
        const own = row.cells.find((cell) => cell.column === column);
        const text = merge?.text ?? own?.text ?? '';
        const place = { row: row.index, column };
        const isAsked =
          asked !== null &&
          (merge === undefined
            ? asked.row === row.index && asked.column === column
            : covers(merge, asked.row, asked.column));
        const link = linkOf?.(place);
        return (
          <td
            key={column}
            title={text}
            className={classes(own, isAsked, link !== undefined, isGap(columns, index))}
            {...spanOf(merge, part, columns)}
          >
            {link === undefined ? (
              merge === undefined ? (
                text
              ) : (
                <span className="sheet-merged">{text}</span>
              )
            ) : (
              <button type="button" className="link" aria-label={link} onClick={() => follow?.(place)}>
                {text === '' ? '?' : text}
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Heads higher than this would leave no room for what is below them. */
const highestHead = 4;

/** The first head stays in sight while the rest is scrolled. */
function sections(
  rows: readonly SheetRow[],
): readonly { readonly isHead: boolean; readonly part: readonly SheetRow[] }[] {
  const isHead = ({ kind }: SheetRow): boolean => kind === 'header' || kind === 'units';
  const from = rows.findIndex(isHead);
  const length = rows.slice(from).findIndex((row) => !isHead(row));
  if (from < 0 || length < 0 || length > highestHead) return [{ isHead: false, part: rows }];
  return [
    { isHead: false, part: rows.slice(0, from) },
    { isHead: true, part: rows.slice(from, from + length) },
    { isHead: false, part: rows.slice(from + length) },
  ].filter(({ part }) => part.length > 0);
}

/** Whether something is left out before this one. */
function isGap(shown: readonly number[], at: number): boolean {
  return (shown[at] ?? 0) > (shown[at - 1] ?? -1) + 1;
}

function covers({ top, left, bottom, right }: SheetMerge, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** Whether it is the first cell of the range that is shown: that one stands for all of it. */
function isFirst(
  merge: SheetMerge,
  row: number,
  column: number,
  rows: readonly SheetRow[],
  columns: readonly number[],
): boolean {
  const firstRow = rows.find(({ index }) => index >= merge.top)?.index;
  return firstRow === row && columns.find((item) => item >= merge.left) === column;
}

function spanOf(merge: SheetMerge | undefined, rows: readonly SheetRow[], columns: readonly number[]) {
  if (merge === undefined) return {};
  const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;
  return {
    colSpan: columns.filter((column) => within(column, merge.left, merge.right)).length,
    rowSpan: rows.filter(({ index }) => within(index, merge.top, merge.bottom)).length,
  };
}

function classes(
  own: SheetRow['cells'][number] | undefined,
  isAsked: boolean,
  isLink: boolean,
  hasGap: boolean,
): string {
  return [
    ...(own?.type === 'number' ? ['sheet-number'] : []),
    ...(own?.struck === true ? ['sheet-struck'] : []),
    ...(isAsked ? ['asked'] : []),
    ...(isLink ? ['questioned'] : []),
    ...(hasGap ? ['gap-before'] : []),
  ].join(' ');
}
