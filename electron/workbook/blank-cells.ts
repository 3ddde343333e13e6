import type ExcelJS from 'exceljs';
import type { Field, ReturnDefinition, Table } from '#shared/returns/definition.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { printedValidity } from '#shared/returns/validity.ts';
import type { Cells } from '#shared/values/cell.ts';
import type { BlankOptions } from './write-blank.ts';

/** How a blank form looks and what its cells accept. */
export const locked = { locked: true } as const;
export const open = { locked: false } as const;
const input: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E6' } };
export const head: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F0FA' } };
export const line: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};
/** Marks that the importer reads back as the same blank. */
const blankMarks = { unknown: '不详', none: '无', 'not-applicable': '不适用' } as const;

/** Title, the form's number and issuer, whose it is, the year and the unit of account. */
export function heading(
  sheet: ExcelJS.Worksheet,
  table: Table,
  options: BlankOptions,
  width: number,
  isShort = false,
): void {
  const { definition, year, unit } = options;
  sheet.mergeCells(1, 1, 1, width);
  const cell = sheet.getCell(1, 1);
  cell.value = definition.name.zh + (table.name === undefined ? '' : ` ${table.name.zh}`);
  cell.font = { size: 16, bold: true };
  cell.alignment = { horizontal: 'center' };
  if (isShort) {
    sheet.getCell(2, 1).value = `${year}年`;
    if (definition.unit !== undefined) sheet.getCell(2, 3).value = `计量单位:${definition.unit}`;
    return;
  }
  headerBlock(sheet, options, width, 2);
  sheet.getCell(2, 1).value = `统一社会信用代码:${unit?.creditCode ?? ''}`;
  sheet.getCell(3, 1).value = `组织机构代码:${unit?.organisationCode ?? ''}`;
  sheet.getCell(4, 1).value = `单位详细名称:${unit?.name ?? ''}`;
  sheet.getCell(5, 1).value = `${year}年`;
  if (definition.unit !== undefined) sheet.getCell(5, 2).value = `计量单位:${definition.unit}`;
  for (const row of [2, 3, 4]) sheet.getCell(row, 1).protection = unit === undefined ? open : locked;
}

/** 表号, 制定机关, 文号, 有效期至: a form without them may be refused, so they are printed on every copy. */
function headerBlock(
  sheet: ExcelJS.Worksheet,
  { edition: { edition }, definition, today }: BlankOptions,
  width: number,
  top: number,
): void {
  const { header, demonstration } = edition;
  const lines = [
    `表  号:${definition.number}${demonstration ? '(示范版)' : ''}`,
    `制定机关:${header.issuer}`,
    `文  号:${header.approval}`,
    `有效期至:${today === undefined ? header.validUntil : printedValidity(edition, today)}`,
  ];
  lines.forEach((text, index) => {
    const cell = sheet.getCell(top + index, width);
    cell.value = text;
    cell.alignment = { horizontal: 'right' };
  });
}

export function footer(sheet: ExcelJS.Worksheet, definition: ReturnDefinition, top: number): void {
  sheet.getCell(top, 1).value =
    '单位负责人:            统计负责人:            填表人:            联系电话:            报出日期:20   年   月   日';
  definition.notes.forEach((note, index) => {
    sheet.getCell(top + 1 + index, 1).value = `说明${index + 1}. ${note.zh}`;
  });
}

export function put(
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

export function inputCell(cell: ExcelJS.Cell, field: Field, edition: LoadedEdition): void {
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

export function fill(cell: ExcelJS.Cell, field: Field, value: Cells[string] | undefined): void {
  if (value === undefined) return;
  if (typeof value === 'number') cell.value = field.type === 'number' ? value : String(value);
  else if (typeof value === 'boolean') cell.value = value ? '是' : '否';
  else if (typeof value === 'string') cell.value = value;
  else if ('blank' in value) cell.value = blankMarks[value.blank];
  else cell.value = value.join('、');
}
