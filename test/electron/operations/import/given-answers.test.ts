import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { logLines } from '#shared/texts/import-log.ts';
import { soundUnit } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
const [unit, other] = [soundUnit(0), soundUnit(1)];
const ways: Readonly<Record<string, string>> = {
  'table-unit': 'unit:万元',
  approximate: 'value:15300',
  'negative-mark': 'negative',
  'unit-unknown': 'add',
};

beforeAll(async () => {
  mkdirSync(path.join(folder, 'in'));
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
});
afterAll(() => service.close());

/** A list without a unit of money, of a unit that the directory lacks. */
function list(name: string, staff: number): string {
  const rows = [
    ['统一社会信用代码', '单位名称', '工业总产值', '从业人员', '利润'],
    [unit.creditCode, unit.name, '约1530', staff, '▲7'],
  ];
  const file = path.join(folder, 'in', name);
  writeFileSync(file, xlsxOf({ sheets: [{ name: '汇总表', rows: rowsXml(rows) }] }));
  return file;
}

async function send(file: string, given: object): Promise<Batch> {
  const files = [service.tokens.give(file, path.basename(file))];
  const [batch] = (await service.answer('import.run', { year: 2015, files, ...given })).batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
}

/** The answers to all that a file asks, one question leading to another, and in which order they were found. */
async function answersTo(file: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (let rounds = 0; rounds < 5; rounds++) {
    const { questions } = await send(file, { dryRun: true, answers });
    if (questions.length === 0) return answers;
    for (const { id, kind } of questions) answers[id] = ways[kind] ?? '';
  }
  throw new Error('still asked');
}

async function confirmed(batch: string): Promise<readonly string[]> {
  const [file] = (await service.answer('import.log', { batch })).files;
  if (file === undefined) throw new Error('not in the log');
  const lines = logLines(file, 'zh').filter(({ part }) => part === '已确认');
  return lines.map(({ where, text }) => `${where} ${text}`);
}

it('keeps with a file that comes with its answers what they answer, also where one question led to the next', async () => {
  const file = list('一.xlsx', 50);
  const answers = await answersTo(file);
  expect(Object.values(answers).sort()).toEqual(Object.values(ways).sort());
  const batch = await send(file, { answers });
  expect(batch.outcome).toBe('committed');
  const said = await confirmed(batch.id);
  expect(said).toHaveLength(4);
  expect(said.join('\n')).toContain(
    '“约1530”不是确定的数。请向填报单位核实后填写,或按空记。答:按 15300 千元',
  );
  expect(said.join('\n')).toMatch(/名录里没有“.*答:/);
  await service.answer('import.undo', { batch: batch.id });
});

it('adds the answers of a second import of a file that waits to those of the first', async () => {
  const file = list('二.xlsx', 60);
  const answers = Object.entries(await answersTo(file));
  const first = await send(file, { answers: Object.fromEntries(answers.slice(0, 2)) });
  expect(first.outcome).toBe('questions');
  const second = await send(file, { answers: Object.fromEntries(answers.slice(2)) });
  expect([second.id, second.outcome]).toEqual([first.id, 'committed']);
  expect(await confirmed(second.id)).toHaveLength(answers.length);
  await service.answer('import.undo', { batch: second.id });
});

it('adds units unasked to a file that waits, as its first import wanted, where the second does not say', async () => {
  const file = list('添.xlsx', 65);
  const { 'unit-unknown': _, ...others } = Object.fromEntries(
    Object.entries(await answersTo(file)).map(([id, answer]) => [
      id.slice(id.lastIndexOf('/') + 1),
      [id, answer],
    ]),
  );
  const answers = Object.fromEntries(Object.values(others).map(([id = '', answer = '']) => [id, answer]));
  const first = await send(file, { newUnits: 'add' });
  expect(first.outcome).toBe('questions');
  const second = await send(file, { answers });
  expect([second.id, second.outcome]).toEqual([first.id, 'committed']);
  await service.answer('import.undo', { batch: second.id });
});

it('takes a later answer for the earlier one to the same question', async () => {
  const file = list('三.xlsx', 70);
  const answers = await answersTo(file);
  const money = Object.keys(answers).find((id) => id.endsWith('/table-unit')) ?? '';
  await send(file, { answers: { [money]: 'unit:千元' } });
  const done = await send(file, { answers });
  expect(done.outcome).toBe('committed');
  expect((await confirmed(done.id)).join('\n')).not.toContain('答:千元');
  expect(done.answered.find(({ question }) => question.id === money)?.answer).toBe('unit:万元');
});

it('says of an answer that another one made pointless that it has no effect, until that is taken back', async () => {
  const rows = [
    ['单位:千元', null, null, null],
    ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值(含税)'],
    [other.creditCode, other.name, 1530, '约900'],
  ];
  const file = path.join(folder, 'in', '四.xlsx');
  writeFileSync(file, xlsxOf({ sheets: [{ name: '汇总表', rows: rowsXml(rows) }] }));
  let batch = await send(file, { newUnits: 'add' });
  const answer = async (kind: string, choice: string): Promise<void> => {
    const asked = [...batch.questions, ...batch.answered.map(({ question }) => question)];
    const id = asked.find((question) => question.kind === kind)?.id ?? '';
    batch = (await service.answer('import.answer', { batch: batch.id, answers: { [id]: choice } })).batch;
  };
  const idle = (): readonly string[] =>
    batch.answered.flatMap(({ question, isIdle }) => (isIdle === true ? [question.kind] : []));
  await answer('column-unclear', 'field:02');
  await answer('approximate', 'value:900');
  expect([batch.outcome, idle()]).toEqual(['committed', []]);
  await answer('column-unclear', 'skip');
  expect([batch.outcome, idle()]).toEqual(['committed', ['approximate']]);
  expect(await confirmed(batch.id)).toContainEqual(expect.stringMatching(/答:按 900 千元\(现在不起作用:/u));
  await answer('column-unclear', 'field:02');
  expect([batch.outcome, idle()]).toEqual(['committed', []]);
});
