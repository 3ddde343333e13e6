import { questionId } from '#shared/intake/asking.ts';
import { addressOf } from '#shared/intake/grid.ts';
import { shiftPlace } from '#shared/intake/stage-cell.ts';
import type {
  Choice,
  Notice,
  Question,
  QuestionKind,
  StagedCell,
  StagedTable,
} from '#shared/intake/staged.ts';
import { isOfSize, ofMostSaid, rowShift, unitShift, type UnitShift } from '#shared/intake/unit-shift.ts';
import { isMoney } from '#shared/intake/units.ts';
import type { Field } from '#shared/returns/definition.ts';
import { codeOf, columnOf, keyOf, type CellKey, type Cells } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import { formatNumber } from '#shared/values/show.ts';
import type { BatchFiling } from '../../store/batches.ts';
import { eachBefore } from '../../store/records.ts';
import { round } from '../../store/rounds.ts';
import { unitAt } from '../../store/units.ts';
import type { ReadContext } from '../context.ts';
import type { MatchedFile, Matching } from './match-units.ts';

/** A filing of a table with its figures, and what was accepted of the unit last year. */
interface Row {
  readonly filing: BatchFiling;
  readonly figures: ReadonlyMap<CellKey, StagedCell & { readonly value: number }>;
  readonly last: Cells;
}

/** One figure beside last year's: the accepted one, else what the file itself says of last year. */
interface Pair {
  readonly row: Row;
  readonly key: CellKey;
  readonly field: Field;
  readonly cell: StagedCell;
  readonly now: number;
  readonly last: number;
  readonly said: string;
}

/** As many rows of a list are looked at, in runs of neighbours: what is wrong with a whole column shows in these. */
const [rowsLookedAt, run] = [600, 20];
/** Fewer figures than this prove nothing. */
const [leastOfColumn, leastOfTable] = [3, 5];
const nearlyAll = 0.8;

/**
 * Looks at a file beside last year: whether the two years stand in each other's columns, the file is last year's, figures
 * slipped a row, or stand in another unit than the file says. Each is a question with its evidence; what the answer changes is
 * how the file is read. One figure that is off is left to the checks: only the enterprise can say what it should be.
 */
export function askAboutYears(
  context: ReadContext,
  tables: readonly StagedTable[],
  filings: readonly BatchFiling[],
  matching: Matching,
): MatchedFile {
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const held = new Map<string, Pick<BatchFiling, 'skipped' | 'question'>>();
  const byTable = Map.groupBy(filings, ({ sheet, table }) => `${sheet}|${table}`);
  for (const table of tables) {
    if (context.edition.table(table.table)?.kind !== 'fixed') continue;
    const own = (byTable.get(`${table.sheet}|${table.table}`) ?? []).filter((filing) => isOf(filing, table));
    const look = new TableLook(context, table, own, matching);
    const hold = (with_: Pick<BatchFiling, 'skipped' | 'question'>): void => {
      for (const { id } of own) held.set(id, with_);
    };
    if (look.isSkipped()) {
      hold({ skipped: true, question: null });
      continue;
    }
    const asked = look.questions();
    questions.push(...asked);
    if (asked[0] !== undefined) hold({ skipped: false, question: asked[0].id });
    else notices.push(...look.sameYears());
  }
  if (held.size === 0) return { filings, questions, notices };
  return {
    filings: filings.map((filing) =>
      filing.skipped ? filing : { ...filing, ...(filing.question === null ? held.get(filing.id) : {}) },
    ),
    questions,
    notices,
  };
}

function isOf({ row, unit, skipped }: BatchFiling, table: StagedTable): boolean {
  const isIn =
    table.layout === 'list' ? row >= table.bodyFrom && row <= table.bodyTo : row === table.headerRows[0];
  return isIn && unit !== null && !skipped;
}

/** One table of a file beside last year. */
class TableLook {
  readonly #context: ReadContext;
  readonly #table: StagedTable;
  readonly #matching: Matching;
  readonly #header: number;
  readonly #filings: readonly BatchFiling[];
  #rows: readonly Row[] | null = null;

  constructor(context: ReadContext, table: StagedTable, filings: readonly BatchFiling[], matching: Matching) {
    this.#context = context;
    this.#table = table;
    this.#matching = matching;
    this.#header = table.headerRows[0] ?? 0;
    this.#filings = filings;
  }

  /** Whether an answer left the table out. */
  isSkipped(): boolean {
    return (['years-swapped', 'last-year-again', 'rows-shifted'] as const).some(
      (kind) => this.#answer(String(this.#header + 1), kind) === 'skip',
    );
  }

  questions(): readonly Question[] {
    const again = this.#lastYearAgain() ?? this.#shiftedRows();
    return again === null ? this.#shiftedUnits() : [again];
  }

