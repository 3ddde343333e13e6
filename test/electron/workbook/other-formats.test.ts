import { expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { zipOf } from '#test/fixtures/xlsx.ts';

const dBase = Buffer.alloc(66);
dBase.set([0x03, 15, 12, 31, 1, 0, 0, 0, 65, 0]);
dBase[64] = 0x0d;
const openText = 'application/vnd.oasis.opendocument.text';

it.each([
  ['a bare workbook of Excel 2', Buffer.from('0900040002001000', 'hex'), 'old-excel'],
  ['a bare workbook of Excel 4', Buffer.from('0904060004001000', 'hex'), 'old-excel'],
  ['a worksheet of Lotus', Buffer.from('000002000604060008000000', 'hex'), 'other-spreadsheet'],
  ['a table of dBASE', dBase, 'dbf'],
  ['SYLK', Buffer.from('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"甲厂"\r\nC;X2;K1000\r\nE\r\n'), 'exchange'],
  ['SYLK of another program', Buffer.from('ID;PCALCOOO32\nC;X1;Y1;K0\nE\n'), 'exchange'],
  ['DIF', Buffer.from('TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n'), 'exchange'],
  ['a sheet of SocialCalc', Buffer.from('socialcalc:version:1.5\nMIME-Version: 1.0\n'), 'exchange'],
  [
    'a flat OpenDocument file',
    Buffer.from('<?xml version="1.0"?>\n<office:document xmlns:office="o"/>'),
    'flat-ods',
  ],
  ['a document of the national format', Buffer.from('<?xml version="1.0"?><uof:UOF xmlns:uof="u"/>'), 'uof'],
  [
    'a sheet of Gnumeric',
    Buffer.from('<?xml version="1.0"?><gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd"/>'),
    'other-spreadsheet',
  ],
  [
    'a text with aligned columns',
    Buffer.from('单位名称          产值    人数\r\n甲厂              1000    20\r\n乙厂  2000  30\r\n'),
    'aligned-text',
  ],
  ['an OFD', zipOf({ 'OFD.xml': '<x/>', 'Doc_0/Document.xml': '<x/>' }), 'ofd'],
  ['a document of Numbers', zipOf({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }), 'other-spreadsheet'],
  ['an OpenDocument text', zipOf({ mimetype: openText, 'content.xml': '<x/>' }, 0), 'word'],
])('%s is refused by what it is, with what to ask the enterprise for', async (_what, bytes, found) => {
  const { details } = await refused(readWorkbook(bytes, '产值.xls'), 'file.unsupported');
  expect(details).toEqual({ file: '产值.xls', found });
});
