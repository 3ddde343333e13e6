import type { Finding, Operand } from '#shared/checking/finding.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import type { UnitRange } from './units.ts';

/** Findings of the rules that read one unit alone, kept current with every commit. */
export function findingsOf(store: ReadableStore, year: number, unit: string): readonly Finding[] {
  return store.db
    .prepare<[number, string], { body: string }>(
      'SELECT body FROM finding WHERE year = ? AND unit = ? ORDER BY id',
    )
    .all(year, unit)
    .map(({ body }) => JSON.parse(body) as Finding);
}

export function findingsAt(store: ReadableStore, year: number): readonly Finding[] {
  return store.db
    .prepare<[number], { body: string }>('SELECT body FROM finding WHERE year = ? ORDER BY unit, id')
    .all(year)
    .map(({ body }) => JSON.parse(body) as Finding);
}

/** Units of which findings are kept. */
export function unitsFound(store: ReadableStore, year: number): ReadonlySet<string> {
  const rows = store.db
    .prepare<[number], string>('SELECT DISTINCT unit FROM finding WHERE year = ? ORDER BY unit')
    .pluck()
    .all(year);
  return new Set(rows);
}

/** Whose findings of their own these are. */
export function unitsWith(store: ReadableStore, year: number, ids: readonly string[]): ReadonlySet<string> {
  const rows = store.db
    .prepare<[number, string], { unit: string }>(
      'SELECT DISTINCT unit FROM finding WHERE year = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY unit',
    )
    .all(year, JSON.stringify(ids));
  return new Set(rows.map(({ unit }) => unit));
}

/** As they are kept, in their order: by unit. */
type Bodies = readonly { readonly body: string }[];

function bodiesOf(findings: readonly Finding[]): { readonly finding: Finding; readonly body: string }[] {
  const found = findings.map((finding) => ({ finding, body: JSON.stringify(finding) }));
  return found.sort((a, b) => (a.finding.id < b.finding.id ? -1 : 1));
}

/** Whether what is kept of some units is what was found, unit by unit. */
export function areKept(
  store: ReadableStore,
  year: number,
  { first, last }: UnitRange,
): (unit: string, findings: readonly Finding[]) => boolean {
  const rows = store.db
    .prepare<[number, string, string], { unit: string; body: string }>(
      'SELECT unit, body FROM finding WHERE year = ? AND unit BETWEEN ? AND ? ORDER BY unit, id',
    )
    .all(year, first, last);
  const known = Map.groupBy(rows, ({ unit }) => unit);
  return (unit, findings) => areSame(known.get(unit) ?? [], bodiesOf(findings));
}

function areSame(known: Bodies, found: Bodies): boolean {
  return known.length === found.length && known.every(({ body }, index) => body === found[index]?.body);
}

export function replaceFindings(
  store: WritableStore,
  year: number,
  unit: string,
  findings: readonly Finding[],
): void {
  const known = store.db
    .prepare<[number, string], { body: string }>(
      'SELECT body FROM finding WHERE year = ? AND unit = ? ORDER BY id',
    )
    .all(year, unit);
  const found = bodiesOf(findings);
  // Rules are judged far more often than what they find changes.
  if (areSame(known, found)) return;
  store.db.prepare('DELETE FROM finding WHERE year = ? AND unit = ?').run(year, unit);
  const insert = store.db.prepare(
    'INSERT INTO finding (year, unit, id, return, rule, class, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { finding, body } of found)
    insert.run(year, unit, finding.id, finding.return, finding.rule, finding.class, body);
}

/** What was said about a finding, with the values it was said for. */
export interface Explanation {
  readonly finding: string;
  readonly category: string;
  readonly text: string;
  readonly operands: readonly Operand[];
  readonly at: string;
  readonly actor: string;
}

export function addExplanation(store: WritableStore, year: number, value: Explanation): void {
  store.db
    .prepare(
      'INSERT INTO explanation (year, finding, category, text, operands, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      year,
      value.finding,
      value.category,
      value.text,
      JSON.stringify(value.operands),
      value.at,
      value.actor,
    );
}

/** The newest explanation of each finding of a year. */
export function explanationsAt(store: ReadableStore, year: number): ReadonlyMap<string, Explanation> {
  const rows = store.db
    .prepare<[number], Omit<Explanation, 'operands'> & { operands: string }>(
      'SELECT finding, category, text, operands, at, actor FROM explanation WHERE year = ? ORDER BY id',
    )
    .iterate(year);
  const newest = new Map<string, Explanation>();
  for (const row of rows)
    newest.set(row.finding, { ...row, operands: JSON.parse(row.operands) as Operand[] });
  return newest;
}
