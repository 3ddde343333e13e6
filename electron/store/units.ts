import type { UnitFact } from '#shared/values/unit-facts.ts';
import { noteChange } from './changes.ts';
import type { ReadableStore, WritableStore } from './open.ts';

export type UnitAttribute = UnitFact;

/** A unit as the directory has it in a year. */
export interface Unit {
  readonly id: string;
  readonly kind: string;
  readonly facts: Readonly<Partial<Record<UnitAttribute, string>>>;
}

/** Adds a unit with what is known of it from a year on. */
export function addUnit(store: WritableStore, { id, kind, facts }: Unit, fromYear: number): void {
  noteChange(store, 'directory');
  noteChange(store, 'names');
  store.db.prepare('INSERT INTO unit (id, kind) VALUES (?, ?)').run(id, kind);
  const known = Object.entries(facts);
  if (known.length === 0) return;
  // In one statement: a list enters ten thousand units with half a dozen facts each.
  store.db
    .prepare(insertOf(known.length))
    .run(known.flatMap(([attribute, value]) => [id, attribute, fromYear, value]));
}

/** The statement that inserts so many facts, always the same text: one that is new is compiled. */
function insertOf(count: number): string {
  const known = inserts.get(count);
  if (known !== undefined) return known;
  const rows = Array.from({ length: count }, () => '(?, ?, ?, ?)').join(', ');
  const made = `INSERT INTO unit_fact (unit, attribute, from_year, value) VALUES ${rows}`;
  inserts.set(count, made);
  return made;
}

const inserts = new Map<number, string>();

/** A fact of a unit as it was stated from a year on. */
export interface StatedFact {
  readonly unit: string;
  readonly attribute: UnitAttribute;
  readonly fromYear: number;
  /** What stood there of the same year before; the same as `value` where it was only stated again. */
  readonly was: string | null;
  readonly value: string;
}

/** States a fact from a year on; the same value again is no new fact. */
export function setFact(
  store: WritableStore,
  unit: string,
  attribute: UnitAttribute,
  value: string,
  fromYear: number,
): StatedFact {
  const known = store.db
    .prepare<[string, string, number], { value: string }>(
      'SELECT value FROM unit_fact WHERE unit = ? AND attribute = ? AND from_year <= ? ORDER BY from_year DESC LIMIT 1',
    )
    .get(unit, attribute, fromYear);
  if (known?.value === value) return { unit, attribute, fromYear, was: value, value };
  const was = factOf(store, unit, attribute, fromYear);
  noteChange(store, 'directory');
  if (attribute === 'name' || attribute === 'mergedInto') noteChange(store, 'names');
  writeFact(store, unit, attribute, value, fromYear);
  return { unit, attribute, fromYear, was, value };
}

/** The value of just this year; null where none was stated of it. */
export function factOf(
  store: ReadableStore,
  unit: string,
  attribute: UnitAttribute,
  fromYear: number,
): string | null {
  return (
    store.db
      .prepare<[string, string, number], { value: string }>(
        'SELECT value FROM unit_fact WHERE unit = ? AND attribute = ? AND from_year = ?',
      )
      .get(unit, attribute, fromYear)?.value ?? null
  );
}

