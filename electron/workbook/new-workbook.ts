import type ExcelJS from 'exceljs';

/** An empty workbook to be filled. The library comes with the first: every thread would hold it, and most never write one. */
export async function newWorkbook(): Promise<ExcelJS.Workbook> {
  const { default: library } = await import('exceljs');
  return new library.Workbook();
}
