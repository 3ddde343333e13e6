import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { Checker } from '#shared/checking/check.ts';
import {
  figuresOver,
  tablesOf,
  type FilingDocument,
  type UnitDocuments,
} from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { returnOf } from '#shared/values/record.ts';

const checker = new Checker(loadedEdition(), surroundingsOf('220122', 2015));

/** Numbers by "JC102.02", "JC109D/1.07", "JC102.01@-1", 是 of a flag; a star says that a number was rounded when converted. */
type Written = Readonly<Record<string, string>>;

function unitOf(written: Written): UnitDocuments {
  const filings = new Map<
    string,
    Map<string, { cells: Record<string, number | boolean>; rounded: string[] }>
  >();
  for (const [place, value] of Object.entries(written)) {
    const [, table = '', row = '', key = '', back = '0'] =
      /^([A-Z0-9]+)(\/\d+)?\.([^@]+)(?:@-(\d))?$/.exec(place) ?? [];
    const records = filings.get(`${returnOf(table)}@${back}`) ?? new Map<string, never>();
    filings.set(`${returnOf(table)}@${back}`, records);
    const record = records.get(table.slice(5) + row) ?? { cells: {}, rounded: [] };
    records.set(table.slice(5) + row, record);
    record.cells[key] = value === '是' ? true : Number(value.replace('*', ''));
    if (value.endsWith('*')) record.rounded.push(key);
  }
  return {
    id: '甲',
    facts: { 类型: '企业', 状态: '1', 名称: '甲' },
    filing: (code, back): FilingDocument | undefined => {
      const records = filings.get(`${code}@${back}`);
      if (records === undefined) return undefined;
      const rows = [...records].map(([key, record]) => ({ key, ...record }));
      return { state: 'accepted', tables: tablesOf(code, rows) };
    },
  };
}

/** What a rule finds: its class, and whether rounding alone may have caused it. */
function found(rule: string, written: Written): readonly string[] {
  const unit = unitOf(written);
  const county = figuresOver([unit], { indicator: () => null, hasReporter: () => true });
  return [...checker.checkUnit(unit).findings, ...checker.checkCounty(county).findings].flatMap((finding) =>
    finding.rule === rule ? [`${finding.class} ${finding.kind}`] : [],
  );
}

const breach = ['A breach'];
const hint = ['D rounding'];

describe('a rule that cells break which were rounded when converted', () => {
  it.each([
    ['one counts for half a unit', 'JC102-02-1', { 'JC102.02': '11*', 'JC102.01': '10' }, breach],
    ['two count for one', 'JC102-02-1', { 'JC102.02': '11*', 'JC102.01': '10*' }, hint],
    ['and for no more', 'JC102-02-1', { 'JC102.02': '12*', 'JC102.01': '10*' }, breach],
    [
      'a cell that two comparisons name counts once in each',
      'JC102-07-1',
      { 'JC102.07': '11*', 'JC102.06': '10', 'JC102.04': '20' },
      breach,
    ],
    [
      'the cells of another comparison do not count',
      'JC102-07-1',
      { 'JC102.07': '11*', 'JC102.06': '10', 'JC102.04': '20*' },
      breach,
    ],
    [
      'each part of a sum counts',
      'JC107-06-1',
      { 'JC107.06': '10', 'JC107.07': '3*', 'JC107.08': '3*', 'JC107.09': '3', 'JC107.10': '2' },
      hint,
    ],
    [
      'rows that are added up count, and so does a cell of another return',
      'JC109D-07-1',
      { 'JC109D/1.05': '是', 'JC109D/1.07': '11*', 'JC102.02': '10*' },
      hint,
    ],
  ] as const)(
    'is a breach, or a hint where rounding may have caused it: %s',
    (_, rule, written, expected) => {
      expect(found(rule, written)).toEqual(expected);
    },
  );

  it('allows for the number that was rounded in the year before', () => {
    const written = { 'JC102.01.上年': '11*', 'JC102.01@-1': '10' };
    expect(found('JC102-Y2-01', written)).toEqual(['B breach']);
    expect(found('JC102-Y2-01', { ...written, 'JC102.01@-1': '10*' })).toEqual(hint);
  });

  it('is given none where it must be more or less, or has a tolerance of its own', () => {
    expect(found('JC102-29-1', { 'JC102.29': '1*', 'JC102.28': '0*' })).toEqual(['B breach']);
    expect(found('JC102-03-1', { 'JC102.03': '16*', 'JC102.01': '10*' })).toEqual(['C breach']);
  });
});
