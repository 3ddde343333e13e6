import type { Difference } from '#shared/contract/areas/imports.ts';
import { placeOf, type Question } from '#shared/intake/staged.ts';
import type { Field } from '#shared/returns/definition.ts';
import { filingStateNames } from '#shared/texts/states.ts';
import { carriedKey, codeOf, isBlank, sameValue, type CellValue } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { batchEntries, type BatchEntry } from '../../store/batch-entries.ts';
import type { BatchFiling, BatchRows, StoredBatch } from '../../store/batches.ts';
import { filing as filingOf } from '../../store/rounds.ts';
import { unitAt } from '../../store/units.ts';
import type { ReadContext } from '../context.ts';
import { asOutput } from '../filings.ts';
import { showValue } from '#shared/values/show.ts';
import type { Matching } from './match-units.ts';
import { placeRows, type RowPlace } from './place-rows.ts';

type Places = ReadonlyMap<string, RowPlace>;
type RowState = 'new' | 'changed' | 'same' | 'rejected';

/** A filing of a file beside the store: nothing there yet, other values there, or the same. */
export function stateOf(filing: BatchFiling, place: RowPlace | undefined): RowState {
  if (filing.skipped || filing.unit === null || place === undefined) return 'rejected';
  const stored = place.stored();
  if (stored === undefined || Object.keys(stored.cells).length === 0) return 'new';
  const differs = filing
    .cells()
    .some((cell) => cell.value !== undefined && !sameValue(stored.cells[cell.key], cell.value));
  return differs ? 'changed' : 'same';
}

export function countRows(filings: readonly BatchFiling[], places: Places): BatchRows {
  const rows = { new: 0, changed: 0, same: 0, rejected: 0 };
  for (const filing of filings) rows[stateOf(filing, places.get(filing.id))] += 1;
  return rows;
}

/**
 * A file whose numbers differ from what is stored already is never taken over in silence: one question a filing. A file
 * that only adds to blanks needs no question; one for an exempt unit does.
 */
export function askReplacements(
  context: ReadContext,
  filings: readonly BatchFiling[],
  places: Places,
  matching: Matching,
): { readonly filings: readonly BatchFiling[]; readonly questions: readonly Question[] } {
  const questions: Question[] = [];
  const settled = filings.map((filing): BatchFiling => {
    if (filing.skipped || filing.unit === null || filing.adds !== null || filing.question !== null)
      return filing;
    const state = filingOf(context.store, matching.year, filing.unit, filing.return)?.state ?? 'due';
    const record = places.get(filing.id)?.stored();
    if (record === undefined && state !== 'exempt') return filing;
    const stored = record?.cells ?? {};
    // What was only carried over from last year is nobody's statement yet.
    if (stored[carriedKey] === true) return filing;
    const others = filing
      .cells()
      .filter(
        (cell) =>
          cell.value !== undefined &&
          stored[cell.key] !== undefined &&
          !sameValue(stored[cell.key], cell.value),
      );
    if (others.length === 0 && state !== 'exempt') return filing;
    const id = `${matching.prefix}:${filing.sheet}!${placeOf(filing)}/replaces`;
    const answer = matching.answers[id];
    if (answer === 'file') return filing;
    if (answer === 'stored') return { ...filing, skipped: true };
    const [first] = others;
    const field = first === undefined ? undefined : context.edition.field(filing.table, codeOf(first.key));
    questions.push({
      id,
      kind: 'replaces',
      sheet: filing.sheet,
      ...(first === undefined ? {} : { cell: first.cell, raw: first.raw }),
      return: filing.return,
      filing: filing.id,
      details: {
        name: unitAt(context.store, filing.unit, matching.year)?.facts.name ?? filing.unit,
        return: filing.return,
        state: filingStateNames[state].zh,
        cells: String(others.length),
        field: first === undefined ? '' : `${first.key} ${field?.name.zh ?? ''}`,
        fieldEn: first === undefined ? '' : `${first.key} ${field?.name.en ?? ''}`,
        stored: first === undefined ? '' : shownAs(stored[first.key], field),
        found: first === undefined ? '' : shownAs(first.value, field),
      },
      choices: [{ code: 'file' }, { code: 'stored' }],
      group: 'replaces',
    });
    return { ...filing, question: id };
  });
  return { filings: settled, questions };
}

