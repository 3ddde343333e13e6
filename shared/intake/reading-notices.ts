import type { Field } from '../returns/definition.ts';
import type { Asking } from './asking.ts';
import type { CellReading } from './cell-reading.ts';
import type { GridCell } from './grid.ts';
import { NoneRead } from './none-read.ts';
import type { SheetView } from './sheet-view.ts';

/** What is said of the cells of a table that were read: rounded, converted, covered, in a unit of their own, or none. */
export class ReadingNotices {
  readonly #view: SheetView;
  readonly #asking: Asking;
  /** Keys whose conversion was said already: once a column is enough. */
  readonly #converted = new Set<string>();
  readonly #covered = new Set<string>();
  readonly #none: NoneRead;

  constructor(view: SheetView, asking: Asking, isForm: boolean) {
    this.#view = view;
    this.#asking = asking;
    this.#none = new NoneRead(asking, isForm);
  }

  /** What is to be said of a cell that was read, beside its value. */
  add(
    reading: CellReading & { kind: 'value' },
    field: Field,
    key: string,
    address: string,
    cell: GridCell,
  ): void {
    const base = { sheet: this.#view.sheet.name, cell: address };
    this.#none.add(reading.value, cell.raw, field, key, base);
    const { rounded, isDate, isCovered, unitOfCell, factor } = reading;
    const isConverted = factor !== undefined && !this.#converted.has(key);
    // Of nearly all there is nothing to say.
    if (!(isConverted || rounded || isDate || isCovered || unitOfCell)) return;
    const details = {
      field: field.name.zh,
      fieldEn: field.name.en,
      raw: cell.raw,
      value: typeof reading.value === 'object' ? '' : String(reading.value),
    };
    if (reading.rounded === true)
      this.#asking.notices.push({ kind: 'rounded', class: 'D', ...base, details });
    if (reading.isDate === true)
      this.#asking.notices.push({ kind: 'date-left-out', class: 'C', ...base, details });
    if (reading.isCovered === true && !this.#covered.has(key)) {
      this.#covered.add(key);
      const { field: header, fieldEn: headerEn } = details;
      const said = { header, headerEn, what: 'resident-id', isTaken: 'yes' };
      this.#asking.notices.push({ kind: 'personal-data', class: 'C', ...base, details: said });
    }
    if (reading.unitOfCell === true)
      this.#asking.notices.push({
        kind: 'unit-of-cell',
        class: 'C',
        ...base,
        details: { ...details, unit: reading.readAs ?? '' },
      });
    else if (reading.factor !== undefined && !this.#converted.has(key)) {
      this.#converted.add(key);
      this.#asking.notices.push({
        kind: 'unit-converted',
        class: 'D',
        ...base,
        details: {
          field: field.name.zh,
          fieldEn: field.name.en,
          key,
          unit: reading.readAs ?? '',
          factor: String(reading.factor),
        },
      });
    }
  }
}
