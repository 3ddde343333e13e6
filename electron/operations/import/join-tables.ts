import { listed } from '#shared/intake/asking.ts';
import { clashes, itemsOf } from '#shared/intake/items-of-table.ts';
import {
  firstCellOf,
  isFilingOf,
  placeOf,
  type Notice,
  type StagedCell,
  type StagedTable,
} from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { CellKey } from '#shared/values/cell.ts';
import type { BatchFiling } from '../../store/batches.ts';

/** Rows of one unit in several tables, to be written as one; where two say the same item otherwise, the first counts. */
export type Join = readonly BatchFiling[];

/** Rows of one unit, each in a table of its own. */
export interface Apart {
  readonly tables: readonly StagedTable[];
  /** Keys under which they say different values. */
  readonly clashes: readonly CellKey[];
  /** How many items only one of them has. */
  readonly own: number;
}

/** How rows of one unit stand apart; null where two of them are in the same table, which then says the unit twice. */
export function apart(
  rows: readonly BatchFiling[],
  tables: readonly StagedTable[],
  edition: LoadedEdition,
): Apart | null {
  const found = rows.flatMap((row) => tables.find((table) => isFilingOf(table, row)) ?? []);
  if (new Set(found).size < rows.length) return null;
  const items = found.map((table) => itemsOf(table, edition));
  const all = new Set(items.flatMap((codes) => [...codes]));
  const own = [...all].filter((code) => items.filter((codes) => codes.has(code)).length === 1).length;
  return { tables: found, clashes: clashes(rows.map(({ cells }) => cells())), own };
}

/** A row as a sentence names it beside another: by its sheet where that is another one. */
export function lineBeside(row: BatchFiling, { sheet }: BatchFiling): string {
  return row.sheet === sheet ? placeOf(row) : `${row.sheet}!${placeOf(row)}`;
}

/** What is said of rows that were put together: once for all units of the same tables. */
export class JoinNotices {
  readonly #edition: LoadedEdition;
  readonly #notices = new Map<string, { readonly notice: Notice; count: number }>();

  constructor(edition: LoadedEdition) {
    this.#edition = edition;
  }

  add([first, ...others]: Join, { tables: [table, ...more] }: Apart, name: string): void {
    if (first === undefined || table === undefined) return;
    const known = itemsOf(table, this.#edition);
    for (const [index, other] of others.entries()) {
      const second = more[index];
      if (second === undefined) continue;
      const about = [table, second].map(({ sheet, part, headerRows }) => [sheet, part, headerRows]);
      const entry = this.#notices.get(JSON.stringify(about));
      if (entry !== undefined) {
        entry.count += 1;
        continue;
      }
      const items = [...itemsOf(second, this.#edition)].filter((code) => !known.has(code));
      const named = (language: 'zh' | 'en'): string =>
        listed(
          items.map((code) => `${code} ${this.#edition.field(second.table, code)?.name[language] ?? ''}`),
        );
      const details = {
        name,
        first: placeOf(first),
        second: lineBeside(other, first),
        items: named('zh'),
        itemsEn: named('en'),
      };
      const notice: Notice = {
        kind: 'rows-joined',
        class: 'D',
        sheet: other.sheet,
        cell: firstCellOf(other),
        details,
      };
      this.#notices.set(JSON.stringify(about), { notice, count: 1 });
    }
  }

  all(): readonly Notice[] {
    return [...this.#notices.values()].map(({ notice, count }) => ({
      ...notice,
      details: { ...notice.details, count: String(count) },
    }));
  }
}

/** The filings with the rows of each join as one, in the place of the first of them that is not left out. */
export function joinRows(filings: readonly BatchFiling[], joins: readonly Join[]): readonly BatchFiling[] {
  if (joins.length === 0) return filings;
  const byId = new Map(filings.map((filing) => [filing.id, filing]));
  const joined = new Map<string, BatchFiling | null>();
  for (const join of joins) {
    const rows = join.flatMap(({ id }) => byId.get(id) ?? []).filter(({ skipped }) => !skipped);
    const [first, ...others] = rows;
    if (first === undefined) continue;
    const adds = rows.find((row) => row.adds !== null)?.adds ?? null;
    const states = Object.assign({}, ...rows.map((row) => row.states ?? {})) as Record<string, string>;
    joined.set(first.id, {
      ...first,
      cells: () => cellsOf(rows),
      adds,
      ...(Object.keys(states).length === 0 ? {} : { states }),
      question: rows.find(({ question }) => question !== null)?.question ?? null,
    });
    for (const { id } of others) joined.set(id, null);
  }
  return filings.flatMap((filing) => {
    const one = joined.get(filing.id);
    return one === null ? [] : [one ?? filing];
  });
}

/** All cells of several rows: of one that is there more than once what is in question, else the first that says something. */
function cellsOf(rows: readonly BatchFiling[]): readonly StagedCell[] {
  const cells = new Map<CellKey, StagedCell>();
  const weight = ({ question, value }: StagedCell): number =>
    question !== undefined ? 2 : value !== undefined ? 1 : 0;
  for (const cell of rows.flatMap((row) => row.cells())) {
    const before = cells.get(cell.key);
    if (before === undefined || weight(cell) > weight(before)) cells.set(cell.key, cell);
  }
  return [...cells.values()];
}
