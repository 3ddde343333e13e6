import type { UnitDocuments } from '#shared/checking/documents.ts';
import { comparableName } from '#shared/codes/names.ts';
import type { Cells } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { formOf, isFilled, rowsOf, seen, text } from './reading.ts';

interface Same {
  readonly unit: UnitDocuments;
  readonly row: RecordKey;
  readonly counts: boolean;
}

function countsIn(unit: UnitDocuments, table: string): boolean {
  const state = unit.filing(table.slice(0, 5), 0)?.state;
  return state === 'accepted' || state === 'nil';
}

/** Rows of a table by what some of their cells say together; those with one of these blank are not told from others. */
export class SameRows {
  readonly #table: string;
  readonly #keys: readonly string[];
  readonly #rows = new Map<string, Same[]>();

  /** A fixed table has one row a unit. */
  constructor(units: readonly UnitDocuments[], table: string, keys: readonly string[], isFixed = false) {
    this.#table = table;
    this.#keys = keys;
    for (const unit of units) {
      if (seen(unit, table.slice(0, 5)) === undefined) continue;
      const counts = countsIn(unit, table);
      const rows = isFixed ? [{ key: '', cells: formOf(unit, table) ?? {} }] : rowsOf(unit, table);
      for (const { key: row, cells } of rows) {
        const said = this.#said(cells);
        if (said === undefined) continue;
        const list = this.#rows.get(said);
        if (list === undefined) this.#rows.set(said, [{ unit, row, counts }]);
        else list.push({ unit, row, counts });
      }
    }
  }

  /**
   * Whether another row says the same: one of the unit's own, or of another's filing, which has to be accepted if the unit's
   * own is. Two drafts see each other.
   */
  hasOther(unit: UnitDocuments, row: RecordKey, cells: Cells): boolean {
    const said = this.#said(cells);
    const rows = said === undefined ? undefined : this.#rows.get(said);
    if (rows === undefined || rows.length < 2) return false;
    const needsCounted = countsIn(unit, this.#table);
    return rows.some((other) => (other.unit === unit ? other.row !== row : !needsCounted || other.counts));
  }

  #said(cells: Cells): string | undefined {
    let said = '';
    for (const key of this.#keys) {
      if (!isFilled(cells, key)) return undefined;
      said += `${JSON.stringify(cells[key])}|`;
    }
    return said;
  }
}

interface Named {
  readonly owner: string;
  readonly row: RecordKey;
  readonly counts: boolean;
  readonly name: string;
}

const shortest = 6;

/** Names that are the same once made comparable, or one character apart where they have six at least. */
export class NearNames {
  readonly #byKey = new Map<string, Named[]>();

  /** `group` keeps names apart that are not to be compared. */
  add(owner: string, row: RecordKey, written: string, group = '', counts = true): void {
    const named = { owner, row, counts, name: comparableName(written) };
    for (const key of keysOf(named.name)) {
      const list = this.#byKey.get(`${group}|${key}`);
      if (list === undefined) this.#byKey.set(`${group}|${key}`, [named]);
      else list.push(named);
    }
  }

  /** Whether another one, accepted or of the same owner, is nearly called so. */
  hasNear(owner: string, row: RecordKey, written: string, group = ''): boolean {
    const name = comparableName(written);
    return keysOf(name).some(
      (key) =>
        this.#byKey
          .get(`${group}|${key}`)
          ?.some(
            (other) =>
              (other.owner === owner ? other.row !== row : other.counts) && isOneApart(name, other.name),
          ) === true,
    );
  }
}

/** The name, and what is left of it without each of its characters: names one character apart share one of these. */
function keysOf(name: string): readonly string[] {
  if (name.length < shortest) return [name];
  return [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))];
}

function isOneApart(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length < shortest || b.length < shortest) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (long.length === short.length) return short.slice(at + 1) === long.slice(at + 1);
  return long.length === short.length + 1 && short.slice(at) === long.slice(at + 1);
}

/** The names of the rows of a table, apart by a code of theirs if one is given. */
export function namesOf(
  units: readonly UnitDocuments[],
  table: string,
  name: string,
  group: string | null,
): NearNames {
  const names = new NearNames();
  for (const unit of units)
    for (const { key, cells } of rowsOf(unit, table)) {
      const [written, code] = [text(cells, name), group === null ? '' : text(cells, group)];
      if (written !== undefined && code !== undefined)
        names.add(unit.id, key, written, code, countsIn(unit, table));
    }
  return names;
}
