import type { UnitDocuments } from '../checking/documents.ts';
import { editionOf, industry } from '../codes/industries.ts';
import type { Layout } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { Cells } from '../values/cell.ts';
import { letterOf, returnOf } from '../values/record.ts';
import { countedStates, isOwed } from './counted-states.ts';
import type { ReportRequest } from './compute.ts';
import { share } from './figure.ts';
import { percent } from './percent.ts';
import type { Contribution } from './tally.ts';
import type { CrossColumn, CrossGroup, CrossReport, CrossRow, GroupedBy } from './report.ts';
import { saidOf } from './territory.ts';

export type CrossLayout = Extract<Layout, { kind: 'cross' }>;

/** Decimals of a ratio, which is in percent. */
const ratioDecimals = 2;
/** Stands for an industry or a size that the directory does not say. */
const unknown = '-';

/** Which units a row is of: by nothing for all of them. */
type Place = Readonly<Partial<Record<GroupedBy, string>>>;

/** ZH302: every column over all units and each group of them, in one pass. */
export function computeCross(request: ReportRequest, layout: CrossLayout): CrossReport {
  const { edition, year, preview } = request;
  const definition = edition.return(request.report);
  const fields = fieldsOf(layout, edition);
  const counts = countedStates(preview);
  const groups = new Map([['total', new Group({}, fields)]]);
  const lastYear = { all: 0, kept: 0 };
  for (const unit of request.units) {
    const filing = unit.filing(returnOf(layout.table), 0);
    const isCounted = filing !== undefined && counts(filing.state);
    const weight = request.territory?.left.has(unit.id) === true ? 0 : weightLastYear(unit, edition);
    lastYear.all += weight;
    if (isCounted) lastYear.kept += weight;
    if (filing === undefined || !isOwed(filing.state)) continue;
    const cells = filing.tables.get(layout.table)?.[0]?.cells ?? {};
    for (const place of placesOf(unit, layout.by)) {
      const key = codeOf(place);
      const group = groups.get(key) ?? new Group(place, fields);
      groups.set(key, group);
      group.add(isCounted ? cells : null);
    }
  }
  const sorted = [...groups.values()].sort((a, b) =>
    orderOf(a.place, layout) < orderOf(b.place, layout) ? -1 : 1,
  );
  const total = sorted[0];
  return {
    kind: 'cross',
    report: request.report,
    name: definition?.name ?? { zh: request.report, en: request.report },
    number: definition?.number ?? '',
    year,
    preview,
    frozen: false,
    demonstration: edition.edition.demonstration,
    ...saidOf(request.territory),
    coverage: {
      counted: total?.units ?? 0,
      due: total?.due ?? 0,
      shareOfLastYear: share(lastYear.kept, lastYear.all),
    },
    by: layout.by,
    columns: layout.columns.map((column) => columnOf(column, layout.table, edition)),
    rows: sorted.map((group): CrossRow => ({
      code: codeOf(group.place),
      industry: industryOf(group.place.industry, year),
      size: sizeOf(group.place.size, edition),
      units: group.units,
      due: group.due,
      values: layout.columns.map((column) =>
        column.kind === 'field' ? group.sum(column.field) : group.ratio(column.numerator, column.denominator),
      ),
    })),
  };
}

/** Columns of a cross table that count filings: those that are in, those that are owed. */
const filingColumns = ['units', 'due'];

/** The records behind one number of a cross table, by the codes of its row and column; null where there is no such column. */
export function crossContributions(
  { units, preview }: Pick<ReportRequest, 'units' | 'preview'>,
  layout: CrossLayout,
  row: string,
  column: string,
): readonly Contribution[] | null {
  const fields = layout.columns.flatMap((item): { code: string; part: Contribution['part'] }[] => {
    if (item.kind === 'field') return item.field === column ? [{ code: item.field, part: 'total' }] : [];
    const { numerator, denominator } = item;
    return `${numerator}/${denominator}` === column
      ? [
          { code: numerator, part: 'numerator' },
          { code: denominator, part: 'denominator' },
        ]
      : [];
  });
  if (fields.length === 0 && !filingColumns.includes(column)) return null;
  const counts = countedStates(preview);
  return units.flatMap((unit): Contribution[] => {
    const filing = unit.filing(returnOf(layout.table), 0);
    if (filing === undefined || !isOwed(filing.state)) return [];
    if (!placesOf(unit, layout.by).some((place) => codeOf(place) === row)) return [];
    const isCounted = counts(filing.state);
    const record = filing.tables.get(layout.table)?.[0];
    const base = {
      unit: unit.id,
      back: 0,
      table: layout.table,
      record: record?.key ?? letterOf(layout.table),
      state: filing.state,
    };
    if (fields.length === 0)
      return column === 'due' || isCounted ? [{ ...base, code: null, part: 'total', value: 1 }] : [];
    return fields.flatMap(({ code, part }) => {
      const value = isCounted ? record?.cells[code] : undefined;
      return typeof value === 'number' ? [{ ...base, code, part, value }] : [];
    });
  });
}

/** How a number of a cross table is made: ΣJC102.02 / ΣJC102.01 × 100, or 计数(JC102). */
export function crossSource({ table }: CrossLayout, column: string): string {
  if (filingColumns.includes(column)) return `计数(${table})`;
  const [above, below] = column.split('/');
  return below === undefined ? `Σ${table}.${column}` : `Σ${table}.${above ?? ''} / Σ${table}.${below} × 100`;
}

