import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { carriedKey, codeOf, sameValue } from '#shared/values/cell.ts';
import { recordKey, rowPath, tableOf, type RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords, type Commit } from '../store/commit.ts';
import { sourcesOf } from '../store/history.ts';
import type { ReadableStore } from '../store/open.ts';
import { nextRow, recordOf, recordsOf, type CellEntry, type StoredRecord } from '../store/records.ts';
import { replaceFindings } from '../store/findings.ts';
import { assertOpen, dropFilings, filing, filingsOf, rounds } from '../store/rounds.ts';
import { setFact, unitAt } from '../store/units.ts';
import type { WriteContext } from './context.ts';
import { changeableUnit, knownUnit } from './directory.ts';
import { recheckFrom } from './documents.ts';
import { carryExplanations } from './merged-explanations.ts';
import { listFor } from './obligations.ts';
import { yearOf } from './year.ts';

export const mergeWrites = { 'units.merge': unitsMerge };

/**
 * One enterprise that is in the directory twice becomes one again: from the year on, codes and names of the duplicate mean
 * the other unit, which takes over its cells with their sources. Nothing is added up or overwritten: where both have a
 * number and the numbers differ, a person has to decide first. What was said about its findings, and the documents that go
 * with it, come along. A duplicate with values of earlier years is no duplicate. What a form only began with, because its
 * unit was entered so, is nobody's number: it stays behind, and gives way.
 */
function unitsMerge(context: WriteContext, input: Parsed<'units.merge'>): Output<'units.merge'> {
  const { store } = context;
  const year = yearOf(context, input);
  const from = changeableUnit(context, input.unit, year);
  const into = changeableUnit(context, input.into, year);
  const nameOf = (unit: string): string => unitAt(store, unit, year)?.facts.name ?? unit;
  if (from === into) throw new Problem('unit.merge-itself', { unit: from, name: nameOf(from) });
  const both = { unit: from, into, name: nameOf(from), intoName: nameOf(into) };
  const started = rounds(store).map((round) => round.year);
  const before = started.find((item) => item < year && statedOf(store, item, from).length > 0);
  if (before !== undefined) throw new Problem('unit.merge-history', { ...both, year: before });
  const years = started.filter((item) => item >= year);
  const records = years.flatMap((item) => statedOf(store, item, from).map((record) => ({ record, item })));
  for (const item of years) {
    assertOpen(store, item);
    for (const owed of filingsOf(store, item, from)) assertOpen(store, item, from, owed.return);
  }
  const differing = records.flatMap(({ record, item }) => differences(context, item, record, into));
  if (differing.length > 0)
    throw new Problem('unit.merge-conflict', {
      ...both,
      cells: differing.slice(0, 5).join(';') + (differing.length > 5 ? ' …' : ''),
    });
  for (const item of years) {
    const own = records.filter((each) => each.item === item).map(({ record }) => record);
    const places = placesOf(context, own, into);
    const placed = new Map(own.map((record) => [record, places.get(record) ?? record.key]));
    for (const [record, place] of placed) carry(context, item, record, into, place);
    carryExplanations(context, item, { from, into, places: placed });
  }
  for (const item of years) leave(context, item, from, into);
  const facts = unitAt(store, from, year)?.facts ?? {};
  const own = unitAt(store, into, year)?.facts ?? {};
  for (const attribute of ['creditCode', 'organisationCode'] as const) {
    const code = facts[attribute];
    if (code !== undefined && own[attribute] === undefined) setFact(store, into, attribute, code, year);
  }
  setFact(store, from, 'mergedInto', into, year);
  recheckFrom(context, year, into);
  return {
    unit: knownUnit(context, into, year),
    moved: records.map(({ record, item }) => ({
      year: item,
      return: record.return,
      cells: Object.keys(record.cells).length,
    })),
  };
}

/** Fixed tables are laid over each other; a register's rows are new rows of the other's, with those below them. */
function placesOf(
  { store }: WriteContext,
  records: readonly StoredRecord[],
  into: string,
): ReadonlyMap<StoredRecord, RecordKey> {
  const places = new Map<StoredRecord, RecordKey>();
  const next = new Map<string, number>();
  const moved = new Map<string, number>();
  const byDepth = [...records].sort((a, b) => rowPath(a.key).length - rowPath(b.key).length);
  for (const record of byDepth) {
    const [first, ...below] = rowPath(record.key);
    if (first === undefined) continue;
    const table = tableOf(record.return, record.key);
    const known = below.length > 0 ? moved.get(`${record.return}/${first}`) : undefined;
    let row = known;
    if (row === undefined) {
      row = next.get(table) ?? nextRow(store, into, table, null);
      next.set(table, row + 1);
      if (below.length === 0) moved.set(`${record.return}/${first}`, row);
    }
    places.set(record, recordKey(table, row, ...below));
  }
  return places;
}

