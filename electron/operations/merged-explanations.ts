import { findingId } from '#shared/checking/finding.ts';
import { returnOf, tableOf, type RecordKey } from '#shared/values/record.ts';
import { addAttachment, attachmentsAt, removeAttachment } from '../store/attachments.ts';
import { eachReplied, putReplied } from '../store/batches.ts';
import { addExplanation, explanationsAt } from '../store/findings.ts';
import type { StoredRecord } from '../store/records.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { editionAt } from './year-edition.ts';

/** What a unit is called that becomes another one, and where its records are to be found there. */
export interface Merged {
  readonly from: string;
  readonly into: string;
  /** The key of each of its records of the year below the other. */
  readonly places: ReadonlyMap<StoredRecord, RecordKey>;
}

/**
 * What was said about a unit's findings of a year, with the files that go with it, is from now on about the same findings
 * of the unit that it becomes. Each stays bound to the values it was said for, so that it holds only where these came
 * along. What was said about the other's own finding is kept.
 */
export function carryExplanations({ store, now }: WriteContext, year: number, merged: Merged): void {
  const renamed = findingsOfMerged(store, year, merged);
  const said = explanationsAt(store, year);
  for (const [old, finding] of renamed) {
    const known = said.get(old);
    if (known !== undefined && !said.has(finding)) addExplanation(store, year, { ...known, finding });
  }
  for (const attached of attachmentsAt(store, year)) {
    const finding = renamed.get(attached.finding);
    if (finding === undefined) continue;
    addAttachment(store, year, { ...attached, finding, unit: merged.into });
    removeAttachment(store, year, { ...attached, at: now });
  }
  // A reply that is taken back takes back what it explained, under whatever id that is now.
  for (const { id, explained } of eachReplied(store, year))
    if (explained.some(({ finding }) => renamed.has(finding)))
      putReplied(
        store,
        id,
        explained.map((item) => {
          const finding = renamed.get(item.finding);
          return finding === undefined ? item : { ...item, finding };
        }),
      );
}

/** The id of every finding that the unit's rules may have had, with that of the same finding of the other. */
export function findingsOfMerged(
  store: ReadContext['store'],
  year: number,
  { from, into, places }: Merged,
): ReadonlyMap<string, string> {
  const byTable = Map.groupBy(places, ([record]) => tableOf(record.return, record.key));
  const renamed = new Map<string, string>();
  for (const { id, table, definition } of editionAt(store, year).rules) {
    if (definition.scope === 'county') continue;
    renamed.set(findingId(id, year, from, ''), findingId(id, year, into, ''));
    if (definition.scope !== 'row') continue;
    for (const [record, place] of byTable.get(table) ?? [])
      if (record.return === returnOf(table))
        renamed.set(findingId(id, year, from, record.key), findingId(id, year, into, place));
  }
  return renamed;
}
