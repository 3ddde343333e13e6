import type { CellView, FilingRow, Provenance } from '#shared/contract/areas/filings.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { codeOf, columnOf, isBlank, type Cells, type CellValue } from '#shared/values/cell.ts';
import { historyOf, sourcesOf, type HistoryLine } from '../store/history.ts';
import { recordsOfFiling } from '../store/records.ts';
import { eachBefore } from '../store/year-records.ts';
import { filing, filings, filingsOf, round, type Filing } from '../store/rounds.ts';
import { unitAt, unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { divisionOf, isMeant, resolveUnit, unitView } from './directory.ts';
import { elsewhere } from './moves.ts';
import { allFindings, blockers, saidAbout, unitFindings, worded } from './findings.ts';
import { pageOf, yearOf } from './year.ts';

export const filingReads = {
  'filing.list': filingList,
  'filing.get': filingGet,
  'filing.history': filingHistory,
  'cells.list': cellsList,
};

/** The filing that a request names, by any code of its unit; refuses one that nobody owes. */
export function filingAsked(context: ReadContext, year: number, written: string, returnCode: string): Filing {
  const definition = context.edition.return(returnCode);
  if (definition === undefined) throw new Problem('return.absent', { return: returnCode });
  if (definition.kind === 'computed') throw new Problem('return.computed', { return: returnCode });
  const unit = resolveUnit(context, written, year);
  const known = filing(context.store, year, unit, returnCode);
  if (known === undefined) throw new Problem('filing.absent', { unit: written, return: returnCode });
  return known;
}

function filingList(context: ReadContext, input: Parsed<'filing.list'>): Output<'filing.list'> {
  const year = yearOf(context, input);
  const units = unitsAt(context.store, year);
  const unitOf = (id: string): Unit => units.get(id) ?? { id, kind: '企业', facts: {} };
  const findings = Map.groupBy(allFindings(context, year), (item) => item.finding.unit);
  const all = filings(context.store, year);
  const chosen = all
    .filter((item) => input.return === undefined || item.return === input.return)
    .filter((item) => input.state === undefined || item.state === input.state)
    .filter(({ unit }) => input.size === undefined || unitOf(unit).facts.size === input.size)
    .filter(
      ({ unit }) => input.industry === undefined || divisionOf(unitOf(unit), year)?.code === input.industry,
    )
    .filter(({ unit, return: code }) => {
      const typed = (input.search ?? '').trim();
      return isMeant(typed, unitOf(unit)) || code === typed.toUpperCase();
    });
  const rows = pageOf(chosen, input).map((item): FilingRow => {
    const view = unitView(context, unitOf(item.unit), year);
    return {
      unit: item.unit,
      code: view.code,
      name: view.name,
      operator: view.operator,
      return: item.return,
      state: item.state,
      industry: view.industry,
      industryName: view.industryName,
      size: view.size,
      ...blockers(findings.get(item.unit) ?? [], item.return),
    };
  });
  return {
    filings: rows,
    total: chosen.length,
    ...narrowings(
      context,
      year,
      [...new Set(all.map((item) => item.unit))].map((unit) => unitOf(unit)),
    ),
  };
}

/** The industries and sizes that the units of a year have, by code. */
function narrowings(
  context: ReadContext,
  year: number,
  units: readonly Unit[],
): Pick<Output<'filing.list'>, 'industries' | 'sizes'> {
  const divisions = new Map(
    units.flatMap((unit) => {
      const division = divisionOf(unit, year);
      return division === undefined ? [] : [[division.code, division] as const];
    }),
  );
  const sizes = new Set(units.map((unit) => unit.facts.size));
  return {
    industries: [...divisions.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    sizes: (context.edition.listOfFact('size')?.items ?? [])
      .filter((item) => sizes.has(item.code))
      .map(({ code, name }) => ({ code, name })),
  };
}

/** Whether an act took its value from a cell of a file: a return, or the reply to a query. */
export function isFromFile({ kind, batch }: HistoryLine): boolean {
  return kind === 'import' || (kind === 'correction' && batch !== null);
}

export function provenance(line: HistoryLine): Provenance {
  return {
    kind: line.kind,
    at: line.at,
    actor: line.actor,
    batch: line.batch,
    file: isFromFile(line) ? line.file : null,
    sha256: isFromFile(line) ? line.sha256 : null,
    sheet: line.sheet ?? null,
    cell: line.cell ?? null,
    raw: line.raw ?? null,
    factor: line.factor ?? null,
    basis: line.basis,
    reason: line.reason === '' ? null : line.reason,
    value: asOutput(line.value),
  };
}

/** Lists of codes are read-only in the store and plain arrays on the wire. */
export function asOutput(value: CellValue | null | undefined): Exclude<CellView['value'], undefined> {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !('blank' in value)) return [...value];
  return value;
}

export function stateOf(value: CellValue | null | undefined): 'value' | 'zero' | 'blank' {
  return value === null || isBlank(value) ? 'blank' : value === 0 ? 'zero' : 'value';
}

function filingGet(context: ReadContext, input: Parsed<'filing.get'>): Output<'filing.get'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  const { store } = context;
  const unit = unitAt(store, known.unit, year);
  const view = unitView(context, unit ?? { id: known.unit, kind: '企业', facts: {} }, year);
  const before: Record<string, Record<string, Exclude<CellView['value'], null>>> = {};
  for (const last of eachBefore(store, year - 1, { unit: known.unit, return: known.return })) {
    const shown = Object.entries(last.cells).flatMap(([key, value]) => {
      const output = asOutput(value);
      return columnOf(key) === '本年' && output !== null ? [[key, output] as const] : [];
    });
    before[last.key] = Object.fromEntries(shown);
  }
  const state = round(store, year);
  const views = unitFindings(context, year, known.unit);
  return {
    unit: known.unit,
    code: view.code,
    name: view.name,
    operator: view.operator,
    kind: view.kind,
    elsewhere: elsewhere(context, view.area, year),
    return: known.return,
    year,
    state: known.state,
    reason: known.reason,
    frozen:
      state?.state !== 'open' ||
      (state.unlocked !== null && !state.unlocked.includes(`${known.unit}/${known.return}`)),
    cells: cellsOf(context, year, known),
    before,
    findings: worded(
      context,
      views.filter(
        (item) =>
          item.finding.return === known.return ||
          item.finding.places.some((place) => place.return === known.return),
      ),
    ),
    others: filingsOf(store, year, known.unit).map((item) => ({ return: item.return, state: item.state })),
  };
}

