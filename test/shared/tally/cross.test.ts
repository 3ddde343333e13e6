import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { computeCross } from '#shared/tally/cross.ts';
import type { CrossReport } from '#shared/tally/report.ts';
import type { Cells } from '#shared/values/cell.ts';
import type { FilingState } from '#shared/values/states.ts';

const edition = loadedEdition();

function unit(
  id: string,
  [industry, size]: readonly [string, string],
  cells: Cells,
  { state = 'accepted', before = 0 }: { state?: FilingState; before?: number } = {},
): UnitDocuments {
  const tables = (own: Cells) => new Map([['JC102', [{ key: '', cells: own, rounded: [] }]]]);
  return {
    id,
    facts: {
      类型: '企业',
      ...(industry === '' ? {} : { 行业: industry }),
      ...(size === '' ? {} : { 规模: size }),
    },
    filing: (code, back) => {
      if (code !== 'JC102' || back > 1) return undefined;
      if (back === 1)
        return before === 0 ? undefined : { state: 'accepted', tables: tables({ '01': before }) };
      return { state, tables: tables(cells) };
    },
  };
}

function crossOf(units: readonly UnitDocuments[], preview = false): CrossReport {
  const layout = edition.return('ZH302')?.computed;
  if (layout?.kind !== 'cross') throw new Error('ZH302 is no cross table');
  const surroundings = surroundingsOf('220122', 2015);
  return computeCross({ edition, report: 'ZH302', year: 2015, surroundings, preview, units }, layout);
}

/** A row as its code, units and the values of some columns. */
function rowsOf(report: CrossReport, codes: readonly string[]): readonly unknown[] {
  const at = codes.map((code) => report.columns.findIndex((column) => column.code === code));
  return report.rows.map((row) => [row.code, row.units, ...at.map((index) => row.values[index])]);
}

describe('totals by industry and size', () => {
  it('sum each group once, with ratios of the sums, all units first and what is not known last', () => {
    const report = crossOf([
      unit('a', ['1391', '2'], { '01': 1000, '02': 100 }),
      unit('b', ['1392', '3'], { '01': 500, '02': 200 }),
      unit('c', ['3660', '2'], { '01': 3000 }),
      unit('d', ['', ''], { '01': 7, '02': 7 }),
    ]);
    expect(rowsOf(report, ['01', '02', '02/01'])).toEqual([
      ['total', 4, 4507, 307, 6.81],
      ['13', 2, 1500, 300, 20],
      ['13/2', 1, 1000, 100, 10],
      ['13/3', 1, 500, 200, 40],
      ['36', 1, 3000, null, null],
      ['36/2', 1, 3000, null, null],
      ['-', 1, 7, 7, 100],
      ['-/-', 1, 7, 7, 100],
      ['/2', 2, 4000, 100, 2.5],
      ['/3', 1, 500, 200, 40],
      ['/-', 1, 7, 7, 100],
    ]);
    expect(report.rows[1]).toMatchObject({
      industry: { code: '13', name: { zh: '农副食品加工业' } },
      size: null,
    });
    expect(report.rows[9]).toMatchObject({ industry: null, size: { code: '3', name: { zh: '小型' } } });
    expect(report.columns[0]).toMatchObject({ code: '01', unit: '千元', kind: 'sum' });
    expect(report.columns).toHaveLength(report.rows[0]?.values.length ?? 0);
  });

  it('count accepted and nil filings; a preview adds drafts; exempt ones alone are not owed', () => {
    const units = [
      unit('a', ['1391', '2'], { '01': 1000 }, { before: 900 }),
      unit('b', ['1391', '2'], { '01': 10 }, { state: 'draft', before: 100 }),
      unit('c', ['1391', '2'], {}, { state: 'nil' }),
      unit('d', ['1391', '2'], { '01': 5 }, { state: 'exempt' }),
      unit('e', ['1391', '2'], { '01': 5 }, { state: 'due' }),
      unit('f', ['1391', '2'], { '01': 5 }, { state: 'aside' }),
    ];
    const report = crossOf(units);
    expect(report.coverage).toEqual({ counted: 2, due: 5, shareOfLastYear: 90 });
    expect(rowsOf(report, ['01'])[0]).toEqual(['total', 2, 1000]);
    const preview = crossOf(units, true);
    expect(preview.coverage).toEqual({ counted: 3, due: 5, shareOfLastYear: 100 });
    expect(rowsOf(preview, ['01'])[0]).toEqual(['total', 3, 1010]);
  });

  it('know nothing of a county in which nothing is accepted', () => {
    const { rows, coverage } = crossOf([unit('a', ['1391', '2'], { '01': 5 }, { state: 'draft' })]);
    expect(rows.flatMap(({ values }) => values).every((value) => value === null)).toBe(true);
    expect(coverage).toEqual({ counted: 0, due: 1, shareOfLastYear: null });
  });
});
