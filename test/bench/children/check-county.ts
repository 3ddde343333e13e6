import { loadedEdition } from '#electron/edition.ts';
import { openYear } from '#electron/demo/county/profile.ts';
import { Checker } from '#shared/checking/check.ts';
import { figuresOver } from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { figuresOf } from '#test/fixtures/judged-twice.ts';
import { countyOfDemo, largeCounty } from '#test/fixtures/mutated-county.ts';
import { checkByHand } from '../by-hand/check.ts';
import { costOf, type Cost } from '../measure.ts';

/** Checks the large demonstration county by the rule engine and by the loop, in turn: `check-county.ts <rounds>`. */
export interface CheckOutcome {
  readonly units: number;
  readonly engine: readonly Cost[];
  /** Of the engine: the rules that read one unit alone. */
  readonly alone: readonly Cost[];
  readonly loop: readonly Cost[];
  /** Breaches that only one of the two found, as rule, unit and row. */
  readonly different: readonly string[];
  readonly breaches: number;
}

/** So many cells are changed, so that there is something to find. */
const changes = 4000;

const [rounds = 0] = process.argv.slice(2).map(Number);
const edition = loadedEdition();
const surroundings = surroundingsOf(countyOfDemo, openYear);
const units = largeCounty(changes, 20_151_231);
const { indicator, hasReporter } = figuresOf(units, surroundings);
// The totals are the tally's: known before either of the two begins.
const totals = { indicator, hasReporter };
for (const { code } of edition.edition.indicators) indicator(code, 0);
const checker = new Checker(edition, surroundings);

let found = new Set<string>();
let byHand = new Set<string>();
const [engine, alone, loop]: [Cost[], Cost[], Cost[]] = [[], [], []];
for (let round = 0; round < rounds; round++) {
  const ours: string[] = [];
  let ofUnits: Cost | null = null;
  const own = await costOf(async () => {
    const add = ({ findings }: ReturnType<Checker['checkUnit']>): void => {
      for (const { rule, unit, record, scope } of findings)
        ours.push(`${rule} ${unit} ${scope === 'row' ? record : ''}`);
    };
    ofUnits = await costOf(() => {
      for (const unit of units) add(checker.checkUnit(unit));
    });
    // A county's own each time: its indexes of rows and names are part of the work.
    add(checker.checkCounty(figuresOver(units, totals)));
  });
  const theirs: string[] = [];
  const other = await costOf(() => {
    for (const { rule, unit, row } of checkByHand({ units, ...totals }, surroundings, edition.edition))
      theirs.push(`${rule} ${unit} ${row}`);
  });
  engine.push(own);
  alone.push(ofUnits ?? own);
  loop.push(other);
  [found, byHand] = [new Set(ours), new Set(theirs)];
}
const outcome: CheckOutcome = {
  units: units.length,
  engine,
  alone,
  loop,
  different: [...new Set([...found, ...byHand])]
    .filter((breach) => !found.has(breach) || !byHand.has(breach))
    .slice(0, 50),
  breaches: byHand.size,
};
process.stdout.write(JSON.stringify(outcome));
