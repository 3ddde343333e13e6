import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { explanationFault, leastExplanation } from '#shared/checking/explanation.ts';
import { addExplanation, type Explanation } from '../store/findings.ts';
import { logAct } from '../store/acts.ts';
import { assertOpen, filings } from '../store/rounds.ts';
import { categoryNames } from '#shared/texts/states.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { returnOf } from '#shared/values/record.ts';
import { explanationCategories } from '#shared/values/states.ts';
import { recordOf } from '../store/records.ts';
import { compared, unusual } from './compared.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { countyFindings, type CountyFindings } from './county.ts';
import { heaviest } from './heaviest.ts';
import { resolveUnit } from './directory.ts';
import { allFindings, findingsById, isOpen, said, worded, type BareFinding } from './findings.ts';
import { suspects } from './suspects.ts';
import { pageOf, yearOf } from './year.ts';

export const checkingReads = {
  'findings.list': findingsList,
  'findings.heaviest': heaviest,
  'findings.unusual': unusual,
  'findings.compared': compared,
  'findings.suspects': suspects,
};
export const checkingWrites = { 'finding.explain': findingExplain };

function countsOf(items: readonly BareFinding[]): { A: number; B: number; C: number; D: number } {
  const counts = { A: 0, B: 0, C: 0, D: 0 };
  for (const { finding } of items) counts[finding.class] += 1;
  return counts;
}

/** How many findings of a year there are, and how many rules could not be judged. */
export function summaryOf(
  context: ReadContext,
  input: { readonly year?: number | undefined },
): Omit<Output<'check.run'>, 'renewed'> {
  const year = yearOf(context, input);
  const county = countyFindings(context, year);
  const all = allFindings(context, year, county);
  return { ...countsOver(context, year, county, all), total: all.length };
}

/** Of the county, or of one unit with its own findings alone. */
function countsOver(
  context: ReadContext,
  year: number,
  { wide }: CountyFindings,
  all: readonly BareFinding[],
  unit?: string,
): Pick<Output<'check.run'>, 'counts' | 'open' | 'lacking' | 'undecided' | 'judged'> {
  const own = filings(context.store, year).filter((item) => unit === undefined || item.unit === unit);
  const undecided = own.reduce((total, item) => total + item.undecided, 0);
  const isJudged = countedStates(true);
  return {
    counts: countsOf(all),
    open: countsOf(all.filter(isOpen)),
    lacking: all.filter(({ lacking }) => lacking).length,
    undecided: undecided + (unit === undefined ? wide.undecided : 0),
    judged: own.filter(({ state }) => isJudged(state)).length,
  };
}

function findingsList(context: ReadContext, input: Parsed<'findings.list'>): Output<'findings.list'> {
  const year = yearOf(context, input);
  const county = countyFindings(context, year);
  const all = allFindings(context, year, county);
  const unit = input.unit === undefined ? undefined : resolveUnit(context, input.unit, year);
  const own = unit === undefined ? all : all.filter(({ finding }) => finding.unit === unit);
  const chosen = own
    .filter(({ finding }) => input.return === undefined || finding.return === input.return)
    .filter(({ finding }) => input.class === undefined || finding.class === input.class)
    .filter(
      ({ finding }) =>
        input.rule === undefined || finding.family === input.rule || finding.rule === input.rule,
    )
    .filter((item) => input.open === undefined || isOpen(item) === input.open)
    .filter((item) => input.lacking === undefined || item.lacking === input.lacking);
  return {
    ...countsOver(context, year, county, own, unit),
    findings: worded(context, pageOf(ordered(context, year, chosen, input.order), input)),
    total: chosen.length,
  };
}

function ordered(
  context: ReadContext,
  year: number,
  items: readonly BareFinding[],
  order: Parsed<'findings.list'>['order'],
): BareFinding[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const byClass = (a: BareFinding, b: BareFinding): number =>
    compare(a.finding.class, b.finding.class) ||
    compare(a.unitName, b.unitName) ||
    compare(a.finding.rule, b.finding.rule);
  if (order === 'unit') return [...items].sort((a, b) => compare(a.unitName, b.unitName) || byClass(a, b));
  if (order === 'rule')
    return [...items].sort((a, b) => compare(a.finding.rule, b.finding.rule) || byClass(a, b));
  if (order === 'class') return [...items].sort(byClass);
  const { weight } = context.edition.edition;
  // How far a unit can move the county's totals: its output, this year's as it stands.
  const output = new Map<string, number>();
  for (const { finding } of items) {
    if (output.has(finding.unit)) continue;
    const value = recordOf(context.store, year, finding.unit, returnOf(weight.table))?.cells[weight.field];
    output.set(finding.unit, typeof value === 'number' ? value : 0);
  }
  return [...items].sort(
    (a, b) => (output.get(b.finding.unit) ?? 0) - (output.get(a.finding.unit) ?? 0) || byClass(a, b),
  );
}

/** The category by its code or its name in either language: the list is closed. It is kept by its Chinese name. */
function categoryOf(written: string): string {
  const found = explanationCategories.find(
    (code) => code === written || Object.values(categoryNames[code]).includes(written.trim()),
  );
  if (found === undefined) throw new Problem('explanation.category', { category: written });
  return categoryNames[found].zh;
}

function findingExplain(context: WriteContext, input: Parsed<'finding.explain'>): Output<'finding.explain'> {
  const year = yearOf(context, input);
  const items = explainable(context, year, input);
  const fault = explanationFault(input.text);
  if (fault === 'short') throw new Problem('explanation.short', { least: leastExplanation });
  if (fault === 'boilerplate') throw new Problem('explanation.boilerplate', { text: input.text });
  const explanation = {
    category: categoryOf(input.category),
    text: input.text.trim(),
    at: context.now,
    actor: context.actor.name,
  };
  for (const item of items) say(context, year, item, explanation);
  const [view] = worded(
    context,
    items.slice(0, 1).map((item) => {
      const { id, operands } = item.finding;
      return said(context, item, { finding: id, operands, ...explanation });
    }),
  );
  if (view === undefined) throw new Problem('finding.absent', { finding: input.finding });
  return { finding: view };
}

/** Findings of which something may be said now: of class B or C, in a filing that is not frozen. */
export function explainable(
  context: ReadContext,
  year: number,
  { finding: first, also }: Pick<Parsed<'finding.explain'>, 'finding' | 'also'>,
): readonly BareFinding[] {
  const ids = [first, ...also];
  const known = new Map(findingsById(context, year, ids).map((item) => [item.finding.id, item]));
  return ids.map((id) => {
    const item = known.get(id);
    if (item === undefined) throw new Problem('finding.absent', { finding: id });
    const { finding } = item;
    if (finding.class === 'A' || finding.class === 'D')
      throw new Problem('finding.class', { finding: id, class: finding.class });
    if (finding.unit === '') assertOpen(context.store, year);
    else assertOpen(context.store, year, finding.unit, finding.return);
    return item;
  });
}

function say(
  context: WriteContext,
  year: number,
  { finding }: BareFinding,
  explanation: Omit<Explanation, 'finding' | 'operands'>,
): void {
  addExplanation(context.store, year, { finding: finding.id, operands: finding.operands, ...explanation });
  logAct(context.store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year,
    act: 'explain',
    unit: finding.unit === '' ? null : finding.unit,
    return: finding.return,
    reason: finding.rule,
  });
}
