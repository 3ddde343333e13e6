import type { Output, Parsed } from '#shared/contract/contract.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import { areKept } from '../store/findings.ts';
import { round, undecidedAt } from '../store/rounds.ts';
import { summaryOf } from './checking.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { countyChecked } from './county.ts';
import { Demotion } from './demote.ts';
import { recheckUnit } from './documents.ts';
import { inPortions } from './portions.ts';
import type { RunContext } from './run-context.ts';
import { yearOf } from './year.ts';

export const checkRuns = { 'check.run': checkRun };
export const checkReaderSteps = { 'check/portion': portion, 'check/summary': summaryOf };
export const checkWriterSteps = { 'check/again': again };

/** How long the reader judges before it looks after others. */
const portionMs = 30;

export interface Portion {
  /** The last unit that was judged; null once all are. */
  readonly last: string | null;
  /** Units whose kept findings are not what their rules find now. */
  readonly differ: readonly string[];
  readonly done: number;
  readonly total: number;
}

/**
 * Every rule is judged in the reader, over its county, portion by portion: others are answered in between, and the writer
 * has to do only with the units whose kept findings are not right. It judges those anew itself, as whoever edits one of them
 * meanwhile does, so that what is kept in the end is right at that moment.
 */
async function checkRun(context: RunContext, { year }: Parsed<'check.run'>): Promise<Output<'check.run'>> {
  const { workspace, progress, signal } = context;
  const asked = year === undefined ? {} : { year };
  const options = { progress, signal };
  let renewed = 0;
  let come = { done: 0, total: 0 };
  try {
    for (let after: string | null = ''; after !== null;) {
      const { last, differ, done, total }: Portion = await workspace.read(
        'check/portion',
        { ...asked, after },
        options,
      );
      for (const units of inPortions(differ, 20))
        renewed += await workspace.write('check/again', { ...asked, units });
      come = { done, total };
      if (signal.aborted && last !== null) throw new Problem('request.cancelled', {});
      progress({ ...come, on: '' });
      after = last;
    }
  } catch (error) {
    // By what was judged, not by the progress: that also counts how far the county is read.
    throw isProblem(error, 'request.cancelled') ? new Problem('request.cancelled', come) : error;
  } finally {
    // Also of what was stopped half-way: those units' findings are new.
    if (renewed > 0) context.changed();
  }
  return { ...(await workspace.read('check/summary', asked, { progress })), renewed };
}

function portion(context: ReadContext, input: { readonly year?: number; readonly after: string }): Portion {
  const year = yearOf(context, input);
  // The findings of a frozen round are part of what was signed.
  if (round(context.store, year)?.state !== 'open') return { last: null, differ: [], done: 0, total: 0 };
  const { units, checked: check } = countyChecked(context, year);
  const isOver = clock(portionMs);
  const demotion = new Demotion(context, year);
  const differ: string[] = [];
  // Where the unit is gone, the directory has changed: from the start again.
  let at = input.after === '' ? 0 : units.findIndex(({ id }) => id === input.after) + 1;
  while (at < units.length && !isOver()) {
    const some = units.slice(at, at + 50);
    at += some.length;
    const range = { first: some[0]?.id ?? '', last: some.at(-1)?.id ?? '' };
    const found = new Map(some.map((unit) => [unit.id, check(unit)]));
    const undecided = undecidedAt(context.store, year, range);
    const isKept = areKept(context.store, year, range);
    for (const [id, checked] of found) {
      // A unit without filings has nowhere to keep it.
      const isCounted = !undecided.has(id) || undecided.get(id) === checked.undecided;
      const isRight = isCounted && isKept(id, checked.findings);
      if (!isRight || demotion.failing(id, checked.findings).length > 0) differ.push(id);
    }
  }
  const last = at < units.length ? (units[at - 1]?.id ?? null) : null;
  return { last, differ, done: at, total: units.length };
}

function clock(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}

/** How many units were judged anew. */
function again(
  context: WriteContext,
  input: { readonly year?: number; readonly units: readonly string[] },
): number {
  const year = yearOf(context, input);
  if (round(context.store, year)?.state !== 'open') return 0;
  for (const unit of input.units) recheckUnit(context, year, unit);
  return input.units.length;
}
