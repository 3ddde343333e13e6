import { NameIndex } from '../codes/names.ts';
import { returnOf } from '../values/record.ts';
import type { CountyFigures, FilingDocument, UnitDocuments } from './documents.ts';
import type { UnitRow } from './row-index.ts';
import { rowsOfCounty, rowsOfUnit, type Scene } from './scene.ts';

/** The cells that 无近似 reads: the name, and the code that both must share. */
export interface NearFields {
  readonly name: string;
  readonly code: string | null;
}

/** The other of two that are nearly called alike: its name as written, and the unit that is called so or has the row. */
export interface NearlyAnother {
  readonly name: string;
  readonly unit: UnitDocuments;
}

type Indexes = ReadonlyMap<string, NameIndex>;

/**
 * 无近似: the other unit whose name a name nearly is, or, in a rule of a floating table, the other row with the same code. One index for each table, built when it is first asked for and anew once the filings that count have changed;
 * a unit's own rows as they stand have one more, of which the latest is kept.
 */
export function nearNames(figures: CountyFigures): NonNullable<Scene['nearlyAnother']> {
  const tables = new Map<string, { readonly from: readonly UnitDocuments[]; readonly byCode: Indexes }>();
  let own: {
    readonly filing: FilingDocument | undefined;
    readonly key: string;
    readonly byCode: Indexes;
  } | null = null;
  return (scene, fields, name, code) => {
    if (!scene.isFloating(scene.table)) {
      const near = figures.names.nearly(scene.unit.id, name);
      const unit = near === undefined ? undefined : figures.units.find(({ id }) => id === near);
      return unit === undefined ? undefined : { name: unit.facts['名称'] ?? '', unit };
    }
    const key = `${scene.table}/${fields.name}/${fields.code ?? ''}`;
    const from = figures.countedIn(returnOf(scene.table), 0);
    const rowsOfAll = (): readonly UnitRow[] => rowsOfCounty(scene, figures, scene.table, 0, null);
    let known = tables.get(key);
    if (known?.from !== from) tables.set(key, (known = { from, byCode: indexes(rowsOfAll(), fields) }));
    const filing = scene.own.filing(returnOf(scene.table), 0);
    const ownRows = (): readonly UnitRow[] => rowsOfUnit(scene, scene.own, scene.table, 0);
    if (own === null || own.filing !== filing || own.key !== key)
      own = { filing, key, byCode: indexes(ownRows(), fields) };
    const id = `${scene.unit.id}${scene.row?.key ?? ''}`;
    for (const [{ byCode }, rows] of [[known, rowsOfAll] as const, [own, ownRows] as const]) {
      const near = byCode.get(code ?? '')?.nearly(id, name);
      const found = near === undefined ? undefined : rows().find((row) => idOf(row) === near);
      const called = found?.row.cells[fields.name];
      if (found !== undefined && typeof called === 'string') return { name: called, unit: found.unit };
    }
    return undefined;
  };
}

function idOf({ unit, row }: UnitRow): string {
  return unit.id + row.key;
}

function indexes(rows: readonly UnitRow[], fields: NearFields): Indexes {
  const names = new Map<string, { id: string; name: string }[]>();
  for (const { unit, row } of rows) {
    const name = row.cells[fields.name];
    const code = fields.code === null ? '' : row.cells[fields.code];
    if (typeof name !== 'string' || typeof code !== 'string') continue;
    const list = names.get(code) ?? [];
    list.push({ id: idOf({ unit, row }), name });
    names.set(code, list);
  }
  return new Map([...names].map(([code, list]) => [code, new NameIndex(list)]));
}
