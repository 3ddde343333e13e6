import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { exampleFindings } from '#shared/checking/examples.ts';
import { wordsOf } from '#shared/checking/words.ts';
import { comparableHeader } from '#shared/intake/header-words.ts';
import { findingText } from '#shared/texts/findings.ts';

const edition = loadedEdition();
/** Without those that are made of `required` and `register`. */
const written = edition.rules.filter((rule) => !/-[RSK]$/.test(rule.family));
/** A place that names nothing; a set of the notation begins with a code. */
const unfilled = /\{(?:[=x另]|\d\d[a-z]?(?:[}@]|\.上)|(?:JC|ZH)\d)|undefined|NaN|null|—/u;

describe('what a rule says of its breaking examples', () => {
  it.each(written.map((rule) => [rule.id, rule] as const))(
    '%s names every number, in both languages',
    (_id, rule) => {
      for (const example of rule.definition.examples.breaks) {
        const [finding] = exampleFindings(edition, rule, example);
        if (finding === undefined) throw new Error('the example does not break');
        const words = wordsOf(finding, edition);
        for (const language of ['zh', 'en'] as const) {
          const { sentence, advice } = findingText(finding, words, language);
          expect(sentence).not.toMatch(unfilled);
          expect(sentence).toMatch(language === 'zh' ? /。$/u : /\.$/u);
          expect(advice.length).toBeGreaterThan(5);
        }
      }
    },
  );
});

function said(id: string, cells: Readonly<Record<string, string | number>>): readonly string[] {
  const rule = written.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return exampleFindings(edition, rule, { cells }).flatMap((finding) => {
    const words = wordsOf(finding, edition);
    return [findingText(finding, words, 'zh').sentence, findingText(finding, words, 'en').sentence];
  });
}

describe('a sentence', () => {
  it('speaks of a share of last year only where last year was not zero', () => {
    expect(said('JC102-Y1-05', { '05': 4000, '05.上年': 2000 })[0]).toBe(
      '营业收入本年 4,000 千元,上年 2,000 千元,增减超过50%。',
    );
    expect(said('JC102-Y1-05', { '05': 4000, '05.上年': 0 })).toEqual([
      '营业收入上年为 0,本年 4,000 千元。',
      'Revenue: 4,000 k yuan this year, where it was 0 last year.',
    ]);
  });

  it('says what a code of a code table is called in the year', () => {
    const [sentence] = said('JC101-09-1', { '07': '3620', '09': '1', 'JC102.09': 5, 'JC102.05': 100 });
    expect(sentence).toContain('行业小类代码 3620 改装汽车制造,');
  });
});

describe('columns', () => {
  it.each([...edition.tables()].map((table) => [table.code]))(
    '%s has no two fields under one name',
    (table) => {
      const seen = new Map<string, string>();
      for (const field of edition.fields(table).values()) {
        for (const name of new Set([field.name.zh, ...field.aliases].map(comparableHeader))) {
          expect([name, seen.get(name) ?? field.code]).toEqual([name, field.code]);
          seen.set(name, field.code);
        }
      }
    },
  );
});
