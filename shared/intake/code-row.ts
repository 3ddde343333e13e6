import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { keyOf, type Column } from '../values/cell.ts';
import { isNearName, namesByCode, type HeaderContext } from './columns.ts';
import { comparableHeader, isYearAlone, saysOtherMeasure, yearSaid } from './header-words.ts';
import type { ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';

type Columns = ReadonlyMap<number, ListColumn>;

/** What the columns of a list are by their headers and by the row of codes below. */
export interface CodeRow {
  readonly columns: Map<number, ListColumn>;
  /** How many of them only the code tells. */
  readonly named: number;
}

/**
 * The row of 甲 乙 01 02 09 below the names of a list: codes of items, most of them of the item that the header names. A header
 * that names nothing is then told by its code: at once where it has words of the item's name, or none, else it is asked
 * about, as is one that names another item. Null for a row of anything else, such as 甲 乙 1 2 3, which only counts.
 */
export function codeRowAt(
  view: SheetView,
  row: number,
  table: Table,
  columns: Columns,
  { year }: Pick<HeaderContext, 'year'>,
): CodeRow | null {
  const { codes, isCounting } = codesIn(view, row, table);
  const said = [...codes].map(([column, code]) => ({
    column,
    code,
    ...saidOf(columns.get(column), code, table, year),
  }));
  const count = (...of: readonly How[]): number => said.filter(({ how }) => of.includes(how)).length;
  const [agreed, others] = [count('same', 'near'), count('other')];
  if (agreed === 0 || others > agreed || (isCounting && others > 0)) return null;
  const read = new Map(columns);
  for (const { column, code, how, year: which } of said) {
    const { header = '', unit = null, role } = columns.get(column) ?? {};
    const own = role?.kind === 'cell' ? [role.code] : role?.kind === 'unclear' ? role.codes : [];
    if (how === 'near' || how === 'blank')
      read.set(column, { header, unit, role: { kind: 'cell', code, key: keyOf(code, which) } });
    else if (how === 'strange' || how === 'other')
      read.set(column, { header, unit, role: { kind: 'unclear', codes: [code, ...own], column: which } });
  }
  return { columns: read, named: count('blank', 'strange') };
}

/** Codes of items by their columns, none of a row that holds anything but them and 甲 乙 丙 before them. */
function codesIn(
  view: SheetView,
  row: number,
  table: Table,
): { readonly codes: ReadonlyMap<number, string>; readonly isCounting: boolean } {
  const none = { codes: new Map<number, string>(), isCounting: false };
  const fields = fieldsOf(table);
  const codes = new Map<number, string>();
  let [isLettered, isWritten] = [false, false];
  for (const { column, raw } of view.row(row)) {
    const text = raw.normalize('NFKC').trim().toLowerCase();
    const code = /^\d$/.test(text) ? `0${text}` : text;
    if (/^[甲乙丙丁戊]$/u.test(text) && codes.size === 0) isLettered = true;
    else if (fields.has(code)) {
      isWritten ||= text.startsWith('0');
      codes.set(column, code);
    } else if (text !== '') return none;
  }
  const isCounting = [...codes.values()].every((code, index) => Number(code) === index + 1);
  // 甲 乙 1 2 3 are numbers of columns.
  const areCodes = codes.size >= 2 && (isWritten || (isLettered && !isCounting));
  return areCodes ? { codes, isCounting } : none;
}

/** How a header agrees with the code below it; `kept`: no code changes what it says, such as a plan or whose row it is. */
type How = 'same' | 'near' | 'blank' | 'strange' | 'other' | 'kept';

function saidOf(
  found: ListColumn | undefined,
  code: string,
  table: Table,
  year: number,
): { readonly how: How; readonly year: Column } {
  const { role, header = '' } = found ?? {};
  const parts = header.split('/').map(comparableHeader);
  const years = parts.map((part) => yearSaid(part, year)).filter((said) => said !== null);
  const which = years.includes('上年') ? '上年' : '本年';
  const how = (): How => {
    if (role?.kind === 'cell') return role.code === code ? 'same' : 'other';
    if (role?.kind === 'unclear') return role.codes.includes(code) ? 'near' : 'other';
    const isOtherYear = years.includes('other') || (which === '上年' && !table.columns.includes('上年'));
    if (role !== undefined && (role.kind !== 'unknown' || role.named === true)) return 'kept';
    if (saysOtherMeasure(header) || isOtherYear) return 'kept';
    const words = parts.filter((part) => part !== '' && !isYearAlone(part));
    if (words.length === 0) return 'blank';
    const names = namesByCode(table).get(code) ?? [];
    return words.some((word) => word.length > 1 && isNearName(word, names)) ? 'near' : 'strange';
  };
  return { how: how(), year: which };
}
