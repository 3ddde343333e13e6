import { codeOf, columnOf, keyOf, otherYear } from '../values/cell.ts';
import { personalIn } from '../values/personal.ts';
import { groundOf, type Asking } from './asking.ts';
import type { ColumnRole, IdentityColumn } from './columns.ts';
import type { FoundList } from './find-list.ts';
import { saysOtherMeasure } from './header-words.ts';
import { identityMeant } from './laid-checks.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { Question } from './staged.ts';
import type { TableItems } from './table-items.ts';

/** A column as it was decided: the unclear ones answered or left out, the second of two chosen or left out. */
export type DecidedColumn = Exclude<ColumnRole, { readonly kind: 'unclear' }> | { readonly kind: 'unclear' };

/** Rows that are looked at to see what a column holds that is no item. */
const firstRows = 50;

/** Decides what each column of a list is, by its header, by what was answered about it, or by what the clerk laid out. */
export class ColumnDecisions {
  readonly #view: SheetView;
  readonly #asking: Asking;
  readonly #items: TableItems;
  readonly #cells: CellStager;

  constructor(view: SheetView, asking: Asking, cells: CellStager) {
    this.#view = view;
    this.#asking = asking;
    this.#items = cells.items;
    this.#cells = cells;
  }

  /** Columns with the unclear ones answered; the unknown ones are named in a notice, never dropped in silence. */
  decide(found: FoundList): ReadonlyMap<number, DecidedColumn> {
    const columns = new Map<number, DecidedColumn>();
    const areSwapped = this.#asking.areYearsSwapped(found.headerRows[0] ?? 0);
    const taken = new Map<string, number>();
    for (const [column, { role, header }] of found.columns) {
      const place = this.#view.address(found.headerRows[0] ?? 0, column);
      const meant = found.laid?.columns.get(column);
      let decided =
        meant === undefined ? this.#clear(role, place, header) : this.#meant(meant, role, place, header);
      if (areSwapped && meant === undefined && decided.kind === 'cell')
        decided = { ...decided, key: otherYear(decided.key) };
      const name =
        decided.kind === 'cell' ? decided.key : decided.kind === 'identity' ? `=${decided.of}` : null;
      const before = name === null ? undefined : taken.get(name);
      if (before !== undefined) {
        // Two tables side by side, or a column copied: whose figures, or whose name, counts.
        const twice = this.#view.address(found.headerRows[0] ?? 0, before);
        // An id of its own: what the column is may have been asked before.
        const which = `${place}=${twice}`;
        const answer = this.#asking.ask(which, 'column-unclear', [{ code: 'first' }, { code: 'this' }], {
          cell: place,
          raw: header,
          details: { header, twice },
          ground: groundOf(found.columns.get(before)?.header ?? '', header),
        });
        if (answer === 'this') columns.set(before, { kind: 'unclear' });
        else decided = { kind: 'unclear' };
        if (answer === undefined) this.#cells.hold(this.#asking.id(which, 'column-unclear'), before);
      }
      if (name !== null && decided.kind !== 'unclear') taken.set(name, column);
      if (decided.kind === 'unknown') {
        const what = this.#personal(found, column);
        this.#asking.notices.push({
          ...(what === null
            ? { kind: 'column-unknown', class: 'D', details: { header } }
            : { kind: 'personal-data', class: 'C', details: { header, headerEn: header, what } }),
          sheet: this.#view.sheet.name,
          cell: place,
        });
      }
      columns.set(column, decided);
    }
    return columns;
  }

  /** What the first rows of a column that is no item say of persons: nobody asked for it. */
  #personal({ bodyFrom }: FoundList, column: number): ReturnType<typeof personalIn> {
    const rows = this.#view.rowIndexes().filter((row) => row >= bodyFrom && row < bodyFrom + firstRows);
    for (const row of rows) {
      const what = personalIn(this.#view.text(row, column));
      if (what !== null) return what;
    }
    return null;
  }

  #clear(role: ColumnRole, place: string, header: string): DecidedColumn {
    if (role.kind === 'unknown') return this.#saidToBe(role, place, header) ?? role;
    if (role.kind !== 'unclear') return role;
    const key = this.#items.askItem(place, role.codes, aboutHeader(place, header));
    if (key === null) return { kind: 'unclear' };
    const code = codeOf(key);
    return { kind: 'cell', code, key: columnOf(key) === '上年' ? key : keyOf(code, role.column) };
  }

  /** What a header that names no item was said to be all the same. */
  #saidToBe(
    role: ColumnRole & { readonly kind: 'unknown' },
    place: string,
    header: string,
  ): DecidedColumn | null {
    if (!this.#items.isItemSaid(place, mayBeRenamed(role, header))) return null;
    const key = this.#items.askItem(place, [], aboutHeader(place, header));
    return key === null ? null : { kind: 'cell', code: codeOf(key), key };
  }

  /**
   * What the clerk said that a column is. Where its header names nothing clearly, that is how the sender writes: it is kept as
   * the answer about the header, for the sender's next file. A header that was overruled is no rule.
   */
  #meant(meaning: string, role: ColumnRole, place: string, header: string): DecidedColumn {
    const code = codeOf(meaning);
    const field = this.#items.fields().get(code);
    const isUnnamed = role.kind === 'unknown' && mayBeRenamed(role, header) && field !== undefined;
    const choice = isUnnamed ? `field:${meaning}` : choiceOf(role, meaning);
    if (header !== '' && choice !== null)
      this.#asking.settle(place, 'column-unclear', { code: choice }, aboutHeader(place, header));
    const of = identityMeant(meaning);
    if (of !== undefined) return { kind: 'identity', of };
    if (meaning === 'index') return { kind: 'index' };
    if (field === undefined) return { kind: 'unclear' };
    const identity = field.fact === 'area' ? undefined : identityMeant(field.fact);
    return { kind: 'cell', code, key: meaning, ...(identity === undefined ? {} : { identity }) };
  }
}

function aboutHeader(cell: string, header: string): Partial<Question> {
  return { cell, raw: header, details: { header }, ground: groundOf(header) };
}

/** The choice of the question about an unclear header that says the same; null where none does. */
function choiceOf(role: ColumnRole, meaning: string): string | null {
  if (role.kind !== 'unclear') return null;
  if (meaning === 'skip') return 'skip';
  const code = codeOf(meaning);
  return role.codes.includes(code) && columnOf(meaning) === role.column ? `field:${code}` : null;
}

/** A header that names nothing known may be the new name of an item; one of another year or measure never is. */
export function mayBeRenamed({ named }: { readonly named?: true }, header: string): boolean {
  return named !== true && !saysOtherMeasure(header);
}

/** Whose row a column says it is. */
export function identityOf(role: DecidedColumn | undefined): IdentityColumn | undefined {
  if (role?.kind === 'identity') return role.of;
  return role?.kind === 'cell' ? role.identity : undefined;
}
