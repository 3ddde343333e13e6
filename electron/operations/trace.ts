import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { ReturnDefinition } from '#shared/returns/definition.ts';
import type { Wording } from '#shared/returns/terms.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { computeCross, crossContributions, crossSource, type CrossLayout } from '#shared/tally/cross.ts';
import { sourceOf } from '#shared/tally/notation.ts';
import { isExplained } from '#shared/tally/quality.ts';
import type { Leaf, LeafGroup } from '#shared/tally/report.ts';
import { Tally, type Contribution } from '#shared/tally/tally.ts';
import { withoutLeft } from '#shared/tally/territory.ts';
import { returnOf, tableOf } from '#shared/values/record.ts';
import type { FilingState } from '#shared/values/states.ts';
import { sourcesOf } from '../store/history.ts';
import { filings } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { unitsAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { countyTerritory, countyUnits } from './county.ts';
import { divisionOf, unitView } from './directory.ts';
import { surroundings } from './documents.ts';
import { allFindings, isOpen, type BareFinding } from './findings.ts';
import { reportRequest } from './report-request.ts';
import { pageOf, yearOf } from './year.ts';

type Asked = Parsed<'trace.get'>;

/** A number with what it is made of. */
interface Opened {
  readonly name: Wording;
  readonly unit: string;
  readonly value: number | null;
  readonly source: string;
  readonly found: readonly Contribution[];
}

/** The cells, filings or findings behind one number of a computed table. */
export function traceGet(context: ReadContext, input: Asked): Output<'trace.get'> {
  const year = yearOf(context, input);
  const definition = context.edition.return(input.report);
  if (definition?.computed === undefined)
    throw new Problem('report.absent', {
      report: input.report,
      known: context.edition.edition.returns
        .filter(({ kind }) => kind === 'computed')
        .map(({ code }) => code)
        .join('、'),
    });
  const opened = openedBy(context, year, definition, input);
  if (opened === null)
    throw new Problem('report.row-absent', {
      report: input.report,
      row: input.column === undefined ? input.row : `${input.row} ${input.column}`,
    });
  const parts = ['total', 'numerator', 'denominator'];
  const { found, ...number } = opened;
  const sorted = [...found].sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) || b.value - a.value || (a.unit < b.unit ? -1 : 1),
  );
  return {
    report: input.report,
    row: input.row,
    column: input.column ?? null,
    ...number,
    groups: groupsOf(context, year, sorted),
    leaves: leavesOf(context, year, pageOf(sorted, input)),
    total: found.length,
  };
}

function openedBy(
  context: ReadContext,
  year: number,
  { computed }: ReturnDefinition,
  input: Asked,
): Opened | null {
  switch (computed?.kind) {
    case 'indicators':
      return input.column === undefined ? ofIndicator(context, year, input) : null;
    case 'cross':
      return ofCross(context, year, computed, input);
    case 'quality':
      return ofQuality(context, year, input);
    case undefined:
      return null;
  }
}

function ofIndicator(context: ReadContext, year: number, { row, preview }: Asked): Opened | null {
  const indicator = context.edition.edition.indicators.find((item) => item.code === row);
  if (indicator === undefined) return null;
  const tally = new Tally(context.edition, surroundings(context, year), new Set([row]));
  const counts = countedStates(preview);
  const units = withoutLeft(countyUnits(context, year), countyTerritory(context, year));
  const sums = tally.sums(units, counts);
  const found = [...tally.contributions(units, counts)].map(({ contribution }) => contribution);
  const { name, unit } = indicator;
  return { name, unit, value: sums.get(row)?.value ?? null, source: sourceOf(indicator), found };
}

function ofCross(context: ReadContext, year: number, layout: CrossLayout, input: Asked): Opened | null {
  const { row, column, report, preview } = input;
  if (column === undefined) return null;
  const request = reportRequest(context, year, report, preview);
  const table = computeCross(request, layout);
  const line = table.rows.find(({ code }) => code === row);
  const found = crossContributions(request, layout, row, column);
  if (line === undefined || found === null) return null;
  const at = table.columns.findIndex(({ code }) => code === column);
  const of = table.columns[at];
  const group = (language: keyof Wording): string =>
    [line.industry, line.size].flatMap((part) => part?.name[language] ?? []).join(' ');
  const owed = context.edition.return(returnOf(layout.table))?.name ?? { zh: layout.table, en: layout.table };
  const name = of?.name ?? owed;
  return {
    name: { zh: `${group('zh')} ${name.zh}`.trim(), en: `${group('en')} ${name.en}`.trim() },
    unit: of?.unit ?? '户',
    value: of === undefined ? (column === 'due' ? line.due : line.units) : (line.values[at] ?? null),
    source: crossSource(layout, column),
    found,
  };
}

