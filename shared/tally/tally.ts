import type { Row, UnitDocuments } from '../checking/documents.ts';
import type { Scene } from '../checking/scene.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator, Measure } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { isBlank, type CellValue } from '../values/cell.ts';
import type { RecordKey } from '../values/record.ts';
import type { FilingState } from '../values/states.ts';
import { percent } from './percent.ts';
import { conditionOf, rowsOf, Sources, type Candidate, type Candidates, type Source } from './source.ts';

/** A record that went into a number: the recipe by which it was computed opens down to these. */
export interface Contribution {
  readonly unit: string;
  /** How many years before the year of the report: above 0 only for what is cumulative. */
  readonly back: number;
  readonly table: string;
  readonly record: RecordKey;
  /** The field whose value was added; null where the record itself was counted. */
  readonly code: string | null;
  readonly part: 'total' | 'numerator' | 'denominator';
  readonly value: number;
  readonly state: FilingState;
}

/** What an indicator comes to. Sums are exact: whole numbers of 10^-decimals. */
export interface Sum {
  /** Null where nothing that counts was filed, so that the number is not known. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Units that added something. */
  readonly counted: number;
  /** Of a distribution: the number of records by code. */
  readonly groups: ReadonlyMap<string, number> | null;
  /** Of a list: how many rows there are to read. */
  readonly listed: number | null;
}

interface CompiledMeasure {
  readonly measure: Measure;
  readonly part: Contribution['part'];
  readonly decimals: number;
  /** Which of the tally's sources. */
  readonly source: number;
  /** Which condition of its source; null for every record that counts. */
  readonly where: number | null;
  /** Years before the report's that it takes in. */
  readonly years: number;
  /** Field whose codes make the groups of a distribution. */
  readonly by: string | null;
}

interface Entry {
  readonly indicator: Indicator;
  readonly measures: readonly CompiledMeasure[];
}

/** Computes every indicator in one pass over the units' documents. */
export class Tally {
  readonly #entries: readonly Entry[];
  readonly #sources: readonly Source[];
  readonly #surroundings: Surroundings;
  readonly #edition: LoadedEdition;
  /** Years before the report's that some indicator takes in. */
  readonly reach: number;