function statedOf(store: ReadableStore, year: number, unit: string): readonly StoredRecord[] {
  return recordsOf(store, year, unit).filter((record) => !isBegun(record));
}

/** Whether a fixed table has only what the directory said when the unit was entered. */
function isBegun({ key, cells }: StoredRecord): boolean {
  return !key.includes('/') && cells[carriedKey] === true;
}

/** Cells of a fixed table that both have, with different values: `JC102.02 新产品产值 120 / 150`. */
function differences(
  context: WriteContext,
  year: number,
  record: StoredRecord,
  into: string,
): readonly string[] {
  if (record.key.includes('/')) return [];
  const stored = recordOf(context.store, year, into, record.return, record.key);
  const own = stored === undefined || isBegun(stored) ? {} : stored.cells;
  return Object.entries(record.cells)
    .filter(([key, value]) => own[key] !== undefined && !sameValue(own[key], value))
    .map(([key, value]) => {
      const field = context.edition.field(tableOf(record.return, record.key), codeOf(key));
      const [mine, others] = [value, own[key]].map((one) => showValue(one, field, 'zh'));
      return `${record.return}.${key} ${field?.name.zh ?? ''} ${mine ?? ''} / ${others ?? ''}`;
    });
}

/** The cells that the other lacks, each under the act that brought it, so that it still leads to its source. */
function carry(
  context: WriteContext,
  year: number,
  record: StoredRecord,
  into: string,
  place: RecordKey,
): void {
  const { store, now, actor } = context;
  // A register comes onto the other's list with its rows.
  listFor(context, year, into, record.return);
  const state = filing(store, year, into, record.return)?.state;
  if (state === 'exempt')
    throw new Problem('filing.state', { unit: into, return: record.return, state, act: 'fill' });
  const sources = sourcesOf(store, year, record.unit, record.return).get(record.key);
  const acts = new Map<string, { readonly commit: Commit; readonly cells: Record<string, CellEntry> }>();
  for (const [key, value] of Object.entries(record.cells)) {
    const source = sources?.get(key);
    if (source === undefined) throw new Error(`${record.unit}/${record.return}.${key} has no entry`);
    const { kind, batch, basis, reason, raw, sheet, cell, factor, readAs, rounded } = source;
    const origin = JSON.stringify([kind, batch, basis, reason]);
    const act = acts.get(origin) ?? {
      commit: {
        at: now,
        actor,
        kind,
        year,
        ...(batch === null ? {} : { batch }),
        ...(basis === null ? {} : { basis }),
        ...(reason === null ? {} : { reason }),
      },
      cells: {},
    };
    act.cells[key] = {
      value,
      ...(raw === undefined ? {} : { raw }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(cell === undefined ? {} : { cell }),
      ...(factor === undefined ? {} : { factor }),
      ...(readAs === undefined ? {} : { readAs }),
      ...(rounded === undefined ? {} : { rounded }),
    };
    acts.set(origin, act);
  }
  for (const { commit, cells } of acts.values())
    commitRecords(store, commit, [{ unit: into, return: record.return, key: place, cells }]);
}

/** The duplicate owes nothing and holds nothing any more; its entries stay in the history. */
function leave(context: WriteContext, year: number, from: string, into: string): void {
  const { store, now, actor } = context;
  for (const { return: code, key, cells } of recordsOf(store, year, from)) {
    const emptied = Object.fromEntries(Object.keys(cells).map((cell) => [cell, { value: null }]));
    commitRecords(store, { at: now, actor, kind: 'carry', year, reason: into }, [
      { unit: from, return: code, key, cells: emptied },
    ]);
  }
  for (const { return: code, state } of filingsOf(store, year, from)) {
    logAct(store, {
      at: now,
      who: actor.name,
      role: actor.role,
      year,
      unit: from,
      return: code,
      act: 'merge',
      before: state,
      reason: into,
    });
  }
  dropFilings(store, year, from);
  replaceFindings(store, year, from, []);
}
