import { noteChange } from './changes.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { dropFact, factOf, writeFact, type StatedFact } from './units.ts';

/**
 * Keeps what a batch stated. What was stated again is kept only where an earlier batch had stated it: should that one be
 * undone, the fact still rests on this one.
 */
export function keepStated(store: WritableStore, batch: string, stated: readonly StatedFact[]): void {
  const known = store.db.prepare<[StatedFact], { found: 1 }>(
    `SELECT 1 AS found FROM batch_fact
     WHERE unit = @unit AND attribute = @attribute AND from_year = @fromYear AND value = @value LIMIT 1`,
  );
  const keep = store.db.prepare<[StatedFact & { readonly batch: string }]>(
    `INSERT INTO batch_fact (batch, unit, attribute, from_year, was, value)
     VALUES (@batch, @unit, @attribute, @fromYear, @was, @value)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  for (const fact of stated)
    if (fact.was !== fact.value || known.get(fact) !== undefined) keep.run({ ...fact, batch });
}

/**
 * Takes back what a batch stated, within the transaction that undoes it: a fact is again what it was before the batches that
 * are undone. One that was changed since keeps its newer value and is listed; one that a file which stands has stated too
 * stays.
 */
export function takeBackFacts(
  store: WritableStore,
  batch: string,
): { readonly restored: readonly StatedFact[]; readonly kept: readonly StatedFact[] } {
  const restored: StatedFact[] = [];
  const kept: StatedFact[] = [];
  for (const fact of statedBy(store, batch)) {
    const { unit, attribute, fromYear, value } = fact;
    if (factOf(store, unit, attribute, fromYear) !== value) {
      kept.push(fact);
      continue;
    }
    const others = statements(store, fact).filter((other) => other.batch !== batch);
    if (others.some((other) => other.state === 'committed' && other.value === value)) continue;
    const before = valueBefore(value, [fact, ...others.filter(({ state }) => state === 'undone')]);
    if (before === value) continue;
    if (before === null) dropFact(store, unit, attribute, fromYear);
    else writeFact(store, unit, attribute, before, fromYear);
    restored.push(fact);
  }
  if (restored.length > 0) {
    noteChange(store, 'directory');
    noteChange(store, 'names');
  }
  return { restored, kept };
}

/** From a value back over the statements that no longer stand. */
function valueBefore(value: string, undone: readonly Pick<StatedFact, 'was' | 'value'>[]): string | null {
  let at: string | null = value;
  const left = new Set(undone.filter((fact) => fact.was !== fact.value));
  for (;;) {
    const step = [...left].find((fact) => fact.value === at);
    if (step === undefined) return at;
    left.delete(step);
    at = step.was;
  }
}

const columns = 'unit, attribute, from_year AS fromYear, was, value';

function statedBy(store: ReadableStore, batch: string): readonly StatedFact[] {
  return store.db
    .prepare<[string], StatedFact>(
      `SELECT ${columns} FROM batch_fact WHERE batch = ? ORDER BY unit, attribute, from_year`,
    )
    .all(batch);
}

function statements(
  store: ReadableStore,
  { unit, attribute, fromYear }: StatedFact,
): readonly (Pick<StatedFact, 'was' | 'value'> & { readonly batch: string; readonly state: string })[] {
  return store.db
    .prepare<
      [string, string, number],
      Pick<StatedFact, 'was' | 'value'> & { readonly batch: string; readonly state: string }
    >(
      `SELECT fact.batch, fact.was, fact.value, batch.state
       FROM batch_fact AS fact JOIN batch ON batch.id = fact.batch
       WHERE fact.unit = ? AND fact.attribute = ? AND fact.from_year = ? ORDER BY fact.batch`,
    )
    .all(unit, attribute, fromYear);
}
