import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { loadEdition } from '#shared/returns/edition.ts';
import { layered, readLayer } from '#shared/returns/layers.ts';
import { editionFaultText } from '#shared/texts/edition-faults.ts';

const supplement = (changes: object): unknown => ({
  formatVersion: 1,
  kind: 'supplement',
  name: 'nongan',
  title: { zh: '农安县补充', en: 'Supplement' },
  years: { from: 2015, to: 2016 },
  county: '220122',
  items: [],
  rules: [],
  ...changes,
});
const rule = (changes: object): object => ({
  id: 'JC102-L1',
  class: 'B',
  scope: 'filing',
  rule: '02≤01',
  at: ['02'],
  title: { zh: '甲', en: 'A' },
  examples: { holds: [{ cells: { '02': 1 } }], breaks: [{ cells: { '02': 1 } }] },
  ...changes,
});

/** Every fault of a layer over the program's own edition, as `edition check` comes upon them. */
function faultsOf(json: unknown): readonly string[] {
  const read = readLayer(json);
  if ('faults' in read) return read.faults.map(({ fault }) => fault);
  const laid = layered(loadedEdition().edition, [read.layer]);
  if ('faults' in laid) return laid.faults.map(({ fault }) => fault);
  const loaded = loadEdition(laid.json);
  return 'faults' in loaded ? loaded.faults.map(({ fault }) => fault) : [];
}

describe('what is wrong with an edition is said in Chinese', () => {
  it.each([
    ['a newer format', supplement({ formatVersion: 2 }), /^格式版本 2 比本程序认得的 1 新$/],
    ['a name that is none', supplement({ name: 'Nong An' }), /^这一项的写法不合要求/],
    ['a part that is missing', supplement({ rules: undefined }), /^没有写这一项/],
    ['a part that is not known', supplement({ more: 1 }), /^多写了不认得的项:"more"$/],
    ['a class that is none', supplement({ rules: [rule({ class: 'E' })] }), /^这一项只能从 .*"A".* 中选$/],
    [
      'a rule that cannot be read',
      supplement({ rules: [rule({ rule: '02≤≤01' })] }),
      /^第 4 个字处写法不对:“≤”\(此处应为 指标代码\)$/,
    ],
    ['a rule that ends early', supplement({ rules: [rule({ rule: '02≤' })] }), /^第 \d+ 个字处没有写完/],
    ['a field that is not there', supplement({ rules: [rule({ rule: '98≤02' })] }), /^没有指标“JC102.98”$/],
    [
      'a document with a finding A',
      supplement({ rules: [rule({ class: 'A', attach: { zh: '照', en: 'x' } })] }),
      /^A 类审核结果不用说明/,
    ],
  ])('%s', (_what, json, expected) => {
    const faults = faultsOf(json);
    expect(faults.length).toBeGreaterThan(0);
    const [first = '', ...others] = faults.map((fault) => editionFaultText(fault, 'zh'));
    expect(first).toMatch(expected);
    for (const text of [first, ...others]) expect(text).toMatch(/[一-龥]/);
    expect(editionFaultText(faults[0] ?? '', 'en')).toBe(faults[0]);
  });
});
