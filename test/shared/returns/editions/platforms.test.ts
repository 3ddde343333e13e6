import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { fieldLines, found, measured, ruleLine, sentences, unitWith } from '#test/fixtures/registers.ts';

const edition = loadedEdition();
const typesOf = (code: string): readonly string[] =>
  edition.list('平台类型')?.items.flatMap((item) => (item.aliases.includes(code) ? [item.code] : [])) ?? [];
const pairs = (second: string): Readonly<Record<string, readonly string[]>> =>
  edition.edition.compatible.find(({ lists }) => lists[0] === '平台类型' && lists[1] === second)?.pairs ?? {};

/** A platform of the county in operation; its cells may be changed. */
const platform = {
  '01': '玉米深加工工程研究中心',
  '02': '21',
  '03': '2',
  '04': '甲',
  '07': 201311,
  '08': '2',
} as const;

describe('the register of platforms, JC103', () => {
  it('has every item, with 台数 beside the hours', () => {
    expect(fieldLines('JC103')).toEqual([
      '01 text - yes',
      '02 code 平台类型 yes',
      '03 code 认定级别 yes',
      '04 unit - yes',
      '05 code 批准部门 yes',
      '06 text - 03∈{"1","2"}',
      '07 month - yes',
      '08 code 平台状态 yes',
      '09 month - no',
      '10 code 产业领域 yes',
      '11 number 人 yes',
      '12 number 千元 yes',
      '13 number 千元 yes',
      '14 code 建设形式 02="40"',
      '15 multi 公共服务内容 no',
      '16 flag - no',
      '17 number 小时 no',
      '18 number 户 no',
      '21 number - no',
      '19 flag - no',
      '19a text - no',
      '20 text - no',
    ]);
    expect(edition.table('JC103')).toMatchObject({ kind: 'floating', register: true, key: ['02', '01'] });
    expect(edition.return('JC103')?.population.duty).toBe('listed');
  });

  it.each([
    ['JC103-03-1', 'A row 相容(02,03)'],
    ['JC103-09-1', 'A row 若 08="4" 则 填(09) 且 09≥07'],
    ['JC103-01-2', 'A row 唯一(01,06 全县 其中 填(06))'],
    [
      'JC103-08-1',
      'B row 若 02∈{"01".."03"} 且 08="2" 则 计数(JC103 全县 其中 04=当前.04 且 02∈{"01".."03"} 且 08="2")=1',
    ],
    ['JC103-17-1', 'A row 17≤8784×21'],
    ['PK000-1', 'A row 在名录(04) 或 外部(04)'],
  ])('checks %s as the specification writes it', (id, line) => {
    expect(ruleLine(id)).toBe(line);
  });

  it('lists in the rule exactly the types that there are', () => {
    const rule = edition.rule('JC103-02-1');
    if (rule?.tree.kind !== 'member' || rule.tree.set.kind !== 'set') throw new Error('no set');
    const ranges = rule.tree.set.items;
    const codes = edition.list('平台类型')?.items.map((item) => item.code) ?? [];
    for (let number = 1; number < 100; number++) {
      const code = String(number).padStart(2, '0');
      const isIn = ranges.some(({ from, to }) => code >= from && code <= (to ?? from));
      expect([code, isIn]).toEqual([code, codes.includes(code)]);
    }
  });

  it('gives every type the levels and departments that it may have', () => {
    const codes = edition.list('平台类型')?.items.map((item) => item.code) ?? [];
    expect(codes).toHaveLength(40);
    expect(Object.keys(pairs('认定级别')).sort()).toEqual(codes);
    expect(Object.keys(pairs('批准部门')).sort()).toEqual(codes);
    // What a name says is its level, and S14's annex says who approves.
    expect(['01', '02', '03', '11', '31', '70'].map((code) => pairs('认定级别')[code])).toEqual([
      ['1'],
      ['2'],
      ['3'],
      ['2'],
      ['2'],
      ['1'],
    ]);
    expect(['01', '02', '11', '21', '31', '40', '71'].map((code) => pairs('批准部门')[code])).toEqual([
      ['1'],
      ['2'],
      ['3'],
      ['1'],
      ['3'],
      ['2'],
      ['4'],
    ]);
  });

  it('takes a name that several types share for none of them', () => {
    expect(typesOf('企业技术中心')).toEqual(['01', '02', '03']);
    expect(typesOf('重点实验室')).toEqual(['10', '11', '12']);
    expect(typesOf('工程研究中心')).toEqual(['20', '21']);
    expect(typesOf('工程(技术)研究中心')).toEqual(['20', '21', '31', '32']);
    expect(typesOf('技术转移机构')).toEqual(['42', '47']);
    expect(typesOf('校企共建实验室')).toEqual(['46', '48']);
  });
});

