import type { Field } from '../returns/definition.ts';
import type { Asking } from './asking.ts';
import type { ColumnRole } from './columns.ts';
import type { FoundList } from './find-list.ts';
import { partLabel, plainLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { StagedCell } from './staged.ts';
import { isMoney } from './units.ts';

/** What the rows between two others came to under one column, in the field's unit. */
export class Sum {
  value = 0;
  /** What rounding may have it off by. */
  slack = 0;
  /** A question is open among the cells: there is no sum yet. */
  isOpen = false;

  add(cell: Pick<StagedCell, 'raw' | 'value' | 'question' | 'factor' | 'rounded'>): void {
    if (cell.question !== undefined) this.isOpen = true;
    if (typeof cell.value === 'number') this.value += cell.value;
    this.slack += tolerance(cell.raw, cell);
  }

  /** Both together. */
  with(other: Sum): Sum {
    const sum = new Sum();
    sum.value = this.value + other.value;
    sum.slack = this.slack + other.slack;
    sum.isOpen = this.isOpen || other.isOpen;
    return sum;
  }

  /** Whether a written number says this sum, as far as rounding goes. */
  isSaidBy(value: number, raw: string, reading: Rounding): boolean {
    return Math.abs(this.value - value) <= this.slack + tolerance(raw, reading);
  }
}

interface Totals {
  readonly found: FoundList;
  readonly columns: ReadonlyMap<
    number,
    { readonly kind: ColumnRole['kind']; readonly key?: string; readonly code?: string }
  >;
}

/** The rows between two totals, and what they came to by key. */
export interface Stretch {
  /** None: no row is between them. */
  readonly rows: { readonly first: number; readonly last: number } | null;
  readonly sums: ReadonlyMap<string, Sum>;
}

/** One figure of a total row. */
interface Figure {
  readonly column: number;
  readonly key: string;
  readonly field: Field;
  readonly raw: string;
  readonly value: number;
  readonly said: Rounding;
}

/** Rows that a total may sum, with those of its figures that differ. */
interface Summed {
  readonly stretch: Stretch;
  readonly wrong: readonly Figure[];
}

/** So many totals above and below are looked at: pages of a long list may each have one. */
const totalsLookedAt = 40;

/**
 * Rows that are called totals are no data; they prove others: what they say must be the sum of what was read. A 小计 sums
 * the rows since the total before it, or those up to the next one, any other all rows of the table; where most of its
 * figures are the sum of other rows between totals, those are what it sums.
 */
export class TotalsCheck {
  readonly #view: SheetView;
  readonly #cells: CellStager;
  readonly #asking: Asking;
  readonly #found: FoundList;
  readonly #columns: Totals['columns'];
  /** Rows that are totals, each with the number of stretches above. */
  readonly #totals: { readonly row: number; readonly above: number }[] = [];
  readonly #stretches: Stretch[] = [];

  constructor(view: SheetView, cells: CellStager, asking: Asking, { found, columns }: Totals) {
    this.#view = view;
    this.#cells = cells;
    this.#asking = asking;
    this.#found = found;
    this.#columns = columns;
  }

  /** A row that sums others, below those stretches that were given so far. */
  total(row: number): void {
    this.#totals.push({ row, above: this.#stretches.length });
  }

  /** Rows that were counted in since the last total. */
  stretch(stretch: Stretch): void {
    this.#stretches.push(stretch);
  }

  /** Says which totals differ, once every row was counted. */
  settle(): void {
    for (const { row, above } of this.#totals) this.#check(row, above);
  }

  #check(row: number, above: number): void {
    const figures = this.#figures(row);
    // 0 of a place that has no rows.
    const isBeside = [above - 1, above].every((at) => (this.#stretches[at]?.rows ?? null) !== null);
    if (!isBeside && figures.every(({ value }) => value === 0)) return;
    let best: Summed = { stretch: nothing, wrong: figures };
    const isSum = (said: readonly Figure[], stretch: Stretch): boolean =>
      said.every((figure) => isSaid(figure, stretch));
    // Below rows in two units it may be in the one or the other.
    const otherwise = this.#cells.units.unitsOfParts().map((unit) => this.#figures(row, unit));
    for (const stretch of this.#candidates(row, above)) {
      const wrong = figures.filter((figure) => !isSaid(figure, stretch));
      if (wrong.length === 0 || otherwise.some((said) => isSum(said, stretch))) return;
      if (best.stretch === nothing || wrong.length < best.wrong.length) best = { stretch, wrong };
    }
    const { rows, sums } = best.stretch;
    for (const { column, key, field, value } of best.wrong) {
      const sum = sums.get(key)?.value ?? 0;
      this.#asking.notices.push({
        kind: 'total-differs',
        class: 'C',
        sheet: this.#view.sheet.name,
        cell: this.#view.address(row, column),
        details: {
          field: field.name.zh,
          fieldEn: field.name.en,
          total: String(value),
          sum: rounded(sum),
          difference: rounded(value - sum),
          ...(rows === null
            ? {}
            : { from: this.#view.rowName(rows.first), to: this.#view.rowName(rows.last) }),
        },
      });
    }
  }

  /** The figures of a total; `inUnit`: of money where their column says no unit itself. */
  #figures(row: number, inUnit?: string): readonly Figure[] {
    const { columns } = this.#found;
    return [...this.#columns].flatMap(([column, { kind, key, code }]): Figure[] => {
      const cell = this.#view.at(row, column);
      if (kind !== 'cell' || code === undefined || key === undefined || cell === undefined) return [];
      const field = this.#cells.items.field(code);
      if (!isAmount(field)) return [];
      const own = columns.get(column)?.unit ?? null;
      const unit =
        inUnit !== undefined && own === null && isMoney(field.unit)
          ? inUnit
          : this.#cells.units.unitOf(field, own, row, column);
      const said = this.#cells.read(cell, field, unit);
      return said.kind !== 'value' || typeof said.value !== 'number'
        ? []
        : [{ column, key, field, raw: cell.raw, value: said.value, said }];
    });
  }

  /** Rows that a total may sum, the likeliest first. */
  *#candidates(row: number, above: number): Generator<Stretch> {
    const all = this.#stretches;
    const between = (from: number, to: number): Stretch => all.slice(from, to).reduce(together, nothing);
    const isPart = this.#view.row(row).some(({ raw }) => partLabel.test(plainLabel(raw)));
    if (!isPart) yield between(0, all.length);
    for (const each of [all[above - 1], all[above]]) if (each !== undefined && each.rows !== null) yield each;
    for (let from = above - 2; from >= Math.max(0, above - totalsLookedAt); from--)
      yield between(from, above);
    const last = Math.min(all.length, above + totalsLookedAt);
    for (let to = above + 2; to <= last; to++) yield between(above, to);
    if (isPart) yield between(0, all.length);
  }
}

