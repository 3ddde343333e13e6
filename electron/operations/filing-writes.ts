import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import { codeOf, columnOf, sameValue } from '#shared/values/cell.ts';
import type { FilingState } from '#shared/values/states.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords } from '../store/commit.ts';
import { recordOf, sourcesOf, type CellEntry } from '../store/records.ts';
import { assertOpen, filing, filings, setFiling, type Filing } from '../store/rounds.ts';
import { unitsAt } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { recheckFrom } from './documents.ts';
import { asOutput, filingAsked } from './filings.ts';
import { allFindings, blockers, unitFindings, worded } from './findings.ts';
import { yearOf } from './year.ts';

export const filingWrites = {
  'filing.set': filingSet,
  'filing.correct': filingCorrect,
  'filing.move': filingMove,
  'filing.acceptClean': acceptClean,
};

/** Typed text → cell entries, by the grammar that imports use; what an import would ask about is refused here. */
function typedCells(
  context: ReadContext,
  returnCode: string,
  written: Readonly<Record<string, string>>,
): Record<string, CellEntry> {
  const cells: Record<string, CellEntry> = {};
  for (const [key, raw] of Object.entries(written)) {
    const field = context.edition.field(returnCode, codeOf(key));
    const columns = context.edition.return(returnCode)?.columns ?? [];
    if (field === undefined || !columns.includes(columnOf(key)))
      throw new Problem('filing.field-absent', { return: returnCode, field: key });
    const list = field.list === undefined ? undefined : context.edition.list(field.list);
    const unit = field.unit ?? null;
    const reading = readCell(
      { column: 0, raw, type: 'text' },
      { field, list, unit, date1904: false, typed: true },
    );
    if (reading.kind === 'question') {
      const expected =
        field.type === 'number'
          ? `应填确定的数${unit === null ? '' : `(${unit})`},不详请填“不详”`
          : list === undefined
            ? '格式不符'
            : '请从列表中选择';
      throw new Problem('filing.value', {
        return: returnCode,
        field: `${key} ${field.name.zh}`,
        raw,
        why: expected,
      });
    }
    if (reading.kind === 'empty') cells[key] = { value: null, raw: '' };
    else {
      if (
        typeof reading.value === 'number' &&
        reading.value < 0 &&
        field.type === 'number' &&
        field.signed !== true
      ) {
        throw new Problem('filing.value', {
          return: returnCode,
          field: `${key} ${field.name.zh}`,
          raw,
          why: '不能为负数',
        });
      }
      cells[key] = {
        value: reading.value,
        raw,
        ...(reading.factor === undefined ? {} : { factor: reading.factor, readAs: reading.readAs ?? '' }),
        ...(reading.rounded === true ? { rounded: true } : {}),
      };
    }
  }
  return cells;
}

function filingSet(context: WriteContext, input: Parsed<'filing.set'>): Output<'filing.set'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  assertOwn(context, year, known, input.cells);
  return write(context, year, known, { kind: 'typed', cells: input.cells });
}

/** The office never alters what an enterprise sent on its own: such a cell takes a correction with its basis. */
function assertOwn(
  context: WriteContext,
  year: number,
  known: Filing,
  written: Readonly<Record<string, string>>,
): void {
  const record = recordOf(context.store, year, known.unit, known.return);
  const sources = sourcesOf(context.store, year, known.unit, known.return);
  const cells = typedCells(context, known.return, written);
  for (const [key, cell] of Object.entries(cells)) {
    const [stored, source] = [record?.cells[key], sources.get(key)];
    if (
      stored === undefined ||
      (source?.kind !== 'import' && source?.kind !== 'correction') ||
      sameValue(stored, cell.value ?? undefined)
    )
      continue;
    const field = context.edition.field(known.return, codeOf(key));
    throw new Problem('filing.imported', {
      return: known.return,
      field: `${key} ${field?.name.zh ?? ''}`,
      file: source.file ?? '',
    });
  }
}

function filingCorrect(context: WriteContext, input: Parsed<'filing.correct'>): Output<'filing.correct'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  return write(context, year, known, {
    kind: 'correction',
    cells: input.cells,
    basis: input.basis,
    reason: input.reason,
  });
}

interface Writing {
  readonly kind: 'typed' | 'correction';
  readonly cells: Readonly<Record<string, string>>;
  readonly basis?: string;
  readonly reason?: string;
}

function write(context: WriteContext, year: number, known: Filing, writing: Writing): Output<'filing.set'> {
  if (known.state === 'exempt')
    throw new Problem('filing.state', {
      unit: known.unit,
      return: known.return,
      state: known.state,
      act: 'fill',
    });
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
    cells: changes.map((change) => ({
      key: change.key,
      old: asOutput(change.old),
      new: asOutput(change.new),
    })),
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

type Act = Parsed<'filing.move'>['act'];

/** From which states an act may start, and where it leads (life cycle of a filing). */
const moves: Readonly<
  Record<
    Act,
    { readonly from: readonly FilingState[]; readonly to: FilingState; readonly needsBasis: boolean }
  >
> = {
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
  const known = filingAsked(context, year, input.unit, input.return);
  assertOpen(context.store, year, known.unit, known.return);
  const move = moves[input.act];
  if (!move.from.includes(known.state))
    throw new Problem('filing.state', {
      unit: known.unit,
      return: known.return,
      state: known.state,
      act: input.act,
    });
  if (move.needsBasis && (input.basis ?? input.reason ?? '').trim() === '')
    throw new Problem('filing.basis', {});
  if (input.act === 'accept') {
    const { blocking, unexplained } = blockers(unitFindings(context, year, known.unit), known.return);
    if (blocking + unexplained > 0)
      throw new Problem('filing.blocked', {
        unit: known.unit,
        return: known.return,
        findingsA: blocking,
        unexplained,
      });
  }
  if (input.act === 'nil') nilCells(context, year, known, input.basis ?? input.reason ?? '');
  moveTo(context, year, known, move.to, input.act, input.reason ?? null, input.basis ?? null);
  recheckFrom(context, year, known.unit);
  return { unit: known.unit, return: known.return, state: move.to };
}

/** 零报 of a fixed table: every required number is 0, and said to be by the basis. */
function nilCells(context: WriteContext, year: number, known: Filing, basis: string): void {
  const fields = [...context.edition.fields(known.return).values()].filter(
    (field) => field.required === 'yes' && field.type === 'number',
  );
  const record = recordOf(context.store, year, known.unit, known.return);
  const cells = Object.fromEntries(
    fields
      .filter((field) => record?.cells[field.code] === undefined)
      .map((field): [string, CellEntry] => [field.code, { value: 0, raw: '零报' }]),
  );
  const other = Object.values(record?.cells ?? {}).some((value) => typeof value === 'number' && value !== 0);
  if (other)
    throw new Problem('filing.state', {
      unit: known.unit,
      return: known.return,
      state: known.state,
      act: 'nil',
    });
  commitRecords(context.store, { at: context.now, actor: context.actor, kind: 'typed', year, basis }, [
    { unit: known.unit, return: known.return, cells },
  ]);
}

function moveTo(
  context: WriteContext,
  year: number,
  known: Filing,
  to: FilingState,
  act: string,
  reason: string | null,
  basis: string | null,
): void {
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

function acceptClean(
  context: WriteContext,
  input: Parsed<'filing.acceptClean'>,
): Output<'filing.acceptClean'> {
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
      left.push({
        unit: known.unit,
        name: units.get(known.unit)?.facts.name ?? known.unit,
        return: known.return,
        reasons,
      });
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
