import { expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { cellsOf, read } from '#test/fixtures/read-cells.ts';

const page = (cells: string, head = ''): Buffer =>
  Buffer.from(
    `<html><head><style>.key{display:none}</style>${head}</head><body><table><tr><td>甲厂</td>${cells}</tr></table></body></html>`,
  );
const shown = async (cells: string, head?: string): Promise<readonly string[]> =>
  cellsOf(await read(page(cells, head))).slice(1);

it('what a page keeps beside a figure to sort it by is no part of it', async () => {
  expect(await shown('<td><span style="display:none">0012</span>12</td>')).toEqual(['B1 text 12']);
  expect(await shown('<td>12<div class=key>0012</div></td>')).toEqual(['B1 text 12']);
  expect(await shown('<td><i hidden>0012</i>12</td>')).toEqual(['B1 text 12']);
  expect(await shown('<td><span style="visibility: hidden">1</span>12</td>')).toEqual(['B1 text 12']);
  expect(await shown('<td><span style="visibility:visible;display:inline">1</span>12</td>')).toEqual([
    'B1 text 112',
  ]);
});

it('what Excel hides of a text, as its column is too narrow, is a part of it', async () => {
  const cut = '<td>长春市九台<span style="display:none">机械有限公司</span></td>';
  expect(await shown(cut, '<meta name=Generator content="Microsoft Excel 15">')).toEqual([
    'B1 text 长春市九台机械有限公司',
  ]);
  expect(await shown(cut, '<meta name=Generator content="Notepad">')).toEqual(['B1 text 长春市九台']);
});

it('a field of a page shows what is filled in, and a list what is chosen', async () => {
  expect(await shown('<td><input value="1,200"></td><td><input type=hidden value=7></td>')).toEqual([
    'B1 text 1,200',
  ]);
  expect(
    await shown(
      '<td><select><option>1<option selected>2<option>3</select></td><td><textarea>4</textarea></td>',
    ),
  ).toEqual(['B1 text 2', 'C1 text 4']);
});

it('rows and cells that a page does not show are hidden', async () => {
  const row = (figure: number): string => `<tr><td>${figure}</td></tr>`;
  const html = `<div style="display:none">说明<div></div><table>${row(1)}</table></div><table><thead>${row(2)}<tbody class=key>${row(3)}<tbody>${row(4)}</table><table>${row(5)}</table>`;
  const bytes = Buffer.from(`<html><style>.key{display:none}</style>${html}</html>`);
  expect(cellsOf(await read(bytes))).toEqual([
    'A1 text 1 hidden',
    'A2 text 2',
    'A3 text 3 hidden',
    'A4 text 4',
    'A5 text 5',
  ]);
  const { sheets } = await readWorkbook(page('<td class=key>7</td><td>8</td><td hidden></td>'), '表.xls');
  expect(sheets[0]?.hiddenColumns).toEqual([1]);
});
