import { describe, expect, it } from 'vitest';
import { relation, type Fraction, type LinearRelation } from '#shared/checking/linear-system.ts';
import { localised, type ErrorSystem, type Localisation } from '#shared/checking/suspects.ts';

type Terms = Readonly<Record<string, number>>;

function must(kind: 'le' | 'eq', terms: Terms, constant = 0): LinearRelation {
  return relation(
    kind,
    Object.entries(terms).map(([name, factor]) => [name, BigInt(factor)] as const),
    BigInt(constant),
  );
}

/** Cells at least 0, with the relations as rules r0, r1 … in their order. */
function systemOf(
  relations: readonly LinearRelation[],
  values: Readonly<Record<string, number>>,
  weights: Readonly<Record<string, number>> = {},
): ErrorSystem {
  const names = new Set(relations.flatMap(({ terms }) => [...terms.keys()]));
  return {
    relations: [
      ...relations.map((own, index) => ({ rule: `r${index}`, relation: own })),
      ...[...names].map((name) => ({ rule: null, relation: must('le', { [name]: -1 }) })),
    ],
    values: new Map(Object.entries(values).map(([name, value]) => [name, BigInt(value)])),
    weights: new Map(Object.entries(weights)),
  };
}

function shown(end: Fraction | null): number | null {
  return end === null ? null : Number(end.above) / Number(end.below);
}

function said(answers: readonly Localisation[]): readonly unknown[] {
  return answers.map(({ rules, outcome, sets }) => [
    rules.join(' '),
    outcome,
    ...sets.map((set) =>
      set.map(({ name, low, high }) => `${name} ${shown(low)}..${shown(high)}`).join(', '),
    ),
  ]);
}

// a = b + c, d = e + a, b ≤ f
const balances = [
  must('eq', { a: 1, b: -1, c: -1 }),
  must('eq', { d: 1, e: -1, a: -1 }),
  must('le', { b: 1, f: -1 }),
];

describe('the fewest cells that explain failing relations', () => {
  it('are one cell where one explains them all, with the value that it must have', () => {
    // a is 70 instead of 50: both sums fail; changing b or c alone cannot mend d = e + a.
    const system = systemOf(balances, { a: 70, b: 30, c: 20, d: 60, e: 10, f: 30 });
    expect(said(localised(system))).toEqual([['r0 r1', 'found', 'a 50..50']]);
  });

  it('must leave values that exist: to touch each failing relation is not enough', () => {
    // b is in both failing relations, but b ≤ f = 10 and a = b + 20 = 50 have no common value.
    const system = systemOf([...balances.slice(0, 1), must('le', { b: 1, f: -1 })], {
      a: 50,
      b: 40,
      c: 20,
      f: 10,
    });
    expect(said(localised(system))).toEqual([
      [
        'r0 r1',
        'found',
        'a 20..30, b 0..10',
        'a 60..60, f 40..null',
        'b 0..10, c 40..50',
        'b 30..30, f 30..null',
        'c 10..10, f 40..null',
      ],
    ]);
  });

  it('weigh what was confirmed already more than the rest', () => {
    const system = systemOf([must('le', { a: 1, b: -1 })], { a: 5, b: 3 }, { a: 2 });
    expect(said(localised(system))).toEqual([['r0', 'found', 'b 5..null']]);
  });

  it('leave a blank free, and no doubt about it', () => {
    const system = systemOf(balances, { a: 40, b: 30, d: 60, e: 10, f: 20 });
    // c is blank: a ≥ b holds; b above f and d = e + a are apart.
    expect(said(localised(system))).toEqual([
      ['r1', 'found', 'a 50..50', 'd 50..50', 'e 20..20'],
      ['r2', 'found', 'b 0..20', 'f 30..null'],
    ]);
  });

  it('are not told where no values exist, or only by more cells than one would look at', () => {
    const impossible = systemOf([must('le', { a: 1 }, 5)], { a: 5 });
    expect(said(localised(impossible))).toEqual([['r0', 'undetermined']]);
    const names = Array.from({ length: 6 }, (_, index) => `x${index}`);
    const each = names.map((name) => must('eq', { [name]: 1, s: -1 }, 0));
    const many = systemOf([...each, must('eq', { s: 1 }, -7)], {
      ...Object.fromEntries(names.map((name, index) => [name, index])),
      s: 9,
    });
    expect(said(localised(many))[0]).toEqual([expect.any(String), 'undetermined']);
  });
});

/** Mulberry32. */
function random(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (most + 1);
  };
}

