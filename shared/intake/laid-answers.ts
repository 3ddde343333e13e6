import { asFound } from '../values/sheet-layout.ts';
import type { StageContext } from './stage.ts';
import type { MisLaid } from './staged.ts';

/** What the clerk said of one table. */
export interface LaidAnswer {
  readonly id: string;
  readonly sheet: string;
  /** Of a table beside another: the column in which it begins. */
  readonly part: string | undefined;
  /** The row under which it was said, counted from 0: the table begins there, or its title. */
  readonly first: number;
  readonly text: string;
}

const ending = '/layout';

/** Whether an id is one under which a layout is said, of the file whose ids begin so: `x:表!4/layout`, `x:表!H:4/layout`. */
export function isLayoutId(id: string, prefix: string): boolean {
  return id.startsWith(`${prefix}:`) && /!(?:[A-Z]{1,3}:)?[1-9]\d{0,6}\/layout$/u.test(id);
}

/** The layouts among the answers for a file. One that no sheet has a place for is a fault, never passed over. */
export class LaidAnswers {
  readonly misLaid: MisLaid[] = [];
  readonly #left = new Map<string, string>();
  readonly #prefix: string;

  constructor({ answers, prefix }: StageContext) {
    this.#prefix = prefix;
    for (const [id, text] of Object.entries(answers))
      if (id.startsWith(`${prefix}:`) && id.endsWith(ending) && text !== asFound) this.#left.set(id, text);
  }

  /** Those of a sheet, from the top down. */
  of(sheet: string): readonly LaidAnswer[] {
    const start = `${this.#prefix}:${sheet}!`;
    const found: LaidAnswer[] = [];
    for (const [id, text] of this.#left) {
      const place = id.startsWith(start) ? id.slice(start.length, -ending.length) : '';
      const [, part, row] = /^(?:([A-Z]{1,3}):)?([1-9]\d{0,6})$/u.exec(place) ?? [];
      if (row === undefined) continue;
      this.#left.delete(id);
      found.push({ id, sheet, part, first: Number(row) - 1, text });
    }
    return found.sort((a, b) => a.first - b.first);
  }

  /** To be called once every sheet was asked for: what is left has no place. */
  end(): readonly MisLaid[] {
    for (const id of this.#left.keys())
      this.misLaid.push({ sheet: id, fault: { code: 'place-absent', details: { id } } });
    return this.misLaid;
  }
}
