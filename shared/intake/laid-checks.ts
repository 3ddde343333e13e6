import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { normaliseCode } from '../codes/credit-code.ts';
import { columnName } from '../values/address.ts';
import { codeOf, columnOf } from '../values/cell.ts';
import {
  itemPlace,
  printRun,
  type LayoutFault,
  type LayoutFaultCode,
  type SheetLayout,
} from '../values/sheet-layout.ts';
import { isCalledTotal } from './called-totals.ts';
import { isHeaderOf, type HeaderContext, type IdentityColumn } from './columns.ts';
import type { FoundForm } from './find-form.ts';
import { isCodeHeader } from './form-labels.ts';
import { headerContext, type FoundList } from './find-list.ts';
import type { FoundTable } from './find-table.ts';
import { isNumberRow, isUnitsRow } from './header-rows.ts';
import { comparableHeader } from './header-words.ts';
import { rowsOfKind } from './laid-out.ts';
import { isOfOneUnit } from './one-unit-rows.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { isLikeUnit } from './units.ts';

const identities: readonly IdentityColumn[] = ['creditCode', 'organisationCode', 'name', 'area', 'parent'];

/** What a column of a list may be said to be besides an item. */
const listMeanings: readonly string[] = [...identities, 'index', 'skip'];
const formMeanings: readonly string[] = ['本年', '上年', 'code', 'item', 'unit', 'skip'];
const acrossMeanings: readonly string[] = ['item', 'unit', 'group', 'year', 'figures', 'skip'];

export function identityMeant(meaning: string | undefined): IdentityColumn | undefined {
  return identities.find((of) => of === meaning);
}

function fault(code: LayoutFaultCode, details: Readonly<Record<string, string>> = {}): LayoutFault {
  return { code, details };
}

/** What a layout says of a return that it does not have: its table, an item, the column of last year. */
export function faultOfReturn(
  { kind, table: code, columns, items }: SheetLayout,
  { edition }: StageContext,
): LayoutFault | null {
  const table = edition.table(code);
  if (table === undefined) return fault('table-unknown', { table: code });
  if (kind !== 'list' && table.kind !== 'fixed') return fault('table-no-form', { table: code });
  const hasLastYear = table.columns.includes('上年');
  for (const [column, meaning] of columns) {
    const isLastYear = kind === 'form' ? meaning === '上年' : kind === 'list' && columnOf(meaning) === '上年';
    const isKnown =
      kind !== 'list'
        ? (kind === 'form' ? formMeanings : acrossMeanings).includes(meaning)
        : (listMeanings.includes(meaning) && (meaning !== 'parent' || table.parent !== undefined)) ||
          fieldsOf(table).has(codeOf(meaning));
    const details = { column: columnName(column), meaning, table: code };
    if (!isKnown) return fault('meaning-unknown', { ...details, kind });
    if (isLastYear && !hasLastYear) return fault('no-last-year', details);
  }
  for (const [place, meaning] of items) {
    const row = String(itemPlace(place).row + 1);
    const isIdentity = kind === 'across' && identities.includes(meaning as IdentityColumn);
    const isOfYear = kind === 'across' && hasLastYear && columnOf(meaning) === '上年';
    const isItem = fieldsOf(table).has(codeOf(meaning)) && (columnOf(meaning) === '本年' || isOfYear);
    if (meaning !== 'skip' && !isIdentity && !isItem)
      return fault('item-unknown', { row, meaning, table: code });
  }
  return null;
}

interface Bounds {
  /** The row under which the layout was said, and that under which the next one was. */
  readonly first: number;
  readonly next: number;
}

/** What a layout says of rows and columns that the sheet does not have, or that are another table's. */
export function faultOfPlaces(
  view: SheetView,
  laid: SheetLayout,
  { first, next }: Bounds,
): LayoutFault | null {
  const last = view.rowIndexes().at(-1) ?? 0;
  for (const run of laid.runs) {
    const rows = printRun(run);
    if (run.from < first) return fault('row-above', { rows, first: String(first + 1) });
    if (run.to >= next) return fault('rows-of-another', { rows, next: String(next + 1) });
    if (run.to > last) return fault('row-outside', { rows, last: String(last + 1) });
  }
  for (const column of laid.columns.keys())
    if (column > view.lastColumn)
      return fault('column-outside', { column: columnName(column), last: columnName(view.lastColumn) });
  for (const { column } of [...laid.items.keys()].map(itemPlace))
    if (column !== null && column > view.lastColumn)
      return fault('column-outside', { column: columnName(column), last: columnName(view.lastColumn) });
  return null;
}

