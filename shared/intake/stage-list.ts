import { otherYear } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import { listed, type Asking } from './asking.ts';
import type { FoundList } from './find-list.ts';
import { isFigure, type GridCell } from './grid.ts';
import { HiddenCells } from './hidden-cells.ts';
import { identityAbove, identityCode, identityName, identityOfCells, isLostCode } from './identity.ts';
import {
  identityOf,
  ColumnDecisions,
  mayBeRenamed,
  type DecidedColumn as Decided,
} from './decide-columns.ts';
import { labelOf } from './called-totals.ts';
import { isAmount } from './check-totals.ts';
import { lastYearRows, type PairedRows, type RowsOfYears } from './last-year-rows.ts';
import { rowsOfList, type ListRows } from './list-rows.ts';
import { blankOf } from './read-cell.ts';
import { isYearHeading, remarkedRows } from './remarks.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { Heading, Identity, StagedCell, StagedFiling, StagedTable } from './staged.ts';
import { RegisterHost } from './register-host.ts';
import { TotalRows } from './total-rows.ts';
import { FiguresWithoutHeader, noticeOfUnread } from './unread-figures.ts';
import { columnOfYears, othersLeftOut, rowsOfOthers } from './year-rows.ts';

/** Rows in which is seen whether a column holds figures. */
const rowsLookedAt = 50;

/** Stages a list: one enterprise per row, or one record of a register per row. */
export class ListStager {
  readonly #view: SheetView;
  readonly #key: ReadonlyMap<string, string>;
  readonly #asking: Asking;
  readonly #cells: CellStager;

  constructor(view: SheetView, key: ReadonlyMap<string, string>, asking: Asking, cells: CellStager) {
    this.#view = view;
    this.#key = key;
    this.#asking = asking;
    this.#cells = cells;
  }

