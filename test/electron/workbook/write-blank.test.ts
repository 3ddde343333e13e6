import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { readXlsx } from '#electron/workbook/read-xlsx.ts';
import { writeBlankForm, writeBlankList, type BlankOptions } from '#electron/workbook/write-blank.ts';
import type { Field } from '#shared/returns/definition.ts';
import { keyOfWorkbook, keySheet, stageWorkbook } from '#shared/intake/stage.ts';
import { keyOf, type Cells, type CellValue } from '#shared/values/cell.ts';
import { valuesOf } from '#test/fixtures/grid.ts';

const edition = loadedEdition();
const unit = {
  id: '91220101MA0Y12340Q',
  creditCode: '91220101MA0Y12340Q',
  organisationCode: 'MA0Y12340',
  name: '长春某某有限公司',
};

function options(code: string, more: Partial<BlankOptions> = {}): BlankOptions {
  const definition = edition.return(code);
  if (definition === undefined) throw new Error(`no return ${code}`);
  return { edition, definition, year: 2015, county: '220122', ...more };
}

async function loaded(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
  return book;
}

async function staged(bytes: Buffer) {
  const workbook = await readXlsx(bytes, '填报表.xlsx');
  return stageWorkbook(workbook, { edition, year: 2015, answers: {}, prefix: 'x' });
}

/** A value of every type of field, and every blank; 无 of an item that must be filled would be asked about. */
function valueFor(field: Field, index: number): CellValue {
  if (index % 11 === 5 && field.required !== 'yes') return { blank: 'none' };
  if (index % 11 === 7) return { blank: 'unknown' };
  if (index % 11 === 9) return { blank: 'not-applicable' };
  const items =
    field.list === undefined ? [] : (edition.list(field.list)?.items ?? []).map((item) => item.code);
  switch (field.type) {
    case 'number':
      return field.unit === '%' ? 12.34 : index % 4 === 0 ? 0 : field.signed === true ? -1530 : 1000 + index;
    case 'month':
      return 201512;
    case 'flag':
      return index % 2 === 0;
    case 'multi':
      return items.slice(0, 2).sort();
    case 'code':
      return items[0] ?? (field.list === 'industries' ? '0610' : '220122');
    default:
      return field.fact === 'creditCode'
        ? unit.creditCode
        : field.fact === 'organisationCode'
          ? unit.organisationCode
          : `文字${index}`;
  }
}

function cellsFor(code: string): Cells {
  const definition = edition.return(code);
  const cells: Record<string, CellValue> = {};
  let index = 0;
  for (const field of definition?.tables[0]?.sections.flatMap((section) => section.fields) ?? [])
    for (const column of definition?.tables[0]?.columns ?? [])
      cells[keyOf(field.code, column)] = valueFor(field, index++);
  return cells;
}

