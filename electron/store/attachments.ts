import type { ReadableStore, WritableStore } from './open.ts';

/** A file that goes with the explanation of a finding. */
export interface Attachment {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly at: string;
  readonly actor: string;
}

/** The finding that it is for, by what stays known of it when it is gone. */
export interface Attached extends Attachment {
  readonly finding: string;
  readonly unit: string;
  readonly return: string;
  readonly rule: string;
}

/** Adds it, also one that was removed before; of one that is there nothing changes. False then. */
export function addAttachment(store: WritableStore, year: number, value: Attached): boolean {
  const { changes } = store.db
    .prepare(
      `INSERT INTO attachment (year, finding, sha256, unit, return, rule, name, size, at, actor, removed)
       VALUES (@year, @finding, @sha256, @unit, @return, @rule, @name, @size, @at, @actor, NULL)
       ON CONFLICT DO UPDATE SET name = @name, at = @at, actor = @actor, removed = NULL
       WHERE removed IS NOT NULL`,
    )
    .run({ year, ...value });
  return changes > 0;
}

export function removeAttachment(
  store: WritableStore,
  year: number,
  { finding, sha256, at }: Pick<Attached, 'finding' | 'sha256' | 'at'>,
): void {
  store.db
    .prepare('UPDATE attachment SET removed = ? WHERE year = ? AND finding = ? AND sha256 = ?')
    .run(at, year, finding, sha256);
}

/** Those of a year, by finding and name. */
export function attachmentsAt(store: ReadableStore, year: number): readonly Attached[] {
  return store.db
    .prepare<[number], Attached>(
      `SELECT finding, sha256, unit, return, rule, name, size, at, actor FROM attachment
       WHERE year = ? AND removed IS NULL ORDER BY finding, name, sha256`,
    )
    .all(year);
}

/** Every file that an explanation has, of all years, by the name that it came under first. */
export function attachedFiles(
  store: ReadableStore,
): readonly { readonly sha256: string; readonly name: string }[] {
  return store.db
    .prepare<[], { sha256: string; name: string }>(
      'SELECT sha256, min(name) AS name FROM attachment WHERE removed IS NULL GROUP BY sha256 ORDER BY sha256',
    )
    .all();
}
