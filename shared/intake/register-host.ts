import { isCreditCodeForm, normaliseCode } from '../codes/credit-code.ts';
import type { Field } from '../returns/definition.ts';
import { outside } from '../values/cell.ts';
import type { DecidedColumn } from './decide-columns.ts';
import type { SheetView } from './sheet-view.ts';
import type { Identity, StagedCell } from './staged.ts';

/** The item of a register that says who files its rows, 依托单位 or 承担单位, where no column of its own does. */
export class RegisterHost {
  readonly #code: string | null;
  /** Whether the rows are of several: then a name above them is that of who gathered them. */
  readonly #areSeveral: boolean;

  constructor(
    view: SheetView,
    rows: readonly number[],
    columns: ReadonlyMap<number, DecidedColumn>,
    fields: ReadonlyMap<string, Field>,
  ) {
    const host = [...fields.values()].find(({ type, required }) => type === 'unit' && required === 'yes');
    this.#code = host?.code ?? null;
    const [column] = [...columns].find(([, role]) => role.kind === 'cell' && role.code === this.#code) ?? [];
    const named = rows.map((row) =>
      column === undefined ? '' : (view.bodyCell(row, column)?.raw.trim() ?? ''),
    );
    this.#areSeveral = new Set(named.filter((text) => text !== '')).size > 1;
  }

  /** Whose row it is by its host and by what stands above all rows. */
  of(cells: readonly StagedCell[], above: Identity): Identity {
    const isOfOne =
      above.key !== undefined || above.creditCode !== undefined || above.organisationCode !== undefined;
    if (isOfOne || (above.name !== undefined && !this.#areSeveral)) return above;
    const value = cells.find(({ key }) => key === this.#code)?.value;
    if (typeof value !== 'string' || value.startsWith(outside)) return above;
    const code = normaliseCode(value);
    return isCreditCodeForm(code) ? { creditCode: code } : { name: value };
  }
}
