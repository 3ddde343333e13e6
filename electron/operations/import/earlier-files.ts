import {
  firstCellOf,
  isBodyRow,
  type Notice,
  type Question,
  type StagedTable,
} from '#shared/intake/staged.ts';
import { addressOf, cellAt } from '#shared/values/address.ts';
import { carriedKey, codeOf, isBlank, sameValue, type CellKey } from '#shared/values/cell.ts';
import { localDay } from '#shared/values/moment.ts';
import { fileOfOtherYear, namedFile, type BatchFiling } from '../../store/batches.ts';
import type { ReadContext } from '../context.ts';
import { shownAs, stateOf } from './compare.ts';
import type { MatchedFile, Matching } from './match-units.ts';
import type { RowPlace } from './place-rows.ts';

type Places = ReadonlyMap<string, RowPlace>;

interface File {
  readonly name: string;
  readonly sha256: string;
}

/** Asked about a table as last year's: nobody is asked twice whether the file is. */
const askedByFigures = ['last-year-again', 'years-swapped'] as const;

/**
 * The very file that was imported for another year already, where its figures alone did not show it: a register, or a return
 * of few amounts. All of it waits for the answer.
 */
export function askOtherYear(
  context: ReadContext,
  { filings, questions, notices }: MatchedFile,
  { name, sha256 }: File,
  matching: Matching,
): MatchedFile {
  const before = fileOfOtherYear(context.store, matching.year, sha256);
  const isAsked =
    questions.some(({ kind }) => askedByFigures.some((each) => each === kind)) ||
    Object.keys(matching.answers).some((id) => askedByFigures.some((kind) => id.endsWith(`/${kind}`)));
  const [first] = filings;
  if (before === undefined || first === undefined || isAsked) return { filings, questions, notices };
  const id = `${matching.prefix}:/file-of-year`;
  const answer = matching.answers[id];
  if (answer === 'keep') return { filings, questions, notices };
  if (answer === 'skip')
    return { filings: filings.map((filing) => ({ ...filing, skipped: true })), questions, notices };
  const question: Question = {
    id,
    kind: 'file-of-year',
    sheet: first.sheet,
    return: first.return,
    details: {
      file: name,
      first: before.file,
      on: localDay(before.at),
      year: String(before.year),
      now: String(matching.year),
    },
    choices: [{ code: 'skip' }, { code: 'keep' }],
    group: 'file-of-year',
  };
  return {
    filings: filings.map((filing) => ({ ...filing, question: filing.question ?? id })),
    questions: [...questions, question],
    notices,
  };
}

interface Reading {
  readonly file: File;
  readonly year: number;
  readonly tables: readonly StagedTable[];
}

/**
 * What a file is beside those before it: a newer version of one of its name, rows that were imported with the same figures,
 * and cells that it leaves empty though the store has a value, which stays.
 */
export function earlierNotices(
  context: ReadContext,
  filings: readonly BatchFiling[],
  places: Places,
  { file, year, tables: found }: Reading,
): readonly Notice[] {
  const taken = filings.filter(({ unit, skipped }) => unit !== null && !skipped);
  const tables = [...Map.groupBy(taken, ({ sheet, table }) => `${sheet}|${table}`).values()];
  return [
    ...newVersion(context, taken, places, file, year),
    ...tables.flatMap((rows) => filedSame(rows, places)),
    ...tables.flatMap((rows) => cellsKept(context, rows, places, found)),
  ];
}

function newVersion(
  { store }: ReadContext,
  taken: readonly BatchFiling[],
  places: Places,
  { name, sha256 }: File,
  year: number,
): readonly Notice[] {
  const before = namedFile(store, year, name, sha256);
  const [first] = taken;
  if (before === undefined || first === undefined) return [];
  let [changed, added] = [0, 0];
  for (const filing of taken) {
    const stored = places.get(filing.id)?.stored()?.cells ?? {};
    for (const { key, value } of filing.cells()) {
      if (value === undefined || sameValue(stored[key], value)) continue;
      if (stored[key] === undefined) added += 1;
      else changed += 1;
    }
  }
  return [
    {
      kind: 'new-version',
      class: 'D',
      sheet: first.sheet,
      details: {
        file: name,
        on: localDay(before.at),
        batch: before.id,
        changed: String(changed),
        added: String(added),
      },
    },
  ];
}

/** Rows that are in the store just so: nothing is written, and the clerk is told that they came again. */
function filedSame(rows: readonly BatchFiling[], places: Places): readonly Notice[] {
  const same = rows.filter((filing) => {
    const place = places.get(filing.id);
    return stateOf(filing, place) === 'same' && place?.stored()?.cells[carriedKey] !== true;
  });
  const [first] = same;
  if (first === undefined) return [];
  return [
    {
      kind: 'filed-same',
      class: 'D',
      sheet: first.sheet,
      cell: firstCellOf(first),
      details: {
        return: first.return,
        rows: String(same.length),
        name: first.identity.name ?? first.unit ?? '',
      },
    },
  ];
}

function cellsKept(
  { edition }: ReadContext,
  rows: readonly BatchFiling[],
  places: Places,
  tables: readonly StagedTable[],
): readonly Notice[] {
  const kept = rows.flatMap((filing) => {
    const stored = places.get(filing.id)?.stored()?.cells;
    if (stored === undefined || stored[carriedKey] === true) return [];
    return emptyCells(filing, tables).flatMap(({ key, cell }) => {
      const [value, field] = [stored[key], edition.field(filing.table, codeOf(key))];
      return field === undefined || isBlank(value) ? [] : [{ filing, key, cell, value, field }];
    });
  });
  const [first] = kept;
  if (first === undefined) return [];
  const { filing, key, cell, value, field } = first;
  return [
    {
      kind: 'cells-kept',
      class: 'C',
      sheet: filing.sheet,
      cell,
      details: {
        cells: String(kept.length),
        name: filing.identity.name ?? filing.unit ?? '',
        field: `${key} ${field.name.zh}`,
        fieldEn: `${key} ${field.name.en}`,
        stored: shownAs(value, field),
      },
    },
  ];
}

/** Cells of a row that have their column, or their line of a form, and say nothing. */
function emptyCells(
  filing: BatchFiling,
  tables: readonly StagedTable[],
): readonly { readonly key: CellKey; readonly cell: string }[] {
  const cells = filing.cells();
  const said = new Set(cells.map(({ key }) => key));
  const own = tables.find(
    (each) =>
      each.layout === 'list' &&
      each.sheet === filing.sheet &&
      each.table === filing.table &&
      isBodyRow(each, filing),
  );
  return [
    ...cells.filter(({ value, question }) => value === undefined && question === undefined),
    ...(own === undefined ? [] : placesOf(own, filing)).filter(({ key }) => !said.has(key)),
  ];
}

/** Where each item of a list stands for one of its units. */
function placesOf(
  { columns, headings = [], across }: StagedTable,
  { row }: BatchFiling,
): readonly { readonly key: CellKey; readonly cell: string }[] {
  if (across === undefined)
    return Object.entries(columns).map(([column, key]) => ({ key, cell: addressOf(row, Number(column)) }));
  return headings.flatMap(({ at, key }) =>
    key === undefined ? [] : [{ key, cell: addressOf(cellAt(at)?.row ?? across.top, row) }],
  );
}