describe('platforms that count', () => {
  const count = (cells: object, more: Parameters<typeof measured>[2] = {}): number | null =>
    measured(
      { aggregate: 'count', table: 'JC103' },
      [unitWith('甲', { JC103: { '/1': { ...platform, ...cells } } })],
      more,
    );

  it('are approved by the end of the year and not revoked, whatever their type', () => {
    expect(count({})).toBe(1);
    expect(count({ '02': '11', '08': '3' })).toBe(1);
    expect(count({ '08': '4', '09': 201506 })).toBe(0);
    expect(count({ '07': 201512 })).toBe(1);
    expect(count({ '07': 201601 })).toBe(0);
    expect(count({ '07': 201601 }, { year: 2016 })).toBe(1);
  });

  it('count in the county of their host alone', () => {
    expect(count({ '04': '外部:吉林大学' })).toBe(0);
  });

  it('count while they are built, unless the province sets that they do not', () => {
    expect(count({ '08': '1' })).toBe(1);
    expect(count({ '08': '1' }, { params: { 在建计入: 0 } })).toBe(0);
    expect(count({}, { params: { 在建计入: 0 } })).toBe(1);
  });
});

describe('an enterprise and its platforms', () => {
  const own = (cells: object, state: 'accepted' | 'draft' = 'accepted') =>
    unitWith('甲', { JC102: { '': { '18': 1 } }, JC103: { '/1': { ...platform, ...cells } } }, { state });
  const others = unitWith('乙', {
    JC103: { '/1': { ...platform, '01': '碳纤维重点实验室', '02': '11' } },
  });

  it('is told that it states fewer units than others and itself registered for it', () => {
    const [finding] = found([own({}), others], 'JC102-18-1');
    if (finding === undefined) throw new Error('nothing was found');
    expect([finding.unit, finding.class]).toEqual(['甲', 'B']);
    expect(sentences(finding)).toEqual([
      '期末机构数填 1 个,平台登记表(JC103)中依托本单位、正在运行的有 2 个。',
      'R&D units stated: 1 items; JC103 has 2 platforms in operation for it.',
    ]);
    expect(found([own({ '08': '4' }), others], 'JC102-18-1')).toEqual([]);
  });

  it('may have one technology centre in operation at a time, drafts of others aside', () => {
    const centres = (lower: string, state: 'accepted' | 'draft') => [
      own({ '01': '甲公司技术中心', '02': '02' }),
      unitWith(
        '乙',
        { JC103: { '/1': { ...platform, '01': '甲公司市级技术中心', '02': '03', '08': lower } } },
        { state },
      ),
    ];
    expect(found(centres('2', 'accepted'), 'JC103-08-1').map(({ unit }) => unit)).toEqual(['甲', '乙']);
    expect(found(centres('4', 'accepted'), 'JC103-08-1')).toEqual([]);
    expect(found(centres('2', 'draft'), 'JC103-08-1').map(({ unit }) => unit)).toEqual(['乙']);
  });

  it('is told of a type and a department that do not fit, by their names', () => {
    const [finding] = found([own({ '05': '3' })], 'JC103-05-1');
    if (finding === undefined) throw new Error('nothing was found');
    expect(sentences(finding)[0]).toBe('平台类型为“21 省级工程研究中心”,批准部门却是“3 科技部门”。');
  });
});
