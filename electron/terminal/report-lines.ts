import { sectionsOf, type ReportCell } from '#shared/texts/report-sections.ts';
import type { IndicatorReport, Report } from '#shared/tally/report.ts';
import { reportTexts } from '#shared/texts/reports.ts';
import type { Language } from '#shared/texts/language.ts';
import { standingText } from '#shared/texts/targets.ts';
import { territoryText } from '#shared/texts/territory.ts';
import { unitName } from '#shared/texts/units.ts';
import { localTime } from '#shared/values/moment.ts';
import { formatNumber } from '#shared/values/show.ts';

/** A computed table for a terminal: a line a row, its cells parted by tabs. */
export function reportLines(report: Report, language: Language): readonly string[] {
  const { territory } = report;
  const head = territory === undefined ? [] : [territoryText(territory, language)];
  return [...head, ...tableLines(report, language)];
}

function tableLines(report: Report, language: Language): readonly string[] {
  if (report.kind === 'indicators') return indicatorLines(report, language);
  return sectionsOf(report, language, localTime).flatMap(({ title, columns, rows }) => [
    title,
    columns.map((column) => column.title).join('\t'),
    ...rows.map((row) => row.map((cell, index) => shown(cell, columns[index]?.decimals ?? 0)).join('\t')),
  ]);
}

function shown(cell: ReportCell, decimals: number): string {
  if (cell === null) return '—';
  return typeof cell === 'number' ? formatNumber(cell, decimals) : cell;
}

function indicatorLines({ rows }: IndicatorReport, language: Language): readonly string[] {
  const bySection = Map.groupBy(rows, ({ section }) => section[language]);
  return [
    reportTexts[language].indicators.join('\t'),
    ...[...bySection].flatMap(([title, own]) => [
      title,
      ...own.map((row) =>
        [
          row.code,
          row.name[language],
          unitName(row.unit, language),
          shown(row.value, row.decimals),
          shown(row.lastYear, row.decimals),
          shown(row.change, row.decimals),
          row.target?.value ?? '',
          row.target?.year ?? '',
          `${row.coverage.counted}/${row.coverage.due}`,
          row.target === null ? '' : standingText(row.target, row, language),
        ].join('\t'),
      ),
    ]),
  ];
}
