import { describe, expect, test } from 'vitest';
import type { Edition } from '#shared/returns/definition.ts';
import { differencesOf } from '#shared/returns/differences.ts';
import { loadEdition } from '#shared/returns/edition.ts';
import { layered, readLayer } from '#shared/returns/layers.ts';
import { madeUpEdition, madeUpSupplement } from '#test/fixtures/made-up-edition.ts';

/** `place: fault` of an edition that was changed; [] for a sound one. */
function faultsOf(change: (edition: Edition) => unknown): string[] {
  const edition = madeUpEdition();
  const result = loadEdition(change(edition) ?? edition);
  return 'faults' in result ? result.faults.map(({ place, fault }) => `${place}: ${fault}`) : [];
}

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('empty');
  return item;
};
const fieldsIn = (edition: Edition) => first(first(first(edition.returns).tables).sections).fields;

describe('an edition', () => {
  test('that is sound has no faults', () => {
    expect(faultsOf(() => undefined)).toEqual([]);
  });

  test.each<[string, (edition: Edition) => unknown, string]>([
    [
      'a rule over an unknown field',
      (edition) => void (first(first(edition.returns).rules).rule = '02≤77'),
      'JC301-02-1:4: no field JC301.77',
    ],
    [
      'a field that is there twice',
      (edition) => void fieldsIn(edition).push({ ...first(fieldsIn(edition)) }),
      'JC301: 01 twice',
    ],
    [
      'a return that is there twice',
      (edition) => void edition.returns.push(first(edition.returns)),
      'returns: JC301 twice',
    ],
    [
      'a document for what is never explained',
      (edition) =>
        void Object.assign(first(first(edition.returns).rules), { attach: { zh: '执照', en: 'licence' } }),
      'JC301-02-1.attach: class A is not explained, and needs no document',
    ],
    ['a code without its list', (edition) => ({ ...edition, lists: [] }), 'JC301.04: no list 茶类'],
    [
      'an indicator made of itself',
      (edition) =>
        void edition.indicators.push({
          ...first(edition.indicators),
          code: 'I903',
          formula: { kind: 'gap', indicator: 'I903' },
        }),
      'I903: a cycle: I903 → I903',
    ],
    [
      'a type that there is not',
      (edition) => ({
        ...edition,
        returns: [
          {
            ...first(edition.returns),
            tables: [
              {
                ...first(first(edition.returns).tables),
                sections: [{ fields: [{ ...first(fieldsIn(edition)), type: 'formula' }] }],
              },
            ],
          },
        ],
      }),
      'returns › JC301 › tables › JC301 › sections › #1 › fields › 01 › type: Invalid option',
    ],
    ['a newer format', (edition) => ({ ...edition, formatVersion: 2 }), 'formatVersion: 2 is newer than 1'],
  ])('with %s names the place', (_what, change, expected) => {
    expect(faultsOf(change).join('\n')).toContain(expected);
  });

  test('with a rule that nests without end is read or refused, and overruns nothing', () => {
    for (const rule of [`${'('.repeat(400)}01≤02${')'.repeat(400)}`, `${'非 '.repeat(600)}01≤02`])
      expect(() =>
        faultsOf((edition) => void (first(first(edition.returns).rules).rule = rule)),
      ).not.toThrow();
    expect(
      faultsOf((edition) => void (first(first(edition.returns).rules).rule = '('.repeat(2001))).join(),
    ).toContain('JC301-02-1 › rule: Too big');
  });
});

