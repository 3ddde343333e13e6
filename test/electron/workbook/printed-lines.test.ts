import { describe, expect, it, test } from 'vitest';
import { printedLines } from '#electron/workbook/printed-lines.ts';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { biffOf } from '#test/fixtures/biff.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const header = '&L&"宋体,常规"&10产品创新情况&R&"宋体,Bold"&12计量单位:万元';
const footer = '&C第 &P 页,共 &N 页';
const expected = { header: ['产品创新情况', '计量单位:万元'], footer: ['第 页,共 页'] };
const rows = [['甲厂', 1]];

const printedIn = async (bytes: Uint8Array, name: string) =>
  (await readWorkbook(Buffer.from(bytes), name)).sheets[0]?.printed;

test.each([
  ['&C&"Arial,Bold"&14 单位 : 千元 ', ['单位 : 千元']],
  ['&L&K00FF00左&C&K04+000中&R右', ['左', '中', '右']],
  ['研究&&开发&A&D&T&F&Z&G', ['研究&开发']],
  ['&L一行\n二行', ['一行', '二行']],
  ['&', ['&']],
  ['', []],
])('the codes of %j are none of its text', (written, lines) => {
  expect(printedLines(written)).toEqual(lines);
});

describe('what is printed above and below a sheet is read', () => {
  it('of an xlsx: of even pages and the first where they have their own', async () => {
    const printed = (attributes: string): Buffer =>
      xlsxOf({
        sheets: [
          {
            rows: rowsXml(rows),
            after: `<headerFooter${attributes}><oddHeader>${header.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</oddHeader><oddFooter>${footer.replaceAll('&', '&amp;')}</oddFooter><evenHeader>偶</evenHeader><firstHeader>首</firstHeader></headerFooter>`,
          },
        ],
      });
    expect(await printedIn(printed(''), '表.xlsx')).toEqual(expected);
    const all = await printedIn(printed(' differentOddEven="1" differentFirst="true"'), '表.xlsx');
    expect(all?.header).toEqual([...expected.header, '偶', '首']);
    expect(await printedIn(xlsxOf({ sheets: [{ rows: rowsXml(rows) }] }), '表.xlsx')).toBeUndefined();
  });

  it('of an xls, new and old, and of an xlsb', async () => {
    const sheets = [{ name: '表', rows, printed: [header, footer] as const }];
    expect(await printedIn(biffOf({ version: 8, sheets }), '表.xls')).toEqual(expected);
    expect(await printedIn(biffOf({ version: 5, codePage: 936, encode: gbk, sheets }), '表.xls')).toEqual(
      expected,
    );
    const none = [{ name: '表', rows, printed: ['', ''] as const }];
    expect(await printedIn(biffOf({ version: 8, sheets: none }), '表.xls')).toBeUndefined();
    const texts = [header, footer, '偶', '', '首', ''];
    expect(await printedIn(xlsbOf({ rows, printed: { flags: 0, texts } }), '表.xlsb')).toEqual(expected);
    const all = await printedIn(xlsbOf({ rows, printed: { flags: 3, texts } }), '表.xlsb');
    expect(all?.header).toEqual([...expected.header, '偶', '首']);
  });

  it('of Excel 2003 XML', async () => {
    const escaped = header.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">甲厂</Data></Cell></Row></Table><x:WorksheetOptions><x:PageSetup><x:Header x:Data="${escaped}"/></x:PageSetup></x:WorksheetOptions></Worksheet></Workbook>`;
    expect(await printedIn(Buffer.from(xml), '表.xls')).toEqual({ ...expected, footer: [] });
  });
});
