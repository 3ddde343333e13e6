import type { LoadedEdition } from '#shared/returns/edition.ts';

/** The earliest day, YYYY-MM-DD in the year after, by which a level is to send returns of a year; null where none is set. */
export function deadlineOf(
  edition: LoadedEdition,
  year: number,
  level: 'unit' | 'county',
  among?: ReadonlySet<string>,
): string | null {
  const [first] = edition
    .filled()
    .filter(({ code }) => among?.has(code) ?? true)
    .flatMap(({ deadlines }) => (deadlines === undefined ? [] : [deadlines[level]]))
    .sort();
  return first === undefined ? null : `${year + 1}-${first}`;
}
