import type ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import type { ReturnDefinition, Table } from '#shared/returns/definition.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { keySheet } from '#shared/intake/stage.ts';
import { keyOf, type Cells, type Column } from '#shared/values/cell.ts';
import { fill, footer, head, heading, inputCell, line, open, put } from './blank-cells.ts';
import { newWorkbook } from './new-workbook.ts';

/** Values to fill in beforehand, such as last year's; a row of a table below another says its parent's 键. */
export interface PrefilledRecord {
  readonly table: string;
  readonly cells: Cells;
  readonly parent?: string;
}

export interface BlankOptions {
  readonly edition: LoadedEdition;
  readonly definition: ReturnDefinition;
  readonly year: number;
  readonly county: string;
  /** The day of the 有效期: with it, a form that is past it says so. */
  readonly today?: string;
  /** For one unit: what is printed above the form and kept in the hidden key. */
  readonly unit?:
    | {
        readonly id: string;
        readonly creditCode: string;
        readonly organisationCode: string;
        readonly name: string;
      }
    | undefined;
  readonly records?: readonly PrefilledRecord[];
  /** Code of the department whose sections alone are wanted. */
  readonly owner?: string;
  /** Blank rows of a register; 50 when absent. */
  readonly rows?: number;
}

/** The same workbook for the same input, byte for byte: no clock in it. */
const made = new Date(Date.UTC(2000, 0, 1));

/**
 * A blank return for one unit in the official layout: each table a sheet, labels locked, cells checked as they are typed,
 * a hidden key. `owner`: only the sections of one department.
 */
export async function writeBlankForm(options: BlankOptions): Promise<Buffer> {
  const book = await newBook();
  for (const table of options.definition.tables) {
    if (table.kind === 'fixed') await fixedSheet(book, table, options);
    else await registerSheet(book, table, options, false);
  }
  await addKey(book, options);
  return toBuffer(book);
}

/** A blank return for many units: each table a sheet with one unit, or one record of a register, per row. */
export async function writeBlankList(options: BlankOptions): Promise<Buffer> {
  const book = await newBook();
  for (const table of options.definition.tables) await registerSheet(book, table, options, true);
  await addKey(book, options);
  return toBuffer(book);
}

async function fixedSheet(book: ExcelJS.Workbook, table: Table, options: BlankOptions): Promise<void> {
  const { definition, edition } = options;
  const columns: readonly Column[] = table.columns;
  const width = 3 + columns.length;
  const sheet = book.addWorksheet(table.code, pageSetup(columns.length > 2));
  sheet.columns = [{ width: 44 }, { width: 9 }, { width: 7 }, ...columns.map(() => ({ width: 18 }))];
  heading(sheet, table, options, width);
  const headerRow = 7;
  put(
    sheet,
    headerRow,
    ['指标名称', '计量单位', '代码', ...columns.map((column) => (columns.length === 1 ? '内容' : column))],
    head,
  );
  put(sheet, headerRow + 1, ['甲', '乙', '丙', ...columns.map((_, index) => String(index + 1))], head);
  let row = headerRow + 2;
  const cells = recordIn(options, table);
  for (const section of sectionsOf(table, options)) {
    if (section.title !== undefined) {
      sheet.mergeCells(row, 1, row, width);
      put(sheet, row, [section.title.zh]);
      sheet.getCell(row, 1).font = { bold: true };
      row += 1;
    }
    for (const field of section.fields) {
      put(sheet, row, [field.name.zh, field.unit ?? '—', field.code, ...columns.map(() => null)]);
      sheet.getCell(row, 1).alignment = { indent: field.level * 2, wrapText: true, vertical: 'middle' };
      columns.forEach((column, index) => {
        const cell = sheet.getCell(row, 4 + index);
        inputCell(cell, field, edition);
        fill(cell, field, cells[keyOf(field.code, column)]);
      });
      row += 1;
    }
  }
  footer(sheet, definition, row + 1);
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
}

/** Rows to fill beforehand, and as many blank ones below them. */
const blankRows = 50;

