import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureText, rungsOf } from '#shared/texts/provenance.ts';
import { carriedKey } from '#shared/values/cell.ts';
import { refusalOf, Office } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** A unit that is entered by hand: what was said of it then stands in its JC101. */
const year = 2015;
const folder = temporaryFolder();
const office = new Office(folder);
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
const code = '91220122MA0100007X';
const own = { unit: code, return: 'JC101' };

beforeAll(async () => {
  office.startYear(year);
  await service.open();
  await service.answer('workspace.init', { county: '220122', year });
  await service.answer('units.add', { code, name: '农安县甲机械厂', industry: '3511' });
});
afterAll(async () => {
  office.close();
  await service.close();
});

const add = (given: { readonly code: string; readonly name: string }) =>
  office.write('units.add', { year, industry: '3511', ...given });
const form = (unit: string) => {
  const { state, cells } = office.read('filing.get', { year, unit, return: 'JC101' });
  return { state, cells: Object.fromEntries(cells.map(({ key, value }) => [key, value])) };
};

test('its form begins with what was said, and waits to be filed', () => {
  add({ code, name: '农安县甲机械厂' });
  expect(form(code)).toEqual({
    state: 'due',
    cells: {
      '01': code,
      '02': code.slice(8, 17),
      '03': '农安县甲机械厂',
      '05': '220122',
      '07': '3511',
      [carriedKey]: true,
    },
  });
  // What is said otherwise later, while nobody has filed it, is said there too.
  office.write('units.rename', { year, unit: code, name: '农安县甲机床厂' });
  office.write('units.move', { year, unit: code, area: '220182' });
  expect(form(code).cells).toMatchObject({ '03': '农安县甲机床厂', '05': '220182' });
});

test('one that somebody fills in is theirs', () => {
  office.write('filing.set', { year, ...own, cells: { '13': '王大力' } });
  const { state, cells } = form(code);
  expect(state).toBe('draft');
  expect(cells).toMatchObject({ '03': '农安县甲机床厂', '13': '王大力', [carriedKey]: null });
  office.write('units.rename', { year, unit: code, name: '农安县甲机器厂' });
  expect(form(code).cells['03']).toBe('农安县甲机床厂');
});

test('an import writes over it without a question, and undone leaves it as it began', async () => {
  const other = { code: '91220122MA0100008Q', name: '农安县乙食品厂' };
  add(other);
  const began = form(other.code);
  const rows = [
    ['统一社会信用代码', '单位详细名称', '行业小类代码', '法定代表人'],
    [other.code, '农安县乙食品厂', '1310', '李四'],
  ];
  const batch = await office.import(Buffer.from(rows.map((row) => row.join(',')).join('\n')), '乙.csv', {
    year,
  });
  expect(batch.questions).toEqual([]);
  expect(form(other.code)).toMatchObject({ state: 'draft', cells: { '07': '1310', '13': '李四' } });
  office.write('import.undo', { batch: batch.id });
  expect(form(other.code)).toEqual({ ...began, cells: { ...began.cells, '13': null } });
});

test('a duplicate that only began has nothing to merge, and one that only began gives way', () => {
  const [kept, twin] = ['91220122MA0100374L', '912201220555000017'];
  add({ code: kept, name: '农安县丙酒厂' });
  add({ code: twin, name: '农安县丙白酒酿造厂' });
  office.write('filing.set', { year, unit: twin, return: 'JC101', cells: { '13': '赵六' } });
  expect(refusalOf(() => office.write('units.merge', { year, unit: twin, into: kept }))).toBeNull();
  expect(form(kept)).toMatchObject({ state: 'draft', cells: { '01': twin, '13': '赵六' } });
  const third = '591123458';
  add({ code: third, name: '农安县丙老酒厂' });
  expect(form(third).cells).toMatchObject({ '02': third, '03': '农安县丙老酒厂' });
  const { moved } = office.write('units.merge', { year, unit: third, into: kept });
  expect(moved).toEqual([]);
  expect(form(kept).cells['03']).toBe('农安县丙白酒酿造厂');
});

test('where it came from is said', async () => {
  const told = await service.answer('provenance.get', { ...own, key: '03' });
  expect(rungsOf(told, 'zh').map(({ text }) => text)).toEqual(['取自名录(增加单位时所填):农安县甲机械厂']);
  expect(rungsOf(told, 'en')[0]?.text).toContain('from the directory');
  expect(pictureText(told, 'zh')).toContain('取自名录');
});
