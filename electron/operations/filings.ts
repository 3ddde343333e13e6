import type { CellView, FilingRow, Provenance } from '#shared/contract/areas/filings.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import { codeOf, columnOf, isBlank, sameValue, type CellValue } from '#shared/values/cell.ts';
import type { FilingState } from '#shared/values/states.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords } from '../store/commit.ts';
import { eachBefore, historyOf, recordOf, sourcesOf, type CellEntry, type HistoryLine } from '../store/records.ts';
import { assertOpen, filing, filings, filingsOf, round, setFiling, type Filing } from '../store/rounds.ts';
import { unitAt, unitsAt } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { resolveUnit, unitView } from './directory.ts';
import { recheckFrom } from './documents.ts';
import { allFindings, blockers, unitFindings, worded } from './findings.ts';
import { pageOf, yearOf } from './year.ts';

export const filingReads = {
  'filing.list': filingList,
  'filing.get': filingGet,
  'filing.history': filingHistory,
  'cells.list': cellsList,
};
export const filingWrites = {
  'filing.set': filingSet,
  'filing.correct': filingCorrect,
  'filing.move': filingMove,
  'filing.acceptClean': acceptClean,
};

function found(context: ReadContext, year: number, written: string, returnCode: string): Filing {
  const definition = context.edition.return(returnCode);
  if (definition === undefined) throw new Problem('return.absent', { return: returnCode });
  if (definition.kind === 'computed') throw new Problem('return.computed', { return: returnCode });
  const unit = resolveUnit(context, written);
  const known = filing(context.store, year, unit, returnCode);
  if (known === undefined) throw new Problem('filing.absent', { unit: written, return: returnCode });
  return known;
}

function filingList(context: ReadContext, input: Parsed<'filing.list'>): Output<'filing.list'> {
  const year = yearOf(context, input);
  const units = unitsAt(context.store, year);
  const findings = new Map<string, ReturnType<typeof allFindings>[number][]>();
  for (const item of allFindings(context, year)) {
    const list = findings.get(item.finding.unit);
    if (list === undefined) findings.set(item.finding.unit, [item]);
    else list.push(item);
  }
  const wanted = input.search?.trim() ?? '';
  const rows = filings(context.store, year)
    .filter((item) => input.return === undefined || item.return === input.return)
    .filter((item) => input.state === undefined || item.state === input.state)
    .map((item): FilingRow => {
      const unit = units.get(item.unit) ?? { id: item.unit, kind: '企业', facts: {} };
      const view = unitView(context, unit, year);
      return {
        unit: item.unit,
        code: view.code,
        name: view.name,
        return: item.return,
        state: item.state,
        industry: view.industry,
        industryName: view.industryName,
        size: view.size,
        ...blockers(findings.get(item.unit) ?? [], item.return),
      };
    })
    .filter((row) => wanted === '' || row.name.includes(wanted) || row.code.includes(wanted));
  return { filings: pageOf(rows, input), total: rows.length };
}

function provenance(line: HistoryLine): Provenance {
  return {
    kind: line.kind,
    at: line.at,
    actor: line.actor,
    batch: line.batch,
    file: line.kind === 'import' ? line.file : null,
    sha256: line.kind === 'import' ? line.sha256 : null,
    sheet: line.sheet ?? null,
    cell: line.cell ?? null,
    raw: line.raw ?? null,
    factor: line.factor ?? null,
    basis: line.basis,
    value: asOutput(line.value),
  };
}

/** Lists of codes are read-only in the store and plain arrays on the wire. */
export function asOutput(value: CellValue | null | undefined): Exclude<CellView['value'], undefined> {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !('blank' in value)) return [...value];
  return value as Exclude<CellView['value'], undefined>;
}

export function stateOf(value: CellValue | null | undefined): 'value' | 'zero' | 'blank' {
  return value === null || isBlank(value) ? 'blank' : value === 0 ? 'zero' : 'value';
}

