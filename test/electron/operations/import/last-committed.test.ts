import { afterAll, expect, it } from 'vitest';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const year = 2015;
const [one, two] = [soundUnit(0), soundUnit(1)];
const office = new Office(temporaryFolder());
afterAll(() => office.close());

const list = (unit: typeof one, output: string | number): Buffer =>
  xlsxOf({
    sheets: [
      {
        name: '汇总',
        rows: rowsXml([
          ['单位:千元'],
          ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
          [unit.creditCode, unit.name, output, 50, 5],
        ]),
      },
    ],
  });

it('the last file is the one whose numbers went in last, not the one that came last', async () => {
  office.startYear(year);
  const last = (): string | null => office.read('import.list', { year }).last;
  expect(last()).toBeNull();
  const asked = await office.import(list(one, '约1000'), '甲.xlsx', { year });
  const clear = await office.import(list(two, 2000), '乙.xlsx', { year });
  expect(last()).toBe(clear.id);
  await office.answer(asked.id, { [asked.questions[0]?.id ?? '']: 'value:1000' });
  expect(last()).toBe(asked.id);
  office.write('import.undo', { batch: asked.id });
  expect(last()).toBe(clear.id);
});
