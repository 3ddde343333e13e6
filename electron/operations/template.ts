import type { Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { ReturnDefinition } from '#shared/returns/definition.ts';
import { carriedKey, isBlank } from '#shared/values/cell.ts';
import { asFileName, unitNameBytes } from '#shared/values/file-name.ts';
import { isBelow, keySeparator, tableOf } from '#shared/values/record.ts';
import { recordsOfFiling } from '../store/records.ts';
import { lastYearColumn } from '../store/year-records.ts';
import { countyAt, countyOf } from '../store/settings.ts';
import { unitAt } from '../store/units.ts';
import type { PrefilledRecord } from '../workbook/write-blank.ts';
import type { ExportContext } from './context.ts';
import { resolveUnit, unitView } from './directory.ts';
import { keepMade, type KeptFile } from './made.ts';
import { yearOf } from './year.ts';

export const templateExporterSteps = { 'import/template': template };

/** A blank workbook of a return: for one enterprise, with its codes and last year's values, or a list for many. */
async function template(context: ExportContext, input: Parsed<'template.make'>): Promise<KeptFile> {
  const year = yearOf(context, input);
  const { edition } = context;
  const definition = edition.return(input.return);
  if (definition === undefined) throw new Problem('return.absent', { return: input.return });
  if (definition.kind === 'computed') throw new Problem('return.computed', { return: input.return });
  const owner = input.department;
  if (owner !== undefined && !ownersOf(definition).includes(owner))
    throw new Problem('return.department', {
      return: input.return,
      department: owner,
      choices: ownersOf(definition).join('、'),
    });
  const base = {
    edition,
    definition,
    year,
    county: countyAt(context.store, year)?.code ?? '',
    today: context.now,
    ...(owner === undefined ? {} : { owner }),
  };
  const { writeBlankForm, writeBlankList } = await import('../workbook/write-blank.ts');
  const stem = `${definition.code} ${definition.name.zh}${owner === undefined ? '' : ` ${owner}`}`;
  if (input.list) return keepMade(context.folder, `${stem}(多户) ${year}.xlsx`, await writeBlankList(base));
  const isCountys = definition.population.kinds.join() === '县';
  const wanted = input.unit ?? (isCountys ? countyOf(context.store)?.code : undefined);
  if (wanted === undefined)
    return keepMade(context.folder, `${stem} ${year}.xlsx`, await writeBlankForm(base));
  const id = resolveUnit(context, wanted, year);
  const entry = unitAt(context.store, id, year);
  if (entry === undefined) throw new Problem('unit.absent', { unit: wanted });
  const { name } = unitView(context, entry, year);
  const unit = {
    id,
    name,
    creditCode: entry.facts.creditCode ?? '',
    organisationCode: entry.facts.organisationCode ?? '',
  };
  return keepMade(
    context.folder,
    `${asFileName(name, unitNameBytes)} ${definition.code}${owner === undefined ? '' : ` ${owner}`} ${year}.xlsx`,
    await writeBlankForm({ ...base, unit, records: prefilled(context, year, id, definition) }),
  );
}

function ownersOf(definition: ReturnDefinition): readonly string[] {
  const owners = definition.tables.flatMap((table) => table.sections.map((section) => section.owner));
  return [...new Set(owners.filter((owner) => owner !== undefined))];
}

/** Last year's values in the 上年 columns, and the rows that a register carried over, to be brought up to date. */
function prefilled(
  context: ExportContext,
  year: number,
  unit: string,
  definition: ReturnDefinition,
): readonly PrefilledRecord[] {
  const { edition, store } = context;
  const lastYear = [...lastYearColumn(store, year, unit, definition.code)].flatMap(
    ([key, cells]): PrefilledRecord[] => {
      const table = tableOf(definition.code, key);
      return edition.table(table)?.columns.includes('上年') === true ? [{ table, cells }] : [];
    },
  );
  const records = recordsOfFiling(store, year, unit, definition.code);
  const carried = records.flatMap(({ key, cells }): PrefilledRecord[] => {
    const table = edition.table(tableOf(definition.code, key));
    if (table?.kind !== 'floating' || cells[carriedKey] !== true) return [];
    const above = records.find(
      (record) => table.parent === tableOf(definition.code, record.key) && isBelow(key, record.key),
    );
    const parent = (edition.table(table.parent ?? '')?.key ?? []).map((code) => above?.cells[code]);
    return [
      {
        table: table.code,
        cells,
        ...(parent.length === 0 || parent.some((part) => isBlank(part))
          ? {}
          : { parent: parent.map(String).join(keySeparator) }),
      },
    ];
  });
  return [...lastYear, ...carried];
}
