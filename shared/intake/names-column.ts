import { isCreditCodeForm, normaliseCode } from '../codes/credit-code.ts';
import { labelOf } from './called-totals.ts';
import type { IdentityColumn } from './columns.ts';
import { comparableHeader } from './header-words.ts';
import type { ListColumn } from './list-columns.ts';
import { namesUnit, noteLabel, plainLabel, totalLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import { isLikeUnit } from './units.ts';

/** What enterprises may stand under that are not called so: 单位 may head units of measure as well, and nothing says all. */
const mayHeadNames = /^(?:各?单位|企业|公司|工厂|厂家|(?:企业|公司|厂|单位|法人)名|名单|户名|纳税人)$/u;
/** The same of codes; that of a customer or a partner is another's. */
const mayHeadCodes =
  /^(?:(?:企业|单位|法人|统一|信用|公司)?代码(?:号)?|税号|纳税人(?:识别号|代码|税号)|(?:统一)?(?:社会)?信用(?:代码)?(?:证|号|证号)?|营业执照(?:号码?|编号|注册号)?|注册号|)$/u;
const rowsLookedAt = 30;

/**
 * Columns with those in which enterprises stand, told by what they hold, where no header says so: 单位 over names of
 * enterprises, 税号 over credit codes, no header over either.
 */
export function withNames(
  view: SheetView,
  columns: ReadonlyMap<number, ListColumn>,
  bodyFrom: number,
): Map<number, ListColumn> {
  const known = new Set(
    [...columns.values()].flatMap(({ role }) =>
      role.kind === 'identity' ? [role.of] : role.kind === 'cell' ? [role.identity] : [],
    ),
  );
  const all = new Map(columns);
  if (known.has('name') && (known.has('creditCode') || known.has('organisationCode'))) return all;
  const texts = textsBelow(view, columns, bodyFrom);
  const take = (of: IdentityColumn, isOf: (header: string, texts: readonly string[]) => boolean): void => {
    if (known.has(of)) return;
    const [found, ...others] = [...texts].filter(([column, below]) => {
      const { role, header = '' } = all.get(column) ?? {};
      const isOpen = role === undefined || (role.kind === 'unknown' && role.named !== true);
      const own = header.split('/').at(-1) ?? '';
      // The header stands again at the top of each page.
      const said = below.filter((text) => text !== plainLabel(own));
      return isOpen && said.length > 0 && isOf(comparableHeader(own), said);
    });
    // Of two such columns nobody knows whose the rows are.
    if (found === undefined || others.length > 0) return;
    const [column] = found;
    const { header = '', unit = null } = all.get(column) ?? {};
    all.set(column, { role: { kind: 'identity', of }, header, unit });
  };
  if (!known.has('organisationCode'))
    take('creditCode', (header, said) => mayHeadCodes.test(header) && said.every(isCode));
  take('name', (header, said) =>
    mayHeadNames.test(header)
      ? said.every((text) => /\p{L}{2}/u.test(text) && !isLikeUnit(text))
      : header === '' && said.every((text) => namesUnit.test(text)),
  );
  return all;
}

/** What stands in the columns that are none of the table's, in the first rows of figures. */
function textsBelow(
  view: SheetView,
  columns: ReadonlyMap<number, ListColumn>,
  bodyFrom: number,
): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  const rows = view.rowIndexes();
  const from = rows.findIndex((row) => row >= bodyFrom);
  for (const row of from < 0 ? [] : rows.slice(from, from + rowsLookedAt)) {
    const label = labelOf(view, row);
    // A title stands again at the top of each page.
    const isLine = view.row(row).length === 1;
    if (isLine || totalLabel.test(label) || noteLabel.test(label)) continue;
    for (const { column, raw } of view.row(row)) {
      const kind = columns.get(column)?.role.kind ?? 'unknown';
      const text = plainLabel(raw);
      if (kind === 'unknown' && text !== '') texts.set(column, [...(texts.get(column) ?? []), text]);
    }
  }
  return texts;
}

function isCode(text: string): boolean {
  return isCreditCodeForm(normaliseCode(text));
}
