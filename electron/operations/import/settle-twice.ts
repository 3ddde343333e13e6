import {
  firstCellOf,
  placeOf,
  type FilingHead,
  type Notice,
  type Question,
  type StagedTable,
} from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { codeOf, type CellKey } from '#shared/values/cell.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { unitAt } from '../../store/units.ts';
import { shownAs, shownValue } from './compare.ts';
import { apart, JoinNotices, lineBeside, type Join } from './join-tables.ts';
import type { MatchedFile, Matching } from './match-units.ts';

/** What of units that are in a file more than once is settled; their rows are still apart. */
export interface SettledTwice extends MatchedFile {
  readonly joins: readonly Join[];
}

/**
 * One unit twice with the same numbers is taken once, and said. In tables that have other items, its rows are put together.
 * Where an item of both differs, it is asked which of them counts.
 */
export function settleTwice(
  filings: readonly BatchFiling[],
  store: ReadableStore,
  { tables, ...matching }: Matching & { readonly tables: readonly StagedTable[] },
  edition: LoadedEdition,
): SettledTwice {
  const isRegister = ({ table }: FilingHead): boolean => edition.table(table)?.kind === 'floating';
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const settled = new Map<string, BatchFiling>();
  const joins: Join[] = [];
  const joined = new JoinNotices(edition);
  // A unit has many rows in a register; only the very same row there twice is one too many.
  const groups = repeated(
    filings.filter(({ unit, skipped, question }) => unit !== null && !skipped && question === null),
    (filing) =>
      `${filing.table}/${filing.unit ?? ''}${isRegister(filing) ? `/${filing.parent ?? ''}/${contentOf(filing)}` : ''}`,
  );
  for (const group of groups) {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) continue;
    const name =
      first.identity.name ?? unitAt(store, first.unit ?? '', matching.year)?.facts.name ?? first.unit ?? '';
    const content = contentOf(first);
    const others: BatchFiling[] = [];
    for (const same of rest) {
      if (contentOf(same) !== content) {
        others.push(same);
        continue;
      }
      settled.set(same.id, { ...same, skipped: true });
      notices.push({
        kind: 'row-same-twice',
        class: 'D',
        sheet: same.sheet,
        cell: firstCellOf(same),
        details: { name },
      });
    }
    const second = others[0];
    if (second === undefined) continue;
    const id = `${matching.prefix}:${first.sheet}!${placeOf(first)}/unit-twice`;
    const candidates = [first, ...others];
    const between = isRegister(first) ? null : apart(candidates, tables, edition);
    const join = (rows: Join): void => {
      joins.push(rows);
      if (between !== null) joined.add(candidates, between, name);
    };
    if (between?.clashes.length === 0) {
      join(candidates);
      continue;
    }
    const choiceOf = (filing: BatchFiling): string => `row:${lineBeside(filing, first)}`;
    const chosen = matching.answers[id];
    const kept = candidates.find((filing) => choiceOf(filing) === chosen);
    const isPart = between !== null && between.own > 0;
    if (kept !== undefined && isPart) {
      join([kept, ...candidates.filter((filing) => filing !== kept)]);
      continue;
    }
    if (kept !== undefined || chosen === 'skip') {
      for (const filing of candidates)
        if (filing !== kept) settled.set(filing.id, { ...filing, skipped: true });
      continue;
    }
    for (const filing of candidates) settled.set(filing.id, { ...filing, question: id });
    questions.push({
      id,
      kind: 'unit-twice',
      sheet: first.sheet,
      cell: firstCellOf(first),
      return: first.return,
      filing: first.id,
      details: {
        name,
        first: placeOf(first),
        second: lineBeside(second, first),
        ...differencesOf(first, second, edition, isPart ? between.clashes : null),
        ...(isPart ? { own: String(between.own) } : {}),
      },
      choices: [...candidates.map((filing) => ({ code: choiceOf(filing) })), { code: 'skip' }],
      group: id,
    });
  }
  const all = settled.size === 0 ? filings : filings.map((filing) => settled.get(filing.id) ?? filing);
  return { filings: all, questions, notices: [...notices, ...joined.all()], joins };
}

/** Those that have a name in common with others, by name. Most have none, and are not gathered: lists are long. */
function repeated(
  filings: readonly BatchFiling[],
  nameOf: (filing: BatchFiling) => string,
): readonly (readonly BatchFiling[])[] {
  const firsts = new Map<string, BatchFiling>();
  const groups = new Map<BatchFiling, BatchFiling[]>();
  for (const filing of filings) {
    const name = nameOf(filing);
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, filing);
      continue;
    }
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [first, filing]);
    else group.push(filing);
  }
  return filings.flatMap((filing) => {
    const group = groups.get(filing);
    return group === undefined ? [] : [group];
  });
}

/** How many cells of two rows differ, and the first that does; `among`: which are compared. */
function differencesOf(
  first: BatchFiling,
  second: BatchFiling,
  edition: LoadedEdition,
  among: readonly CellKey[] | null,
): Readonly<Record<string, string>> {
  const [one, other] = [textsOf(first), textsOf(second)];
  const keys = [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => one.get(key) !== other.get(key) && among?.includes(key) !== false,
  );
  const [key] = keys;
  if (key === undefined) return {};
  const field = edition.field(first.table, codeOf(key));
  const shownIn = (filing: BatchFiling): string => {
    const cell = filing.cells().find((item) => item.key === key);
    return cell?.value === undefined ? (cell?.raw ?? '') : shownAs(cell.value, field);
  };
  return {
    cells: String(keys.length),
    field: `${key} ${field?.name.zh ?? ''}`,
    fieldEn: `${key} ${field?.name.en ?? ''}`,
    one: shownIn(first),
    other: shownIn(second),
  };
}

/** What the cells of a row say, as a question shows it. */
function textsOf(filing: BatchFiling): ReadonlyMap<CellKey, string> {
  return new Map(
    filing
      .cells()
      .filter(({ value, question }) => value !== undefined || question !== undefined)
      .map(({ key, value, raw }) => [key, value === undefined ? raw : shownValue(value)]),
  );
}

function contentOf(filing: BatchFiling): string {
  return JSON.stringify(
    filing
      .cells()
      .filter((cell) => cell.value !== undefined || cell.question !== undefined)
      .map((cell) => [cell.key, cell.value ?? cell.raw])
      .sort(),
  );
}
