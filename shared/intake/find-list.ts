import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { returnOf } from '../values/record.ts';
import { readNumberText } from '../values/number-grammar.ts';
import type { SheetLayout } from '../values/sheet-layout.ts';
import { codeRowAt, type CodeRow } from './code-row.ts';
import { Candidates } from './better-list.ts';
import { isHeaderOf, namesOf, parentNamesOf, partsOf, type HeaderContext } from './columns.ts';
import { withDoubts } from './doubtful-columns.ts';
import { isRemarkHeader, saysOtherMeasure, saysWhichFigure } from './header-words.ts';
import { isFigure } from './grid.ts';
import { deepest, isNumberRow, isUnitsRow, type HeaderRows } from './header-rows.ts';
import { identityAbove } from './identity.ts';
import type { ListColumn } from './list-columns.ts';
import { withNames } from './names-column.ts';
import { isOfOneUnit, leastOfOne } from './one-unit-rows.ts';
import type { SheetView } from './sheet-view.ts';
import { bothUnits, isLikeUnit, unitSaid } from './units.ts';

/** A list with one enterprise per row, as found on a sheet. */
export interface FoundList {
  readonly kind: 'list';
  readonly table: string;
  readonly headerRows: readonly number[];
  readonly unitsRow: number | null;
  readonly numberRow: number | null;
  readonly bodyFrom: number;
  readonly columns: ReadonlyMap<number, ListColumn>;
  readonly matched: number;
  /** How many of them nothing but a row of codes below the headers told. */
  readonly byCode: number;
  /** What the clerk said of it; absent of one that import found by itself. */
  readonly laid?: SheetLayout;
  /** Too few of its columns are known for a list that is sure: whether it is one is asked. */
  readonly isDoubtful?: true;
}

/** What is known before a list is looked for. */
export interface Search {
  readonly year: number;
  /** The hidden key of the app's own workbook. */
  readonly key: ReadonlyMap<string, string>;
  readonly rows: HeaderRows;
}

/**
 * The best list that a sheet holds of one table: the header rows whose names match most of its fields. Rows of a floating
 * table may be those of one unit that the lines above name.
 */
export function findList(
  view: SheetView,
  table: Table,
  parent: Table | undefined,
  { year, key, rows: headerRows }: Search,
): FoundList | null {
  const context = headerContext(table, parent, year);
  const heads = new Set(
    [...headerRows.words].flatMap(([row, texts]) =>
      [...texts].some((text) => isHeaderOf(text, context)) ? [row] : [],
    ),
  );
  const candidates = new Candidates();
  for (const top of view.rowIndexes().slice(0, 40)) {
    for (let depth = 1; depth <= deepest; depth++) {
      const rows = Array.from({ length: depth }, (_, index) => top + index);
      if (!rows.some((row) => heads.has(row))) continue;
      const found = listAt(view, table, { rows, headerRows }, context, key);
      if (found !== null) candidates.add(found);
    }
  }
  const best = candidates.best();
  if (best === null) return null;
  const found = withHeaderBelow(view, { table, headerRows }, best, (rows) =>
    listAt(view, table, { rows, headerRows }, context, key),
  );
  if (found === null) return null;
  if (isEnough(found, table, key)) return found;
  return isPlausible(view, found, table) ? { ...found, isDoubtful: true } : null;
}

/** What the headers of a table may say. */
export function headerContext(table: Table, parent: Table | undefined, year: number): HeaderContext {
  return {
    names: namesOf(table),
    hasLastYear: table.columns.includes('上年'),
    year,
    parentNames: parentNamesOf(parent),
    parts: partsOf(table),
  };
}

/**
 * The list with a further header row, where the first row of its body is one whose words no table knows: 一季度, 国内. Read
 * as figures of an unknown enterprise, its words would be left out, and the column below taken for the item above them.
 */
function withHeaderBelow(
  view: SheetView,
  where: { readonly table: Table; readonly headerRows: HeaderRows },
  found: FoundList,
  deeper: (rows: readonly number[]) => FoundList | null,
): FoundList | null {
  const row = (found.headerRows.at(-1) ?? 0) + 1;
  if (found.headerRows.length >= deepest || !isHeaderBelow(view, where, found, row)) return found;
  const list = deeper([...found.headerRows, row]);
  return list === null ? null : withHeaderBelow(view, where, list, deeper);
}

