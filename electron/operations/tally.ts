import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { reportInSteps, reportSteps } from '#shared/tally/compute.ts';
import { computeCross } from '#shared/tally/cross.ts';
import type { IndicatorReport, Report } from '#shared/tally/report.ts';
import { keepReport, storedReport } from '../store/packages.ts';
import { round } from '../store/rounds.ts';
import type { ExportContext, ReadContext, WriteContext } from './context.ts';
import { countyMade } from './county.ts';
import { surroundings } from './documents.ts';
import { KeptResults } from './kept.ts';
import { handOut, keepMade, type KeptFile } from './made.ts';
import { qualityReport } from './quality.ts';
import { reportRequest } from './report-request.ts';
import type { RunContext } from './run-context.ts';
import { traceGet } from './trace.ts';
import { yearOf } from './year.ts';

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

const reports = new KeptResults<Report>();

/** A table as the data stands, kept until it changes. */
function computed(context: ReadContext, year: number, report: string, preview: boolean): Report {
  const name = `${report}/${preview}`;
  return (
    reports.find(context, year, name) ??
    reports.keep(context, year, computedAnew(context, year, report, preview), name)
  );
}

function computedAnew(context: ReadContext, year: number, report: string, preview: boolean): Report {
  const layout = context.edition.return(report)?.computed;
  if (layout === undefined) throw new Problem('report.absent', { report, known: computedReturns(context) });
  if (layout.kind === 'quality') return qualityReport(context, year, report, preview);
  if (layout.kind === 'indicators') return indicatorReport(context, year, report, preview);
  return computeCross(reportRequest(context, year, report, preview), layout);
}

const indicatorReports = new KeptResults<IndicatorReport>();

/** A table of indicators as the data stands, kept until it changes: the first screen shows some of its numbers too. */
export function indicatorReport(
  context: ReadContext,
  year: number,
  report: string,
  preview: boolean,
): IndicatorReport {
  const name = `${report}/${preview}`;
  return (
    indicatorReports.find(context, year, name) ??
    indicatorReports.keep(
      context,
      year,
      countyMade(context, year, {
        name: `report ${name}`,
        total: reportSteps,
        steps: ({ units, territory }) =>
          reportInSteps({
            edition: context.edition,
            report,
            year,
            surroundings: surroundings(context, year),
            preview,
            units,
            territory,
          }),
      }),
      name,
    )
  );
}

/** Every computed table, once, at sign-off: what was signed is what is sealed. */
export function freezeReports(context: WriteContext, year: number): void {
  for (const definition of context.edition.edition.returns) {
    if (definition.kind === 'computed')
      keepReport(context.store, year, definition.code, computed(context, year, definition.code, false));
  }
}

async function reportFile(context: ExportContext, input: Parsed<'report.write'>): Promise<KeptFile> {
  const year = yearOf(context, input);
  const { csvOf, workbookOf } = await import('./report-files.ts');
  // One moment of the data, as the threads that only read have it for a whole answer.
  const report = context.store.db.transaction(() => reportGet(context, { ...input, year }))();
  const name = `${year}年${report.name.zh}${report.preview ? '(预览)' : ''}`;
  if (input.format === 'json')
    return keepMade(context.folder, `${name}.json`, Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  if (input.format === 'csv')
    return keepMade(context.folder, `${name}.csv`, csvOf(report, context.edition, context.now));
  return keepMade(context.folder, `${name}.xlsx`, await workbookOf(report, context.edition, context.now));
}
