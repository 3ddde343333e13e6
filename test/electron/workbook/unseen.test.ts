import { expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { odsParts } from '#test/fixtures/marked.ts';
import { zipOf } from '#test/fixtures/xlsx.ts';

/** How many figures of a file are said to be stored and not seen, and where the first is; null where none is. */
async function unseenIn(bytes: Buffer, name: string): Promise<string | null> {
  const { sheets } = await readWorkbook(bytes, name);
  const notice = sheets[0]?.notices?.find(({ kind }) => kind === 'shown-blank');
  return notice === undefined ? null : `${notice.details['cells'] ?? ''} from ${notice.cell ?? ''}`;
}

const page = (cells: string, style = '', table = ''): Buffer =>
  Buffer.from(
    `<html><head><style>${style}</style></head><body><table${table}><tr><td>甲厂</td>${cells}</tr></table></body></html>`,
  );

it.each([
  ['white letters by a class', page('<td class=xl65>12</td><td>3</td>', '.xl65 {color:white;}')],
  ['white letters by its own style', page('<td style="color: #FFF">12</td><td>3</td>')],
  ['white letters of the font', page('<td><font color="#FFFFFF">12</font></td>')],
  ['letters of a run', page('<td><span style="color:rgb(255, 255, 255)">1,200</span></td>')],
  ['red on red', page('<td style="color:red;background:red;mso-pattern:black none">12</td>')],
  ['blue on the blue of the table', page('<td style="color:#00f">12</td>', '', ' bgcolor="#0000FF"')],
])('a figure of a page is said to be unseen: %s', async (_what, bytes) => {
  expect(await unseenIn(bytes, '表.xls')).toBe('1 from B1');
});

it.each([
  ['white on blue', page('<td style="color:white;background:#4472C4">12</td>')],
  ['white on a blue cell', page('<td bgcolor="#4472C4" style="color:white">12</td>')],
  ['a text', page('<td style="color:white">说明</td>')],
  ['partly white', page('<td><font color=white>0</font>12</td>')],
  ['a colour of borders alone', page('<td style="border-color:white">12</td>')],
  ['windowtext on nothing', page('<td style="color:windowtext;background:none">12</td>')],
])('a figure of a page is seen: %s', async (_what, bytes) => {
  expect(await unseenIn(bytes, '表.xls')).toBeNull();
});

it('a figure of an Excel 2003 XML is said to be unseen in the colour of what is behind it alone', async () => {
  const book = (font: string, interior: string): Buffer =>
    Buffer.from(
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"><Font ss:Color="${font}"/>${interior}</Style></Styles><Worksheet ss:Name="表"><Table><Row><Cell ss:StyleID="s1"><Data ss:Type="Number">12</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet></Workbook>`,
    );
  const unseen = async (font: string, interior = ''): Promise<string | null> =>
    unseenIn(book(font, interior), '表.xls');
  const blue = '<Interior ss:Color="#4472C4" ss:Pattern="Solid"/>';
  expect(await unseen('#FFFFFF')).toBe('1 from A1');
  expect(await unseen('#4472c4', blue)).toBe('1 from A1');
  expect(await unseen('#FFFFFF', '<Interior/>')).toBe('1 from A1');
  expect(await unseen('#FFFFFF', blue)).toBeNull();
  expect(await unseen('#FFFFFF', '<Interior ss:Color="#FFFFFF" ss:Pattern="Gray50"/>')).toBeNull();
  expect(await unseen('#000000')).toBeNull();
});

it('zeros of an OpenDocument sheet that shows none are said', async () => {
  const cell = (value: number): string =>
    `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
  const table = `<table:table-row>${cell(0)}${cell(7)}${cell(0)}</table:table-row>`;
  const settings = (shows: boolean): string =>
    `<office:document-settings xmlns:office="o" xmlns:config="c"><config:config-item config:name="ShowGrid">false</config:config-item><config:config-item config:name="ShowZeroValues">${shows}</config:config-item></office:document-settings>`;
  const ods = (more: Record<string, string>): Buffer => zipOf({ ...odsParts(table), ...more });
  expect(await unseenIn(ods({ 'settings.xml': settings(false) }), '表.ods')).toBe('2 from A1');
  expect(await unseenIn(ods({ 'settings.xml': settings(true) }), '表.ods')).toBeNull();
  expect(await unseenIn(ods({}), '表.ods')).toBeNull();
});

it('a figure of an xlsb is said to be unseen in the colour of what is behind it alone', async () => {
  const palette = (index: number): Buffer => Buffer.from([1 << 1, index, 0, 0, 0, 0, 0, 0]);
  const written = (...rgb: readonly number[]): Buffer => Buffer.from([2 << 1, 0, 0, 0, ...rgb, 255]);
  const theme = (index: number, tint = 0): Buffer => Buffer.from([3 << 1, index, tint, tint, 0, 0, 0, 0]);
  const fill = (pattern: number, colour = palette(64)): Buffer =>
    Buffer.concat([Buffer.from([pattern, 0, 0, 0]), colour, Buffer.alloc(52)]);
  const none = fill(0);
  const unseen = (ink: Buffer, behind: Buffer): Promise<string | null> =>
    unseenIn(
      xlsbOf({ rows: [[7, 12, '说明']], colours: { B1: [ink, behind], C1: [ink, behind] } }),
      '表.xlsb',
    );
  expect(await unseen(written(255, 255, 255), none)).toBe('1 from B1');
  expect(await unseen(palette(9), none)).toBe('1 from B1');
  expect(await unseen(theme(0), none)).toBe('1 from B1');
  expect(await unseen(written(68, 114, 196), fill(1, written(68, 114, 196)))).toBe('1 from B1');
  expect(await unseen(theme(4, 51), fill(1, theme(4, 51)))).toBe('1 from B1');
  expect(await unseen(theme(0), fill(1, theme(4)))).toBeNull();
  expect(await unseen(theme(4, 51), fill(1, theme(4)))).toBeNull();
  expect(await unseen(written(255, 255, 255), fill(3, written(255, 255, 255)))).toBeNull();
  expect(await unseen(palette(64), none)).toBeNull();
});

it('a page that shows no zeros says so of those that are stored', async () => {
  const cells = '<td x:num="0"></td><td x:num="0">0</td><td x:num>7</td>';
  const said = (within: string): Buffer =>
    Buffer.from(
      `<html><head><!--[if gte mso 9]><xml><x:WorksheetOptions>${within}</x:WorksheetOptions></xml><![endif]--></head><body><table><tr><td>甲厂</td>${cells}</tr></table></body></html>`,
    );
  expect(await unseenIn(said('<x:DoNotDisplayZeros/>'), '表.xls')).toBe('2 from B1');
  expect(await unseenIn(said('<x:Selected/>'), '表.xls')).toBe('1 from B1');
});
