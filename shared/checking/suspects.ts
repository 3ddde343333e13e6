import { eliminated, endsOf, holds, TooMuch, type Fraction, type LinearRelation } from './linear-system.ts';

/**
 * The fewest cells that could explain why several relations fail at once: a smallest set of cells such that, when these
 * alone may change, values exist that meet every relation (the minimum change principle of Fellegi and Holt 1976, A
 * systematic approach to automatic edit and imputation, JASA 71, 17-35). To touch a cell of each failing relation is not
 * enough; that values exist is proven exactly. Sets are found by cutting planes (Garfinkel, Kunnathur and Liepins 1986,
 * Optimal imputation of erroneous data, Operations Research 34, 744-751): whatever a set leaves contradicted is a
 * relation between other cells, of which one more has to change.
 */
export interface ErrorSystem {
  /** What must hold; each with the rule that it comes from, null for the bounds of a field. */
  readonly relations: readonly { readonly rule: string | null; readonly relation: LinearRelation }[];
  /** The cells that have a value. Names of the relations that are not here are blank: they may be anything, at no cost. */
  readonly values: ReadonlyMap<string, bigint>;
  /** How much it takes to doubt a cell; 1 where nothing is said. */
  readonly weights: ReadonlyMap<string, number>;
}

export interface SuspectCell {
  readonly name: string;
  /** Values that the cell may have if the other cells of the set change as they must; null: no end. */
  readonly low: Fraction | null;
  readonly high: Fraction | null;
}

export interface Localisation {
  /** Rules that fail and hang together by their cells. */
  readonly rules: readonly string[];
  /** undetermined: not within the effort that is worth it, or only by more cells than one would look at. */
  readonly outcome: 'found' | 'undetermined';
  /** Every smallest set of cells, each of the same weight. */
  readonly sets: readonly (readonly SuspectCell[])[];
}

/** Sets of more cells than this say no more than that the form is wrong. */
const mostCells = 4;
/** Sets that are tried before it is given up. */
const mostTrials = 400;

/** One answer for each group of failing relations that hang together; none where all hold. */
export function localised(system: ErrorSystem): readonly Localisation[] {
  const failing = failingOf(system);
  const groups = groupsOf(failing, system);
  const all = withoutBlanks(
    system,
    system.relations.map((item) => item.relation),
  );
  if (all === null) return groups.map((rules) => ({ rules, outcome: 'undetermined', sets: [] }));
  const apart = groups.map((group) => {
    const others = new Set(failing.filter((rule) => !group.includes(rule)));
    const own = withoutBlanks(
      system,
      system.relations.filter(({ rule }) => rule === null || !others.has(rule)).map((item) => item.relation),
    );
    return { rules: group, sets: own === null ? null : smallest(own, system) };
  });
  const first = apart.flatMap(({ sets }) => sets?.[0] ?? []);
  // Looked at one by one, the groups' cells must still leave a solution together: the sum of the least is then the least.
  if (apart.length > 1 && apart.every(({ sets }) => sets !== null) && !isExplained(all, first, system))
    return [answerOf(failing, smallest(all, system), all, system, [])];
  return apart.map(({ rules, sets }) => {
    const others = apart.flatMap((other) => (other.rules === rules ? [] : (other.sets?.[0] ?? [])));
    return answerOf(rules, sets, all, system, others);
  });
}

type Names = readonly string[];

/** What the cells with values must meet so that the blanks can be filled; null when that takes too long. */
function withoutBlanks(
  { values }: ErrorSystem,
  relations: readonly LinearRelation[],
): readonly LinearRelation[] | null {
  const blanks = new Set(
    relations.flatMap(({ terms }) => [...terms.keys()].filter((name) => !values.has(name))),
  );
  return eliminatedOr(relations, blanks);
}

