import type { UnitDocuments } from '../checking/documents.ts';
import type { Indicator } from '../returns/indicator.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measuresOf } from '../returns/tables.ts';
import type { Wording } from '../returns/terms.ts';

/** Years before the report's in which the program has no filing of the county at all. */
export class LackingYears {
  readonly #year: number;
  readonly #units: readonly UnitDocuments[];
  readonly #returns: readonly string[];
  readonly #known = new Map<number, boolean>();

  constructor({ edition }: LoadedEdition, year: number, units: readonly UnitDocuments[]) {
    this.#year = year;
    this.#units = units;
    this.#returns = edition.returns.filter(({ kind }) => kind === 'filled').map(({ code }) => code);
  }

  /** Of what is cumulative: those that it takes in and lacks, so that it may be more than it says. */
  of({ formula }: Indicator): readonly number[] {
    const since = Math.min(...measuresOf(formula).map((measure) => measure.since ?? this.#year));
    const years = Array.from({ length: Math.max(0, this.#year - since) }, (_, index) => since + index);
    return years.filter((year) => !this.#isKnown(year));
  }

  #isKnown(year: number): boolean {
    let is = this.#known.get(year);
    if (is === undefined) {
      const back = this.#year - year;
      is = this.#units.some(({ filing }) => this.#returns.some((code) => filing(code, back) !== undefined));
      this.#known.set(year, is);
    }
    return is;
  }
}

/** What is said beside a number: what the edition says of it, and the years that it lacks with what to do about them. */
export function caveatOf({ caveat }: Indicator, lacking: readonly number[]): Wording | null {
  if (lacking.length === 0) return caveat ?? null;
  return {
    zh: `${caveat?.zh ?? ''}程序里没有本县${lacking.join('、')}年的数,累计数不含这些年;需要的先建立这些年份,导入并验收当年的报表。`,
    en: `${caveat === undefined ? '' : `${caveat.en} `}The program has nothing of ${lacking.join(', ')}, so that the total lacks them: where it is needed, start these years, import and accept their returns.`,
  };
}