  /** Every indicator, or those of `only`. */
  constructor(edition: LoadedEdition, surroundings: Surroundings, only?: ReadonlySet<string>) {
    this.#edition = edition;
    this.#surroundings = surroundings;
    const { indicators } = edition.edition;
    const wanted = only === undefined ? indicators : indicators.filter(({ code }) => only.has(code));
    const sources = new Sources(edition);
    const compiled = (measure: Measure, part: Contribution['part'], by: string | null): CompiledMeasure => {
      const source = sources.of(measure.table);
      const field = measure.field === undefined ? undefined : edition.field(measure.table, measure.field);
      return {
        measure,
        part,
        decimals: field?.decimals ?? 0,
        source: source.at,
        where: measure.where === undefined ? null : conditionOf(source, measure.where, edition),
        years: Math.max(0, surroundings.year - (measure.since ?? surroundings.year)),
        by,
      };
    };
    this.#entries = wanted.map((indicator) => ({
      indicator,
      measures: partsOf(indicator).map(([part, measure, by]) => compiled(measure, part, by)),
    }));
    this.#sources = sources.all;
    this.reach = Math.max(0, ...this.#entries.flatMap(({ measures }) => measures.map(({ years }) => years)));
  }

  /** The sums of every indicator over the filings whose state counts; `each` sees every record that went in. */
  sums(
    units: Iterable<UnitDocuments>,
    counts: (state: FilingState) => boolean,
    each?: (indicator: string, contribution: Contribution) => void,
  ): ReadonlyMap<string, Sum> {
    const totals = this.#entries.map((entry) => new Total(entry));
    for (const unit of units) {
      const candidates = this.#candidatesOf(unit, counts);
      for (const total of totals) {
        total.nextUnit();
        total.entry.measures.forEach((measure, index) => {
          this.#add(measure, index, unit, candidates, total, each);
        });
      }
    }
    return new Map(totals.map((total) => [total.entry.indicator.code, total.result()]));
  }

  #add(
    compiledMeasure: CompiledMeasure,
    index: number,
    unit: UnitDocuments,
    candidates: (source: number, back: number) => Candidates | null,
    total: Total,
    each: ((indicator: string, contribution: Contribution) => void) | undefined,
  ): void {
    const { measure, part, source, where, years } = compiledMeasure;
    for (let back = 0; back <= years; back++) {
      const found = candidates(source, back);
      if (found === null) continue;
      total.sawFiling(index);
      for (const { row, holds } of found.records) {
        if (where !== null && holds[where] !== true) continue;
        const value = total.add(index, unit.id, row, compiledMeasure);
        if (value === null) continue;
        each?.(total.entry.indicator.code, {
          unit: unit.id,
          back,
          table: measure.table,
          record: row.key,
          code: measure.aggregate === 'sum' ? (measure.field ?? null) : null,
          part,
          value,
          state: found.state,
        });
      }
    }
  }

  /** A unit's records by source and year, each looked up and judged when a measure first asks for it. */
  #candidatesOf(
    unit: UnitDocuments,
    counts: (state: FilingState) => boolean,
  ): (source: number, back: number) => Candidates | null {
    const known: (Candidates | null)[] = [];
    return (at, back) => {
      const place = back * this.#sources.length + at;
      const found = known[place];
      if (found !== undefined) return found;
      const source = this.#sources[at];
      const filing = source === undefined ? undefined : unit.filing(source.return, back);
      if (source === undefined || filing === undefined || !counts(filing.state)) return (known[place] = null);
      return (known[place] = {
        state: filing.state,
        records: rowsOf(filing, source).flatMap((row) => this.#judged(source, unit, row, back) ?? []),
      });
    };
  }

  /** Null for a record that does not count. */
  #judged(
    { table, counted, conditions }: Source,
    unit: UnitDocuments,
    row: Row,
    back: number,
  ): Candidate | null {
    if (counted === null && conditions.size === 0) return { row, holds: [] };
    const scene = this.#scene(unit, table, row, back);
    if (counted !== null && counted(scene) !== 'T') return null;
    return { row, holds: [...conditions.values()].map(({ holds }) => holds(scene) === 'T') };
  }

  #scene(unit: UnitDocuments, table: string, row: Row, back: number): Scene {
    const then: UnitDocuments =
      back === 0 ? unit : { ...unit, filing: (code, more) => unit.filing(code, more + back) };
    return {
      unit: then,
      own: then,
      table,
      row,
      current: row,
      county: null,
      isNearlyAnother: null,
      surroundings:
        back === 0 ? this.#surroundings : { ...this.#surroundings, year: this.#surroundings.year - back },
      params: this.#edition.edition.params,
      isFloating: (code) => this.#edition.table(code)?.kind === 'floating',
      isBelow: (code) => this.#edition.table(code)?.parent === table,
      allowance: 0,
      rounding: { cells: 0, coarsest: 0 },
    };
  }
}

const tallies = new WeakMap<LoadedEdition, Map<string, Tally>>();

/** The tally of every indicator, or of those of `only`, compiled once for an edition, county and year. */
export function tallyOf(
  edition: LoadedEdition,
  surroundings: Surroundings,
  only?: ReadonlySet<string>,
): Tally {
  const known = tallies.get(edition) ?? new Map<string, Tally>();
  tallies.set(edition, known);
  const chosen = only === undefined ? '*' : [...only].sort().join(',');
  const key = `${surroundings.county}/${surroundings.year}/${chosen}`;
  let tally = known.get(key);
  if (tally === undefined) known.set(key, (tally = new Tally(edition, surroundings, only)));
  return tally;
}

/** Every measure of an indicator with the part that it plays, and for a distribution the field of its groups. */
function partsOf({ formula }: Indicator): [Contribution['part'], Measure, string | null][] {
  switch (formula.kind) {
    case 'total':
      return formula.of.map((measure) => ['total', measure, null]);
    case 'groups':
      return [['total', formula.of, formula.by]];
    case 'ratio':
      return [
        ...formula.numerator.map((measure): [Contribution['part'], Measure, null] => [
          'numerator',
          measure,
          null,
        ]),
        ...formula.denominator.map((measure): [Contribution['part'], Measure, null] => [
          'denominator',
          measure,
          null,
        ]),
      ];
    case 'list':
      return [
        [
          'total',
          {
            aggregate: 'count',
            table: formula.table,
            ...(formula.where === undefined ? {} : { where: formula.where }),
          },
          null,
        ],
      ];
    default:
      return [];
  }
}