/** Filings of a return by state, and findings by class or rule: what the report counts. */
function ofQuality(context: ReadContext, year: number, { row, column }: Asked): Opened | null {
  if (column === undefined) return null;
  const definition = context.edition.return(row);
  const found =
    definition === undefined
      ? findingsBehind(context, year, row, column)
      : filingsBehind(context, year, row, column);
  if (found === null) return null;
  const title = definition?.name ??
    context.edition.titleOf(row) ??
    familyTitle(context, row) ?? { zh: row, en: row };
  return {
    name: title,
    unit: definition === undefined ? '项' : '户',
    value: found.length,
    source: `计数(${row})`,
    found,
  };
}

function familyTitle({ edition }: ReadContext, family: string): Wording | undefined {
  return edition.rules.find((rule) => rule.family === family)?.definition.title;
}

const inColumn: Readonly<Record<string, (state: FilingState) => boolean>> = {
  due: (state) => state !== 'exempt',
  filed: (state) => state === 'draft' || state === 'accepted' || state === 'nil',
  accepted: (state) => state === 'accepted' || state === 'nil',
  exempt: (state) => state === 'exempt',
  aside: (state) => state === 'aside',
};

function filingsBehind(
  { store }: ReadContext,
  year: number,
  code: string,
  column: string,
): readonly Contribution[] | null {
  const isIn = inColumn[column];
  if (isIn === undefined) return null;
  return filings(store, year)
    .filter((filing) => filing.return === code && isIn(filing.state))
    .map(({ unit, state }): Contribution => ({
      unit,
      back: 0,
      table: code,
      record: '',
      code: null,
      part: 'total',
      value: 1,
      state,
    }));
}

const ofFindings: Readonly<Record<string, (item: BareFinding) => boolean>> = {
  found: () => true,
  explained: isExplained,
  open: isOpen,
};

function findingsBehind(
  context: ReadContext,
  year: number,
  row: string,
  column: string,
): readonly Contribution[] | null {
  const isIn = ofFindings[column];
  const isClass = ['A', 'B', 'C', 'D'].includes(row);
  if (isIn === undefined) return null;
  const states = new Map(
    filings(context.store, year).map((filing) => [`${filing.unit}/${filing.return}`, filing.state]),
  );
  const all = allFindings(context, year).filter(({ finding }) =>
    isClass ? finding.class === row : finding.family === row,
  );
  if (!isClass && all.length === 0) return null;
  return all.filter(isIn).map(({ finding }): Contribution => {
    const [place] = finding.places;
    const code = place?.return ?? finding.return;
    const record = place?.record ?? finding.record;
    return {
      unit: finding.unit,
      back: 0,
      table: tableOf(code, record),
      record,
      code: place === undefined ? null : place.code,
      part: 'total',
      value: 1,
      state: states.get(`${finding.unit}/${code}`) ?? 'due',
    };
  });
}

/** Over all of them: one page of the leaves says nothing of what they come to. */
function groupsOf(context: ReadContext, year: number, found: readonly Contribution[]): LeafGroup[] {
  const units = unitsAt(context.store, year);
  const industries = new Map<string, string | null>();
  const industryOf = (id: string): string | null => {
    const unit = units.get(id);
    const known = industries.get(id) ?? (unit === undefined ? null : (divisionOf(unit, year)?.name ?? null));
    industries.set(id, known);
    return known;
  };
  const groups = Map.groupBy(found, ({ part, unit }) => `${part}/${industryOf(unit) ?? ''}`);
  return [...groups.values()]
    .flatMap((own): LeafGroup[] => {
      const [first] = own;
      if (first === undefined) return [];
      const sum = own.reduce((total, { value }) => total + value, 0);
      // What binary fractions add is taken off again.
      const exact = Math.round(sum * 1e6) / 1e6;
      return [{ part: first.part, industry: industryOf(first.unit), sum: exact, count: own.length }];
    })
    .sort((a, b) => b.sum - a.sum);
}

function leavesOf(context: ReadContext, year: number, contributions: readonly Contribution[]): Leaf[] {
  const units = unitsAt(context.store, year);
  const county = countyAt(context.store, year)?.name ?? '';
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
      unitName: view?.name ?? (unit === '' ? county : unit),
      industry: view?.industryName ?? null,
      return: code,
      year: year - back,
      record,
      code: field ?? '*',
      part,
      value,
      state,
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
