import type { Field, Table } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measureOf } from '../returns/rule/types.ts';
import { keyOf, type CellValue } from '../values/cell.ts';
import { letterOf, returnOf } from '../values/record.ts';
import type { UnitDocuments } from './documents.ts';
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

interface Column {
  readonly table: Table;
  readonly field: Field;
  readonly entries: Entry[];
  zero: number;
  blank: number;
}

/**
 * Compares every amount and count of the fixed tables with last year's, over all filings that came in, in one pass.
 * Last year's number is the accepted one; where the unit has no accepted filing, what its form says of last year.
 * Shares and calendar years are not compared: they have no size.
 */
export function compareYears(
  edition: LoadedEdition,
  year: number,
  units: readonly UnitDocuments[],
): readonly ComparedField[] {
  const settings = edition.edition.outliers;
  if (settings === undefined) return [];
  const byReturn = Map.groupBy(columnsOf(edition), ({ table }) => returnOf(table.code));
  for (const unit of units)
    for (const [code, columns] of byReturn) {
      const filing = unit.filing(code, 0);
      if (filing?.state !== 'accepted' && filing?.state !== 'draft') continue;
      const last = unit.filing(code, 1);
      for (const column of columns) {
        const { table } = column;
        gather(
          column,
          unit.id,
          filing.tables.get(table.code)?.[0]?.cells ?? {},
          last?.tables.get(table.code)?.[0]?.cells,
        );
      }
    }
  return [...byReturn.values()]
    .flat()
    .filter(({ entries, zero, blank }) => entries.length + zero + blank > 0)
    .map((column) => judged(column, edition, year));
}

function columnsOf(edition: LoadedEdition): readonly Column[] {
  return [...edition.tables()]
    .filter(({ kind }) => kind === 'fixed')
    .flatMap((table) =>
      [...edition.fields(table.code).values()]
        .filter(({ type, unit }) => type === 'number' && hasSize(unit ?? null))
        .map((field) => ({ table, field, entries: [], zero: 0, blank: 0 })),
    );
}

/** A share and a calendar year have none. */
function hasSize(unit: string | null): boolean {
  return !['percent', '年'].includes(measureOf(unit, false).dimension);
}

type Cells = Readonly<Record<string, CellValue>>;

function gather(column: Column, unit: string, cells: Cells, accepted: Cells | undefined): void {
  const { code } = column.field;
  const now = cells[code];
  const last = accepted === undefined ? cells[keyOf(code, '上年')] : accepted[code];
  if (typeof now !== 'number' || typeof last !== 'number') column.blank += 1;
  else if (now <= 0 || last <= 0) column.zero += 1;
  else
    column.entries.push({
      unit,
      now,
      last,
      lastName: accepted === undefined ? keyOf(code, '上年') : `${code}@-1`,
    });
}

function judged(column: Column, edition: LoadedEdition, year: number): ComparedField {
  const { table, field, entries, zero, blank } = column;
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
    unusual: unusual.map(({ entry }) => findingOf(entry, column, limits, settings, year)),
  };
}

type Settings = NonNullable<LoadedEdition['edition']['outliers']>;

function findingOf(
  { unit, now, last, lastName }: Entry,
  { table, field, entries, zero, blank }: Column,
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
      figure('户数', entries.length),
      figure('未比户数', zero + blank),
    ],
    kind: 'outlier',
  };
}

/** To two decimals, below 0.1 to two digits: 0.001 times is not 0.00. */
function rounded(value: number): number {
  return value >= 0.1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2));
}
