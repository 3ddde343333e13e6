import type { Workbook } from '#shared/intake/grid.ts';

/**
 * The workbook that a file thread read last, for the next look into the same file: a person goes from cell to cell of one
 * sheet. Never more than one, and none while the thread reads another or imports.
 */
export class KeptWorkbook {
  #kept: { readonly key: string; readonly workbook: Workbook } | null = null;

  /** The workbook of a file and of how it was decided to be read, both told by `key`. */
  async take(key: string, read: () => Promise<Workbook>): Promise<Workbook> {
    if (this.#kept?.key === key) return this.#kept.workbook;
    this.drop();
    const workbook = await read();
    this.#kept = { key, workbook };
    return workbook;
  }

  drop(): void {
    this.#kept = null;
  }
}
