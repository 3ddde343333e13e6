import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { Office } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
afterAll(() => office.close());
const year = 2015;
const operator = { code: creditCodeIn('220122', 200), name: '农安开发区管理公司' };
const enterprise = { code: creditCodeIn('220122', 201), name: '农安粮油集团有限公司' };
const [first, second] = ['农安第一玉米产业基地', '农安第二玉米产业基地'];

const head = [
  '统一社会信用代码',
  '单位名称',
  '基地名称',
  '基地企业总数',
  '基地从业人员期末人数',
  '基地工业总产值',
];
function bases(...rows: readonly (readonly (string | number)[])[]): Buffer {
  return xlsxOf({
    sheets: [{ name: '基地', rows: rowsXml([['特色产业基地情况 单位:千元'], head, ...rows]) }],
  });
}
const base = (of: typeof operator, name: string, amount: number): readonly (string | number)[] => [
  of.code,
  of.name,
  name,
  12,
  340,
  amount,
];

async function sent(bytes: Buffer, answers: Record<string, string> = {}): Promise<Batch> {
  const batch = await office.import(bytes, '基地.xlsx', { year, answers });
  for (const question of batch.questions)
    for (const language of ['zh', 'en'] as const) {
      expect(questionText(question, language)).not.toMatch(/undefined|“”/);
      for (const choice of question.choices) expect(choiceText(choice, question, language)).not.toBe('');
    }
  return batch;
}
const amounts = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    office
      .read('cells.list', { year, return: 'JC106', limit: 1000 })
      .cells.filter(({ code }) => code === '10')
      .map(({ unit, value }) => [unit, value]),
  );

beforeAll(() => {
  office.startYear(year);
  office.write('units.add', { year, code: operator.code, name: operator.name, kind: '基地' });
  office.write('units.add', { year, code: enterprise.code, name: enterprise.name });
});

describe('an operator of two bases', () => {
  it('files both in one list, the second as a unit of its own once that is said', async () => {
    const file = bases(base(operator, first, 500), base(operator, second, 700));
    const batch = await sent(file);
    expect(batch.questions.map(({ kind, cell }) => [kind, cell])).toEqual([['unit-place', 'A4']]);
    const [question] = batch.questions;
    expect(question?.details).toMatchObject({ place: second, known: first });
    expect(question?.choices.map(({ code }) => code)).toEqual(['another', `match:${operator.code}`, 'skip']);
    const done = await sent(file, { [question?.id ?? '']: 'another' });
    expect([done.outcome, done.rows.new]).toEqual(['committed', 2]);
    expect(amounts()).toEqual({ [operator.code]: 500, [`${operator.code}_2`]: 700 });
    const unit = office.read('units.list', { year, search: second }).units[0];
    expect([unit?.kind, unit?.name, unit?.operator]).toEqual(['基地', second, operator.name]);
    const { missing } = office.read('obligations.list', { year });
    expect(missing.filter((owed) => owed.unit.startsWith(operator.code))).toEqual([]);
  });

  it('is asked nothing when both come again, in whatever order', async () => {
    const batch = await sent(bases(base(operator, second, 700), base(operator, first, 500)));
    expect([batch.outcome, batch.rows.same]).toEqual(['committed', 2]);
  });

  it('is asked by the name of the base where the figures are others', async () => {
    const batch = await sent(bases(base(operator, second, 701)));
    expect(batch.questions.map(({ kind, details }) => [kind, details['name']])).toEqual([
      ['replaces', second],
    ]);
  });

  it('is asked about a third, which may be one of the two under a new name', async () => {
    const file = bases(base(operator, '农安生物化工产业基地', 500));
    const [question] = (await sent(file)).questions;
    expect(question?.choices).toHaveLength(4);
    const left = await sent(file, { [question?.id ?? '']: 'skip' });
    expect([left.outcome, left.rows.rejected]).toEqual(['committed', 1]);
  });
});

describe('an enterprise that runs a base', () => {
  it('files it as a unit of its own: it fills no return of bases itself', async () => {
    const file = bases(base(enterprise, '农安粮油品牌基地', 90));
    const [question] = (await sent(file)).questions;
    expect([question?.kind, question?.choices.map(({ code }) => code)]).toEqual([
      'unit-place',
      ['another', 'skip'],
    ]);
    expect((await sent(file, { [question?.id ?? '']: 'another' })).outcome).toBe('committed');
    expect(amounts()).toMatchObject({ [`${enterprise.code}_2`]: 90 });
  });
});

describe('two operators of one base', () => {
  it('file it each by itself: nothing is merged by the name of a place', async () => {
    const other = { code: creditCodeIn('220122', 202), name: '农安投资服务中心' };
    expect((await sent(bases(base(other, first, 510)))).outcome).toBe('committed');
    expect(amounts()).toMatchObject({ [operator.code]: 500, [other.code]: 510 });
  });
});
