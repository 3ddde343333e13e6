import type { UnitDocuments } from '../checking/documents.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator, Measure } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { FilingState } from '../values/states.ts';
import type { Coverage, Report, ReportRow, TargetView } from './report.ts';
import { Tally, type Sum } from './tally.ts';

export interface ReportRequest {
  readonly edition: LoadedEdition;
  readonly report: string;
  readonly year: number;
  readonly surroundings: Surroundings;
  readonly preview: boolean;
  /** Every unit with this year's and the years' before documents. */
  readonly units: readonly UnitDocuments[];
}

/** Which states a total counts: accepted and nil; a preview adds drafts. */
export function countedStates(preview: boolean): (state: FilingState) => boolean {
  return (state) => state === 'accepted' || state === 'nil' || (preview && state === 'draft');
}

/** The documents as the year before saw them: `back` counts from there. */
function yearBefore(unit: UnitDocuments): UnitDocuments {
  return { ...unit, filing: (code, back) => unit.filing(code, back + 1) };
}

/** ZH301: every indicator of this year and last, change, target, coverage. */
export function computeReport(request: ReportRequest): Report {
  const { edition, units, preview } = request;
  const definition = edition.return(request.report);
  const tally = new Tally(edition, request.surroundings);
  const counts = countedStates(preview);
  const now = tally.sums(units, counts);
  const before = tally.sums(units.map(yearBefore), countedStates(false));
  const kept = tally.sums(
    units
      .filter((unit) => edition.filled().every((item) => counts(unit.filing(item.code, 0)?.state ?? 'due')))
      .map(yearBefore),
    countedStates(false),
  );
  const rows = edition.edition.indicators.map((indicator) => rowOf(indicator, now, before, kept, request));
  return {
    report: request.report,
    name: definition?.name ?? { zh: request.report, en: request.report },
    number: definition?.number ?? '',
    year: request.year,
    preview,
    frozen: false,
    demonstration: edition.edition.demonstration,
    coverage: rows[0]?.coverage ?? { counted: 0, due: 0, shareOfLastYear: null },
    rows,
  };
}

function rowOf(
  indicator: Indicator,
  now: ReadonlyMap<string, Sum>,
  before: ReadonlyMap<string, Sum>,
  kept: ReadonlyMap<string, Sum>,
  request: ReportRequest,
): ReportRow {
  const { code } = indicator;
  const [sum, last, keptLast] = [now.get(code), before.get(code), kept.get(code)];
  const value = sum?.value ?? null;
  const lastYear = last?.value ?? null;
  const isRatio = indicator.formula.kind === 'ratio';
  const measure = indicator.formula.kind === 'ratio' ? indicator.formula.denominator : indicator.formula.of;
  const whole = isRatio ? last?.denominator : last?.numerator;
  const part = isRatio ? keptLast?.denominator : keptLast?.numerator;
  const share =
    whole === undefined || whole === null || whole === 0
      ? null
      : Math.round(((part ?? 0) / whole) * 1000) / 10;
  const change =
    value === null || lastYear === null ? null : Number((value - lastYear).toFixed(indicator.decimals));
  return {
    code,
    name: indicator.name,
    unit: indicator.unit,
    decimals: indicator.decimals,
    value,
    numerator: isRatio ? (sum?.numerator ?? null) : null,
    denominator: isRatio ? (sum?.denominator ?? null) : null,
    lastYear,
    change,
    changePercent:
      isRatio || change === null || lastYear === null || lastYear === 0
        ? null
        : Math.round((change / lastYear) * 1000) / 10,
    target: targetOf(indicator, value, lastYear, request),
    coverage: coverageOf(measure, request, share),
    source: sourceOf(indicator),
    caveat: indicator.caveat ?? null,
  };
}

function coverageOf(measure: Measure, request: ReportRequest, shareOfLastYear: number | null): Coverage {
  const counts = countedStates(request.preview);
  let counted = 0;
  let due = 0;
  for (const unit of request.units) {
    const state = unit.filing(measure.return, 0)?.state;
    if (state === undefined || state === 'exempt' || state === 'aside') continue;
    due += 1;
    if (counts(state)) counted += 1;
  }
  return { counted, due, shareOfLastYear };
}

function targetOf(
  indicator: Indicator,
  value: number | null,
  lastYear: number | null,
  request: ReportRequest,
): TargetView | null {
  const target = request.edition.edition.targets.find((item) => item.indicator === indicator.code);
  if (target === undefined) return null;
  const goal = target.value ?? null;
  const isRatio = indicator.formula.kind === 'ratio';
  const reached =
    value === null
      ? null
      : target.type === 'direction_up'
        ? lastYear === null
          ? null
          : value > lastYear
        : isRatio && goal !== null
          ? value >= goal
          : null;
  return {
    type: target.type,
    scope: target.scope,
    value: goal,
    baseYear: target.baseYear,
    year: target.year,
    // Neither document gives a county a quota: a county has a share in the province's number, not a rate of completion.
    contribution:
      isRatio || goal === null || goal === 0 || value === null
        ? null
        : Math.round((value / goal) * 1000) / 10,
    reached,
  };
}

/** The formula in the field's notation: ΣJC102.02 / ΣJC102.01. */
export function sourceOf(indicator: Indicator): string {
  const one = (measure: Measure): string => {
    const where = measure.where === undefined ? '' : `(${measure.where})`;
    return measure.aggregate === 'sum'
      ? `Σ${measure.return}.${measure.field ?? ''}${where}`
      : `计数(${measure.return}${where === '' ? '' : ` 其中 ${measure.where ?? ''}`})`;
  };
  return indicator.formula.kind === 'ratio'
    ? `${one(indicator.formula.numerator)} / ${one(indicator.formula.denominator)} × 100`
    : one(indicator.formula.of);
}
