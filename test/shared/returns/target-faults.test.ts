import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Target } from '#shared/returns/indicator.ts';
import { loadEdition } from '#shared/returns/edition.ts';

const { edition } = loadedEdition();

/** The faults of the edition with this one target. */
function faultsOf(target: Partial<Target>): readonly string[] {
  const source = { seed: 'S14', section: '二(二)', quote: '建设完善70个重点实验室' };
  const whole = {
    indicator: 'I007',
    scope: 'province',
    type: 'at_least',
    baseYear: 2014,
    year: 2020,
    source,
  };
  const loaded = loadEdition({ ...edition, targets: [{ ...whole, ...target }] });
  return 'faults' in loaded ? loaded.faults.map(({ place, fault }) => `${place}: ${fault}`) : [];
}

describe('an edition is refused', () => {
  it('not for a target that can be judged', () => {
    expect(faultsOf({ value: 70 })).toEqual([]);
  });

  it.each<[Partial<Target>, string]>([
    [{ indicator: 'I999', value: 1 }, 'targets.I999: no indicator I999'],
    [{}, 'targets.I007: at_least without value'],
    [{ type: 'ratio_at_least', value: 70 }, 'targets.I007: ratio_at_least is for a ratio, not for a total'],
    [{ indicator: 'I003', value: 38 }, 'targets.I003: at_least is for a total, not for a ratio'],
    [
      { indicator: 'I031', type: 'about_per_year', value: 50 },
      'targets.I031: about_per_year without tolerance',
    ],
    [{ type: 'named_list' }, 'targets.I007: named_list without items'],
    [{ value: 70, baseYear: 2021 }, 'targets.I007: base year 2021 after 2020'],
    [{ value: 70, window: { from: 2014, to: 2021 } }, 'targets.I007: window 2014-2021 does not end by 2020'],
    [{ value: 70, items: { table: 'JC103', field: '99', names: ['甲'] } }, 'targets.I007: no field JC103.99'],
    [
      { value: 70, items: { table: 'JC106', field: '01', names: ['甲'] } },
      'targets.I007: items of JC106, which I007 does not count',
    ],
    [
      { indicator: 'I022', value: 10, items: { table: 'JC105', field: '03', names: ['汽车', '造船'] } },
      'targets.I022: 造船 is not in the list 联盟产业',
    ],
  ])('for %j', (target, fault) => {
    expect(faultsOf(target)).toEqual([fault]);
  });

  it('for two targets of one indicator and scope', () => {
    const [target] = edition.targets;
    const loaded = loadEdition({ ...edition, targets: [target, target] });
    expect('faults' in loaded ? loaded.faults.map(({ fault }) => fault) : []).toEqual([
      'a second target of the province',
    ]);
  });
});
