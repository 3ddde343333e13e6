import type { ReturnDefinition } from '../returns/definition.ts';
import { returnOf } from '../values/record.ts';
import { findForm, formHeads, type FoundForm } from './find-form.ts';
import { findList, headerWords, type FoundList } from './find-list.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';

export type FoundTable = FoundForm | FoundList;

/** What a sheet was taken for. */
export interface Findings {
  /** The table, or several that it may be as well as one another. */
  readonly tables: readonly FoundTable[];
  /** Names of the returns that the title names, where the table is none of them. */
  readonly otherwise: readonly string[];
}

/**
 * The first table of a sheet. Returns have items of one name and, in a form, of one code: the workbook's key decides, then
 * the title or the sheet's name, then the number of items that agree. What is still as good as another is asked about.
 */
export function findTable(
  view: SheetView,
  key: ReadonlyMap<string, string>,
  { edition, year }: StageContext,
): Findings {
  const wanted = key.get('form_code');
  const tables = [...edition.tables()];
  const search = { year, key, words: headerWords(view) };
  const heads = formHeads(view, year);
  const found = [
    ...tables
      .filter(({ code, kind }) => kind === 'fixed' && (wanted === undefined || returnOf(code) === wanted))
      .map((table) => findForm(view, table, heads, wanted !== undefined)),
    ...tables.map((table) =>
      findList(view, table, table.parent === undefined ? undefined : edition.table(table.parent), search),
    ),
  ].filter((table) => table !== null);
  const keyed = found.filter((table) => returnOf(table.table) === wanted);
  if (keyed.length > 0) return { tables: best(keyed), otherwise: [] };
  const said = new Map(found.map((table) => [table, namedAbove(view, table, edition.filled())]));
  const named = found.filter((table) => said.get(table)?.some(({ code }) => code === returnOf(table.table)));
  if (named.length > 0) return { tables: best(named), otherwise: [] };
  const left = best(found);
  const others = left.flatMap((table) => said.get(table) ?? []);
  return { tables: left, otherwise: [...new Set(others.map(({ code, name }) => `${code} ${name.zh}`))] };
}

/** Those that most items agree with; a form before a list that is no better. */
function best(found: readonly FoundTable[]): readonly FoundTable[] {
  const [forms, lists] = (['form', 'list'] as const).map((kind) => {
    const some = found.filter((table) => table.kind === kind);
    const top = Math.max(...some.map(weight));
    return some.filter((table) => weight(table) === top);
  });
  const [form, list] = [forms?.[0], lists?.[0]];
  return form !== undefined && (list === undefined || form.matched >= list.matched)
    ? (forms ?? [])
    : (lists ?? []);
}

/** Items that speak for one return: in a form those whose words agree with the code, in a list those that say no unit. */
function weight(table: FoundTable): number {
  if (table.kind === 'form') return table.named + table.matched / 10_000;
  const identities = [...table.columns.values()].filter(
    ({ role }) => role.kind === 'cell' && role.identity !== undefined,
  );
  return table.matched - identities.length;
}

/** Returns that the sheet's name or the rows above a table name: by 表号, code or name. */
function namedAbove(
  view: SheetView,
  table: FoundTable,
  returns: readonly ReturnDefinition[],
): readonly ReturnDefinition[] {
  const header = table.kind === 'form' ? table.headerRow : (table.headerRows[0] ?? 0);
  const above = view.rowIndexes().filter((row) => row < header);
  const texts = [
    view.sheet.name,
    ...above.flatMap((row) => [...view.row(row).values()].map(({ raw }) => raw)),
  ];
  const text = plain(texts.join('\n'));
  return returns.filter(({ code, number, name }) =>
    [code, number, name.zh].some((word) => text.includes(plain(word))),
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ \t\u200b-\u200f\ufeff]/gu, '')
    .toUpperCase();
}
