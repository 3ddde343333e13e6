import type { Condition } from '../returns/rule/syntax.ts';
import { isBlank } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import { cellReader, type TestOf } from './compile-number.ts';
import { isCounted } from './documents.ts';
import { RowIndex, type Indexed, type UnitRow } from './row-index.ts';
import { nowhere, rowsOf, rowsOfUnit, type Scene, type Verdict } from './scene.ts';

type Unique = Condition & { readonly kind: 'unique' };

/** 唯一(…): no other row of the range says the same; `chosen` is its 其中. */
export function uniqueTest(node: Unique, table: string, chosen: TestOf | null): TestOf {
  const find = sameElsewhere(node, table, chosen);
  return (scene) => {
    const found = find(scene);
    return typeof found === 'string' ? found : 'F';
  };
}

/**
 * Another row of the range that says the same, or the verdict where there is none. Over 全县 a draft is held against the others' drafts
 * too, so that both are told before either is accepted; an accepted one against those that count alone: it is not disturbed
 * by a draft that comes after it.
 */
export function sameElsewhere(
  { of, range }: Unique,
  table: string,
  chosen: TestOf | null,
): (scene: Scene) => Verdict | UnitRow {
  const code = returnOf(table);
  const texts = of.map((reference) => cellReader({ ...reference, owner: null }, table));
  const keyIn = (scene: Scene): string => texts.map((text) => JSON.stringify(text(scene) ?? null)).join('|');
  const isNamed = (scene: Scene): boolean =>
    texts.every((text) => {
      const value = text(scene);
      return value !== nowhere && !isBlank(value);
    });
  const rowsOfOthers: Omit<Indexed<Scene>, 'units'> = {
    madeFrom: ({ filing }) => [filing(code, 0)],
    rows: (scene, unit) => rowsOfUnit(scene, unit, table, 0),
    keyOf: (scene, { unit, row }) => keyIn({ ...scene, unit, row, table }),
  };
  const counted = new RowIndex<Scene>({ ...rowsOfOthers, units: (all) => all.countedIn(code, 0) });
  const filed = new RowIndex<Scene>({ ...rowsOfOthers, units: (all) => all.filedIn(code, 0) });
  return (scene) => {
    const { county, own } = scene;
    const self = scene.row;
    if (self === undefined) return 'N';
    if (chosen !== null && chosen(scene) !== 'T') return 'T';
    // What is not said yet may be anything.
    if (!isNamed(scene)) return 'U';
    const key = keyIn(scene);
    const index = isCounted(own.filing(code, 0)?.state) ? counted : filed;
    const rows =
      range.county && county !== null
        ? [
            ...rowsOfUnit(scene, own, table, 0),
            ...index.candidates(scene, county, own.id, key).toSorted(byUnit),
          ]
        : rowsOf(scene, table, range.county, 0);
    if (rows === undefined) return 'N';
    const other = rows.find(({ unit, row }) => {
      if (unit.id === own.id && row.key === self.key) return false;
      const inner = { ...scene, unit, row, table };
      return (chosen === null || chosen(inner) === 'T') && keyIn(inner) === key;
    });
    return other ?? 'T';
  };
}

/** An index has them in the order in which they last changed: of several the same one is named, whatever was edited first. */
function byUnit(a: UnitRow, b: UnitRow): number {
  return a.unit.id < b.unit.id ? -1 : Number(a.unit.id > b.unit.id);
}
