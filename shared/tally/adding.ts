import type { FilingDocument, Row, UnitDocuments, UnitFacts } from '../checking/documents.ts';
import { isBlank, type CellValue } from '../values/cell.ts';
import { seenFrom, type Judge } from './candidates.ts';
import type { CompiledMeasure, ReturnMeasures } from './measure.ts';

/** A record that a measure takes in by itself. */
export interface AddedRecord {
  readonly measure: CompiledMeasure;
  /** In 10^-decimals. */
  readonly amount: number;
  /** Of a distinct count: what is counted once. */
  readonly key: string | null;
  /** Of a distribution: the groups that it is of. */
  readonly codes: readonly string[];
}

/** What one filing adds to the measures of its return. */
export interface Added {
  /** Measures that are plainly added up, with the whole sum (in 10^-decimals) and the number of cells or records. */
  readonly sums: readonly { readonly measure: CompiledMeasure; sum: number; cells: number }[];
  /** What distinct counts and distributions take in. */
  readonly records: readonly AddedRecord[];
}

interface Kept {
  readonly unit: string;
  readonly facts: UnitFacts;
  readonly year: number;
  /** The other filings that were looked at. */
  readonly read: readonly (FilingDocument | undefined)[];
  readonly added: Added;
}

/**
 * What filings add, computed once for each as long as it, its unit's facts and what its conditions look at stay the same
 * objects: a filing is asked for by this year's totals, by the next year's as its last year, and again after each edit of another.
 */
export class Adding {
  readonly #judge: Judge;
  readonly #kept = new WeakMap<FilingDocument, Kept>();

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** What a filing of `back` years before adds, the unit being seen from a year. */
  of(
    measures: ReturnMeasures,
    unit: UnitDocuments,
    filing: FilingDocument,
    year: number,
    back: number,
  ): Added {
    const kept = this.#kept.get(filing);
    const then = year - back;
    const readNow = (at: number): FilingDocument | undefined => {
      const other = measures.reads[at];
      return other === undefined ? undefined : unit.filing(other.return, other.back + back);
    };
    if (
      kept?.unit === unit.id &&
      kept.facts === unit.facts &&
      kept.year === then &&
      kept.read.every((other, at) => other === readNow(at))
    )
      return kept.added;
    const added = this.#computed(measures, seenFrom(unit, back), filing, then);
    const read = measures.reads.map((_, at) => readNow(at));
    this.#kept.set(filing, { unit: unit.id, facts: unit.facts, year: then, read, added });
    return added;
  }

  #computed(measures: ReturnMeasures, then: UnitDocuments, filing: FilingDocument, year: number): Added {
    const sums: { measure: CompiledMeasure; sum: number; cells: number }[] = [];
    const records: AddedRecord[] = [];
    for (const { source, measures: own } of measures.sources) {
      const candidates = this.#judge.candidates(source, then, filing, year);
      if (candidates.length === 0) continue;
      for (const measure of own) {
        const plain = { measure, sum: 0, cells: 0 };
        for (const { row, holds } of candidates) {
          if (measure.where !== null && holds[measure.where.at] !== true) continue;
          const value = valueIn(measure, then.id, row);
          if (value === null) continue;
          if (isPlain(measure)) {
            plain.sum += wholeOf(measure, value.amount);
            plain.cells += 1;
          } else
            records.push({
              measure,
              amount: wholeOf(measure, value.amount),
              key: value.key,
              codes: codesIn(measure, row),
            });
        }
        if (plain.cells > 0) sums.push(plain);
      }
    }
    return { sums, records };
  }
}

function isPlain({ measure, by }: CompiledMeasure): boolean {
  return measure.aggregate !== 'distinct' && by === null;
}

/** An amount as a whole number of the measure's last decimal. */
export function wholeOf({ decimals }: CompiledMeasure, amount: number): number {
  return Math.round(amount * 10 ** decimals);
}

/** What a record has for a measure; null where it adds nothing: a blank is no zero. `key`: of a distinct count. */
export function valueIn(
  { measure }: CompiledMeasure,
  unit: string,
  row: Row,
): { readonly amount: number; readonly key: string | null } | null {
  if (measure.aggregate === 'sum') {
    const cell = measure.field === undefined ? undefined : row.cells[measure.field];
    return typeof cell === 'number' ? { amount: cell, key: null } : null;
  }
  if (measure.aggregate === 'count') return { amount: 1, key: null };
  const parts = (measure.by ?? []).map((code) => (code === '单位' ? unit : row.cells[code]));
  return parts.some((part) => isBlank(part)) ? null : { amount: 1, key: JSON.stringify(parts) };
}

function codesIn({ by }: CompiledMeasure, row: Row): readonly string[] {
  return by === null ? [] : codesOf(row.cells[by]);
}

function codesOf(value: CellValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [value ? '是' : '否'];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
