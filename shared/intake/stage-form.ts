import { keyOf, otherYear } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import { groundOf, type Asking } from './asking.ts';
import { mayBeRenamed } from './decide-columns.ts';
import { textOfItem, unitOfItem, type FormItem, type FoundForm } from './find-form.ts';
import { askSecond, FormColumns, isSaid } from './form-columns.ts';
import type { FormBlock } from './form-block.ts';
import { isFigure, type GridCell } from './grid.ts';
import { besideYear, comparableHeader, saysOtherMeasure } from './header-words.ts';
import { HiddenCells } from './hidden-cells.ts';
import { identityAbove, identityOfCells } from './identity.ts';
import { bodyFromOf, rowsOfKind } from './laid-out.ts';
import { remarkedItems } from './remarks.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import { isMoney } from './units.ts';
import { othersLeftOut } from './year-rows.ts';
import {
  placeOf,
  type Heading,
  type Identity,
  type StagedCell,
  type StagedFiling,
  type StagedTable,
} from './staged.ts';

/** A row with the field whose it is. */
interface CodedItem {
  readonly code: string;
  readonly item: FormItem;
}

/** Stages a form for one enterprise. */
export class FormStager {
  readonly #view: SheetView;
  readonly #key: ReadonlyMap<string, string>;
  readonly #asking: Asking;
  readonly #cells: CellStager;
  /** What the rows were decided to be. */
  readonly #decided = new Map<FormItem, string>();

  constructor(view: SheetView, key: ReadonlyMap<string, string>, asking: Asking, cells: CellStager) {
    this.#view = view;
    this.#key = key;
    this.#asking = asking;
    this.#cells = cells;
  }