/** As a question shows it; an empty text is one that was never filled. */
export function shownValue(value: CellValue | undefined): string {
  if (isBlank(value)) return showValue(value, undefined, 'zh');
  return value !== undefined && Array.isArray(value) ? value.join('、') : String(value);
}

/** The same of an item: large numbers with their thousands apart, others whole, or two that differ might look alike. */
export function shownAs(value: CellValue | undefined, field: Field | undefined): string {
  return typeof value === 'number' && Number.isInteger(value)
    ? showValue(value, field, 'zh')
    : shownValue(value);
}

/** A cell that a batch would write, or wrote; what is said of it is put together for the few that are shown. */
export interface Compared {
  readonly state: Difference['state'];
  readonly difference: () => Difference;
}

/** Cells that a batch would write beside what is stored; of a committed one, what it wrote beside what was there. */
export function* differencesOf(
  context: ReadContext,
  found: StoredBatch,
  filings: readonly BatchFiling[],
): Generator<Compared> {
  if (filings.length === 0) {
    for (const entries of batchEntries(context.store, found.id))
      for (const written of inFormOrder(context, entries)) yield ofEntry(context, found.year, written);
    return;
  }
  const places = placeRows(context.store, context.edition, found.year, filings);
  for (const filing of filings) {
    if (filing.skipped) continue;
    const place = places.get(filing.id);
    const stored = place?.stored();
    for (const cell of filing.cells()) {
      if (cell.value === undefined) continue;
      const old = stored?.cells[cell.key];
      yield {
        state: old === undefined ? 'new' : sameValue(old, cell.value) ? 'same' : 'changed',
        difference() {
          return {
            ...itemOf(context, filing.table, cell.key),
            unit: filing.unit,
            unitName:
              (filing.unit === null ? undefined : nameOf(context, filing.unit, found.year)) ??
              filing.identity.name ??
              '',
            return: filing.return,
            record: place?.record ?? '',
            key: cell.key,
            sheet: cell.sheet,
            cell: cell.cell,
            raw: cell.raw,
            value: asOutput(cell.value),
            stored: asOutput(old),
            state: this.state,
          };
        },
      };
    }
  }
}

function ofEntry(context: ReadContext, year: number, written: BatchEntry): Compared {
  const { unit, return: code, record, key, entry } = written;
  return {
    state: entry.was === null || entry.was === undefined ? 'new' : 'changed',
    difference() {
      return {
        ...itemOf(context, tableOf(code, record), key),
        unit,
        unitName: nameOf(context, unit, year) ?? unit,
        return: code,
        record,
        key,
        sheet: entry.sheet ?? '',
        cell: entry.cell ?? '',
        raw: entry.raw ?? '',
        value: asOutput(entry.value),
        stored: asOutput(entry.was),
        state: this.state,
      };
    },
  };
}

/** Of a unit that the year's directory has. */
function nameOf({ store }: ReadContext, unit: string, year: number): string | undefined {
  const facts = unitAt(store, unit, year)?.facts;
  return facts?.mergedInto === undefined ? facts?.name : undefined;
}

function itemOf(
  context: ReadContext,
  code: string,
  key: string,
): Pick<Difference, 'name' | 'type' | 'decimals'> {
  const field = context.edition.field(code, codeOf(key));
  return {
    name: field?.name ?? { zh: key, en: key },
    type: field?.type ?? 'text',
    ...(field?.decimals === undefined ? {} : { decimals: field.decimals }),
  };
}

/** The cells of one record as its form has them: what a committed batch wrote is kept by key. */
function inFormOrder(context: ReadContext, cells: readonly BatchEntry[]): readonly BatchEntry[] {
  const [first] = cells;
  const table = first === undefined ? '' : tableOf(first.return, first.record);
  const places = new Map([...context.edition.fields(table).keys()].map((code, index) => [code, index]));
  const at = (key: string): number => places.get(codeOf(key)) ?? -1;
  return [...cells].sort((a, b) => at(a.key) - at(b.key) || (a.key < b.key ? -1 : 1));
}