/** The running sums of a group, as whole numbers of each field's last decimal. */
class Group {
  readonly place: Place;
  units = 0;
  due = 0;
  readonly #decimals: ReadonlyMap<string, number>;
  readonly #sums = new Map<string, number>();

  constructor(place: Place, decimals: ReadonlyMap<string, number>) {
    this.place = place;
    this.#decimals = decimals;
  }

  /** A unit that owes the table; null for one whose filing does not count. A blank is no zero and adds nothing. */
  add(cells: Cells | null): void {
    this.due += 1;
    if (cells === null) return;
    this.units += 1;
    for (const [field, decimals] of this.#decimals) {
      const value = cells[field];
      if (typeof value === 'number')
        this.#sums.set(field, (this.#sums.get(field) ?? 0) + Math.round(value * 10 ** decimals));
    }
  }

  sum(field: string): number | null {
    const sum = this.#sums.get(field);
    return sum === undefined ? null : sum / 10 ** (this.#decimals.get(field) ?? 0);
  }

  ratio(numerator: string, denominator: string): number | null {
    const [above, below] = [this.#sums.get(numerator), this.#sums.get(denominator)];
    if (above === undefined || below === undefined || below === 0) return null;
    const [up, down] = [this.#decimals.get(numerator) ?? 0, this.#decimals.get(denominator) ?? 0];
    const scale = Math.max(up, down);
    return percent(above * 10 ** (scale - up), below * 10 ** (scale - down), ratioDecimals);
  }
}

/** Every field that a column needs, once, with its decimals. */
function fieldsOf({ table, columns }: CrossLayout, edition: LoadedEdition): ReadonlyMap<string, number> {
  const codes = columns.flatMap((column) =>
    column.kind === 'field' ? [column.field] : [column.numerator, column.denominator],
  );
  return new Map(codes.map((code) => [code, edition.field(table, code)?.decimals ?? 0]));
}

function columnOf(
  column: CrossLayout['columns'][number],
  table: string,
  edition: LoadedEdition,
): CrossColumn {
  if (column.kind === 'ratio') {
    const { numerator, denominator, name } = column;
    return { code: `${numerator}/${denominator}`, name, unit: '%', decimals: ratioDecimals, kind: 'ratio' };
  }
  const field = edition.field(table, column.field);
  return {
    code: column.field,
    name: field?.name ?? { zh: column.field, en: column.field },
    unit: field?.unit ?? '',
    decimals: field?.decimals ?? 0,
    kind: 'sum',
  };
}

/** The rows that a unit is in: of all units, of its industry, of its industry and size, of its size. */
function placesOf({ facts }: UnitDocuments, by: readonly GroupedBy[]): readonly Place[] {
  const own: Record<GroupedBy, string> = {
    industry: (facts['行业'] ?? '').slice(0, 2) || unknown,
    size: facts['规模'] ?? unknown,
  };
  return by.reduce<Place[]>(
    (places, kind) => [...places, ...places.map((place) => ({ ...place, [kind]: own[kind] }))],
    [{}],
  );
}

function codeOf({ industry: division, size }: Place): string {
  if (division === undefined && size === undefined) return 'total';
  return size === undefined ? (division ?? '') : `${division ?? ''}/${size}`;
}

/** All units first; then each group of the first kind before its parts; then the second kind by itself. */
function orderOf(place: Place, { by }: CrossLayout): string {
  const [first, second] = by.map((kind) => place[kind]);
  // `~` stands behind every letter and digit: what is not known comes last.
  const shown = (code: string | undefined): string => (code === unknown ? '~' : (code ?? ''));
  const part = first !== undefined ? '1' : second !== undefined ? '2' : '0';
  return [part, shown(first), shown(second)].join(' ');
}

function industryOf(code: string | undefined, year: number): CrossGroup | null {
  if (code === undefined) return null;
  const own = editionOf(year);
  const name = industry(code, own)?.name ?? industry(code, own === '2011' ? '2017' : '2011')?.name;
  if (name !== undefined) return { code, name: { zh: name, en: name } };
  return {
    code,
    name:
      code === unknown
        ? { zh: '行业不详', en: 'industry not known' }
        : { zh: `${code}(不是行业大类代码)`, en: `${code} (no division of the industries)` },
  };
}

function sizeOf(code: string | undefined, edition: LoadedEdition): CrossGroup | null {
  if (code === undefined) return null;
  if (code === unknown) return { code, name: { zh: '规模不详', en: 'size not known' } };
  const fields = edition.edition.returns.flatMap(({ tables }) =>
    tables.flatMap(({ sections }) => sections.flatMap((section) => section.fields)),
  );
  const list = edition.list(fields.find(({ fact }) => fact === 'size')?.list ?? '');
  const name = list?.items.find((item) => item.code === code)?.name;
  return { code, name: name ?? { zh: code, en: code } };
}

/** What the unit weighed in the county last year, as it was accepted. */
function weightLastYear(unit: UnitDocuments, { edition }: LoadedEdition): number {
  const { table, field } = edition.weight;
  const value = unit.filing(returnOf(table), 1)?.tables.get(table)?.[0]?.cells[field];
  return typeof value === 'number' ? value : 0;
}