  stage<Filing>(
    found: FoundForm,
    keep: (filing: StagedFiling) => Filing,
  ): { table: StagedTable; filings: Filing[] } {
    const { part: of } = this.#view;
    const part = of === undefined ? {} : { part: of };
    const id = `${this.#view.sheet.name}!${placeOf({ ...part, row: found.headerRow })}`;
    const columns = new FormColumns(this.#view, this.#asking, found, this.#cells);
    const values = new Map(found.blocks.map((block) => [block, columns.taken(block)]));
    const cells: StagedCell[] = [];
    const areSwapped = this.#asking.areYearsSwapped(found.headerRow);
    const items = this.#withoutOthers(found, this.#withoutHidden(found, values, this.#itemsByCode(found)));
    for (const [block, own] of values) {
      const rows = items.filter(({ item }) => item.block === block).map(({ item }) => item.row);
      for (const { at, column } of own) this.#cells.struck.askColumn(rows, at, found.headerRow, column);
    }
    for (const block of found.blocks) columns.nameOthers(block);
    if (found.isRenumbered === true) this.#sayRenumbered(found.headerRow);
    for (const { code, item } of items) {
      const field = this.#cells.items.field(code);
      for (const { column, at, unit } of columns.of(item, field, values.get(item.block) ?? [])) {
        if (column === '上年' && !this.#cells.items.hasLastYear()) continue;
        const own = this.#view.at(item.row, at);
        const cell = own ?? (field.type === 'number' ? this.#spread(item, at, values) : undefined);
        if (cell === undefined) continue;
        // 金额(万元) over persons says nothing of them.
        const isOfMoney = unit?.split('、').every(isMoney) === true && !isMoney(field.unit);
        const header = isOfMoney ? null : unit;
        const said = this.#cells.unitOf(cell, field, unitOfItem(this.#view, item, header), { row: item.row });
        const key = areSwapped ? otherYear(keyOf(code, column)) : keyOf(code, column);
        const staged =
          own === undefined
            ? this.#cells.copied(cell, item.row, field, key, said, id)
            : this.#cells.cell(cell, item.row, field, key, said, id);
        cells.push(this.#cells.unlessHeld(staged, item.row, at));
      }
    }
    const filing: StagedFiling = {
      id,
      return: returnOf(found.table),
      table: found.table,
      // In its own cells (JC101), else above the form.
      identity: {
        ...this.#identityAround(found.headerRow),
        ...identityOfCells(this.#cells.items.fields(), cells),
      },
      sheet: this.#view.sheet.name,
      ...part,
      row: found.headerRow,
      cells,
    };
    const isFilled = cells.some((cell) => cell.value !== undefined || cell.question !== undefined);
    return { table: this.#table(found), filings: isFilled ? [keep(filing)] : [] };
  }

  #sayRenumbered(row: number): void {
    const { name: sheet } = this.#view.sheet;
    const cell = this.#view.address(row, 0);
    this.#asking.notices.push({ kind: 'codes-renumbered', class: 'C', sheet, cell, details: {} });
  }

  /** Whose form it is by the lines above it; where these do not say, by those below: 填报单位 beside the signatures. */
  #identityAround(headerRow: number): Identity {
    const above = identityAbove(this.#view, headerRow, this.#key);
    return Object.keys(above).length > 0 ? above : identityAbove(this.#view, Infinity, this.#key);
  }

  /** A figure that is merged over this place and that of another year or item: whether it is both's is asked. */
  #spread(
    { row, block }: FormItem,
    column: number,
    values: ReadonlyMap<FormBlock, FormBlock['columns']>,
  ): GridCell | undefined {
    const range = this.#view.mergeAt(row, column);
    const isOfValues = values.get(block)?.some(({ at }) => at === range?.left) === true;
    const cell = range === undefined || !isOfValues ? undefined : this.#view.at(range.top, range.left);
    return cell !== undefined && isFigure(cell) ? { ...cell, column } : undefined;
  }

  #table(found: FoundForm): StagedTable {
    const view = this.#view;
    const { bodyFrom, bodyTo, totalRows, noteRows, leftRows } = rowsOfForm(view, found);
    return {
      sheet: view.sheet.name,
      ...(view.part === undefined ? {} : { part: view.part }),
      return: returnOf(found.table),
      table: found.table,
      layout: this.#key.size > 0 ? 'template' : 'form',
      titleRows: view.rowIndexes().filter((row) => row < (found.headerRows[0] ?? 0)),
      headerRows: found.headerRows,
      unitsRow: found.unitsRow,
      numberRow: found.numberRow,
      bodyFrom,
      bodyTo,
      totalRows,
      noteRows,
      ...(leftRows.length === 0 ? {} : { leftRows }),
      columns: Object.fromEntries(found.blocks.flatMap(rolesOf)),
      headings: [
        this.#cells.units.headingAbove(),
        ...found.blocks.flatMap((block) =>
          block.columns.map(({ at, unit }) => ({
            at: view.address(found.headerRow, at),
            text: view.text(found.headerRow, at),
            unit,
          })),
        ),
        ...found.items.map((item) => this.#headingOf(item)),
      ],
    };
  }

  #headingOf(item: FormItem): Heading {
    const code = this.#decided.get(item) ?? (item.said === undefined ? item.codes[0] : undefined);
    return {
      at: this.#view.address(item.row, item.block.codeColumn),
      text: textOfItem(this.#view, item),
      unit: unitOfItem(this.#view, item, null),
      ...(code === undefined ? {} : { key: code }),
      ...(code === undefined && isUnnamed(item) ? { isStrange: true } : {}),
    };
  }

  /** Items in rows that the clerk does not leave out as hidden; hidden columns are taken from the values. */
  #withoutHidden(
    found: FoundForm,
    values: Map<FormBlock, FormBlock['columns']>,
    items: readonly CodedItem[],
  ): readonly CodedItem[] {
    const hidden = new HiddenCells(this.#view, this.#asking);
    const isFilled = ({ item }: CodedItem): boolean =>
      (values.get(item.block) ?? []).some(
        ({ at }) => isSaid(this.#view.at(item.row, at)) || this.#spread(item, at, values) !== undefined,
      );
    const filled = items.filter(isFilled).map(({ item }) => item.row);
    const rows = new Set(hidden.withoutRows([...new Set(filled)].sort((a, b) => a - b)));
    const columns = [...values.values()].flat().map(({ at, column }) => ({ column: at, header: column }));
    const left = hidden.columnsLeftOut(columns, [...rows], found.headerRow);
    for (const [block, own] of values)
      values.set(
        block,
        own.filter(({ at }) => !left.has(at)),
      );
    return items.filter(({ item }) => rows.has(item.row));
  }

  /** Items without those whose figures the clerk leaves out because a remark says that they are a plan or the like. */
  #withoutOthers(found: FoundForm, items: readonly CodedItem[]): readonly CodedItem[] {
    const { year } = this.#cells.items;
    const rowsOf = (block: FormBlock): readonly number[] =>
      items.filter(({ item }) => item.block === block).map(({ item }) => item.row);
    const others = remarkedItems(this.#view, found, rowsOf, year);
    const left = othersLeftOut(this.#view, this.#asking, year, found.headerRow, others);
    return items.filter(
      ({ item }) => !left.some((other) => other.row === item.row && other.block === item.block),
    );
  }

  /**
   * Rows with the field whose they are. A row whose words and code disagree, or a code twice, is asked about, unless both rows
   * say the same, or one of two blocks has this year's figures and the other last year's.
   */
  #itemsByCode(found: FoundForm): readonly CodedItem[] {
    const items: CodedItem[] = [];
    for (const item of found.items) {
      const code = this.#codeOf(item, found);
      if (code === null) continue;
      this.#decided.set(item, code);
      const at = items.findIndex((other) => other.code === code && haveOneYear(other.item, item));
      const before = items[at]?.item;
      const twice = before === undefined ? '' : this.#view.address(before.row, before.block.codeColumn);
      const place = this.#view.address(item.row, item.block.codeColumn);
      const details = { header: item.label, twice };
      if (before === undefined) items.push({ code, item });
      else if (!this.#isNoOther(before, item)) {
        const answer = askSecond(this.#asking, place, details, [], (open) => this.#hold(before, open));
        if (answer === 'this') items[at] = { code, item };
      }
    }
    return items;
  }

  #hold({ row, block }: FormItem, question: string): void {
    for (const { at } of block.columns) this.#cells.hold(question, at, row);
  }

  /** Whether a row says nothing, or what another says in the same columns. */
  #isNoOther(before: FormItem, { row, block }: FormItem): boolean {
    return block.columns.every(({ at }) => {
      const cell = this.#view.at(row, at);
      const other = this.#view.at(before.row, at);
      const isSame = before.block === block && cell?.raw === other?.raw && cell?.format === other?.format;
      return !isSaid(cell) || (isSame && cell?.uncomputed !== true);
    });
  }

  #codeOf(item: FormItem, { isDoubtful }: FoundForm): string | null {
    const [code, ...others] = item.codes;
    const isClear = code !== undefined && others.length === 0 && item.isForeign !== true;
    const place = this.#view.address(item.row, item.block.codeColumn);
    // Words without a known code are remembered as the heading that they are.
    const isWritten = code === undefined || !item.block.hasCodes;
    const text = isWritten ? textOfItem(this.#view, item) : `${code} ${item.label}`.trim();
    // 工业总产值计划数 may be taken this once; it is no other name of the item.
    const isName = !saysOtherMeasure(item.label) && besideYear(comparableHeader(item.label)) === undefined;
    const ground = code === undefined ? groundOf(text) : groundOf(code, item.label);
    const about = {
      cell: place,
      raw: item.label,
      details: { header: text },
      ...(isName ? { ground } : {}),
    };
    if (item.said !== undefined) {
      const isItem = item.said !== 'skip';
      // A row whose words and code are clear and were overruled is no rule.
      if (!isClear && item.label !== '')
        this.#asking.settle(
          place,
          'column-unclear',
          isItem ? this.#cells.items.choiceOf(item.said) : { code: 'skip' },
          about,
        );
      return isItem ? item.said : null;
    }
    if (isClear) return code;
    const codes = [...new Set(item.codes)].filter((choice) => choice !== '');
    if (code !== undefined || isDoubtful === true || this.#cells.items.isItemSaid(place, isUnnamed(item)))
      return this.#cells.items.askItem(place, codes, about);
    this.#asking.notices.push({
      kind: 'column-unknown',
      class: 'D',
      sheet: this.#view.sheet.name,
      cell: place,
      details: { header: item.label },
    });
    return null;
  }
}

/** Whether the blocks of two rows have figures of the same year. */
function haveOneYear(one: FormItem, other: FormItem): boolean {
  return one.block.columns.some(({ column }) => other.block.columns.some((also) => also.column === column));
}

/** A row that names no item, nor another measure of one: what the sender calls it may be an item's other name. */
function isUnnamed({ codes, said, label }: FormItem): boolean {
  return codes.length === 0 && said === undefined && mayBeRenamed({}, label);
}

/** The rows of a form below its header: those of its items and what follows, or as the clerk laid them out. */
function rowsOfForm(
  view: SheetView,
  { items, laid }: FoundForm,
): Pick<StagedTable, 'bodyFrom' | 'bodyTo' | 'totalRows' | 'noteRows'> & {
  readonly leftRows: readonly number[];
} {
  if (laid === undefined) {
    const rows = items.filter(({ codes }) => codes.length > 0).map(({ row }) => row);
    const [bodyFrom, bodyTo] = [Math.min(...rows), Math.max(...rows)];
    const noteRows = view.rowIndexes().filter((row) => row > bodyTo);
    return { bodyFrom, bodyTo, totalRows: [], noteRows, leftRows: [] };
  }
  const bodyFrom = bodyFromOf(laid);
  const bodyTo = laid.runs.findLast(({ kind }) => kind === 'body')?.to ?? bodyFrom;
  return {
    bodyFrom,
    bodyTo,
    totalRows: rowsOfKind(view, laid, 'total'),
    noteRows: rowsOfKind(view, laid, 'note'),
    leftRows: rowsOfKind(view, laid, null).filter((row) => row > bodyFrom && row < bodyTo),
  };
}

function rolesOf({
  codeColumn,
  hasCodes,
  unitColumn,
  itemColumn,
  columns,
}: FormBlock): (readonly [number, string])[] {
  return [
    ...(unitColumn === null ? [] : [[unitColumn, 'unit'] as const]),
    [codeColumn, hasCodes ? 'code' : 'item'],
    ...(itemColumn === undefined ? [] : [[itemColumn, 'item'] as const]),
    ...columns.map(({ at, column }) => [at, column] as const),
  ];
}
