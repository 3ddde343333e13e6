import { describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

type Row = readonly (string | number | null)[];

const office = new Office(temporaryFolder());
const year = 2015;
office.startYear(year);
let used = 0;
/** The lines that say whose a form is, of a unit that no file was for. */
function nextUnit(): { readonly id: string; readonly name: string; readonly lines: readonly Row[] } {
  const unit = soundUnits[used++];
  if (unit === undefined) throw new Error('no unit left');
  const { id, name } = unit;
  return { id, name, lines: [[`填报单位:${name}`], [`统一社会信用代码:${id}`]] };
}

const line: Row = ['单位:千元'];
const head: Row = ['指标名称', '代码', '本年'];
const output: readonly Row[] = [
  ['工业总产值', '01', 1000],
  ['其中:新产品产值', '02', 300],
  ['营业收入', '05', 950],
];
const staff: readonly Row[] = [
  ['从业人员期末人数', '09', 50],
  ['研究开发人员合计', '10', 5],
  ['研发项目数', '15', 3],
];

async function sent(sheets: Readonly<Record<string, readonly Row[]>>, answers = {}): Promise<Batch> {
  const file = xlsxOf({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rowsXml(rows) })),
  });
  return office.import(file, `${used}.xlsx`, { year, newUnits: 'add', answers });
}

const kinds = ({ questions }: Batch): readonly string[] =>
  questions.map(({ sheet, kind }) => `${sheet} ${kind}`);
const taken = (batch: Batch): readonly string[] =>
  office.read('import.get', { batch: batch.id }).notices.flatMap((notice) => {
    expect(noticeText(notice, 'en')).not.toMatch(/undefined|NaN/);
    return notice.kind === 'unit-of-file' ? [`${notice.sheet} ${noticeText(notice, 'zh')}`] : [];
  });
const cells = (unit: string) =>
  Object.fromEntries(
    office
      .read('cells.list', { year, unit, return: 'JC102' })
      .cells.map(({ code, value }) => [code, value] as const),
  );

describe('a form that does not say whose it is', () => {
  it('is of the unit that the rest of the file is of, which is said', async () => {
    const { id, name, lines } = nextUnit();
    const batch = await sent({ 一: [line, ...lines, head, ...output], 二: [['续表'], head, ...staff] });
    expect([kinds(batch), batch.outcome]).toEqual([[], 'committed']);
    expect(taken(batch)).toEqual([
      `二 这张表没有写是谁的数,按本文件其他地方写的,记在“${name}”。是别的单位的,在“已确认”里改选。`,
    ]);
    expect(cells(id)).toMatchObject({ '01': 1000, '05': 950, '09': 50, '15': 3 });
  });

  it('is of the unit of the cover, and of the one beside the signatures', async () => {
    const [covered, signed] = [nextUnit(), nextUnit()];
    const cover = [['2015年统计年报'], ['填报单位', covered.name], ['统一社会信用代码', covered.id]];
    const batch = await sent({ 封面: cover, 表: [line, head, ...output] });
    expect([kinds(batch), taken(batch).length]).toEqual([[], 1]);
    expect(cells(covered.id)).toMatchObject({ '01': 1000 });
    expect(kinds(await sent({ 表: [line, head, ...output, ...signed.lines] }))).toEqual([]);
    expect(cells(signed.id)).toMatchObject({ '01': 1000 });
  });

  it('is asked about in a file of two units, and where it says another of an item', async () => {
    const [one, two, third] = [nextUnit(), nextUnit(), nextUnit()];
    const named = (of: typeof one): readonly Row[] => [line, ...of.lines, head, ...output];
    const both = await sent({ 一: named(one), 二: named(two), 三: [line, head, ...staff] });
    expect(kinds(both)).toEqual(['三 unit-missing']);
    const other = await sent({ 一: named(third), 二: [line, head, ['工业总产值', '01', 7], ...staff] });
    expect(kinds(other)).toEqual(['一 unit-twice']);
  });

  it('may be said to be of another unit, or of none', async () => {
    const [one, two] = [nextUnit(), nextUnit()];
    await sent({ 表: [line, ...two.lines, head, ...output] });
    const batch = await sent({ 一: [line, ...one.lines, head, ...output], 二: [line, head, ...staff] });
    const { answered } = office.read('import.get', { batch: batch.id }).batch;
    const { question, answer } = answered[0] ?? {};
    expect([question?.kind, answer]).toEqual(['unit-missing', `match:${one.id}`]);
    await office.answer(batch.id, { [question?.id ?? '']: `match:${two.id}` });
    expect(cells(one.id)).not.toHaveProperty('09');
    expect(cells(two.id)).toMatchObject({ '01': 1000, '09': 50 });
  });
});
