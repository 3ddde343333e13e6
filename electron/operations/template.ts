import type { Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { lastYearColumn } from '../store/records.ts';
import { countyOf } from '../store/settings.ts';
import { unitAt } from '../store/units.ts';
import { writeBlankForm, writeBlankList } from '../workbook/write-blank.ts';
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
  const base = { edition, definition, year, county: countyOf(context.store)?.code ?? '' };
  const stem = `${definition.code} ${definition.name.zh}`;
  if (input.list) return keepMade(context.folder, `${stem}(多户) ${year}.xlsx`, await writeBlankList(base));
  if (input.unit === undefined)
    return keepMade(context.folder, `${stem} ${year}.xlsx`, await writeBlankForm(base));
  const id = resolveUnit(context, input.unit);
  const entry = unitAt(context.store, id, year);
  if (entry === undefined) throw new Problem('unit.absent', { unit: input.unit });
  const { name } = unitView(context, entry, year);
  const unit = {
    id,
    name,
    creditCode: entry.facts.creditCode ?? '',
    organisationCode: entry.facts.organisationCode ?? '',
  };
  const cells =
    definition.tables[0]?.columns.includes('上年') === true
      ? (lastYearColumn(context.store, year, id, input.return).get('') ?? {})
      : {};
  return keepMade(
    context.folder,
    `${name} ${definition.code} ${year}.xlsx`,
    await writeBlankForm({ ...base, unit, cells }),
  );
}
