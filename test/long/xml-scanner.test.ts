import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import {
  asRefused,
  brokenXml,
  cut,
  generatedXml,
  isReadOtherwise,
  parsed,
  scanned,
} from '#test/fixtures/xml.ts';

test('a hundred thousand documents, sound and broken, are told as saxes tells them, or refused as it does', () => {
  const seed = seedOf('XML');
  const chance = new Chance(seed);
  let compared = 0;
  for (let round = 0; round < 50_000; round++) {
    const sound = generatedXml(chance);
    for (const document of [sound, brokenXml(sound, chance)]) {
      if (isReadOtherwise(document)) continue;
      compared += 1;
      if (!isDeepStrictEqual(asRefused(scanned(cut(document, chance))), parsed(document)))
        expect.unreachable(`round ${round}: ${JSON.stringify(document)}`);
    }
  }
  expect(compared).toBeGreaterThan(90_000);
});