const nothing: Stretch = { rows: null, sums: new Map() };

function together(one: Stretch, other: Stretch): Stretch {
  const sums = new Map(one.sums);
  for (const [key, sum] of other.sums) sums.set(key, sums.get(key)?.with(sum) ?? sum);
  if (one.rows === null || other.rows === null) return { rows: one.rows ?? other.rows, sums };
  return { rows: { first: one.rows.first, last: other.rows.last }, sums };
}

/** Whether rows came to what a total says, or may do so once what is open among them is answered. */
function isSaid({ key, value, raw, said }: Figure, { sums }: Stretch): boolean {
  const sum = sums.get(key) ?? new Sum();
  return sum.isOpen || sum.isSaidBy(value, raw, said);
}

/** Without the noise of binary fractions. */
function rounded(value: number): string {
  return String(Number(value.toFixed(6)));
}

/** A share of a total is no sum of shares. */
export function isAmount({ type, unit }: Field): boolean {
  return type === 'number' && unit !== '%';
}

interface Rounding {
  readonly factor?: number;
  readonly rounded?: boolean;
}

/** What a written number may be off by: half of its last decimal in the field's unit, and half a unit when it was rounded here. */
function tolerance(raw: string, { factor = 1, rounded }: Rounding): number {
  const decimals = raw.includes('.') ? (/\.(\d+)/.exec(raw)?.[1]?.length ?? 0) : 0;
  const written = decimals === 0 ? 0 : (0.5 / 10 ** decimals) * factor;
  return written + (rounded === true ? 0.5 : 0) + 1e-9;
}