describe('a layer', () => {
  const over = (change: (supplement: ReturnType<typeof madeUpSupplement>) => void): string[] => {
    const supplement = madeUpSupplement();
    change(supplement);
    const read = readLayer(supplement);
    const laid = 'faults' in read ? read : layered(madeUpEdition(), [read.layer]);
    const result = 'faults' in laid ? laid : loadEdition(laid.json);
    return 'faults' in result ? result.faults.map(({ place, fault }) => `${place}: ${fault}`) : [];
  };

  test('adds its items and rules, marked as the county’s', () => {
    const laid = layered(madeUpEdition(), [madeUpSupplement()]);
    const result = 'faults' in laid ? laid : loadEdition(laid.json);
    if ('faults' in result) throw new Error(JSON.stringify(result.faults));
    expect(result.edition.field('JC301', '91')).toMatchObject({ local: true, name: { zh: '古树茶产值' } });
    expect(result.edition.rule('JC301-L1')?.definition.locked).toBe(false);
    expect(result.edition.rule('JC301-02-1')?.definition.locked).toBe(true);
    expect(
      differencesOf(madeUpEdition(), result.edition.edition).map(({ kind, place }) => [kind, place]),
    ).toEqual([
      ['added', 'JC301.91'],
      ['added', 'JC301-L1'],
    ]);
  });

  test.each<[string, (supplement: ReturnType<typeof madeUpSupplement>) => void, string]>([
    [
      'an item of the province',
      (it) => void (first(first(it.items).fields).code = '02'),
      "JC301.02: 02 is the province's",
    ],
    [
      'a code of the province',
      (it) => void (first(first(it.items).fields).code = '41'),
      'JC301.41: a county item is 90 to 99',
    ],
    [
      'a rule of the province',
      (it) => void (first(it.rules).id = 'JC301-02-1'),
      'JC301-02-1: a county rule is called',
    ],
    ['a table that there is not', (it) => void (first(it.items).table = 'JC999'), 'JC999: no table JC999'],
    [
      'a rule over an unknown field',
      (it) => void (first(it.rules).rule = '91≤88'),
      'JC301-L1:4: no field JC301.88',
    ],
  ])('that would touch %s is refused with the place', (_what, change, expected) => {
    expect(over(change).join('\n')).toContain(expected);
  });

  test('of targets takes the place of the county’s targets and leaves the province’s', () => {
    const target = first(madeUpEdition().targets);
    const read = readLayer({
      formatVersion: 1,
      kind: 'targets',
      name: 'targets-2015',
      title: { zh: '目标', en: 'Targets' },
      years: { from: 2015, to: 2016 },
      county: '220122',
      targets: [{ ...target, scope: 'county', value: 5000 }],
    });
    if ('faults' in read) throw new Error('no layer');
    const laid = layered(madeUpEdition(), [read.layer]);
    expect(
      'json' in laid ? (laid.json as Edition).targets.map(({ scope, value }) => [scope, value]) : [],
    ).toEqual([
      ['province', 900_000],
      ['county', 5000],
    ]);
  });
});

test('differences tell what was added, dropped, renamed and changed', () => {
  const after = madeUpEdition();
  const fields = fieldsIn(after);
  first(fields).name.zh = '茶叶产值';
  Object.assign(fields[1] ?? {}, { required: 'yes' });
  fields.splice(2, 1);
  first(after.targets).value = 1;
  after.header.validUntil = '2017年6月';
  first(after.lists).items.push({ code: '3', name: { zh: '白茶', en: 'White' }, aliases: [] });
  Object.assign(first(first(after.returns).rules), { attach: { zh: '台账', en: 'ledger' } });
  expect(
    differencesOf(madeUpEdition(), after).map(({ kind, subject, place, was, parts }) => [
      kind,
      subject,
      place,
      was?.zh ?? '',
      parts.join(),
    ]),
  ).toEqual([
    ['renamed', 'field', 'JC301.01', '茶叶总产值', ''],
    ['changed', 'field', 'JC301.02', '', 'required'],
    ['changed', 'rule', 'JC301-02-1', '', 'attach'],
    ['changed', 'target', 'I901/province', '', 'value'],
    ['added', 'code', '茶类.3', '', ''],
    ['renamed', 'header', '有效期至', '2016年6月', ''],
    ['dropped', 'field', 'JC301.03', '', ''],
  ]);
});