  /** Amounts of 本年 that are 上年 throughout: copied, more likely than not. Counts stay what they were, and often. */
  sameYears(): readonly Notice[] {
    const pairs = this.#lookedAt().flatMap((row) =>
      [...row.figures].flatMap(([key, cell]) => {
        const last = columnOf(key) === '本年' ? row.figures.get(keyOf(key, '上年'))?.value : undefined;
        if (last === undefined || !this.#isAmount(key) || (cell.value === 0 && last === 0)) return [];
        return [{ key, cell, last }];
      }),
    );
    const columns =
      this.#table.layout === 'list' ? [...Map.groupBy(pairs, ({ key }) => key).values()] : [pairs];
    return columns.flatMap((column): Notice[] => {
      const [first] = column;
      if (first === undefined || column.length < leastOfTable) return [];
      if (!column.every(({ cell, last }) => cell.value === last)) return [];
      const field = this.#field(first.key);
      const isOne = this.#table.layout === 'list';
      return [
        {
          kind: 'years-same',
          class: 'C',
          sheet: this.#table.sheet,
          cell: first.cell.cell,
          details: {
            field: isOne ? (field?.name.zh ?? '') : '',
            fieldEn: isOne ? (field?.name.en ?? '') : '',
            compared: String(column.length),
          },
        },
      ];
    });
  }

  #lookedAt(): readonly Row[] {
    if (this.#rows !== null) return this.#rows;
    const { store } = this.#context;
    const { year } = this.#matching;
    const every = Math.ceil(this.#filings.length / rowsLookedAt);
    const record = letterOf(this.#table.table);
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
      const field = this.#field(key);
      // A share and a calendar year have no size.
      if (typeof value !== 'number' || field?.type !== 'number' || field.unit === '%' || field.unit === '年')
        continue;
      figures.set(key, { ...cell, value });
    }
    return figures;
  }

  #field(key: CellKey): Field | undefined {
    return this.#context.edition.field(this.#table.table, codeOf(key));
  }

  #isAmount(key: CellKey): boolean {
    return isMoney(this.#field(key)?.unit);
  }

