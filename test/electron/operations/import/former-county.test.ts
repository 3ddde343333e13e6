import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { countyNames } from '#shared/codes/areas.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
const brewery = [creditCodeIn('220113', 1), '九台区酒厂'] as const;
const mill = [creditCodeIn('220113', 2), '长春市九台市米业有限公司'] as const;

let count = 0;
async function imported(row: readonly (string | null)[], newUnits: 'ask' | 'add'): Promise<Batch> {
  const file = path.join(folder, `${++count}.xlsx`);
  const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
  const rows = rowsXml([['单位:千元'], head, [...row, 1000, 300, 50]]);
  writeFileSync(file, xlsxOf({ sheets: [{ name: '表', rows }] }));
  const files = [service.tokens.give(file, path.basename(file))];
  const [batch] = (await service.answer('import.run', { files, newUnits })).batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
}

beforeAll(async () => {
  await service.open();
  await service.answer('workspace.init', { county: '220113', year: 2015 });
  for (const unit of [brewery, mill]) expect((await imported(unit, 'add')).outcome).toBe('committed');
});
afterAll(() => service.close());

it.each([
  ['the name that the county had', '九台市酒厂', brewery],
  ['the name that the county has now', '长春市九台区米业公司', mill],
])('proposes a unit that is written under %s, and never takes it unasked', async (_, name, [id, stored]) => {
  for (const code of [null, creditCodeIn('220113', 7)]) {
    const { outcome, questions } = await imported([code, name], 'add');
    expect([outcome, questions.map(({ kind }) => kind)]).toEqual(['questions', ['unit-suggested']]);
    expect(questions[0]?.choices[0]?.code).toBe(`match:${id}`);
    expect(questions[0]?.details).toMatchObject({ name, suggested: stored });
  }
});

it('proposes none that only has the name of another county in the same place', async () => {
  const { questions } = await imported([null, '农安县酒厂'], 'add');
  expect(questions.map(({ kind }) => kind)).toEqual(['unit-unknown']);
});

it('knows all names of a county, from before and after each change', () => {
  expect([...countyNames('220113')].sort()).toEqual(['九台区', '九台市']);
  expect(countyNames('220602')).toEqual(expect.arrayContaining(['浑江区', '八道江区']));
});
