import { describe, expect, it } from 'vitest';
import { isProblem } from '#shared/contract/problem.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { cellsOf, read } from '#test/fixtures/read-cells.ts';

describe('text', () => {
  it.each([
    ['UTF-8', Buffer.from('单位,产值\n甲厂,1\n'), 'utf-8', ','],
    ['UTF-8 with its mark', Buffer.from('\ufeff单位,产值\r\n甲厂,1'), 'utf-8', ','],
    ['UTF-16', Buffer.from('\ufeff单位\t产值\r\n甲厂\t1\r\n', 'utf16le'), 'utf-16le', '\t'],
    [
      'UTF-16, the other way round',
      Buffer.from('\ufeff单位\t产值\n甲厂\t1', 'utf16le').swap16(),
      'utf-16be',
      '\t',
    ],
    ['UTF-16 without its mark', Buffer.from('单位\t产值\r\n甲厂\t1\r\n', 'utf16le'), 'utf-16le', '\t'],
    ['GBK', gbk('单位;产值\r\n甲厂;1'), 'gb18030', ';'],
    ['bars', Buffer.from('单位|产值\n甲厂|1'), 'utf-8', '|'],
    ['full-width commas', Buffer.from('单位，产值\n甲厂，1'), 'utf-8', '，'],
    ['a separator that it names', Buffer.from('sep=;\n单位;产值\n甲厂;1'), 'utf-8', ';'],
    ['the old line ends of a Mac', Buffer.from('单位,产值\r甲厂,1\r'), 'utf-8', ','],
  ])('in %s', async (_what, bytes, encoding, separator) => {
    const workbook = await read(bytes, '产值.csv');
    expect(cellsOf(workbook)).toEqual(['A1 text 单位', 'B1 text 产值', 'A2 text 甲厂', 'B2 text 1']);
    const [notice] = workbook.notices ?? [];
    expect(notice).toMatchObject({ kind: 'read-as', sheet: '产值', details: { encoding, separator } });
    if (notice !== undefined)
      for (const language of ['zh', 'en'] as const)
        expect(noticeText(notice, language)).not.toMatch(/undefined|分隔读取。$(?<=以分隔读取。)/);
  });

  it.each([
    '甲厂  1000\n',
    '企业  产值,人数\n甲  厂,5\n',
    'ID;PRODUCT;产值\n1;甲厂;5\n',
    'TABLE,产值\n0,1\n',
    '0\t\t\t1\n'.repeat(2000),
  ])('is no format of programs for how it begins: %j', async (text) =>
    expect((await read(Buffer.from(text), '产值.csv')).format).toBe('csv'),
  );

  it('has characters of four bytes in GB18030', async () => {
    const rare = Buffer.from([0x95, 0x34, 0xb2, 0x35, 0x81, 0x39, 0xef, 0x31]);
    expect(cellsOf(await read(Buffer.concat([gbk('名称,'), rare]), '名.csv'))[1]).toBe('B1 text 𠮷㐂');
  });

  it('keeps every cell as it is written', async () => {
    const cells = [
      '00123',
      '2015-1',
      '3/4',
      '912200007561500234',
      '12220101730700E012',
      ' 1,234 ',
      "'5",
      '(123)',
      '1.5E+17',
    ];
    const text = cells.map((cell) => `"${cell}"`).join(',');
    const workbook = await read(Buffer.from(`${text}\n="00456",a""b,"x""y","多\n行"`), '原样.csv');
    expect(workbook.sheets[0]?.rows[0]?.cells.map(({ raw }) => raw)).toEqual(cells);
    expect(workbook.sheets[0]?.rows[1]?.cells.map(({ raw }) => raw)).toEqual([
      '00456',
      'a""b',
      'x"y',
      '多\n行',
    ]);
    expect(workbook.sheets[0]?.rows.flatMap(({ cells: row }) => row.map(({ type }) => type))).not.toContain(
      'number',
    );
  });

  it('whose quotation mark is never closed, or closed within a field, is refused with its line', async () => {
    for (const text of ['a,b\nc,"d\ne,f', 'a,b\nc,"d\ne,"f']) {
      await expect(read(Buffer.from(text), 'a.csv')).rejects.toSatisfy(
        (error) => isProblem(error, 'file.quote') && error.details.line === 2,
      );
    }
  });

  it('that is both UTF-8 and GBK is asked about, with both readings', async () => {
    const bytes = Buffer.from([...Buffer.from('hour,value\n'), 0xca, 0xb1, ...Buffer.from(',1\n')]);
    const [doubt] = (await read(bytes, '时.csv')).doubts ?? [];
    expect(doubt).toMatchObject({ kind: 'encoding-unclear', place: 'encoding' });
    const samples = doubt?.choices.map(({ code, details }) => [code, details?.['sample']]);
    expect(samples).toEqual([
      ['encoding:utf-8', 'hour,value ʱ,1'],
      ['encoding:gb18030', 'hour,value 时,1'],
    ]);
    if (doubt !== undefined)
      for (const language of ['zh', 'en'] as const) {
        const question = { ...doubt, id: 'x', group: 'x' };
        expect(questionText(question, language)).not.toBe('');
        for (const choice of doubt.choices)
          expect(choiceText(choice, question, language)).toContain(choice.details?.['sample']);
      }
    for (const [answer, expected] of [
      ['encoding:utf-8', 'A2 text ʱ'],
      ['encoding:gb18030', 'A2 text 时'],
    ] as const) {
      const answered = await read(bytes, '时.csv', (_sheet, _place, kind) =>
        kind === 'encoding-unclear' ? answer : undefined,
      );
      expect(answered.doubts).toEqual([]);
      expect(cellsOf(answered)).toContain(expected);
    }
  });

  it('with a row that a comma within a number made longer is asked about', async () => {
    const bytes = Buffer.from('名称,产值,人数\n甲厂,1,234,50\n乙厂,2,60\n');
    const [doubt] = (await read(bytes, '产值.csv')).doubts ?? [];
    expect(doubt).toMatchObject({ kind: 'row-uneven', sheet: '产值', place: '2' });
    const skipped = await read(bytes, '产值.csv', (sheet, place, kind) =>
      kind === 'row-uneven' && sheet === '产值' && place === '2' ? 'skip' : undefined,
    );
    expect(cellsOf(skipped)).not.toContain('A2 text 甲厂');
    expect(skipped.doubts).toEqual([]);
    const kept = await read(bytes, '产值.csv', () => 'keep');
    expect(cellsOf(kept)).toContain('D2 text 50');
  });
});

describe('names', () => {
  it.each([
    ['报表.xlsx', 'misnamed'],
    ['报表.csv', undefined],
    ['报表.TXT', undefined],
    ['报表', undefined],
    ['报表.2015', undefined],
  ])('%s over a text: %s', async (name, kind) => {
    const { notices } = await read(Buffer.from('甲,乙\n1,2'), name);
    expect(notices?.find((notice) => notice.kind === 'misnamed')?.kind).toBe(kind);
  });
});
