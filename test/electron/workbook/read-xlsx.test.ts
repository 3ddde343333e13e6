import { describe, expect, it } from 'vitest';
import { nothingSpent, readXlsx } from '#electron/workbook/read-xlsx.ts';
import { addressOf, type GridCell, type Workbook } from '#shared/intake/grid.ts';
import { isProblem } from '#shared/contract/problem.ts';
import { partsOf, xlsxOf, zipOf, type WorkbookXml } from '#test/fixtures/xlsx.ts';

const read = (book: WorkbookXml): Promise<Workbook> => readXlsx(xlsxOf(book), '报表.xlsx');

/** The cells of a sheet by address. */
function cellsOf(workbook: Workbook, at = 0): Record<string, Omit<GridCell, 'column'>> {
  const cells: Record<string, Omit<GridCell, 'column'>> = {};
  for (const row of workbook.sheets[at]?.rows ?? [])
    for (const { column, ...cell } of row.cells) cells[addressOf(row.index, column)] = cell;
  return cells;
}

/** The problem that reading ends in, as "code part". */
async function refusal(bytes: Buffer): Promise<string> {
  try {
    await readXlsx(bytes, '报表.xlsx');
    return 'read';
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(error.details).toMatchObject({ file: '报表.xlsx' });
    return `${error.code}${'part' in error.details ? ` ${error.details.part}` : ''}`;
  }
}

describe('cells as they are stored', () => {
  it('keep the digits of numbers, converted by nobody', async () => {
    const values = [
      '1234',
      '0.30000000000000004',
      '9.1220000756150003E+17',
      '912200007561500234',
      '-0',
      '1E-7',
    ];
    const rows = `<row r="1">${values.map((value, index) => `<c r="${addressOf(0, index)}"><v>${value}</v></c>`).join('')}</row>`;
    const cells = cellsOf(await read({ sheets: [{ rows }] }));
    expect(Object.values(cells).map((cell) => cell.raw)).toEqual(values);
    expect(cells['A1']).toEqual({ raw: '1234', type: 'number' });
  });

  it('are texts from the shared table, inline, rich, or of a formula; phonetic runs are dropped', async () => {
    const cells = cellsOf(
      await read({
        strings:
          '<si><t>长春</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve">文本 </t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si><si><t/></si><si><t>a_x000D_&#10;b &amp; _x0041_</t></si>',
        sheets: [
          {
            rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><t>内联</t></is></c><c r="F1" t="inlineStr"><is><r><t>富</t></r><r><t>内</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="G1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="H1" t="s"><v></v></c><c r="I1" t="s"/><c r="J1" t="inlineStr"><is><t><![CDATA[<原样>]]></t></is></c></row>',
          },
        ],
      }),
    );
    expect(cells).toEqual({
      A1: { raw: '长春', type: 'text' },
      B1: { raw: '富文本 ', type: 'text' },
      D1: { raw: 'a\r\nb & A', type: 'text' },
      E1: { raw: '内联', type: 'text' },
      F1: { raw: '富内', type: 'text' },
      G1: { raw: 'ab', type: 'text', formula: true },
      J1: { raw: '<原样>', type: 'text' },
    });
  });

  it('are formulas with their cached value, or without one, which is never 0', async () => {
    const cells = cellsOf(
      await read({
        sheets: [
          {
            rows:
              '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(C1:D1)</f></c><c r="C1"><f>SUM(C1)</f><v/></c><c r="D1"><f>SUM(C1)</f><v></v></c>' +
              '<c r="E1" t="str"><f>IF(A1=0,1,"")</f><v></v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="G1" t="b"><f>1=1</f><v>1</v></c><c r="H1"><f t="shared" si="0"/><v>7</v></c><c r="I1"><f t="array" ref="I1">A1</f><v>8</v></c><c r="J1"><f>[1]Sheet1!A1</f><v>9</v></c><c r="K1"><v></v></c></row>',
          },
        ],
      }),
    );
    const uncomputed = { raw: '', type: 'error', formula: true, uncomputed: true };
    expect(cells).toEqual({
      A1: { raw: '2', type: 'number', formula: true },
      B1: uncomputed,
      C1: uncomputed,
      D1: uncomputed,
      F1: { raw: '#DIV/0!', type: 'error', formula: true },
      G1: { raw: 'TRUE', type: 'boolean', formula: true },
      H1: { raw: '7', type: 'number', formula: true },
      I1: { raw: '8', type: 'number', formula: true },
      J1: { raw: '9', type: 'number', formula: true },
    });
  });

  it('are none of formulas in a workbook that says they wait to be computed', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>0</v></c><c r="B1"><v>5</v></c><c r="C1"><f t="array" ref="C1:D1">B1:B2</f><v>1</v></c><c r="D1"><v>0</v></c><c r="E1" t="str"><f>""</f><v></v></c></row>';
    const cells = async (calculation: string) => cellsOf(await read({ calculation, sheets: [{ rows }] }));
    const waits = { raw: '', type: 'error', formula: true, uncomputed: true };
    const left = { A1: waits, B1: { raw: '5', type: 'number' }, C1: waits, D1: waits, E1: waits };
    expect(await cells('calcId="124519" fullCalcOnLoad="1"')).toEqual(left);
    expect(await cells('calcMode="manual" calcCompleted="0"')).toEqual(left);
    expect(await cells('calcId="191029" calcCompleted="1" fullCalcOnLoad="0"')).toEqual({
      A1: { raw: '0', type: 'number', formula: true },
      B1: { raw: '5', type: 'number' },
      C1: { raw: '1', type: 'number', formula: true },
      D1: { raw: '0', type: 'number' },
    });
  });

  it('are dates by their format, as serials; other formats stay with the number', async () => {
    const book: WorkbookXml = {
      formats:
        '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0!.0,&quot;万元&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0;\\d0"/><numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="&quot;md&quot;0"/><numFmt numFmtId="169" formatCode="[$-804]aaaa"/><numFmt numFmtId="170" formatCode="[h]"/>',
      styles: [0, 14, 9, 10, 3, 57, 164, 165, 166, 167, 168, 169, 49, 170],
      sheets: [
        {
          rows: `<row r="1">${Array.from({ length: 15 }, (_, index) => `<c r="${addressOf(0, index)}" s="${index}"><v>42369</v></c>`).join('')}</row>`,
        },
      ],
    };
    expect(
      Object.values(cellsOf(await read(book))).map(({ type, format }) => `${type} ${format ?? ''}`),
    ).toEqual([
      'number ',
      'date ',
      'number 0%',
      'number 0.00%',
      'number #,##0',
      'date ',
      'date yyyy"年"m"月"',
      'number 0!.0,"万元"',
      'number [Red]#,##0;\\d0',
      'date [h]:mm',
      'number "md"0',
      'date [$-804]aaaa',
      'number @',
      // 1.5 days are shown as 36 hours.
      'date [h]',
      'number ',
    ]);
  });

  it('are of either date system, spelled either way', async () => {
    for (const [properties, expected] of [
      ['date1904="1"', true],
      ['date1904="true"', true],
      ['date1904="0"', false],
      ['', false],
    ] as const)
      expect((await read({ properties, sheets: [{ rows: '' }] })).date1904).toBe(expected);
  });

  it('may leave their addresses out', async () => {
    const rows =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c><c r="D5"><v>4</v></c><c><v>5</v></c></row>';
    const cells = cellsOf(await read({ sheets: [{ rows }] }));
    expect(Object.entries(cells).map(([address, cell]) => address + cell.raw)).toEqual([
      'A11',
      'B12',
      'A53',
      'D54',
      'E55',
    ]);
  });
});

