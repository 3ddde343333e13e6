import type { Finding } from '../checking/finding.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { FilingState, FindingClass } from '../values/states.ts';
import type { ClassStanding, ReturnStanding, RuleStanding, UnitChange } from './report.ts';

/** A finding with what was said about it. */
export interface JudgedFinding {
  readonly finding: Pick<Finding, 'rule' | 'family' | 'class'>;
  /** `stale`: said for other values than there are now, so that it holds no more. */
  readonly explained: { readonly category: string; readonly stale: boolean } | null;
}

/** A unit as the directory has it in a year, of those that owe something. */
export interface ReportingUnit {
  readonly id: string;
  readonly name: string;
}

/** How many filings of each return are owed, there and accepted; a return that nobody owes has zeros. */
export function returnStandings(
  filings: readonly { readonly return: string; readonly state: FilingState }[],
  edition: LoadedEdition,
): readonly ReturnStanding[] {
  const states = Map.groupBy(filings, (filing) => filing.return);
  return edition.edition.returns
    .filter((definition) => definition.kind === 'filled')
    .map(({ code, name }) => {
      const own = states.get(code) ?? [];
      const count = (...wanted: FilingState[]): number =>
        own.filter(({ state }) => wanted.includes(state)).length;
      const exempt = count('exempt');
      return {
        return: code,
        name,
        due: own.length - exempt,
        filed: count('draft', 'accepted', 'nil'),
        accepted: count('accepted', 'nil'),
        exempt,
        aside: count('aside'),
      };
    });
}

const classes: readonly FindingClass[] = ['A', 'B', 'C', 'D'];

/** Findings of each class, and what is left of them after the explanations that hold. */
export function classStandings(findings: readonly JudgedFinding[]): readonly ClassStanding[] {
  return classes.map((each) => {
    const own = findings.filter(({ finding }) => finding.class === each);
    const explained = own.filter(isExplained).length;
    return { class: each, found: own.length, explained, open: each === 'D' ? 0 : own.length - explained };
  });
}

/** No explanation takes away an error of class A, and a hint of class D asks for none. */
export function isExplained({ finding, explained }: JudgedFinding): boolean {
  return explained !== null && !explained.stale && finding.class !== 'A' && finding.class !== 'D';
}

/** By rule, one that is bound to many fields as one, in the order of their codes. */
export function ruleStandings(
  findings: readonly JudgedFinding[],
  edition: LoadedEdition,
): readonly RuleStanding[] {
  const rules = [...Map.groupBy(findings, ({ finding }) => finding.family)];
  return rules
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([rule, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const held = own.filter(isExplained);
      return [
        {
          rule,
          title: edition.titleOf(first.finding.rule) ?? { zh: rule, en: rule },
          class: first.finding.class,
          found: own.length,
          explained: held.length,
          categories: [...Map.groupBy(held, ({ explained }) => explained?.category ?? '')]
            .map(([category, items]) => ({ category, count: items.length }))
            .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
        },
      ];
    });
}

/**
 * Units that are new or gone, came from another county, went to one, or took another name since last year, by their names.
 * `into`: whom a unit was merged into; `moved`: the other county.
 */
export function unitChanges(
  now: readonly ReportingUnit[],
  last: readonly ReportingUnit[],
  into: (unit: string) => string | null,
  moved: (unit: string) => { readonly kind: 'came' | 'left'; readonly county: string } | null,
): readonly UnitChange[] {
  const [here, before] = [byId(now), byId(last)];
  const byName = (a: UnitChange, b: UnitChange): number =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.unit < b.unit ? -1 : 1;
  const movedAs = (wanted: 'came' | 'left', units: readonly ReportingUnit[]): readonly UnitChange[] =>
    units
      .flatMap(({ id, name }): UnitChange[] => {
        const move = moved(id);
        return move?.kind === wanted ? [{ kind: wanted, unit: id, name, other: move.county }] : [];
      })
      .sort(byName);
  const hasStayed = ({ id }: ReportingUnit): boolean => moved(id) === null;
  return [
    ...now
      .filter((unit) => !before.has(unit.id) && hasStayed(unit))
      .map(({ id, name }): UnitChange => ({ kind: 'new', unit: id, name, other: null }))
      .sort(byName),
    ...movedAs('came', now),
    ...last
      .filter((unit) => !here.has(unit.id) && hasStayed(unit))
      .map(({ id, name }): UnitChange => ({ kind: 'gone', unit: id, name, other: into(id) }))
      .sort(byName),
    ...movedAs('left', last),
    ...now
      .filter(hasStayed)
      .flatMap(({ id, name }): UnitChange[] => {
        const other = before.get(id);
        return other === undefined || other === name ? [] : [{ kind: 'renamed', unit: id, name, other }];
      })
      .sort(byName),
  ];
}

function byId(units: readonly ReportingUnit[]): ReadonlyMap<string, string> {
  return new Map(units.map(({ id, name }) => [id, name]));
}
