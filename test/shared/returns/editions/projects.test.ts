import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { measuresOf } from '#shared/returns/tables.ts';
import { fieldLines, found, measured, ruleLine, sentences, unitWith } from '#test/fixtures/registers.ts';

const edition = loadedEdition();

/** A project of three years that was approved in 2013. */
const project = {
  '01': '20130101',
  '02': '玉米秸秆制备聚乳酸关键技术',
  '03': '03',
  '05': '甲',
  '06': 201304,
  '07': 201512,
  '12': 800,
  '13': 300,
  '23a': 201303,
} as const;

describe('the register of projects, JC104', () => {
  it('has every item, with the month of approval, the batch of 2011 and joint applications', () => {
    expect([...fieldLines('JC104')].sort()).toEqual([
      '01 text - yes',
      '02 text - yes',
      '03 code 计划类别 yes',
      '04 code 项目级别 yes',
      '05 unit - yes',
      '06 month - yes',
      '07 month - yes',
      '08 code 进展阶段 07>报告年末',
      '09 code 合作形式 yes',
      '10 code 成果形式 yes',
      '10a code 技术经济目标 yes',
      '11 number 人 yes',
      '12 number 千元 yes',
      '13 number 千元 yes',
      '14 number 千元 no',
      '15 flag - yes',
      '16 number 千元 no',
      '17 number 千元 no',
      '18 number 人 no',
      '19 row JC105 no',
      '20 flag - 03∈{"12","13"}',
      '20a number 台套 20=是',
      '20b flag - 03∈{"12","13"}',
      '20c number 个 20b=是',
      '21 flag - 03∈{"12","13"}',
      '21a number 台套 21=是',
      '22 code 成果来源 yes',
      '22a flag - yes',
      '23 text - no',
      '23a month - 03∉{"90","91"}',
      '24 flag - 03∈{"01","02"}',
      '25 flag - yes',
    ]);
    expect(edition.table('JC104')).toMatchObject({ kind: 'floating', register: true, key: ['03', '01'] });
  });

  it.each([
    ['JC104-06-1', 'A row 若 填(07) 则 06≤07 且 06≤报告年末 且 07≥报告年初'],
    ['JC104-01-1', 'A row 唯一(01,03 全县)'],
    ['JC104-12-2', 'B filing 求和(JC104.12 全县 其中 05=本单位)≤JC102.12'],
    ['JC104-14-1', 'A row 13+14≤1.05×12'],
    ['JC104-09-1', 'A row (若 09="5" 则 填(19)) 且 (若 填(19) 则 计数(JC105 全县 其中 键=当前.19)=1)'],
    ['JC102-15-1', 'B filing 15=计数(JC104 全县 其中 05=本单位)'],
    ['JC102-39-1', 'C filing 39=求和(JC104.13 全县 其中 05=本单位)'],
  ])('checks %s as the specification writes it', (id, line) => {
    expect(ruleLine(id)).toBe(line);
  });

  it('has the programmes of both documents, the engineering programme of the annex, and what is in neither', () => {
    expect(edition.list('计划类别')?.items.map((item) => item.code)).toEqual([
      ...['01', '02', '03', '04', '05', '06', '07', '08', '11', '12', '13', '14'],
      ...['21', '22', '23', '24', '25', '81', '82', '83', '90', '91'],
    ]);
    const rule = edition.rule('JC104-03-1');
    if (rule?.tree.kind !== 'member' || rule.tree.set.kind !== 'set') throw new Error('no set');
    const ranges = rule.tree.set.items;
    for (let number = 1; number < 100; number++) {
      const code = String(number).padStart(2, '0');
      const isIn = ranges.some(({ from, to }) => code >= from && code <= (to ?? from));
      const isListed = edition.list('计划类别')?.items.some((item) => item.code === code);
      expect([code, isIn]).toEqual([code, isListed]);
    }
  });

  it('takes a name that several programmes share for none of them', () => {
    const sharing = (name: string): readonly string[] =>
      edition.list('计划类别')?.items.flatMap((item) => (item.aliases.includes(name) ? [item.code] : [])) ??
      [];
    expect(sharing('科技成果转化项目')).toEqual(['01', '03', '08']);
    expect(sharing('科技攻关项目')).toEqual(['02', '06', '08']);
    expect(sharing('重大科技专项')).toEqual(['05', '07']);
  });
});