/** The running sums of one indicator. */
class Total {
  readonly entry: Entry;
  readonly #sums: { sum: number; cells: number; filings: number }[];
  readonly #seen = new Set<string>();
  readonly #groups = new Map<string, number>();
  #counted = 0;
  #unitCounted = false;

  constructor(entry: Entry) {
    this.entry = entry;
    this.#sums = entry.measures.map(() => ({ sum: 0, cells: 0, filings: 0 }));
  }

  nextUnit(): void {
    this.#unitCounted = false;
  }

  sawFiling(index: number): void {
    const into = this.#sums[index];
    if (into !== undefined) into.filings += 1;
  }

  /** Adds a record; what it added, or null where it adds nothing: a blank is no zero, a thing seen before no second one. */
  add(index: number, unit: string, row: Row, { measure, decimals, by }: CompiledMeasure): number | null {
    const into = this.#sums[index];
    if (into === undefined) return null;
    let value = 1;
    if (measure.aggregate === 'sum') {
      const cell = measure.field === undefined ? undefined : row.cells[measure.field];
      if (typeof cell !== 'number') return null;
      value = cell;
    } else if (measure.aggregate === 'distinct') {
      const parts = (measure.by ?? []).map((code) => (code === '单位' ? unit : row.cells[code]));
      if (parts.some((part) => isBlank(part))) return null;
      const key = `${index}|${JSON.stringify(parts)}`;
      if (this.#seen.has(key)) return null;
      this.#seen.add(key);
    }
    if (by !== null)
      for (const code of codesOf(row.cells[by])) this.#groups.set(code, (this.#groups.get(code) ?? 0) + 1);
    into.sum += Math.round(value * 10 ** decimals);
    into.cells += 1;
    if (!this.#unitCounted) {
      this.#unitCounted = true;
      this.#counted += 1;
    }
    return value;
  }

  result(): Sum {
    const { indicator, measures } = this.entry;
    const scale = Math.max(0, ...measures.map(({ decimals }) => decimals));
    const of = (part: Contribution['part']): { sum: number; isKnown: boolean } => {
      const own = measures.flatMap((measure, index) =>
        measure.part === part ? [{ measure, total: this.#sums[index] }] : [],
      );
      return {
        sum: own.reduce(
          (sum, { measure, total }) => sum + (total?.sum ?? 0) * 10 ** (scale - measure.decimals),
          0,
        ),
        // None among filings is a true 0; a sum without a single value, or nothing filed at all, is not known.
        isKnown: own.some(({ measure, total }) =>
          measure.measure.aggregate === 'sum' ? (total?.cells ?? 0) > 0 : (total?.filings ?? 0) > 0,
        ),
      };
    };
    const base = { counted: this.#counted, groups: null, listed: null };
    switch (indicator.formula.kind) {
      case 'ratio': {
        const [numerator, denominator] = [of('numerator'), of('denominator')];
        return {
          ...base,
          numerator: numerator.isKnown ? numerator.sum / 10 ** scale : null,
          denominator: denominator.isKnown ? denominator.sum / 10 ** scale : null,
          value:
            !numerator.isKnown || !denominator.isKnown || denominator.sum === 0
              ? null
              : percent(numerator.sum, denominator.sum, indicator.decimals),
        };
      }
      case 'total':
      case 'groups': {
        const total = of('total');
        const value = total.isKnown ? total.sum / 10 ** scale : null;
        const groups = indicator.formula.kind === 'groups' ? this.#groups : null;
        return { ...base, numerator: value, denominator: null, value, groups };
      }
      case 'list':
        return { ...base, numerator: null, denominator: null, value: null, listed: of('total').sum };
      default:
        return { ...base, numerator: null, denominator: null, value: null };
    }
  }
}

function codesOf(value: CellValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [value ? '是' : '否'];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** An indicator from sums that were put together elsewhere; fields have at most three decimals. */
export function indicatorValue(indicator: Indicator, numerator: number, denominator: number): number | null {
  if (indicator.formula.kind === 'total') return numerator;
  const [a, b] = [Math.round(numerator * 1000), Math.round(denominator * 1000)];
  return b === 0 ? null : percent(a, b, indicator.decimals);
}
