import type ExcelJS from 'exceljs';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { isExpired, printedValidity } from '#shared/returns/validity.ts';
import { sectionsOf, type ReportCell, type ReportSection } from '#shared/texts/report-sections.ts';
import type { IndicatorReport, Report, ReportRow } from '#shared/tally/report.ts';
import { inTenThousands } from '#shared/tally/ten-thousands.ts';
import { territoryText } from '#shared/texts/territory.ts';
import { reportTexts } from '#shared/texts/reports.ts';
import { localTime } from '#shared/values/moment.ts';
import { newWorkbook } from '../workbook/new-workbook.ts';

const headings = [
  '代码',
  '指标名称',
  '计量单位',
  '本年',
  '上年',
  '增减',
  '增减%',
  '目标',
  '目标年',
  '已计入户数',
  '应报户数',
  '占上年%',
  '数据来源',
  '说明',
] as const;
const widths = [8, 36, 10, 16, 16, 14, 10, 12, 8, 10, 10, 10, 44, 40];

function cellsOf(row: ReportRow): readonly ReportCell[] {
  const { coverage } = row;
  return [
    row.code,
    row.name.zh,
    row.unit,
    row.value,
    row.lastYear,
    row.change,
    row.changePercent,
    row.target?.value ?? null,
    row.target?.year ?? null,
    coverage.counted,
    coverage.due,
    coverage.shareOfLastYear,
    row.source,
    row.caveat?.zh ?? null,
  ];
}

/** Rows under the headings of the parts of the table. */
export function rowsBySection(report: IndicatorReport): readonly (readonly [string, readonly ReportRow[]])[] {
  return [...Map.groupBy(report.rows, ({ section }) => section.zh)];
}

function marks(report: Report): string {
  return `${report.preview ? '(预览,含未验收)' : ''}${report.demonstration ? '(示范版,不作为法定报表)' : ''}`;
}

/**
 * UTF-8 with a byte order mark, so that a spreadsheet program shows Chinese; CRLF (RFC 4180). Amounts as they were summed.
 * `today`: YYYY-MM-DD or longer, for the 有效期.
 */
export function csvOf(report: Report, { edition }: Pick<LoadedEdition, 'edition'>, today: string): Buffer {
  const body: readonly (readonly ReportCell[])[] =
    report.kind === 'indicators'
      ? [headings, ...rowsBySection(report).flatMap(([title, rows]) => [[title], ...rows.map(cellsOf)])]
      : sectionsOf(report, 'zh', localTime).flatMap(({ title, columns, rows }) => [
          [title],
          columns.map((column) => column.title),
          ...rows,
        ]);
  const validity = isExpired(edition, today) ? `(有效期至${printedValidity(edition, today)})` : '';
  const lines = [
    [`${report.year}年 ${report.name.zh}${marks(report)}${validity}`],
    ...territoryLines(report),
    ...body,
  ];
  return csvBytes(lines);
}

/** With the mark by which Excel knows UTF-8. */
export function csvBytes(lines: readonly (readonly ReportCell[])[]): Buffer {
  const text = lines.map((line) => line.map(quoted).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function territoryLines({ territory }: Report): readonly (readonly ReportCell[])[] {
  return territory === undefined ? [] : [[territoryText(territory, 'zh')]];
}

function quoted(value: ReportCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A text that begins like a formula must stay a text in the program that opens it; Excel reads the wide signs of Chinese too.
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `today`: YYYY-MM-DD or longer, for the 有效期. */
export async function workbookOf(report: Report, edition: LoadedEdition, today: string): Promise<Buffer> {
  const book = await newWorkbook();
  const sheet = book.addWorksheet(report.report, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  if (report.kind === 'indicators') {
    addHead(sheet, report, edition, headings.length, today);
    addIndicators(sheet, report);
  } else {
    const sections = sectionsOf(report.kind === 'cross' ? inTenThousands(report) : report, 'zh', localTime);
    const width = Math.max(...sections.map(({ columns }) => columns.length));
    addHead(sheet, report, edition, width, today);
    if (report.kind === 'cross') sheet.getCell(5, 8).value = reportTexts.zh.tenThousands;
    for (const section of sections) addSection(sheet, section);
    const [first] = sections;
    (first?.columns ?? []).forEach((_, index) => {
      sheet.getColumn(index + 1).width = index === 1 ? 34 : 16;
    });
    if (report.kind === 'cross')
      sheet.views = [{ state: 'frozen', ySplit: headRows + 2, xSplit: 1 + report.by.length }];
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const headRows = 5;

function addHead(
  sheet: ExcelJS.Worksheet,
  report: Report,
  { edition }: LoadedEdition,
  width: number,
  today: string,
): void {
  const { header } = edition;
  sheet.mergeCells(1, 1, 1, width);
  sheet.getCell(1, 1).value = `${report.name.zh}${marks(report)}`;
  sheet.getCell(1, 1).font = { bold: true, size: 16 };
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  sheet.getCell(2, 1).value = `表  号:${report.number}`;
  sheet.getCell(3, 1).value = `制定机关:${header.issuer}`;
  sheet.getCell(4, 1).value = `文  号:${header.approval}`;
  sheet.getCell(headRows, 1).value = `有效期至:${printedValidity(edition, today)}`;
  sheet.getCell(headRows, 6).value = `${report.year}年`;
  if (report.territory !== undefined) sheet.getCell(4, 6).value = territoryText(report.territory, 'zh');
}

function formatOf(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function addIndicators(sheet: ExcelJS.Worksheet, report: IndicatorReport): void {
  sheet.addRow([...headings]).font = { bold: true };
  for (const [title, rows] of rowsBySection(report)) {
    sheet.addRow([title]).font = { bold: true };
    for (const row of rows) {
      const added = sheet.addRow(cellsOf(row));
      for (const column of [4, 5, 6]) added.getCell(column).numFmt = formatOf(row.decimals);
    }
  }
  widths.forEach((size, index) => {
    sheet.getColumn(index + 1).width = size;
  });
  sheet.views = [{ state: 'frozen', ySplit: headRows + 1, xSplit: 2 }];
}

function addSection(sheet: ExcelJS.Worksheet, { title, columns, rows }: ReportSection): void {
  sheet.addRow([title]).font = { bold: true };
  const names = sheet.addRow(columns.map((column) => column.title));
  names.font = { bold: true };
  names.alignment = { wrapText: true, vertical: 'top' };
  for (const row of rows) {
    const added = sheet.addRow(row);
    columns.forEach(({ decimals }, index) => {
      if (decimals !== null) added.getCell(index + 1).numFmt = formatOf(decimals);
    });
  }
}
