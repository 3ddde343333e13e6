import { returnOf } from '../values/record.ts';
import type { Edition } from './definition.ts';
import { conditionFaults } from './rule/bind.ts';
import type { Fault, Names } from './rule/check-rule.ts';
import { cycleFaults } from './cycles.ts';
import { codeTables, fieldsOf, measuresOf, tablesOf } from './tables.ts';
import { targetFaults } from './target-faults.ts';

/** What the schema can't say: codes that are there once, names that exist, tables that fit together. */
export function soundnessFaults(edition: Edition, names: Names): Fault[] {
  return [
    ...duplicates(edition),
    ...unknownLists(edition),
    ...listFaults(edition),
    ...structureFaults(edition),
    ...cycleFaults(edition),
    ...attachFaults(edition),
    ...formulaFaults(edition, names),
    ...targetFaults(edition, names),
  ];
}

function duplicates(edition: Edition): Fault[] {
  const twice = (place: string, codes: readonly string[]): Fault[] =>
    codes
      .filter((code, index) => codes.indexOf(code) !== index)
      .map((code) => ({ place, fault: `${code} twice` }));
  return [
    ...twice(
      'returns',
      edition.returns.map((item) => item.code),
    ),
    ...twice(
      'tables',
      edition.returns.flatMap((item) => item.tables).map((table) => table.code),
    ),
    ...edition.returns
      .flatMap((item) => item.tables)
      .flatMap((table) =>
        twice(
          table.code,
          table.sections.flatMap((section) => section.fields).map((field) => field.code),
        ),
      ),
    ...twice(
      'indicators',
      edition.indicators.map((indicator) => indicator.code),
    ),
    ...twice(
      'lists',
      edition.lists.map((list) => list.name),
    ),
    ...edition.lists.flatMap((list) =>
      twice(
        `lists.${list.name}`,
        list.items.map((item) => item.code),
      ),
    ),
    ...twice(
      'rules',
      [
        ...edition.returns.flatMap((item) => item.rules),
        ...edition.rules,
        ...(edition.outliers === undefined ? [] : [edition.outliers]),
      ].map((rule) => rule.id),
    ),
  ];
}

/** What is never explained can't ask for a document that goes with the explanation. */
function attachFaults(edition: Edition): Fault[] {
  return [...edition.returns.flatMap((item) => item.rules), ...edition.rules]
    .filter((rule) => rule.attach !== undefined && (rule.class === 'A' || rule.class === 'D'))
    .map((rule) => ({
      place: `${rule.id}.attach`,
      fault: `class ${rule.class} is not explained, and needs no document`,
    }));
}

function unknownLists(edition: Edition): Fault[] {
  const known = new Set<string>([...edition.lists.map((list) => list.name), ...codeTables]);
  return [...tablesOf(edition).values()].flatMap((table) =>
    [...fieldsOf(table).values()].flatMap((field) => {
      const place = `${table.code}.${field.code}`;
      if ((field.type === 'code' || field.type === 'multi') && field.list === undefined)
        return [{ place, fault: 'a code without a list' }];
      return field.list === undefined || known.has(field.list)
        ? []
        : [{ place, fault: `no list ${field.list}` }];
    }),
  );
}

/** Names of codes: none is another's official name or code, and codes that go together are listed. */
function listFaults(edition: Edition): Fault[] {
  const codes = new Map(
    edition.lists.map((list) => [list.name, new Set(list.items.map((item) => item.code))]),
  );
  return [
    ...edition.lists.flatMap(({ name, items }) =>
      items.flatMap((item) =>
        [item.name.zh, ...item.aliases]
          .filter((word) =>
            items.some((other) => other !== item && [other.code, other.name.zh].includes(word)),
          )
          .map((word) => ({ place: `lists.${name}`, fault: `“${word}” of ${item.code} is another code's` })),
      ),
    ),
    ...edition.compatible.flatMap(({ lists: [first, second], pairs }) =>
      Object.entries(pairs).flatMap(([code, others]) =>
        [[first, code] as const, ...others.map((other) => [second, other] as const)]
          .filter(([list, one]) => codes.get(list)?.has(one) !== true)
          .map(([list, one]) => ({ place: 'compatible', fault: `no ${one} in the list ${list}` })),
      ),
    ),
  ];
}

