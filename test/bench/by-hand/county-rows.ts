import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Cells } from '#shared/values/cell.ts';
import { applies, formOf, high, isFilled, low, rowsOf, seen, text } from './reading.ts';
import type { Form } from './reading.ts';

/** A row of some unit's, and whether its filing is accepted, so that others see it. */
export interface Listed {
  readonly unit: UnitDocuments;
  readonly cells: Cells;
  readonly counts: boolean;
}

/** How many rows there are: those that surely are, and those that may be, as a blank leaves it open. */
export interface Between {
  readonly least: number;
  readonly most: number;
}

/** Rows by what one of their cells says. A unit sees its own as they stand and those of others once they are accepted. */
class Shelf {
  readonly #byKey = new Map<string, Listed[]>();
  readonly #open: Listed[] = [];

  /** `key` is undefined where the cell is blank: it may say anything. */
  put(key: string | undefined, row: Listed): void {
    const list = key === undefined ? this.#open : this.#byKey.get(key);
    if (list !== undefined) list.push(row);
    else if (key !== undefined) this.#byKey.set(key, [row]);
  }

  sure(key: string, own: UnitDocuments): readonly Listed[] {
    return visibleTo(own, this.#byKey.get(key));
  }

  open(own: UnitDocuments): readonly Listed[] {
    return visibleTo(own, this.#open);
  }

  /** Every row, whatever it says. */
  all(own: UnitDocuments): readonly Listed[] {
    return [...this.#byKey.values(), this.#open].flatMap((rows) => visibleTo(own, rows));
  }

  /** By what a cell of the asking row says: any row may be meant while it is blank, none where it does not apply. */
  count(key: string | undefined | null, own: UnitDocuments): Between {
    if (key === null) return { least: 0, most: 0 };
    if (key === undefined) return { least: 0, most: this.all(own).length };
    const least = this.sure(key, own).length;
    return { least, most: least + (this.#open.length === 0 ? 0 : this.open(own).length) };
  }
}

const nobody: readonly Listed[] = [];

function visibleTo(own: UnitDocuments, rows: readonly Listed[] | undefined): readonly Listed[] {
  if (rows === undefined || rows.length === 0) return nobody;
  return rows.every(({ counts, unit }) => counts || unit === own)
    ? rows
    : rows.filter(({ counts, unit }) => counts || unit === own);
}

/** A sum over accepted forms: exactly known only while none of them is blank. */
interface Sum extends Between {
  readonly greatest: number;
}

/** What the rules look up in the rows of the whole county, gathered in one pass. */
export class CountyRows {
  readonly projectsBy = new Shelf();
  readonly projectsCalled = new Shelf();
  readonly projectsOfAlliance = new Shelf();
  readonly platformsAt = new Shelf();
  readonly platformsOfBase = new Shelf();
  readonly alliancesCalled = new Shelf();
  readonly basesCalled = new Shelf();
  readonly formsOfBase = new Shelf();
  readonly #forms: Listed[] = [];

  constructor(units: readonly UnitDocuments[]) {
    for (const unit of units) this.#add(unit);
  }

  /** The accepted JC102 of the county, with a unit's own as it stands. */
  total(code: string, own: UnitDocuments | null): Sum {
    let [least, most, greatest] = [0, 0, 0];
    for (const { unit, cells, counts } of this.#forms) {
      if (!counts && unit !== own) continue;
      const [from, to] = [low(cells, code), high(cells, code)];
      if (Number.isNaN(from)) continue;
      least += from;
      most += to;
      greatest = Math.max(greatest, from);
    }
    return { least, most, greatest };
  }

  #add(unit: UnitDocuments): void {
    const listed = (code: string, cells: Cells): Listed => {
      const state = unit.filing(code, 0)?.state;
      return { unit, cells, counts: state === 'accepted' || state === 'nil' };
    };
    const base = formOf(unit, 'JC101');
    for (const { cells } of rowsOf(unit, 'JC104')) {
      const row = listed('JC104', cells);
      put(this.projectsBy, row, '05');
      put(this.projectsOfAlliance, row, '19');
      if (applies(cells, '03', '01')) this.projectsCalled.put(keyOfProject(cells), row);
    }
    for (const { cells } of rowsOf(unit, 'JC103')) {
      const row = listed('JC103', cells);
      put(this.platformsAt, row, '04');
      if (base !== undefined) put(this.platformsOfBase, row, '24', base);
    }
    for (const { cells } of rowsOf(unit, 'JC105')) put(this.alliancesCalled, listed('JC105', cells), '01');
    if (seen(unit, 'JC106') !== undefined)
      put(this.basesCalled, listed('JC106', formOf(unit, 'JC106') ?? {}), '01');
    const figures = formOf(unit, 'JC102');
    if (figures === undefined) return;
    const form = listed('JC102', figures);
    this.#forms.push(form);
    if (base !== undefined) put(this.formsOfBase, form, '24', base);
  }
}

/** By a cell of the row itself, or of its unit's JC101; a row of which the cell does not apply is nobody's. */
function put(shelf: Shelf, row: Listed, key: string, form: Form = row.cells): void {
  if (applies(form, key)) shelf.put(text(form, key), row);
}

/** Plan and number, by which other tables name a project. */
function keyOfProject(cells: Cells): string | undefined {
  return isFilled(cells, '03') && isFilled(cells, '01')
    ? `${text(cells, '03')} / ${text(cells, '01')}`
    : undefined;
}

/** A sum over rows: those that surely belong, and those that may. */
export function added(sure: readonly Listed[], open: readonly Listed[], code: string): Between {
  let [least, most] = [0, 0];
  for (const { cells } of sure) {
    const [from, to] = [low(cells, code), high(cells, code)];
    if (Number.isNaN(from)) continue;
    least += from;
    most += to;
  }
  for (const { cells } of open) {
    const [from, to] = [low(cells, code), high(cells, code)];
    if (Number.isNaN(from)) continue;
    least += Math.min(0, from);
    most += Math.max(0, to);
  }
  return { least, most };
}

/** Rows of a table, those that surely meet something and those of which a blank leaves it open. */
export function counted(
  rows: readonly { readonly cells: Cells }[],
  meets: (cells: Cells) => boolean | undefined,
): Between {
  let [least, most] = [0, 0];
  for (const { cells } of rows) {
    const met = meets(cells);
    if (met === false) continue;
    most += 1;
    if (met === true) least += 1;
  }
  return { least, most };
}

/** Whether a code is one of some; undefined while it is blank. */
export function isAmong(cells: Cells, key: string, wanted: readonly string[]): boolean | undefined {
  const code = text(cells, key);
  if (code !== undefined) return wanted.includes(code);
  return applies(cells, key) ? undefined : false;
}

/** Whether a number is surely none of those that a count or sum may be. */
export function isUnequal(form: Form, key: string, { least, most }: Between): boolean {
  return low(form, key) > most || high(form, key) < least;
}

/** Whether there is surely not exactly one. */
export function isNotOne({ least, most }: Between): boolean {
  return least > 1 || most < 1;
}
