import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { codeOf, columnOf, keyOf } from '../values/cell.ts';
import { roleOf, type ColumnRole, type HeaderContext, type Role } from './columns.ts';
import { mayNarrow } from './group-words.ts';
import type { HeaderPath } from './header-rows.ts';
import { comparableHeader, isCumulative, isYearAlone, yearSaid } from './header-words.ts';
import { bothUnits, isMoney, unitInHeader } from './units.ts';

/** What one column of a list was taken for, and what its headers say. */
export interface ListColumn {
  readonly role: ColumnRole;
  /** The headers from top to bottom, as they are written. */
  readonly header: string;
  readonly unit: string | null;
  /** The open question about its unit of money: none of its figures counts while it is open. */
  readonly unitAsked?: string;
}

/** What each column of a table is by the headers above it, with its unit. */
export function columnsAt(
  table: Table,
  paths: readonly HeaderPath[],
  context: HeaderContext,
): Map<number, ListColumn> {
  const columns = new Map<number, ListColumn>();
  const fields = fieldsOf(table);
  const named = paths.map(({ column, texts }) => ({ column, path: texts, ...roleOf(texts, context) }));
  const titles = new Set(named.flatMap(({ path, at, role }) => (isNoItem(role) ? path.slice(0, at) : [])));
  const roles = named.map((one) => ({ ...one, ...narrowed(one, titles, table) }));
  const sure = new Set(roles.map(({ role }) => (role.kind === 'cell' ? role.key : null)));
  for (const { column, path, at, role: said, isQualified } of roles) {
    // Beside the item itself, what stands below the same name, or the same name below another's, is a part of it.
    const isPartOfSure =
      isQualified === true &&
      said.kind === 'unclear' &&
      said.codes.some((code) => sure.has(keyOf(code, said.column)));
    const role = isPartOfSure
      ? ({ kind: 'unknown', named: true } as const)
      : (ofNeighbours(path, column, roles, context) ?? said);
    const field = role.kind === 'cell' ? fields.get(codeOf(role.key)) : undefined;
    // A group's unit, 经营情况(万元), is one of money; counts below it have their own.
    const own = path.slice(at).map(unitInHeader).reduce(bothUnits, null);
    const group = path.slice(0, at).map(unitInHeader).reduce(bothUnits, null);
    const unit = own ?? (field === undefined || isMoney(field.unit) ? group : null);
    columns.set(column, { role, header: path.join('/'), unit });
  }
  return columns;
}

/** Whether a column says whose row it is, or which: what stands over it, too, is a title. */
function isNoItem(role: ColumnRole): boolean {
  return (
    role.kind === 'identity' || role.kind === 'index' || (role.kind === 'cell' && role.identity !== undefined)
  );
}

/** An item below a header that may say that it is another's figure, such as 分公司 over 产值: beside the item itself a part of it, else to be asked. */
function narrowed(
  { path, at, role }: Role & { readonly path: readonly string[] },
  titles: ReadonlySet<string>,
  table: Table,
): Partial<Role> {
  if (role.kind !== 'cell' || role.identity !== undefined) return {};
  const { code, key } = role;
  // 累计 may stand below as well.
  const groups = path.filter(
    (text, index) => index !== at && (index > at ? isCumulative(text) : !titles.has(text)),
  );
  const isNarrowed = groups.some((text) => mayNarrow(text, path[at] ?? '', code, table));
  return isNarrowed
    ? { role: { kind: 'unclear', codes: [code], column: columnOf(key) }, isQualified: true }
    : {};
}

/** A column that says its year and no item, as where a header over two is written in the second: of the items beside. */
function ofNeighbours(
  path: readonly string[],
  column: number,
  roles: readonly ({ readonly column: number } & Role)[],
  { year, hasLastYear }: HeaderContext,
): ColumnRole | null {
  const parts = path.map(comparableHeader);
  if (!parts.every(isYearAlone)) return null;
  const said = new Set(parts.map((part) => yearSaid(part, year)));
  const [which = null] = said;
  if (said.size > 1 || which === null || which === 'other' || (which === '上年' && !hasLastYear)) return null;
  const isItem = ({ role }: Role): boolean => role.kind === 'cell' && role.identity === undefined;
  const beside = [
    roles.findLast((other) => other.column < column && isItem(other)),
    roles.find((other) => other.column > column && isItem(other)),
  ];
  const codes = new Set(beside.flatMap((other) => (other?.role.kind === 'cell' ? [other.role.code] : [])));
  return codes.size === 0 ? null : { kind: 'unclear', codes: [...codes], column: which };
}
