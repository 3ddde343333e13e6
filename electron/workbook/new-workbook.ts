import type ExcelJS from 'exceljs';

/** An empty workbook to be filled. The library comes with the first: every thread would hold it, and most never write one. */
export async function newWorkbook(): Promise<ExcelJS.Workbook> {
  const { default: library } = await import('exceljs');
  const book = new library.Workbook();
  const write = book.xlsx.writeBuffer.bind(book.xlsx);
  book.xlsx.writeBuffer = (options) => {
    escapeTexts(book);
    return write(options);
  };
  return book;
}

/**
 * _x000D_ stands for a character that XML can't hold. A text that only looks like that, such as the name of a scan, has its
 * first sign written so, which the library leaves undone: every reader would take it for the character.
 */
function escapeTexts(book: ExcelJS.Workbook): void {
  book.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        // What is set in the rest of a merged cell is set in its first.
        if (typeof cell.value === 'string' && cell.value.includes('_x') && cell.master === cell)
          cell.value = cell.value.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
      });
    });
  });
}
