import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Cells } from '#shared/values/cell.ts';
import { findingsOf, sumOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();
const fields = (table: string): string =>
  [...edition.fields(table).values()]
    .map(({ code, type, unit, list }) => [code, unit ?? list ?? type].join(' '))
    .sort()
    .join(', ');

describe('JC109', () => {
  it('has four tables with the fields of the catalogue', () => {
    expect(fields('JC109A')).toBe('01 个, 02 个, 03 个, 04 个, 05 个, 06 个, 07 flag, 08 flag, 09 个');
    expect(fields('JC109B')).toBe(
      '01 品牌类型, 02 text, 03 text, 04 尼斯分类, 05 text, 06 text, 07 month, 08 month, 09 unit',
    );
    expect(fields('JC109C')).toBe('01 text, 02 text, 03 标准级别, 04 标准参与方式, 05 month, 06 number');
    expect(fields('JC109D')).toBe(
      '01 text, 02 三个转变, 03 产业链, 04 month, 05 flag, 06 text, 06a month, 07 千元, 08 千元, 09 %',
    );
    expect(
      edition
        .return('JC109')
        ?.tables.map(({ code, kind, columns, register }) => [code, kind, columns.length, register]),
    ).toEqual([
      ['JC109A', 'fixed', 2, false],
      ['JC109B', 'floating', 1, true],
      ['JC109C', 'floating', 1, false],
      ['JC109D', 'floating', 1, false],
    ]);
    expect(edition.return('JC109')?.population.duty).toBe('listed');
  });

  it('tells products to international standards in key fields from those of all products', () => {
    expect(edition.field('JC109A', '06')?.level).toBe(2);
    const county: County = { A: { filed: { JC109A: { '01': 9, '05': 4, '06': 3, '09': 7 } } } };
    expect(sumOf(edition, county, { aggregate: 'sum', table: 'JC109A', field: '09' })).toBe(7);
    expect(findingsOf(edition, county, ['JC109A-06-1', 'JC109A-06-2', 'JC109A-09-1'])).toEqual([]);
  });

  it('has the 45 classes of the Nice Classification, by two digits', () => {
    const items = edition.list('尼斯分类')?.items ?? [];
    expect(items.map(({ code }) => code)).toEqual(
      Array.from({ length: 45 }, (_, index) => String(index + 1).padStart(2, '0')),
    );
    expect(items.find(({ code }) => code === '05')?.name.zh).toBe('医药');
    expect(items.find(({ code }) => code === '33')?.name.zh).toBe('酒');
  });
});

describe('marks', () => {
  const marks = (...rows: Cells[]): County => ({ own: { filed: { JC109A: {}, JC109B: rows } } });

  it('count once recognised and while they are valid at the end of the year', () => {
    const county = marks(
      { '01': '2', '07': 201301, '08': 201512 },
      { '01': '2', '07': 201301, '08': 201511 },
      { '01': '2', '07': 201601, '08': 201812 },
      { '01': '2', '08': 201812 },
      { '01': '1', '07': 200901 },
    );
    const count = (kind: string, year: number): number | null =>
      sumOf(edition, county, { aggregate: 'count', table: 'JC109B', where: `01="${kind}"` }, year);
    expect([count('2', 2015), count('2', 2014), count('2', 2016)]).toEqual([1, 2, 1]);
    expect([count('1', 2015), count('1', 2008)]).toEqual([1, 0]);
  });

  it('are said to have expired in the year in which they did', () => {
    const expired = findingsOf(edition, marks({ '08': 201511 }, { '08': 201512 }, { '08': 201412 }), [
      'JC109B-08-2',
    ]);
    expect(expired).toEqual(['JC109B-08-2 own: 有效期至 2015-11,在本年内届满,年末不再计入。']);
  });

  it('have one number in one kind, in the whole county', () => {
    const county: County = {
      own: { filed: { JC109A: {}, JC109B: [{ '01': '2', '03': '7654321' }, { '01': '3' }, { '01': '3' }] } },
      B: {
        filed: {
          JC109A: {},
          JC109B: [
            { '01': '2', '03': '7654321' },
            { '01': '5', '03': '7654321' },
          ],
        },
      },
    };
    expect(findingsOf(edition, county, ['JC109B-03-1'])).toEqual([
      'JC109B-03-1 B: “2 著名商标”的注册号(证书号)“7654321”,“own”另有一行也填报。',
      'JC109B-03-1 own: “2 著名商标”的注册号(证书号)“7654321”,“B”另有一行也填报。',
    ]);
  });

  it('are filed by their holder, who is in the directory or said to be outside', () => {
    const county: County = {
      own: {
        filed: {
          JC109A: {},
          JC109B: [
            { '01': '2', '09': 'own' },
            { '01': '2', '09': 'B' },
            { '01': '6', '09': '外部:人参产业协会' },
            { '01': '2', '09': 'nobody' },
          ],
        },
      },
      B: { filed: {} },
    };
    expect(findingsOf(edition, county, ['JC109B-09-1']).length).toBe(1);
    expect(findingsOf(edition, county, ['JC109B-09-2']).length).toBe(2);
  });

  it('are the cross-check of the marks abroad in JC102, which is never below them', () => {
    const county = (abroad: number): County => ({
      own: { filed: { JC102: { '31': abroad }, JC109B: [{ '01': '5' }, { '01': '5' }, { '01': '2' }] } },
    });
    expect(findingsOf(edition, county(2), ['JC102-31-2'])).toEqual([]);
    expect(findingsOf(edition, county(1), ['JC102-31-2'])).toEqual([
      'JC102-31-2 own: 境外注册商标 1 件,少于商标和品牌表(JC109)登记的国际注册数。',
    ]);
  });
});

describe('standards', () => {
  const county = (claimed: number, ...levels: string[]): County => ({
    own: {
      filed: { JC102: { '32': claimed }, JC109A: {}, JC109C: levels.map((level) => ({ '03': level })) },
    },
  });

  it('in JC102 are no more than the national and industry ones in the list', () => {
    expect(findingsOf(edition, county(2, '2', '3', '4'), ['JC102-32-1'])).toEqual([]);
    expect(findingsOf(edition, county(3, '2', '3', '4', '1'), ['JC102-32-1'])).toEqual([
      'JC102-32-1 own: 形成国家或行业标准 3 项,多于当年发布的标准表(JC109)登记的国家、行业标准数。',
    ]);
  });

  it('claimed without the list are asked about', () => {
    const without: County = { own: { filed: { JC102: { '32': 3 } } } };
    expect(findingsOf(edition, without, ['JC102-32-1'])).toEqual([]);
    expect(findingsOf(edition, without, ['JC102-32-2'])).toEqual([
      'JC102-32-2 own: 形成国家或行业标准 3 项,而没有报品牌、标准与质量情况表(JC109)。',
    ]);
  });

  it('belong to the year in which they were published', () => {
    const rows = [{ '05': 201412 }, { '05': 201501 }, { '05': 201512 }, { '05': 201601 }];
    const found = findingsOf(edition, { own: { filed: { JC109C: rows } } }, ['JC109C-05-1']);
    expect(found).toEqual([
      'JC109C-05-1 own: 发布时间为 2014-12,不在报告年度内。',
      'JC109C-05-1 own: 发布时间为 2016-01,不在报告年度内。',
    ]);
  });
});

describe('key products', () => {
  const county = (fresh: number, ...products: Cells[]): County => ({
    own: { filed: { JC102: { '01': 1000, '02': fresh }, JC109A: {}, JC109D: products } },
  });
  const rules = ['JC109D-07-1', 'JC109D-07-2'];

  it('that are new come to 80 % of the new products of JC102 at least, and never to more', () => {
    const products = [
      { '05': true, '07': 60 },
      { '05': true, '07': 40 },
      { '05': false, '07': 500 },
    ];
    for (const fresh of [100, 125])
      expect(findingsOf(edition, county(fresh, ...products), rules)).toEqual([]);
    expect(findingsOf(edition, county(99, ...products), rules)).toEqual([
      'JC109D-07-1 own: JC102新产品产值为 99 千元,小于重点产品表中新产品的产值之和。',
    ]);
    expect(findingsOf(edition, county(126, ...products), rules)).toEqual([
      'JC109D-07-2 own: JC102新产品产值为 126 千元,重点产品表中新产品的产值之和不足其80%。',
    ]);
  });

  it('together are no more than the gross output', () => {
    expect(findingsOf(edition, county(0, { '07': 600 }, { '07': 400 }), ['JC109D-07-3'])).toEqual([]);
    expect(findingsOf(edition, county(0, { '07': 600 }, { '07': 401 }), ['JC109D-07-3']).length).toBe(1);
  });

  it('are new within a year of first production, or while their recognition lasts', () => {
    const found = findingsOf(
      edition,
      county(
        0,
        { '05': true, '04': 201412 },
        { '05': true, '04': 201411 },
        { '05': true, '04': 201001, '06': '吉工信〔2014〕5号', '06a': 201501 },
        { '05': true, '04': 201001, '06': '吉工信〔2012〕5号', '06a': 201412 },
        { '05': false, '04': 201001 },
      ),
      ['JC109D-04-1', 'JC109D-06-1'],
    );
    expect(found).toEqual([
      'JC109D-04-1 own: 投产时间为 2014-11,距报告年末已超过一年,又没有认定文号,却列为新产品。',
      'JC109D-06-1 own: 认定有效期至 2014-12,本年已不在有效期内,却列为新产品。',
    ]);
  });

  it('stand in a chain of their transition', () => {
    const found = findingsOf(edition, county(0, { '02': '1', '03': '133' }, { '02': '1', '03': '341' }), [
      'JC109D-03-1',
    ]);
    expect(found).toEqual(['JC109D-03-1 own: 转变类别为“1 由初级向精深”,产业链为“341 轨道客车”,两者不符。']);
  });
});
