import type { LoadedEdition } from '../returns/edition.ts';
import { codeOf, sameValue, type CellKey, type CellValue } from '../values/cell.ts';
import type { StagedCell, StagedFiling, StagedTable } from './staged.ts';

/** Codes of the items that a table has columns or rows for; not those that only say whose they are. */
export function itemsOf({ table, headings = [] }: StagedTable, edition: LoadedEdition): ReadonlySet<string> {
  const codes = headings.flatMap(({ key }) => (key === undefined || key === '' ? [] : [codeOf(key)]));
  return new Set(codes.filter((code) => edition.field(table, code)?.fact === undefined));
}

/** The keys under which cells of one unit, from several places, hold values that differ; what is in question is not compared. */
export function clashes(places: readonly (readonly StagedCell[])[]): readonly CellKey[] {
  const values = new Map<CellKey, CellValue>();
  const open = new Set(places.flat().flatMap(({ key, question }) => (question === undefined ? [] : [key])));
  const differing = new Set<CellKey>();
  for (const { key, value } of places.flat()) {
    if (value === undefined || open.has(key)) continue;
    const before = values.get(key);
    if (before === undefined) values.set(key, value);
    else if (!sameValue(before, value)) differing.add(key);
  }
  return [...differing];
}

/** A list with the filings that were read from it. */
export interface ReadList {
  readonly table: StagedTable;
  readonly filings: readonly StagedFiling[];
}

/**
 * Whether lists of one return complete each other: none has an item that another has, or of the units that are in both all
 * such items are the same, or each has items of its own besides. Then nothing has to be chosen but, perhaps, of a unit.
 */
export function completeEachOther(lists: readonly ReadList[], edition: LoadedEdition): boolean {
  return lists.every((one, index) =>
    lists.slice(index + 1).every((other) => isComplement(one, other, edition)),
  );
}

function isComplement(one: ReadList, other: ReadList, edition: LoadedEdition): boolean {
  const [own, others] = [itemsOf(one.table, edition), itemsOf(other.table, edition)];
  const common = new Set([...own].filter((code) => others.has(code)));
  if (common.size === 0) return true;
  const known = new Map(one.filings.map((filing) => [nameOf(filing), filing]));
  const both = other.filings.flatMap((filing) => {
    const first = known.get(nameOf(filing));
    return first === undefined ? [] : [[first.cells, filing.cells] as const];
  });
  if (both.length === 0) return false;
  const hasOwn = common.size < own.size && common.size < others.size;
  return hasOwn || both.every((places) => clashes(places).length === 0);
}

/** Whose a row is, as it says it. */
function nameOf({ id, identity: { creditCode, organisationCode, name } }: StagedFiling): string {
  return creditCode ?? organisationCode ?? name?.replace(/\s/gu, '') ?? id;
}
