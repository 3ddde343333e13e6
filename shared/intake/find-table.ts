import type { ReturnDefinition, Table } from '../returns/definition.ts';
import { returnOf } from '../values/record.ts';
import { findDoubtfulForm, findForm, type FoundForm } from './find-form.ts';
import { findList, type FoundList, type Search } from './find-list.ts';
import { formHeads } from './form-heads.ts';
import { HeaderRows } from './header-rows.ts';
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
  let rows: HeaderRows | undefined;
  const heads = formHeads(view, year);
  const formsOf = (some: readonly Table[]): readonly FoundTable[] =>
    some
      .filter(({ kind }) => kind === 'fixed')
      .map((table) => findForm(view, table, heads, { isKeyed: wanted !== undefined, year }))
      .filter((table) => table !== null);
  const said = (table: FoundTable): readonly ReturnDefinition[] => namedAbove(view, table, edition.filled());
  const isNamed = (table: FoundTable): boolean =>
    said(table).some(({ code }) => code === returnOf(table.table));
  // Few columns are known of a list that is not sure: it is one where its title says of which return.
  const doubtful: FoundList[] = [];
  const listsOf = (some: readonly Table[]): readonly FoundTable[] =>
    some.flatMap((table) => {
      const list = listOf(view, table, edition, { year, key, rows: (rows ??= new HeaderRows(view)) });
      if (list?.isDoubtful !== true) return list === null ? [] : [list];
      if (isNamed(list)) return [sure(list)];
      doubtful.push(list);
      return [];
    });
  const keyed = tables.filter(({ code }) => returnOf(code) === wanted);
  const formsOfKey = formsOf(keyed);
  const ofKey = isBeyondLists(formsOfKey, view) ? formsOfKey : [...formsOfKey, ...listsOf(keyed)];
  if (ofKey.length > 0) return { tables: best(ofKey), otherwise: [] };
  // A workbook with a key has no other return's form; a list may have been put into it.
  const forms = wanted === undefined ? formsOf(tables) : [];
  const namedForms = forms.filter(isNamed);
  if (isBeyondLists(namedForms, view)) return { tables: best(namedForms), otherwise: [] };
  const lists = listsOf(tables);
  const named = [...namedForms, ...lists.filter(isNamed)];
  if (named.length > 0) return { tables: best(named), otherwise: [] };
  const left = withAmounts(best([...forms, ...lists]), doubtful, edition);
  const others = left.flatMap(said);
  return { tables: left, otherwise: [...new Set(others.map(({ code, name }) => `${code} ${name.zh}`))] };
}

/** What says only who enterprises are may as well be a list of the amounts beside that. */
function withAmounts(
  found: readonly FoundTable[],
  doubtful: readonly FoundList[],
  edition: StageContext['edition'],
): readonly FoundTable[] {
  const hasAmount = (table: FoundTable): boolean =>
    table.kind === 'form' ||
    [...table.columns.values()].some(
      ({ role }) => role.kind === 'cell' && edition.field(table.table, role.code)?.type === 'number',
    );
  return found.some(hasAmount) || found.length === 0 ? found : [...best(doubtful), ...found];
}

function sure({ isDoubtful: _isDoubtful, ...list }: FoundList): FoundList {
  return list;
}

/**
 * The short form of a sheet that holds no table for sure: of a return that the title names, else of any that has its items;
 * a form that has nothing but a plan; or a list of which too little is known.
 */
export function findDoubtful(view: SheetView, { edition, year }: StageContext): Findings {
  const heads = formHeads(view, year);
  const fixed = [...edition.tables()].filter(({ kind }) => kind === 'fixed');
  const short = fixed.flatMap((table) => findDoubtfulForm(view, table, heads, year) ?? []);
  const forms = short.length > 0 ? short : plannedForms(view, fixed, year);
  const named = forms.filter((form) =>
    namedAbove(view, form, edition.filled()).some(({ code }) => code === returnOf(form.table)),
  );
  if (forms.length > 0) return { tables: best(named.length > 0 ? named : forms), otherwise: [] };
  const rows = new HeaderRows(view);
  const lists = [...edition.tables()]
    .map((table) => listOf(view, table, edition, { year, key: new Map(), rows }))
    .filter((list) => list?.isDoubtful === true);
  return { tables: best(lists.filter((list) => list !== null)), otherwise: [] };
}

function plannedForms(view: SheetView, fixed: readonly Table[], year: number): readonly FoundForm[] {
  const heads = formHeads(view, year, true);
  return fixed.flatMap((table) => findForm(view, table, heads, { isKeyed: false, year }) ?? []);
}

/** A list has at most as many items as the sheet has columns: where a form has as many, none can be better. */
function isBeyondLists(forms: readonly FoundTable[], view: SheetView): boolean {
  const [form] = best(forms);
  return form !== undefined && form.matched > view.lastColumn;
}

function listOf(
  view: SheetView,
  table: Table,
  edition: StageContext['edition'],
  search: Search,
): FoundList | null {
  return findList(view, table, table.parent === undefined ? undefined : edition.table(table.parent), search);
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

/** Items that speak for one return: in a form those whose words agree with the code, in a list those that say no unit and no code. */
function weight(table: FoundTable): number {
  if (table.kind === 'form') return table.named + table.matched / 10_000;
  const identities = [...table.columns.values()].filter(
    ({ role }) => role.kind === 'cell' && role.identity !== undefined,
  );
  return table.matched - identities.length - table.byCode * (1 - 1 / 10_000);
}

/** Returns that the sheet's name or the rows above a table name: by 表号, code or name. */
function namedAbove(
  view: SheetView,
  table: FoundTable,
  returns: readonly ReturnDefinition[],
): readonly ReturnDefinition[] {
  const header = table.kind === 'form' ? table.headerRow : (table.headerRows[0] ?? 0);
  const above = view.rowIndexes().filter((row) => row < header);
  const texts = [view.sheet.name, ...above.flatMap((row) => view.row(row).map(({ raw }) => raw))];
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
