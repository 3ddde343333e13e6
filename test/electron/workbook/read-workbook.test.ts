import * as sheetjs from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { biffOf, type BiffBook, type BiffValue } from '#test/fixtures/biff.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { odsParts } from '#test/fixtures/marked.ts';
import { cellsOf, read, refusal } from '#test/fixtures/read-cells.ts';
import { zipOf } from '#test/fixtures/xlsx.ts';

describe('a compound file', () => {
  it.each([68, 72, 76])(
    'whose entries go round in a circle (link at %i) is damaged, at once',
    async (link) => {
      const bytes = Buffer.from(biffOf({ version: 8, sheets: [{ name: '汇总', rows: [[1]] }] }));
      const first = (bytes.readUInt32LE(48) + 1) * (1 << bytes.readUInt16LE(30));
      const child = bytes.readUInt32LE(first + 76);
      bytes.writeUInt32LE(child, first + child * 128 + link);
      expect(await refusal(bytes)).toBe('file.damaged');
    },
  );

  it('whose first entry is no root, or that follows an unused one, is damaged, at once', async () => {
    const sound = biffOf({ version: 8, sheets: [{ name: '汇总', rows: [[1]] }] });
    const first = (sound.readUInt32LE(48) + 1) * (1 << sound.readUInt16LE(30));
    // As a file reads whose directory is moved by some bytes: entries without a kind that name each other.
    const moved = Buffer.from(sound);
    moved.fill(0, first, first + 512);
    for (const [link, to] of [
      [72, 3],
      [76, 2240],
    ] as const)
      moved.writeUInt32LE(to, first + link);
    expect(await refusal(moved)).toBe('file.damaged');
    const unused = Buffer.from(sound);
    unused.writeUInt32LE(sound.readUInt32LE(first + 76), first + 3 * 128 + 68);
    expect(await refusal(unused)).toBe('file.damaged');
    // Zeros in an unused entry are what some programs leave there.
    const zeros = Buffer.from(sound);
    zeros.fill(0, first + 3 * 128, first + 4 * 128);
    expect(cellsOf(await read(zeros))).toEqual(cellsOf(await read(sound)));
  });
});

