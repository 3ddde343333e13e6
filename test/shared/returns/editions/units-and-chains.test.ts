import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Cells } from '#shared/values/cell.ts';
import { findingsOf, sumOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();

describe('JC101', () => {
  const required = (kind: string, cells: Cells = {}): readonly string[] => {
    const rules = [...edition.fields('JC101').keys()]
      .map((code) => `JC101-${code}-R`)
      .filter((id) => edition.rule(id));
    return findingsOf(edition, { U: { kind, filed: { JC101: cells } } }, rules).map(
      (line) => line.slice(6, -2).split('-')[0] ?? '',
    );
  };

  it('asks an enterprise for its type, size and marks of innovation, and institutions for the rest alone', () => {
    const everybody = ['03', '05', '07', '07a', '11', '12', '13', '14', '15', '16'];
    expect(required('企业')).toEqual([...everybody, '01', '08', '09', '10', '20', '22', '23'].sort());
    for (const kind of ['高校', '院所', '机构']) expect(required(kind), kind).toEqual(everybody);
    expect(required('企业', { '02': '756150023' })).not.toContain('01');
  });

  it('asks an institution without a code for the reason', () => {
    const county = { U: { kind: '院所', filed: { JC101: { '03': '某研究所' } } } };
    expect(findingsOf(edition, county, ['JC101-01-3', 'JC101-01-5'])).toEqual([
      'JC101-01-5 U: 没有统一社会信用代码,也没有组织机构代码。',
    ]);
  });

  it('is owed by enterprises and institutions', () => {
    expect(edition.return('JC101')?.population).toEqual({
      kinds: ['企业', '高校', '院所', '机构'],
      duty: 'all',
    });
  });
});

describe('chains of industry', () => {
  const items = edition.list('产业链')?.items ?? [];

  it('are the products that S14 三(三)1-3 names, by transition', () => {
    expect(items.length).toBe(68);
    expect(items.every(({ code }) => /^[123]\d\d$/.test(code))).toBe(true);
    const named = [
      '乙烯下游产品',
      '聚乳酸',
      '镁合金',
      '纳米碳酸钙',
      '轨道交通装备',
      '卫星及应用',
      '光通信',
      '绝缘栅双极型晶体管',
      '网络通信芯片',
      '矿泉水',
      '基因工程药物',
      '新型换热设备',
      '袜业',
      '服装',
    ];
    expect(items.map(({ name }) => name.zh)).toEqual(expect.arrayContaining(named));
  });

  it('have names that stand for one code each, but for words that name a field and are asked about', () => {
    const names = items.flatMap(({ name, aliases }) => [name.zh, ...aliases]);
    const shared = names.filter((name, index) => names.indexOf(name) !== index);
    expect([...new Set(shared)].sort()).toEqual(
      ['人参', '林蛙', '新材料', '汽车及零部件', '生物医药', '电子信息'].sort(),
    );
    expect(names.filter((name) => /[、,;\s]/u.test(name))).toEqual([]);
  });

  it('go with the transition of their first digit', () => {
    const [table] = edition.edition.compatible.filter(({ lists }) => lists.includes('产业链'));
    expect(table?.lists).toEqual(['三个转变', '产业链']);
    expect(Object.values(table?.pairs ?? {}).flat()).toEqual(items.map(({ code }) => code));
    for (const [transition, chains] of Object.entries(table?.pairs ?? {}))
      expect(chains.every((code) => code.startsWith(transition))).toBe(true);
  });

  const maker = (chains: string[], cells: Cells): County[string] => ({
    filed: { JC101: { '25': chains }, JC102: cells },
  });

  it('tell rail coaches, vehicles and fine chemicals apart', () => {
    const county: County = {
      rail: maker(['341'], { '43': 100, '44': 50 }),
      cars: maker(['301'], { '43': 900, '44': 300 }),
      parts: maker(['303'], { '43': 100, '44': 90 }),
      chemicals: maker(['104'], { '42': 400, '41': 100 }),
    };
    const where = (code: string): string | undefined => {
      const formula = edition.edition.indicators.find((indicator) => indicator.code === code)?.formula;
      return formula?.kind === 'ratio' ? formula.denominator[0]?.where : undefined;
    };
    const sum = (field: string, condition: string | undefined): number | null =>
      sumOf(edition, county, {
        aggregate: 'sum',
        table: 'JC102',
        field,
        ...(condition === undefined ? {} : { where: condition }),
      });
    expect([sum('44', where('I004')), sum('43', where('I004'))]).toEqual([50, 100]);
    expect([sum('44', where('I005')), sum('43', where('I005'))]).toEqual([390, 1000]);
    expect([sum('41', where('I003')), sum('42', where('I003'))]).toEqual([100, 400]);
  });

  it('make the items of JC102 required, and are asked about where they do not fit them', () => {
    const check = (chains: string[], cells: Cells): readonly string[] =>
      findingsOf(edition, { U: maker(chains, cells) }, [
        'JC102-41-R',
        'JC102-43-R',
        'JC102-41-2',
        'JC102-43-1',
        'JC102-43-2',
      ]).map((line) => line.split(' ')[0] ?? '');
    expect(check(['104'], {})).toEqual(['JC102-41-R']);
    expect(check(['303'], {})).toEqual(['JC102-43-R']);
    expect(check(['345'], {})).toEqual([]);
    expect(check(['345'], { '42': 5, '43': 5 })).toEqual(['JC102-41-2', 'JC102-43-1']);
    expect(check(['303', '341'], { '43': 5 })).toEqual(['JC102-43-2']);
    expect(check(['202', '341'], { '43': 5 })).toEqual([]);
  });

  it('left out are pointed at where the enterprise files JC102', () => {
    const county: County = {
      U: { filed: { JC101: {}, JC102: {} } },
      V: { kind: '院所', filed: { JC101: {} } },
    };
    expect(findingsOf(edition, county, ['JC101-25-1']).length).toBe(1);
  });
});
