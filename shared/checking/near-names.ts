import { NameIndex } from '../codes/names.ts';
import type { CountyFigures } from './documents.ts';
import { rowsOfCounty, type Scene } from './scene.ts';

/** The cells that 无近似 reads: the name, and the code that both must share. */
export interface NearFields {
  readonly name: string;
  readonly code: string | null;
}

/**
 * 无近似: whether a name is nearly another unit's, or, in a rule of a floating table, nearly that of another row with the
 * same code. One index for the units and one for each table, built when they are first asked for.
 */
export function nearNames(figures: CountyFigures): NonNullable<Scene['isNearlyAnother']> {
  const units = new NameIndex(figures.units.map((unit) => ({ id: unit.id, name: unit.facts['名称'] ?? '' })));
  const tables = new Map<string, ReadonlyMap<string, NameIndex>>();
  return (scene, fields, name, code) => {
    if (!scene.isFloating(scene.table)) return units.nearly(scene.unit.id, name) !== undefined;
    const key = `${scene.table}/${fields.name}/${fields.code ?? ''}`;
    let byCode = tables.get(key);
    if (byCode === undefined) tables.set(key, (byCode = indexes(scene, figures, fields)));
    return byCode.get(code ?? '')?.nearly(`${scene.unit.id}${scene.row?.key ?? ''}`, name) !== undefined;
  };
}

function indexes(scene: Scene, figures: CountyFigures, fields: NearFields): ReadonlyMap<string, NameIndex> {
  const names = new Map<string, { id: string; name: string }[]>();
  for (const { unit, row } of rowsOfCounty(scene, figures, scene.table, 0, null)) {
    const name = row.cells[fields.name];
    const code = fields.code === null ? '' : row.cells[fields.code];
    if (typeof name !== 'string' || typeof code !== 'string') continue;
    const list = names.get(code) ?? [];
    list.push({ id: unit.id + row.key, name });
    names.set(code, list);
  }
  return new Map([...names].map(([code, list]) => [code, new NameIndex(list)]));
}
