import { afterAll, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { countyTerritory, wideFindings } from '#electron/operations/county.ts';
import { countyDocuments, surroundings } from '#electron/operations/documents.ts';
import { othersOf } from '#electron/operations/others.ts';
import { openReadable } from '#electron/store/open.ts';
import { filings, setFiling } from '#electron/store/rounds.ts';
import { setFact } from '#electron/store/units.ts';
import { computeReport } from '#shared/tally/compute.ts';
import { computeCross } from '#shared/tally/cross.ts';
import type { CrossReport, IndicatorReport, QualityReport, Report } from '#shared/tally/report.ts';
import { territoryText } from '#shared/texts/territory.ts';
import type { FilingState } from '#shared/values/states.ts';
import { demoOffice } from '#test/fixtures/demo-office.ts';
import { refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = demoOffice(temporaryFolder(), year, () => 'accepted');
const { store } = office;
const reader = openReadable(office.folder);
afterAll(() => {
  reader.db.close();
  office.close();
});

const context: ReadContext = {
  store: reader,
  edition: loadedEdition(),
  folder: office.folder,
  now: '2016-03-01T08:00:00.000Z',
};
const inOne = (work: () => void): void => void store.db.transaction(work).immediate();
const setAll = (units: readonly string[], of: number, state: FilingState): void =>
  inOne(() => {
    for (const { unit, return: code } of filings(store, of))
      if (units.includes(unit))
        setFiling(store, of, unit, code, state, { reason: null, basis: null, now: context.now });
  });
const place = (units: readonly string[], area: string, from: number): void =>
  inOne(() => {
    for (const unit of units) setFact(store, unit, 'area', area, from);
  });

const [neighbour, merged] = ['220122', '220112'];
const enterprises = [
  ...new Set(
    filings(store, year)
      .filter(({ return: code }) => code === 'JC102')
      .map(({ unit }) => unit),
  ),
];
/** Every ninth enterprise, as if those of two townships. */
const townships = enterprises.filter((_, at) => at % 9 === 0);
const asked = (report: string): Report => office.read('report.get', { year, report, preview: true });

/** What the tables say of a county that the units were never of. */
function never(units: readonly string[]): { indicators: IndicatorReport; cross: CrossReport } {
  const request = {
    edition: context.edition,
    year,
    surroundings: surroundings(context, year),
    preview: true,
    units: countyDocuments(context, year, 6).filter(({ id }) => !units.includes(id)),
  };
  const layout = context.edition.return('ZH302')?.computed;
  if (layout?.kind !== 'cross') throw new Error('no cross table');
  return {
    indicators: computeReport({ ...request, report: 'ZH301' }),
    cross: computeCross({ ...request, report: 'ZH302' }, layout),
  };
}

const numbers = ({ rows }: IndicatorReport): readonly unknown[] =>
  rows.map(({ code, value, lastYear, change, target, coverage }) => [
    code,
    value,
    lastYear,
    change,
    target,
    coverage.shareOfLastYear,
  ]);
const rules = (): readonly string[] =>
  wideFindings(context, year).findings.map(({ rule, unit }) => `${rule} ${unit}`);
const ofHeadlines = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.startsWith('PK000-3'));

describe('a county two townships of which went to another one', () => {
  const before = { zh301: asked('ZH301') as IndicatorReport, rules: rules() };
  for (const unit of townships) office.write('units.move', { year, unit, area: neighbour });
  setAll(townships, year, 'due');
  const zh301 = asked('ZH301') as IndicatorReport;

  it('counts in every table what it would count had the units never been its own', () => {
    expect(numbers(zh301)).not.toEqual(numbers(before.zh301));
    const { indicators, cross } = never(townships);
    expect(numbers(zh301)).toEqual(numbers(indicators));
    const zh302 = asked('ZH302') as CrossReport;
    expect(zh302.coverage.shareOfLastYear).toBe(cross.coverage.shareOfLastYear);
    expect(zh302.rows[0]?.values).toEqual(cross.rows[0]?.values);
  });

  it('opens each number down to records of the others alone, which add up to it', () => {
    const row = zh301.rows.find(({ code }) => code === 'I028');
    const { value, leaves } = office.read('trace.get', {
      year,
      report: 'ZH301',
      row: 'I028',
      preview: true,
      limit: 1000,
    });
    expect([value, leaves.length]).toEqual([row?.value, row?.value]);
    expect(leaves.filter(({ unit }) => townships.includes(unit))).toEqual([]);
  });

  it('knows no county by a code that it has no more', () => {
    const [unit = ''] = townships;
    const refused = refusalOf(() => office.write('units.move', { year, unit, area: '220181' }));
    expect(refused?.code).toBe('unit.area');
  });

  it('says so beside the numbers of all three tables and of the first screen', () => {
    const said = { kind: 'restated', left: townships.length };
    for (const report of ['ZH301', 'ZH302', 'ZH303']) expect(asked(report).territory).toEqual(said);
    const { headlines, territory } = office.read('workspace.today', { year });
    expect(territory).toEqual(said);
    const shown = new Map(zh301.rows.map(({ code, lastYear }) => [code, lastYear]));
    expect(headlines.map(({ lastYear }) => lastYear)).toEqual(headlines.map(({ code }) => shown.get(code)));
  });

  it('names them as gone to the other county, and nobody else', () => {
    const { units } = asked('ZH303') as QualityReport;
    const left = units?.filter(({ kind }) => kind === 'left') ?? [];
    expect(left.map(({ unit }) => unit).sort()).toEqual([...townships].sort());
    expect(new Set(left.map(({ other }) => other))).toEqual(new Set(['农安县']));
    expect(units?.filter(({ unit, kind }) => kind !== 'left' && townships.includes(unit))).toEqual([]);
  });

  it('asks nothing that only the change of territory would explain', () => {
    const now = rules();
    expect(now.filter((line) => townships.some((unit) => line === `PK000-2 ${unit}`))).toEqual([]);
    expect(ofHeadlines(now).filter((line) => !before.rules.includes(line))).toEqual([]);
    const { units } = office.read('findings.heaviest', { year, limit: 50 });
    expect(units.filter(({ unit }) => townships.includes(unit))).toEqual([]);
  });

  it('sees one that reports here again as its own, in memory and from nothing', () => {
    const [back = ''] = townships;
    setAll([back], year, 'draft');
    expect(countyTerritory(context, year).left.has(back)).toBe(false);
    expect(countyTerritory(context, year).left.size).toBe(townships.length - 1);
    const counted = (): readonly string[] =>
      othersOf(context, year)
        .countedIn('JC102', 1)
        .map(({ id }) => id);
    expect(counted()).toContain(back);
    setAll([back], year, 'due');
    expect(counted()).not.toContain(back);
    expect(countyTerritory(context, year).left.has(back)).toBe(true);
  });
});

describe('a county that another one was merged into', () => {
  const here = enterprises.filter((unit) => !townships.includes(unit));
  const came = here.filter((_, at) => at % 5 === 0);

  it('compares where what they reported last year was handed over with them', () => {
    place(townships, '220113', year);
    setAll(townships, year, 'accepted');
    place(came, merged, year - 1);
    place(came, '220113', year);
    const zh301 = asked('ZH301') as IndicatorReport;
    expect(zh301.territory).toBeUndefined();
    expect(numbers(zh301)).toEqual(numbers(never([]).indicators));
    const { units } = asked('ZH303') as QualityReport;
    const listed = units?.filter(({ kind }) => kind === 'came') ?? [];
    expect(listed.map(({ unit }) => unit).sort()).toEqual([...came].sort());
    expect(listed[0]?.other).toBe('双阳区');
  });

  it('says that the years do not compare where it was not, also with a finding about a headline', () => {
    setAll(came, year - 1, 'draft');
    const said = { kind: 'unequal', came: came.length, left: 0, boundary: false } as const;
    for (const report of ['ZH301', 'ZH302', 'ZH303']) expect(asked(report).territory).toEqual(said);
    const { findings } = office.read('findings.list', { year, limit: 1000 });
    const headline = findings.find(({ finding }) => finding.rule.startsWith('PK000-3'));
    expect(headline?.words.note?.zh).toBe(territoryText(said, 'zh'));
    const other = findings.find(({ finding }) => !finding.rule.startsWith('PK000-3'));
    expect(other?.words.note).toBeUndefined();
  });
});
