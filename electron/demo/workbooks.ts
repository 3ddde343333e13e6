import type ExcelJS from 'exceljs';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { isMoney } from '#shared/intake/units.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { keyOf, type Column } from '#shared/values/cell.ts';
import type { Table } from '#shared/returns/definition.ts';
import { newWorkbook } from '../workbook/new-workbook.ts';
import { writeBlankForm } from '../workbook/write-blank.ts';
import type { Demo } from './generate.ts';
import { sentReturns, type Sent, type SentReturn } from './mistakes.ts';

type Values = Readonly<Record<string, CellValue>>;

/** Which layouts a list is sent in: as enterprises and townships really do. */
export interface Layout {
  readonly twoRows: boolean;
  readonly unitsRow: boolean;
  readonly numberRow: boolean;
  readonly total: boolean;
  /** Unit of money in the file; written in the header's brackets unless there is a units row. */
  readonly money: '千元' | '万元';
}

/**
 * Writes the folder that the demo county imports: the app's own form from ten enterprises, lists for the others. Returns
 * the files in the order they are best imported, and what was planted.
 */
export async function writeDemoWorkbooks(
  folder: string,
  demo: Demo,
  edition: LoadedEdition,
  clean: boolean,
): Promise<{ readonly files: readonly string[]; readonly sent: Sent }> {
  mkdirSync(folder, { recursive: true });
  const sent = sentReturns(demo, edition, clean);
  const files: string[] = [];
  const keep = (name: string, bytes: Buffer): void => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    files.push(file);
  };
  const position = (item: SentReturn): number => demo.units.indexOf(item.unit);
  keep(
    '01 单位基本情况名单.xlsx',
    await writeList(
      edition,
      demo,
      sent.returns.filter((item) => item.return === 'JC101' && position(item) >= 10),
      { twoRows: false, unitsRow: false, numberRow: true, total: false, money: '千元' },
    ),
  );
  for (const item of sent.returns.filter((each) => position(each) < 10)) {
    const definition = edition.return(item.return);
    if (definition === undefined) continue;
    const { id, creditCode, name } = item.unit;
    const unit = { id, creditCode, organisationCode: creditCode.slice(8, 17), name };
    keep(
      `${name} ${item.return}.xlsx`,
      await writeBlankForm({
        edition,
        definition,
        year: demo.years[1],
        county: demo.county.code,
        unit,
        records: [{ table: item.return, cells: item.cells }],
      }),
    );
  }
  const { code, name } = demo.county;
  for (const [own, cells] of Object.entries(demo.own[demo.years[1]] ?? {})) {
    const definition = edition.return(own);
    if (definition === undefined) continue;
    const unit = { id: code, creditCode: '', organisationCode: '', name };
    keep(
      `${name} ${own}.xlsx`,
      await writeBlankForm({
        edition,
        definition,
        year: demo.years[1],
        county: code,
        unit,
        records: [{ table: own, cells }],
      }),
    );
  }
  const layouts: readonly Layout[] = [
    { twoRows: true, unitsRow: true, numberRow: true, total: true, money: '千元' },
    { twoRows: false, unitsRow: false, numberRow: false, total: true, money: '千元' },
    { twoRows: true, unitsRow: false, numberRow: false, total: false, money: '万元' },
  ];
  for (const [index, layout] of layouts.entries()) {
    const rows = sent.returns.filter(
      (item) =>
        item.return === 'JC102' && position(item) >= 10 * (index + 1) && position(item) < 10 * (index + 2),
    );
    keep(
      `0${index + 2} 产品创新情况(${['合隆镇', '哈拉海镇', '高家店镇'][index] ?? ''}).xlsx`,
      await writeList(edition, demo, rows, layout),
    );
  }
  return { files, sent };
}

/** A list with a unit, or a record of a register, in each row. */
export interface ListSheet {
  readonly table: Table;
  readonly title: string;
  /** Whose list it is: 填报单位. */
  readonly filledBy: string;
  /** Heads of the columns before those of the table. */
  readonly lead: readonly string[];
  readonly rows: readonly { readonly lead: readonly string[]; readonly cells: Values }[];
  readonly layout: Layout;
}

