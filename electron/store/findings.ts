import type { Finding, Operand } from '#shared/checking/finding.ts';
import type { ReadableStore, WritableStore } from './open.ts';

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

/** Whose findings of their own these are. */
export function unitsWith(store: ReadableStore, year: number, ids: readonly string[]): ReadonlySet<string> {
  const rows = store.db
    .prepare<[number, string], { unit: string }>(
      'SELECT DISTINCT unit FROM finding WHERE year = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY unit',
    )
    .all(year, JSON.stringify(ids));
  return new Set(rows.map(({ unit }) => unit));
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
  const found = findings.map((finding) => ({ finding, body: JSON.stringify(finding) }));
  found.sort((a, b) => (a.finding.id < b.finding.id ? -1 : 1));
  // Rules are judged far more often than what they find changes.
  if (known.length === found.length && known.every(({ body }, index) => body === found[index]?.body)) return;
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
