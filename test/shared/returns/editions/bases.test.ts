import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { findingsOf, sumOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();
const fields = (table: string): string =>
  [...edition.fields(table).values()]
    .map(({ code, type, unit, list }) => [code, unit ?? list ?? type].join(' '))
    .sort()
    .join(', ');

describe('JC106, bases', () => {
  it('has the fields of the catalogue, and those that the documents ask for beyond it', () => {
    expect(fields('JC106')).toBe(
      '01 text, 02 基地类别, 03 基地批次, 04 text, 05 公顷, 06 户, 07 户, 08 户, 09 人, 10 千元, 11 千元, 12 千元, ' +
        '13 千元, 14 千元, 15 千元, 16 千元, 17 个, 18 件, 19 项, 20 千元, 21 件, 22 项, 23 基地级别, 24 month, 25 text, 26 基地状态',
    );
    expect(edition.list('基地类别')?.items.map(({ code, name }) => code + name.zh)).toEqual([
      '1高新技术特色产业基地',
      '2产业集群品牌基地',
      '3知名品牌示范区',
      '4国际科技合作基地',
      '5特色资源产业生产(示范)基地',
    ]);
  });

  it('is owed by every operator of a base, one filing each', () => {
    expect(edition.return('JC106')?.population).toEqual({ kinds: ['基地'], duty: 'all' });
    expect(edition.table('JC106')).toMatchObject({ kind: 'fixed', columns: ['本年'], key: ['01'] });
  });

  it('counts the bases approved by the end of the year and not revoked', () => {
    const base = (more: object): County[string] => ({
      kind: '基地',
      filed: { JC106: { '02': '1', '03': '1', '24': 201112, '26': '2', '10': 100, ...more } },
    });
    const county: County = {
      working: base({}),
      building: base({ '26': '1' }),
      revoked: base({ '26': '4' }),
      later: base({ '24': 201601 }),
      other: base({ '02': '2' }),
    };
    expect(sumOf(edition, county, { aggregate: 'count', table: 'JC106' })).toBe(3);
    expect(sumOf(edition, county, { aggregate: 'count', table: 'JC106', where: '02="1"' })).toBe(2);
    expect(sumOf(edition, county, { aggregate: 'sum', table: 'JC106', field: '10' })).toBe(300);
  });

  const base = (more: object): County[string] => ({
    kind: '基地',
    filed: { JC106: { '01': '医药产业基地', ...more } },
  });
  const enterprise = (of: string, output: number): County[string] => ({
    filed: { JC101: { '24': of }, JC102: { '01': output } },
  });

  it('compares its output with that of the enterprises that name it', () => {
    const county = (output: number): County => ({
      J: base({ '10': output }),
      A: enterprise('医药产业基地', 600),
      B: enterprise('医药产业基地', 400),
      C: enterprise('碳纤维产业基地', 9000),
    });
    for (const output of [900, 1000, 1100])
      expect(findingsOf(edition, county(output), ['JC106-10-1'])).toEqual([]);
    expect(findingsOf(edition, county(1101), ['JC106-10-1'])).toEqual([
      'JC106-10-1 J: 基地工业总产值为 1,101 千元,与本县填报所属该基地的企业产值之和相差超过10%。',
    ]);
    expect(findingsOf(edition, county(899), ['JC106-10-1'], 'en')).toEqual([
      'JC106-10-1 J: Output of the base is 899 k yuan; the enterprises of the county that name it differ from that by more than 10 %.',
    ]);
  });

  it('is what JC101 names a base by', () => {
    expect(edition.field('JC101', '24')).toMatchObject({ type: 'row', table: 'JC106' });
    const county = { J: base({}), A: enterprise('医药产业基地', 5), B: enterprise('医药园', 5) };
    expect(findingsOf(edition, county, ['JC101-24-1'])).toEqual([
      'JC101-24-1 B: 所属基地“医药园”不在基地表(JC106)中。',
    ]);
  });

  it('takes a name once in the county', () => {
    expect(
      findingsOf(edition, { J: base({}), K: base({}), L: base({ '01': '碳纤维产业基地' }) }, ['JC106-01-1']),
    ).toEqual([
      'JC106-01-1 J: “K”也以“医药产业基地”为基地名称填报。',
      'JC106-01-1 K: “J”也以“医药产业基地”为基地名称填报。',
    ]);
  });

  it('asks about money that is ten, a thousand or ten thousand times last year', () => {
    const county: County = {
      J: {
        kind: '基地',
        filed: { JC106: { '10': 120, '16': 900 } },
        before: { JC106: { '10': 1190, '16': 850 } },
      },
    };
    expect(findingsOf(edition, county, ['JC106-U1'])).toEqual([
      'JC106-U1-10 J: 基地工业总产值本年 120 千元,上年已验收 1,190 千元,相差约10、1000或10000倍,疑似单位错误。',
    ]);
  });
});

describe('JC107, incubators and parks', () => {
  it('has the fields of the national form, and its status and recognition', () => {
    const money = '06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22'.split(' ');
    expect(fields('JC107')).toBe(
      [
        '01 text, 02 孵化机构性质, 03 孵化机构类别, 04 基地级别, 05 month',
        ...money.map((code) => `${code} 千元`),
        ...['23', '24', '25', '26'].map((code) => `${code} 人`),
        ...['27', '28', '29', '30', '31'].map((code) => `${code} 平方米`),
        '32 户, 33 户, 34 千元, 35 千元, 36 千元, 37 千元, 38 户, 39 户, 40 人, 41 基地状态, 42 month, 43 text',
      ].join(', '),
    );
    expect(edition.field('JC107', '16')?.signed).toBe(true);
    expect(edition.return('JC107')?.population).toEqual({ kinds: ['孵化器'], duty: 'all' });
  });

  const park = (filed: object, before?: object): County => ({
    F: {
      kind: '孵化器',
      filed: { JC107: { ...filed } },
      ...(before ? { before: { JC107: { ...before } } } : {}),
    },
  });

  it('adds up its investment, and says both numbers where it does not', () => {
    expect(
      findingsOf(edition, park({ '06': 100, '07': 40, '08': 60, '09': 0, '10': 0 }), ['JC107-06-1']),
    ).toEqual([]);
    expect(
      findingsOf(edition, park({ '06': 100, '07': 40, '08': 70, '09': 0, '10': 0 }), ['JC107-06-1']),
    ).toEqual(['JC107-06-1 F: 累计投资合计为 100 千元,各分项(07、08、09、10)之和为 110,两者不等。']);
    expect(findingsOf(edition, park({ '06': 100, '07': 40, '08': 50, '09': 0 }), ['JC107-06-1'])).toEqual([]);
  });

  it('lets the graduated only grow, by those of this year at least', () => {
    expect(findingsOf(edition, park({ '38': 2, '39': 12 }, { '39': 10 }), ['JC107-39-1'])).toEqual([]);
    expect(findingsOf(edition, park({ '38': 2, '39': 11 }, { '39': 10 }), ['JC107-39-1'])).toEqual([
      'JC107-39-1 F: 累计毕业企业 11 户,少于上年累计 10 户 与当年毕业 2 户 之和。',
    ]);
    expect(findingsOf(edition, park({ '38': 2, '39': 2 }), ['JC107-39-1'])).toEqual([]);
  });

  it('counts those founded by the end of the year and not revoked', () => {
    const county: County = {
      ...park({ '03': '1', '04': '2', '05': 201012, '41': '2', '32': 30 }),
      G: { kind: '孵化器', filed: { JC107: { '03': '1', '04': '2', '05': 201012, '41': '4', '32': 50 } } },
    };
    expect(sumOf(edition, county, { aggregate: 'count', table: 'JC107', where: '03="1" 且 04="2"' })).toBe(1);
    expect(sumOf(edition, county, { aggregate: 'sum', table: 'JC107', field: '32' })).toBe(30);
  });
});
