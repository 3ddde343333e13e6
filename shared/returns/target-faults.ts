import type { Edition } from './definition.ts';
import type { Formula, Target } from './indicator.ts';
import type { Fault, Names } from './rule/check-rule.ts';
import { measuresOf } from './tables.ts';

/** What each type can't be judged without, and the formula that it judges. */
const needs: Readonly<
  Record<Target['type'], { readonly has: readonly (keyof Target)[]; readonly of?: Formula['kind'] }>
> = {
  at_least: { has: ['value'], of: 'total' },
  floor_each_year: { has: ['value'], of: 'ratio' },
  ratio_at_least: { has: ['value'], of: 'ratio' },
  about_per_year: { has: ['value', 'tolerance'], of: 'total' },
  direction_up: { has: [] },
  above_reference: { has: [], of: 'gap' },
  named_list: { has: ['items'] },
  baseline: { has: ['value'], of: 'total' },
  qualitative: { has: [] },
};

/** Targets that could not be judged as they stand. */
export function targetFaults(edition: Edition, names: Names): Fault[] {
  const faults: Fault[] = [];
  const formulas = new Map(edition.indicators.map(({ code, formula }) => [code, formula]));
  const seen = new Set<string>();
  for (const target of edition.targets) {
    const { indicator, scope, type, window, items } = target;
    const fault = (text: string): void => {
      faults.push({ place: `targets.${indicator}`, fault: text });
    };
    const formula = formulas.get(indicator);
    if (formula === undefined) fault(`no indicator ${indicator}`);
    else if (needs[type].of !== undefined && formula.kind !== needs[type].of)
      fault(`${type} is for a ${needs[type].of}, not for a ${formula.kind}`);
    for (const what of needs[type].has) if (target[what] === undefined) fault(`${type} without ${what}`);
    if (seen.has(`${scope} ${indicator}`)) fault(`a second target of the ${scope}`);
    seen.add(`${scope} ${indicator}`);
    if (target.baseYear > target.year) fault(`base year ${target.baseYear} after ${target.year}`);
    if (window !== undefined && (window.from > window.to || window.to > target.year))
      fault(`window ${window.from}-${window.to} does not end by ${target.year}`);
    if (items !== undefined) {
      for (const text of itemFaults(items, edition, names)) fault(text);
      if (formula !== undefined && !measuresOf(formula).some((measure) => measure.table === items.table))
        fault(`items of ${items.table}, which ${indicator} does not count`);
    }
  }
  return faults;
}

function itemFaults(
  { table, field: code, names: items }: NonNullable<Target['items']>,
  edition: Edition,
  names: Names,
): string[] {
  const field = names.field(table, code);
  if (field === undefined) return [`no field ${table}.${code}`];
  if (field.list === undefined) return [];
  const known = new Set(
    edition.lists.find((list) => list.name === field.list)?.items.map((item) => item.name.zh),
  );
  return items.filter((name) => !known.has(name)).map((name) => `${name} is not in the list ${field.list}`);
}
