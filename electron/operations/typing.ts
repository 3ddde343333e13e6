import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { FilingProblems } from '#shared/contract/problems/filings.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import type { Field } from '#shared/returns/definition.ts';
import { codeOf, columnOf, outside, sameValue, type CellValue } from '#shared/values/cell.ts';
import { recordKey, rowPath, tableOf } from '#shared/values/record.ts';
import { commitRecords } from '../store/commit.ts';
import { sourcesOf } from '../store/history.ts';
import { nextRow, recordOf, recordsOfFiling, type CellEntry } from '../store/records.ts';
import { filing, type Filing } from '../store/rounds.ts';
import { unitByCode, unitsByName } from '../store/units.ts';
import { assertAsSeen, rowAbove, type AskedAct } from './as-seen.ts';
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
  return write(context, input, { kind: 'typed' });
}

function filingCorrect(context: WriteContext, input: Parsed<'filing.correct'>): Output<'filing.correct'> {
  return write(context, input, { kind: 'correction', basis: input.basis, reason: input.reason });
}

type Typed = Pick<Parsed<'filing.set'>, 'record' | 'cells' | 'seen' | 'rows' | 'removed'>;

/** The office never alters what an enterprise sent on its own: such a cell takes a correction with its basis. */
function assertOwn(context: WriteContext, year: number, known: Filing, asked: readonly AskedAct[]): void {
  const sources = sourcesOf(context.store, year, known.unit, known.return);
  for (const { key: record, cells } of asked) {
    const stored = recordOf(context.store, year, known.unit, known.return, record)?.cells ?? {};
    for (const [key, { value }] of Object.entries(cells)) {
      const source = sources.get(record)?.get(key);
      const isSent = source?.kind === 'import' || source?.kind === 'correction';
      if (stored[key] === undefined || !isSent || sameValue(stored[key], value ?? undefined)) continue;
      const field = context.edition.field(tableOf(known.return, record), codeOf(key));
      throw new Problem('filing.imported', {
        return: known.return,
        field: key,
        name: field?.name ?? { zh: '', en: '' },
        file: source.file ?? '',
      });
    }
  }
}

interface Writing {
  readonly kind: 'typed' | 'correction';
  readonly basis?: string;
  readonly reason?: string;
}

function write(
  context: WriteContext,
  input: Typed & Pick<Parsed<'filing.set'>, 'year' | 'unit' | 'return'>,
  writing: Writing,
): Output<'filing.set'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  if (known.state === 'exempt')
    throw new Problem('filing.state', {
      unit: known.unit,
      return: known.return,
      state: known.state,
      act: 'fill',
    });
  const added = newRows(context, year, known, input);
  const asked = [
    ...existingActs(context, year, known, input),
    ...removingActs(context, year, known, input),
    ...added,
  ];
  assertAsSeen(context, year, known, asked);
  if (writing.kind === 'typed') assertOwn(context, year, known, asked);
  const commit = { at: context.now, actor: context.actor, year, ...writing };
  const changes = commitRecords(context.store, commit, asked);
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

function existingActs(context: ReadContext, year: number, known: Filing, typed: Typed): readonly AskedAct[] {
  const own = Object.keys(typed.cells).length === 0 ? [] : [typed];
  const rows = typed.rows.flatMap((row) => ('record' in row ? [row] : []));
  return [...own, ...rows].map(({ record: key, cells, seen }) => {
    const table = tableOf(known.return, key);
    const definition = context.edition.table(table);
    const isThere = definition?.kind === 'fixed' ? key === recordKey(table) : rowPath(key).length > 0;
    if (definition === undefined || !isThere)
      throw new Problem('filing.row-absent', { return: known.return, record: key });
    return {
      unit: known.unit,
      return: known.return,
      key,
      cells: typedCells(context, year, table, cells),
      seen,
    };
  });
}

/** Rows with those that stand below them: an alliance is taken out with its members. */
function removingActs(context: ReadContext, year: number, known: Filing, typed: Typed): readonly AskedAct[] {
  if (typed.removed.length === 0) return [];
  const asked = new Map(typed.removed.map((row) => [row.record, row]));
  return recordsOfFiling(context.store, year, known.unit, known.return).flatMap(({ key, cells }) => {
    const row = asked.get(key);
    const above = asked.get(rowAbove(context, known, key) ?? key);
    if (row === undefined && above === undefined) return [];
    return [
      {
        unit: known.unit,
        return: known.return,
        key,
        cells: Object.fromEntries(Object.keys(cells).map((cell) => [cell, { value: null, raw: '' }])),
        // Of one that is not named nothing was seen, where the one above it was.
        seen: row === undefined ? above?.seen && {} : row.seen,
      },
    ];
  });
}

function newRows(context: ReadContext, year: number, known: Filing, typed: Typed): readonly AskedAct[] {
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
