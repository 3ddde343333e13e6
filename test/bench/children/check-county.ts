import { loadedEdition } from '#electron/edition.ts';
import { Checker } from '#shared/checking/check.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { documentsOf } from '../data/documents.ts';
import { county, enterprises, years } from '../data/enterprises.ts';
import { checkByHand } from '../hand-written-check.ts';
import { costOf, type Cost } from '../measure.ts';

/** Checks a county by the rule engine and by the loop, in turn: `check-county.ts <enterprises> <rounds>`. */
export interface CheckOutcome {
  readonly engine: readonly Cost[];
  readonly loop: readonly Cost[];
  /** Breaches that only one of the two found, as rule and unit. */
  readonly different: readonly string[];
  readonly breaches: number;
}

const [count = 0, rounds = 0] = process.argv.slice(2).map(Number);
const surroundings = surroundingsOf(county.code, years.now);
const documents = documentsOf(enterprises(count));
const checker = new Checker(loadedEdition(), surroundings);

let found = new Set<string>();
let byHand = new Set<string>();
const engine: Cost[] = [];
const loop: Cost[] = [];
for (let round = 0; round < rounds; round++) {
  const ours: string[] = [];
  const own = await costOf(() => {
    for (const unit of documents)
      for (const finding of checker.checkUnit(unit).findings) ours.push(`${finding.rule} ${finding.unit}`);
  });
  const theirs: string[] = [];
  const other = await costOf(() => {
    for (const breach of checkByHand(documents, surroundings)) theirs.push(`${breach.rule} ${breach.unit}`);
  });
  engine.push(own);
  loop.push(other);
  [found, byHand] = [new Set(ours), new Set(theirs)];
}
const outcome: CheckOutcome = {
  engine,
  loop,
  different: [...new Set([...found, ...byHand])]
    .filter((breach) => !found.has(breach) || !byHand.has(breach))
    .slice(0, 50),
  breaches: byHand.size,
};
process.stdout.write(JSON.stringify(outcome));
