import type { UnitDocuments } from '#shared/checking/documents.ts';
import { compileExact } from '#shared/checking/condition.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { ReturnDefinition } from '#shared/returns/definition.ts';
import { parseRule } from '#shared/returns/rule/parser.ts';
import { logAct } from '../store/acts.ts';
import { eachBefore, isTakenOut } from '../store/year-records.ts';
import { assertOpen, dropFiling, filing, oblige, round } from '../store/rounds.ts';
import { unitAt, type Unit } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { resolveUnit } from './directory.ts';
import { recheckUnit, surroundings, unitFacts } from './documents.ts';
import { yearOf } from './year.ts';

export const obligationWrites = { 'obligations.add': add, 'obligations.drop': drop };

/**
 * Who owes what of a year: the edition's scope by kind of unit and condition over the directory. A register is owed by
 * those that had rows in it the year before, and by those that the office lists or that send it.
 */
export function obligeUnit(context: WriteContext, year: number, unit: Unit): void {
  for (const code of owedBy(context, year, unit)) oblige(context.store, year, unit.id, code, context.now);
}

/** The returns that a unit owes by the edition's scope, those aside that the office lists it for. */
export function owedBy(context: ReadContext, year: number, unit: Unit): readonly string[] {
  const hadRows = new Set<string>();
  if (round(context.store, year - 1) !== undefined)
    for (const record of eachBefore(context.store, year - 1, { unit: unit.id }))
      if (!isTakenOut(record)) hadRows.add(record.return);
  return context.edition
    .filled()
    .filter((definition) => isInScope(context, definition, unit, year))
    .filter(({ population, code }) => population.duty === 'all' || hadRows.has(code))
    .map(({ code }) => code);
}

/** Whether a unit may owe a return at all. A condition that the directory can't decide yet is taken to hold. */
function isInScope(context: ReadContext, definition: ReturnDefinition, unit: Unit, year: number): boolean {
  const { kinds, when } = definition.population;
  if (!kinds.includes(unit.kind)) return false;
  if (when === undefined) return true;
  const nothingFiled: UnitDocuments = { id: unit.id, facts: unitFacts(unit), filing: () => undefined };
  const holds = compileExact(parseRule(when), definition.tables[0]?.code ?? '', context.edition);
  return (
    holds({
      unit: nothingFiled,
      own: nothingFiled,
      table: '',
      row: undefined,
      current: undefined,
      county: null,
      nearlyAnother: null,
      surroundings: surroundings(context, year),
      params: context.edition.edition.params,
      isFloating: () => false,
      isBelow: () => false,
      rounded: null,
    }) !== 'F'
  );
}

/** Lists a unit for a return that it sends, unless it is listed; refuses one that its kind of unit never fills. */
export function listFor(context: WriteContext, year: number, unit: string, returnCode: string): void {
  if (filing(context.store, year, unit, returnCode) !== undefined) return;
  const definition = context.edition.return(returnCode);
  const known = unitAt(context.store, unit, year);
  if (definition === undefined || definition.kind === 'computed')
    throw new Problem('return.absent', { return: returnCode });
  if (known === undefined) throw new Problem('unit.absent', { unit });
  if (!isInScope(context, definition, known, year))
    throw new Problem('filing.absent', { unit, return: returnCode });
  oblige(context.store, year, unit, returnCode, context.now);
}

function add(context: WriteContext, input: Parsed<'obligations.add'>): Output<'obligations.add'> {
  const year = yearOf(context, input);
  assertOpen(context.store, year);
  const unit = resolveUnit(context, input.unit, year);
  listFor(context, year, unit, input.return);
  logAct(context.store, { ...actOf(context, year), unit, return: input.return, act: 'oblige', after: 'due' });
  recheckUnit(context, year, unit);
  return {
    unit,
    return: input.return,
    state: filing(context.store, year, unit, input.return)?.state ?? 'due',
  };
}

/** Takes an obligation off the list again, while nothing was filed; what the edition's scope makes is exempted instead. */
function drop(context: WriteContext, input: Parsed<'obligations.drop'>): Output<'obligations.drop'> {
  const year = yearOf(context, input);
  assertOpen(context.store, year);
  const unit = resolveUnit(context, input.unit, year);
  const known = filing(context.store, year, unit, input.return);
  if (known === undefined) throw new Problem('filing.absent', { unit: input.unit, return: input.return });
  const isListed = context.edition.return(input.return)?.population.duty === 'listed';
  if (!isListed || known.state !== 'due')
    throw new Problem('filing.state', { unit, return: input.return, state: known.state, act: 'drop' });
  dropFiling(context.store, year, unit, input.return);
  logAct(context.store, { ...actOf(context, year), unit, return: input.return, act: 'drop', before: 'due' });
  recheckUnit(context, year, unit);
  return { unit, return: input.return };
}

function actOf(context: WriteContext, year: number) {
  return { at: context.now, who: context.actor.name, role: context.actor.role, year };
}