/**
 * Rows that cannot be what the clerk says: a total that would be a unit, units of measure that would be figures, a header that
 * would be read as a row; and a table that no column says anything of.
 */
export function faultOfRows(
  view: SheetView,
  laid: SheetLayout,
  found: FoundTable,
  table: Table,
  { edition, year }: StageContext,
): LayoutFault | null {
  const parent = table.parent === undefined ? undefined : edition.table(table.parent);
  const context = headerContext(table, parent, year);
  const body = rowsOfKind(view, laid, 'body');
  for (const row of body) {
    const details = { row: String(row + 1), text: wordsIn(view, row) };
    if (found.kind === 'list' && isCalledTotal(view, row) && !hasCode(view, row))
      return fault('total-as-body', details);
    if (isUnitsRow(view, row)) return fault('units-as-body', details);
    if (row === body[0] && isNumberRow(view, row)) return fault('number-as-body', details);
    if (isHeaderRow(view, row, found, context)) return fault('header-as-body', details);
  }
  for (const row of rowsOfKind(view, laid, 'units'))
    if (!view.row(row).some(({ raw }) => isLikeUnit(raw)))
      return fault('units-without-unit', { row: String(row + 1) });
  if (found.kind === 'form') return faultOfBlocks(laid, found);
  const { hasLastYear } = context;
  const top = found.headerRows[0] ?? 0;
  const isOneUnits = isOfOneUnit(view, found.columns, { top, rows: body, key: new Map(), year, hasLastYear });
  return faultOfColumns(laid, found, table, isOneUnits);
}

/** Whether a row has a unit's code: one that is called 合计 all the same. */
function hasCode(view: SheetView, row: number): boolean {
  return view
    .row(row)
    .some(({ type, raw }) => type === 'text' && /^([\dA-Z]{18}|\d{8}-?[\dX])$/u.test(normaliseCode(raw)));
}

function wordsIn(view: SheetView, row: number): string {
  const texts = view
    .row(row)
    .map(({ raw }) => raw.trim())
    .filter((text) => text !== '');
  return texts.slice(0, 3).join(' ');
}

function isHeaderRow(view: SheetView, row: number, found: FoundTable, context: HeaderContext): boolean {
  if (found.kind === 'form')
    return found.blocks.some(({ codeColumn }) => isCodeHeader(view.text(row, codeColumn)));
  const cells = view.row(row).filter(({ type, raw }) => type === 'text' && raw.length <= 60);
  const headers = cells.filter(({ raw }) => /\p{L}/u.test(raw) && isHeaderOf(comparableHeader(raw), context));
  return headers.length >= 3 && headers.length * 2 > cells.length;
}

/** `isOneUnits`: the rows are those of the unit that the lines above name. */
export function faultOfColumns(
  laid: SheetLayout,
  found: FoundList,
  table: Table,
  isOneUnits = false,
): LayoutFault | null {
  const fields = fieldsOf(table);
  const meant = [...found.columns].map(([column, { role }]) => {
    const meaning = laid.columns.get(column);
    if (meaning === undefined)
      return {
        isIdentity: role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined),
        isItem: role.kind === 'unclear' || (role.kind === 'cell' && role.identity === undefined),
      };
    const fact = fields.get(codeOf(meaning))?.fact;
    return {
      isIdentity: identityMeant(meaning) !== undefined || identityMeant(fact) !== undefined,
      isItem: fields.has(codeOf(meaning)) && identityMeant(fact) === undefined,
    };
  });
  if (table.kind === 'fixed' && !isOneUnits && !meant.some(({ isIdentity }) => isIdentity))
    return fault('identity-absent');
  return meant.some(({ isItem }) => isItem)
    ? null
    : fault('item-absent', { table: table.code, kind: 'list' });
}

function faultOfBlocks(laid: SheetLayout, { blocks, items, table }: FoundForm): LayoutFault | null {
  for (const block of blocks) {
    const isLacking =
      block.codeColumn < 0 || !block.columns.some(({ column }) => column === '本年') || items.length === 0;
    if (isLacking) return fault('item-absent', { table, kind: 'form' });
    for (const { column, at } of block.columns) {
      const other = block.columns.find((each) => each.column === column && each.at !== at);
      const isSaid = laid.columns.has(at) && other !== undefined && laid.columns.has(other.at);
      if (other !== undefined && isSaid)
        return fault('meaning-twice', { meaning: column, one: columnName(at), other: columnName(other.at) });
    }
  }
  return null;
}
