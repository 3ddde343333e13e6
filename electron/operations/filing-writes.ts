import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { carriedKey, codeOf, columnOf } from '#shared/values/cell.ts';
import { exemptReasonNames } from '#shared/texts/states.ts';
import { letterOf, tableOf } from '#shared/values/record.ts';
import { exemptReasons, type FilingState } from '#shared/values/states.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords } from '../store/commit.ts';
import { recordsOfFiling, type CellEntry } from '../store/records.ts';
import { assertOpen, filing, filings, setFiling, type Filing } from '../store/rounds.ts';
import { unitsAt } from '../store/units.ts';
import type { WriteContext } from './context.ts';
import { recheckFrom, recheckUnits } from './documents.ts';
import { filingAsked } from './filings.ts';
import { allFindings, blockers, unitFindings } from './findings.ts';
import { yearOf } from './year.ts';

export const filingWrites = {
  'filing.move': filingMove,
  'filing.acceptClean': acceptClean,
};

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
  const reason = input.reason?.trim() ?? '';
  const basis = input.basis?.trim() ?? '';
  if (move.needsBasis && basis === '' && (reason === '' || input.act === 'exempt'))
    throw new Problem('filing.basis', {});
  const given = {
    reason: reason === '' ? null : input.act === 'exempt' ? exemptReason(reason) : reason,
    basis: basis === '' ? null : basis,
  };
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
  if (input.act === 'nil') nilCells(context, year, known, given.basis ?? given.reason ?? '');
  const isFilled = recordsOfFiling(context.store, year, known.unit, known.return).some(
    ({ cells }) => cells[carriedKey] !== true,
  );
  // One that had cells before it was exempted has them still.
  const to = input.act === 'revoke' && isFilled ? 'draft' : move.to;
  moveTo(context, year, known, to, input.act, given.reason, given.basis);
  recheckFrom(context, year, known.unit);
  const state = filing(context.store, year, known.unit, known.return)?.state ?? to;
  return { unit: known.unit, return: known.return, state };
}

/** The reason of an exemption by its code or its name: the list is closed. */
function exemptReason(written: string): string {
  const found = exemptReasons.find(
    (code) => code === written || Object.values(exemptReasonNames[code]).includes(written),
  );
  if (found === undefined) throw new Problem('filing.exempt-reason', { reason: written });
  return found;
}

/** 零报: every required number of the fixed tables is 0, and said to be by the basis; a floating table has no rows. */
function nilCells(context: WriteContext, year: number, known: Filing, basis: string): void {
  const records = recordsOfFiling(context.store, year, known.unit, known.return);
  const filled = records
    .flatMap(({ key, cells }) =>
      Object.entries(cells).map(([cell, value]) => ({
        // What there was last year says nothing of this one.
        isIn: key.includes('/') || (columnOf(cell) === '本年' && typeof value === 'number' && value !== 0),
        field: context.edition.field(tableOf(known.return, key), codeOf(cell)),
      })),
    )
    .find(({ isIn }) => isIn);
  if (filled !== undefined)
    throw new Problem('filing.not-nil', {
      unit: known.unit,
      return: known.return,
      field: `${filled.field?.code ?? ''} ${filled.field?.name.zh ?? ''}`.trim(),
    });
  const tables = context.edition.return(known.return)?.tables.filter((table) => table.kind === 'fixed') ?? [];
  const acts = tables.map((table) => {
    const key = letterOf(table.code);
    const stored = records.find((record) => record.key === key)?.cells;
    const numbers = [...context.edition.fields(table.code).values()].filter(
      (field) => field.required === 'yes' && field.type === 'number' && stored?.[field.code] === undefined,
    );
    const cells = Object.fromEntries(
      numbers.map((field): [string, CellEntry] => [field.code, { value: 0, raw: '零报' }]),
    );
    return { unit: known.unit, return: known.return, key, cells };
  });
  commitRecords(context.store, { at: context.now, actor: context.actor, kind: 'typed', year, basis }, acts);
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
  recheckUnits(context, year, touched);
  return { accepted, left };
}
