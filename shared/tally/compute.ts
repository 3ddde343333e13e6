import type { UnitDocuments } from '../checking/documents.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator } from '../returns/indicator.ts';
import type { Wording } from '../returns/terms.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measuresOf } from '../returns/tables.ts';
import { returnOf } from '../values/record.ts';
import type { FilingState } from '../values/states.ts';
import { countedStates, isOwed } from './counted-states.ts';
import { share, type Figure } from './figure.ts';
import { caveatOf, LackingYears } from './lacking.ts';
import { figuresOf, lookedBack, targetFor } from './look-back.ts';
import { NamedRows } from './named.ts';
import { sourceOf } from './notation.ts';
import type { Coverage, IndicatorReport, ReportRow } from './report.ts';
import type { TargetStanding } from './standing.ts';
import { standingOf } from './target.ts';
import { saidOf, withoutLeft, type EqualTerritory } from './territory.ts';
import { Tally } from './tally.ts';
import type { Sum } from './total.ts';

export interface ReportRequest {
  readonly edition: LoadedEdition;
  readonly report: string;
  readonly year: number;
  readonly surroundings: Surroundings;
  readonly preview: boolean;
  /** Every unit with this year's and the years' before documents. */
  readonly units: readonly UnitDocuments[];
  /** Absent where no unit can have changed counties. */
  readonly territory?: EqualTerritory;
}

/** The documents as the year before saw them: `back` counts from there. With `kept`, only returns that are so this year. */
function yearBefore(unit: UnitDocuments, kept?: (state: FilingState) => boolean): UnitDocuments {
  return {
    ...unit,
    filing: (code, back) =>
      kept === undefined || kept(unit.filing(code, 0)?.state ?? 'due')
        ? unit.filing(code, back + 1)
        : undefined,
  };
}

/** Whether a filing can be asked by the conditions of others, counted or not: 规模以上 of JC102 stands in JC101. */
function isThere(state: FilingState | undefined): boolean {
  return state === 'draft' || state === 'accepted' || state === 'nil';
}

/** Returns that the conditions of an indicator ask besides the one that it counts. */
function askedBy({ formula }: Indicator): readonly string[] {
  const asked = measuresOf(formula).flatMap(({ table, where = '' }) =>
    [...where.matchAll(/[A-Z]{2}\d{3}/g)].map(([code]) => code).filter((code) => code !== returnOf(table)),
  );
  return [...new Set(asked)];
}

/** What the county is asked for first, in the order of the table that shows it. */
export function headlines({ edition }: LoadedEdition): readonly Indicator[] {
  const codes = edition.returns
    .flatMap(({ computed }) => (computed?.kind === 'indicators' ? computed.sections : []))
    .flatMap(({ headline, rows }) => (headline === true ? rows : []));
  const byCode = new Map(edition.indicators.map((indicator) => [indicator.code, indicator]));
  return codes.flatMap((code) => byCode.get(code) ?? []);
}

/** How many years before its own a report of a year reads: last year, what is cumulative, and what targets look back on. */
export function reachOf(edition: LoadedEdition, surroundings: Surroundings): number {
  const { year } = surroundings;
  const since = [...lookedBack(edition, year).values()].flat();
  return Math.max(new Tally(edition, surroundings).reach + 1, ...since.map((from) => year - from));
}

/** How many steps `reportInSteps` takes. */
export const reportSteps = 5;

/** ZH301: every indicator of this year and last, change, target, coverage. */
export function computeReport(request: ReportRequest): IndicatorReport {
  const steps = reportInSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps of about as much work each, so that others can have their turn in between. */
export function* reportInSteps(request: ReportRequest): Generator<number, IndicatorReport> {
  const { edition, units, preview, surroundings } = request;
  const definition = edition.return(request.report);
  const last = new Tally(edition, { ...surroundings, year: surroundings.year - 1 });
  const counts = countedStates(preview);
  const here = withoutLeft(units, request.territory);
  const filed = filedOf(request);
  yield 1;
  const figures = figuresOf({ ...request, units: here });
  yield 1;
  const now = new Tally(edition, surroundings).sums(here, counts);
  yield 1;
  const named = namedRows({ ...request, units: here });
  yield 1;
  const before = last.sums(
    here.map((unit) => yearBefore(unit)),
    countedStates(false),
  );
  yield 1;
  const byId = new Map(here.map((unit) => [unit.id, unit]));
  const kept = last.sums(
    here.map((unit) => yearBefore(unit, isThere)),
    countedStates(false),
    ({ id }, code) => counts(byId.get(id)?.filing(code, 0)?.state ?? 'due'),
  );
  const lacking = new LackingYears(edition, request.year, units);
  const sums: Sums = { filed, figures, now, named, before, kept, lacking };
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
    kind: 'indicators',
    report: request.report,
    name: definition?.name ?? { zh: request.report, en: request.report },
    number: definition?.number ?? '',
    year: request.year,
    preview,
    frozen: false,
    demonstration: edition.edition.demonstration,
    coverage: headCoverage(rows[0], indicators, filed),
    ...saidOf(request.territory),
    rows,
  };
}