function filingGet(context: ReadContext, input: Parsed<'filing.get'>): Output<'filing.get'> {
  const year = yearOf(context, input);
  const known = found(context, year, input.unit, input.return);
  const { store } = context;
  const unit = unitAt(store, known.unit, year);
  const view = unitView(context, unit ?? { id: known.unit, kind: '企业', facts: {} }, year);
  const record = recordOf(store, year, known.unit, known.return);
  const sources = sourcesOf(store, year, known.unit, known.return);
  const keys = new Set([...Object.keys(record?.cells ?? {}), ...sources.keys()]);
  const before: Record<string, Exclude<CellView['value'], null>> = {};
  for (const last of eachBefore(store, year - 1, known.unit)) {
    if (last.return !== known.return) continue;
    for (const [key, value] of Object.entries(last.cells)) {
      const shown = asOutput(value);
      if (columnOf(key) === '本年' && shown !== null) before[key] = shown;
    }
  }
  const state = round(store, year);
  const views = unitFindings(context, year, known.unit);
  return {
    unit: known.unit,
    code: view.code,
    name: view.name,
    return: known.return,
    year,
    state: known.state,
    reason: known.reason,
    frozen: state?.state !== 'open' || (state.unlocked !== null && !state.unlocked.includes(`${known.unit}/${known.return}`)),
    cells: [...keys].sort().map((key): CellView => {
      const value = record?.cells[key];
      const source = sources.get(key);
      return {
        key,
        code: codeOf(key),
        column: columnOf(key),
        state: stateOf(value),
        value: asOutput(value),
        rounded: record?.rounded.includes(key) ?? false,
        source: source === undefined ? null : provenance(source),
      };
    }),
    before,
    findings: worded(context, views.filter((item) => item.finding.return === known.return || item.finding.places.some((place) => place.return === known.return))),
    others: filingsOf(store, year, known.unit).map((item) => ({ return: item.return, state: item.state })),
  };
}

function filingHistory(context: ReadContext, input: Parsed<'filing.history'>): Output<'filing.history'> {
  const year = yearOf(context, input);
  const known = found(context, year, input.unit, input.return);
  return { acts: historyOf(context.store, year, known.unit, known.return).filter((line) => line.key === input.key).map(provenance) };
}

/** Typed text → cell entries, by the grammar that imports use; what an import would ask about is refused here. */
function typedCells(context: ReadContext, returnCode: string, written: Readonly<Record<string, string>>): Record<string, CellEntry> {
  const cells: Record<string, CellEntry> = {};
  for (const [key, raw] of Object.entries(written)) {
    const field = context.edition.field(returnCode, codeOf(key));
    const columns = context.edition.return(returnCode)?.columns ?? [];
    if (field === undefined || !columns.includes(columnOf(key))) throw new Problem('filing.field-absent', { return: returnCode, field: key });
    const list = field.list === undefined ? undefined : context.edition.list(field.list);
    const unit = field.unit ?? null;
    const reading = readCell({ column: 0, raw, type: 'text' }, { field, list, unit, date1904: false, typed: true });
    if (reading.kind === 'question') {
      const expected = field.type === 'number' ? `应填确定的数${unit === null ? '' : `(${unit})`},不详请填“不详”` : list === undefined ? '格式不符' : '请从列表中选择';
      throw new Problem('filing.value', { return: returnCode, field: `${key} ${field.name.zh}`, raw, why: expected });
    }
    if (reading.kind === 'empty') cells[key] = { value: null, raw: '' };
    else {
      if (typeof reading.value === 'number' && reading.value < 0 && field.type === 'number' && field.signed !== true) {
        throw new Problem('filing.value', { return: returnCode, field: `${key} ${field.name.zh}`, raw, why: '不能为负数' });
      }
      cells[key] = { value: reading.value, raw, ...(reading.factor === undefined ? {} : { factor: reading.factor, readAs: reading.readAs ?? '' }), ...(reading.rounded === true ? { rounded: true } : {}) };
    }
  }
  return cells;
}

function filingSet(context: WriteContext, input: Parsed<'filing.set'>): Output<'filing.set'> {
  const year = yearOf(context, input);
  const known = found(context, year, input.unit, input.return);
  assertOwn(context, year, known, input.cells);
  return write(context, year, known, { kind: 'typed', cells: input.cells });
}

