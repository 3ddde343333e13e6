import { read as readSheetJs, SSF, write, type CellObject } from '@e965/xlsx';
import { read as readAny } from 'hucre';
import { readXlsx as readHucre } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { addressOf, type GridCell, type Workbook } from '#shared/intake/grid.ts';
import { allCases } from '#test/fixtures/cases/all.ts';
import { generatedWorkbook } from '#test/fixtures/generated-workbook.ts';
import { bases } from '#test/fixtures/mutations.ts';
import { partsOf, xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

/** Cells of a workbook: "sheet!A1" → "number 5", "date 42369", "text 甲", "uncomputed". */
type Cells = ReadonlyMap<string, string>;

function own(workbook: Workbook): Cells {
  const cells = new Map<string, string>();
  for (const sheet of workbook.sheets)
    for (const row of sheet.rows)
      for (const cell of row.cells)
        cells.set(`${sheet.name}!${addressOf(row.index, cell.column)}`, asStored(cell));
  return cells;
}

function asStored(cell: GridCell): string {
  if (cell.uncomputed === true) return 'uncomputed';
  if (cell.type === 'number' || cell.type === 'date') return `${cell.type} ${Number(cell.raw)}`;
  return `${cell.type} ${cell.raw.replaceAll('\r\n', '\n')}`;
}

const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** The library gives its formats no types. */
const formatCodes = SSF as { readonly is_date: (code: string) => boolean };

function sheetJs(bytes: Buffer): Cells {
  const book = readSheetJs(bytes, {
    type: 'buffer',
    cellFormula: true,
    sheetStubs: true,
    cellNF: true,
    cellText: false,
  });
  const cells = new Map<string, string>();
  for (const name of book.SheetNames)
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {}) as [string, CellObject][]) {
      if (address.startsWith('!')) continue;
      const read = fromSheetJs(cell);
      if (read !== null) cells.set(`${name}!${address}`, read);
    }
  return cells;
}

function fromSheetJs({ t, v, z, f }: CellObject): string | null {
  if (t === 'z') return f === undefined ? null : 'uncomputed';
  if (t === 'n') return `${typeof z === 'string' && formatCodes.is_date(z) ? 'date' : 'number'} ${String(v)}`;
  if (t === 'b') return `boolean ${v === true ? 'TRUE' : 'FALSE'}`;
  if (t === 'e') return `error ${errors[Number(v)] ?? String(v)}`;
  return v === '' ? null : `text ${String(v).replaceAll('\r\n', '\n')}`;
}

/** For an xls it tells no errors from texts, and nothing of the date system. */
async function hucre(bytes: Buffer, xls?: { readonly date1904: boolean }): Promise<Cells> {
  const book = await (xls === undefined ? readHucre : readAny)(new Uint8Array(bytes));
  const shift = (xls?.date1904 ?? book.dateSystem === '1904') ? 1462 : 0;
  const cells = new Map<string, string>();
  for (const sheet of book.sheets)
    for (const [row, values] of sheet.rows.entries())
      for (const [column, value] of ((values as typeof values | undefined) ?? []).entries()) {
        const more = sheet.cells?.get(`${row},${column}`);
        const isError =
          more?.type === 'error' ||
          (xls !== undefined && /^#(REF!|DIV\/0!|N\/A|VALUE!)$/.test(textOf(value)));
        const isUncomputed =
          more?.type === 'formula' && (more.formulaResult ?? null) === null && value === null;
        const read = isUncomputed ? 'uncomputed' : fromHucre(value, isError, shift);
        if (read !== null) cells.set(`${sheet.name}!${addressOf(row, column)}`, read);
      }
  return cells;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fromHucre(value: unknown, isError: boolean, shift: number): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return `date ${value.getTime() / 86_400_000 + 25_569 - shift}`;
  if (typeof value === 'number') return `number ${value}`;
  if (typeof value === 'boolean') return `boolean ${value ? 'TRUE' : 'FALSE'}`;
  return `${isError ? 'error' : 'text'} ${textOf(value).replaceAll('\r\n', '\n')}`;
}

/** Cells in which they differ: address → ours | theirs. */
function differences(ours: Cells, theirs: Cells): Record<string, string> {
  const found: Record<string, string> = {};
  for (const address of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(address) ?? 'nothing', theirs.get(address) ?? 'nothing'];
    if (a !== b) found[address] = `${a} | ${b}`;
  }
  return found;
}