/** Every cell that has a value or had one, by record in the order of the form. */
function cellsOf(context: ReadContext, year: number, known: Filing): CellView[] {
  const sources = sourcesOf(context.store, year, known.unit, known.return);
  const records = recordsOfFiling(context.store, year, known.unit, known.return);
  // A fixed table whose cells were all emptied still tells where they came from.
  const emptied = [...sources.keys()].filter(
    (key) => !key.includes('/') && !records.some((record) => record.key === key),
  );
  return [...records, ...emptied.map((key) => ({ key, cells: {}, rounded: [] }))].flatMap((record) => {
    const own = sources.get(record.key);
    const keys = new Set([...Object.keys(record.cells), ...(own?.keys() ?? [])]);
    return [...keys].sort().map((key): CellView => {
      const value = (record.cells as Cells)[key];
      const source = own?.get(key);
      return {
        record: record.key,
        key,
        code: codeOf(key),
        column: columnOf(key),
        state: stateOf(value),
        value: asOutput(value),
        rounded: (record.rounded as readonly string[]).includes(key),
        source: source === undefined ? null : provenance(source),
      };
    });
  });
}

function filingHistory(context: ReadContext, input: Parsed<'filing.history'>): Output<'filing.history'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  return {
    acts: historyOf(context.store, year, known.unit, known.return, input.record)
      .filter((line) => line.key === input.key)
      .map(provenance),
    said: [...saidAbout(context, year - 1, known.unit, { return: known.return, code: codeOf(input.key) })],
  };
}

function cellsList(context: ReadContext, input: Parsed<'cells.list'>): Output<'cells.list'> {
  const year = yearOf(context, input);
  const { store } = context;
  const unit = input.unit === undefined ? undefined : resolveUnit(context, input.unit, year);
  const wanted = filings(store, year).filter(
    (item) =>
      (unit === undefined || item.unit === unit) &&
      (input.return === undefined || item.return === input.return),
  );
  const cells: Output<'cells.list'>['cells'] = [];
  let total = 0;
  for (const item of wanted) {
    const keys = recordsOfFiling(store, year, item.unit, item.return).flatMap((record) =>
      Object.keys(record.cells)
        .sort()
        .map((key) => ({ record, key })),
    );
    const inPage = total + keys.length > input.offset && total < input.offset + input.limit;
    const sources = inPage ? sourcesOf(store, year, item.unit, item.return) : null;
    keys.forEach(({ record, key }, index) => {
      const at = total + index;
      if (sources === null || at < input.offset || at >= input.offset + input.limit) return;
      const source = sources.get(record.key)?.get(key);
      const value = record.cells[key];
      cells.push({
        unit: item.unit,
        return: item.return,
        record: record.key,
        code: codeOf(key),
        column: columnOf(key),
        state: stateOf(value),
        value: asOutput(value),
        raw: source?.raw ?? null,
        file: source !== undefined && isFromFile(source) ? source.file : null,
        sheet: source?.sheet ?? null,
        cell: source?.cell ?? null,
        basis: source?.basis ?? null,
      });
    });
    total += keys.length;
  }
  return { cells, total };
}