/** Words below numeric items and nothing else, in a row that names no unit. */
function isHeaderBelow(
  view: SheetView,
  { table, headerRows }: { readonly table: Table; readonly headerRows: HeaderRows },
  { columns }: FoundList,
  row: number,
): boolean {
  if (table.kind !== 'fixed' || !headerRows.isLikely(row)) return false;
  const fields = fieldsOf(table);
  const texts: string[] = [];
  for (const { column, raw } of view.row(row)) {
    const role = columns.get(column)?.role;
    if (raw.trim() === '' || role === undefined || role.kind === 'unknown' || role.kind === 'index') continue;
    if (role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined)) return false;
    const [code = ''] = role.kind === 'cell' ? [role.code] : role.codes;
    if (fields.get(code)?.type !== 'number') return false;
    texts.push(raw);
  }
  const isWord = (text: string): boolean => {
    const said = readNumberText(text);
    return !isLikeUnit(text) && said.kind === 'unclear' && said.why === 'not-a-number' && /^\D+$/u.test(text);
  };
  return (
    texts.every((text) => saysWhichFigure(text) || isWord(text)) &&
    (texts.some(saysWhichFigure) || texts.length >= 2)
  );
}

/**
 * Three names make a list; in the app's own workbook a register of one or two columns is known by its key. Fewer do where
 * they are amounts, and all that a list of enterprises has.
 */
function isEnough(found: FoundList, table: Table, key: ReadonlyMap<string, string>): boolean {
  const least = key.get('form_code') === returnOf(table.code) ? Math.min(3, fieldsOf(table).size) : 3;
  if (found.matched >= least) return true;
  const columns = [...found.columns.values()];
  const isKnown = ({ role, header }: ListColumn): boolean =>
    role.kind !== 'unknown' || role.named === true || saysOtherMeasure(header) || isRemarkHeader(header);
  const amounts = columns.filter(
    ({ role }) => role.kind === 'cell' && fieldsOf(table).get(role.code)?.type === 'number',
  );
  return table.kind === 'fixed' && amounts.length > 0 && columns.every(isKnown);
}

/** An amount of enterprises, though too little for a list that is sure: beside columns of other things, of whatever survey. */
function isPlausible(view: SheetView, { columns, bodyFrom }: FoundList, table: Table): boolean {
  const fields = fieldsOf(table);
  const all = [...columns];
  const isAmount = ([, { role }]: (typeof all)[number]): boolean =>
    role.kind === 'cell' && fields.get(role.code)?.type === 'number';
  const units = all.filter(
    ([, { role }]) =>
      role.kind === 'identity' && ['name', 'creditCode', 'organisationCode'].includes(role.of),
  );
  const amounts = all.filter(isAmount);
  const isNamed = (row: number): boolean => units.some(([column]) => view.text(row, column) !== '');
  const hasFigure = (row: number): boolean =>
    amounts.some(([column]) => {
      const cell = view.at(row, column);
      return cell !== undefined && isFigure(cell);
    });
  return (
    table.kind === 'fixed' &&
    view.rowIndexes().some((row) => row >= bodyFrom && isNamed(row) && hasFigure(row))
  );
}