/** The office never alters what an enterprise sent on its own: such a cell takes a correction with its basis. */
function assertOwn(context: WriteContext, year: number, known: Filing, written: Readonly<Record<string, string>>): void {
  const record = recordOf(context.store, year, known.unit, known.return);
  const sources = sourcesOf(context.store, year, known.unit, known.return);
  const cells = typedCells(context, known.return, written);
  for (const [key, cell] of Object.entries(cells)) {
    const [stored, source] = [record?.cells[key], sources.get(key)];
    if (stored === undefined || (source?.kind !== 'import' && source?.kind !== 'correction') || sameValue(stored, cell.value ?? undefined)) continue;
    const field = context.edition.field(known.return, codeOf(key));
    throw new Problem('filing.imported', { return: known.return, field: `${key} ${field?.name.zh ?? ''}`, file: source.file ?? '' });
  }
}

function filingCorrect(context: WriteContext, input: Parsed<'filing.correct'>): Output<'filing.correct'> {
  const year = yearOf(context, input);
  const known = found(context, year, input.unit, input.return);
  return write(context, year, known, { kind: 'correction', cells: input.cells, basis: input.basis, reason: input.reason });
}

interface Writing {
  readonly kind: 'typed' | 'correction';
  readonly cells: Readonly<Record<string, string>>;
  readonly basis?: string;
  readonly reason?: string;
}

function write(context: WriteContext, year: number, known: Filing, writing: Writing): Output<'filing.set'> {
  if (known.state === 'exempt') throw new Problem('filing.state', { unit: known.unit, return: known.return, state: known.state, act: 'fill' });
  const changes = commitRecords(
    context.store,
    {
      at: context.now,
      actor: context.actor,
      kind: writing.kind,
      year,
      ...(writing.basis === undefined ? {} : { basis: writing.basis }),
      ...(writing.reason === undefined ? {} : { reason: writing.reason }),
    },
    [{ unit: known.unit, return: known.return, cells: typedCells(context, known.return, writing.cells) }],
  );
  if (changes.length > 0) recheckFrom(context, year, known.unit);
  return {
    cells: changes.map((change) => ({ key: change.key, old: asOutput(change.old), new: asOutput(change.new) })),
    state: filing(context.store, year, known.unit, known.return)?.state ?? known.state,
    findings: worded(context, unitFindings(context, year, known.unit).filter((item) => item.finding.return === known.return || item.finding.places.some((place) => place.return === known.return))),
  };
}

type Act = Parsed<'filing.move'>['act'];

/** From which states an act may start, and where it leads (life cycle of a filing). */
const moves: Readonly<Record<Act, { readonly from: readonly FilingState[]; readonly to: FilingState; readonly needsBasis: boolean }>> = {
  accept: { from: ['draft'], to: 'accepted', needsBasis: false },
  unaccept: { from: ['accepted', 'nil'], to: 'draft', needsBasis: false },
  nil: { from: ['due', 'draft'], to: 'nil', needsBasis: true },
  exempt: { from: ['due', 'draft'], to: 'exempt', needsBasis: true },
  revoke: { from: ['exempt'], to: 'due', needsBasis: false },
  aside: { from: ['due', 'draft', 'accepted'], to: 'aside', needsBasis: true },
  decide: { from: ['aside'], to: 'draft', needsBasis: false },
};

function filingMove(context: WriteContext, input: Parsed<'filing.move'>): Output<'filing.move'> {
  const year = yearOf(context, input);
  const known = found(context, year, input.unit, input.return);
  assertOpen(context.store, year, known.unit, known.return);
  const move = moves[input.act];
  if (!move.from.includes(known.state)) throw new Problem('filing.state', { unit: known.unit, return: known.return, state: known.state, act: input.act });
  if (move.needsBasis && (input.basis ?? input.reason ?? '').trim() === '') throw new Problem('filing.basis', {});
  if (input.act === 'accept') {
    const { blocking, unexplained } = blockers(unitFindings(context, year, known.unit), known.return);
    if (blocking + unexplained > 0) throw new Problem('filing.blocked', { unit: known.unit, return: known.return, findingsA: blocking, unexplained });
  }
  if (input.act === 'nil') nilCells(context, year, known, input.basis ?? input.reason ?? '');
  moveTo(context, year, known, move.to, input.act, input.reason ?? null, input.basis ?? null);
  recheckFrom(context, year, known.unit);
  return { unit: known.unit, return: known.return, state: move.to };
}

