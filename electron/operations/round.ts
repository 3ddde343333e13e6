import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Role, RoundState } from '#shared/values/states.ts';
import { logAct, roundActs } from '../store/acts.ts';
import { dropReports, packagesAt, setDelivered } from '../store/packages.ts';
import { filing, filings, round, setFiling, setRound, type Round } from '../store/rounds.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { resolveUnit } from './directory.ts';
import { recheckFrom } from './documents.ts';
import { allFindings, isOpen, type BareFinding } from './findings.ts';
import { officersOf } from './officers.ts';
import { freezeReports } from './tally.ts';
import { yearOf } from './year.ts';

export const roundReads = { 'round.get': roundGet };
export const roundWrites = { 'round.signoff': signoff, 'round.reopen': reopen, 'round.delivered': delivered };

export function known(context: ReadContext, year: number): Round {
  const found = round(context.store, year);
  if (found === undefined) throw new Problem('workspace.year-absent', { year });
  return found;
}

export type Rehearsal = Output<'round.get'>['rehearsal'];

/** What the province would return: what stands open in each step of the life cycle. */
export function rehearse(context: ReadContext, year: number): Rehearsal {
  const findings = allFindings(context, year);
  const open = findings.filter(isOpen);
  const counts = ({ finding }: BareFinding): boolean => !isAside(context, year, finding.unit, finding.return);
  const ofUnits = open.filter((item) => item.finding.unit !== '' && counts(item));
  const all = filings(context.store, year);
  const count = (...states: string[]): number => all.filter((item) => states.includes(item.state)).length;
  const blocking = {
    findingsA: ofUnits.filter(({ finding }) => finding.class === 'A').length,
    unexplained: ofUnits.filter(({ finding }) => finding.class !== 'A').length,
    county: open.filter(({ finding }) => finding.unit === '').length,
    drafts: count('draft'),
  };
  const settled = { accepted: count('accepted', 'nil'), exempt: count('exempt') };
  return {
    ...blocking,
    due: count('due'),
    ...settled,
    lacking: findings.filter((item) => item.lacking && counts(item)).length,
    ready:
      Object.values(blocking).every((item) => item === 0) && Object.values(settled).some((item) => item > 0),
  };
}

/** Findings of what is not counted do not stand in the way. */
function isAside(context: ReadContext, year: number, unit: string, code: string): boolean {
  const state = filing(context.store, year, unit, code)?.state;
  return state === 'aside' || state === 'exempt' || state === 'due';
}

function roundGet(context: ReadContext, input: Parsed<'round.get'>): Output<'round.get'> {
  const year = yearOf(context, input);
  const found = known(context, year);
  return {
    year,
    state: found.state,
    sequence: packagesAt(context.store, year).at(-1)?.sequence ?? 0,
    rehearsal: rehearse(context, year),
    acts: roundActs(context.store, year)
      .filter((act) => ['signoff', 'reopen', 'seal', 'delivered', 'start', 'edition'].includes(act.act))
      .map(({ at, who, role, act, before, after, reason }) => ({
        at,
        who,
        role,
        act,
        from: before,
        to: after,
        reason,
      })),
  };
}

/** Which signature takes the round on from where it is. */
const signatures: Partial<Record<RoundState, { readonly role: Role; readonly to: RoundState }>> = {
  open: { role: 'statistics-head', to: 'signed-1' },
  'signed-1': { role: 'office-head', to: 'signed-2' },
};

function signoff(context: WriteContext, input: Parsed<'round.signoff'>): Output<'round.signoff'> {
  const year = yearOf(context, input);
  const found = known(context, year);
  const next = signatures[found.state];
  if (next === undefined) throw new Problem('round.state', { year, state: found.state, act: 'signoff' });
  if (input.role !== next.role) throw new Problem('round.role', { act: 'signoff', role: next.role });
  assertAnother(context, year, input);
  if (found.state === 'open') {
    const { findingsA, county, due, drafts, unexplained, accepted, exempt } = rehearse(context, year);
    if (drafts + accepted + exempt === 0) throw new Problem('round.empty', { year });
    const reason = input.missingReason?.trim() ?? '';
    const isMissingSaid = due === 0 || reason !== '';
    if (findingsA + unexplained + county + drafts > 0 || !isMissingSaid) {
      throw new Problem('round.blocked', {
        findingsA,
        unexplained,
        county,
        due: isMissingSaid ? 0 : due,
        drafts,
      });
    }
    for (const item of filings(context.store, year)) {
      if (item.state === 'due')
        setFiling(context.store, year, item.unit, item.return, 'due', {
          reason,
          basis: null,
          now: context.now,
        });
    }
    freezeReports(context, year);
  }
  move(context, year, found, next.to, {
    act: 'signoff',
    role: input.role,
    name: input.name,
    reason: input.missingReason ?? null,
  });
  return { state: next.to };
}