/** One record per row: names and 本年/上年 above, units, 甲乙丙, codes. With `many`, each row says whose it is. */
async function registerSheet(
  book: ExcelJS.Workbook,
  table: Table,
  options: BlankOptions,
  many: boolean,
): Promise<void> {
  const { definition, edition } = options;
  const fields = sectionsOf(table, options).flatMap((section) => section.fields);
  const saysItself = fields.some((field) => field.fact === 'name');
  const parent = edition.table(table.parent ?? '');
  const lead = [
    '序号',
    ...(many && !saysItself ? ['统一社会信用代码', '组织机构代码', '单位详细名称'] : []),
    ...(parent === undefined ? [] : [parentName(parent)]),
  ];
  const columns = fields.flatMap((field) => table.columns.map((column) => ({ field, column })));
  const width = lead.length + columns.length;
  const sheet = book.addWorksheet(table.code, pageSetup(true));
  sheet.columns = [{ width: 6 }, ...Array.from({ length: width - 1 }, () => ({ width: 16 }))];
  heading(
    sheet,
    table,
    many ? { ...options, unit: undefined } : options,
    Math.max(6, Math.min(width, 20)),
    many,
  );
  const two = table.columns.length > 1;
  const top = many ? 4 : 7;
  put(sheet, top, [...lead, ...columns.map(({ field }) => field.name.zh)], head);
  if (two) {
    put(sheet, top + 1, [...lead.map(() => null), ...columns.map(({ column }) => column)], head);
    lead.forEach((_, index) => sheet.mergeCells(top, index + 1, top + 1, index + 1));
    fields.forEach((_, index) => {
      const left = lead.length + 1 + index * table.columns.length;
      sheet.mergeCells(top, left, top, left + table.columns.length - 1);
    });
  }
  const below = top + (two ? 2 : 1);
  put(sheet, below, [...lead.map(() => '—'), ...columns.map(({ field }) => field.unit ?? '—')], head);
  put(
    sheet,
    below + 1,
    [...lead.map((_, index) => '甲乙丙丁戊'.charAt(index)), ...columns.map((_, index) => String(index + 1))],
    head,
  );
  put(sheet, below + 2, [...lead.map(() => null), ...columns.map(({ field }) => field.code)], head);
  const records = many ? [] : recordsIn(options, table);
  const first = below + 3;
  for (let row = first; row < first + records.length + (options.rows ?? blankRows); row++) {
    const record = records[row - first];
    for (let column = 1; column <= width; column++) {
      const cell = sheet.getCell(row, column);
      const place = columns[column - lead.length - 1];
      if (place === undefined) {
        cell.protection = open;
        cell.numFmt = '@';
        cell.border = line;
        if (parent !== undefined && column === lead.length && record?.parent !== undefined)
          cell.value = record.parent;
      } else {
        inputCell(cell, place.field, edition);
        fill(cell, place.field, record?.cells[keyOf(place.field.code, place.column)]);
      }
    }
  }
  sheet.views = [{ state: 'frozen', xSplit: lead.length, ySplit: below + 2 }];
  if (!many) footer(sheet, definition, first + records.length + (options.rows ?? blankRows) + 1);
  await sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    insertRows: true,
  });
}

/** The column that says below which row a row stands is named as the parent's key is: 联盟名称. */
function parentName(parent: Table): string {
  const fields = parent.sections.flatMap((section) => section.fields);
  return fields.find((field) => field.code === parent.key?.[0])?.name.zh ?? parent.code;
}

function sectionsOf(table: Table, { owner }: BlankOptions): Table['sections'] {
  return table.sections.filter((section) => owner === undefined || section.owner === owner);
}

function recordIn(options: BlankOptions, table: Table): Cells {
  return recordsIn(options, table)[0]?.cells ?? {};
}

function recordsIn({ records }: BlankOptions, table: Table): readonly PrefilledRecord[] {
  return (records ?? []).filter((record) => record.table === table.code);
}

export async function newBook(): Promise<ExcelJS.Workbook> {
  const book = await newWorkbook();
  book.creator = '年报通';
  book.created = made;
  book.modified = made;
  return book;
}

export async function toBuffer(book: ExcelJS.Workbook): Promise<Buffer> {
  const parts = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()));
  // The library stamps each part with the time of writing; in local time, as the format has it.
  return Buffer.from(zipSync(parts, { mtime: new Date(2000, 0, 1) }));
}

export function pageSetup(wide: boolean): Partial<ExcelJS.AddWorksheetOptions> {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: wide ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  };
}

async function addKey(
  book: ExcelJS.Workbook,
  { definition, edition, year, county, unit }: BlankOptions,
): Promise<void> {
  await addHidden(book, {
    form_code: definition.code,
    form_version: edition.edition.name,
    unit_id: unit?.id ?? '',
    report_year: String(year),
    region_code: county,
    region_code_version: String(year),
  });
}

/** The hidden sheet by which the importer knows the workbook. */
export async function addHidden(
  book: ExcelJS.Workbook,
  key: Readonly<Record<string, string>>,
): Promise<void> {
  const sheet = book.addWorksheet(keySheet, { state: 'veryHidden' });
  Object.entries(key).forEach(([name, value], index) => {
    sheet.getCell(index + 1, 1).value = name;
    sheet.getCell(index + 1, 2).value = value;
  });
  await sheet.protect('', {});
}
