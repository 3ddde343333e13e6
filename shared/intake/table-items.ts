import type { CodeList, Field } from '../returns/definition.ts';
import { codeOf, columnOf, type CellKey } from '../values/cell.ts';
import type { Asking } from './asking.ts';
import type { StageContext } from './stage.ts';
import type { Choice, Question } from './staged.ts';

/** The items of the table that a sheet was taken for, and which of them a header or a row is. */
export class TableItems {
  readonly #context: StageContext;
  readonly #asking: Asking;
  readonly #isForm: boolean;

  constructor(context: StageContext, asking: Asking, isForm: boolean) {
    this.#context = context;
    this.#asking = asking;
    this.#isForm = isForm;
  }

  field(code: string): Field {
    const field = this.#context.edition.field(this.#asking.table, code);
    if (field === undefined) throw new Error(`no field ${this.#asking.table}.${code}`);
    return field;
  }

  get year(): number {
    return this.#context.year;
  }

  fields(): ReadonlyMap<string, Field> {
    return this.#context.edition.fields(this.#asking.table);
  }

  /** The answer that something is an item, by its key, with the item's name. */
  choiceOf(key: string): Choice {
    const { zh, en } = this.field(codeOf(key)).name;
    return { code: `field:${key}`, details: { zh, en } };
  }

  /**
   * Which item a header or row is: one of those that it may be, or another of the table that the clerk names; null while that is
   * open, and of one that is not to be imported.
   */
  askItem(place: string, codes: readonly string[], more: Partial<Question>): CellKey | null {
    const answer = this.#asking.answerTo(place, 'column-unclear') ?? '';
    const named = this.isItemSaid(place, true) && !codes.some((code) => answer === `field:${code}`);
    const other = named ? [answer.slice('field:'.length)] : [];
    const choices = [...codes, ...other].map((code) => this.choiceOf(code));
    const given = this.#asking.ask(place, 'column-unclear', [...choices, { code: 'skip' }], more);
    return given?.startsWith('field:') === true ? given.slice('field:'.length) : null;
  }

  /** Whether the clerk has said that a header, or the row of an item, that names nothing is an item of the table. */
  isItemSaid(place: string, mayBe: boolean): boolean {
    const answer = this.#asking.answerTo(place, 'column-unclear');
    if (!mayBe || answer?.startsWith('field:') !== true) return false;
    const key = answer.slice('field:'.length);
    return (
      this.fields().has(codeOf(key)) && (columnOf(key) === '本年' || (!this.#isForm && this.hasLastYear()))
    );
  }

  hasLastYear(): boolean {
    return this.#context.edition.table(this.#asking.table)?.columns.includes('上年') ?? false;
  }

  list(field: Field): CodeList | undefined {
    return field.list === undefined ? undefined : this.#context.edition.list(field.list);
  }
}
