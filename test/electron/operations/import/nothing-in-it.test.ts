import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { writeBlankForm, writeBlankList } from '#electron/workbook/write-blank.ts';
import { problemText } from '#shared/texts/problems.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const year = 2015;
const unit = soundUnit(0);
const office = new Office(temporaryFolder());
afterAll(() => office.close());
beforeAll(() => office.startYear(year));

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];

it('a form that came back blank is not said to be in, and the sender is to be asked', async () => {
  const definition = loadedEdition().return('JC102');
  if (definition === undefined) throw new Error('no JC102');
  const options = { edition: loadedEdition(), definition, year, county: '220122' };
  const { id, creditCode, name } = unit;
  const whose = { id, creditCode, organisationCode: creditCode.slice(8, 17), name };
  for (const blank of [
    await writeBlankForm(options),
    await writeBlankForm({ ...options, unit: whose }),
    await writeBlankList(options),
  ]) {
    const batch = await office.import(blank, '甲厂.xlsx', { year });
    expect([batch.outcome, batch.problem?.code]).toEqual(['refused', 'intake.blank']);
    expect(batch.problem === null ? '' : problemText(batch.problem, 'zh')).toMatch(
      /^“甲厂.xlsx”里的表\(JC102\)没有填任何内容,没有导入什么。/,
    );
  }
  expect(office.read('import.list', { year }).counts).toMatchObject({ committed: 0, refused: 3 });
});

it('rows that import did not see can be pointed out on it', async () => {
  const rows = [['单位:千元'], header, ['注:', unit.name, 100, 50, 5]];
  const bytes = xlsxOf({ sheets: [{ name: '汇总', rows: rowsXml(rows) }] });
  const batch = await office.import(bytes, '名单.xlsx', { year });
  expect(batch.problem?.code).toBe('intake.blank');
  const [layout] = batch.layouts;
  expect(layout?.text).toBe('list:JC102;header:2;notes:3');
  const laid = await office.answer(batch.id, { [layout?.id ?? '']: 'list:JC102;header:2;body:3' });
  expect(laid.questions.map(({ kind }) => kind)).toEqual(['unit-unknown']);
  expect([laid.id, laid.problem]).toEqual([batch.id, null]);
});

it('a file whose rows are left out by an answer is no blank one', async () => {
  const rows = [['单位:千元'], header, [unit.creditCode, unit.name, 100, 50, 5]];
  const bytes = xlsxOf({ sheets: [{ name: '汇总', rows: rowsXml(rows) }] });
  const batch = await office.import(bytes, '新户.xlsx', { year, newUnits: 'ask' });
  expect(batch.questions.map(({ kind }) => kind)).toEqual(['unit-unknown']);
  const left = await office.answer(batch.id, { [batch.questions[0]?.id ?? '']: 'skip' });
  expect([left.outcome, left.rows.rejected]).toEqual(['committed', 1]);
});
