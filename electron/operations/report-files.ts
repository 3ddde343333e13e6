import ExcelJS from 'exceljs';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { Report, ReportRow } from '#shared/tally/report.ts';

const headings = [
  '代码',
  '指标名称',
  '计量单位',
  '本年',
  '上年',
  '增减',
  '增减%',
  '省目标',
  '目标年',
  '已计入户数',
  '应报户数',
  '占上年%',
  '数据来源',
  '说明',
] as const;

function cellsOf(row: ReportRow): readonly (string | number | null)[] {
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

function marks(report: Report): string {
  return `${report.preview ? '(预览,含未验收)' : ''}${report.demonstration ? '(示范版,不作为法定报表)' : ''}`;
}

/** UTF-8 with a byte order mark, so that a spreadsheet program shows Chinese; CRLF (RFC 4180). */
export function csvOf(report: Report): Buffer {
  const lines = [
    [`${report.year}年 ${report.name.zh}${marks(report)}`],
    headings,
    ...report.rows.map(cellsOf),
  ];
  const text = lines.map((line) => line.map(quoted).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function quoted(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A text that begins like a formula must stay a text in the program that opens it.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function workbookOf(report: Report, edition: LoadedEdition): Promise<Buffer> {
  const { header } = edition.edition;
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(report.report, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const width = headings.length;
  sheet.mergeCells(1, 1, 1, width);
  sheet.getCell(1, 1).value = `${report.name.zh}${marks(report)}`;
  sheet.getCell(1, 1).font = { bold: true, size: 16 };
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  sheet.getCell(2, 1).value = `表  号:${report.number}`;
  sheet.getCell(3, 1).value = `制定机关:${header.issuer}`;
  sheet.getCell(4, 1).value = `文  号:${header.approval}`;
  sheet.getCell(5, 1).value = `有效期至:${header.validUntil}`;
  sheet.getCell(5, 6).value = `${report.year}年`;
  sheet.getRow(6).values = [...headings];
  sheet.getRow(6).font = { bold: true };
  for (const row of report.rows) {
    const added = sheet.addRow(cellsOf(row));
    const format = row.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(row.decimals)}`;
    for (const column of [4, 5, 6]) added.getCell(column).numFmt = format;
  }
  [8, 36, 10, 16, 16, 14, 10, 12, 8, 10, 10, 10, 44, 40].forEach((size, index) => {
    sheet.getColumn(index + 1).width = size;
  });
  sheet.views = [{ state: 'frozen', ySplit: 6, xSplit: 2 }];
  return Buffer.from(await book.xlsx.writeBuffer());
}
