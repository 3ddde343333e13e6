import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { exampleFaults } from '#shared/checking/examples.ts';
import { parseRule } from '#shared/returns/rule/parser.ts';
import { printRule } from '#shared/returns/rule/printer.ts';

const edition = loadedEdition();

describe('the demo edition', () => {
  it('has every field of JC101 and JC102', () => {
    const codes = [...edition.fields('JC102').keys()];
    expect(codes).toEqual(Array.from({ length: 46 }, (_, index) => String(index + 1).padStart(2, '0')));
    for (const code of [
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '20',
      '21',
      '22',
      '23',
      '24',
      '25',
    ]) {
      expect(edition.field('JC101', code), code).toBeDefined();
    }
  });

  it('states every rule in the canonical notation, in both languages, with examples of both kinds', () => {
    const rules = [...edition.edition.returns.flatMap((item) => item.rules), ...edition.edition.rules];
    expect(rules.length).toBeGreaterThan(75);
    for (const rule of rules) {
      expect(printRule(parseRule(rule.rule)), rule.id).toBe(rule.rule);
      expect(rule.title.zh.length * rule.title.en.length, rule.id).toBeGreaterThan(0);
    }
  });

  it('has examples that hold and break as they say', () => {
    expect(exampleFaults(edition)).toEqual([]);
  });

  it('lists the rules that need returns of a later edition as inactive', () => {
    expect(
      edition.inactive.map(({ definition, missing }) => `${definition.id} ${missing.join(' ')}`),
    ).toEqual([
      'JC101-24-1 JC106',
      'JC102-15-1 JC104',
      'JC102-18-1 JC103',
      'JC102-32-1 JC109 JC109C',
      'JC102-39-1 JC104',
      'PK000-1 JC103',
    ]);
  });

  it('feeds the rows of ZH301', () => {
    expect(edition.edition.indicators.map((indicator) => indicator.code)).toEqual([
      'I001',
      'I003',
      'I004',
      'I005',
      'I014',
      'I021',
      'I044',
      'I066',
      'I071',
    ]);
  });
});
