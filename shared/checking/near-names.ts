import { NameIndex } from '../codes/names.ts';
import { returnOf } from '../values/record.ts';
import type { CountyFigures, FilingDocument, UnitDocuments } from './documents.ts';
import type { UnitRow } from './row-index.ts';
import { rowsOfCounty, rowsOfUnit, type Scene } from './scene.ts';
import { changesFrom } from './unit-lists.ts';

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

/** Names by the code that they share. */
type Indexes = Map<string, NameIndex>;

/** The rows of the filings that count. */
interface OfTable {
  readonly byCode: Indexes;
  /** Whose names were entered, with what they were entered under. */
  readonly entered: Map<string, readonly Entered[]>;
  from: readonly UnitDocuments[];
}

interface Entered {
  readonly code: string;
  readonly id: string;
}

/**
 * 无近似: the other unit whose name a name nearly is, or, in a rule of a floating table, the other row with the same code.
 * One index for each table, built when it is first asked for, in which only the names of units whose filings changed are
 * exchanged; a unit's own rows as they stand have one more, of which the latest is kept.
 */
export function nearNames(figures: CountyFigures): NonNullable<Scene['nearlyAnother']> {
  const tables = new Map<string, OfTable>();
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
    const known = current(tables.get(key), scene, figures, fields);
    tables.set(key, known);
    const filing = scene.own.filing(returnOf(scene.table), 0);
    const rowsOfAll = (): readonly UnitRow[] => rowsOfCounty(scene, figures, scene.table, 0, null);
    const ownRows = (): readonly UnitRow[] => rowsOfUnit(scene, scene.own, scene.table, 0);
    if (own === null || own.filing !== filing || own.key !== key) {
      own = { filing, key, byCode: new Map() };
      enter(own.byCode, ownRows(), fields);
    }
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

/** What is known of a table as it is now, or all of it anew. */
function current(
  known: OfTable | undefined,
  scene: Scene,
  figures: CountyFigures,
  fields: NearFields,
): OfTable {
  const from = figures.countedIn(returnOf(scene.table), 0);
  const changes = known === undefined ? null : changesFrom(known.from, from);
  if (known === undefined || changes === null) {
    const made: OfTable = { byCode: new Map(), entered: new Map(), from };
    for (const unit of from) put(made, unit, scene, fields);
    return made;
  }
  for (const { unit, isIn } of changes) {
    for (const { code, id } of known.entered.get(unit.id) ?? []) known.byCode.get(code)?.remove(id);
    known.entered.delete(unit.id);
    if (isIn) put(known, unit, scene, fields);
  }
  known.from = from;
  return known;
}

function put({ byCode, entered }: OfTable, unit: UnitDocuments, scene: Scene, fields: NearFields): void {
  const own = enter(byCode, rowsOfUnit(scene, unit, scene.table, 0), fields);
  if (own.length > 0) entered.set(unit.id, own);
}

function enter(byCode: Indexes, rows: readonly UnitRow[], fields: NearFields): readonly Entered[] {
  const entered: Entered[] = [];
  for (const { unit, row } of rows) {
    const name = row.cells[fields.name];
    const code = fields.code === null ? '' : row.cells[fields.code];
    if (typeof name !== 'string' || typeof code !== 'string') continue;
    let names = byCode.get(code);
    if (names === undefined) byCode.set(code, (names = new NameIndex([])));
    const id = idOf({ unit, row });
    names.add({ id, name });
    entered.push({ code, id });
  }
  return entered;
}