function namedRows({ edition, units, surroundings, preview }: ReportRequest): NamedRows {
  const named = new NamedRows(edition, units);
  const tally = new Tally(edition, surroundings, named.indicators);
  for (const { indicator, contribution } of tally.contributions(units, countedStates(preview)))
    named.note(indicator, contribution);
  return named;
}

/** Of the whole table: how much of the return behind its first number is in, and what share of that number it was. */
function headCoverage(
  first: ReportRow | undefined,
  indicators: ReadonlyMap<string, Indicator>,
  filed: FiledOf,
): Coverage {
  const formula = indicators.get(first?.code ?? '')?.formula;
  const [measure] = formula === undefined ? [] : measuresOf(formula);
  if (first === undefined || measure === undefined) return { counted: 0, due: 0, shareOfLastYear: null };
  return { ...filed(returnOf(measure.table), []), shareOfLastYear: first.coverage.shareOfLastYear };
}

interface Sums {
  readonly filed: FiledOf;
  /** Of the years before last year that targets look back on, by indicator. */
  readonly figures: ReadonlyMap<string, ReadonlyMap<number, Figure>>;
  readonly now: ReadonlyMap<string, Sum>;
  readonly named: NamedRows;
  readonly before: ReadonlyMap<string, Sum>;
  /** Last year's of the filings that count this year. */
  readonly kept: ReadonlyMap<string, Sum>;
  readonly lacking: LackingYears;
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
  const kept = whole === undefined || whole === null ? null : share(part ?? 0, whole);
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
      // Of nothing, or of a loss, a change has no rate: it would be one of −150 % where a loss of 2 became a gain of 1.
      isRatio || isGap || change === null || lastYear === null || lastYear <= 0
        ? null
        : share(change, lastYear),
    target: standingOfRow(indicator, sums, request),
    coverage:
      measure === undefined
        ? { counted: 0, due: 0, shareOfLastYear: null }
        : { ...sums.filed(returnOf(measure.table), askedBy(indicator)), shareOfLastYear: kept },
    source: sourceOf(indicator),
    caveat: caveatOf(indicator, sums.lacking.of(indicator)),
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
  const target = targetFor(indicator, request.edition);
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

type Filed = Pick<Coverage, 'counted' | 'due'>;

type FiledOf = (returnCode: string, asked: readonly string[]) => Filed;

/**
 * How many filings of a return are owed and count, gone through once for each return and what else is asked for. One that
 * counts adds nothing while what its conditions ask has not come in: it is not said to be in the number.
 */
function filedOf({ units, preview }: ReportRequest): FiledOf {
  const counts = countedStates(preview);
  const known = new Map<string, Filed>();
  return (code, asked) => {
    const key = [code, ...asked].join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const filed = { counted: 0, due: 0 };
    for (const unit of units) {
      const state = unit.filing(code, 0)?.state;
      if (state === undefined || !isOwed(state)) continue;
      filed.due += 1;
      if (counts(state) && asked.every((other) => isThere(unit.filing(other, 0)?.state))) filed.counted += 1;
    }
    known.set(key, filed);
    return filed;
  };
}

function standingOfRow(indicator: Indicator, sums: Sums, request: ReportRequest): TargetStanding | null {
  const { edition, year } = request;
  const target = targetFor(indicator, edition);
  if (target === undefined) return null;
  const of = indicator.formula.kind === 'gap' ? indicator.formula.indicator : indicator.code;
  const figures = new Map(sums.figures.get(of));
  const [now, last] = [sums.now.get(of), sums.before.get(of)];
  if (last !== undefined) figures.set(year - 1, last);
  if (now !== undefined) figures.set(year, now);
  return standingOf({
    target,
    indicator,
    year,
    // What only the province knows is its own in every county.
    scope: indicator.formula.kind === 'supplied' ? target.scope : 'county',
    figures,
    named: sums.named.of(indicator.code),
    lacking: sums.lacking.of(indicator),
  });
}