describe('xls, record by record', () => {
  const sum = [0x25, 0, 0, 1, 0, 0, 0xc0, 0, 0xc0, 0x19, 0x10, 0, 0];
  const book: BiffBook = {
    version: 8,
    codes: ['yyyy"年"m"月"', '0!.0,"万元"'],
    sheets: [
      {
        name: '汇总',
        formats: [0, 164, 165, 57, 9],
        hiddenRows: [2],
        rows: [
          ['甲厂𠮷', 42369, 1234567, 42369, 0.12],
          [{ formula: sum, result: 7 }, { formula: [0x1e, 1, 0], result: 42369 }, null, null, -0.5],
          [
            { formula: [0x17, 1, 0, 0x61], result: '文本' },
            { formula: [0x17, 0, 0], result: null },
            { formula: sum, result: null },
            { error: 0x2a },
            { truth: true },
          ],
        ],
      },
      { name: '旧', rows: [[1]], hidden: true },
      { name: '未算', rows: [[{ formula: sum, result: 0 }, 0]], uncalculated: true },
    ],
  };

  it('gives values with their types, formats, formulas and hidden rows', async () => {
    const workbook = await read(biffOf(book));
    expect(workbook).toMatchObject({ format: 'xls', date1904: false, pictures: false });
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['汇总', false],
      ['旧', true],
      ['未算', false],
    ]);
    expect(cellsOf(workbook)).toEqual([
      'A1 text 甲厂𠮷',
      'B1 date 42369 [yyyy"年"m"月"]',
      'C1 number 1234567 [0!.0,"万元"]',
      'D1 date 42369 [yyyy-mm-dd]',
      'E1 number 0.12 [0%]',
      'A2 number 7 = hidden',
      'B2 date 42369 [yyyy"年"m"月"] = hidden',
      'E2 number -0.5 [0%] hidden',
      'A3 text 文本 =',
      // A sum has no empty text for a result: it was never computed, and so no other was.
      'B3 error  = uncomputed',
      'C3 error  = uncomputed',
      expect.stringMatching(/^D3 error #N\/A/),
      'E3 boolean TRUE',
    ]);
  });

  it('takes no result of formulas that what wrote the file left at 0 or empty', async () => {
    const cellsWith = async (...row: readonly BiffValue[]): Promise<readonly string[]> =>
      cellsOf(await read(biffOf({ version: 8, sheets: [{ name: '表', rows: [row] }] })));
    const text = { formula: [0x17, 0, 0], result: null };
    const zero = { formula: sum, result: 0 };
    expect(await cellsWith({ ...zero, asks: true }, zero, text)).toEqual([
      'A1 error  = uncomputed',
      'B1 number 0 =',
    ]);
    // One that was computed tells that the others were.
    expect(await cellsWith({ ...zero, asks: true }, { formula: sum, result: 7, asks: true })).toEqual([
      'A1 number 0 =',
      'B1 number 7 =',
    ]);
    expect(await cellsWith({ formula: sum, result: null }, text)).toEqual([
      'A1 error  = uncomputed',
      'B1 error  = uncomputed',
    ]);
  });

  it('takes no result of a sheet that says it was not calculated', async () => {
    expect(cellsOf(await read(biffOf(book)), 2)).toEqual(['A1 error  = uncomputed', 'B1 number 0']);
  });

  it('knows both date systems', async () => {
    expect((await read(biffOf({ ...book, date1904: true }))).date1904).toBe(true);
  });

  it('with a password is refused', async () => {
    expect(await refusal(biffOf({ ...book, password: true }))).toBe('file.encrypted');
  });

  it('cut anywhere is refused, never half read', async () => {
    const whole = biffOf(book);
    const unchanged = await read(whole);
    let refused = 0;
    for (let length = 1500; length < whole.length; length += 97) {
      const found = await read(whole.subarray(0, length)).catch(() => null);
      // What is missing may be no more than padding.
      if (found !== null) expect(found.sheets).toEqual(unchanged.sheets);
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('of Excel 95 has its texts in the code page that it names', async () => {
    const old: BiffBook = {
      version: 5,
      codePage: 936,
      encode: gbk,
      sheets: [{ name: '产值', rows: [['长春甲厂', 1000, '单位']] }],
    };
    const workbook = await read(biffOf(old));
    expect(workbook.sheets[0]?.name).toBe('产值');
    expect(cellsOf(workbook)).toEqual(['A1 text 长春甲厂', 'B1 number 1000', 'C1 text 单位']);
    expect(workbook.doubts).toBeUndefined();
  });

  it('of Excel 95 that names the wrong code page is asked about, and read as answered', async () => {
    const old: BiffBook = {
      version: 5,
      codePage: 1252,
      encode: gbk,
      sheets: [{ name: '产值', rows: [['长春甲厂', 1000]] }],
    };
    const [doubt] = (await read(biffOf(old))).doubts ?? [];
    expect(doubt?.choices.map(({ code, details }) => `${code} ${details?.['sample'] ?? ''}`)).toEqual([
      expect.stringMatching(/^encoding:windows-1252 /),
      'encoding:gb18030 产值',
    ]);
    const answered = await read(biffOf(old), '报表.xls', () => 'encoding:gb18030');
    expect(cellsOf(answered)).toEqual(['A1 text 长春甲厂', 'B1 number 1000']);
    expect(answered.doubts).toBeUndefined();
  });

  it('of Excel 95 whose bytes are in no code page is refused', async () => {
    const garbled = { ...book, version: 5, codePage: 936, encode: () => Buffer.from([0xff, 0x31]) } as const;
    expect(await refusal(biffOf(garbled))).toBe('file.encoding');
  });
});

describe('xlsb and ods', () => {
  const sheet = sheetjs.utils.aoa_to_sheet([
    ['单位名称', '工业总产值'],
    ['甲厂𠮷', 1000.5],
    ['乙厂', -0.1],
  ]);
  sheet['C2'] = { t: 'n', v: 42369, z: 'yyyy-mm-dd' };
  sheet['D2'] = { t: 'n', v: 3, f: '1+2' };
  sheet['E2'] = { t: 'n', v: 0.12, z: '0%' };
  sheet['!ref'] = 'A1:E3';
  sheet['!merges'] = [{ s: { r: 2, c: 1 }, e: { r: 2, c: 2 } }];
  const book = { SheetNames: ['产值'], Sheets: { 产值: sheet } };
  const expected = [
    'A1 text 单位名称',
    'B1 text 工业总产值',
    'A2 text 甲厂𠮷',
    'B2 number 1000.5',
    expect.stringMatching(/^C2 date 42369 \[yyyy-mm-dd\]$/) as string,
    expect.stringMatching(/^D2 number 3/) as string,
    'E2 number 0.12 [0%]',
    'A3 text 乙厂',
    'B3 number -0.1',
  ];

  it('xlsb gives no results of formulas that wait to be computed', async () => {
    const cells = async (calculation: number) =>
      cellsOf(await read(xlsbOf({ rows: [[{ formula: [0x1e, 1, 0], result: 7 }, 5]], calculation })));
    const waits = ['A1 error  = uncomputed', 'B1 number 5'];
    expect(await cells(0x6b)).toEqual(waits);
    expect(await cells(0x7a)).toEqual(waits);
    expect(await cells(0x6a)).toEqual(['A1 number 7 =', 'B1 number 5']);
  });

  it.each(['xlsb', 'ods'] as const)('%s gives the same cells', async (bookType) => {
    const bytes = sheetjs.write(book, { type: 'buffer', bookType }) as Uint8Array;
    const workbook = await read(bytes, `报表.${bookType}`);
    expect(workbook.format).toBe(bookType);
    expect(cellsOf(workbook)).toEqual(expected);
    expect(workbook.sheets[0]?.merges).toEqual([{ top: 2, left: 1, bottom: 2, right: 2 }]);
  });

  const ods = (rows: string, styles = '', more: Readonly<Record<string, string>> = {}): Buffer =>
    zipOf({ ...odsParts(rows, styles), ...more });
  const cell = (type: string, value: string, attributes = ''): string =>
    `<table:table-cell office:value-type="${type}" ${attributes}><text:p>${value}</text:p></table:table-cell>`;

  it('ods has its dates as serials, and formulas, errors, repeats, hidden rows and notes as they are', async () => {
    const rows =
      `<table:table-row>${cell('date', '2015年12月', 'office:date-value="2015-12-31"')}${cell('percentage', '12%', 'office:value="0.12"')}${cell('boolean', '是', 'office:boolean-value="true"')}<table:table-cell table:formula="of:=SUM([.A1])"/>${cell('string', '#DIV/0!', 'table:formula="of:=1/0" calcext:value-type="error"')}</table:table-row>` +
      `<table:table-row table:number-rows-repeated="2" table:visibility="filter">${cell('float', '5', 'office:value="5" table:number-columns-repeated="2"')}</table:table-row>` +
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
      `<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>实际为 350</text:p></office:annotation><text:p>甲<text:s text:c="2"/>厂</text:p><text:p>乙</text:p></table:table-cell>${cell('float', '123.5万元', 'office:value="1234567" table:style-name="ce1"')}</table:table-row>`;
    const styles =
      '<number:number-style style:name="N1"><number:number number:display-factor="1000"/><number:text>万元</number:text></number:number-style><style:style style:name="ce1" style:data-style-name="N1"/><style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>';
    const workbook = await read(ods(rows, styles), '报表.ods');
    expect(workbook.sheets[0]?.hidden).toBe(true);
    expect(cellsOf(workbook)).toEqual([
      'A1 date 42369 [yyyy-mm-dd]',
      'B1 number 0.12 [0%]',
      'C1 boolean TRUE',
      'D1 error  = uncomputed',
      'E1 error #DIV/0! =',
      'A2 number 5 hidden',
      'B2 number 5 hidden',
      'A3 number 5 hidden',
      'B3 number 5 hidden',
      'A1048004 text 甲  厂\\n乙',
      'B1048004 number 1234567 [0,"万元"]',
    ]);
  });

  it('ods has the truths that LibreOffice keeps as numbers with a style', async () => {
    const styles =
      '<number:boolean-style style:name="N99"><number:boolean/></number:boolean-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N99"/>';
    const truths = [1, 0].map((value) =>
      cell('float', '是', `office:value="${value}" table:style-name="ce1" table:formula="of:=TRUE()"`),
    );
    // What shows a formula as TRUE needs no style.
    truths.push(cell('float', 'TRUE', 'office:value="1" table:formula="of:=1>0"'));
    const workbook = await read(
      ods(`<table:table-row>${truths.join('')}</table:table-row>`, styles),
      '报表.ods',
    );
    expect(cellsOf(workbook)).toEqual(['A1 boolean TRUE =', 'B1 boolean FALSE =', 'C1 boolean TRUE =']);
  });

  it('ods that repeats a cell without end, or has a password, is refused', async () => {
    const wide = `<table:table-row>${cell('float', '5', 'office:value="5" table:number-columns-repeated="16384"')}</table:table-row>`;
    expect(await refusal(ods(wide), '报表.ods')).toBe('file.over-budget');
    const tall = `<table:table-row table:number-rows-repeated="1048576">${cell('float', '5', 'office:value="5"')}</table:table-row>`;
    expect(await refusal(ods(tall), '报表.ods')).toBe('file.over-budget');
    const locked = { 'META-INF/manifest.xml': '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>' };
    expect(await refusal(ods('', '', locked), '报表.ods')).toBe('file.encrypted');
  });
});

describe('pages and XML that are named .xls', () => {
  it('give the texts that they show, merged cells and hidden rows', async () => {
    const page = gbk(
      '<html><head><meta charset=gb2312><style>td{color:red}</style></head><body><h3>2015年度</h3><!-- <td>9</td> -->' +
        '<table><tr><th colspan=2>单位:千元</th></tr><tr><td rowspan="2">甲&amp;厂<br>一&nbsp;</td><td>1,234</td></tr>' +
        '<tr style="display:none"><td>5&lt;6</td></tr><tr><td x:num="1234.56">1,235</td><td x:num="1234567">123.5万元</td><td x:num=0.123>12%</td><td>&nbsp;</td><td x:num="123456789012">1.23457E+11</td></tr></table><script>"<td>8</td>"</script></body>',
    );
    const workbook = await read(page);
    expect(workbook.format).toBe('html');
    expect(cellsOf(workbook)).toEqual([
      'A1 text 2015年度',
      'A2 text 单位:千元',
      'A3 text 甲&厂\\n一',
      'B3 text 1,234',
      'B4 text 5<6 hidden',
      'A5 number 1234.56',
      'B5 number 1234567 [0"123.5万元"]',
      'C5 number 0.123 [0%]',
      'E5 number 123456789012',
    ]);
    expect(workbook.sheets[0]?.merges).toEqual([
      { top: 1, left: 0, bottom: 1, right: 1 },
      { top: 2, left: 0, bottom: 3, right: 0 },
    ]);
    expect(workbook.notices?.[0]).toMatchObject({
      kind: 'misnamed',
      details: { extension: 'xls', format: 'html' },
    });
  });

  it('have the truths that LibreOffice keeps as numbers, and dates that begin in 1904', async () => {
    const shown = `<td sdval="1" sdnum="2052;0;BOOLEAN">TRUE</td><td x:num="40907" style="mso-number-format:'yyyy\\-m\\-d'">2015-12-31</td>`;
    const page = (settings: string): Buffer =>
      Buffer.from(
        `<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook>${settings}</x:ExcelWorkbook></xml><![endif]--></head><table><tr>${shown}</tr></table></html>`,
      );
    const workbook = await read(page('<x:Date1904/>'));
    expect(cellsOf(workbook)).toEqual(['A1 boolean TRUE', 'B1 date 40907 [yyyy-m-d]']);
    expect([workbook.date1904, (await read(page(''))).date1904]).toEqual([true, false]);
  });

  it('of Excel 2003 give types, formats, merges, and no notes', async () => {
    const xml =
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="dd" ss:Parent="d"/></Styles>' +
      '<Worksheet ss:Name="表"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">甲厂</Data><Comment><Data ss:Type="String">注</Data></Comment></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.12</Data></Cell></Row>' +
      '<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="dd"><Data ss:Type="DateTime">2015-12-31T00:00:00.000</Data></Cell><Cell ss:Formula="=1+1"/><Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet>' +
      '<Worksheet ss:Name="旧"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>';
    const workbook = await read(Buffer.from(xml));
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['表', false],
      ['旧', true],
    ]);
    expect(cellsOf(workbook)).toEqual([
      'A1 text 甲厂',
      'C1 number 0.12 [0.00%]',
      'B4 date 42369 [yyyy-mm-dd] hidden',
      'C4 error  = uncomputed hidden',
      'D4 number 2 = hidden',
      'E4 boolean TRUE hidden',
      'F4 error #N/A hidden',
    ]);
    expect(workbook.sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
  });
});
