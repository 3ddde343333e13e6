import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { computeReport, countedStates, sourceOf } from '#shared/tally/compute.ts';
import { computeCross } from '#shared/tally/cross.ts';
import type { Leaf, Report } from '#shared/tally/report.ts';
import { tallyOf, type Contribution } from '#shared/tally/tally.ts';
import { returnOf } from '#shared/values/record.ts';
import { keepReport, storedReport } from '../store/packages.ts';
import { sourcesOf } from '../store/records.ts';
import { round } from '../store/rounds.ts';
import { unitsAt } from '../store/units.ts';
import type { ExportContext, ReadContext, WriteContext } from './context.ts';
import { unitView } from './directory.ts';
import { countyUnits } from './county.ts';
import { surroundings } from './documents.ts';
import { handOut, keepMade, type KeptFile } from './made.ts';
import { qualityReport } from './quality.ts';
import { csvOf, workbookOf } from './report-files.ts';
import type { RunContext } from './run-context.ts';
import { pageOf, yearOf } from './year.ts';

export const tallyReads = { 'report.get': reportGet, 'trace.get': traceGet };
export const tallyRuns = {
  'report.write': async (
    context: RunContext,
    input: Parsed<'report.write'>,
  ): Promise<Output<'report.write'>> => ({
    file: handOut(context, await context.workspace.export('tally/file', input, { signal: context.signal })),
  }),
};
export const tallyExporterSteps = { 'tally/file': reportFile };

function assertReport(context: ReadContext, report: string): void {
  if (context.edition.return(report)?.kind !== 'computed')
    throw new Problem('report.absent', { report, known: computedReturns(context) });
}

function computedReturns({ edition }: ReadContext): string {
  return edition.edition.returns
    .filter(({ kind }) => kind === 'computed')
    .map(({ code }) => code)
    .join('、');
}

/** From sign-off on the table that was computed then; before, and as a preview, computed anew. */
function reportGet(context: ReadContext, input: Parsed<'report.get'>): Report {
  const year = yearOf(context, input);
  assertReport(context, input.report);
  const isFrozen = round(context.store, year)?.state !== 'open' && !input.preview;
  const stored = isFrozen ? (storedReport(context.store, year, input.report) as Report | null) : null;
  return stored === null ? computed(context, year, input.report, input.preview) : { ...stored, frozen: true };
}

function computed(context: ReadContext, year: number, report: string, preview: boolean): Report {
  const { edition } = context;
  const layout = edition.return(report)?.computed;
  if (layout === undefined) throw new Problem('report.absent', { report, known: computedReturns(context) });
  if (layout.kind === 'quality') return qualityReport(context, year, report, preview);
  const here = surroundings(context, year);
  const request = { edition, report, year, surroundings: here, preview };
  return layout.kind === 'cross'
    ? computeCross({ ...request, units: countyUnits(context, year) }, layout)
    : computeReport({ ...request, units: countyUnits(context, year) });
}

/** Every computed table, once, at sign-off: what was signed is what is sealed. */
export function freezeReports(context: WriteContext, year: number): void {
  for (const definition of context.edition.edition.returns) {
    if (definition.kind === 'computed')
      keepReport(context.store, year, definition.code, computed(context, year, definition.code, false));
  }
}

function traceGet(context: ReadContext, input: Parsed<'trace.get'>): Output<'trace.get'> {
  const year = yearOf(context, input);
  assertReport(context, input.report);
  const layout = context.edition.return(input.report)?.computed;
  // Only a table of indicators opens down to cells row by row.
  const indicator =
    layout?.kind === 'indicators'
      ? context.edition.edition.indicators.find((item) => item.code === input.row)
      : undefined;
  if (indicator === undefined)
    throw new Problem('report.row-absent', { report: input.report, row: input.row });
  const found: Contribution[] = [];
  const tally = tallyOf(context.edition, surroundings(context, year));
  const sums = tally.sums(countyUnits(context, year), countedStates(input.preview), (code, contribution) => {
    if (code === input.row) found.push(contribution);
  });
  const parts = ['total', 'numerator', 'denominator'];
  found.sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) || b.value - a.value || (a.unit < b.unit ? -1 : 1),
  );
  return {
    report: input.report,
    row: input.row,
    name: indicator.name,
    unit: indicator.unit,
    value: sums.get(input.row)?.value ?? null,
    source: sourceOf(indicator),
    leaves: leavesOf(context, year, pageOf(found, input)),
    total: found.length,
  };
}

function leavesOf(context: ReadContext, year: number, contributions: readonly Contribution[]): Leaf[] {
  const units = unitsAt(context.store, year);
  return contributions.map(({ unit, back, table, record, code: field, part, value, state }): Leaf => {
    const code = returnOf(table);
    const entry = units.get(unit);
    const view = entry === undefined ? null : unitView(context, entry, year);
    const own = sourcesOf(context.store, year - back, unit, code).get(record);
    // A record that was counted comes from where its first cell does.
    const source = field === null ? [...(own?.values() ?? [])][0] : own?.get(field);
    const isImport = source?.kind === 'import';
    return {
      unit,
      unitName: view?.name ?? unit,
      industry: view?.industryName ?? null,
      return: code,
      year: year - back,
      record,
      code: field ?? '*',
      part,
      value,
      state: state === 'nil' ? 'nil' : state === 'draft' ? 'draft' : 'accepted',
      batch: isImport ? source.batch : null,
      file: isImport ? source.file : null,
      sha256: isImport ? source.sha256 : null,
      sheet: source?.sheet ?? null,
      cell: source?.cell ?? null,
      raw: source?.raw ?? null,
      basis: source?.basis ?? null,
    };
  });
}

async function reportFile(context: ExportContext, input: Parsed<'report.write'>): Promise<KeptFile> {
  const year = yearOf(context, input);
  const report = reportGet(context, { ...input, year });
  const name = `${year}年${report.name.zh}${report.preview ? '(预览)' : ''}`;
  if (input.format === 'json')
    return keepMade(context.folder, `${name}.json`, Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  if (input.format === 'csv') return keepMade(context.folder, `${name}.csv`, csvOf(report));
  return keepMade(context.folder, `${name}.xlsx`, await workbookOf(report, context.edition));
}