  stage<Filing>(
    found: FoundList,
    { repeated, isRegister }: { readonly repeated: readonly number[]; readonly isRegister: boolean },
    keep: (filing: StagedFiling) => Filing,
  ): { table: StagedTable; filings: Filing[] } {
    const view = this.#view;
    const decided = new ColumnDecisions(view, this.#asking, this.#cells).decide(found);
    const isIdentified = [...decided.values()].some((role) => identityOf(role) !== undefined);
    const sorted = rowsOfList(view, found, decided, {
      repeated,
      isRegister,
      isAmount: (code) => isAmount(this.#cells.items.field(code)),
    });
    const { headers, noteRows, placeRows } = sorted;
    const yearColumn = columnOfYears(
      view,
      found,
      decided,
      this.#cells.items.year,
      !isIdentified && !isRegister,
    );
    const paired = this.#pairs(sorted, { found, columns: decided, yearColumn, isIdentified });
    const { body, totalRows, partRows, leftRows } = paired ?? sorted;
    this.#sayPlaces(placeRows);
    this.#sayParts(partRows, yearColumn);
    const hidden = new HiddenCells(view, this.#asking);
    const lastRows = new Set(paired?.lastOf.values());
    const { year } = this.#cells.items;
    const isHeading = (row: number): boolean => !isRegister && isYearHeading(view, row, year);
    const seen = hidden.withoutRows(body.filter((row) => !isHeading(row)));
    const unpaired = seen.filter((row) => !lastRows.has(row));
    const others = othersLeftOut(view, this.#asking, year, found.headerRows[0] ?? 0, [
      ...rowsOfOthers(view, seen, yearColumn, year).filter(({ row }) => !lastRows.has(row)),
      ...remarkedRows(view, unpaired, { found, columns: decided, isRegister }, year),
    ]);
    const left = new Set(others.map(({ row }) => row));
    const shown = left.size === 0 ? seen : seen.filter((row) => !left.has(row));
    const columns = this.#withoutHidden(found, decided, shown, hidden);
    const above = isRegister || !isIdentified ? identityAbove(view, found.headerRows[0] ?? 0, this.#key) : {};
    const host =
      isRegister && !isIdentified ? new RegisterHost(view, shown, columns, this.#cells.items.fields()) : null;
    const totals = new TotalRows(view, this.#cells, this.#asking, { found, columns, totalRows });
    const filings: Filing[] = [];
    const rows = this.#withoutStruck(shown, found, columns);
    const lastColumns = lastRows.size === 0 ? columns : this.#ofLastYear(columns);
    const pairedRows = new Set(lastRows.size === 0 ? [] : rows);
    const headless = new FiguresWithoutHeader(view, found);
    for (const row of rows) {
      headless.add(row);
      if (lastRows.has(row) || totals.isTotal(row)) continue;
      const read = this.#filing(row, found, columns, above);
      const own = host === null ? read : { ...read, identity: host.of(read.cells, above) };
      const last = paired?.lastOf.get(row);
      const filing =
        last === undefined || !pairedRows.has(last)
          ? own
          : { ...own, cells: [...own.cells, ...this.#filing(last, found, lastColumns, above, row).cells] };
      // A prepared row of a register that nobody filled.
      if (isRegister && !filing.cells.some((cell) => isFilledCell(cell))) continue;
      const total = totals.add(filing, filing.identity === above);
      if (total === 'total') continue;
      filings.push(keep(total === null ? filing : { ...filing, total }));
    }
    headless.say(this.#asking);
    const titleRows = view.rowIndexes().filter((row) => row < (found.headerRows[0] ?? 0));
    const unread = noticeOfUnread(view, titleRows);
    if (unread !== null) this.#asking.notices.push(unread);
    const table: StagedTable = {
      sheet: view.sheet.name,
      ...(view.part === undefined ? {} : { part: view.part }),
      return: returnOf(found.table),
      table: found.table,
      layout: 'list',
      titleRows,
      headerRows: headers,
      unitsRow: found.unitsRow,
      numberRow: found.numberRow,
      bodyFrom: found.bodyFrom,
      bodyTo: found.laid?.runs.findLast(({ kind }) => kind === 'body')?.to ?? body.at(-1) ?? found.bodyFrom,
      totalRows: totals.settle(),
      noteRows,
      ...(leftRows.length === 0 ? {} : { leftRows }),
      columns: Object.fromEntries(
        [...columns].map(([column, role]) => [
          column,
          role.kind === 'cell' ? role.key : role.kind === 'identity' ? role.of : role.kind,
        ]),
      ),
      headings: this.#headings(found, columns),
    };
    return { table, filings };
  }

  /** Rows of last year's figures beside those of the unit that they are of, which is said. */
  #pairs(
    rows: ListRows,
    {
      found,
      ...about
    }: Pick<RowsOfYears, 'columns' | 'yearColumn' | 'isIdentified'> & { readonly found: FoundList },
  ): (Pick<ListRows, 'body' | 'totalRows' | 'partRows' | 'leftRows'> & Pick<PairedRows, 'lastOf'>) | null {
    if (!this.#cells.items.hasLastYear()) return null;
    const areSwapped = this.#asking.areYearsSwapped(found.headerRows[0] ?? 0);
    const paired = lastYearRows(this.#view, { ...rows, ...about, year: this.#cells.items.year, areSwapped });
    if (paired === null) return null;
    const lasts = [...paired.lastOf.values()].sort((a, b) => a - b);
    this.#asking.notices.push({
      kind: 'last-year-rows',
      class: 'D',
      sheet: this.#view.sheet.name,
      cell: this.#view.firstCell(lasts[0] ?? 0),
      details: { rows: listed(lasts.map((row) => this.#view.rowName(row))) },
    });
    const others = rows.leftRows.filter((row) => !rows.partRows.includes(row));
    return { ...paired, leftRows: [...others, ...paired.partRows].sort((a, b) => a - b) };
  }

  /** The columns of figures, as a row of last year fills them. */
  #ofLastYear(columns: ReadonlyMap<number, Decided>): ReadonlyMap<number, Decided> {
    return new Map(
      [...columns].flatMap(([column, role]): (readonly [number, Decided])[] =>
        role.kind === 'cell' &&
        role.identity === undefined &&
        this.#cells.items.field(role.code).type === 'number'
          ? [[column, { ...role, key: otherYear(role.key) }]]
          : [],
      ),
    );
  }

  #sayPlaces([first, ...others]: readonly number[]): void {
    if (first === undefined) return;
    this.#asking.notices.push({
      kind: 'total-place',
      class: 'D',
      sheet: this.#view.sheet.name,
      cell: this.#view.firstCell(first),
      details: { rows: listed([first, ...others].map((row) => this.#view.rowName(row))) },
    });
  }

  #sayParts(rows: readonly number[], yearColumn: number | null): void {
    const said = rows.filter((row) => isFilledRow(this.#view, row));
    const [first] = said;
    if (first === undefined) return;
    this.#asking.notices.push({
      kind: 'part-rows',
      class: 'D',
      sheet: this.#view.sheet.name,
      cell: this.#view.firstCell(first),
      details: {
        rows: listed(said.map((row) => this.#view.rowName(row))),
        labels: listed(
          said.map((row) => {
            const year = yearColumn === null ? '' : this.#view.headerText(row, yearColumn);
            return year === '' ? labelOf(this.#view, row) : year;
          }),
        ),
      },
    });
  }

  #headings(found: FoundList, columns: ReadonlyMap<number, Decided>): readonly Heading[] {
    const [header = 0] = found.headerRows;
    return [
      this.#cells.units.headingAbove(),
      ...[...found.columns].map(([column, { header: text, unit, role }]): Heading => {
        const decided = columns.get(column);
        const isStrange = decided?.kind === 'unknown' && mayBeRenamed(decided, text);
        return {
          at: this.#view.address(header, column),
          text,
          unit,
          ...(decided?.kind === 'cell' ? { key: decided.key } : {}),
          ...(role.kind === 'unclear' ? { column: role.column } : {}),
          ...(isStrange ? { isStrange } : {}),
          ...(holdsWords(this.#view, found.bodyFrom, column) ? { isWords: true } : {}),
        };
      }),
    ];
  }

  /** Columns without those hidden ones that the clerk leaves out. Who a hidden code or name belongs to is beyond doubt. */
  #withoutHidden(
    found: FoundList,
    columns: ReadonlyMap<number, Decided>,
    rows: readonly number[],
    hidden: HiddenCells,
  ): ReadonlyMap<number, Decided> {
    const figures = [...columns].flatMap(([column, role]) =>
      role.kind === 'cell' && role.identity === undefined
        ? [{ column, header: found.columns.get(column)?.header ?? '' }]
        : [],
    );
    const left = hidden.columnsLeftOut(figures, rows, found.headerRows[0] ?? 0);
    return new Map(
      [...columns].map(([column, role]) => [column, left.has(column) ? { kind: 'unclear' } : role]),
    );
  }

  #withoutStruck(
    rows: readonly number[],
    found: FoundList,
    columns: ReadonlyMap<number, Decided>,
  ): readonly number[] {
    if (!this.#view.hasStruck) return rows;
    const used = [...columns].filter(([, { kind }]) => kind === 'cell' || kind === 'identity');
    const { struck } = this.#cells;
    const left = struck.withoutRows(
      rows,
      used.map(([column]) => column),
    );
    for (const [column, { kind }] of used)
      if (kind === 'cell')
        struck.askColumn(left, column, found.headerRows[0] ?? 0, found.columns.get(column)?.header ?? '');
    return left;
  }

  /** A figure that is merged over this item's column and another's: whether it is both's is asked. */
  #spread(
    row: number,
    column: number,
    role: Decided,
    columns: ReadonlyMap<number, Decided>,
  ): GridCell | undefined {
    const isNumber = role.kind === 'cell' && this.#cells.items.field(role.code).type === 'number';
    const range = isNumber ? this.#view.mergeAt(row, column) : undefined;
    if (range === undefined || columns.get(range.left)?.kind !== 'cell') return undefined;
    const cell = this.#view.at(range.top, range.left);
    return cell !== undefined && isFigure(cell) ? { ...cell, column } : undefined;
  }

  /** The filing of a row, or with `of` what another row says of the same filing. */
  #filing(
    row: number,
    found: FoundList,
    columns: ReadonlyMap<number, Decided>,
    above: Identity,
    of = row,
  ): StagedFiling {
    const view = this.#view;
    const part = view.part === undefined ? {} : { part: view.part };
    const place = `${view.part ?? ''}${view.rowName(of)}`;
    const id = `${view.sheet.name}!${place}`;
    const cells: StagedCell[] = [];
    const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
    let parent: string | undefined;
    for (const [column, role] of columns) {
      const cell = view.bodyCell(row, column) ?? this.#spread(row, column, role, columns);
      if (cell === undefined) continue;
      const of = identityOf(role);
      const isCode = of === 'creditCode' || of === 'organisationCode';
      const named = isCode ? identityCode(cell) : of === undefined ? null : identityName(cell);
      if (isCode && isLostCode(cell)) identity.lostCode = cell.raw;
      if (of === 'parent') parent = named ?? undefined;
      else if (of !== undefined && named !== null) identity[of] = named;
      if (role.kind !== 'cell') continue;
      const field = this.#cells.items.field(role.code);
      const said = found.columns.get(column);
      const question = said?.unitAsked;
      if (question !== undefined && field.type === 'number') {
        const { sheet } = view;
        cells.push({
          key: role.key,
          raw: cell.raw,
          sheet: sheet.name,
          cell: view.address(row, column),
          question,
        });
        continue;
      }
      const unit = this.#cells.unitOf(cell, field, said?.unit ?? null, { row, column, place });
      const isCopy = field.type === 'number' && view.at(row, column) === undefined;
      const staged = isCopy
        ? this.#cells.copied(cell, row, field, role.key, unit, id)
        : this.#cells.cell(cell, row, field, role.key, unit, id);
      cells.push(this.#cells.unlessHeld(staged, row, column));
    }
    const facts = identityOfCells(this.#cells.items.fields(), cells);
    return {
      id,
      return: returnOf(found.table),
      table: found.table,
      // What a row says of its unit wins over what stands above all of them.
      identity: Object.keys({ ...facts, ...identity }).length > 0 ? { ...facts, ...identity } : above,
      ...(parent === undefined ? {} : { parent }),
      sheet: view.sheet.name,
      ...part,
      row,
      cells,
    };
  }
}

/** Whether the first rows have texts in a column, and no figure. */
function holdsWords(view: SheetView, from: number, column: number): boolean {
  const rows = view.rowIndexes();
  const first = rows.findIndex((row) => row >= from);
  const cells = rows
    .slice(first, first < 0 ? 0 : first + rowsLookedAt)
    .flatMap((row) => view.at(row, column) ?? [])
    .filter(({ raw }) => blankOf(raw) === null);
  return cells.length > 0 && cells.every((cell) => !isFigure(cell));
}

function isFilledRow(view: SheetView, row: number): boolean {
  return view.row(row).some(isFigure);
}

function isFilledCell({ value, question }: StagedCell): boolean {
  return value !== undefined || question !== undefined;
}