interface Plain {
  readonly kind: 'le' | 'eq';
  readonly terms: Terms;
  readonly constant: number;
}

const letters = ['a', 'b', 'c', 'd', 'e'];

function subsets(size: number): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** letters.length }, (_, bits) =>
    letters.filter((_name, index) => ((bits >> index) & 1) === 1),
  ).filter((set) => set.length === size);
}

/** Points where as many relations as there are open cells are equations, and no others: a solution, if any, is one. */
function isSolvable(relations: readonly Plain[], open: readonly string[], values: Terms): boolean {
  const reduced = relations.map(({ kind, terms, constant }) => ({
    kind,
    factors: open.map((name) => terms[name] ?? 0),
    rest: Object.entries(terms).reduce(
      (sum, [name, factor]) => (open.includes(name) ? sum : sum + factor * (values[name] ?? 0)),
      constant,
    ),
  }));
  const meets = (above: readonly number[], below: number): boolean =>
    reduced.every(({ kind, factors, rest }) => {
      const value = factors.reduce((sum, factor, index) => sum + factor * (above[index] ?? 0), rest * below);
      return kind === 'eq' ? value === 0 : value <= 0;
    });
  if (open.length === 0) return meets([], 1);
  if (open.length === 1)
    return reduced.some(
      ({ factors: [p = 0], rest }) => p !== 0 && meets([-rest * Math.sign(p)], Math.abs(p)),
    );
  return reduced.some((one) =>
    reduced.some((two) => {
      const [[p = 0, q = 0], [r = 0, s = 0]] = [one.factors, two.factors];
      const determinant = p * s - q * r;
      if (determinant === 0) return false;
      const sign = Math.sign(determinant);
      return meets(
        [(q * two.rest - s * one.rest) * sign, (r * one.rest - p * two.rest) * sign],
        Math.abs(determinant),
      );
    }),
  );
}

/** A system with coefficients of -2..2 over five cells of 0..20, most relations true to the values before one was changed. */
function randomSystem(next: (most: number) => number): { plain: readonly Plain[]; values: Terms } {
  const truth = Object.fromEntries(letters.map((name) => [name, next(8)]));
  const relations = Array.from({ length: 2 + next(2) }, (): Plain => {
    const terms = Object.fromEntries(
      letters
        .map((name) => [name, next(2) === 0 ? 0 : next(4) - 2] as const)
        .filter(([, factor]) => factor !== 0),
    );
    const sum = Object.entries(terms).reduce((all, [name, factor]) => all + factor * (truth[name] ?? 0), 0);
    const kind = next(1) === 0 ? 'eq' : 'le';
    return { kind, terms, constant: kind === 'eq' ? -sum : -sum - next(3) };
  });
  const bounds = letters.flatMap((name): Plain[] => [
    { kind: 'le', terms: { [name]: -1 }, constant: 0 },
    { kind: 'le', terms: { [name]: 1 }, constant: -20 },
  ]);
  const wrong = letters[next(4)] ?? 'a';
  return { plain: [...relations, ...bounds], values: { ...truth, [wrong]: next(20) } };
}

describe('beside trying all sets', () => {
  it('finds the same smallest sets, over 1500 small systems', () => {
    const next = random(19_760_301);
    let compared = 0;
    for (let round = 0; round < 1500; round++) {
      const { plain, values } = randomSystem(next);
      const system: ErrorSystem = {
        relations: plain.map(({ kind, terms, constant }, index) => ({
          rule: index < plain.length - 10 ? `r${index}` : null,
          relation: must(kind, terms, constant),
        })),
        values: new Map(Object.entries(values).map(([name, value]) => [name, BigInt(value)])),
        weights: new Map(),
      };
      const answers = localised(system);
      const sizes = [0, 1, 2].find((size) => subsets(size).some((set) => isSolvable(plain, set, values)));
      const where = JSON.stringify({ plain, values });
      if (sizes === undefined) {
        const cells = answers.reduce((sum, { sets }) => sum + (sets[0]?.length ?? 3), 0);
        expect(cells, where).toBeGreaterThan(2);
        continue;
      }
      compared += 1;
      const expected = subsets(sizes).filter((set) => isSolvable(plain, set, values));
      if (answers.length > 1) {
        expect(
          answers.reduce((sum, { sets }) => sum + (sets[0]?.length ?? 99), 0),
          where,
        ).toBe(sizes);
        continue;
      }
      const found = (answers[0]?.sets ?? [[]]).map((set) => set.map(({ name }) => name).join());
      expect(found.sort(), where).toEqual(expected.map((set) => set.join()).sort());
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
