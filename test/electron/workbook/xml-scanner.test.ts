import { describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { limits } from '#electron/workbook/limits.ts';
import {
  asRefused,
  brokenEverywhere,
  brokenXml,
  cut,
  generatedXml,
  isReadOtherwise,
  parsed,
  scanned,
  stricter,
} from '#test/fixtures/xml.ts';

describe('beside saxes', () => {
  it('tells the same of sound documents, in whatever pieces they come', () => {
    for (let seed = 0; seed < 1000; seed++) {
      const chance = new Chance(seed);
      const document = generatedXml(chance);
      const told = parsed(document);
      expect(told, document).not.toBe('refused');
      expect(scanned(cut(document, chance)), document).toEqual(told);
    }
  });

  it('refuses the same of broken documents, and tells the same of the others', () => {
    const chance = new Chance(1);
    const broken = [
      ...brokenEverywhere(),
      ...Array.from({ length: 2000 }, () => brokenXml(generatedXml(chance), chance)),
    ];
    let [compared, refused] = [0, 0];
    for (const document of broken) {
      if (isReadOtherwise(document)) continue;
      const told = parsed(document);
      expect(asRefused(scanned(cut(document, chance))), JSON.stringify(document)).toEqual(told);
      compared += 1;
      if (told === 'refused') refused += 1;
    }
    expect(compared / broken.length).toBeGreaterThan(0.9);
    expect(refused / compared).toBeGreaterThan(0.5);
    expect(refused / compared).toBeLessThan(0.95);
  });

  it.each(stricter)('is stricter with %s', (_what, _pattern, document) => {
    expect(parsed(document)).toEqual(['open c ', 'close c']);
    expect(scanned([document])).toBe('malformed');
  });

  it('reads XML 1.1 as 1.0, in which a line ends in fewer ways and control characters stand nowhere', () => {
    const of = (text: string): string => `<?xml version="1.1"?><c>${text}</c>`;
    expect(scanned([of('a\u0085b')])).toEqual(['open c ', 'text "a\u0085b"', 'close c']);
    expect(scanned([of('&#1;')])).toBe('malformed');
  });
});

describe('is refused', () => {
  it.each([
    ['a DOCTYPE, as soon as it begins', '<!DOCTYPE c [<!ENTITY a "a"', 'doctype'],
    ['one behind the root', '<c/><!DOCTYPE c>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['a document that ends within a tag', '<c><v>1</v', 'malformed'],
    ['an attribute that is there twice', '<c r="1" r="2"/>', 'malformed'],
    [
      'one of a hundred attributes that is there twice',
      `<c ${Array.from({ length: 100 }, (_, at) => `a${at}=""`).join(' ')} a7=""/>`,
      'malformed',
    ],
    ['more tags open than there can be', '<a>'.repeat(limits.depth + 1), 'malformed'],
    ['a text that does not end', `<c>${'1'.repeat(limits.untagged + 1)}`, 'untagged'],
    ['an attribute that does not end', `<c r="${'1'.repeat(limits.untagged)}`, 'untagged'],
    ['comments without an end', `<c>${'<!-- -->'.repeat(limits.untagged / 8 + 1)}`, 'untagged'],
  ])('%s', (_what, document, fault) => {
    expect(scanned([document.slice(0, 3), document.slice(3)])).toBe(fault);
  });
});

it('takes a tag of a hundred thousand attributes in the time of one', () => {
  const many = Array.from({ length: 90_000 }, (_, at) => `a${at}=""`).join(' ');
  expect(scanned([`<c ${many} r="1"/>`])).toEqual(['open c r="1"', 'close c']);
});
