import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Edition } from '#shared/returns/definition.ts';
import { loadEdition } from '#shared/returns/edition.ts';

/** The faults of the demo edition after a change, in one line each. */
function faultsAfter(change: (edition: Edition) => void): readonly string[] {
  const edition = structuredClone(loadedEdition().edition);
  change(edition);
  const loaded = loadEdition(edition);
  return 'faults' in loaded ? loaded.faults.map(({ place, fault }) => `${place}: ${fault}`) : [];
}

function tableOf(edition: Edition, code: string): Edition['returns'][number]['tables'][number] {
  const table = edition.returns.flatMap((item) => item.tables).find((item) => item.code === code);
  if (table === undefined) throw new Error(`no table ${code}`);
  return table;
}

describe('the conditions of an edition', () => {
  it('load as they are', () => expect(faultsAfter(() => undefined)).toEqual([]));

  it('name codes that are in the list of their field', () => {
    const change = (where: string) => (edition: Edition) => {
      const formula = edition.indicators.find(({ code }) => code === 'I004')?.formula;
      if (formula?.kind !== 'ratio') throw new Error('no ratio I004');
      for (const measure of formula.numerator) measure.where = where;
    };
    expect(faultsAfter(change('含(JC101.25,"22")'))).toEqual(['I004: “22” is not in the list 产业链']);
    expect(faultsAfter(change('含(JC101.25,"341") 且 JC101.09="7"'))).toEqual([
      'I004: “7” is not in the list 规模',
    ]);
    expect(faultsAfter(change('含(JC101.25,"341")'))).toEqual([]);
  });

  it('name ranges of codes that are in the list at both ends, of one length and in order', () => {
    const change = (range: string) => (edition: Edition) => {
      tableOf(edition, 'JC103').counted = `02∈{${range}}`;
    };
    expect(faultsAfter(change('"01".."03"'))).toEqual([]);
    expect(faultsAfter(change('"01".."09"'))).toEqual(['JC103.counted: “09” is not in the list 平台类型']);
    expect(faultsAfter(change('"03".."01"'))).toEqual(['JC103.counted: no range: 03..01']);
    expect(faultsAfter(change('"01".."3"'))).toContain('JC103.counted: no range: 01..3');
  });

  it('name fields that there are, of a kind that can be compared', () => {
    const change = (counted: string) => (edition: Edition) => {
      tableOf(edition, 'JC109B').counted = counted;
    };
    expect(faultsAfter(change('88≤报告年末'))).toEqual([
      'JC109B.counted:1: no field JC109B.88',
      'JC109B.counted: number is compared with month',
      'JC109B.counted: number has no order',
    ]);
    expect(faultsAfter(change('07≤报告年末 且'))).toEqual([
      'JC109B.counted: column 10: expected a field, found the end',
    ]);
  });

  it('stand in the rules of required fields too', () => {
    const faults = faultsAfter((edition) => {
      const field = tableOf(edition, 'JC102')
        .sections.flatMap(({ fields }) => fields)
        .find(({ code }) => code === '41');
      if (field !== undefined) field.required = { when: '含(JC101.25,"11")' };
    });
    expect(faults).toContain('JC102-41-R: “11” is not in the list 产业链');
  });
});