/** Workbooks written part by part: what no library writes, and programs in China do. */
const odd: Readonly<Record<string, Buffer>> = {
  'Chinese dates without a format code': xlsxOf({
    styles: [27, 30, 31, 36, 50, 57, 58],
    sheets: [
      {
        rows: `<row r="1">${'ABCDEFG'
          .split('')
          .map((column, at) => `<c r="${column}1" s="${at}"><v>42369</v></c>`)
          .join('')}</row>`,
      },
    ],
  }),
  'the 1904 system': xlsxOf({
    properties: 'date1904="true"',
    styles: [0, 14],
    sheets: [{ rows: '<row r="1"><c r="A1" s="1"><v>40907</v></c><c r="B1"><v>5</v></c></row>' }],
  }),
  'rich texts and phonetic runs': xlsxOf({
    strings:
      '<si><r><t>富</t></r><r><t xml:space="preserve"> 文</t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si><si><t>a_x000D_&#10;b</t></si>',
    sheets: [
      {
        rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c></row>',
      },
    ],
  }),
  'shared, array and uncomputed formulas': xlsxOf({
    sheets: [
      {
        rows: '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">C1+1</f><v>6</v></c><c r="B1"><f t="shared" si="0"/><v>7</v></c><c r="C1"><f t="array" ref="C1">SUM(A1)</f><v>8</v></c><c r="D1"><f>SUM(A1)</f></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
      },
    ],
  }),
  'prefixes and strict OOXML': zipOf(
    Object.fromEntries(
      Object.entries(
        partsOf({
          strings: '<si><t>甲</t></si>',
          sheets: [{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>' }],
        }),
      ).map(([name, xml]) => [
        name,
        name.startsWith('xl/') && !name.endsWith('.rels')
          ? xml.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=')
          : xml.replaceAll(
              'http://schemas.openxmlformats.org/officeDocument/2006',
              'http://purl.oclc.org/ooxml/officeDocument',
            ),
      ]),
    ),
  ),
  'dates as ISO 8601': xlsxOf({
    styles: [0, 14],
    sheets: [{ rows: '<row r="1"><c r="A1" s="1" t="d"><v>2015-12-31</v></c></row>' }],
  }),
  'digits beyond a double': xlsxOf({
    sheets: [
      {
        rows: '<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>912200007561500234</v></c><c r="C1"><v>1E-7</v></c></row>',
      },
    ],
  }),
  'cells without addresses': xlsxOf({
    sheets: [
      {
        rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c><c r="D5"><v>4</v></c></row>',
      },
    ],
  }),
  'a cell beneath a merge': xlsxOf({
    sheets: [
      {
        rows: '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      },
    ],
  }),
  'white space': xlsxOf({
    sheets: [
      {
        rows: '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> </t></is></c><c r="B1" t="str"><v> x </v></c></row>',
      },
    ],
  }),
  'a format of quoted letters': xlsxOf({
    formats:
      '<numFmt numFmtId="164" formatCode="&quot;md&quot;0"/><numFmt numFmtId="165" formatCode="[$-804]aaaa"/><numFmt numFmtId="166" formatCode="[Red]0;\\d0"/><numFmt numFmtId="167" formatCode="0.00E+00"/>',
    styles: [164, 165, 166, 167],
    sheets: [
      {
        rows: '<row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>42369</v></c><c r="C1" s="2"><v>3</v></c><c r="D1" s="3"><v>4</v></c></row>',
      },
    ],
  }),
};

interface Difference {
  readonly who: 'sheetjs' | 'hucre';
  readonly cells: Readonly<Record<string, string>>;
  readonly why: string;
}

/** Where the readers differ, "ours | theirs", and why ours is right. One that no longer shows must go. */
const known: Readonly<Record<string, readonly Difference[]>> = {
  'Chinese dates without a format code': [
    {
      who: 'sheetjs',
      cells: Object.fromEntries(
        'ABCDEFG'.split('').map((column) => [`Sheet1!${column}1`, 'date 42369 | number 42369']),
      ),
      why: 'ids 27 to 36 and 50 to 58 are dates in Chinese programs (ECMA-376 part 1, 18.8.30)',
    },
  ],
  'dates as ISO 8601': [
    {
      who: 'hucre',
      cells: { 'Sheet1!A1': 'date 42369 | text 2015-12-31' },
      why: 't="d" is a date (18.18.11)',
    },
  ],
  'a format of quoted letters': (['sheetjs', 'hucre'] as const).map((who) => ({
    who,
    cells: { 'Sheet1!B1': 'date 42369 | number 42369' },
    why: 'aaaa shows the day of the week of a date (18.8.31)',
  })),
};

describe('beside two other readers', () => {
  it.each([11, 12])('the same cells of a generated workbook (seed %i)', async (seed) => {
    const bytes = await generatedWorkbook(seed);
    const ours = own(await readWorkbook(bytes, 'a.xlsx'));
    expect(ours.size).toBeGreaterThan(600);
    expect(differences(ours, sheetJs(bytes))).toEqual({});
    expect(differences(ours, await hucre(bytes))).toEqual({});
  });

  it('the same cells of the own forms and lists', async () => {
    for (const bytes of await bases()) {
      const ours = own(await readWorkbook(bytes, 'a.xlsx'));
      expect(differences(ours, sheetJs(bytes))).toEqual({});
      expect(differences(ours, await hucre(bytes))).toEqual({});
    }
  });

  it('the same cells of every case that is an xlsx', async () => {
    let compared = 0;
    for (const { number, what, file = 'a.xlsx', build } of allCases) {
      const bytes = Buffer.from(await build());
      const workbook = await readWorkbook(bytes, file).catch(() => null);
      if (workbook?.format !== 'xlsx') continue;
      compared += 1;
      // Of a sheet that is formatted to its end hucre reads nothing: a guard of its own.
      const theirs = { sheetjs: sheetJs(bytes), ...(number === 67 ? {} : { hucre: await hucre(bytes) }) };
      for (const [who, cells] of Object.entries(theirs)) {
        const found = differences(own(workbook), cells);
        // Dates by Chinese formats again.
        for (const [address, both] of Object.entries(found))
          if (who === 'sheetjs' && /^date (\d+) \| number \1$/.test(both))
            Reflect.deleteProperty(found, address);
        expect([number, what, who, found]).toEqual([number, what, who, {}]);
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  it.each(Object.entries(odd))('%s: the same cells, or a difference with its reason', async (name, bytes) => {
    const ours = own(await readWorkbook(bytes, 'a.xlsx'));
    expect(ours.size).toBeGreaterThan(0);
    const theirs = { sheetjs: sheetJs(bytes), hucre: await hucre(bytes) };
    for (const who of ['sheetjs', 'hucre'] as const) {
      const difference = known[name]?.find((one) => one.who === who);
      expect(differences(ours, theirs[who])).toEqual(difference?.cells ?? {});
    }
  });
});

describe('xls beside two other readers', () => {
  it.each([21, 22])('the same cells of a generated workbook saved as xls (seed %i)', async (seed) => {
    const book = readSheetJs(await generatedWorkbook(seed), {
      type: 'buffer',
      cellNF: true,
      cellStyles: true,
    });
    for (const bookType of ['biff8', 'xlsb'] as const) {
      const bytes = Buffer.from(write(book, { type: 'buffer', bookType }) as Uint8Array);
      const workbook = await readWorkbook(bytes, `a.${bookType === 'biff8' ? 'xls' : bookType}`);
      const ours = own(workbook);
      expect(ours.size).toBeGreaterThan(500);
      expect(differences(ours, sheetJs(bytes))).toEqual({});
      if (bookType === 'biff8') expect(differences(ours, await hucre(bytes, workbook))).toEqual({});
    }
  });
});