describe('sheets', () => {
  it('have their names, order, hidden states, hidden rows and merges', async () => {
    const workbook = await read({
      sheets: [
        { name: '封面', rows: '' },
        {
          name: '汇&amp;总',
          rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="3" hidden="1"><c r="B3"><v>2</v></c></row><row r="4" hidden="true" s="1"/><row r="5" ht="0" customHeight="1"><c r="A5"><v>3</v></c></row>',
          after: '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B5:B3"/></mergeCells>',
        },
        { name: '旧', rows: '', state: 'hidden' },
        { name: '_nianbao', rows: '', state: 'veryHidden' },
      ],
    });
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['封面', false],
      ['汇&总', false],
      ['旧', true],
      ['_nianbao', true],
    ]);
    expect(workbook.sheets[1]?.rows.map(({ index, hidden }) => [index, hidden])).toEqual([
      [0, false],
      [2, true],
      // Without height.
      [4, true],
    ]);
    expect(workbook.sheets[1]?.merges).toEqual([
      { top: 0, left: 0, bottom: 0, right: 2 },
      { top: 2, left: 1, bottom: 4, right: 1 },
    ]);
  });

  it('are found whatever capitals, strokes and signs their names are written with, also in UTF-16', async () => {
    const parts = partsOf({
      strings: '<si><t>甲</t></si>',
      sheets: [{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
    });
    const renamed = (of: (name: string, text: string) => readonly [string, string | Uint8Array]): Buffer =>
      zipOf(Object.fromEntries(Object.entries(parts).map(([name, text]) => of(name, text))));
    const expected = { A1: { raw: '甲', type: 'text' } };
    for (const bytes of [
      renamed((name, text) => [
        name.replace('sharedStrings', 'SharedStrings').replace('_Types', '_types'),
        text,
      ]),
      renamed((name, text) => [name, text.replace('worksheets/sheet', 'worksheets\\sheet')]),
      renamed((name, text) => [
        name.replace('sheet1', 'sheet 1'),
        text.replace('worksheets/sheet1', 'worksheets/sheet%201'),
      ]),
      renamed((name, text) => [
        name,
        /strings|sheet1/i.test(name) ? Buffer.from(`\ufeff${text}`, 'utf16le') : text,
      ]),
      renamed((name, text) => [
        name,
        /strings|sheet1/i.test(name) ? Buffer.from(`\ufeff${text}`, 'utf16le').swap16() : text,
      ]),
    ])
      expect(cellsOf(await readXlsx(bytes, 'a.xlsx'))).toEqual(expected);
  });

  it('are read with namespace prefixes, in strict OOXML, and from absolute targets', async () => {
    const parts = partsOf({
      strings: '<si><t>甲</t></si>',
      sheets: [{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
    });
    const prefixed = Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        name,
        name.startsWith('xl/') && !name.endsWith('.rels')
          ? xml.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=')
          : xml
              .replace('Target="xl/workbook.xml"', 'Target="/xl/workbook.xml"')
              .replaceAll(
                'http://schemas.openxmlformats.org/officeDocument/2006',
                'http://purl.oclc.org/ooxml/officeDocument',
              ),
      ]),
    );
    expect(cellsOf(await readXlsx(zipOf(prefixed), 'a.xlsx'))).toEqual({ A1: { raw: '甲', type: 'text' } });
  });

  it('formatted down to the last row and column cost their real cells only', async () => {
    const spent = nothingSpent();
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" s="1" customFormat="1"/>';
    const workbook = await readXlsx(
      xlsxOf({ sheets: [{ rows, after: '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>' }] }),
      'a.xlsx',
      spent,
    );
    expect(Object.keys(cellsOf(workbook))).toEqual(['A1']);
    expect(spent).toMatchObject({ rows: 1, cells: 1 });
  });

  it('that hold charts are left out', async () => {
    const parts = partsOf({ sheets: [{ rows: '' }, { rows: '', name: '图' }] });
    parts['xl/_rels/workbook.xml.rels'] = (parts['xl/_rels/workbook.xml.rels'] ?? '').replace(
      'worksheet" Target="worksheets/sheet2.xml"',
      'chartsheet" Target="chartsheets/sheet1.xml"',
    );
    const workbook = await readXlsx(zipOf(parts), 'a.xlsx');
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['Sheet1']);
  });
});

