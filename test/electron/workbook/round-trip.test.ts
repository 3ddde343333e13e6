import { expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { readXlsx } from '#electron/workbook/read-xlsx.ts';
import { writeBlankForm, type PrefilledRecord } from '#electron/workbook/write-blank.ts';
import { stageWorkbook } from '#shared/intake/stage.ts';
import type { Field, Table } from '#shared/returns/definition.ts';
import { keyOf, type CellValue } from '#shared/values/cell.ts';
import { keySeparator } from '#shared/values/record.ts';
import { valuesOf } from '#test/fixtures/grid.ts';

const edition = loadedEdition();
const unit = {
  id: '91220101MA0Y12340Q',
  creditCode: '91220101MA0Y12340Q',
  organisationCode: 'MA0Y12340',
  name: '长春某某有限公司',
};

function valueFor(field: Field, number: number): CellValue {
  const items = edition.list(field.list ?? '')?.items.map((item) => item.code) ?? [];
  switch (field.type) {
    case 'number':
      return field.decimals === undefined ? 1000 + number : Number((12.5 + number / 10).toFixed(1));
    case 'month':
      return 201501 + (number % 12);
    case 'flag':
      return number % 2 === 0;
    case 'multi':
      return items.slice(0, 2).sort();
    case 'code':
      return items[number % items.length] ?? (field.list === 'industries' ? '0610' : '220122');
    default:
      return field.fact === 'creditCode'
        ? unit.creditCode
        : field.fact === 'organisationCode'
          ? unit.organisationCode
          : `文字${number}`;
  }
}

/** One record of a fixed table, two rows of a floating one; rows below others lie below the first. */
function recordsFor(table: Table): readonly PrefilledRecord[] {
  const parent = edition.table(table.parent ?? '');
  const above = parent === undefined ? undefined : recordsFor(parent)[0];
  const parentKey = (parent?.key ?? [])
    .map((code) => {
      const part = above?.cells[code];
      return typeof part === 'string' ? part : '';
    })
    .join(keySeparator);
  return (table.kind === 'fixed' ? [0] : [0, 1]).map((row) => ({
    table: table.code,
    cells: Object.fromEntries(
      [...edition.fields(table.code).values()]
        .filter((field) => field.computed !== true)
        .flatMap((field, index) =>
          table.columns.map((column) => [
            keyOf(field.code, column),
            valueFor(field, index + row * 3 + (column === '上年' ? 1 : 0)),
          ]),
        ),
    ),
    ...(parent === undefined ? {} : { parent: parentKey }),
  }));
}

it.each(edition.filled().map(({ code, name }) => [code, name.zh] as const))(
  'the blank workbook of %s %s, filled, is read as it was filled',
  async (code) => {
    const definition = edition.return(code);
    if (definition === undefined) throw new Error(code);
    const records = definition.tables.flatMap(recordsFor);
    const bytes = await writeBlankForm({ edition, definition, year: 2015, county: '220122', unit, records });
    const staged = stageWorkbook(await readXlsx(bytes, `${code}.xlsx`), {
      edition,
      year: 2015,
      answers: {},
      prefix: 'x',
    });
    expect(staged.questions).toEqual([]);
    const read = staged.filings.map((filing) => ({ table: filing.table, cells: valuesOf(staged, filing) }));
    expect(read).toEqual(records.map(({ table, cells }) => ({ table, cells })));
  },
);
