import type { Edition, Field, Table } from './definition.ts';
import type { Formula, Measure } from './indicator.ts';

const fields = new WeakMap<Table, ReadonlyMap<string, Field>>();

/** Fields of a table by their codes, in the order of the form. */
export function fieldsOf(table: Table): ReadonlyMap<string, Field> {
  let known = fields.get(table);
  if (known === undefined) {
    const all = table.sections.flatMap((section) => section.fields);
    fields.set(table, (known = new Map(all.map((field) => [field.code, field]))));
  }
  return known;
}

/** Every table of an edition by its code. */
export function tablesOf(edition: Edition): ReadonlyMap<string, Table> {
  return new Map(edition.returns.flatMap((item) => item.tables).map((table) => [table.code, table]));
}

/** The parts of a formula that are added up. */
export function measuresOf(formula: Formula): readonly Measure[] {
  switch (formula.kind) {
    case 'total':
      return formula.of;
    case 'ratio':
      return [...formula.numerator, ...formula.denominator];
    case 'groups':
      return [formula.of];
    default:
      return [];
  }
}

/** Lists that code tables stand behind, not the edition: any code of the right form is allowed there. */
export const codeTables = ['areas', 'industries'] as const;
