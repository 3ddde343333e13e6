import type { Field, Table } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measureOf } from '../returns/rule/types.ts';
import { keyOf, type CellKey, type CellValue } from '../values/cell.ts';
import { letterOf, returnOf } from '../values/record.ts';
import type { FilingDocument, UnitDocuments } from './documents.ts';
import { findingId, type Finding, type Operand } from './finding.ts';
import { effectOf, limitsOf, usualRange, type OutlierLimits } from './outliers.ts';

/** How one number of a return was compared over the county: who took part, who did not, what is usual. */
export interface ComparedField {
  readonly table: string;
  readonly code: string;
  /** Units with both years' numbers above zero. */
  readonly compared: number;
  /** Left out: a zero (or less) in one of the years, a blank in one of them. */
  readonly zero: number;
  readonly blank: number;
  /** few: fewer units than the edition asks for; alike: so many changed alike that nothing can be called unusual. */
  readonly outcome: 'judged' | 'few' | 'alike';
  /** Median of this year's number in parts of last year's; null where nothing was judged. */
  readonly median: number | null;
  /** Units whose change is unusual for their size, the furthest first. */
  readonly unusual: readonly Finding[];
}

/**
 * Whether a rule has found fault already with how a number stands to last year's: then it asks, and a hint adds nothing.
 */
export function askedAlready(findings: Iterable<Finding>): (unusual: Finding) => boolean {
  const asked = new Set<string>();
  for (const { unit, operands, class: grade } of findings) {
    if (grade === 'D') continue;
    const names = new Set(operands.map(({ name }) => name));
    for (const { name, table, code } of operands)
      if (name === code && (names.has(keyOf(code, '上年')) || names.has(`${code}@-1`)))
        asked.add(`${unit}/${table}/${code}`);
  }
  return ({ unit, operands: [own] }) => asked.has(`${unit}/${own?.table ?? ''}/${own?.code ?? ''}`);
}

interface Entry {
  readonly unit: string;
  readonly now: number;
  readonly last: number;
  /** As the rule language names last year's number: the column of the form, or what was accepted. */
  readonly lastName: string;
}

/** Columns that are judged before others have their turn. */
const columnsAtOnce = 8;

/** What a unit has for a column: a pair to compare, or why it is left out. */
const part = { absent: 0, zero: 1, blank: 2, beside: 3, accepted: 4 } as const;

/** Numbers of one column, a place for each unit: of a large county there are a million of them. */
interface Column {
  readonly table: Table;
  readonly field: Field;
  /** Where the form says last year's number. */
  readonly beside: CellKey;
  readonly parts: number[];
  readonly now: number[];
  readonly last: number[];
  /** As it was judged last; null once a part has changed. */
  judged: ComparedField | null;
}

/** The fixed tables of a return, and whose filings of it came in, each with a place. */
interface Compared {
  readonly columns: readonly Column[];
  readonly places: Map<string, number>;
}

/**
 * Compares every amount and count of the fixed tables with last year's, over all filings that came in. Last year's number is
 * the accepted one; where the unit has no accepted filing, what its form says of last year. Shares and calendar years are
 * not compared: they have no size. A unit can be put again: then the numbers that changed are judged anew, and they alone.
 */
export class YearComparison {
  readonly #edition: LoadedEdition;
  readonly #year: number;
  readonly #byReturn: ReadonlyMap<string, Compared>;

  constructor(edition: LoadedEdition, year: number) {
    this.#edition = edition;
    this.#year = year;
    const columns =
      edition.edition.outliers === undefined
        ? new Map<string, readonly Column[]>()
        : Map.groupBy(columnsOf(edition), ({ table }) => returnOf(table.code));
    this.#byReturn = new Map([...columns].map(([code, own]) => [code, { columns: own, places: new Map() }]));
  }

  put(unit: UnitDocuments): void {
    for (const [code, { columns, places }] of this.#byReturn) {
      const filing = unit.filing(code, 0);
      const isIn = filing?.state === 'accepted' || filing?.state === 'draft';
      let place = places.get(unit.id);
      if (place === undefined && !isIn) continue;
      if (place === undefined) places.set(unit.id, (place = places.size));
      const last = isIn ? unit.filing(code, 1) : undefined;
      for (const column of columns) {
        const { code: table } = column.table;
        if (isIn) put(column, place, cellsIn(filing, table) ?? {}, cellsIn(last, table));
        else set(column, place, part.absent);
      }
    }
  }

