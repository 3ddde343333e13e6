import { joined, type Checked, type Checker, type RulesAmong } from '#shared/checking/check.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { unitsSaying } from '#shared/checking/same-rows.ts';
import type { Touched } from './county-documents.ts';
import type { County } from './county-figures.ts';
import { inPortions, Portions } from './portions.ts';

/** What the wide rules found, by unit and by what they look at: what did not change for a unit is not judged again. */
export class WideFindings {
  /** Until it is done, parts further on are not judged yet. */
  readonly judging: Portions;
  readonly #checker: Checker;
  readonly #county: County;
  readonly #byPart: ReadonlyMap<RulesAmong, Map<string, Checked>>;
  readonly #judged = new Set<RulesAmong>();
  /** The part that is being judged, and whether something changed meanwhile that it looks at for every unit. */
  #under: { readonly part: RulesAmong; isOutdated: boolean } | null = null;
  #all: Checked | null = null;

  /** Over a county whose documents were read. */
  constructor(checker: Checker, county: County) {
    this.#checker = checker;
    this.#county = county;
    this.#byPart = new Map(checker.among.map((part) => [part, new Map<string, Checked>()]));
    this.judging = new Portions(this.#byPart.size * county.units.length, this.#judgeAll());
  }

  *#judgeAll(): Generator<number> {
    for (const part of this.#byPart.keys()) {
      const under = { part, isOutdated: false };
      this.#under = under;
      for (const some of inPortions(this.#county.units, 100)) {
        this.#judge(part, some);
        yield some.length;
        if (under.isOutdated) break;
      }
      // At one go, or while others keep on writing it would never come to an end.
      if (under.isOutdated) this.#judge(part, this.#county.units);
      this.#judged.add(part);
    }
    this.#under = null;
  }

  update(touched: Touched): void {
    const { filings, counted } = touched;
    this.#all = null;
    for (const part of this.#byPart.keys()) {
      const { reads } = part;
      const isForAll =
        reads.figures ||
        [...reads.counted].some((place) => counted.has(place)) ||
        [...reads.filings].some((place) => filings.has(place));
      const some = (): Iterable<UnitDocuments> => this.#concerned(part, touched);
      if (this.#judged.has(part)) this.#judge(part, isForAll ? this.#county.units : some());
      else if (this.#under?.part === part) {
        this.#under.isOutdated ||= isForAll;
        this.#judge(part, some());
      }
    }
  }

  /** Those whose filings changed, and those with rows that say the same as theirs did or do. */
  #concerned({ reads }: RulesAmong, { units, exchanged }: Touched): ReadonlySet<UnitDocuments> {
    return new Set([
      ...units.values(),
      ...reads.same.flatMap((same) => unitsSaying(same, exchanged, this.#county.units)),
    ]);
  }

  /** Those of the county first, then unit by unit. */
  all(): Checked {
    this.judging.finish();
    if (this.#all !== null) return this.#all;
    const parts = [...this.#byPart.values()];
    const found = new Set(parts.flatMap((units) => [...units.keys()]));
    this.#all = joined([
      this.#checker.checkFigures(this.#county),
      ...this.#county.units
        .filter(({ id }) => found.has(id))
        .flatMap(({ id }) => parts.flatMap((units) => units.get(id) ?? [])),
    ]);
    return this.#all;
  }

  of(unit: string): readonly Finding[] {
    return [...this.#byPart.values()].flatMap((units) => units.get(unit)?.findings ?? []);
  }

  #judge(part: RulesAmong, units: Iterable<UnitDocuments>): void {
    const known = this.#byPart.get(part);
    for (const unit of units) {
      const checked = this.#checker.checkAmong(unit, this.#county, part);
      if (checked.findings.length + checked.undecided === 0) known?.delete(unit.id);
      else known?.set(unit.id, checked);
    }
  }
}
