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

type Indexes = ReadonlyMap<string, NameIndex>;

/**
 * 无近似: whether a name is nearly another unit's, or, in a rule of a floating table, nearly that of another row with the
 * same code. One index for each table, built when it is first asked for and anew once the filings that count have changed;
 * a unit's own rows as they stand have one more, of which the latest is kept.
 */
export function nearNames(figures: CountyFigures): NonNullable<Scene['isNearlyAnother']> {
  const tables = new Map<string, { readonly from: readonly UnitDocuments[]; readonly byCode: Indexes }>();
  let own: {
    readonly filing: FilingDocument | undefined;
    readonly key: string;
    readonly byCode: Indexes;
  } | null = null;
  return (scene, fields, name, code) => {
    if (!scene.isFloating(scene.table)) return figures.names.nearly(scene.unit.id, name) !== undefined;
    const key = `${scene.table}/${fields.name}/${fields.code ?? ''}`;
    const from = figures.countedIn(returnOf(scene.table), 0);
    let known = tables.get(key);
    if (known?.from !== from) {
      known = { from, byCode: indexes(rowsOfCounty(scene, figures, scene.table, 0, null), fields) };
      tables.set(key, known);
    }
    const filing = scene.own.filing(returnOf(scene.table), 0);
    if (own === null || own.filing !== filing || own.key !== key)
      own = { filing, key, byCode: indexes(rowsOfUnit(scene, scene.own, scene.table, 0), fields) };
    const id = `${scene.unit.id}${scene.row?.key ?? ''}`;
    return [known.byCode, own.byCode].some((names) => names.get(code ?? '')?.nearly(id, name) !== undefined);
  };
}

function indexes(rows: readonly UnitRow[], fields: NearFields): Indexes {
  const names = new Map<string, { id: string; name: string }[]>();
  for (const { unit, row } of rows) {
    const name = row.cells[fields.name];
    const code = fields.code === null ? '' : row.cells[fields.code];
    if (typeof name !== 'string' || typeof code !== 'string') continue;
    const list = names.get(code) ?? [];
    list.push({ id: unit.id + row.key, name });
    names.set(code, list);
  }
  return new Map([...names].map(([code, list]) => [code, new NameIndex(list)]));
}