/** Puts a value in the place of just this year; whoever calls it notes the change. */
export function writeFact(
  store: WritableStore,
  unit: string,
  attribute: UnitAttribute,
  value: string,
  fromYear: number,
): void {
  store.db
    .prepare(
      'INSERT INTO unit_fact (unit, attribute, from_year, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(unit, attribute, fromYear, value);
}

/** Takes the value of just this year away; whoever calls it notes the change. */
export function dropFact(
  store: WritableStore,
  unit: string,
  attribute: UnitAttribute,
  fromYear: number,
): void {
  store.db
    .prepare('DELETE FROM unit_fact WHERE unit = ? AND attribute = ? AND from_year = ?')
    .run(unit, attribute, fromYear);
}

/** Gives a unit a new name from a year on; the one before stays known as 曾用名. */
export function renameUnit(
  store: WritableStore,
  unit: string,
  name: string,
  fromYear: number,
): readonly StatedFact[] {
  const entered = factOf(store, unit, 'name', fromYear);
  const former =
    entered === null || entered === name ? [] : [setFact(store, unit, 'formerName', entered, fromYear)];
  return [...former, setFact(store, unit, 'name', name, fromYear)];
}

interface FactRow {
  readonly unit: string;
  readonly kind: string;
  readonly attribute: UnitAttribute | null;
  readonly value: string | null;
}

/** The ids of all units, in order. */
export function unitIds(store: ReadableStore): readonly string[] {
  return store.db.prepare<[], string>('SELECT id FROM unit ORDER BY id').pluck().all();
}

/** Units from one id to another, both with them, as the database orders ids. */
export interface UnitRange {
  readonly first: string;
  readonly last: string;
}

export const everyUnit: UnitRange = { first: '', last: '\u{10FFFF}' };

/** The directory of a year: every unit with its facts, by id, without those that were merged into another. One pass. */
export function unitsAt(
  store: ReadableStore,
  year: number,
  /** Only these. */
  ids?: readonly string[],
): ReadonlyMap<string, Unit> {
  const rows = store.db
    .prepare<{ year: number; ids: string }, { id: string; kind: string; facts: string }>(
      // The newest fact is put last; one row for a unit, read at once, is several times as fast as one for each fact.
      `SELECT unit.id, unit.kind,
         json_group_object(fact.attribute, fact.value ORDER BY fact.from_year) FILTER (WHERE fact.unit IS NOT NULL) AS facts
       FROM unit LEFT JOIN unit_fact AS fact ON fact.unit = unit.id AND fact.from_year <= @year
       -- One that was entered later was not there yet, unless a filing of the year is its own.
       WHERE ${ids === undefined ? '' : 'unit.id IN (SELECT value FROM json_each(@ids)) AND '}(fact.unit IS NOT NULL
         OR NOT EXISTS (SELECT 1 FROM unit_fact AS later WHERE later.unit = unit.id)
         OR unit.id IN (SELECT unit FROM filing WHERE year = @year))
       GROUP BY unit.id ORDER BY unit.id`,
    )
    .iterate({ year, ids: JSON.stringify(ids ?? []) });
  const units = new Map<string, Unit>();
  for (const { id, kind, facts: written } of rows) {
    const facts = JSON.parse(written) as Unit['facts'];
    if (facts.mergedInto === undefined) units.set(id, { id, kind, facts });
  }
  return units;
}

/** Where every unit of the directory was, as it was stated from year to year, the oldest first. */
export function areaHistory(
  store: ReadableStore,
): ReadonlyMap<string, readonly { readonly from: number; readonly area: string }[]> {
  const rows = store.db
    .prepare<[], { unit: string; from: number; area: string }>(
      `SELECT unit, from_year AS "from", value AS area FROM unit_fact WHERE attribute = 'area' ORDER BY unit, from_year`,
    )
    .iterate();
  const history = new Map<string, { from: number; area: string }[]>();
  for (const { unit, from, area } of rows) {
    const own = history.get(unit);
    if (own === undefined) history.set(unit, [{ from, area }]);
    else own.push({ from, area });
  }
  return history;
}

export function unitAt(store: ReadableStore, id: string, year: number): Unit | undefined {
  const rows = store.db
    .prepare<[number, string], FactRow>(
      `SELECT unit.id AS unit, unit.kind, fact.attribute, fact.value
       FROM unit LEFT JOIN unit_fact AS fact ON fact.unit = unit.id AND fact.from_year <= ?
       WHERE unit.id = ? ORDER BY fact.attribute, fact.from_year`,
    )
    .iterate(year, id);
  return gather(rows).get(id);
}

function gather(rows: Iterable<FactRow>): ReadonlyMap<string, Unit> {
  const units = new Map<
    string,
    { id: string; kind: string; facts: Partial<Record<UnitAttribute, string>> }
  >();
  for (const { unit, kind, attribute, value } of rows) {
    let entry = units.get(unit);
    if (entry === undefined) units.set(unit, (entry = { id: unit, kind, facts: {} }));
    // Ordered by year, so the newest fact is put last.
    if (attribute !== null && value !== null) entry.facts[attribute] = value;
  }
  return units;
}

/** The unit that has, or ever had, a code; by its id too. One that was merged is, from that year on, the other. */
export function unitByCode(store: ReadableStore, code: string, year: number): string | undefined {
  const found = store.db
    .prepare<[{ readonly code: string }], { unit: string | null }>(
      // Three searches: for a list of attributes SQLite makes a table first, which takes far longer.
      `SELECT coalesce((SELECT id FROM unit WHERE id = @code), (SELECT min(unit) FROM (
         SELECT unit FROM unit_fact WHERE attribute = 'creditCode' AND value = @code
         UNION ALL SELECT unit FROM unit_fact WHERE attribute = 'organisationCode' AND value = @code
         UNION ALL SELECT unit FROM unit_fact WHERE attribute = 'licence' AND value = @code))) AS unit`,
    )
    .get({ code });
  return typeof found?.unit === 'string' ? survivor(store, found.unit, year) : undefined;
}

/** Units that have, or had, exactly this name. */
export function unitsByName(store: ReadableStore, name: string, year: number): readonly string[] {
  const found = store.db
    .prepare<[{ readonly name: string }], { unit: string }>(
      `SELECT unit FROM unit_fact WHERE attribute = 'name' AND value = @name
       UNION ALL SELECT unit FROM unit_fact WHERE attribute = 'formerName' AND value = @name ORDER BY unit`,
    )
    .all({ name });
  return [...new Set(found.map(({ unit }) => survivor(store, unit, year)))];
}

/** Whom a unit was merged into by a year, itself if into none. */
export function survivor(store: ReadableStore, unit: string, year: number): string {
  const into = store.db
    .prepare<[string, number], { value: string }>(
      "SELECT value FROM unit_fact WHERE unit = ? AND attribute = 'mergedInto' AND from_year <= ? ORDER BY from_year DESC LIMIT 1",
    )
    .get(unit, year)?.value;
  return into === undefined ? unit : survivor(store, into, year);
}

/** `+value`, or the names of all units would be gone through in the order of their index. */
export function formerNames(store: ReadableStore, unit: string, now: string): readonly string[] {
  return store.db
    .prepare<[string, string], { value: string }>(
      "SELECT DISTINCT value FROM unit_fact WHERE unit = ? AND attribute IN ('name', 'formerName') AND value <> ? ORDER BY +value",
    )
    .all(unit, now)
    .map(({ value }) => value);
}
