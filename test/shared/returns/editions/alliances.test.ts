import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import {
  fieldLines,
  found,
  measured,
  ruleLine,
  sentences,
  unitWith,
  type Records,
} from '#test/fixtures/registers.ts';

const edition = loadedEdition();
const maize = '玉米加工产业技术创新战略联盟';
const vehicles = '汽车产业技术创新战略联盟';

const alliances: Records = {
  '/1': { '01': maize, '02': '1', '04': '甲', '05': 201006, '08': 2, '09': 1, '10': 0, '11': 0, '15': 1 },
  '/2': { '01': vehicles, '02': '1', '04': '甲', '05': 200907, '08': 1, '09': 0, '10': 0, '11': 0, '15': 0 },
  'M/1/1': { '01': '甲', '03': '1', '04': '220122', '05': '1' },
  'M/1/2': { '01': '外部:乙公司', '03': '1', '04': '220104', '05': '2' },
  'M/1/3': { '01': '外部:吉林大学', '03': '2', '04': '220104', '05': '2' },
  'M/2/1': { '01': '甲', '03': '1', '04': '220122', '05': '1' },
};
const project = { '01': '20150101', '03': '08', '05': '甲', '09': '5', '19': maize };

/** One unit that leads both alliances; rows may be added or changed. */
function leader(more: Records = {}) {
  const changed = Object.entries(more).map(([key, cells]) => [key, { ...alliances[key], ...cells }] as const);
  return unitWith('甲', {
    JC105: { ...alliances, ...Object.fromEntries(changed) },
    JC104: { '/1': project },
  });
}

describe('the register of alliances, JC105 and JC105M', () => {
  it('has every item, and the members below the alliance', () => {
    expect(fieldLines('JC105')).toEqual([
      '01 text - yes',
      '02 code 联盟性质 yes',
      '03 code 联盟产业 yes',
      '04 unit - yes',
      '05 month - yes',
      '06 text - yes',
      '07 code 认定级别 yes',
      '08 number 个 yes',
      '09 number 个 yes',
      '10 number 个 yes',
      '11 number 个 yes',
      '12 number 个 no',
      '13 flag - no',
      '14 flag - no',
      '15 number 项 yes',
      '16 number 千元 yes',
      '17 number 项 no',
      '17a number 件 no',
    ]);
    expect(fieldLines('JC105M')).toEqual([
      '01 unit - yes',
      '02 text - yes',
      '03 code 成员类型 yes',
      '04 code areas yes',
      '05 code 成员角色 yes',
    ]);
    expect(edition.table('JC105')).toMatchObject({ kind: 'floating', register: true, key: ['01'] });
    expect(edition.table('JC105M')).toMatchObject({ kind: 'floating', register: true, parent: 'JC105' });
  });

  it.each([
    ['JC105-08-1', 'A row 08=计数(JC105M 其中 03="1")'],
    ['JC105-04-2', 'A row 计数(JC105M 其中 05="1")=1'],
    ['JC105-15-1', 'B row 15=计数(JC104 全县 其中 19=当前.键)'],
  ])('checks %s as the specification writes it', (id, line) => {
    expect(ruleLine(id)).toBe(line);
  });
});

describe('an alliance and its members', () => {
  const families = edition.rules
    .filter((rule) => rule.family.startsWith('JC105') && !/-[RSK]$/.test(rule.family))
    .map((rule) => rule.family);

  it('agree where nothing is wrong', () => {
    expect(found([leader()], ...families)).toEqual([]);
  });

  it('are counted by alliance, not by the unit that leads several', () => {
    const [finding, ...more] = found([leader({ '/2': { '08': 3 } })], 'JC105-08-1');
    if (finding === undefined) throw new Error('nothing was found');
    expect([finding.record, more]).toEqual(['/2', []]);
    expect(sentences(finding)).toEqual([
      '企业成员数填 3 个,成员表中有 1 个。',
      'Stated for enterprises: 3 items; among the members there are 1.',
    ]);
  });

  it('have one lead, which is the unit that decides the county', () => {
    const two = leader({ 'M/1/2': { '05': '1' } });
    expect(found([two], 'JC105-04-2', 'JC105-04-3').map(({ family }) => family)).toEqual(['JC105-04-2']);
    const other = leader({ 'M/1/1': { '05': '2' }, 'M/1/2': { '05': '1' } });
    expect(found([other], 'JC105-04-2', 'JC105-04-3').map(({ family }) => family)).toEqual(['JC105-04-3']);
  });

  it('list a unit once in each alliance', () => {
    const twice = leader({ 'M/1/4': { '01': '外部:吉林大学', '03': '4', '04': '220104', '05': '2' } });
    const [finding, ...more] = found([twice], 'JC105-08-3');
    if (finding === undefined) throw new Error('nothing was found');
    expect([finding.record, more]).toEqual(['/1', []]);
    expect(sentences(finding)[0]).toBe('成员表有 4 行,不同的单位只有 3 个。');
  });

  it('say how many members are of this county', () => {
    expect(found([leader({ '/1': { '12': 1 } })], 'JC105-12-1')).toEqual([]);
    expect(found([leader({ '/1': { '12': 3 } })], 'JC105-12-1')).toHaveLength(1);
    const local = { aggregate: 'count', table: 'JC105M', where: '属本县(04)' } as const;
    expect(measured(local, [leader()])).toBe(2);
  });
});

describe('alliances and projects', () => {
  it('name each other by the key of the alliance', () => {
    expect(found([leader()], 'JC105-15-1', 'JC104-09-1')).toEqual([]);
    const [finding] = found([leader({ '/1': { '15': 2 } })], 'JC105-15-1');
    if (finding === undefined) throw new Error('nothing was found');
    expect(sentences(finding)[0]).toBe('当年联合攻关项目数填 2 项,项目登记表(JC104)中填本联盟的有 1 项。');
    const unnamed = unitWith('乙', { JC104: { '/1': { ...project, '19': '玉米联盟' } } });
    expect(found([leader(), unnamed], 'JC104-09-1').map(({ unit }) => unit)).toEqual(['乙']);
  });
});

describe('alliances that count', () => {
  const count = (cells: Records[string], year = 2015): number | null =>
    measured({ aggregate: 'count', table: 'JC105' }, [leader({ '/2': cells })], { year });

  it('are founded by the end of the year and led from this county', () => {
    expect(count({})).toBe(2);
    expect(count({ '05': 201601 })).toBe(1);
    expect(count({ '05': 201601 }, 2016)).toBe(2);
    expect(count({ '04': '外部:一汽集团' })).toBe(1);
  });

  it('are told apart by kind, so that other ones can be left out', () => {
    const strategic = { aggregate: 'count', table: 'JC105', where: '02="1"' } as const;
    expect(measured(strategic, [leader({ '/2': { '02': '3' } })])).toBe(1);
  });
});
