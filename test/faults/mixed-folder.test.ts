import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { creditCodeCheck } from '#shared/codes/credit-code.ts';
import { problemText } from '#shared/texts/problems.ts';
import { biffOf, compoundOf } from '#test/fixtures/biff.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { forgedZip } from '#test/fixtures/hostile-zip.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { partsOf, rowsXml, xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '市场份额'];
type Row = readonly (string | number | null)[];

function codeOf(number: number): string {
  const body = `91220122MA0X${String(number).padStart(5, '0')}`;
  return body + (creditCodeCheck(`${body}0`) ?? '');
}

/** No two of them alike but for one character: such are asked about. */
function nameOf(number: number): string {
  const [a, b] = [
    '东西南北中金木水火土'[number % 10] ?? '',
    '山川河海田林泉峰谷原'[Math.floor(number / 10) % 10] ?? '',
  ];
  return `${a}${b}${b}${a}实业公司`;
}

const rowsOf = (number: number): readonly Row[] => [
  ['2015年度,单位:千元'],
  header,
  [codeOf(number), nameOf(number), 1000 + number, 300, 50, 12],
];
const separated = (rows: readonly Row[], by: string): string =>
  rows.map((row) => row.map((cell) => `"${cell ?? ''}"`).join(by)).join('\r\n');
const saved = (rows: readonly Row[], bookType: sheetjs.BookType): Buffer =>
  Buffer.from(
    sheetjs.write(
      { SheetNames: ['表'], Sheets: { 表: sheetjs.utils.aoa_to_sheet(rows.map((row) => [...row])) } },
      { type: 'buffer', bookType },
    ) as Uint8Array,
  );
const page = (rows: readonly Row[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`).join('')}</table>`;

/** How enterprises save their tables, in turn: the ending of the name and the bytes. */
const ways: readonly (readonly [string, (rows: readonly Row[]) => Uint8Array])[] = [
  ['xlsx', (rows) => xlsxOf({ sheets: [{ rows: rowsXml(rows) }] })],
  ['xls', (rows) => saved(rows, 'biff8')],
  ['et', (rows) => saved(rows, 'biff8')],
  ['xlsb', (rows) => saved(rows, 'xlsb')],
  ['ods', (rows) => saved(rows, 'ods')],
  ['csv', (rows) => gbk(separated(rows, ','))],
  ['CSV', (rows) => Buffer.from(`\ufeff${separated(rows, ',')}`)],
  ['txt', (rows) => Buffer.from(`\ufeff${separated(rows, '\t')}`, 'utf16le')],
  ['xls', (rows) => gbk(page(rows))],
  ['xls', (rows) => saved(rows, 'xlml')],
  ['xls', (rows) => biffOf({ version: 5, codePage: 936, encode: gbk, sheets: [{ name: '表', rows }] })],
  [
    'xlsm',
    (rows) =>
      zipOf({ ...partsOf({ sheets: [{ rows: rowsXml(rows) }] }), 'xl/vbaProject.bin': Buffer.alloc(900, 7) }),
  ],
];

const hostile: Readonly<Record<string, readonly [Uint8Array, string]>> = {
  '加密.xlsx': [
    compoundOf({ EncryptionInfo: Buffer.alloc(248, 2), EncryptedPackage: Buffer.alloc(9000, 3) }),
    'file.encrypted',
  ],
  '扫描件.pdf': [Buffer.from('%PDF-1.7\n'), 'file.unsupported'],
  '半截.xls': [saved(rowsOf(999), 'biff8').subarray(0, 1700), 'file.truncated'],
  '炸弹.xlsx': [
    zipOf({
      ...partsOf({ sheets: [{ rows: '' }] }),
      'xl/sharedStrings.xml': new Uint8Array(8 * 1024 * 1024),
    }),
    'file.over-budget',
  ],
  '引号.csv': [Buffer.from(`${header.join(',')}\n${codeOf(998)},"甲厂,1\n`), 'file.quote'],
};

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
afterAll(() => service.close());

describe('a folder of a hundred files', () => {
  it('in every format, five of them hostile, imports the other ninety-five', async () => {
    const sent = path.join(folder, '报送');
    mkdirSync(sent);
    // Four of the ninety-five come in a zip, which is no file of its own.
    for (let number = 1; number <= 91; number++) {
      const [ending, bytesOf] = ways[number % ways.length] ?? ['xlsx', () => Buffer.alloc(0)];
      writeFileSync(
        path.join(sent, `${String(number).padStart(3, '0')} 第${number}厂.${ending}`),
        bytesOf(rowsOf(number)),
      );
    }
    const bundled = [92, 93, 94, 95].map((number) => ({
      name: gbk(`各厂/第${number}厂.xlsx`),
      content: xlsxOf({ sheets: [{ rows: rowsXml(rowsOf(number)) }] }),
    }));
    writeFileSync(
      path.join(sent, '各厂.zip'),
      forgedZip([...bundled, { name: gbk('各厂/~$第92厂.xlsx'), content: 'x' }]),
    );
    for (const [name, [bytes]] of Object.entries(hostile)) writeFileSync(path.join(sent, name), bytes);
    await service.open();
    await service.answer('workspace.init', { county: '220122', year: 2015 });
    const { batches } = await service.answer('import.run', {
      files: [service.tokens.give(sent, 'import')],
      newUnits: 'add',
    });
    expect(batches).toHaveLength(100);
    const refused = batches.filter((batch) => batch.outcome === 'refused');
    expect(Object.fromEntries(refused.map((batch) => [batch.file, batch.problem?.code]))).toEqual(
      Object.fromEntries(Object.entries(hostile).map(([name, [, code]]) => [name, code])),
    );
    for (const { file, problem } of refused)
      for (const language of ['zh', 'en'] as const)
        expect(problem === null ? '' : problemText(problem, language)).toContain(file);
    const others = batches.filter((batch) => batch.outcome !== 'refused');
    expect(
      others.map(({ file, outcome, questions }) => [file, outcome, questions.map(({ kind }) => kind)]),
    ).toEqual(others.map(({ file }) => [file, 'committed', []]));
    expect(batches.map(({ file }) => file)).toContain('各厂.zip/各厂/第92厂.xlsx');
    const { cells } = await service.answer('cells.list', { return: 'JC102', offset: 0, limit: 1000 });
    const values = cells
      .filter(({ code, column }) => code === '01' && column === '本年')
      .map(({ value }) => value);
    expect([...values].sort()).toEqual(Array.from({ length: 95 }, (_, at) => 1001 + at).sort());
  });
});
