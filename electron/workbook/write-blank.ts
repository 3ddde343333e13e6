import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import type { Field, ReturnDefinition, Table } from '#shared/returns/definition.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { keySheet } from '#shared/intake/stage.ts';
import { keyOf, type Cells, type Column } from '#shared/values/cell.ts';

export interface BlankOptions {
  readonly edition: LoadedEdition;
  readonly definition: ReturnDefinition;
  readonly year: number;
  readonly county: string;
  /** For one enterprise: what is printed above the form and kept in the hidden key. */
  readonly unit?: {
    readonly id: string;
    readonly creditCode: string;
    readonly organisationCode: string;
    readonly name: string;
  };
  /** Values to fill in beforehand, such as last year's. */
  readonly cells?: Cells;
}

const locked = { locked: true } as const;
const open = { locked: false } as const;
const input: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E6' } };
const head: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F0FA' } };
const line: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};
/** Marks that the importer reads back as the same blank. */
const blankMarks = { unknown: '不详', none: '无', 'not-applicable': '不适用' } as const;
/** The same workbook for the same input, byte for byte: no clock in it. */
const made = new Date(Date.UTC(2000, 0, 1));

/** A blank form for one enterprise in the official layout: labels locked, cells checked as they are typed, a hidden key. */
export async function writeBlankForm(options: BlankOptions): Promise<Buffer> {
  const { definition, edition, year, unit } = options;
  const table = mainTable(definition);
  const book = newBook();
  const sheet = book.addWorksheet(definition.code, pageSetup(table, false));
  const columns: readonly Column[] = table.columns;
  const width = 3 + columns.length;
  sheet.columns = [{ width: 44 }, { width: 9 }, { width: 7 }, ...columns.map(() => ({ width: 18 }))];
  title(sheet, definition, width);
  headerBlock(sheet, edition, definition, width, 2);
  sheet.getCell(2, 1).value = `统一社会信用代码:${unit?.creditCode ?? ''}`;
  sheet.getCell(3, 1).value = `组织机构代码:${unit?.organisationCode ?? ''}`;
  sheet.getCell(4, 1).value = `单位详细名称:${unit?.name ?? ''}`;
  sheet.getCell(5, 1).value = `${year}年`;
  if (definition.unit !== undefined) sheet.getCell(5, 2).value = `计量单位:${definition.unit}`;
  for (const row of [2, 3, 4]) sheet.getCell(row, 1).protection = unit === undefined ? open : locked;
  const headerRow = 7;
  put(
    sheet,
    headerRow,
    ['指标名称', '计量单位', '代码', ...columns.map((column) => (columns.length === 1 ? '内容' : column))],
    head,
  );
  put(sheet, headerRow + 1, ['甲', '乙', '丙', ...columns.map((_, index) => String(index + 1))], head);
  let row = headerRow + 2;
  for (const section of table.sections) {
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
        fill(cell, field, options.cells?.[keyOf(field.code, column)]);
      });
      row += 1;
    }
  }
  footer(sheet, definition, row + 1);
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  await addKey(book, options);
  return toBuffer(book);
}

/** A list with one enterprise per row: names and 本年/上年 above, units, 甲乙丙, codes. */
export async function writeBlankList(options: BlankOptions & { readonly rows?: number }): Promise<Buffer> {
  const { definition, edition, year } = options;
  const table = mainTable(definition);
  const book = newBook();
  const sheet = book.addWorksheet(definition.code, pageSetup(table, true));
  const fields = table.sections.flatMap((section) => section.fields);
  const identity = fields.some((field) => field.code === '03' && field.type === 'text')
    ? ['序号']
    : ['序号', '统一社会信用代码', '组织机构代码', '单位详细名称'];
  const columns = fields.flatMap((field) => table.columns.map((column) => ({ field, column })));
  const width = identity.length + columns.length;
  title(sheet, definition, Math.min(width, 20));
  sheet.getCell(2, 1).value = `${year}年`;
  if (definition.unit !== undefined) sheet.getCell(2, 3).value = `计量单位:${definition.unit}`;
  const two = table.columns.length > 1;
  const top = 4;
  put(sheet, top, [...identity, ...columns.map(({ field }) => field.name.zh)], head);
  if (two) {
    put(sheet, top + 1, [...identity.map(() => null), ...columns.map(({ column }) => column)], head);
    identity.forEach((_, index) => sheet.mergeCells(top, index + 1, top + 1, index + 1));
    fields.forEach((_, index) => {
      const left = identity.length + 1 + index * table.columns.length;
      sheet.mergeCells(top, left, top, left + table.columns.length - 1);
    });
  }
  const below = top + (two ? 2 : 1);
  put(sheet, below, [...identity.map(() => '—'), ...columns.map(({ field }) => field.unit ?? '—')], head);
  put(
    sheet,
    below + 1,
    [
      ...identity.map((_, index) => '甲乙丙丁'.charAt(index)),
      ...columns.map((_, index) => String(index + 1)),
    ],
    head,
  );
  put(sheet, below + 2, [...identity.map(() => null), ...columns.map(({ field }) => field.code)], head);
  const rows = options.rows ?? 50;
  for (let row = below + 3; row < below + 3 + rows; row++) {
    for (let column = 1; column <= width; column++) {
      const cell = sheet.getCell(row, column);
      const place = columns[column - identity.length - 1];
      if (place === undefined) {
        cell.protection = open;
        cell.numFmt = '@';
        cell.border = line;
      } else inputCell(cell, place.field, edition);
    }
  }
  sheet.views = [{ state: 'frozen', xSplit: identity.length, ySplit: below + 2 }];
  await sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    insertRows: true,
  });
  await addKey(book, options);
  return toBuffer(book);
}

