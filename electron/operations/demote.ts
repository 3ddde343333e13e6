import { isStale, needsAnswer } from '#shared/checking/explanation.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { logAct } from '../store/acts.ts';
import { explanationsAt, type Explanation } from '../store/findings.ts';
import { filing, round, setFiling, type Round } from '../store/rounds.ts';
import type { ReadContext, WriteContext } from './context.ts';

/**
 * Takes accepted filings back to draft when a rule newly fails for them: another return of the unit was corrected, last
 * year's values came in, a code changed. What is frozen or locked is noted by its findings and stays as it was signed.
 */
export class Demotion {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #round: Round | undefined;
  #explanations: ReadonlyMap<string, Explanation> | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.#round = round(context.store, year);
  }

  apply(context: WriteContext, unit: string, findings: readonly Finding[]): void {
    for (const { code, rules } of this.failing(unit, findings))
      demote(context, this.#year, unit, code, rules);
  }

  /** The accepted filings of a unit that can change, with the rules that fail in them. */
  failing(
    unit: string,
    findings: readonly Finding[],
  ): readonly { readonly code: string; readonly rules: readonly string[] }[] {
    const found = this.#round;
    if (found?.state !== 'open') return [];
    const failing = Map.groupBy(
      findings.filter((finding) => finding.class !== 'D'),
      (finding) => finding.return,
    );
    return [...failing].flatMap(([code, ofReturn]) => {
      if (filing(this.#context.store, found.year, unit, code)?.state !== 'accepted') return [];
      if (found.unlocked !== null && !found.unlocked.includes(`${unit}/${code}`)) return [];
      const rules = ofReturn.filter((finding) => this.#isOpen(finding)).map((finding) => finding.rule);
      return rules.length > 0 ? [{ code, rules }] : [];
    });
  }

  #isOpen(finding: Finding): boolean {
    this.#explanations ??= explanationsAt(this.#context.store, finding.year);
    const said = this.#explanations.get(finding.id);
    return needsAnswer(
      finding,
      said === undefined ? null : { stale: isStale(said.operands, finding.operands) },
    );
  }
}

function demote(
  { store, now, actor }: WriteContext,
  year: number,
  unit: string,
  code: string,
  rules: readonly string[],
): void {
  setFiling(store, year, unit, code, 'draft', { reason: null, basis: null, now });
  logAct(store, {
    at: now,
    who: actor.name,
    role: actor.role,
    year,
    unit,
    return: code,
    act: 'demote',
    before: 'accepted',
    after: 'draft',
    reason: rules.join(' '),
  });
}
