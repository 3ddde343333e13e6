import { codeOf, columnOf, keyOf, otherYear } from '../values/cell.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { returnOf } from '../values/record.ts';
import { groundOf, type Asking } from './asking.ts';
import type { ColumnRole, IdentityColumn } from './columns.ts';
import type { FoundList } from './find-list.ts';
import type { GridCell } from './grid.ts';
import { saysOtherMeasure } from './header-words.ts';
import { HiddenCells } from './hidden-cells.ts';
import { identityAbove, identityCode, identityName, identityOfCells, isLostCode } from './identity.ts';
import { noteLabel, totalLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { Heading, Identity, StagedCell, StagedFiling, StagedTable } from './staged.ts';
import { TotalRows } from './total-rows.ts';
import { moneyInNote } from './units.ts';

/** A column as it was decided: the unclear ones answered or left out, the second of two chosen or left out. */
type Decided = Exclude<ColumnRole, { readonly kind: 'unclear' }> | { readonly kind: 'unclear' };

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
    const decided = this.#columns(found);
    const body: number[] = [];
    const totalRows: number[] = [];
    const noteRows: number[] = [];
    const headers = new Set([...found.headerRows, ...repeated]);
    for (const row of view.rowIndexes()) {
      if (row < found.bodyFrom || headers.has(row)) continue;
      const label = this.#label(row);
      // Below a note all is note, but for a row that names a unit and has its figures: no enterprise ends as a remark.
      if (
        noteLabel.test(label) ||
        this.#isUnitNote(row) ||
        (noteRows.length > 0 && !this.#isUnit(row, decided, isRegister))
      )
        noteRows.push(row);
      else if (totalLabel.test(label) && !this.#hasCode(row, decided)) totalRows.push(row);
      else if (this.#isBody(row, decided)) body.push(row);
    }
    const hidden = new HiddenCells(view, this.#asking);
    const shown = hidden.withoutRows(body);
    const columns = this.#withoutHidden(found, decided, shown, hidden);
    const above = isRegister ? identityAbove(view, found.headerRows[0] ?? 0, this.#key) : {};
    const totals = new TotalRows(view, this.#cells, this.#asking, { found, columns, totalRows });
    const filings: Filing[] = [];
    for (const row of this.#withoutStruck(shown, found, columns)) {
      if (totals.isTotal(row)) continue;
      const filing = this.#filing(row, found, columns, above);
      // A prepared row of a register that nobody filled.
      if (isRegister && !filing.cells.some((cell) => isFilledCell(cell))) continue;
      const total = totals.add(filing, filing.identity === above);
      filings.push(keep(total === null ? filing : { ...filing, total }));
    }
    const table: StagedTable = {
      sheet: view.sheet.name,
      ...(view.part === undefined ? {} : { part: view.part }),
      return: returnOf(found.table),
      table: found.table,
      layout: 'list',
      titleRows: view.rowIndexes().filter((row) => row < (found.headerRows[0] ?? 0)),
      headerRows: [...headers],
      unitsRow: found.unitsRow,
      numberRow: found.numberRow,
      bodyFrom: found.bodyFrom,
      bodyTo: body.at(-1) ?? found.bodyFrom,
      totalRows: totals.settle(),
      noteRows,
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

  #headings(found: FoundList, columns: ReadonlyMap<number, Decided>): readonly Heading[] {
    const [header = 0] = found.headerRows;
    return [
      this.#cells.headingAbove(),
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
        };
      }),
    ];
  }

  /** Columns with the unclear ones answered; the unknown ones are named in a notice, never dropped in silence. */
  #columns(found: FoundList): ReadonlyMap<number, Decided> {
    const columns = new Map<number, Decided>();
    const areSwapped = this.#asking.areYearsSwapped(found.headerRows[0] ?? 0);
    const taken = new Map<string, number>();
    for (const [column, { role, header }] of found.columns) {
      const place = this.#view.address(found.headerRows[0] ?? 0, column);
      let decided = this.#clear(role, place, header);
      if (areSwapped && decided.kind === 'cell') decided = { ...decided, key: otherYear(decided.key) };
      const name =
        decided.kind === 'cell' ? decided.key : decided.kind === 'identity' ? `=${decided.of}` : null;
      const before = name === null ? undefined : taken.get(name);
      if (before !== undefined) {
        // Two tables side by side, or a column copied: whose figures, or whose name, counts.
        const twice = this.#view.address(found.headerRows[0] ?? 0, before);
        // An id of its own: what the column is may have been asked before.
        const answer = this.#asking.ask(
          `${place}=${twice}`,
          'column-unclear',
          [{ code: 'first' }, { code: 'this' }],
          {
            cell: place,
            raw: header,
            details: { header, twice },
            ground: groundOf(found.columns.get(before)?.header ?? '', header),
          },
        );
        if (answer === 'this') columns.set(before, { kind: 'unclear' });
        else decided = { kind: 'unclear' };
      }
      if (name !== null && decided.kind !== 'unclear') taken.set(name, column);
      if (decided.kind === 'unknown') {
        this.#asking.notices.push({
          kind: 'column-unknown',
          class: 'D',
          sheet: this.#view.sheet.name,
          cell: place,
          details: { header },
        });
      }
      columns.set(column, decided);
    }
    return columns;
  }

  #clear(role: ColumnRole, place: string, header: string): Decided {
    if (role.kind === 'unknown') return this.#saidToBe(role, place, header) ?? role;
    if (role.kind !== 'unclear') return role;
    const answer = this.#asking.ask(
      place,
      'column-unclear',
      [...role.codes.map((code) => this.#cells.choiceOf(code)), { code: 'skip' }],
      { cell: place, raw: header, details: { header }, ground: groundOf(header) },
    );
    if (answer?.startsWith('field:') !== true) return { kind: 'unclear' };
    const code = answer.slice('field:'.length);
    return { kind: 'cell', code, key: keyOf(code, role.column) };
  }

  /** What a header that names no item was said to be all the same. */
  #saidToBe(role: ColumnRole & { readonly kind: 'unknown' }, place: string, header: string): Decided | null {
    const answer = this.#asking.answerTo(place, 'column-unclear');
    if (!mayBeRenamed(role, header) || answer?.startsWith('field:') !== true) return null;
    const key = answer.slice('field:'.length);
    const isItem = this.#cells.fields().has(codeOf(key));
    if (!isItem || (columnOf(key) === '上年' && !this.#cells.hasLastYear())) return null;
    this.#asking.ask(place, 'column-unclear', [this.#cells.choiceOf(key), { code: 'skip' }], {
      cell: place,
      raw: header,
      details: { header },
      ground: groundOf(header),
    });
    return { kind: 'cell', code: codeOf(key), key };
  }

  #label(row: number): string {
    const [first, second] = [...this.#view.row(row).values()].filter((cell) => cell.raw.trim() !== '');
    const text = (cell: GridCell | undefined): string =>
      cell?.raw.normalize('NFKC').replace(/\s/gu, '') ?? '';
    // A running number may stand before the label.
    return /^\d+$/.test(text(first)) ? text(second) : text(first);
  }

  /** A line that only says the unit of money: no enterprise of that name. */
  #isUnitNote(row: number): boolean {
    const [cell, ...others] = this.#view.row(row).values();
    return cell !== undefined && others.length === 0 && moneyInNote(cell.raw) !== null;
  }

  #hasCode(row: number, columns: ReadonlyMap<number, Decided>): boolean {
    return [...this.#view.row(row)].some(([column, cell]) => {
      const of = identityOf(columns.get(column));
      return (
        (of === 'creditCode' || of === 'organisationCode') && /^[\dA-Z]{9,}$/.test(identityCode(cell) ?? '')
      );
    });
  }

  /** A row that names a unit, or belongs to a register, and says something: figures, or three cells at least. */
  #isUnit(row: number, columns: ReadonlyMap<number, Decided>, isRegister: boolean): boolean {
    const cells = [...this.#view.row(row)];
    const isNamed = cells.some(([column, cell]) => {
      const of = identityOf(columns.get(column));
      return (
        of !== undefined &&
        of !== 'area' &&
        of !== 'parent' &&
        (of === 'name' ? identityName(cell) : identityCode(cell)) !== null
      );
    });
    const said = cells.filter(([column, cell]) => {
      const role = columns.get(column);
      return role?.kind === 'cell' && role.identity === undefined && cell.raw.trim() !== '';
    });
    return (
      (isNamed || isRegister) &&
      (said.length >= 3 || said.some(([, cell]) => readNumberText(cell.raw).kind === 'number'))
    );
  }

  #isBody(row: number, columns: ReadonlyMap<number, Decided>): boolean {
    return [...this.#view.row(row)].some(([column, cell]) => {
      const kind = columns.get(column)?.kind;
      const isFilled = cell.raw.trim() !== '' || cell.uncomputed === true;
      return (kind === 'identity' || kind === 'cell') && isFilled;
    });
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

  #filing(
    row: number,
    found: FoundList,
    columns: ReadonlyMap<number, Decided>,
    above: Identity,
  ): StagedFiling {
    const view = this.#view;
    const part = view.part === undefined ? {} : { part: view.part };
    const place = `${view.part ?? ''}${view.rowName(row)}`;
    const id = `${view.sheet.name}!${place}`;
    const cells: StagedCell[] = [];
    const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
    let parent: string | undefined;
    for (const [column, role] of columns) {
      const cell = view.bodyCell(row, column);
      if (cell === undefined) continue;
      const of = identityOf(role);
      const isCode = of === 'creditCode' || of === 'organisationCode';
      const said = isCode ? identityCode(cell) : of === undefined ? null : identityName(cell);
      if (isCode && isLostCode(cell)) identity.lostCode = cell.raw;
      if (of === 'parent') parent = said ?? undefined;
      else if (of !== undefined && said !== null) identity[of] = said;
      if (role.kind !== 'cell') continue;
      const field = this.#cells.field(role.code);
      const unit = this.#cells.unitOf(
        field,
        found.columns.get(column)?.unit ?? null,
        found.headerRows[0] ?? 0,
        { column, place },
      );
      const isCopy = field.type === 'number' && view.at(row, column) === undefined;
      cells.push(
        isCopy
          ? this.#cells.copied(cell, row, field, role.key, unit, id)
          : this.#cells.cell(cell, row, field, role.key, unit, id),
      );
    }
    const facts = identityOfCells(this.#cells.fields(), cells);
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

/** A header that names nothing known may be the new name of an item; one of another year or measure never is. */
function mayBeRenamed({ named }: { readonly named?: true }, header: string): boolean {
  return named !== true && !saysOtherMeasure(header);
}

function isFilledCell({ value, question }: StagedCell): boolean {
  return value !== undefined || question !== undefined;
}

function identityOf(role: Decided | undefined): IdentityColumn | undefined {
  if (role?.kind === 'identity') return role.of;
  return role?.kind === 'cell' ? role.identity : undefined;
}
