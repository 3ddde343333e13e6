import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { FilingProblems } from '#shared/contract/problems/filings.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import type { Field } from '#shared/returns/definition.ts';
import { codeOf, columnOf, outside, sameValue, type CellValue } from '#shared/values/cell.ts';
import { recordKey, rowPath, tableOf, type RecordKey } from '#shared/values/record.ts';
import { commitRecords, type RecordAct } from '../store/commit.ts';
import { sourcesOf } from '../store/history.ts';
import { nextRow, recordOf, recordsOfFiling, type CellEntry } from '../store/records.ts';
import { filing, type Filing } from '../store/rounds.ts';
import { unitByCode, unitsByName } from '../store/units.ts';
import { carryLastYear } from './carry-over.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { recheckFrom } from './documents.ts';
import { asOutput, filingAsked } from './filings.ts';
import { unitFindings, worded } from './findings.ts';
import { yearOf } from './year.ts';

export const typingWrites = { 'filing.set': filingSet, 'filing.correct': filingCorrect };

/** Typed text → cell entries, by the grammar that imports use; what an import would ask about is refused here. */
function typedCells(
  context: ReadContext,
  year: number,
  table: string,
  written: Readonly<Record<string, string>>,
): Record<string, CellEntry> {
  const cells: Record<string, CellEntry> = {};
  const columns = context.edition.table(table)?.columns ?? [];
  for (const [key, raw] of Object.entries(written)) {
    const field = context.edition.field(table, codeOf(key));
    if (field === undefined || !columns.includes(columnOf(key)))
      throw new Problem('filing.field-absent', { return: table, field: key });
    cells[key] = typedCell(context, year, table, key, field, raw);
  }
  return cells;
}

function typedCell(
  context: ReadContext,
  year: number,
  table: string,
  key: string,
  field: Field,
  raw: string,
): CellEntry {
  const list = field.list === undefined ? undefined : context.edition.list(field.list);
  const unit = field.unit ?? null;
  const refuse = (why: FilingProblems['filing.value']['why']): Problem =>
    new Problem('filing.value', { return: table, field: key, name: field.name, raw, why, unit });
  const reading = readCell(
    { column: 0, raw, type: 'text' },
    { field, list, unit, date1904: false, typed: true },
  );
  if (reading.kind === 'empty') return { value: null, raw: '' };
  if (reading.kind === 'question')
    throw refuse(field.type === 'number' ? 'number' : list === undefined ? 'form' : 'list');
  if (
    typeof reading.value === 'number' &&
    reading.value < 0 &&
    field.type === 'number' &&
    field.signed !== true
  )
    throw refuse('negative');
  return {
    value: field.type === 'unit' ? unitNamed(context, year, reading.value, refuse) : reading.value,
    raw,
    ...(reading.factor === undefined ? {} : { factor: reading.factor, readAs: reading.readAs ?? '' }),
    ...(reading.rounded === true ? { rounded: true } : {}),
  };
}

/** A unit by any of its codes or its full name; whoever is not in the directory is named as such, never guessed. */
function unitNamed(
  context: ReadContext,
  year: number,
  value: CellValue,
  refuse: (why: FilingProblems['filing.value']['why']) => Problem,
): CellValue {
  if (typeof value !== 'string' || value.startsWith(outside)) return value;
  const found = unitByCode(context.store, value, year);
  if (found !== undefined) return found;
  const [id, ...others] = unitsByName(context.store, value, year);
  if (id !== undefined && others.length === 0) return id;
  throw refuse(id === undefined ? 'unit-absent' : 'unit-several');
}

function filingSet(context: WriteContext, input: Parsed<'filing.set'>): Output<'filing.set'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  assertOwn(context, year, known, input);
  return write(context, year, known, input, { kind: 'typed' });
}

function filingCorrect(context: WriteContext, input: Parsed<'filing.correct'>): Output<'filing.correct'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  return write(context, year, known, input, {
    kind: 'correction',
    basis: input.basis,
    reason: input.reason,
  });
}

type Typed = Pick<Parsed<'filing.set'>, 'record' | 'cells' | 'rows' | 'removed'>;

/** What is typed into records that are there, by record. */
function intoExisting(typed: Typed): readonly (readonly [RecordKey, Readonly<Record<string, string>>])[] {
  const rows = typed.rows.flatMap((row) => ('record' in row ? [[row.record, row.cells] as const] : []));
  return Object.keys(typed.cells).length === 0 ? rows : [[typed.record, typed.cells], ...rows];
}

