import { expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { reportLines } from '#electron/terminal/report-lines.ts';
import type { IndicatorReport } from '#shared/tally/report.ts';
import { reportOf } from '#test/fixtures/county.ts';

/** A column of a table that is printed with tabs, under its heading. */
function column(lines: readonly string[], heading: string, code: string): string | undefined {
  const at = lines[0]?.split('\t').indexOf(heading) ?? -1;
  return lines.find((line) => line.startsWith(`${code}\t`))?.split('\t')[at];
}

const empty = reportOf(loadedEdition(), {});
const report: IndicatorReport = {
  ...empty,
  rows: empty.rows.map((row) => (row.code === 'I014' ? { ...row, value: 12, lastYear: 10, change: 2 } : row)),
};

test('every number of ZH301 stands under a heading, in both languages', () => {
  const zh = reportLines(report, 'zh');
  expect(['本年', '上年', '增减', '目标', '目标年'].map((heading) => column(zh, heading, 'I014'))).toEqual([
    '12',
    '10',
    '2',
    '2400',
    '2020',
  ]);
  expect(column(zh, '达到情况', 'I001')).toBe('所需的数还没有验收;验收有关报表后再看。');
  const en = reportLines(report, 'en');
  expect(column(en, 'This year', 'I014')).toBe('12');
  // Units are words, too; only what a document names stays as it is named.
  const units = report.rows.map((row) => column(en, 'Unit', row.code));
  expect(units.filter((unit) => unit === undefined || /[一-龥]/.test(unit))).toEqual([]);
});
