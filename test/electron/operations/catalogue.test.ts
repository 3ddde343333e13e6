import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { directoryAnywhere } from '#electron/operations/directory.ts';
import { parseRule } from '#shared/returns/rule/parser.ts';
import { printRule } from '#shared/returns/rule/printer.ts';

const { edition } = loadedEdition();
const catalogue = directoryAnywhere['catalogue.get']({
  store: null,
  edition: loadedEdition(),
  folder: '',
  now: '2016-03-01T00:00:00.000Z',
});

describe('the catalogue', () => {
  it('lists every indicator once, with its clause, the returns it is taken from, and its target', () => {
    expect(catalogue.indicators.map(({ code }) => code)).toEqual(edition.indicators.map(({ code }) => code));
    const incomplete = catalogue.indicators.filter(
      ({ source, nameEn, name, returns, formula }) =>
        source.length === 0 ||
        source.some(({ section, quote }) => section === '' || quote === '') ||
        nameEn === '' ||
        nameEn === name.zh ||
        (returns.length === 0 && formula.kind !== 'supplied' && formula.kind !== 'gap'),
    );
    expect(incomplete.map(({ code }) => code)).toEqual([]);
    const known = new Set(catalogue.returns.map(({ code }) => code));
    expect(catalogue.indicators.flatMap(({ returns }) => returns).filter((code) => !known.has(code))).toEqual(
      [],
    );
    const targets = catalogue.indicators.flatMap(({ target }) => (target === undefined ? [] : [target]));
    expect(targets.map(({ indicator }) => indicator).sort()).toEqual(
      edition.targets.map(({ indicator }) => indicator).sort(),
    );
  });

  it('lists the fifteen returns', () => {
    expect(catalogue.returns.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `JC1${String(index + 1).padStart(2, '0')}`),
      'ZH201',
      'ZH202',
      'ZH301',
      'ZH302',
      'ZH303',
    ]);
    expect(catalogue.returns.filter(({ kind, fields }) => kind === 'filled' && fields === 0)).toEqual([]);
  });

  it('lists every rule in the notation of the field, and none that cannot run', () => {
    const written = [...edition.returns.flatMap((item) => item.rules), ...edition.rules];
    expect(catalogue.rules.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
    expect(new Set(catalogue.rules.map(({ id }) => id)).size).toBe(written.length);
    for (const { id, notation, active } of catalogue.rules) {
      expect(active, id).toBe(true);
      expect(printRule(parseRule(notation)), id).toBe(notation);
    }
    const asking = (advice = '') => /附|attach/.test(advice);
    // What the clerk is told to attach is what the explanation is then said to lack.
    expect(catalogue.rules.filter(({ attach }) => attach !== undefined).map(({ id }) => id)).toEqual(
      written.filter(({ advice }) => asking(advice?.zh) && asking(advice?.en)).map(({ id }) => id),
    );
    const withoutExamples = written.filter(
      ({ examples }) => examples.holds.length === 0 || examples.breaks.length === 0,
    );
    expect(withoutExamples).toEqual([]);
  });
});