/** The office never alters what an enterprise sent on its own: such a cell takes a correction with its basis. */
function assertOwn(context: WriteContext, year: number, known: Filing, typed: Typed): void {
  const sources = sourcesOf(context.store, year, known.unit, known.return);
  const assertCell = (record: RecordKey, key: string, value: CellValue | null): void => {
    const stored = recordOf(context.store, year, known.unit, known.return, record)?.cells[key];
    const source = sources.get(record)?.get(key);
    const isSent = source?.kind === 'import' || source?.kind === 'correction';
    if (stored === undefined || !isSent || sameValue(stored, value ?? undefined)) return;
    const field = context.edition.field(tableOf(known.return, record), codeOf(key));
    throw new Problem('filing.imported', {
      return: known.return,
      field: key,
      name: field?.name ?? { zh: '', en: '' },
      file: source.file ?? '',
    });
  };
  for (const [record, written] of intoExisting(typed)) {
    const cells = typedCells(context, year, tableOf(known.return, record), written);
    for (const [key, cell] of Object.entries(cells)) assertCell(record, key, cell.value);
  }
  for (const record of withBelow(context, year, known, typed.removed)) {
    const cells = recordOf(context.store, year, known.unit, known.return, record)?.cells ?? {};
    for (const key of Object.keys(cells)) assertCell(record, key, null);
  }
}

/** Rows with those that stand below them: an alliance is taken out with its members. */
function withBelow(
  context: ReadContext,
  year: number,
  known: Filing,
  removed: readonly RecordKey[],
): readonly RecordKey[] {
  const parentOf = (key: RecordKey): RecordKey | null => {
    const parent = context.edition.table(tableOf(known.return, key))?.parent;
    return parent === undefined ? null : recordKey(parent, ...rowPath(key).slice(0, -1));
  };
  return recordsOfFiling(context.store, year, known.unit, known.return)
    .map(({ key }) => key)
    .filter((key) => removed.includes(key) || removed.includes(parentOf(key) ?? key));
}

interface Writing {
  readonly kind: 'typed' | 'correction';
  readonly basis?: string;
  readonly reason?: string;
}

function write(
  context: WriteContext,
  year: number,
  known: Filing,
  typed: Typed,
  writing: Writing,
): Output<'filing.set'> {
  if (known.state === 'exempt')
    throw new Problem('filing.state', {
      unit: known.unit,
      return: known.return,
      state: known.state,
      act: 'fill',
    });
  const added = newRows(context, year, known, typed);
  const changes = commitRecords(context.store, { at: context.now, actor: context.actor, year, ...writing }, [
    ...existingActs(context, year, known, typed),
    ...removingActs(context, year, known, typed),
    ...added,
  ]);
  if (known.state === 'due' && changes.length > 0) carryLastYear(context, year, known.unit, known.return);
  if (changes.length > 0) recheckFrom(context, year, known.unit);
  return {
    cells: changes.map((change) => ({
      record: change.record,
      key: change.key,
      old: asOutput(change.old),
      new: asOutput(change.new),
    })),
    added: added.map((act) => act.key),
    state: filing(context.store, year, known.unit, known.return)?.state ?? known.state,
    findings: worded(
      context,
      unitFindings(context, year, known.unit).filter(
        (item) =>
          item.finding.return === known.return ||
          item.finding.places.some((place) => place.return === known.return),
      ),
    ),
  };
}

function existingActs(context: ReadContext, year: number, known: Filing, typed: Typed): readonly RecordAct[] {
  return intoExisting(typed).map(([key, written]) => {
    const table = tableOf(known.return, key);
    const definition = context.edition.table(table);
    const isThere = definition?.kind === 'fixed' ? key === recordKey(table) : rowPath(key).length > 0;
    if (definition === undefined || !isThere)
      throw new Problem('filing.row-absent', { return: known.return, record: key });
    return { unit: known.unit, return: known.return, key, cells: typedCells(context, year, table, written) };
  });
}

function removingActs(context: ReadContext, year: number, known: Filing, typed: Typed): readonly RecordAct[] {
  return withBelow(context, year, known, typed.removed).map((key) => {
    const cells = recordOf(context.store, year, known.unit, known.return, key)?.cells ?? {};
    return {
      unit: known.unit,
      return: known.return,
      key,
      cells: Object.fromEntries(Object.keys(cells).map((cell) => [cell, { value: null, raw: '' }])),
    };
  });
}

function newRows(
  context: ReadContext,
  year: number,
  known: Filing,
  typed: Typed,
): readonly (RecordAct & { readonly key: RecordKey })[] {
  const next = new Map<string, number>();
  return typed.rows.flatMap((row) => {
    if (!('table' in row)) return [];
    const definition = context.edition.table(row.table);
    const parent = row.parent ?? null;
    const isRightPlace =
      definition?.kind === 'floating' &&
      row.table.startsWith(known.return) &&
      (definition.parent === undefined) === (parent === null);
    if (!isRightPlace) throw new Problem('filing.row-absent', { return: known.return, record: row.table });
    const above = recordKey(row.table, ...(parent === null ? [] : rowPath(parent)));
    const number = next.get(above) ?? nextRow(context.store, known.unit, row.table, parent);
    next.set(above, number + 1);
    const cells = typedCells(context, year, row.table, row.cells);
    return [{ unit: known.unit, return: known.return, key: `${above}/${number}`, cells }];
  });
}
