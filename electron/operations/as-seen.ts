import { Problem } from '#shared/contract/problem.ts';
import type { ChangedMeanwhile } from '#shared/contract/problems/filings.ts';
import type { Wording } from '#shared/returns/terms.ts';
import { carriedKey, codeOf, sameValue, type CellKey, type CellValue } from '#shared/values/cell.ts';
import { recordKey, rowPath, tableOf, type RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import type { RecordAct } from '../store/commit.ts';
import { recordOf, type StoredRecord } from '../store/records.ts';
import type { Filing } from '../store/rounds.ts';
import { unitAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';

/** What is asked to be written into a record, and what was seen there. */
export interface AskedAct extends RecordAct {
  readonly key: RecordKey;
  /** Null of a row that was not there; absent where nobody looked. */
  readonly seen?: Readonly<Record<CellKey, CellValue | null>> | null | undefined;
}

type StoredCells = StoredRecord['cells'];

/**
 * Refuses to write over what the person has not seen: two pages may be open on one county, and an import may come between.
 * A cell that holds the new value already is as it is wanted, whoever wrote it.
 */
export function assertAsSeen(
  context: ReadContext,
  year: number,
  known: Filing,
  asked: readonly AskedAct[],
): void {
  const stored = (key: RecordKey): StoredCells =>
    recordOf(context.store, year, known.unit, known.return, key)?.cells ?? {};
  const cells: ChangedMeanwhile[] = [];
  const gone = new Set<RecordKey>();
  for (const act of asked) {
    const now = stored(act.key);
    const comes = isEmpty(now) && Object.values(act.cells).some(({ value }) => value !== null);
    const above = comes ? rowAbove(context, known, act.key) : null;
    // Whoever looked: a row below one that is gone would be seen by nobody.
    if (above !== null && isEmpty(stored(above))) gone.add(above);
    if (act.seen === undefined) continue;
    if (comes && act.seen !== null && rowPath(act.key).length > 0) gone.add(act.key);
    else
      for (const key of changedKeys(act, now)) cells.push(changed(context, year, known, act.key, key, now));
  }
  if (cells.length + gone.size > 0)
    throw new Problem('filing.changed', { return: known.return, cells, gone: [...gone] });
}

/** The row that a row stands below; null of one that stands below none. */
export function rowAbove(context: ReadContext, known: Filing, key: RecordKey): RecordKey | null {
  const parent = context.edition.table(tableOf(known.return, key))?.parent;
  return parent === undefined ? null : recordKey(parent, ...rowPath(key).slice(0, -1));
}

function isEmpty(cells: StoredCells): boolean {
  return Object.keys(cells).length === 0;
}

function changedKeys({ cells, seen }: AskedAct, now: StoredCells): readonly CellKey[] {
  const keys = Object.entries(cells)
    .filter(
      ([key, { value }]) =>
        !sameValue(now[key], seen?.[key] ?? undefined) && !sameValue(now[key], value ?? undefined),
    )
    .map(([key]) => key);
  // A carried row that was confirmed meanwhile is not the one that is ended.
  const isConfirmed = seen?.[carriedKey] === true && now[carriedKey] === undefined && !isEmpty(now);
  return isConfirmed && keys.length === 0 ? [carriedKey] : keys;
}

/** A cell that was changed elsewhere, with what the clerk has to know of it. */
export function changed(
  context: ReadContext,
  year: number,
  known: Filing,
  record: RecordKey,
  key: CellKey,
  cells: StoredCells,
): ChangedMeanwhile {
  const table = tableOf(known.return, record);
  const [first] = context.edition.fields(table).keys();
  const isRow = rowPath(record).length > 0 && first !== undefined;
  const mark = { name: { zh: '结转', en: 'carried over' }, shown: { zh: '已确认', en: 'confirmed' } };
  return {
    record,
    key,
    row: isRow ? shown(context, year, table, first, cells[first]) : { zh: '', en: '' },
    name: context.edition.field(table, codeOf(key))?.name ?? mark.name,
    now: cells[key] ?? null,
    shown: key === carriedKey ? mark.shown : shown(context, year, table, codeOf(key), cells[key]),
  };
}

/** A value as the form shows it: a code with its name, a unit by its own. */
function shown(
  context: ReadContext,
  year: number,
  table: string,
  code: string,
  value: CellValue | undefined,
): Wording {
  const field = context.edition.field(table, code);
  const list = field?.list === undefined ? undefined : context.edition.list(field.list);
  const unit =
    field?.type === 'unit' && typeof value === 'string' ? unitAt(context.store, value, year) : undefined;
  const inLanguage = (language: 'zh' | 'en'): string =>
    unit?.facts.name ??
    showValue(
      value,
      field,
      language,
      (item) => list?.items.find((known) => known.code === item)?.name[language],
    );
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}
