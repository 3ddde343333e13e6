import { afterAll, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { questionText } from '#shared/texts/questions.ts';
import { reusedText } from '#shared/texts/reused.ts';
import { biffOf } from '#test/fixtures/biff.ts';
import { gbk } from '#test/fixtures/encodings.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const office = new Office(temporaryFolder());
afterAll(() => office.close());
const [first, second] = [2015, 2016];
const [own, other] = [soundUnits[0], soundUnits[1]];

/** A list of one enterprise, in a workbook of Excel 95 that says it is Western and holds GBK. */
const old = (unit: typeof own, turnover: number): Buffer =>
  biffOf({
    version: 5,
    codePage: 1252,
    encode: gbk,
    sheets: [
      {
        name: '汇总',
        rows: [
          ['单位:千元'],
          ['统一社会信用代码', '单位名称', '工业总产值', '从业人员'],
          [unit?.id ?? '', unit?.name ?? '', turnover, 50],
        ],
      },
    ],
  });
const send = (bytes: Buffer, year: number): Promise<Batch> => office.import(bytes, '产值.xls', { year });
const kinds = ({ questions }: Batch): readonly string[] => questions.map(({ kind }) => kind);

it('the encoding of a sender’s old workbooks is asked once, and taken for its next file, which says so', async () => {
  office.startYear(first);
  const batch = await send(old(own, 1000), first);
  expect(kinds(batch)).toEqual(['encoding-unclear']);
  const { id = '' } = batch.questions[0] ?? {};
  expect((await office.answer(batch.id, { [id]: 'encoding:gb18030' })).outcome).toBe('committed');

  office.startYear(second);
  const next = await send(old(own, 1100), second);
  expect([next.outcome, next.questions, next.rows.new]).toEqual(['committed', [], 1]);
  const [reused] = next.reused;
  expect([next.reused.length, reused?.question.kind, reused?.choice.code, reused?.year]).toEqual([
    1,
    'encoding-unclear',
    'encoding:gb18030',
    first,
  ]);
  if (reused !== undefined) expect(reusedText(reused, 'zh')).toContain('产值.xls');
  const { cells } = office.read('filing.get', { year: second, unit: own?.id ?? '', return: 'JC102' });
  expect(cells.find(({ key }) => key === '01')).toMatchObject({ value: 1100 });

  // Asked again, it is a question as before.
  const again = await office.ask(next.id, reused?.question.id ?? '');
  expect(kinds(again)).toEqual(['encoding-unclear']);
  expect(again.questions.map((question) => questionText(question, 'zh')).join()).not.toMatch(/undefined/);
});

it('another sender’s is asked about', async () => {
  expect(kinds(await send(old(other, 2000), second))).toEqual(['encoding-unclear']);
});
