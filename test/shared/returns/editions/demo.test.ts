import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { exampleFaults } from '#shared/checking/examples.ts';
import { parseExpression, parseRule } from '#shared/returns/rule/parser.ts';
import { printReference, printRule } from '#shared/returns/rule/printer.ts';
import type { Expression, Rule } from '#shared/returns/rule/syntax.ts';

const edition = loadedEdition();

/** The cells that a rule or figure names, as they are printed; those of ranges are many and have no one value. */
function referencesOf(tree: Rule | Expression): readonly string[] {
  if (tree.kind === 'reference') return [printReference(tree)];
  if (tree.kind === 'aggregate') return [];
  const parts = Object.entries(tree)
    .filter(([name]) => name !== 'range')
    .flatMap(([, part]): unknown[] => (Array.isArray(part) ? part : [part]));
  return parts.flatMap((part) =>
    typeof part === 'object' && part !== null && 'kind' in part ? referencesOf(part as Rule) : [],
  );
}

describe('the demo edition', () => {
  it('has every field of JC101 and JC102', () => {
    const codes = [...edition.fields('JC102').keys()].sort();
    expect(codes).toEqual(Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0')));
    for (const code of '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 20 21 22 23 24 25'.split(' ')) {
      expect(edition.field('JC101', code), code).toBeDefined();
    }
  });

  it('asks in JC102 for what the checks and the main indicators need', () => {
    const required = [...edition.fields('JC102').values()].filter((field) => field.required === 'yes');
    expect(required.map(({ code }) => code)).toEqual(
      '01 02 03 05 06 08 09 10 12 15 17 18 24 25 26'.split(' '),
    );
  });

  it('states every rule in the canonical notation, in both languages, with examples of both kinds', () => {
    const rules = [...edition.edition.returns.flatMap((item) => item.rules), ...edition.edition.rules];
    expect(rules.length).toBeGreaterThan(75);
    for (const rule of rules) {
      expect(printRule(parseRule(rule.rule)), rule.id).toBe(rule.rule);
      expect(rule.title.zh.length * rule.title.en.length, rule.id).toBeGreaterThan(0);
    }
  });

  it('says in a sentence only what the rule reads', () => {
    const rules = [...edition.edition.returns.flatMap((item) => item.rules), ...edition.edition.rules];
    const unread = rules.flatMap(({ id, rule, message }) => {
      const read = referencesOf(parseRule(rule));
      return [message?.zh ?? '', message?.en ?? ''].flatMap((sentence) =>
        [...sentence.matchAll(/\{([^}]+)\}/gu)]
          .map((place) => place[1] ?? '')
          .filter((place) => place !== 'x:name')
          .filter((place) => !place.startsWith('另一') || !/^(?:无近似\(|唯一\(.* 全县)/u.test(rule))
          .flatMap((place) =>
            place.startsWith('=') ? referencesOf(parseExpression(place.slice(1))) : [place],
          )
          .filter((name) => !read.includes(name))
          .map((name) => `${id} {${name}}`),
      );
    });
    expect(unread).toEqual([]);
  });

  it('has examples that hold and break as they say', () => {
    expect(exampleFaults(edition)).toEqual([]);
  });

  it('has every return that its rules need, so that none is inactive', () => {
    expect(
      edition.inactive.map(({ definition, missing }) => `${definition.id} ${missing.join(' ')}`),
    ).toEqual([]);
  });
});
