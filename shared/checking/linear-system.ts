/**
 * Systems of linear relations over a few unknowns, judged exactly: coefficients are integers of any size, and unknowns
 * are eliminated one by one (Fourier 1826, Motzkin 1936). What is left when all unknowns are gone are the relations that
 * the known values must meet for any solution to exist; each tells which knowns it rests on.
 */

/** Σ terms + constant ≤ 0, or = 0. Unknowns and knowns alike are named by a string. */
export interface LinearRelation {
  readonly kind: 'le' | 'eq';
  readonly terms: ReadonlyMap<string, bigint>;
  readonly constant: bigint;
}

/** The work would take too long to be worth waiting for: the answer is not known. */
export class TooMuch extends Error {}

/** How many relations may be held at once; eliminating can square their number with each unknown. */
const mostRelations = 3000;

export function relation(
  kind: LinearRelation['kind'],
  terms: Iterable<readonly [string, bigint]>,
  constant: bigint,
): LinearRelation {
  const sums = new Map<string, bigint>();
  for (const [name, factor] of terms) sums.set(name, (sums.get(name) ?? 0n) + factor);
  for (const [name, factor] of sums) if (factor === 0n) sums.delete(name);
  let divisor = constant < 0n ? -constant : constant;
  for (const factor of sums.values()) divisor = common(divisor, factor < 0n ? -factor : factor);
  if (divisor > 1n) for (const [name, factor] of sums) sums.set(name, factor / divisor);
  return { kind, terms: sums, constant: divisor > 1n ? constant / divisor : constant };
}

function common(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** a × first + b × second, of which b is only negative for an equation. */
function combined(first: LinearRelation, a: bigint, second: LinearRelation, b: bigint): LinearRelation {
  return relation(
    first.kind === 'eq' && second.kind === 'eq' ? 'eq' : 'le',
    [
      ...[...first.terms].map(([name, factor]) => [name, factor * a] as const),
      ...[...second.terms].map(([name, factor]) => [name, factor * b] as const),
    ],
    first.constant * a + second.constant * b,
  );
}

/** The relations that the other names must meet so that a value exists for each of `unknowns`. */
export function eliminated(
  relations: readonly LinearRelation[],
  unknowns: Iterable<string>,
): readonly LinearRelation[] {
  let left: readonly LinearRelation[] = distinct(relations);
  const open = new Set(unknowns);
  while (open.size > 0) {
    const name = cheapest(left, open);
    open.delete(name);
    left = without(left, name);
  }
  return left;
}

/** The unknown whose elimination adds the fewest relations; one with an equation adds none. */
function cheapest(relations: readonly LinearRelation[], open: ReadonlySet<string>): string {
  let best = '';
  let least = Infinity;
  for (const name of open) {
    let [above, below, equal] = [0, 0, 0];
    for (const { kind, terms } of relations) {
      const factor = terms.get(name);
      if (factor === undefined) continue;
      if (kind === 'eq') equal += 1;
      else if (factor > 0n) above += 1;
      else below += 1;
    }
    const cost = equal > 0 ? -1 : above * below - above - below;
    if (cost < least) [best, least] = [name, cost];
  }
  return best;
}

function without(relations: readonly LinearRelation[], name: string): readonly LinearRelation[] {
  const rest = relations.filter(({ terms }) => !terms.has(name));
  const own = relations.filter(({ terms }) => terms.has(name));
  const factorOf = ({ terms }: LinearRelation): bigint => terms.get(name) ?? 0n;
  const equation = own.find(({ kind }) => kind === 'eq');
  if (equation !== undefined) {
    const pivot = factorOf(equation);
    const sign = pivot < 0n ? -1n : 1n;
    for (const other of own)
      if (other !== equation)
        // The other one is multiplied by a positive number, so that its direction stays.
        rest.push(combined(other, pivot * sign, equation, -factorOf(other) * sign));
    return distinct(rest);
  }
  const above = own.filter((item) => factorOf(item) > 0n);
  const below = own.filter((item) => factorOf(item) < 0n);
  if (rest.length + above.length * below.length > mostRelations) throw new TooMuch();
  for (const up of above)
    for (const down of below) rest.push(combined(up, -factorOf(down), down, factorOf(up)));
  return distinct(rest);
}

/** Each once; of inequalities with the same terms the sharpest alone. */
function distinct(relations: readonly LinearRelation[]): LinearRelation[] {
  const kept = new Map<string, LinearRelation>();
  for (const item of relations) {
    const key = `${item.kind}|${[...item.terms]
      .map(([name, factor]) => `${name}:${factor}`)
      .sort()
      .join(',')}${item.kind === 'eq' ? `|${item.constant}` : ''}`;
    const known = kept.get(key);
    if (known === undefined || item.constant > known.constant) kept.set(key, item);
  }
  return [...kept.values()];
}

/** Σ terms + constant with the values put in. */
export function valueAt({ terms, constant }: LinearRelation, values: ReadonlyMap<string, bigint>): bigint {
  let sum = constant;
  for (const [name, factor] of terms) sum += factor * (values.get(name) ?? 0n);
  return sum;
}

export function holds(item: LinearRelation, values: ReadonlyMap<string, bigint>): boolean {
  const value = valueAt(item, values);
  return item.kind === 'eq' ? value === 0n : value <= 0n;
}

/** A fraction with a positive denominator. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** The least and the largest value that one unknown may have; null: no end. All other names have values. */
export function endsOf(
  relations: readonly LinearRelation[],
  name: string,
  values: ReadonlyMap<string, bigint>,
): { readonly low: Fraction | null; readonly high: Fraction | null } {
  let [low, high]: [Fraction | null, Fraction | null] = [null, null];
  for (const item of relations) {
    const factor = item.terms.get(name);
    if (factor === undefined) continue;
    const rest = valueAt(
      { ...item, terms: new Map([...item.terms].filter(([other]) => other !== name)) },
      values,
    );
    const end = factor > 0n ? { above: -rest, below: factor } : { above: rest, below: -factor };
    if (item.kind === 'eq' || factor > 0n) high = high === null || isLess(end, high) ? end : high;
    if (item.kind === 'eq' || factor < 0n) low = low === null || isLess(low, end) ? end : low;
  }
  return { low, high };
}

function isLess(a: Fraction, b: Fraction): boolean {
  return a.above * b.below < b.above * a.below;
}
