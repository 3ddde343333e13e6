import { expect, test } from 'vitest';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { figuresOf, judgedTwice } from '#test/fixtures/judged-twice.ts';
import { countyOfDemo, mutatedCounty, openCounty } from '#test/fixtures/mutated-county.ts';

test('the rule engine and the loop written by hand find the same in five hundred mutated counties', () => {
  const original = openCounty();
  const around = surroundingsOf(countyOfDemo, 2015);
  const seed = seedOf('by hand');
  let breaches = 0;
  const broken = new Set<string>();
  for (let index = 0; index < 500; index++) {
    const judged = judgedTwice(figuresOf(mutatedCounty(original, seed + index), around), around);
    expect(judged.different, `seed ${seed + index}`).toEqual([]);
    breaches += judged.breaches;
    for (const rule of judged.broken) broken.add(rule);
  }
  process.stdout.write(`${breaches} breaches of ${broken.size} rules\n`);
  expect(broken.size).toBeGreaterThan(1000);
});
