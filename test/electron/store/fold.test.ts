import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { undoBatch } from '#electron/store/undo-batch.ts';
import { agreesWithEntries, foldEntries, recordPlaces } from '#electron/store/commit.ts';
import type { CellEntry } from '#electron/store/records.ts';
import { recordOf } from '#electron/store/records.ts';
import { filing, setFiling } from '#electron/store/rounds.ts';
import type { CellValue } from '#shared/values/cell.ts';
import {
  act,
  actor,
  at,
  importBatch,
  inOne,
  countyStore,
  returnCode,
  startYear,
} from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const units = ['U1', 'U2', 'U3'] as const;
const store = countyStore(temporaryFolder(), units, 2000);
afterAll(() => store.db.close());

const value: fc.Arbitrary<CellValue | null> = fc.oneof(
  fc.constantFrom<CellValue | null>(
    null,
    0,
    1,
    2,
    '',
    '甲',
    '__proto__',
    true,
    false,
    { blank: 'unknown' },
    { blank: 'none' },
  ),
  fc.constantFrom<CellValue>([], ['11'], ['11', '12'], 9_007_199_254_740_991, -1, 0.25),
);
const cell = fc
  .record({ value, rounded: fc.constantFrom(true, undefined) })
  .map(({ value: written, rounded }): CellEntry => ({
    value: written,
    ...(rounded === true && typeof written === 'number' ? { rounded } : {}),
  }));
// Few keys, so that acts meet.
const cells = fc.dictionary(fc.constantFrom('01', '02', '01.上年'), cell, { maxKeys: 4 });
const written = fc.dictionary(fc.constantFrom(...units), cells, { minKeys: 1, maxKeys: 3 });

type Step =
  | {
      readonly kind: 'typed' | 'correction' | 'import';
      readonly cells: Readonly<Record<string, Readonly<Record<string, CellEntry>>>>;
    }
  | { readonly kind: 'undo'; readonly which: number }
  | { readonly kind: 'accept'; readonly unit: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('typed' as const, 'correction' as const, 'import' as const),
    cells: written,
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('accept' as const), unit: fc.constantFrom(...units) }),
);

interface Held {
  readonly value: CellValue;
  readonly rounded: boolean;
}
interface Write {
  readonly by: string;
  readonly held: Held | undefined;
}
type Model = Map<string, readonly Write[]>;

/** What a person would expect, told apart from the store: each cell holds the last word of what was not taken back. */
class Expected {
  readonly cells: Model = new Map();

  write(by: string, place: string, { value: next, rounded }: CellEntry): void {
    const words = this.cells.get(place) ?? [];
    const held = next === null ? undefined : { value: next, rounded: rounded === true };
    if (JSON.stringify(words.at(-1)?.held) !== JSON.stringify(held))
      this.cells.set(place, [...words, { by, held }]);
  }

  /** Takes an act's words out wherever they stand; where they are not the last, the cell keeps a newer value and is named. */
  undo(by: string): string[] {
    const kept: string[] = [];
    for (const [place, words] of this.cells) {
      if (words.some((word) => word.by === by) && words.at(-1)?.by !== by) kept.push(place);
      this.cells.set(
        place,
        words.filter((word) => word.by !== by),
      );
    }
    return kept.sort();
  }
}

let year = 2000;

test('after any acts the documents are what the entries add up to, and what was to be expected', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      year += 1;
      startYear(store, units, year);
      const expected = new Expected();
      const batches: string[] = [];
      for (const [index, next] of steps.entries()) run(next, `${year}-${index}`, expected, batches);
      for (const place of recordPlaces(store, year)) expect(agreesWithEntries(store, year, place)).toBe(true);
      for (const unit of units) {
        const folded = foldEntries(store, year, unit, returnCode);
        expect(heldBy(unit, recordOf(store, year, unit, returnCode))).toEqual(heldIn(unit, expected.cells));
        expect(heldBy(unit, folded)).toEqual(heldIn(unit, expected.cells));
      }
    }),
    { numRuns: 120 },
  );
});

function run(next: Step, name: string, expected: Expected, batches: string[]): void {
  if (next.kind === 'accept') {
    if (filing(store, year, next.unit, returnCode)?.state === 'draft')
      setFiling(store, year, next.unit, returnCode, 'accepted', { reason: null, basis: null, now: at });
    return;
  }
  if (next.kind === 'undo') {
    const id = batches[next.which % Math.max(1, batches.length)];
    if (id === undefined) return;
    batches.splice(batches.indexOf(id), 1);
    const { kept } = inOne(store, () => undoBatch(store, id, { at, actor, unaccept: true }));
    expect(kept.map((item) => `${item.unit}/${item.key}`).sort()).toEqual(expected.undo(id));
    return;
  }
  if (next.kind === 'import') {
    batches.push(name);
    importBatch(store, name, next.cells, year);
  } else act(store, { kind: next.kind, year }, next.cells);
  for (const [unit, ofUnit] of Object.entries(next.cells))
    for (const [key, entry] of Object.entries(ofUnit)) expected.write(name, `${unit}/${key}`, entry);
}

type Plain = Readonly<Record<string, Held>>;

function heldBy(
  unit: string,
  record:
    { readonly cells: Readonly<Record<string, CellValue>>; readonly rounded: readonly string[] } | undefined,
): Plain {
  return Object.fromEntries(
    Object.entries(record?.cells ?? {}).map(([key, stored]) => [
      `${unit}/${key}`,
      { value: stored, rounded: record?.rounded.includes(key) ?? false },
    ]),
  );
}

function heldIn(unit: string, model: Model): Plain {
  return Object.fromEntries(
    [...model].flatMap(([place, words]) => {
      const held = words.at(-1)?.held;
      return held !== undefined && place.startsWith(`${unit}/`) ? [[place, held]] : [];
    }),
  );
}