  #answer(place: string, kind: QuestionKind): string | undefined {
    return this.#matching.answers[questionId(this.#matching.prefix, this.#table.sheet, place, kind)];
  }

  #ask(
    kind: QuestionKind,
    place: string,
    cell: string,
    details: Readonly<Record<string, string>>,
    choices: readonly string[],
  ): Question {
    return {
      id: questionId(this.#matching.prefix, this.#table.sheet, place, kind),
      kind,
      sheet: this.#table.sheet,
      cell,
      return: this.#table.return,
      details,
      choices: choices.map((code): Choice => ({ code })),
      group: kind,
    };
  }

  #name({ filing }: Row): string {
    const known = unitAt(this.#context.store, filing.unit ?? '', this.#matching.year)?.facts.name;
    return known ?? filing.identity.name ?? filing.unit ?? '';
  }

  /** Amounts of 本年 as they were accepted last year: two columns exchanged when 上年 is another, the file of last year otherwise. */
  #lastYearAgain(): Question | null {
    const place = String(this.#header + 1);
    if (this.#answer(place, 'years-swapped') !== undefined) return null;
    if (this.#answer(place, 'last-year-again') !== undefined) return null;
    const figures = this.#lookedAt().flatMap((row) =>
      [...row.figures].flatMap(([key, cell]) => {
        const last = row.last[codeOf(key)];
        if (typeof last !== 'number' || !this.#isAmount(key) || (last === 0 && cell.value === 0)) return [];
        return [{ row, key, cell, last, isSame: cell.value === last }];
      }),
    );
    const [now, before] = [
      figures.filter(({ key }) => columnOf(key) === '本年'),
      figures.filter(({ key }) => columnOf(key) === '上年'),
    ];
    const same = now.filter(({ isSame }) => isSame);
    const [example] = same;
    if (example === undefined || now.length < leastOfTable || same.length < now.length * nearlyAll)
      return null;
    const others = before.filter(({ isSame }) => !isSame);
    const isOther = before.length >= leastOfTable && others.length >= before.length * nearlyAll;
    const field = this.#field(example.key);
    const details = {
      same: String(same.length),
      compared: String(now.length),
      name: this.#name(example.row),
      field: field?.name.zh ?? '',
      fieldEn: field?.name.en ?? '',
      value: formatNumber(example.last, field?.decimals),
    };
    if (isOther && !this.#isTheYearBefore(others))
      return this.#ask('years-swapped', place, example.cell.cell, details, ['swap', 'keep', 'skip']);
    return this.#ask('last-year-again', place, example.cell.cell, details, ['skip', 'keep']);
  }

  /** Whether 上年 has what was accepted two years ago, as a file of last year would. */
  #isTheYearBefore(
    figures: readonly { row: Row; key: CellKey; cell: { readonly value: number } }[],
  ): boolean {
    const { store } = this.#context;
    const { year } = this.#matching;
    if (round(store, year - 2) === undefined) return false;
    const record = letterOf(this.#table.table);
    let same = 0;
    for (const [{ filing }, own] of Map.groupBy(figures, ({ row }) => row)) {
      const found = eachBefore(store, year - 2, { unit: filing.unit ?? '', return: filing.return });
      const cells = [...found].find(({ key }) => key === record)?.cells ?? {};
      same += own.filter(({ key, cell }) => cells[codeOf(key)] === cell.value).length;
    }
    return same >= figures.length * nearlyAll;
  }

  #shiftedRows(): Question | null {
    const place = String(this.#header + 1);
    if (this.#table.layout !== 'list' || this.#answer(place, 'rows-shifted') !== undefined) return null;
    const rows = this.#lookedAt().map(({ filing, figures, last }) => {
      const [now, before] = [new Map<string, number>(), new Map<string, number>()];
      for (const [key, { value }] of figures) if (columnOf(key) === '本年' && value > 0) now.set(key, value);
      for (const [key, value] of Object.entries(last))
        if (columnOf(key) === '本年' && typeof value === 'number' && value > 0) before.set(key, value);
      return { row: filing.row, now, last: before };
    });
    const found = rowShift(rows);
    if (found === null) return null;
    const { from, by, moved, asIs, compared } = found;
    const cell = addressOf(from, 0);
    return this.#ask(
      'rows-shifted',
      place,
      cell,
      {
        from: String(from + 1),
        by: String(by),
        moved: String(moved),
        asIs: String(asIs),
        compared: String(compared),
      },
      ['skip', 'keep'],
    );
  }

  /** Amounts of money beside last year's. */
  #pairs(): readonly Pair[] {
    return this.#lookedAt().flatMap((row) =>
      [...row.figures].flatMap(([key, cell]): Pair[] => {
        const field = this.#field(key);
        if (field === undefined || !isMoney(field.unit) || cell.value <= 0) return [];
        const own = columnOf(key) === '本年' ? row.figures.get(keyOf(key, '上年'))?.value : undefined;
        const last = row.last[codeOf(key)] ?? own;
        if (typeof last !== 'number' || last <= 0) return [];
        return [{ row, key, field, cell, now: cell.value, last, said: cell.readAs ?? field.unit ?? '' }];
      }),
    );
  }

  #shiftedUnits(): readonly Question[] {
    const all = this.#pairs();
    if (this.#table.layout !== 'list' || this.#lookedAt().length < leastOfColumn) {
      return all.length < leastOfTable ? [] : this.#shiftOfTable([[null, all]]);
    }
    const columns = [...Map.groupBy(all, columnOfCell)]
      .map(([column, pairs]) => [column, ofMostSaid(pairs)] as const)
      .filter(([, pairs]) => pairs.length >= leastOfColumn);
    const ofTable = columns.length < 2 ? [] : this.#shiftOfTable(columns);
    if (ofTable.length > 0) return ofTable;
    return columns.flatMap(([column, pairs]) => {
      const [first] = pairs;
      const shift = first === undefined ? null : unitShift(pairs, first.said);
      const place = `${column}${this.#header + 1}`;
      if (first === undefined || shift === null || this.#answer(place, 'unit-shift') !== undefined) return [];
      const inLine = columns.filter(([, others]) => others.filter(isOfSize).length >= others.length / 2);
      return [this.#askShift(shift, pairs, place, inLine.length, first.field)];
    });
  }

  /** All amounts off alike: what the file says of the unit, once above the table, is wrong for all of them. */
  #shiftOfTable(columns: readonly (readonly [string | null, readonly Pair[]])[]): readonly Question[] {
    const all = columns.flatMap(([, pairs]) => pairs);
    const [first] = all;
    if (first === undefined || all.some(({ said }) => said !== first.said)) return [];
    // An answer changes what is said; a second one would not be read again.
    const answered = `${this.#matching.prefix}:${this.#table.sheet}!${shiftPlace(this.#header, '')}`;
    if (Object.keys(this.#matching.answers).some((id) => id.startsWith(answered))) return [];
    const shift = unitShift(all, first.said);
    if (shift === null || columns.some(([, pairs]) => unitShift(pairs, first.said)?.unit !== shift.unit))
      return [];
    return [this.#askShift(shift, all, shiftPlace(this.#header, first.said), 0, null)];
  }

  #askShift(
    shift: UnitShift,
    pairs: readonly Pair[],
    place: string,
    inLine: number,
    field: Field | null,
  ): Question {
    const example = pairs.reduce((most, pair) => (pair.last > most.last ? pair : most));
    return this.#ask(
      'unit-shift',
      place,
      example.cell.cell,
      {
        field: field?.name.zh ?? '',
        fieldEn: field?.name.en ?? '',
        said: example.said,
        unit: shift.unit,
        times: String(shift.times),
        fits: String(shift.fits),
        compared: String(shift.compared),
        name: this.#name(example.row),
        item: example.field.name.zh,
        itemEn: example.field.name.en,
        now: formatNumber(example.now, example.field.decimals),
        last: formatNumber(example.last, example.field.decimals),
        inLine: String(inLine),
      },
      [`unit:${shift.unit}`, 'keep'],
    );
  }
}

/** C7 → C */
function columnOfCell({ cell }: Pair): string {
  return cell.cell.replace(/\d+$/, '');
}