describe('projects that count', () => {
  const unit = (...rows: readonly object[]) =>
    unitWith('甲', {
      JC104: Object.fromEntries(rows.map((row, index) => [`/${index + 1}`, { ...project, ...row }])),
    });

  it('count in the year of their approval, once in three years, and one that begins later in the year it begins', () => {
    const where = edition.edition.indicators.flatMap(({ code, formula }) =>
      code === 'I031' && formula.kind === 'total' ? (formula.of[0]?.where ?? []) : [],
    )[0];
    if (where === undefined) throw new Error('no condition of I031');
    const counted = (row: object): readonly (number | null)[] =>
      [2013, 2014, 2015].map((year) =>
        measured({ aggregate: 'count', table: 'JC104', where }, [unit(row)], { year }),
      );
    expect(counted({})).toEqual([1, 0, 0]);
    // Before it begins it is registered nowhere: it would count in no year.
    expect(counted({ '23a': 201312, '06': 201401 })).toEqual([0, 1, 0]);
    expect(counted({ '23a': 201312, '06': 201312 })).toEqual([1, 0, 0]);
    expect(counted({ '23a': 201401, '06': 201310 })).toEqual([0, 1, 0]);
    expect(counted({ '23a': undefined, '06': 201401 })).toEqual([0, 0, 0]);
  });

  it('by the year are told the same way in every number', () => {
    const asked = edition.edition.indicators.flatMap(({ formula }) =>
      measuresOf(formula).flatMap(({ table, where = '' }) =>
        table === 'JC104' && where.includes('23a') ? [where] : [],
      ),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((where) => !where.endsWith('23a≤报告年末 且 (23a≥报告年初 或 06≥报告年初)'))).toEqual(
      [],
    );
  });

  it('are told apart over the years by programme and number', () => {
    const years = [{ JC104: { '/1': project, '/2': { ...project, '01': '20120307' } } }];
    const both = unitWith('甲', { JC104: { '/1': project } }, { years });
    expect(measured({ aggregate: 'distinct', table: 'JC104', by: ['03', '01'], since: 2011 }, [both])).toBe(
      2,
    );
  });

  it('count in the county of the first unit, and when ended without result as the province sets', () => {
    const count = (row: object, params = {}): number | null =>
      measured({ aggregate: 'count', table: 'JC104' }, [unit(row)], { params });
    expect(count({})).toBe(1);
    expect(count({ '05': '外部:吉林大学' })).toBe(0);
    expect(count({ '08': '6' })).toBe(1);
    expect(count({ '08': '6' }, { 终止计入: 0 })).toBe(0);
    expect(count({ '08': '3' }, { 终止计入: 0 })).toBe(1);
    expect(count({}, { 终止计入: 0 })).toBe(1);
  });
});

describe('an enterprise and its projects', () => {
  const own = (jc102: object, ...rows: readonly object[]) =>
    unitWith('甲', {
      JC102: { '': { ...jc102 } },
      JC104: Object.fromEntries(rows.map((row, index) => [`/${index + 1}`, { ...project, ...row }])),
    });
  const university = unitWith('乙', {
    JC104: { '/1': { ...project, '01': '20130102', '12': 500, '13': 200 } },
  });

  it('is told of both numbers where they differ', () => {
    const units = [own({ '12': 1299, '15': 1, '39': 500 }, {}), university];
    const said = found(units, 'JC102-15-1', 'JC104-12-2', 'JC102-39-1').map(
      (finding) => `${finding.class} ${sentences(finding)[0]}`,
    );
    expect(said.sort()).toEqual([
      'B 本单位各项目经费内部支出合计 1,300 千元,大于JC102研究开发费用合计 1,299 千元。',
      'B 研发项目数填 1 项,项目登记表(JC104)中由本单位承担的有 2 项。',
    ]);
    expect(
      found([own({ '12': 1300, '15': 2, '39': 500 }, {}), university], 'JC102-15-1', 'JC104-12-2'),
    ).toEqual([]);
  });

  it('is told nothing while it still owes the register', () => {
    const owing = unitWith('甲', { JC102: { '': { '15': 3 } } });
    const due = {
      ...owing,
      filing: (code: string, back: number) =>
        code === 'JC104' && back === 0
          ? ({ state: 'due', tables: new Map() } as const)
          : owing.filing(code, back),
    };
    expect(found([due, university], 'JC102-15-1')).toEqual([]);
    expect(found([owing, university], 'JC102-15-1')).toHaveLength(1);
  });

  it('is told of every row whose months do not fit the year, by its key', () => {
    const rows = [{}, { '01': 'a', '07': 201412 }, { '01': 'b', '06': 201601 }, { '01': 'c', '07': 201304 }];
    expect(found([own({}, ...rows)], 'JC104-06-1').map(({ record }) => record)).toEqual(['/2', '/3', '/4']);
  });
});
