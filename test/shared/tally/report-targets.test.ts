import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { LoadedEdition } from '#shared/returns/edition.ts';
import type { TargetStanding } from '#shared/tally/standing.ts';
import type { Cells } from '#shared/values/cell.ts';
import { reportOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();

function targetOf(county: County, code: string, of = edition): TargetStanding {
  const target = reportOf(of, county).rows.find((row) => row.code === code)?.target ?? null;
  if (target === null) throw new Error(`no target of ${code}`);
  return target;
}

const platform = (type: string, name: string, also: Cells = {}): Cells => ({
  '01': name,
  '02': type,
  '03': '2',
  '04': 'host',
  '07': 201203,
  '08': '2',
  ...also,
});

describe('targets in a report', () => {
  it('look for what a document names in the rows that the indicator counts, and in no others', () => {
    const rows = [
      platform('43', '吉林省汽车零部件公共研发平台'),
      platform('43', '农作物育种公共研发平台', { '08': '4', '09': 201501 }),
      platform('11', '生物医药重点实验室'),
    ];
    const county = { host: { kind: '院所', filed: { JC103: rows } } };
    expect(targetOf(county, 'I037')).toMatchObject({
      unjudged: 'part-of-whole',
      shown: { kind: 'checklist', present: 1 },
      items: [
        { name: '汽车零部件', found: ['吉林省汽车零部件公共研发平台'] },
        { name: '农作物育种', found: [] },
        { name: '医药', found: [] },
      ],
    });
  });

  it('take a code by its name in the list', () => {
    const alliance = (name: string, kind: string, industry: string): Cells => ({
      '01': name,
      '02': kind,
      '03': industry,
      '04': 'host',
      '05': 201203,
    });
    const rows = [alliance('甲', '1', '1'), alliance('乙', '2', '5')];
    const { items, shown } = targetOf({ host: { filed: { JC105: rows } } }, 'I022');
    expect(shown).toEqual({ kind: 'contribution', value: 1, percent: 10, since: null });
    expect(items.filter((item) => item.found.length > 0).map((item) => item.name)).toEqual(['汽车']);
  });

  it('hold what the province publishes against its own last year', () => {
    const published = edition.edition.targets.map((target) =>
      target.indicator === 'I128.1' ? { ...target, reference: { 2014: 51.2, 2015: 52.7 } } : target,
    );
    const loaded = new LoadedEdition({ ...edition.edition, targets: published }, [], []);
    expect(targetOf({}, 'I128.1', loaded)).toMatchObject({
      reached: true,
      shown: { kind: 'change', lastYear: 51.2, change: 1.5 },
    });
    expect(targetOf({}, 'I128.2', loaded)).toMatchObject({ reached: null, unjudged: 'no-figure' });
  });
});

describe('what is cumulative', () => {
  const project: Cells = { '01': '01-2014-001', '03': '01', '05': 'maker', '06': 201403, '23a': 201402 };
  const caveatOf = (county: County, code: string): string | undefined =>
    reportOf(edition, county).rows.find((row) => row.code === code)?.caveat?.zh;

  it('says which of its years the program has nothing of, and what to do about them', () => {
    const county: County = { maker: { filed: { JC104: [project] }, before: { JC104: [project] } } };
    const said = caveatOf(county, 'I020');
    expect(said).toMatch(
      /^自2011年起累计.*待省级明确。程序里没有本县2011、2012、2013年的数,累计数不含这些年;/,
    );
    expect(said).toContain('导入并验收当年的报表');
    // Of an indicator for which the edition has nothing to say, that alone.
    expect(caveatOf(county, 'I021')).toMatch(/^程序里没有本县2011、2012、2013年的数/);
  });

  it('takes a year for known by any filing of it, whoever filed and whatever', () => {
    const county: County = {
      maker: { filed: { JC104: [project] } },
      other: { filed: {}, before: { JC110: { '06': 1 } } },
    };
    expect(caveatOf(county, 'I020')).toContain('没有本县2011、2012、2013年');
  });

  it('is said of nothing that is of the year alone', () => {
    const county: County = { maker: { filed: { JC104: [project] } } };
    expect(caveatOf(county, 'I031')).not.toContain('程序里没有');
    expect(caveatOf(county, 'I014')).toBeUndefined();
  });
});

describe('a change from last year', () => {
  const profits = new LoadedEdition(
    {
      ...edition.edition,
      indicators: edition.edition.indicators.map((indicator) =>
        indicator.code === 'I071'
          ? {
              ...indicator,
              formula: { kind: 'total', of: [{ aggregate: 'sum', table: 'JC102', field: '08' }] },
            }
          : indicator,
      ),
    },
    [],
    [],
  );
  const changed = (last: number, now: number): readonly unknown[] => {
    const county: County = {
      maker: { filed: { JC102: { '08': now } }, before: { JC102: { '08': last } } },
    };
    const row = reportOf(profits, county).rows.find(({ code }) => code === 'I071');
    return [row?.change, row?.changePercent];
  };

  it('has a rate of what there was, rounded as on paper', () => {
    expect(changed(400, 601)).toEqual([201, 50.3]);
    expect(changed(1600, 1500)).toEqual([-100, -6.3]);
    expect(changed(400, -100)).toEqual([-500, -125]);
  });

  it('has none of nothing or of a loss', () => {
    expect(changed(0, 5)).toEqual([5, null]);
    expect(changed(-200, 100)).toEqual([300, null]);
    expect(changed(-200, -100)).toEqual([100, null]);
  });
});

describe('what is said of coverage', () => {
  const size: Cells = { '10': true };
  const output = (whole: number): Cells => ({ '01': whole, '02': 10 });
  const before = { JC101: size, JC102: output(300) };
  const of = (county: County, codes: readonly string[]): readonly unknown[] => {
    const { rows } = reportOf(edition, county);
    return codes.map((code) => rows.find((row) => row.code === code)?.coverage);
  };

  it('counts no form into a ratio while the return that tells what it is has not come in', () => {
    const county: County = {
      whole: { filed: before, before },
      lacking: { filed: { JC102: output(100) }, before: { JC101: size, JC102: output(100) } },
    };
    expect(of(county, ['I001', 'I071'])).toEqual([
      { counted: 1, due: 2, shareOfLastYear: 75 },
      { counted: 2, due: 2, shareOfLastYear: null },
    ]);
    // The head of the table says how many forms are accepted.
    expect(reportOf(edition, county).coverage).toEqual({ counted: 2, due: 2, shareOfLastYear: 75 });
  });

  it('goes by the forms that count, whether or not what tells of them is accepted yet', () => {
    const county: County = {
      whole: { filed: before, before },
      drafted: { filed: before, before, drafts: ['JC101'] },
    };
    expect(of(county, ['I001', 'I129'])).toEqual([
      { counted: 2, due: 2, shareOfLastYear: 100 },
      { counted: 1, due: 2, shareOfLastYear: null },
    ]);
    expect(reportOf(edition, county).rows.find(({ code }) => code === 'I001')?.denominator).toBe(600);
  });
});
