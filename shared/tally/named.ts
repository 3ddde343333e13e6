import type { UnitDocuments } from '../checking/documents.ts';
import type { Target } from '../returns/indicator.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { returnOf } from '../values/record.ts';
import type { Contribution } from './tally.ts';

type Items = NonNullable<Target['items']>;

/** What the rows that an indicator counts say in the field by which a document names its items; a code by its name. */
export class NamedRows {
  readonly #edition: LoadedEdition;
  readonly #units: ReadonlyMap<string, UnitDocuments>;
  readonly #items = new Map<string, Items>();
  readonly #names = new Map<string, string[]>();

  constructor(edition: LoadedEdition, units: readonly UnitDocuments[]) {
    this.#edition = edition;
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
    for (const { indicator, items } of edition.edition.targets)
      if (items !== undefined) this.#items.set(indicator, items);
  }

  /** Those of which a document names items. */
  get indicators(): ReadonlySet<string> {
    return new Set(this.#items.keys());
  }

  note(indicator: string, { unit, back, table, record }: Contribution): void {
    const items = this.#items.get(indicator);
    if (items?.table !== table) return;
    const rows = this.#units.get(unit)?.filing(returnOf(table), back)?.tables.get(table);
    const value = rows?.find((row) => row.key === record)?.cells[items.field];
    const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : [];
    const list = this.#edition.list(this.#edition.field(table, items.field)?.list ?? '');
    const names = codes.map((code) => list?.items.find((item) => item.code === code)?.name.zh ?? code);
    this.#names.set(indicator, [...(this.#names.get(indicator) ?? []), ...names]);
  }

  of(indicator: string): readonly string[] {
    return this.#names.get(indicator) ?? [];
  }
}
