import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Cells } from '#shared/values/cell.ts';
import { findingsOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();
const codes = (table: string): string => [...edition.fields(table).keys()].sort().join(' ');
const county = (table: string, cells: Cells, before?: Cells): County => ({
  县: { kind: '县', filed: { [table]: cells }, ...(before ? { before: { [table]: before } } : {}) },
});

describe('ZH201, funds and policy', () => {
  it('has the fields of the catalogue, two funds with their overlap, sources, and protection of rights', () => {
    expect(codes('ZH201')).toBe(
      '01 02 03 04 05 06 07 08 09 10 11 12 12a 13 13a 14 14a 15 15a 16 16a 17 17a 18 18a 19 19a ' +
        '20 21 22 23 24 25 26 27 28 29 30 31 32 34 34a 35 36 37 38 39 40 41 42 43',
    );
    for (const code of ['04', '42', '43', '38', '39', '40', '41', '19a'])
      expect(edition.field('ZH201', code)?.unit, code).toBe('千元');
  });

  it('leaves the weights of appraisal to the institutions', () => {
    expect(edition.field('ZH201', '33')).toBeUndefined();
    for (const code of ['16', '17', '18']) expect(edition.field('JC110', code)?.unit).toBe('%');
  });

  it('has both years, and a department for every section', () => {
    for (const table of ['ZH201', 'ZH202']) {
      const definition = edition.table(table);
      expect(definition?.columns).toEqual(['本年', '上年']);
      expect(definition?.sections.every(({ owner }) => owner !== undefined)).toBe(true);
      expect(edition.return(table)?.population).toEqual({ kinds: ['县'], duty: 'all' });
    }
  });

  it('adds up the funds by form, and wants them to grow', () => {
    const funds = { '05': 100, '06': 50, '07': 0, '08': 0, '09': 10 };
    expect(
      findingsOf(edition, county('ZH201', { '04': 160, '04.上年': 160, ...funds }), [
        'ZH201-04-1',
        'ZH201-04-2',
      ]),
    ).toEqual([]);
    expect(
      findingsOf(edition, county('ZH201', { '04': 150, '04.上年': 160, ...funds }), [
        'ZH201-04-1',
        'ZH201-04-2',
      ]),
    ).toEqual([
      'ZH201-04-1 县: 财政科技成果转化资金投入为 150 千元,各分项(05、06、07、08、09)之和为 160,两者不等。',
      'ZH201-04-2 县: 财政科技成果转化资金投入本年 150 千元,上年 160 千元,没有增加,而文件要求逐步增加。',
    ]);
  });

  it('keeps the overlap within both funds', () => {
    const check = (overlap: number): readonly string[] =>
      findingsOf(edition, county('ZH201', { '04': 100, '42': 80, '43': overlap }), ['ZH201-43-1']);
    expect(check(80)).toEqual([]);
    expect(check(81)).toEqual([
      'ZH201-43-1 县: 重合部分 81 千元,大于财政科技成果转化资金 100 千元 或用于产品创新的专项资金 80 千元。',
    ]);
  });

  it('compares tax relief with what the enterprises report', () => {
    const relief = (amount: number): County => ({
      ...county('ZH201', { '11': amount }),
      A: { filed: { JC102: { '37': 60 } } },
      B: { filed: { JC102: { '37': 40 } } },
    });
    for (const amount of [90, 110]) expect(findingsOf(edition, relief(amount), ['ZH201-11-1'])).toEqual([]);
    expect(findingsOf(edition, relief(111), ['ZH201-11-1'])).toEqual([
      'ZH201-11-1 县: 研究开发费用加计扣除减免税额为 111 千元,与企业在JC102第37项填报数之和相差超过10%。',
    ]);
  });

  it('has pairs of number and amount that are both there or both 0', () => {
    expect(
      findingsOf(edition, county('ZH201', { '20': 0, '21': 500, '22': 2, '23': 0, '24': 0, '25': 0 }), [
        'ZH201-20-1',
        'ZH201-22-1',
        'ZH201-24-1',
      ]),
    ).toEqual([
      'ZH201-20-1 县: 知识产权质押贷款的数量为 0 笔,金额为 500 千元,一项为 0 而另一项不为 0。',
      'ZH201-22-1 县: 科技企业信用担保的数量为 2 笔,金额为 0 千元,一项为 0 而另一项不为 0。',
    ]);
  });

  it('judges money and numbers by floors of their own, and both columns', () => {
    const rules = ['ZH201-Y1', 'ZH201-Y3', 'ZH201-Y2', 'ZH201-U1'];
    const found = findingsOf(
      edition,
      county(
        'ZH201',
        {
          '04': 1900,
          '04.上年': 1000,
          '10': 30,
          '10.上年': 15,
          '36': 11,
          '36.上年': 2,
          '37': 5000,
          '37.上年': 500,
          '21': 3000,
          '21.上年': 2,
        },
        { '04': 1000, '10': 14 },
      ),
      rules,
    );
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'ZH201-U1-37',
      'ZH201-Y1-21',
      'ZH201-Y1-37',
      'ZH201-Y2-10',
      'ZH201-Y3-10',
    ]);
  });
});

