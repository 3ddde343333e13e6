import { placeIn, questionId } from '#shared/intake/asking.ts';
import type { Choice, Question, QuestionKind, StagedCell, StagedTable } from '#shared/intake/staged.ts';
import { isMoney } from '#shared/intake/units.ts';
import type { Field } from '#shared/returns/definition.ts';
import { codeOf, type CellKey, type Cells } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import type { BatchFiling } from '../../store/batches.ts';
import { eachBefore } from '../../store/year-records.ts';
import { round } from '../../store/rounds.ts';
import { unitAt } from '../../store/units.ts';
import type { ReadContext } from '../context.ts';
import type { Matching } from './match-units.ts';

/** A filing of a table with its figures, and what was accepted of the unit last year. */
export interface Row {
  readonly filing: BatchFiling;
  readonly figures: ReadonlyMap<CellKey, StagedCell & { readonly value: number }>;
  readonly last: Cells;
}

/** As many rows of a list are looked at, in runs of neighbours: what is wrong with a whole column shows in these. */
const [rowsLookedAt, run] = [600, 20];

/** Fewer figures of a table than this prove nothing. */
export const leastOfTable = 5;
/** The share of a table's figures that is taken for all of them. */
export const nearlyAll = 0.8;

/** One table of a file beside last year. */
export class TableLook {
  readonly context: ReadContext;
  readonly table: StagedTable;
  readonly matching: Matching;
  /** The row of its headers, from 0. */
  readonly header: number;
  readonly #filings: readonly BatchFiling[];
  #rows: readonly Row[] | null = null;

  constructor(context: ReadContext, table: StagedTable, filings: readonly BatchFiling[], matching: Matching) {
    this.context = context;
    this.table = table;
    this.matching = matching;
    this.header = table.headerRows[0] ?? 0;
    this.#filings = filings;
  }

  rows(): readonly Row[] {
    if (this.#rows !== null) return this.#rows;
    const { store } = this.context;
    const { year } = this.matching;
    const every = Math.ceil(this.#filings.length / rowsLookedAt);
    const record = letterOf(this.table.table);
    const hasLast = round(store, year - 1) !== undefined;
    return (this.#rows = this.#filings
      .filter((_, index) => Math.floor(index / run) % every === 0)
      .map((filing) => {
        const { unit, return: code } = filing;
        const before = hasLast ? eachBefore(store, year - 1, { unit: unit ?? '', return: code }) : [];
        return {
          filing,
          figures: this.#figures(filing),
          last: [...before].find(({ key }) => key === record)?.cells ?? {},
        };
      }));
  }

  #figures(filing: BatchFiling): Row['figures'] {
    const figures = new Map<CellKey, StagedCell & { readonly value: number }>();
    for (const cell of filing.cells()) {
      const { value, key } = cell;
      const field = this.field(key);
      // A share and a calendar year have no size.
      if (typeof value !== 'number' || field?.type !== 'number' || field.unit === '%' || field.unit === '年')
        continue;
      figures.set(key, { ...cell, value });
    }
    return figures;
  }

  field(key: CellKey): Field | undefined {
    return this.context.edition.field(this.table.table, codeOf(key));
  }

  isAmount(key: CellKey): boolean {
    return isMoney(this.field(key)?.unit);
  }

  #id(place: string, kind: QuestionKind): string {
    const { sheet, part } = this.table;
    return questionId(this.matching.prefix, sheet, placeIn(part, place), kind);
  }

  answer(place: string, kind: QuestionKind): string | undefined {
    return this.matching.answers[this.#id(place, kind)];
  }

  ask(
    kind: QuestionKind,
    place: string,
    cell: string,
    details: Readonly<Record<string, string>>,
    choices: readonly string[],
  ): Question {
    return {
      id: this.#id(place, kind),
      kind,
      sheet: this.table.sheet,
      cell,
      return: this.table.return,
      details,
      choices: choices.map((code): Choice => ({ code })),
      group: kind,
    };
  }

  nameOf({ filing }: Row): string {
    const known = unitAt(this.context.store, filing.unit ?? '', this.matching.year)?.facts.name;
    return known ?? filing.identity.name ?? filing.unit ?? '';
  }
}
