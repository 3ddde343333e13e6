import type { Table } from '../returns/definition.ts';
import type { Column } from '../values/cell.ts';
import { addressOf, columnName } from '../values/address.ts';
import { itemPlace, laidAt, type SheetLayout } from '../values/sheet-layout.ts';
import type { Asking } from './asking.ts';
import { codeRowAt } from './code-row.ts';
import { partsOfOthers } from './form-parts.ts';
import { itemAt, labelOfRow, withForeign, type FormItem, type FoundForm } from './find-form.ts';
import type { FormBlock } from './form-block.ts';
import { headAt } from './form-heads.ts';
import { codeHeader, columnSaid } from './form-labels.ts';
import { addUnits, headerContext, type FoundList } from './find-list.ts';
import type { FoundTable } from './find-table.ts';
import { pathsBelow } from './header-rows.ts';
import { comparableHeader } from './header-words.ts';
import { columnsAt, type ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import {
  allUnits,
  bothUnits,
  isMoney,
  isUnitWord,
  moneyLinesAbove,
  unitInHeader,
  unitSaid,
} from './units.ts';

/** The rows of one kind that hold a cell, from the top down; of all rows above the body for which nothing else holds. */
export function rowsOfKind(
  view: SheetView,
  { runs }: SheetLayout,
  kind: ReturnType<typeof laidAt>,
): readonly number[] {
  return view.rowIndexes().filter((row) => laidAt(runs, row) === kind);
}

/** Rows of the first run of headers: those below the body repeat it. */
export function headerRowsOf({ runs }: SheetLayout): readonly number[] {
  const run = runs.find(({ kind }) => kind === 'header');
  if (run === undefined) return [];
  return Array.from({ length: run.to - run.from + 1 }, (_, index) => run.from + index);
}

export function bodyFromOf({ runs }: SheetLayout): number {
  return runs.find(({ kind }) => kind === 'body')?.from ?? 0;
}

function onlyRowOf({ runs }: SheetLayout, kind: 'units' | 'number'): number | null {
  return runs.find((run) => run.kind === kind)?.from ?? null;
}

/** The table that a clerk laid out, read as if import had found it there: what the headers and units say is read anew. */
export function laidTable(
  view: SheetView,
  laid: SheetLayout,
  table: Table,
  { edition, year }: StageContext,
): FoundTable {
  if (laid.kind === 'form') return laidForm(view, laid, table, year);
  const parent = table.parent === undefined ? undefined : edition.table(table.parent);
  return laidList(view, laid, table, parent, year);
}

function laidList(
  view: SheetView,
  laid: SheetLayout,
  table: Table,
  parent: Table | undefined,
  year: number,
): FoundList {
  const headerRows = headerRowsOf(laid);
  const context = headerContext(table, parent, year);
  const numberRow = onlyRowOf(laid, 'number');
  const bare = columnsAt(table, pathsBelow(view, headerRows), context);
  const coded = numberRow === null ? null : codeRowAt(view, numberRow, table, bare, context);
  const byHeader = coded?.columns ?? bare;
  for (const column of laid.columns.keys())
    if (!byHeader.has(column)) byHeader.set(column, { role: { kind: 'unknown' }, header: '', unit: null });
  const columns = new Map([...byHeader].sort(([a], [b]) => a - b));
  const unitsRow = onlyRowOf(laid, 'units');
  if (unitsRow !== null) addUnits(view, columns, unitsRow);
  return {
    kind: 'list',
    table: table.code,
    headerRows,
    unitsRow,
    numberRow,
    bodyFrom: bodyFromOf(laid),
    columns,
    matched: 0,
    byCode: 0,
    laid,
  };
}

function laidForm(view: SheetView, laid: SheetLayout, table: Table, year: number): FoundForm {
  const headerRows = headerRowsOf(laid);
  const blocks = blocksOf(view, laid, headerRows, year);
  const isByCode = blocks.every(({ hasCodes }) => hasCodes);
  const found = rowsOfKind(view, laid, 'body').flatMap((row) =>
    blocks.flatMap((block, index) => {
      const own = itemAt(view, row, block, table);
      const known = isByCode ? withForeign(view, own, table, year) : own;
      const said = saidOfRow(laid, row, index === 0 ? null : block.from, blocks[index + 1]?.from);
      return said === undefined ? known : [itemSaid(view, row, block, said, known[0])];
    }),
  );
  const ofOthers = partsOfOthers(found, table);
  const items = found.map((item) =>
    item.said === undefined && ofOthers.has(item) ? { ...item, isForeign: true as const } : item,
  );
  return {
    kind: 'form',
    table: table.code,
    headerRow: headerRows[0] ?? 0,
    headerRows,
    unitsRow: onlyRowOf(laid, 'units'),
    numberRow: onlyRowOf(laid, 'number'),
    blocks,
    items,
    matched: items.length,
    named: 0,
    next: null,
    laid,
  };
}

/** What the clerk said that a row is, in one of the blocks that stand side by side. */
function saidOfRow(
  { items }: SheetLayout,
  row: number,
  from: number | null,
  until = Infinity,
): string | undefined {
  for (const [place, meaning] of items) {
    const at = itemPlace(place);
    const isHere = at.column === null ? from === null : at.column >= (from ?? 0) && at.column < until;
    if (at.row === row && isHere) return meaning;
  }
  return undefined;
}

function itemSaid(
  view: SheetView,
  row: number,
  block: FormBlock,
  said: string,
  known: FormItem | undefined,
): FormItem {
  return { label: labelOfRow(view, row, block), codes: [], ...known, row, block, said };
}

/** The blocks that the header says, with what the clerk said of their columns; one block where the header says none. */
function blocksOf(
  view: SheetView,
  laid: SheetLayout,
  headerRows: readonly number[],
  year: number,
): readonly FormBlock[] {
  const heads = [false, true].flatMap((takesPlans) =>
    headerRows.map((row) => headAt(view, row, year, { all: headerRows, takesPlans })),
  );
  const blocks = heads.find((head) => head !== null)?.blocks ?? [bareBlock(view, headerRows, year)];
  return blocks.map((block, index) => {
    const until = blocks[index + 1]?.from ?? Infinity;
    const said = [...laid.columns].filter(([column]) => column >= block.from && column < until);
    const at = (meaning: string): number | undefined => said.find(([, each]) => each === meaning)?.[0];
    const isSaid = (column: number | null): boolean => column !== null && laid.columns.has(column);
    const named = block.hasCodes ? block.itemColumn : block.codeColumn;
    const item = at('item') ?? (isSaid(named ?? null) ? undefined : named);
    const code = at('code') ?? (!block.hasCodes || isSaid(block.codeColumn) ? undefined : block.codeColumn);
    const years = said.flatMap(([column, meaning]) =>
      meaning === '本年' || meaning === '上年' ? [valueColumn(view, headerRows, column, meaning)] : [],
    );
    const units = onlyRowOf(laid, 'units');
    const columns = [...block.columns.filter((column) => !isSaid(column.at)), ...years].map((column) =>
      units === null
        ? column
        : { ...column, unit: bothUnits(column.unit, unitSaid(view.headerText(units, column.at))) },
    );
    return {
      from: block.from,
      codeColumn: code ?? item ?? -1,
      hasCodes: code !== undefined,
      nameColumn: block.nameColumn,
      unitColumn: at('unit') ?? (isSaid(block.unitColumn) ? null : block.unitColumn),
      ...(item === undefined ? {} : { itemColumn: item }),
      columns: columns.sort((a, b) => a.at - b.at),
      others: block.others.filter((other) => !isSaid(other.at)),
    };
  });
}

/** What a header without 代码 says: the column of the items, that of their units, and the years. */
function bareBlock(view: SheetView, headerRows: readonly number[], year: number): FormBlock {
  const cells = pathsBelow(view, headerRows).map(({ column, texts }) => ({
    column,
    names: texts.map(comparableHeader),
  }));
  const at = (name: RegExp): number | undefined =>
    cells.find(({ names }) => names.some((each) => name.test(each)))?.column;
  const item = at(/^(指标名称|指标|项目|项目名称|名称)$/u);
  const code = at(codeHeader);
  return {
    from: 0,
    codeColumn: code ?? item ?? -1,
    hasCodes: code !== undefined,
    nameColumn: item ?? null,
    unitColumn: at(/^(计量)?单位$/u) ?? null,
    ...(item === undefined || code !== undefined ? {} : { itemColumn: item }),
    columns: cells.flatMap(({ column, names }) => {
      const said = columnSaid(names, year, false);
      return said === null ? [] : [valueColumn(view, headerRows, column, said)];
    }),
    others: [],
  };
}

function valueColumn(
  view: SheetView,
  headerRows: readonly number[],
  at: number,
  column: Column,
): FormBlock['columns'][number] {
  const units = headerRows.map((row) => unitInHeader(view.headerText(row, at)));
  return { at, column, unit: units.findLast((unit) => unit !== null) ?? null };
}

/**
 * Where a row that the clerk set aside says another unit than the rows that count: a header left out must not change the
 * numbers a thousandfold. It is asked about column by column; until then the rows that count are believed.
 */
export function withUnitsAsked(
  view: SheetView,
  found: FoundTable,
  laid: SheetLayout,
  asking: Asking,
): FoundTable {
  const above = view
    .rowIndexes()
    .filter((row) => row < bodyFromOf(laid) && !['header', 'units'].includes(laidAt(laid.runs, row) ?? ''));
  const [header = 0] = headerRowsOf(laid);
  const line = allUnits(moneyLinesAbove(view, bodyFromOf(laid), { header, isLaid: true }));
  const unitAt = (column: number, unit: string | null, name: string): string | null => {
    const own = unit ?? line;
    if (own === null || !isMoney(own)) return unit;
    const aside = above.flatMap((row) => {
      const text = view.headerText(row, column);
      const said = unitInHeader(text) ?? (isUnitWord(text) ? unitSaid(text) : null);
      return said !== null && isMoney(said) && said !== own ? [{ said, row }] : [];
    });
    const [other] = aside;
    if (other === undefined) return unit;
    const cell = addressOf(header, column);
    const answer = asking.ask(cell, 'unit-moved', [{ code: `unit:${own}` }, { code: `unit:${other.said}` }], {
      cell,
      details: {
        header: name.replace(/\s+/gu, '') || columnName(column),
        unit: own,
        other: other.said,
        row: String(other.row + 1),
      },
    });
    return answer?.slice('unit:'.length) ?? unit;
  };
  if (found.kind === 'form') {
    const blocks = new Map(
      found.blocks.map((block) => [
        block,
        {
          ...block,
          columns: block.columns.map((each) => ({ ...each, unit: unitAt(each.at, each.unit, each.column) })),
        },
      ]),
    );
    const of = (block: FormBlock): FormBlock => blocks.get(block) ?? block;
    return {
      ...found,
      blocks: found.blocks.map(of),
      items: found.items.map((item) => ({ ...item, block: of(item.block) })),
    };
  }
  const columns = new Map(
    [...found.columns].map(([column, entry]): [number, ListColumn] => [
      column,
      { ...entry, unit: unitAt(column, entry.unit, entry.header) },
    ]),
  );
  return { ...found, columns };
}