/** 零报 of a fixed table: every required number is 0, and said to be by the basis. */
function nilCells(context: WriteContext, year: number, known: Filing, basis: string): void {
  const fields = [...context.edition.fields(known.return).values()].filter((field) => field.required === 'yes' && field.type === 'number');
  const record = recordOf(context.store, year, known.unit, known.return);
  const cells = Object.fromEntries(fields.filter((field) => record?.cells[field.code] === undefined).map((field): [string, CellEntry] => [field.code, { value: 0, raw: '零报' }]));
  const other = Object.values(record?.cells ?? {}).some((value) => typeof value === 'number' && value !== 0);
  if (other) throw new Problem('filing.state', { unit: known.unit, return: known.return, state: known.state, act: 'nil' });
  commitRecords(context.store, { at: context.now, actor: context.actor, kind: 'typed', year, basis }, [{ unit: known.unit, return: known.return, cells }]);
}

function moveTo(context: WriteContext, year: number, known: Filing, to: FilingState, act: string, reason: string | null, basis: string | null): void {
  setFiling(context.store, year, known.unit, known.return, to, { reason, basis, now: context.now });
  logAct(context.store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year,
    unit: known.unit,
    return: known.return,
    act,
    before: known.state,
    after: to,
    reason,
    basis,
  });
}

function acceptClean(context: WriteContext, input: Parsed<'filing.acceptClean'>): Output<'filing.acceptClean'> {
  const year = yearOf(context, input);
  const units = unitsAt(context.store, year);
  const findings = allFindings(context, year);
  const byUnit = Map.groupBy(findings, (item) => item.finding.unit);
  const left: Output<'filing.acceptClean'>['left'] = [];
  const touched = new Set<string>();
  let accepted = 0;
  for (const known of filings(context.store, year)) {
    if (known.state !== 'draft' && known.state !== 'due') continue;
    const reasons = { ...blockers(byUnit.get(known.unit) ?? [], known.return), due: known.state === 'due' };
    if (reasons.due || reasons.blocking + reasons.unexplained > 0) {
      left.push({ unit: known.unit, name: units.get(known.unit)?.facts.name ?? known.unit, return: known.return, reasons });
      continue;
    }
    assertOpen(context.store, year, known.unit, known.return);
    moveTo(context, year, known, 'accepted', 'accept', null, null);
    touched.add(known.unit);
    accepted += 1;
  }
  for (const unit of touched) recheckFrom(context, year, unit);
  return { accepted, left };
}

function cellsList(context: ReadContext, input: Parsed<'cells.list'>): Output<'cells.list'> {
  const year = yearOf(context, input);
  const { store } = context;
  const unit = input.unit === undefined ? undefined : resolveUnit(context, input.unit);
  const wanted = filings(store, year).filter((item) => (unit === undefined || item.unit === unit) && (input.return === undefined || item.return === input.return));
  const cells: Output<'cells.list'>['cells'] = [];
  let total = 0;
  for (const item of wanted) {
    const record = recordOf(store, year, item.unit, item.return);
    const keys = Object.keys(record?.cells ?? {}).sort();
    const inPage = total + keys.length > input.offset && total < input.offset + input.limit;
    const sources = inPage ? sourcesOf(store, year, item.unit, item.return) : null;
    keys.forEach((key, index) => {
      const at = total + index;
      if (sources === null || at < input.offset || at >= input.offset + input.limit) return;
      const source = sources.get(key);
      const value = record?.cells[key];
      const imported = source?.kind === 'import';
      cells.push({
        unit: item.unit,
        return: item.return,
        code: codeOf(key),
        column: columnOf(key),
        state: stateOf(value),
        value: asOutput(value),
        raw: source?.raw ?? null,
        file: imported ? source.file : null,
        sheet: source?.sheet ?? null,
        cell: source?.cell ?? null,
        basis: source?.basis ?? null,
      });
    });
    total += keys.length;
  }
  return { cells, total };
}
