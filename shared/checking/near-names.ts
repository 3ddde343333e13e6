import { NameIndex } from '../codes/names.ts';
import { returnOf } from '../values/record.ts';
import { isCounted, type CountyFigures, type FilingDocument, type UnitDocuments } from './documents.ts';
import type { UnitRow } from './row-index.ts';
import { rowsOfUnit, type Scene } from './scene.ts';
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

/** Names by the code that they share, and the rows that are called so by what they were entered under. */
class NamedRows {
  readonly #byCode = new Map<string, NameIndex>();
  readonly #rows = new Map<string, UnitRow>();

  add(rows: readonly UnitRow[], fields: NearFields): readonly Entered[] {
    const entered: Entered[] = [];
    for (const row of rows) {
      const name = row.row.cells[fields.name];
      const code = fields.code === null ? '' : row.row.cells[fields.code];
      if (typeof name !== 'string' || typeof code !== 'string') continue;
      let names = this.#byCode.get(code);
      if (names === undefined) this.#byCode.set(code, (names = new NameIndex([])));
      const id = idOf(row);
      names.add({ id, name });
      this.#rows.set(id, row);
      entered.push({ code, id });
    }
    return entered;
  }

  remove({ code, id }: Entered): void {
    this.#byCode.get(code)?.remove(id);
    this.#rows.delete(id);
  }

  /** Another row than that of an id which is nearly called so. */
  nearly(code: string, id: string, name: string): UnitRow | undefined {
    const near = this.#byCode.get(code)?.nearly(id, name);
    return near === undefined ? undefined : this.#rows.get(near);
  }
}

/** The rows of the filings that count. */
interface OfTable {
  readonly named: NamedRows;
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
 * exchanged; a unit's own rows that do not count yet have one more, of which the latest is kept.
 */
export function nearNames(figures: CountyFigures): NonNullable<Scene['nearlyAnother']> {
  const tables = new Map<string, OfTable>();
  let own: {
    readonly filing: FilingDocument | undefined;
    readonly key: string;
    readonly named: NamedRows;
  } | null = null;
  let units: ReadonlyMap<string, UnitDocuments> | null = null;
  return (scene, fields, name, code) => {
    if (!scene.isFloating(scene.table)) {
      const near = figures.names.nearly(scene.unit.id, name);
      if (near === undefined) return undefined;
      units ??= new Map(figures.units.map((unit) => [unit.id, unit]));
      const unit = units.get(near);
      return unit === undefined ? undefined : { name: unit.facts['名称'] ?? '', unit };
    }
    const key = `${scene.table}/${fields.name}/${fields.code ?? ''}`;
    const known = current(tables.get(key), scene, figures, fields);
    tables.set(key, known);
    const filing = scene.own.filing(returnOf(scene.table), 0);
    if (own === null || own.filing !== filing || own.key !== key) {
      own = { filing, key, named: new NamedRows() };
      // Those of an accepted filing are among all that count.
      if (!isCounted(filing?.state)) own.named.add(rowsOfUnit(scene, scene.own, scene.table, 0), fields);
    }
    const id = `${scene.unit.id}${scene.row?.key ?? ''}`;
    for (const { named } of [known, own]) {
      const found = named.nearly(code ?? '', id, name);
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
    const made: OfTable = { named: new NamedRows(), entered: new Map(), from };
    for (const unit of from) put(made, unit, scene, fields);
    return made;
  }
  for (const { unit, isIn } of changes) {
    for (const entered of known.entered.get(unit.id) ?? []) known.named.remove(entered);
    known.entered.delete(unit.id);
    if (isIn) put(known, unit, scene, fields);
  }
  known.from = from;
  return known;
}

function put({ named, entered }: OfTable, unit: UnitDocuments, scene: Scene, fields: NearFields): void {
  const own = named.add(rowsOfUnit(scene, unit, scene.table, 0), fields);
  if (own.length > 0) entered.set(unit.id, own);
}