describe('a workbook that contradicts itself is damaged, and names the part', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  it.each([
    ['a text that is not in the table', '<row r="1"><c r="A1" t="s"><v>5</v></c></row>'],
    ['a text by no number', '<row r="1"><c r="A1" t="s"><v>x</v></c></row>'],
    ['a negative text', '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'],
    ['a row twice', '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'],
    ['rows backwards', '<row r="2"/><row r="1"/>'],
    ['row nought', '<row r="0"/>'],
    ['a row beyond the last', '<row r="1048577"/>'],
    ['a row by no number', '<row r="1.5"/>'],
    ['cells backwards', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['a cell by no address', '<row r="1"><c r="1A"><v>1</v></c></row>'],
    ['a column beyond the last', '<row r="1"><c r="XFE1"><v>1</v></c></row>'],
    ['a cell outside a row', '<row r="1"/><c><v>1</v></c>'],
    ['a cell within a cell', '<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>'],
    ['tags that do not close', '<row r="1"><c r="A1"><v>1</c></row>'],
    ['an unknown entity', '<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>'],
    ['nesting without end', '<a>'.repeat(100) + '</a>'.repeat(100)],
  ])('%s', async (_name, rows) => {
    expect(await refusal(xlsxOf({ sheets: [{ rows }] }))).toBe(`file.damaged ${sheet}`);
  });

  it('a merge by no range', async () => {
    const after = '<mergeCells><mergeCell ref="A0:B2"/></mergeCells>';
    expect(await refusal(xlsxOf({ sheets: [{ rows: '', after }] }))).toBe(`file.damaged ${sheet}`);
  });

  it('a sheet that leads nowhere, two of the same name, no workbook at all', async () => {
    const lost = partsOf({ sheets: [{ rows: '' }, { rows: '' }] });
    lost['xl/workbook.xml'] = (lost['xl/workbook.xml'] ?? '').replace('r:id="rId2"', 'r:id="rId9"');
    expect(await refusal(zipOf(lost))).toBe('file.damaged xl/workbook.xml');
    expect(
      await refusal(
        xlsxOf({
          sheets: [
            { rows: '', name: 'A' },
            { rows: '', name: 'A' },
          ],
        }),
      ),
    ).toBe('file.damaged xl/workbook.xml');
    const headless = partsOf({ sheets: [{ rows: '' }] });
    delete headless['_rels/.rels'];
    expect(await refusal(zipOf(headless))).toBe('file.damaged _rels/.rels');
    const missing = partsOf({ sheets: [{ rows: '' }] });
    delete missing[sheet];
    expect(await refusal(zipOf(missing))).toBe(`file.damaged ${sheet}`);
  });

  it('a flipped bit in a stored part, which could be another digit', async () => {
    const bytes = zipOf(
      partsOf({ sheets: [{ rows: '<row r="1"><c r="A1"><v>123456789</v></c></row>' }] }),
      0,
    );
    expect(await refusal(bytes)).toBe('read');
    const at = bytes.indexOf('123456789');
    bytes[at + 4] = (bytes[at + 4] ?? 0) ^ 1;
    expect(await refusal(bytes)).toBe(`file.damaged ${sheet}`);
  });
});
