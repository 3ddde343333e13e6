import { afterAll, expect, it } from 'vitest';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
afterAll(() => office.close());

const park = soundUnits.slice(0, 4);

/** A list of JC101 in which the sender has words of its own for how large its enterprises are. */
function facts(...sizes: readonly string[]): Buffer {
  const rows = sizes.map((size, index) => [park[index]?.id ?? '', park[index]?.name ?? '', size]);
  const head = ['统一社会信用代码', '单位详细名称', '企业规模'];
  return xlsxOf({ sheets: [{ name: '概况', rows: rowsXml([head, ...rows]) }] });
}

it('what a sender calls a code is known in its next file, and is no rule where it meant two', async () => {
  office.startYear(2015);
  const asked = await office.import(facts('特大', '特大', '巨型', '巨型'), '概况.xlsx', { year: 2015 });
  expect(asked.questions.map(({ kind, raw }) => [kind, raw])).toEqual(
    ['特大', '特大', '巨型', '巨型'].map((word) => ['not-in-list', word]),
  );
  const meant = ['value:1', 'value:1', 'value:1', 'value:2'];
  const answers = Object.fromEntries(asked.questions.map(({ id }, index) => [id, meant[index] ?? '']));
  expect((await office.answer(asked.id, answers)).outcome).toBe('committed');

  office.startYear(2016);
  const next = await office.import(facts('特大', '巨型', '特大', '特级'), '概况.xlsx', { year: 2016 });
  expect(next.questions.map(({ raw }) => raw)).toEqual(['巨型', '特级']);
  expect(next.reused.map(({ question, choice }) => [question.raw, choice.code])).toEqual([
    ['特大', 'value:1'],
    ['特大', 'value:1'],
  ]);
  const rest = Object.fromEntries(next.questions.map(({ id }) => [id, 'value:3']));
  expect((await office.answer(next.id, rest)).outcome).toBe('committed');
  const sizes = park.map(({ id }) => {
    const { cells } = office.read('filing.get', { year: 2016, unit: id, return: 'JC101' });
    return cells.find(({ source }) => /^C\d$/.test(source?.cell ?? ''))?.value;
  });
  expect(sizes).toEqual(['1', '3', '1', '3']);
});