function eliminatedOr(
  relations: readonly LinearRelation[],
  unknowns: Iterable<string>,
): readonly LinearRelation[] | null {
  try {
    return eliminated(relations, unknowns);
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

/** Rules that the values contradict, whatever the blanks of the rule are. */
function failingOf({ relations, values }: ErrorSystem): Names {
  const bounds = relations.flatMap(({ rule, relation }) => (rule === null ? [relation] : []));
  const failing = relations.flatMap(({ rule, relation }) => {
    if (rule === null) return [];
    const open = [...relation.terms.keys()].filter((name) => !values.has(name));
    const own = bounds.filter(({ terms }) => open.some((name) => terms.has(name)));
    return eliminated([relation, ...own], open).every((item) => holds(item, values)) ? [] : [rule];
  });
  return [...new Set(failing)];
}

/** Failing rules that share a cell, directly or over others. */
function groupsOf(failing: Names, { relations }: ErrorSystem): readonly Names[] {
  const groups: { rules: string[]; cells: Set<string> }[] = [];
  for (const rule of failing) {
    const cells = relations
      .filter((item) => item.rule === rule)
      .flatMap(({ relation }) => [...relation.terms.keys()]);
    const touching = groups.filter((group) => cells.some((cell) => group.cells.has(cell)));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push({
      rules: [...touching.flatMap((group) => group.rules), rule],
      cells: new Set([...touching.flatMap((group) => [...group.cells]), ...cells]),
    });
  }
  return groups.map(({ rules }) => rules);
}

/** The fewest cells of which one must change besides those of `open`; null when values of these alone explain it all. */
function contradiction(
  relations: readonly LinearRelation[],
  open: Names,
  { values }: ErrorSystem,
): Names | null {
  let shortest: Names | null = null;
  for (const item of eliminated(relations, open)) {
    if (holds(item, values)) continue;
    const names = [...item.terms.keys()];
    if (shortest === null || names.length < shortest.length) shortest = names;
  }
  return shortest;
}

function isExplained(relations: readonly LinearRelation[], open: Names, system: ErrorSystem): boolean {
  const left = eliminatedOr(relations, open);
  return left !== null && left.every((item) => holds(item, system.values));
}

/** All sets of the least weight, the lightest tried first; null when that takes too long or too many cells. */
function smallest(relations: readonly LinearRelation[], system: ErrorSystem): readonly Names[] | null {
  const weightOf = (set: Names): number =>
    set.reduce((sum, name) => sum + (system.weights.get(name) ?? 1), 0);
  const waiting: { readonly set: Names; readonly weight: number }[] = [{ set: [], weight: 0 }];
  const seen = new Set<string>();
  const found: Names[] = [];
  let least = Infinity;
  try {
    for (let trials = 0; ; trials++) {
      waiting.sort((a, b) => b.weight - a.weight || b.set.length - a.set.length);
      const next = waiting.pop();
      if (next === undefined || next.weight > least) break;
      if (trials === mostTrials) return null;
      const contradicted = contradiction(relations, next.set, system);
      if (contradicted === null) {
        least = next.weight;
        found.push(next.set);
        continue;
      }
      // A relation without cells that fails: no values at all meet the rules. And a set that must grow past what one
      // would look at may still be the lightest.
      if (contradicted.length === 0 || next.set.length === mostCells) return null;
      for (const name of contradicted) {
        const set = [...next.set, name].sort();
        const key = set.join('|');
        if (seen.has(key)) continue;
        seen.add(key);
        waiting.push({ set, weight: weightOf(set) });
      }
    }
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
  return found.sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

function answerOf(
  rules: Names,
  sets: readonly Names[] | null,
  relations: readonly LinearRelation[],
  system: ErrorSystem,
  others: Names,
): Localisation {
  const answers = (sets ?? [])
    .filter((set) => isExplained(relations, [...set, ...others], system))
    .flatMap((set): (readonly SuspectCell[])[] => {
      const cells = set.map((name): SuspectCell | null => {
        const open = [...set, ...others].filter((other) => other !== name);
        const left = eliminatedOr(relations, open);
        return left === null ? null : { name, ...endsOf(left, name, system.values) };
      });
      return cells.every((cell) => cell !== null) ? [cells] : [];
    });
  return { rules, outcome: answers.length > 0 ? 'found' : 'undetermined', sets: answers };
}
