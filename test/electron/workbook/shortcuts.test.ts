import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { readXlsx } from '#electron/workbook/read-xlsx.ts';
import { isProblem } from '#shared/contract/problem.ts';
import { generatedWorkbook } from '#test/fixtures/generated-workbook.ts';
import { bases, mutate } from '#test/fixtures/mutations.ts';
import { xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

/** The same workbook with a space in each tag that the patterns of the reader do not have. */
function spaced(bytes: Uint8Array): { readonly bytes: Buffer; readonly places: number } {
  let places = 0;
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (!/worksheets\/[^/]*\.xml$|sharedStrings\.xml$/.test(name)) return [name, content] as const;
    const xml = Buffer.from(content).toString('utf8');
    const changed = xml.replace(/<(c|si)(?=[ >])/g, (tag) => {
      places += 1;
      return `${tag} `;
    });
    return [name, new Uint8Array(Buffer.from(changed))] as const;
  });
  return { bytes: zipOf(Object.fromEntries(parts)), places };
}

/** All that was read, or the problem that it ended in. */
async function outcome(bytes: Uint8Array): Promise<unknown> {
  try {
    const workbook = await readXlsx(Buffer.from(bytes), '报表.xlsx');
    return workbook.sheets.map(({ rows, ...sheet }) => ({
      ...sheet,
      rows: rows.map(({ index, hidden, cells, struck, left }) => ({ index, hidden, cells, struck, left })),
    }));
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.toMessage();
  }
}

it.each([31, 32, 33])(
  'cells and texts that are matched whole are those of the long way (seed %i)',
  async (seed) => {
    const bytes = await generatedWorkbook(seed);
    const long = spaced(bytes);
    expect(long.places).toBeGreaterThan(600);
    expect(await outcome(long.bytes)).toEqual(await outcome(bytes));
  },
);

it('so are those of workbooks that were changed at random, and what is refused of them', async () => {
  const originals = await bases();
  let refused = 0;
  for (let seed = 0; seed < 150; seed++) {
    const chance = new Chance(seed);
    const { how, bytes } = mutate(chance.one(originals), chance);
    if (how !== 'xml') continue;
    const expected = await outcome(bytes);
    expect(await outcome(spaced(bytes).bytes), `seed ${seed}`).toEqual(expected);
    if (!Array.isArray(expected)) refused += 1;
  }
  expect(refused).toBeGreaterThan(10);
});

it.each([
  ['a column that no sheet has', '<c r="XFE1"/>'],
  ['a row that is another', '<c r="A2"><v>1</v></c>'],
  ['a column that was there', '<c r="B1"/><c r="A1"/>'],
  ['a text that is not in the table', '<c r="A1" t="s"><v>1</v></c>'],
  ['a value of two kinds of digits', '<c r="A1" t="s"><v>0x0</v></c>'],
  ['a value that is too long', `<c r="A1" t="str"><v>${'1'.repeat(32_768)}</v></c>`],
  ['a style that is none', '<c r="A1" s="99"><v>1</v></c>'],
  ['a formula without a result', '<c r="A1"><f>1+1</f></c>'],
  ['a formula whose result is empty', '<c r="A1" t="str"><f aca="false">""</f><v></v></c>'],
  ['white space about a value', '<c r="A1"><v> 12.50\n</v></c>'],
  ['a value with an entity', '<c r="A1" t="str"><v>&lt;1</v></c>'],
  ['a formula with another file', '<c r="A1"><f>\'[1]甲\'!A1</f><v>3</v></c>'],
  ['a cell of a sheet within something else', '<c r="A1"><x><c r="B1"><v>1</v></c></x></c>'],
])('%s comes to the same', async (_what, cell) => {
  const bytes = xlsxOf({
    strings: '<si><t>甲</t></si>',
    sheets: [{ rows: `<row r="1">${cell}</row>` }],
  });
  expect(await outcome(spaced(bytes).bytes)).toEqual(await outcome(bytes));
});