/** Adds a sheet as an office would write it: title, unit, one or two header rows, the rows, a total, notes. */
export function addList(book: ExcelJS.Workbook, name: string, list: ListSheet): void {
  const { table, layout, rows } = list;
  const sheet = book.addWorksheet(name);
  const fields = table.sections.flatMap((section) => section.fields);
  const columns = fields.flatMap((field) => table.columns.map((column) => ({ field, column })));
  const identity = ['序号', ...list.lead];
  const width = identity.length + columns.length;
  const hasMoney = fields.some((field) => isMoney(field.unit));
  sheet.mergeCells(1, 1, 1, Math.min(width, 12));
  sheet.getCell(1, 1).value = list.title;
  sheet.getCell(2, 1).value = `填报单位:${list.filledBy}`;
  if (hasMoney && layout.money === '千元') sheet.getCell(2, 6).value = '单位:千元';
  const named = ({ field, column }: (typeof columns)[number]): string => {
    const unit = isMoney(field.unit) && layout.money === '万元' && !layout.unitsRow ? '(万元)' : '';
    return `${field.name.zh}${unit}${!layout.twoRows && column === '上年' ? '上年' : ''}`;
  };
  let row = 4;
  sheet.getRow(row).values = [
    ...identity,
    ...columns.map((column, index) =>
      layout.twoRows && index % table.columns.length > 0 ? null : named(column),
    ),
  ];
  if (layout.twoRows) {
    identity.forEach((_, index) => sheet.mergeCells(row, index + 1, row + 1, index + 1));
    fields.forEach((_, index) => {
      const left = identity.length + 1 + index * table.columns.length;
      sheet.mergeCells(row, left, row, left + table.columns.length - 1);
    });
    columns.forEach(({ column }, index) => {
      sheet.getCell(row + 1, identity.length + 1 + index).value = column;
    });
    row += 1;
  }
  if (layout.unitsRow) {
    row += 1;
    sheet.getRow(row).values = [
      ...identity.map(() => null),
      ...columns.map(({ field }) => field.unit ?? null),
    ];
  }
  if (layout.numberRow) {
    row += 1;
    sheet.getRow(row).values = [
      ...identity.map((_, index) => '甲乙丙丁'.charAt(index)),
      ...columns.map((_, index) => String(index + 1)),
    ];
  }
  const sums = columns.map(() => 0);
  rows.forEach((item, index) => {
    row += 1;
    const values = columns.map(
      ({ field, column }: { field: (typeof fields)[number]; column: Column }, at) => {
        const value = item.cells[keyOf(field.code, column)];
        if (typeof value === 'number' && field.type === 'number') sums[at] = (sums[at] ?? 0) + value;
        return shown(value, field.type, isMoney(field.unit) && layout.money === '万元');
      },
    );
    sheet.getRow(row).values = [index + 1, ...item.lead, ...values];
  });
  if (layout.total) {
    row += 1;
    sheet.getRow(row).values = [
      null,
      '合计',
      ...list.lead.slice(1).map(() => null),
      ...columns.map(({ field }, index) =>
        field.type === 'number' && field.unit !== '%' ? (sums[index] ?? 0) : null,
      ),
    ];
  }
  sheet.getCell(row + 1, 1).value = '注:1.本表由各乡镇汇总;2.金额按当年价格计算。';
  sheet.getCell(row + 2, 1).value = '单位负责人:        填表人:        报出日期:2016年2月20日';
}

/** The same bytes for the same content. */
export async function newList(): Promise<ExcelJS.Workbook> {
  const book = await newWorkbook();
  book.created = book.modified = new Date(Date.UTC(2016, 1, 20));
  return book;
}

async function writeList(
  edition: LoadedEdition,
  demo: Demo,
  rows: readonly SentReturn[],
  layout: Layout,
): Promise<Buffer> {
  const code = rows[0]?.return ?? 'JC102';
  const definition = edition.return(code);
  const [table] = definition?.tables ?? [];
  if (definition === undefined || table === undefined) throw new Error(`no return ${code}`);
  const book = await newList();
  const isIdentity = code === 'JC101';
  addList(book, '汇总表', {
    table,
    title: `${demo.years[1]}年度${definition.name.zh}`,
    filledBy: '农安县各乡镇',
    lead: isIdentity ? [] : ['统一社会信用代码', '单位名称'],
    rows: rows.map((item) => ({
      lead: isIdentity ? [] : [item.unit.creditCode, item.unit.name],
      cells: item.cells,
    })),
    layout,
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

function shown(value: CellValue | undefined, type: string, inWan: boolean): string | number | null {
  if (value === undefined) return null;
  if (typeof value === 'number')
    return type === 'number' ? (inWan ? Number((value / 10).toFixed(1)) : value) : String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value;
  if ('blank' in value) return value.blank === 'none' ? '无' : '不详';
  return value.join('、');
}