  /** How many columns there are. */
  get size(): number {
    return [...this.#byReturn.values()].reduce((total, { columns }) => total + columns.length, 0);
  }

  /** Judges some columns after others, of each what has changed. */
  *judging(): Generator<number, readonly ComparedField[]> {
    const fields: ComparedField[] = [];
    let judgedSince = 0;
    for (const { columns, places } of this.#byReturn.values()) {
      const units = [...places.keys()];
      for (const column of columns) {
        if (column.parts.some((one) => one !== part.absent))
          fields.push((column.judged ??= judged(column, units, this.#edition, this.#year)));
        judgedSince += 1;
        if (judgedSince < columnsAtOnce) continue;
        yield judgedSince;
        judgedSince = 0;
      }
    }
    return fields;
  }
}

/** The same over a county, in one pass. */
export function compareYears(
  edition: LoadedEdition,
  year: number,
  units: readonly UnitDocuments[],
): readonly ComparedField[] {
  const comparison = new YearComparison(edition, year);
  for (const unit of units) comparison.put(unit);
  const judging = comparison.judging();
  let next = judging.next();
  while (next.done !== true) next = judging.next();
  return next.value;
}

function cellsIn(filing: FilingDocument | undefined, table: string): Cells | undefined {
  return filing?.tables.get(table)?.[0]?.cells;
}

function columnsOf(edition: LoadedEdition): readonly Column[] {
  return [...edition.tables()]
    .filter(({ kind }) => kind === 'fixed')
    .flatMap((table) =>
      [...edition.fields(table.code).values()]
        .filter(({ type, unit }) => type === 'number' && hasSize(unit))
        .map((field) => ({ table, field, beside: keyOf(field.code, '上年'), ...nothingYet() })),
    );
}

function nothingYet(): Pick<Column, 'parts' | 'now' | 'last' | 'judged'> {
  return { parts: [], now: [], last: [], judged: null };
}

/** A share and a calendar year have none, nor has a number that counts nothing: one without a unit, such as the year of an award. */
function hasSize(unit: string | undefined): unit is string {
  return unit !== undefined && !['percent', '年'].includes(measureOf(unit, false).dimension);
}

type Cells = Readonly<Record<string, CellValue>>;

function put(column: Column, place: number, cells: Cells, accepted: Cells | undefined): void {
  const { field, beside } = column;
  const now = cells[field.code];
  const last = accepted === undefined ? cells[beside] : accepted[field.code];
  if (typeof now !== 'number' || typeof last !== 'number') set(column, place, part.blank);
  else if (now <= 0 || last <= 0) set(column, place, part.zero);
  else set(column, place, accepted === undefined ? part.beside : part.accepted, now, last);
}

function set(column: Column, place: number, what: number, now = 0, last = 0): void {
  const { parts } = column;
  if (parts[place] === what && column.now[place] === now && column.last[place] === last) return;
  parts[place] = what;
  column.now[place] = now;
  column.last[place] = last;
  column.judged = null;
}

function entriesOf({ field, beside, parts, now, last }: Column, units: readonly string[]): readonly Entry[] {
  const accepted = `${field.code}@-1`;
  return parts.flatMap((what, place): Entry | readonly Entry[] => {
    if (what !== part.beside && what !== part.accepted) return [];
    const lastName = what === part.beside ? beside : accepted;
    return { unit: units[place] ?? '', now: now[place] ?? 0, last: last[place] ?? 0, lastName };
  });
}

function judged(
  column: Column,
  units: readonly string[],
  edition: LoadedEdition,
  year: number,
): ComparedField {
  const { table, field, parts } = column;
  const entries = entriesOf(column, units);
  const zero = parts.filter((one) => one === part.zero).length;
  const blank = parts.filter((one) => one === part.blank).length;
  const settings = edition.edition.outliers;
  const limits = settings === undefined ? null : limitsOf(entries, settings);
  const head = { table: table.code, code: field.code, compared: entries.length, zero, blank };
  if (settings === undefined || limits === null)
    return {
      ...head,
      outcome: settings === undefined || entries.length < settings.least ? 'few' : 'alike',
      median: null,
      unusual: [],
    };
  const unusual = entries
    .map((entry) => ({ entry, effect: effectOf(entry, limits.median, settings.U) }))
    .filter(({ effect }) => effect < limits.low || effect > limits.high)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.entry.unit < b.entry.unit ? -1 : 1));
  return {
    ...head,
    outcome: 'judged',
    median: limits.median,
    unusual: unusual.map(({ entry }) => findingOf(entry, { ...head, table, field }, limits, settings, year)),
  };
}

interface Judged extends Pick<ComparedField, 'compared' | 'zero' | 'blank'> {
  readonly table: Table;
  readonly field: Field;
}

type Settings = NonNullable<LoadedEdition['edition']['outliers']>;

function findingOf(
  { unit, now, last, lastName }: Entry,
  { table, field, compared, zero, blank }: Judged,
  limits: OutlierLimits,
  settings: Settings,
  year: number,
): Finding {
  const rule = `${settings.id}-${table.code}-${field.code}`;
  const own = (name: string, value: number | string): Operand => ({
    name,
    table: table.code,
    code: field.code,
    value,
  });
  const figure = (name: string, value: number): Operand => ({ name, table: '', code: '', value });
  const usual = usualRange(last, limits, settings.U);
  const scale = 10 ** (field.decimals ?? 0);
  const inside = [Math.ceil(usual.low * scale) / scale, Math.floor(usual.high * scale) / scale] as const;
  // Both ends shown are usual themselves, unless the range is so narrow that it has no whole number.
  const [low, high] =
    inside[0] <= inside[1]
      ? inside
      : ([Math.floor(usual.low * scale) / scale, Math.ceil(usual.high * scale) / scale] as const);
  return {
    id: findingId(rule, year, unit, letterOf(table.code)),
    rule,
    family: settings.id,
    // A hint blocks nothing and needs no answer.
    class: 'D',
    scope: 'filing',
    year,
    unit,
    return: returnOf(table.code),
    record: letterOf(table.code),
    places: [
      { return: returnOf(table.code), record: letterOf(table.code), code: field.code, column: '本年' },
    ],
    operands: [
      own(field.code, now),
      own(lastName, last),
      own('下限', low),
      // A side that is not judged has no end.
      own('上限', Number.isFinite(high) ? high : '∞'),
      figure('倍数', rounded(now / last)),
      figure('中位倍数', rounded(limits.median)),
      figure('户数', compared),
      figure('未比户数', zero + blank),
    ],
    kind: 'outlier',
  };
}

/** To two decimals, below 0.1 to two digits: 0.001 times is not 0.00. */
function rounded(value: number): number {
  return value >= 0.1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2));
}
