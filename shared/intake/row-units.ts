import type { Identity } from './staged.ts';

/** Whose rows a table has, by every code and name that says so. */
export class RowUnits {
  readonly #said = new Set<string>();
  #isSaidOfAll = true;

  add({ key, creditCode, organisationCode, name }: Identity): void {
    const said = [key, creditCode, organisationCode, name?.normalize('NFKC').replace(/\s/gu, '')];
    let isSaid = false;
    for (const each of said)
      if (each !== undefined && each !== '') {
        this.#said.add(each);
        isSaid = true;
      }
    this.#isSaidOfAll &&= isSaid;
  }

  /** Null where a row says nothing of whose it is. */
  all(): ReadonlySet<string> | null {
    return this.#isSaidOfAll ? this.#said : null;
  }
}

/** Whether no unit has rows in two of the tables. */
export function areApart(tables: readonly (ReadonlySet<string> | null)[]): boolean {
  const seen = new Set<string>();
  for (const units of tables) {
    if (units === null || units.size === 0) return false;
    for (const unit of units) if (seen.has(unit)) return false;
    for (const unit of units) seen.add(unit);
  }
  return true;
}
