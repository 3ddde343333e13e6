import type { LoadedEdition } from '../returns/edition.ts';
import {
  comparableHeader,
  isUnitWord,
  namesOf,
  roleOf,
  unitInHeader,
  unitWord,
  type ColumnRole,
} from './columns.ts';
import type { SheetView } from './sheet-view.ts';

/** A list with one enterprise per row, as found on a sheet. */
export interface FoundList {
  readonly kind: 'list';
  readonly return: string;
  readonly headerRows: readonly number[];
  readonly unitsRow: number | null;
  readonly numberRow: number | null;
  readonly bodyFrom: number;
  readonly columns: ReadonlyMap<
    number,
    { readonly role: ColumnRole; readonly header: string; readonly unit: string | null }
  >;
  readonly matched: number;
}

/** A form for one enterprise: items down, years across, found by the column of codes. */
export interface FoundForm {
  readonly kind: 'form';
  readonly return: string;
  readonly headerRow: number;
  readonly numberRow: number | null;
  readonly codeColumn: number;
  readonly unitColumn: number | null;
  readonly columns: ReadonlyMap<'本年' | '上年', number>;
  readonly rows: ReadonlyMap<number, string>;
  readonly matched: number;
}

const ordinals = /^([甲乙丙丁戊]|\(?\d{1,2}\)?|序号)$/u;

/** True for the row of 甲 乙 丙 1 2 under a header. */
function isNumberRow(view: SheetView, row: number): boolean {
  const texts = [...view.row(row).values()].map((cell) => cell.raw.normalize('NFKC').trim());
  return (
    texts.length >= 2 &&
    texts.every((text) => ordinals.test(text)) &&
    texts.some((text) => /[甲乙丙]/u.test(text) || text === '1' || text === '(1)')
  );
}

function isUnitsRow(view: SheetView, row: number): boolean {
  const texts = [...view.row(row).values()].map((cell) => cell.raw);
  const words = texts.filter(isUnitWord).length;
  return words >= 2 && words >= texts.length - 2;
}

/** The best list of a sheet: the header rows whose names match most fields of one return. */
export function findList(view: SheetView, edition: LoadedEdition): FoundList | null {
  let best: FoundList | null = null;
  for (const definition of edition.filled()) {
    const names = namesOf(definition);
    const hasLastYear = definition.columns.includes('上年');
    for (const top of view.rowIndexes().slice(0, 40)) {
      for (const depth of [1, 2, 3]) {
        const found = listAt(view, definition.code, top, depth, names, hasLastYear);
        // Of equal matches the fewest header rows: a title above is no header.
        if (found === null) continue;
        const better =
          best === null ||
          found.matched > best.matched ||
          (found.matched === best.matched && depth < best.headerRows.length);
        if (better) best = found;
      }
    }
  }
  return best;
}

