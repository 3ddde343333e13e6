import type { Field } from '../returns/definition.ts';
import type { CellValue } from '../values/cell.ts';
import { listed, type Asking } from './asking.ts';

/** Of 无 in items that may stay empty, which is nothing and no 0, it is said where it was read: once a column, or once a form. */
export class NoneRead {
  readonly #asking: Asking;
  readonly #isForm: boolean;
  /** By column, or of the form: its place among the notices, and the cells. */
  readonly #said = new Map<string, { readonly at: number; readonly cells: string[] }>();

  constructor(asking: Asking, isForm: boolean) {
    this.#asking = asking;
    this.#isForm = isForm;
  }

  /** A dash is as good as an empty cell. */
  add(value: CellValue, raw: string, { type, name }: Field, key: string, where: Place): void {
    const isNone = typeof value === 'object' && 'blank' in value && value.blank === 'none';
    if (!isNone || type !== 'number' || !/\p{L}/u.test(raw)) return;
    const { notices } = this.#asking;
    const about = this.#isForm ? '' : key;
    const { at, cells } = this.#said.get(about) ?? { at: notices.length, cells: [] };
    cells.push(where.cell);
    this.#said.set(about, { at, cells });
    notices[at] = {
      kind: 'none-read',
      class: 'D',
      ...where,
      cell: cells[0] ?? where.cell,
      details: {
        ...(this.#isForm ? {} : { field: `${key} ${name.zh}`, fieldEn: `${key} ${name.en}` }),
        raw: notices[at]?.details['raw'] ?? raw.trim(),
        count: String(cells.length),
        cells: listed(cells),
      },
    };
  }
}

interface Place {
  readonly sheet: string;
  readonly cell: string;
}