function listAt(
  view: SheetView,
  table: Table,
  { rows, headerRows }: { readonly rows: readonly number[]; readonly headerRows: HeaderRows },
  context: HeaderContext,
  key: ReadonlyMap<string, string>,
): FoundList | null {
  const [head = 0] = rows;
  if ((rows.length > 1 && rows.some((row) => !headerRows.isLikely(row))) || isBareUnits(view, head))
    return null;
  const byHeader = withDoubts(table, view, { rows, headerRows }, context);
  const below = rowsBelow(view, table, rows, byHeader, context);
  const { unitsRow } = below;
  const columns = table.kind === 'fixed' ? withNames(view, below.columns, below.bodyFrom) : below.columns;
  // Columns that are not clear count as well: they will be asked about.
  const matched = new Set(
    [...columns.values()].flatMap(({ role }) =>
      role.kind === 'cell'
        ? [role.key]
        : role.kind === 'unclear'
          ? [`${role.codes.join()} ${role.column}`]
          : [],
    ),
  ).size;
  const identified = [...columns.values()].some(
    ({ role }) => role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined),
  );
  const others = [...columns.values()].some(({ role }) => role.kind === 'unknown' && role.named === true);
  if (matched === 0 && !others) return null;
  const [top = 0] = rows;
  // A register of one unit says above, if anywhere, whose it is.
  const isOneUnits =
    table.kind === 'floating' && (matched >= 4 || Object.keys(identityAbove(view, top, key)).length > 0);
  const isWhole =
    !identified &&
    table.kind === 'fixed' &&
    matched >= leastOfOne &&
    isOfOneUnit(view, columns, {
      ...{ top, key, year: context.year, hasLastYear: context.hasLastYear },
      rows: view.rowIndexes().filter((row) => row >= below.bodyFrom),
    });
  if (!identified && !isOneUnits && !isWhole) return null;
  if (unitsRow !== null) addUnits(view, columns, unitsRow);
  // They may stand above the names, too.
  const isAbove = isBareUnits(view, top - 1) && view.row(top - 1).every(({ column }) => columns.has(column));
  if (isAbove) addUnits(view, columns, top - 1);
  return {
    ...{ kind: 'list', table: table.code, headerRows: rows, ...below, columns, matched },
    unitsRow: unitsRow ?? (isAbove ? top - 1 : null),
  };
}

/** 万元 | 千元 | 人, and no line that says one of all: 单位:万元 | 单位:人. */
function isBareUnits(view: SheetView, row: number): boolean {
  return isUnitsRow(view, row) && !view.row(row).some(({ raw }) => /单\s*位/u.test(raw));
}

/** The rows between the headers and the first unit: of units, of numbers, and of codes, which tell columns too. */
function rowsBelow(
  view: SheetView,
  table: Table,
  headers: readonly number[],
  byHeader: Map<number, ListColumn>,
  context: HeaderContext,
): Pick<FoundList, 'unitsRow' | 'numberRow' | 'bodyFrom' | 'byCode'> & {
  readonly columns: Map<number, ListColumn>;
} {
  let bodyFrom = (headers.at(-1) ?? 0) + 1;
  let unitsRow: number | null = null;
  let numberRow: number | null = null;
  let coded: CodeRow | null = null;
  for (let guard = 0; guard < 4; guard++) {
    const codes: CodeRow | null = coded === null ? codeRowAt(view, bodyFrom, table, byHeader, context) : null;
    if (codes !== null) {
      coded = codes;
      numberRow ??= bodyFrom;
      bodyFrom++;
    } else if (unitsRow === null && isUnitsRow(view, bodyFrom)) unitsRow = bodyFrom++;
    else if (numberRow === null && isNumberRow(view, bodyFrom)) numberRow = bodyFrom++;
    else if (isCodeRow(view, bodyFrom, byHeader)) bodyFrom++;
    else break;
  }
  return { unitsRow, numberRow, bodyFrom, columns: coded?.columns ?? byHeader, byCode: coded?.named ?? 0 };
}

/** Adds what a row of units says below the headers. */
export function addUnits(view: SheetView, columns: Map<number, ListColumn>, unitsRow: number): void {
  for (const [column, entry] of columns) {
    const unit = bothUnits(entry.unit, unitSaid(view.headerText(unitsRow, column)));
    columns.set(column, { ...entry, unit });
  }
}

/** A row of field codes under the header, as the app's own list has. */
function isCodeRow(view: SheetView, row: number, columns: FoundList['columns']): boolean {
  const cells = view.row(row).filter(({ raw }) => /^\d\d[a-z]?$/.test(raw.trim()));
  const agree = cells.filter(({ column, raw }) => {
    const role = columns.get(column)?.role;
    return role?.kind === 'cell' && role.code === raw.trim();
  });
  const named = [...columns.values()].filter(({ role }) => role.kind === 'cell').length;
  return agree.length >= Math.max(1, Math.min(3, named)) && agree.length >= cells.length - 1;
}
