import { expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { readNumberText } from '#shared/values/number-grammar.ts';
import { biffOf, type RichText } from '#test/fixtures/biff.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { odsParts } from '#test/fixtures/marked.ts';
import { xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

async function textsOf(bytes: Buffer, name: string): Promise<readonly string[]> {
  const { sheets } = await readWorkbook(bytes, name);
  return sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ raw }) => raw)));
}

const run = (text: string, position?: string): string =>
  `<r>${position === undefined ? '' : `<rPr><vertAlign val="${position}"/></rPr>`}<t>${text}</t></r>`;
const cells = ['10', '30', '5'].map((first, at) => ({ first, mark: ['2', '(1)', '7'][at] ?? '' }));

/** 10 with the raised mark of a note is no 102; a raised digit behind words is one of theirs. */
const expected = ['10²', '30(¹)', '57', '产值1)'];

it('the raised mark of a note behind a figure is no digit of it, in an xlsx', async () => {
  const [a, b, c] = cells;
  const rich = [
    run(a?.first ?? '') + run(a?.mark ?? '', 'superscript'),
    run(b?.first ?? '') + run(b?.mark ?? '', 'subscript'),
    run(c?.first ?? '') + run(c?.mark ?? '', 'baseline'),
    run('产值') + run('1)', 'superscript'),
  ];
  const shared = xlsxOf({
    strings: rich.map((text) => `<si>${text}</si>`).join(''),
    sheets: [{ rows: `<row r="1">${rich.map((_, at) => `<c t="s"><v>${at}</v></c>`).join('')}</row>` }],
  });
  expect(await textsOf(shared, '表.xlsx')).toEqual(expected);
  const inline = rich.map((text) => `<c t="inlineStr"><is>${text}</is></c>`).join('');
  expect(await textsOf(xlsxOf({ sheets: [{ rows: `<row r="1">${inline}</row>` }] }), '表.xlsx')).toEqual(
    expected,
  );
  for (const text of expected.slice(0, 2)) expect(readNumberText(text).kind).toBe('unclear');
});

it('the same in an xls and an xlsb', async () => {
  const rows = [
    [
      { text: '102', runs: [[2, 'raised']] },
      { text: '30(1)', runs: [[2, 'raised']] },
      {
        text: '57',
        runs: [
          [1, false],
          [2, 'raised'],
        ],
      },
      { text: '产值1)', runs: [[2, 'raised']] },
    ],
  ] satisfies readonly (readonly RichText[])[];
  const shared = biffOf({ version: 8, sheets: [{ name: '表', rows }] });
  expect(await textsOf(shared, '表.xls')).toEqual(expected);
  expect(await textsOf(xlsbOf({ rows }), '表.xlsb')).toEqual(expected);
  // Of Excel 95 the runs are counted in bytes; one within a letter is of a program that did not.
  const inBytes = (from: number): RichText[] => [
    ...rows.flat().slice(0, 3),
    { text: '产值1)', runs: [[from, 'raised']] },
    { text: '产值102', runs: [[6, 'raised']] },
  ];
  const old = (from: number): Buffer =>
    biffOf({ version: 5, codePage: 936, encode: gbk, sheets: [{ name: '表', rows: [inBytes(from)] }] });
  for (const from of [4, 3]) expect(await textsOf(old(from), '表.xls')).toEqual([...expected, '产值10²']);
});

it('the same in a page and in an OpenDocument sheet', async () => {
  const page =
    '<table><tr><td>10<sup>2</sup></td><td>30<sub>(1)</sub></td><td>57</td><td>产值<sup>1)</sup></td></tr></table>';
  expect(await textsOf(Buffer.from(`<html>${page}</html>`), '表.xls')).toEqual(expected);
  const span = (text: string, style: string): string =>
    `<text:span text:style-name="${style}">${text}</text:span>`;
  const texts = [
    `10${span('2', 'up')}`,
    `30${span('(1)', 'down')}`,
    `5${span('7', 'none')}`,
    `产值${span('1)', 'up')}`,
  ];
  const row = texts.map(
    (text) => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`,
  );
  const style = (name: string, position: string): string =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties style:text-position="${position}"/></style:style>`;
  const styles = style('up', 'super 58%') + style('down', '-33% 58%') + style('none', '0% 100%');
  const parts = odsParts(`<table:table-row>${row.join('')}</table:table-row>`, styles);
  expect(await textsOf(zipOf(parts), '表.ods')).toEqual(expected);
});

it('the same in Excel 2003 XML', async () => {
  const texts = ['10<Sup>2</Sup>', '30<Sub>(1)</Sub>', '57', '产值<B><Sup>1)</Sup></B>'];
  const row = texts.map(
    (text) =>
      `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${text}</ss:Data></Cell>`,
  );
  const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Row>${row.join('')}</Row></Table></Worksheet></Workbook>`;
  expect(await textsOf(Buffer.from(xml), '表.xls')).toEqual(expected);
});
