import type { LoadedEdition } from '../returns/edition.ts';
import type { Condition } from '../returns/rule/syntax.ts';
import { isBlank } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import { cellReader, type TestOf } from './compile-number.ts';
import { isCounted } from './documents.ts';
import { RowIndex, type UnitRow } from './row-index.ts';
import { nowhere, rowsOf, rowsOfCounty, rowsOfUnit, type Scene } from './scene.ts';

/**
 * 唯一(…): no other row of the range says the same; `chosen` is its 其中. Over 全县 the others' rows are those that count.
 * Where a table is filed once by a unit, a draft is held against the others' drafts too, so that both are told before
 * either is accepted; an accepted one is not disturbed by a draft that comes after it.
 */
export function uniqueTest(
  { of, range }: Condition & { readonly kind: 'unique' },
  table: string,
  chosen: TestOf | null,
  edition: LoadedEdition,
): TestOf {
  const code = returnOf(table);
  const isOnce = edition.table(table)?.kind === 'fixed';
  const texts = of.map((reference) => cellReader({ ...reference, owner: null }, table));
  const keyIn = (scene: Scene): string => texts.map((text) => JSON.stringify(text(scene) ?? null)).join('|');
  const isNamed = (scene: Scene): boolean =>
    texts.some((text) => {
      const value = text(scene);
      return value !== nowhere && !isBlank(value);
    });
  const keyed = (scene: Scene, { unit, row }: UnitRow): string => keyIn({ ...scene, unit, row, table });
  const counted = new RowIndex<Scene>(
    (all) => [all.countedIn(code, 0)],
    (scene, all) => rowsOfCounty(scene, all, table, 0, null),
    keyed,
  );
  const filed = new RowIndex<Scene>(
    (all) => [all.filedIn(code, 0)],
    (scene, all) => all.filedIn(code, 0).flatMap((unit) => rowsOfUnit(scene, unit, table, 0)),
    keyed,
  );
  return (scene) => {
    const { county, own } = scene;
    if (scene.row === undefined) return 'N';
    if (chosen !== null && chosen(scene) !== 'T') return 'T';
    // A form that has nothing there yet is nobody's second.
    if (isOnce && !isNamed(scene)) return 'U';
    const key = keyIn(scene);
    const index = isOnce && !isCounted(own.filing(code, 0)?.state) ? filed : counted;
    const rows =
      range.county && county !== null
        ? [...rowsOfUnit(scene, own, table, 0), ...index.candidates(scene, county, own.id, key)]
        : rowsOf(scene, table, range.county, 0);
    if (rows === undefined) return 'N';
    let same = 0;
    for (const { unit, row } of rows) {
      const inner = { ...scene, unit, row, table };
      if ((chosen === null || chosen(inner) === 'T') && keyIn(inner) === key) same += 1;
      if (same > 1) return 'F';
    }
    return 'T';
  };
}
