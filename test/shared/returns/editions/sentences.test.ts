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
