import { describe, expect, it } from 'vitest';
import { readXlsbSheet } from '#electron/workbook/xlsb-sheet.ts';
import { nothingSpent } from '#electron/workbook/read-xlsx.ts';
import { biffOf, type BiffBook } from '#test/fixtures/biff.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { read, refusal } from '#test/fixtures/read-cells.ts';
import type { Workbook } from '#shared/intake/grid.ts';

/** What is struck out on the first sheet, by column of its first row: all of it, or all but what is left. */
function struckIn(workbook: Workbook): Readonly<Record<number, string>> {
  const [row] = workbook.sheets[0]?.rows ?? [];
  return Object.fromEntries((row?.struck ?? []).map((column) => [column, row?.left?.get(column) ?? 'all']));
}

function noticesOf(workbook: Workbook): readonly string[] {
  return (workbook.sheets[0]?.notices ?? []).map(
    ({ kind, cell, details }) => `${kind} ${cell ?? ''} ${details['text'] ?? details['cells'] ?? ''}`,
  );
}

const long = '旧'.repeat(60);
const runs = [
  {
    text: `${long}新值1200`,
    runs: [
      [0, true],
      [60, false],
    ],
  },
  { text: '不划', runs: [[0, false]] },
  { text: '全划', runs: [[0, true]] },
  // Of a cell that is struck out, its runs are not.
  { text: '前后', runs: [[1, false]] },
  {
    text: '10 20',
    runs: [
      [0, false],
      [2, true],
      [3, false],
    ],
  },
] as const;

describe('texts that are struck out in part', () => {
  const book: BiffBook = { version: 8, sheets: [{ name: '汇总', rows: [runs], struck: ['D1'] }] };
  const expected = { 0: '新值1200', 2: 'all', 3: '后' };

  // Cut within a text and between the bytes of none of its characters, as Excel does at 8,224 bytes.
  it.each([8000, 120, 64, 33, 32])(
    'are known in an xls whose texts are cut into records of %i bytes',
    async (pieceLength) => {
      expect(struckIn(await read(biffOf({ ...book, pieceLength })))).toEqual(expected);
    },
  );

  it('are known in an xls of Excel 95', async () => {
    const old = await read(
      biffOf({
        version: 5,
        codePage: 936,
        encode: gbk,
        sheets: [
          {
            name: '汇总',
            rows: [
              [
                {
                  text: '旧值新值',
                  runs: [
                    [0, true],
                    [4, false],
                  ],
                },
                1,
              ],
            ],
          },
        ],
      }),
    );
    expect(struckIn(old)).toEqual({ 0: '新值' });
    expect(old.sheets[0]?.rows[0]?.cells[0]?.raw).toBe('旧值新值');
  });

  it('are known in an xlsb', async () => {
    expect(struckIn(await read(xlsbOf({ rows: [runs], struck: ['D1'] })))).toEqual(expected);
  });

  it('cut short are damage where a font strikes out', async () => {
    const stream = biffOf({
      ...book,
      sheets: [{ name: '汇总', rows: [[{ text: '旧', runs: [[0, true]] }]], struck: [] }],
    });
    const at = stream.indexOf(Buffer.from('旧', 'utf16le'));
    // The text before says that it has more characters than there are.
    stream.writeUInt16LE(60_000, at - 5);
    expect(await refusal(stream)).toBe('file.damaged');
  });
});

describe('comments', () => {
  it('of an xls are put together from the records that they are cut into', async () => {
    const notes = { B2: '长'.repeat(150), A1: '第一' };
    const book: BiffBook = {
      version: 8,
      pieceLength: 101,
      sheets: [
        {
          name: '汇总',
          rows: [
            [1, 2],
            [3, 4],
          ],
          notes,
        },
      ],
    };
    expect(noticesOf(await read(biffOf(book)))).toEqual([
      `cell-comment B2 ${'长'.repeat(150)}`,
      'cell-comment A1 第一',
    ]);
  });

  it('of Excel 95 are in the code page of the file', async () => {
    const book: BiffBook = {
      version: 5,
      codePage: 936,
      encode: gbk,
      sheets: [{ name: '汇总', rows: [[1]], notes: { A1: '实际应为350' } }],
    };
    expect(noticesOf(await read(biffOf(book)))).toEqual(['cell-comment A1 实际应为350']);
  });
});

describe('formulas that take a value from another file', () => {
  const other = { 5: [0x5a, 1, 0, ...Array<number>(15).fill(0)], 8: [0x5a, 1, 0, 0, 0, 0, 0xc0] } as const;
  const own = {
    5: [0x5a, 0xff, 0xff, ...Array<number>(15).fill(0)],
    8: [0x5a, 0, 0, 0, 0, 0, 0xc0],
  } as const;

  it.each([5, 8] as const)('are told from those of the own sheets (BIFF%i)', async (version) => {
    const text = version === 8 ? [0x17, 1, 0, 0x61] : [0x17, 1, 0x61];
    const workbook = await read(
      biffOf({
        version,
        otherFiles: ['C:\\a.xls'],
        sheets: [
          {
            name: 'a',
            rows: [
              [
                { formula: own[version], result: 1 },
                // Behind a text, a space and a whole number: =IF(…,"a",[a.xls]Sheet1!A1).
                { formula: [...text, 0x19, 0x40, 0, 1, 0x1e, 5, 0, ...other[version]], result: 2 },
                { formula: other[version], result: 3 },
              ],
            ],
          },
        ],
      }),
    );
    expect(noticesOf(workbook)).toEqual(['other-file B1 2']);
    expect(workbook.sheets[0]?.rows[0]?.cells.map(({ raw }) => raw)).toEqual(['1', '2', '3']);
  });
});

describe('an xlsb', () => {
  const place = (column: number): Buffer => Buffer.from([column, 0, 0, 0, 0, 0, 0, 0]);
  const part = (...records: readonly (readonly [type: number, body: Buffer])[]): Buffer =>
    Buffer.concat(records.flatMap(([type, body]) => [Buffer.from([type, body.length]), body]));
  const row = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0x2c, 1, 0, 0, 0]);
  const shared = {
    file: 'a.xlsb',
    spent: nothingSpent(),
    styles: { cells: [], fonts: [], looks: [] },
    strings: [],
    isUncomputed: false,
    isOther: () => false,
  };
  const own = { name: '汇总', hidden: false, comments: [] };

  it('counts the columns of short cells, the blank ones too', () => {
    const rk = Buffer.alloc(4);
    rk.writeInt32LE(1234 * 4 + 3);
    const { rows } = readXlsbSheet(
      part(
        [0, row],
        [1, place(2)],
        [12, Buffer.alloc(4)],
        [13, Buffer.concat([Buffer.alloc(4), rk])],
        [2, Buffer.concat([place(7), Buffer.from([0xfe, 0xff, 0xff, 0xff])])],
      ),
      own,
      shared,
    );
    expect(rows[0]?.cells).toEqual([
      { column: 4, raw: '12.34', type: 'number' },
      { column: 7, raw: '-1', type: 'number' },
    ]);
  });

  it('whose record ends before what it announces is damaged, never half read', () => {
    const cut = part([0, row], [5, place(0)]);
    expect(() => readXlsbSheet(cut, own, shared)).toThrow(RangeError);
    expect(() => readXlsbSheet(part([0, row]).subarray(0, 6), own, shared)).toThrow(RangeError);
  });
});