/** Tables that belong to their return, parents and keys that are there, owners and indicators that are listed. */
function structureFaults(edition: Edition): Fault[] {
  const faults: Fault[] = [];
  const tables = tablesOf(edition);
  const departments = new Set(edition.departments.map((department) => department.code));
  const indicators = new Set(edition.indicators.map((indicator) => indicator.code));
  for (const item of edition.returns) {
    if (
      (item.kind === 'computed') !== (item.computed !== undefined) ||
      (item.kind === 'filled') !== item.tables.length > 0
    )
      faults.push({ place: item.code, fault: 'a filled return has tables, a computed one a layout' });
    if (item.computed?.kind === 'indicators')
      for (const code of item.computed.sections.flatMap((section) => section.rows))
        if (!indicators.has(code)) faults.push({ place: item.code, fault: `no indicator ${code}` });
    if (item.computed?.kind === 'cross' && tables.get(item.computed.table)?.kind !== 'fixed')
      faults.push({ place: item.code, fault: `no fixed table ${item.computed.table}` });
    for (const table of item.tables) {
      const fields = fieldsOf(table);
      if (returnOf(table.code) !== item.code)
        faults.push({ place: table.code, fault: `is not of ${item.code}` });
      const parent = table.parent === undefined ? undefined : tables.get(table.parent);
      if (table.parent !== undefined && (parent?.kind !== 'floating' || returnOf(parent.code) !== item.code))
        faults.push({ place: table.code, fault: `no floating table ${table.parent}` });
      for (const code of table.key ?? [])
        if (!fields.has(code)) faults.push({ place: table.code, fault: `no field ${table.code}.${code}` });
      if (table.kind === 'floating' && table.columns.includes('上年'))
        faults.push({ place: table.code, fault: 'a floating table has no column 上年' });
      for (const { owner } of table.sections)
        if (owner !== undefined && !departments.has(owner))
          faults.push({ place: table.code, fault: `no department ${owner}` });
      for (const field of fields.values()) {
        if (field.contact !== undefined && (field.type !== 'text' || table.kind !== 'fixed'))
          faults.push({
            place: `${table.code}.${field.code}`,
            fault: 'a contact is a text of a fixed table',
          });
        if (field.type === 'row' && tables.get(field.table ?? '')?.key === undefined)
          faults.push({
            place: `${table.code}.${field.code}`,
            fault: `no table with a key: ${field.table ?? ''}`,
          });
      }
    }
  }
  for (const { code, department } of edition.indicators)
    if (department !== undefined && !departments.has(department.code))
      faults.push({ place: code, fault: `no department ${department.code}` });
  return faults;
}

/** Formulas and conditions name only what exists. */
function formulaFaults(edition: Edition, names: Names): Fault[] {
  const faults: Fault[] = [];
  const condition = (place: string, table: string, written: string): void => {
    faults.push(...conditionFaults(written, table, place, names));
  };
  for (const indicator of edition.indicators) {
    for (const part of measuresOf(indicator.formula)) {
      const table = names.table(part.table);
      if (table === undefined) faults.push({ place: indicator.code, fault: `no table ${part.table}` });
      else {
        for (const code of [part.field, ...(part.by ?? [])]) {
          if (code === undefined || code === '单位') continue;
          const field = names.field(part.table, code);
          if (field === undefined || (part.aggregate === 'sum' && field.type !== 'number'))
            faults.push({ place: indicator.code, fault: `no number ${part.table}.${code}` });
        }
      }
      if (part.aggregate === 'sum' && part.field === undefined)
        faults.push({ place: indicator.code, fault: 'a sum without a field' });
      if (part.aggregate === 'distinct' && part.by === undefined)
        faults.push({ place: indicator.code, fault: 'nothing to tell apart by' });
      if (part.where !== undefined) condition(indicator.code, part.table, part.where);
    }
    const { formula } = indicator;
    const shown = formula.kind === 'list' ? formula.fields : formula.kind === 'groups' ? [formula.by] : [];
    const from = formula.kind === 'list' ? formula.table : formula.kind === 'groups' ? formula.of.table : '';
    for (const code of shown)
      if (names.field(from, code) === undefined)
        faults.push({ place: indicator.code, fault: `no field ${from}.${code}` });
    if (formula.kind === 'list' && formula.where !== undefined)
      condition(indicator.code, formula.table, formula.where);
    if (formula.kind === 'gap' && !names.indicator(formula.indicator))
      faults.push({ place: indicator.code, fault: `no indicator ${formula.indicator}` });
  }
  for (const item of edition.returns) {
    if (item.population.when !== undefined) condition(`${item.code}.population`, '', item.population.when);
    for (const table of item.tables)
      if (table.counted !== undefined) condition(`${table.code}.counted`, table.code, table.counted);
  }
  return faults;
}
