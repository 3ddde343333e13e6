import type { Checked } from '#shared/checking/check.ts';
import { areaOf } from '#shared/codes/areas.ts';
import { classStandings, returnStandings, ruleStandings, unitChanges } from '#shared/tally/quality.ts';
import type { ReportingUnit } from '#shared/tally/quality.ts';
import type { Correction, QualityReport } from '#shared/tally/report.ts';
import { saidOf } from '#shared/tally/territory.ts';
import { carriedKey, codeOf } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { reportedFiles } from '../store/batches.ts';
import { corrections } from '../store/history.ts';
import { filings, round } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { survivor, unitAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { countyDirectory, countyFindings, countyTerritory } from './county.ts';
import { allFindings } from './findings.ts';

/** ZH303: what the store says of how the year's numbers came about. */
export function qualityReport(
  context: ReadContext,
  year: number,
  report: string,
  preview: boolean,
): QualityReport {
  const { store, edition } = context;
  const definition = edition.return(report);
  const { name, title, open, demonstration } = edition.edition;
  const county = countyFindings(context, year);
  const territory = countyTerritory(context, year);
  const findings = allFindings(context, year, county);
  const owed = filings(store, year);
  return {
    kind: 'quality',
    report,
    name: definition?.name ?? { zh: report, en: report },
    number: definition?.number ?? '',
    year,
    preview,
    frozen: false,
    demonstration,
    ...saidOf(territory),
    edition: { name, title, open },
    returns: returnStandings(owed, edition),
    findings: classStandings(findings),
    explanations: ruleStandings(findings, edition),
    corrections: correctionsOf(context, year),
    units:
      round(store, year - 1) === undefined
        ? null
        : unitChanges(
            reporting(context, year),
            reporting(context, year - 1),
            (unit) => {
              const into = survivor(store, unit, year);
              return into === unit ? null : (unitAt(store, into, year)?.facts.name ?? into);
            },
            (unit) => {
              const move = territory.moved.get(unit);
              return move === undefined
                ? null
                : { kind: move.kind, county: areaOf(move.area)?.name ?? move.area };
            },
          ),
    files: reportedFiles(store, year),
    undecided: undecidedOf(context, year, county.wide),
  };
}

/** Units in operation that owe a filing in a year. */
function reporting(context: ReadContext, year: number): readonly ReportingUnit[] {
  const owing = new Set(
    filings(context.store, year).flatMap(({ unit, state }) => (state === 'exempt' ? [] : [unit])),
  );
  return [...countyDirectory(context, year).values()]
    .filter(({ id, facts }) => owing.has(id) && (facts.status ?? '1') === '1')
    .map(({ id, facts }) => ({ id, name: facts.name ?? id }));
}

function correctionsOf(context: ReadContext, year: number): readonly Correction[] {
  const { store, edition } = context;
  const nameOf = unitNames(context, year);
  return corrections(store, year)
    .filter(({ key }) => key !== carriedKey)
    .map(({ unit, return: code, record, key, was, value, basis, reason, at, actor }) => ({
      unit,
      unitName: nameOf(unit),
      return: code,
      record,
      key,
      field: edition.field(tableOf(code, record), codeOf(key))?.name ?? { zh: key, en: key },
      old: was ?? null,
      new: value,
      basis,
      reason,
      at,
      who: actor,
    }));
}

function undecidedOf(context: ReadContext, year: number, wide: Checked): QualityReport['undecided'] {
  const nameOf = unitNames(context, year);
  const byUnit = new Map<string, number>();
  for (const { unit, undecided } of filings(context.store, year))
    byUnit.set(unit, (byUnit.get(unit) ?? 0) + undecided);
  byUnit.set('', wide.undecided);
  return [...byUnit]
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => ({ unit, name: nameOf(unit), count }));
}

/** Names by the directory; of a unit that was merged, as it was. The county's own for an empty id. */
function unitNames(context: ReadContext, year: number): (unit: string) => string {
  const { store } = context;
  const directory = countyDirectory(context, year);
  return (unit) =>
    unit === ''
      ? (countyAt(store, year)?.name ?? '')
      : ((directory.get(unit) ?? unitAt(store, unit, year))?.facts.name ?? unit);
}