describe('ZH202, services and quality', () => {
  it('has the fields of the catalogue, six kinds of activity, and what is still open', () => {
    expect(codes('ZH202')).toBe(
      '01 02 03 04 05 06 07 08 09 09a 09b 09c 09d 09e 09f 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24',
    );
    expect(edition.field('ZH202', '24')).toMatchObject({ unit: '件', required: 'yes' });
  });

  it('closes no more complaints than were received and left from last year', () => {
    const check = (closed: number): readonly string[] =>
      findingsOf(edition, county('ZH202', { '15': 10, '16': closed }, { '24': 2 }), ['ZH202-16-1']);
    expect(check(12)).toEqual([]);
    expect(check(13)).toEqual([
      'ZH202-16-1 县: 本年办结 13 件,多于本年受理 10 件 与上年期末未结 2 件 之和。',
    ]);
  });

  it('carries what is open from one year to the next', () => {
    const check = (open: number): readonly string[] =>
      findingsOf(edition, county('ZH202', { '15': 10, '16': 9, '24': open, '24.上年': 2 }), ['ZH202-24-1']);
    expect(check(3)).toEqual([]);
    expect(check(1)).toEqual(['ZH202-24-1 县: 期末未结 1 件,而上年未结加本年受理减本年办结为 3。']);
  });

  it('adds up activities and grades', () => {
    const activities = { '09': 21, '09a': 1, '09b': 2, '09c': 3, '09d': 4, '09e': 5, '09f': 6 };
    const grades = { '10': 10, '11': 4, '12': 3, '13': 2, '14': 1 };
    expect(
      findingsOf(edition, county('ZH202', { ...activities, ...grades }), ['ZH202-09-1', 'ZH202-10-1']),
    ).toEqual([]);
    expect(
      findingsOf(edition, county('ZH202', { ...activities, ...grades, '09f': 5, '14': 2 }), [
        'ZH202-09-1',
        'ZH202-10-1',
      ]).length,
    ).toBe(2);
  });

  it('lets no instrument be open for longer than a year', () => {
    const check = (hours: number): readonly string[] =>
      findingsOf(edition, county('ZH202', { '01': 2, '02': hours }), ['ZH202-02-1']);
    expect(check(17_568)).toEqual([]);
    expect(check(17_569)).toEqual([
      'ZH202-02-1 县: 入网仪器 2 台套,开放机时 17,569 小时,平均每台套 8,784.50 小时,超过全年 8784 小时。',
    ]);
  });
});

describe('departments', () => {
  const nameIn = (code: string, year: number): string | undefined =>
    edition.edition.departments
      .find((department) => department.code === code)
      ?.names.filter(({ from }) => from <= year)
      .at(-1)?.name.zh;

  it('have the names of their years: those that were reorganised in 2018 have the new one from that year on', () => {
    expect([nameIn('质监局', 2017), nameIn('工商局', 2017)]).toEqual(['质量技术监督局', '工商行政管理局']);
    for (const code of ['质监局', '工商局']) expect(nameIn(code, 2018)).toBe('市场监督管理厅(局)');
    expect([nameIn('国土厅', 2017), nameIn('国土厅', 2018)]).toEqual(['国土资源厅(局)', '自然资源厅(局)']);
    for (const { code, names } of edition.edition.departments)
      expect([code, names.slice(1).every(({ from }) => from === 2018)]).toEqual([code, true]);
  });

  it('have a name in every year of the edition, in the order of the years', () => {
    for (const { code, names } of edition.edition.departments) {
      expect(names[0]?.from, code).toBe(edition.edition.years.from);
      expect(
        [...names].sort((a, b) => a.from - b.from),
        code,
      ).toEqual(names);
    }
  });

  it('are those of the annex, and those that the sections need', () => {
    const known = edition.edition.departments.map(({ code }) => code);
    expect(known).toEqual(expect.arrayContaining(['工信厅', '发展改革委', '科技厅', '质监局', '工商局']));
  });
});

describe('what the documents leave open', () => {
  it('is listed with the way it is taken', () => {
    expect(edition.edition.open.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'I003',
        'I004、I005',
        '产业链',
        'JC109B.08',
        'JC110.16',
        'ZH201.43',
        'ZH202.11',
      ]),
    );
    for (const { subject, question, taken } of edition.edition.open)
      expect(
        Math.min(question.zh.length, question.en.length, taken.zh.length, taken.en.length),
        subject,
      ).toBeGreaterThan(4);
  });
});
