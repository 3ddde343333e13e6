import { describe, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { figuresOver } from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { exampleTwice, figuresOf, judgedTwice, type JudgedTwice } from '#test/fixtures/judged-twice.ts';
import { leftBlank } from '#test/fixtures/left-blank.ts';
import { countyOfDemo, mutatedCounty, openCounty } from '#test/fixtures/mutated-county.ts';

const { rules } = loadedEdition();
const around = surroundingsOf(countyOfDemo, 2015);
const isGenerated = /-[RSK]$/;

/** Which rules of the edition broke in none of them. */
function unbroken(judged: readonly JudgedTwice[]): readonly string[] {
  const broken = new Set(judged.flatMap((each) => [...each.broken]));
  return rules.filter(({ id }) => !broken.has(id)).map(({ id }) => id);
}

describe('the rule engine and a loop over the same rules that shares nothing with it find the same', () => {
  test('in every example of every rule, and that it breaks where it says so', () => {
    const faults: string[] = [];
    for (const rule of rules) {
      if (isGenerated.test(rule.family)) continue;
      const { holds, breaks } = rule.definition.examples;
      // Of the fields that a rule was expanded for, the first has all examples, and each of the others one that breaks.
      const isFirst = rules.find(({ family }) => family === rule.family) === rule;
      const tried = isFirst ? { holds, breaks } : { breaks: breaks.slice(0, 1) };
      for (const [kind, examples] of Object.entries(tried))
        for (const example of examples) {
          const { broken, different } = exampleTwice(rule, example);
          const at = `${rule.id} ${JSON.stringify(example)}`;
          faults.push(...different.map((breach) => `${at}: ${breach}`));
          if (broken.has(rule.id) !== (kind === 'breaks')) faults.push(`${at}: not as it says`);
        }
    }
    expect(faults).toEqual([]);
  });

  test('where each item is left out or marked as unknown, and in rows that nobody has confirmed', () => {
    const county = figuresOver(leftBlank(), { indicator: () => null, hasReporter: () => true });
    const judged = judgedTwice(county, around);
    expect(judged.different).toEqual([]);
    expect(unbroken([judged]).filter((id) => isGenerated.test(id))).toEqual([]);
  });

  test('in the demonstration county as it was sent, and in others made of it by changing cells', () => {
    const original = openCounty();
    const seeds = [20_151_231, 20_151_232, 20_151_233, 20_151_234];
    const counties = [original, ...seeds.map((seed) => mutatedCounty(original, seed))];
    const judged = counties.map((units) => judgedTwice(figuresOf(units, around), around));
    expect(judged.map(({ different }) => different)).toEqual(counties.map(() => []));
    // What is rarely met by chance has its examples above.
    expect(unbroken(judged).length).toBeLessThan(rules.length / 2);
  });
});