describe('a blank form', () => {
  it.each(['JC101', 'JC102'])('of %s comes back with the cells that it was filled with', async (code) => {
    const cells = cellsFor(code);
    const file = await staged(
      await writeBlankForm(options(code, { unit, records: [{ table: code, cells }] })),
    );
    expect(file.questions).toEqual([]);
    // That 无 of an item that may stay empty is read as nothing is said; nothing else is.
    expect(file.notices.filter(({ kind }) => kind !== 'none-read')).toEqual([]);
    expect(valuesOf(file)).toEqual(cells);
    expect(file.filings).toHaveLength(1);
    expect(file.filings[0]?.identity).toMatchObject({ key: unit.id });
    expect(file.tables[0]).toMatchObject({ return: code, layout: 'template' });
  });

  it('typed in by an enterprise is read as typed', async () => {
    const book = await loaded(await writeBlankForm(options('JC102')));
    const sheet = book.getWorksheet('JC102');
    sheet?.eachRow((row) => {
      const typed: Record<string, readonly [ExcelJS.CellValue, ExcelJS.CellValue]> = {
        '01': [1000, 900],
        '02': ['３００', '-'],
        '03': ['12.5万元', { formula: 'D10*2', result: 42 }],
        '05': ['约500', { formula: 'D10' }],
        '46': ['12%', '0.12'],
      };
      const values = typed[row.getCell(3).text];
      if (values !== undefined) [row.getCell(4).value, row.getCell(5).value] = values;
      const label = row.getCell(1).text;
      if (label.startsWith('统一社会信用代码'))
        row.getCell(1).value = `${label}${unit.creditCode.toLowerCase()}`;
    });
    const file = await staged(Buffer.from(await book.xlsx.writeBuffer()));
    expect(valuesOf(file)).toEqual({
      '01': 1000,
      '01.上年': 900,
      '02': 300,
      '02.上年': { blank: 'none' },
      '03': 125,
      '03.上年': 42,
      '05': '?approximate',
      '05.上年': '?uncomputed',
      '46': 12,
      '46.上年': '?percent-scale',
    });
    expect(file.filings[0]?.identity).toEqual({ creditCode: unit.creditCode });
  });

  it('that nobody filled is no filing', async () => {
    for (const code of ['JC101', 'JC102'])
      expect((await staged(await writeBlankForm(options(code)))).filings).toEqual([]);
  });

  it('has its key on a very hidden, protected sheet, and open cells only where something is typed', async () => {
    const bytes = await writeBlankForm(options('JC102', { unit }));
    expect(Object.fromEntries(keyOfWorkbook(await readXlsx(bytes, 'a.xlsx')))).toEqual({
      form_code: 'JC102',
      form_version: edition.edition.name,
      unit_id: unit.id,
      report_year: '2015',
      region_code: '220122',
      region_code_version: '2015',
    });
    const book = await loaded(bytes);
    const [form, key] = [book.getWorksheet('JC102'), book.getWorksheet(keySheet)];
    expect(key?.state).toBe('veryHidden');
    for (const sheet of [form, key]) expect(sheet).toMatchObject({ sheetProtection: { sheet: true } });
    const open: string[] = [];
    for (const sheet of [form, key])
      sheet?.eachRow((row) =>
        row.eachCell({ includeEmpty: true }, (cell) => {
          if (cell.protection?.locked === false) open.push(`${sheet.name}!${cell.address}`);
        }),
      );
    expect(open).toHaveLength(edition.fields('JC102').size * 2);
    expect(open.every((address) => /^JC102![DE]\d+$/.test(address))).toBe(true);
  });

  it('is the same file for the same input, whenever it is written', async () => {
    const first = await writeBlankForm(options('JC101', { unit }));
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await writeBlankForm(options('JC101', { unit }))).equals(first)).toBe(true);
  });
});

describe('a blank list', () => {
  it.each(['JC101', 'JC102'])('of %s, filled row by row, comes back', async (code) => {
    const book = await loaded(await writeBlankList({ ...options(code), rows: 5 }));
    const sheet = book.getWorksheet(code);
    const blank = await staged(Buffer.from(await book.xlsx.writeBuffer()));
    expect(blank.tables).toHaveLength(1);
    expect(blank.filings).toEqual([]);
    const table = blank.tables[0];
    const columns = Object.entries(table?.columns ?? {});
    const definition = edition.return(code);
    const names = ['甲厂', '乙厂'];
    names.forEach((name, index) => {
      const row = sheet?.getRow((table?.bodyFrom ?? 0) + 1 + index);
      for (const [column, role] of columns) {
        const cell = row?.getCell(Number(column) + 1);
        if (cell === undefined) continue;
        if (role === 'index') cell.value = String(index + 1);
        else if (role === 'name' || (code === 'JC101' && role === '03')) cell.value = name;
        else if (definition?.tables[0]?.columns.length === 2 && role.startsWith('0'))
          cell.value = 100 + index;
      }
    });
    const file = await staged(Buffer.from(await book.xlsx.writeBuffer()));
    expect(file.questions).toEqual([]);
    expect(file.filings.map((filing) => filing.identity.name)).toEqual(names);
    if (code === 'JC102')
      expect(valuesOf(file)).toEqual(
        Object.fromEntries(
          ['01', '02', '03', '04', '05', '06', '07', '08', '09'].flatMap((field) => [
            [field, 100],
            [`${field}.上年`, 100],
          ]),
        ),
      );
  });
});