/** Each office signs by a person of its own, unless the workspace says that one person has several. */
function assertAnother(
  context: WriteContext,
  year: number,
  { role, name }: Pick<Parsed<'round.signoff'>, 'role' | 'name'>,
): void {
  const { clerk, onePerson } = officersOf(context);
  if (onePerson) return;
  const first = roundActs(context.store, year).find(({ act }) => act === 'signoff');
  const taken: readonly (readonly [Role, string])[] = [
    ['clerk', clerk],
    ...(role === 'office-head' && first !== undefined ? [['statistics-head', first.who] as const] : []),
  ];
  const same = taken.find(([, other]) => other === name);
  if (same !== undefined) throw new Problem('round.same-person', { name, as: same[0] });
}

interface Move {
  readonly act: string;
  readonly role: Role;
  readonly name: string;
  readonly reason: string | null;
  readonly unlocked?: readonly string[] | null;
}

export function move(
  context: WriteContext,
  year: number,
  found: Round,
  to: RoundState,
  { act, role, name, reason, unlocked }: Move,
): void {
  setRound(context.store, year, to, unlocked === undefined ? found.unlocked : unlocked);
  logAct(context.store, {
    at: context.now,
    who: name,
    role,
    year,
    act,
    before: found.state,
    after: to,
    reason,
  });
}

/** Opens a frozen round again. Only the filings that are named may change; every signature lapses. */
function reopen(context: WriteContext, input: Parsed<'round.reopen'>): Output<'round.reopen'> {
  const year = yearOf(context, input);
  const found = known(context, year);
  if (found.state === 'open') throw new Problem('round.state', { year, state: found.state, act: 'reopen' });
  const isSent = found.state === 'sealed' || found.state === 'accepted';
  const role = input.role ?? (isSent ? 'office-head' : 'statistics-head');
  if (role === 'clerk' || (isSent && role !== 'office-head'))
    throw new Problem('round.role', { act: 'reopen', role: isSent ? 'office-head' : 'statistics-head' });
  const named = input.filings.map((item) => ({
    unit: resolveUnit(context, item.unit, year),
    return: item.return,
  }));
  for (const item of named) {
    const was = filing(context.store, year, item.unit, item.return);
    if (was === undefined) throw new Problem('filing.absent', item);
    if (was.state !== 'accepted' && was.state !== 'nil') continue;
    setFiling(context.store, year, item.unit, item.return, 'draft', {
      reason: null,
      basis: null,
      now: context.now,
    });
    logAct(context.store, {
      at: context.now,
      who: input.name ?? context.actor.name,
      role,
      year,
      unit: item.unit,
      return: item.return,
      act: 'unaccept',
      before: was.state,
      after: 'draft',
      reason: input.reason,
    });
  }
  dropReports(context.store, year);
  const unlocked = named.map((item) => `${item.unit}/${item.return}`);
  move(context, year, found, 'open', {
    act: 'reopen',
    role,
    name: input.name ?? context.actor.name,
    reason: input.reason,
    unlocked,
  });
  for (const unit of new Set(named.map((item) => item.unit))) recheckFrom(context, year, unit);
  return { state: 'open' };
}

function delivered(context: WriteContext, input: Parsed<'round.delivered'>): Output<'round.delivered'> {
  const year = yearOf(context, input);
  const found = known(context, year);
  const newest = packagesAt(context.store, year).at(-1);
  if (found.state !== 'sealed' || newest === undefined)
    throw new Problem('round.state', { year, state: found.state, act: 'delivered' });
  setDelivered(context.store, year, newest.sequence, input.on, input.to);
  logAct(context.store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year,
    act: 'delivered',
    before: found.state,
    after: found.state,
    reason: `${input.on} ${input.to}`,
  });
  return { state: found.state };
}
