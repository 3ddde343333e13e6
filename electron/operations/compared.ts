import type { Output, Parsed } from '#shared/contract/contract.ts';
import { askedAlready } from '#shared/checking/year-on-year.ts';
import { returnOf } from '#shared/values/record.ts';
import type { ReadContext } from './context.ts';
import { comparedYears } from './county.ts';
import { filingAsked } from './filings.ts';
import { allFindings, unitHints, worded } from './findings.ts';
import { yearOf } from './year.ts';

/** Which numbers were compared with last year's over the county, who was left out, and what came of it. */
export function compared(
  context: ReadContext,
  input: Parsed<'findings.compared'>,
): Output<'findings.compared'> {
  const year = yearOf(context, input);
  const settings = context.edition.edition.outliers;
  const asked = askedAlready(allFindings(context, year).map(({ finding }) => finding));
  return {
    least: settings?.least ?? null,
    fields: comparedYears(context, year)
      .filter(({ table }) => input.return === undefined || returnOf(table) === input.return)
      .map(({ table, code, compared: units, zero, blank, outcome, median, unusual }) => {
        const field = context.edition.field(table, code);
        return {
          table,
          code,
          name: field?.name ?? { zh: code, en: code },
          compared: units,
          zero,
          blank,
          outcome,
          median,
          unusual: unusual.length,
          askedAlready: unusual.filter(asked).length,
        };
      }),
  };
}

/** The hints at one filing, for whoever fills it in. */
export function unusual(context: ReadContext, input: Parsed<'findings.unusual'>): Output<'findings.unusual'> {
  const year = yearOf(context, input);
  const { unit, return: code } = filingAsked(context, year, input.unit, input.return);
  const hints = unitHints(context, year, unit).filter(({ finding }) => finding.return === code);
  return { findings: worded(context, hints) };
}