function mainTable(definition: ReturnDefinition): Table {
  const [table] = definition.tables;
  if (table === undefined) throw new Error(`${definition.code} has no table`);
  return table;
}

function newBook(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  book.creator = '年报通';
  book.created = made;
  book.modified = made;
  return book;
}

async function toBuffer(book: ExcelJS.Workbook): Promise<Buffer> {
  const parts = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()));
  // The library stamps each part with the time of writing; in local time, as the format has it.
  return Buffer.from(zipSync(parts, { mtime: new Date(2000, 0, 1) }));
}

function pageSetup(table: Table, wide: boolean): Partial<ExcelJS.AddWorksheetOptions> {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: wide || table.columns.length > 2 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  };
}

function title(sheet: ExcelJS.Worksheet, definition: ReturnDefinition, width: number): void {
  sheet.mergeCells(1, 1, 1, width);
  const cell = sheet.getCell(1, 1);
  cell.value = definition.name.zh;
  cell.font = { size: 16, bold: true };
  cell.alignment = { horizontal: 'center' };
}

/** 表号, 制定机关, 文号, 有效期至: a form without them may be refused, so they are printed on every copy. */
function headerBlock(
  sheet: ExcelJS.Worksheet,
  edition: LoadedEdition,
  definition: ReturnDefinition,
  width: number,
  top: number,
): void {
  const { header, demonstration } = edition.edition;
  const lines = [
    `表  号:${definition.number}${demonstration ? '(示范版)' : ''}`,
    `制定机关:${header.issuer}`,
    `文  号:${header.approval}`,
    `有效期至:${header.validUntil}`,
  ];
  lines.forEach((text, index) => {
    const cell = sheet.getCell(top + index, width);
    cell.value = text;
    cell.alignment = { horizontal: 'right' };
  });
}

function footer(sheet: ExcelJS.Worksheet, definition: ReturnDefinition, top: number): void {
  sheet.getCell(top, 1).value =
    '单位负责人:            统计负责人:            填表人:            联系电话:            报出日期:20   年   月   日';
  definition.notes.forEach((note, index) => {
    sheet.getCell(top + 1 + index, 1).value = `说明${index + 1}. ${note.zh}`;
  });
}

function put(
  sheet: ExcelJS.Worksheet,
  row: number,
  values: readonly (string | null)[],
  background?: ExcelJS.Fill,
): void {
  values.forEach((value, index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.value = value;
    cell.border = line;
    cell.protection = locked;
    cell.alignment = {
      vertical: 'middle',
      horizontal: index === 0 && background === undefined ? 'left' : 'center',
      wrapText: true,
    };
    if (background !== undefined) cell.fill = background;
  });
}

function inputCell(cell: ExcelJS.Cell, field: Field, edition: LoadedEdition): void {
  cell.protection = open;
  cell.fill = input;
  cell.border = line;
  cell.alignment = { horizontal: field.type === 'number' ? 'right' : 'left' };
  cell.numFmt =
    field.type === 'number'
      ? (field.decimals ?? 0) === 0
        ? '#,##0'
        : `#,##0.${'0'.repeat(field.decimals ?? 0)}`
      : '@';
  const list = field.list === undefined ? undefined : edition.list(field.list);
  // A 上年 or 不详 must stay possible, so a check warns and does not forbid.
  const base = {
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: '请核对',
  } as const;
  if (field.type === 'number') {
    const rule = {
      type: (field.decimals ?? 0) === 0 ? 'whole' : 'decimal',
      ...base,
      error: `应填数${field.unit === undefined ? '' : `(${field.unit})`}`,
    } as const;
    cell.dataValidation =
      field.signed === true
        ? { ...rule, operator: 'between', formulae: [-1e12, 1e12] }
        : { ...rule, operator: 'greaterThanOrEqual', formulae: [0] };
  } else if (field.type === 'flag') {
    cell.dataValidation = { type: 'list', ...base, formulae: ['"是,否"'], error: '请选“是”或“否”' };
  } else if (field.type === 'code' && list !== undefined) {
    const items = list.items.map((item) => item.code + item.name.zh.replace(/[,,"]/gu, '')).join(',');
    if (items.length <= 255)
      cell.dataValidation = { type: 'list', ...base, formulae: [`"${items}"`], error: '请从列表中选择' };
  } else if (field.type === 'month') {
    cell.dataValidation = {
      type: 'custom',
      ...base,
      formulae: [`LEN(${cell.address})<=8`],
      error: '请填年月,如 201512',
    };
  }
}

function fill(cell: ExcelJS.Cell, field: Field, value: Cells[string] | undefined): void {
  if (value === undefined) return;
  if (typeof value === 'number') cell.value = field.type === 'number' ? value : String(value);
  else if (typeof value === 'boolean') cell.value = value ? '是' : '否';
  else if (typeof value === 'string') cell.value = value;
  else if ('blank' in value) cell.value = blankMarks[value.blank];
  else cell.value = value.join('、');
}

async function addKey(
  book: ExcelJS.Workbook,
  { definition, edition, year, county, unit }: BlankOptions,
): Promise<void> {
  const sheet = book.addWorksheet(keySheet, { state: 'veryHidden' });
  const key = {
    form_code: definition.code,
    form_version: edition.edition.name,
    unit_id: unit?.id ?? '',
    report_year: String(year),
    region_code: county,
    region_code_version: String(year),
  };
  Object.entries(key).forEach(([name, value], index) => {
    sheet.getCell(index + 1, 1).value = name;
    sheet.getCell(index + 1, 2).value = value;
  });
  await sheet.protect('', {});
}