function listAt(
  view: SheetView,
  code: string,
  top: number,
  depth: number,
  names: ReadonlyMap<string, readonly string[]>,
  hasLastYear: boolean,
): FoundList | null {
  const headerRows = Array.from({ length: depth }, (_, index) => top + index);
  // Deeper header rows must look like headers: no row of figures among them.
  if (
    headerRows
      .slice(1)
      .some((row) =>
        [...view.row(row).values()].some((cell) => cell.type === 'number' || cell.type === 'date'),
      )
  )
    return null;
  if (headerRows.slice(1).some((row) => isNumberRow(view, row) || isUnitsRow(view, row))) return null;
  const columns = new Map<number, { role: ColumnRole; header: string; unit: string | null }>();
  const used = new Set<string>();
  let matched = 0;
  const last = Math.max(
    0,
    ...headerRows.flatMap((row) => [...view.row(row).keys()]),
    ...view.sheet.merges.filter((range) => headerRows.includes(range.top)).map((range) => range.right),
  );
  for (let column = 0; column <= Math.min(last, 500); column++) {
    const path = headerRows
      .map((row) => view.headerText(row, column))
      .filter((text, index, all) => text !== '' && all.indexOf(text) === index);
    if (path.length === 0) continue;
    const role = roleOf(path, names, hasLastYear);
    const header = path.join('/');
    const unit = path.map(unitInHeader).find((word) => word !== null) ?? null;
    columns.set(column, { role, header, unit });
    if (role.kind === 'cell' && !used.has(role.key)) {
      used.add(role.key);
      matched += 1;
    }
  }
  const identified = [...columns.values()].some(
    ({ role }) => role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined),
  );
  if (matched < 3 || !identified) return null;
  let bodyFrom = top + depth;
  let unitsRow: number | null = null;
  let numberRow: number | null = null;
  for (let guard = 0; guard < 4; guard++) {
    if (unitsRow === null && isUnitsRow(view, bodyFrom)) unitsRow = bodyFrom++;
    else if (numberRow === null && isNumberRow(view, bodyFrom)) numberRow = bodyFrom++;
    else if (isCodeRow(view, bodyFrom, columns)) bodyFrom++;
    else break;
  }
  if (unitsRow !== null) {
    for (const [column, entry] of columns) {
      const word = view.text(unitsRow, column);
      if (entry.unit === null && isUnitWord(word)) columns.set(column, { ...entry, unit: unitWord(word) });
    }
  }
  return { kind: 'list', return: code, headerRows, unitsRow, numberRow, bodyFrom, columns, matched };
}

/** A row of field codes under the header, as the app's own list has. */
function isCodeRow(view: SheetView, row: number, columns: FoundList['columns']): boolean {
  const cells = [...view.row(row)].filter(([, cell]) => /^\d\d[a-z]?$/.test(cell.raw.trim()));
  const agree = cells.filter(([column, cell]) => {
    const role = columns.get(column)?.role;
    return role?.kind === 'cell' && role.code === cell.raw.trim();
  });
  return agree.length >= 3 && agree.length >= cells.length - 1;
}

/** The form of a sheet: a header row with 代码 and 本年 (or the single column), codes of one return below. */
export function findForm(view: SheetView, edition: LoadedEdition, wanted: string | null): FoundForm | null {
  let best: FoundForm | null = null;
  for (const headerRow of view.rowIndexes().slice(0, 60)) {
    const header = new Map(
      [...view.row(headerRow)].map(([column, cell]) => [comparableHeader(cell.raw), column]),
    );
    const codeColumn = header.get('代码');
    if (codeColumn === undefined) continue;
    const columns = new Map<'本年' | '上年', number>();
    for (const [name, column] of header) {
      if (/^(本年|本期|数量|填报内容|内容)$/.test(name)) columns.set('本年', column);
      if (/^(上年|上期)$/.test(name)) columns.set('上年', column);
    }
    if (!columns.has('本年')) continue;
    const unitColumn = header.get('计量单位') ?? header.get('单位') ?? null;
    for (const definition of edition.filled()) {
      if (wanted !== null && definition.code !== wanted) continue;
      const rows = new Map<number, string>();
      const fields = edition.fields(definition.code);
      const names = namesOf(definition);
      for (const row of view.rowIndexes()) {
        if (row <= headerRow || isNumberRow(view, row)) continue;
        const code = view.text(row, codeColumn).normalize('NFKC').toLowerCase();
        const padded = /^\d$/.test(code) ? `0${code}` : code;
        if (!fields.has(padded)) continue;
        // The name beside the code must be the field's own: an edited form must not shift numbers by a row.
        const label = [...view.row(row)].find(([column]) => column < codeColumn)?.[1].raw ?? '';
        const known = names.get(comparableHeader(label));
        if (known === undefined || known.includes(padded)) rows.set(row, padded);
      }
      if (rows.size >= 5 && rows.size >= fields.size * 0.4 && (best === null || rows.size > best.matched)) {
        const next = view.rowIndexes().find((row) => row > headerRow);
        const numberRow = next !== undefined && isNumberRow(view, next) ? next : null;
        best = {
          kind: 'form',
          return: definition.code,
          headerRow,
          numberRow,
          codeColumn,
          unitColumn,
          columns,
          rows,
          matched: rows.size,
        };
      }
    }
  }
  return best;
}
