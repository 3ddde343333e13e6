import type { UnitDocuments } from '../checking/documents.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator, Measure, Wording } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measuresOf } from '../returns/tables.ts';
import { returnOf } from '../values/record.ts';
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

/** The documents as the year before saw them: `back` counts from there. With `kept`, only returns that count this year. */
function yearBefore(unit: UnitDocuments, kept?: (state: FilingState) => boolean): UnitDocuments {
  return {
    ...unit,
    filing: (code, back) =>
      kept === undefined || kept(unit.filing(code, 0)?.state ?? 'due')
        ? unit.filing(code, back + 1)
        : undefined,
  };
}

/** How many years before its own a report of a year reads: last year, and what is cumulative. */
export function reachOf(edition: LoadedEdition, surroundings: Surroundings): number {
  return new Tally(edition, surroundings).reach + 1;
}

/** ZH301: every indicator of this year and last, change, target, coverage. */
export function computeReport(request: ReportRequest): Report {
  const { edition, units, preview, surroundings } = request;
  const definition = edition.return(request.report);
  const last = new Tally(edition, { ...surroundings, year: surroundings.year - 1 });
  const counts = countedStates(preview);
  const sums: Sums = {
    now: new Tally(edition, surroundings).sums(units, counts),
    before: last.sums(
      units.map((unit) => yearBefore(unit)),
      countedStates(false),
    ),
    kept: last.sums(
      units.map((unit) => yearBefore(unit, counts)),
      countedStates(false),
    ),
  };
  const indicators = new Map(edition.edition.indicators.map((indicator) => [indicator.code, indicator]));
  const layout = definition?.computed;
  const sections = layout?.kind === 'indicators' ? layout.sections : [];
  const rows = sections.flatMap(({ title, rows: codes }) =>
    codes.flatMap((code) => {
      const indicator = indicators.get(code);
      return indicator === undefined ? [] : [rowOf(indicator, title, sums, request)];
    }),
  );
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

interface Sums {
  readonly now: ReadonlyMap<string, Sum>;
  readonly before: ReadonlyMap<string, Sum>;
  /** Last year's of the filings that count this year. */
  readonly kept: ReadonlyMap<string, Sum>;
}

function rowOf(indicator: Indicator, section: Wording, sums: Sums, request: ReportRequest): ReportRow {
  const { code, formula } = indicator;
  const [sum, last, keptLast] = [sums.now.get(code), sums.before.get(code), sums.kept.get(code)];
  const isGap = formula.kind === 'gap';
  const value = isGap ? gapOf(indicator, sums.now, request, request.year) : (sum?.value ?? null);
  const lastYear = isGap ? gapOf(indicator, sums.before, request, request.year - 1) : (last?.value ?? null);
  const isRatio = formula.kind === 'ratio';
  const [measure] = measuresOf(formula);
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
    section,
    name: indicator.name,
    unit: indicator.unit,
    decimals: indicator.decimals,
    value,
    numerator: isRatio ? (sum?.numerator ?? null) : null,
    denominator: isRatio ? (sum?.denominator ?? null) : null,
    groups: groupsOf(indicator, sum, request),
    listed: sum?.listed ?? null,
    lastYear,
    change,
    changePercent:
      isRatio || isGap || change === null || lastYear === null || lastYear === 0
        ? null
        : Math.round((change / lastYear) * 1000) / 10,
    target: targetOf(indicator, value, lastYear, request),
    coverage:
      measure === undefined
        ? { counted: 0, due: 0, shareOfLastYear: null }
        : coverageOf(measure, request, share),
    source: sourceOf(indicator),
    caveat: indicator.caveat ?? null,
  };
}

/** The indicator less the figure that the target names for the year; null until the province supplies it. */
function gapOf(
  indicator: Indicator,
  sums: ReadonlyMap<string, Sum>,
  request: ReportRequest,
  year: number,
): number | null {
  if (indicator.formula.kind !== 'gap') return null;
  const value = sums.get(indicator.formula.indicator)?.value ?? null;
  const target = request.edition.edition.targets.find((item) => item.indicator === indicator.code);
  const reference = target?.reference?.[String(year)];
  return value === null || reference === undefined
    ? null
    : Number((value - reference).toFixed(indicator.decimals));
}

/** A distribution in the order of its list, by the names of the codes. */
function groupsOf(
  { formula }: Indicator,
  sum: Sum | undefined,
  { edition }: ReportRequest,
): ReportRow['groups'] {
  const groups = sum?.groups;
  if (formula.kind !== 'groups' || groups === undefined || groups === null) return null;
  const list = edition.list(edition.field(formula.of.table, formula.by)?.list ?? '');
  const items =
    list?.items.map(({ code, name }) => ({ code, name })) ??
    [...groups.keys()].sort().map((code) => ({ code, name: { zh: code, en: code } }));
  return items.map(({ code, name }) => ({ code, name, value: groups.get(code) ?? 0 }));
}

function coverageOf(measure: Measure, request: ReportRequest, shareOfLastYear: number | null): Coverage {
  const counts = countedStates(request.preview);
  let counted = 0;
  let due = 0;
  for (const unit of request.units) {
    const state = unit.filing(returnOf(measure.table), 0)?.state;
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

/** The formula in the field's notation: ΣJC102.02 / ΣJC102.01 × 100. */
export function sourceOf({ formula }: Indicator): string {
  const one = (measure: Measure): string => {
    const where = measure.where === undefined ? '' : ` 其中 ${measure.where}`;
    if (measure.aggregate === 'count') return `计数(${measure.table}${where})`;
    if (measure.aggregate === 'distinct')
      return `去重(${measure.table}.${(measure.by ?? []).join(',')}${where})`;
    return `Σ${measure.table}.${measure.field ?? ''}${where === '' ? '' : `(${measure.where ?? ''})`}`;
  };
  const all = (measures: readonly Measure[]): string => measures.map(one).join(' + ');
  switch (formula.kind) {
    case 'ratio':
      return `${all(formula.numerator)} / ${all(formula.denominator)} × 100`;
    case 'total':
      return all(formula.of);
    case 'groups':
      return `${one(formula.of)} / ${formula.of.table}.${formula.by}`;
    case 'gap':
      return `${formula.indicator} − 省提供的参照值`;
    case 'list':
      return `${formula.table}.${formula.fields.join(',')}`;
    case 'supplied':
      return '省提供';
  }
}
