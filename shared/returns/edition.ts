import {
  editionSchema,
  type CodeList,
  type Edition,
  type Field,
  type ReturnDefinition,
  type RuleDefinition,
  type Table,
} from './definition.ts';
import { type Wording } from './terms.ts';
import { bindRule, type BoundRule } from './rule/bind.ts';
import type { Fault, Names } from './rule/check-rule.ts';
import { requiredRules } from './required.ts';
import { soundnessFaults } from './soundness.ts';
import { codeTables, fieldsOf, tablesOf } from './tables.ts';

/** The parts that an edition's folder holds: one JSON for each return and group of lists or indicators. */
export interface EditionParts {
  readonly edition: unknown;
  readonly lists: readonly unknown[];
  readonly indicators: readonly unknown[];
  readonly targets: unknown;
  readonly packageRules: unknown;
  readonly returns: readonly unknown[];
}

/** A rule that the edition can't judge yet, and the returns that are missing for it. */
export interface InactiveRule {
  readonly definition: RuleDefinition;
  readonly table: string;
  readonly missing: readonly string[];
}

/** An edition that is whole and sound: every name resolved, every rule bound. */
export class LoadedEdition {
  readonly edition: Edition;
  readonly rules: readonly BoundRule[];
  readonly inactive: readonly InactiveRule[];
  readonly #returns: ReadonlyMap<string, ReturnDefinition>;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #fields: ReadonlyMap<string, ReadonlyMap<string, Field>>;
  readonly #lists: ReadonlyMap<string, CodeList>;
  readonly #rules: ReadonlyMap<string, BoundRule>;

  constructor(edition: Edition, rules: readonly BoundRule[], inactive: readonly InactiveRule[]) {
    this.edition = edition;
    this.rules = rules;
    this.inactive = inactive;
    this.#returns = new Map(edition.returns.map((item) => [item.code, item]));
    this.#tables = tablesOf(edition);
    this.#fields = new Map([...this.#tables].map(([code, table]) => [code, fieldsOf(table)]));
    this.#lists = new Map(edition.lists.map((list) => [list.name, list]));
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  return(code: string): ReturnDefinition | undefined {
    return this.#returns.get(code);
  }

  /** Returns that somebody fills: all but the computed ones. */
  filled(): readonly ReturnDefinition[] {
    return this.edition.returns.filter((item) => item.kind !== 'computed');
  }

  table(code: string): Table | undefined {
    return this.#tables.get(code);
  }

  /** Every table that somebody fills, in the order of the returns. */
  tables(): Iterable<Table> {
    return this.#tables.values();
  }

  /** Fields of a table by their codes, in the order of the form. */
  fields(table: string): ReadonlyMap<string, Field> {
    return this.#fields.get(table) ?? new Map<string, Field>();
  }

  field(table: string, code: string): Field | undefined {
    return this.#fields.get(table)?.get(code);
  }

  /** A rule by its id, after it was expanded over fields. */
  rule(id: string): BoundRule | undefined {
    return this.#rules.get(id);
  }

  /** What a finding of a rule is called; the comparison of years counts as one. */
  titleOf(rule: string): Wording | undefined {
    const { outliers } = this.edition;
    return (
      this.#rules.get(rule)?.definition.title ??
      (outliers !== undefined && rule.startsWith(`${outliers.id}-`) ? outliers.title : undefined)
    );
  }

  /** The list of the field that states a fact of the directory, such as its status. */
  listOfFact(fact: NonNullable<Field['fact']>): CodeList | undefined {
    for (const fields of this.#fields.values())
      for (const field of fields.values()) if (field.fact === fact) return this.list(field.list ?? '');
    return undefined;
  }

  list(name: string): CodeList | undefined {
    return this.#lists.get(name);
  }
}

export function assembleEdition(parts: EditionParts): unknown {
  return {
    ...(parts.edition as object),
    lists: parts.lists.flat(),
    indicators: parts.indicators.flat(),
    targets: parts.targets,
    rules: parts.packageRules,
    returns: parts.returns,
  };
}

/** Reads an edition whole, or lists every fault with its place; nothing is half loaded. */
export function loadEdition(
  json: unknown,
): { readonly edition: LoadedEdition } | { readonly faults: readonly Fault[] } {
  const version = (json as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === 'number' && version > 1)
    return { faults: [{ place: 'formatVersion', fault: `${version} is newer than 1` }] };
  const parsed = editionSchema.safeParse(json);
  if (!parsed.success) {
    return {
      faults: parsed.error.issues.map((issue) => ({
        place: placeOf(json, issue.path),
        fault: issue.message,
      })),
    };
  }
  const edition = parsed.data;
  const names = namesOf(edition);
  const faults: Fault[] = soundnessFaults(edition, names);
  const rules: BoundRule[] = [];
  const inactive: InactiveRule[] = [];
  const all = [
    ...edition.returns.flatMap((item) => [
      ...item.rules.map((rule) => ({ rule, table: rule.table ?? item.tables[0]?.code ?? item.code })),
      ...item.tables.flatMap((table) => requiredRules(table).map((rule) => ({ rule, table: table.code }))),
    ]),
    ...edition.rules.map((rule) => ({ rule, table: rule.table ?? '' })),
  ];
  for (const { rule, table } of all) {
    const bound = bindRule(rule, table, edition, names);
    if ('faults' in bound) faults.push(...bound.faults);
    else if ('missing' in bound) inactive.push({ definition: rule, table, missing: bound.missing });
    else rules.push(...bound.rules);
  }
  return faults.length > 0 ? { faults } : { edition: new LoadedEdition(edition, rules, inactive) };
}

/** A path into the JSON by the codes, names and ids on the way: “JC102 › 04 › unit”, not “returns.1.tables.0…”. */
export function placeOf(json: unknown, path: readonly PropertyKey[]): string {
  const steps: string[] = [];
  let node: unknown = json;
  for (const step of path) {
    node = (node as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[step];
    const { code, id, name } = (node ?? {}) as { code?: unknown; id?: unknown; name?: unknown };
    const called = [code, id, name].find((word) => typeof word === 'string');
    if (typeof step === 'number')
      steps.push(typeof called === 'string' && called !== '' ? called.slice(0, 60) : `#${step + 1}`);
    else steps.push(String(step).slice(0, 60));
  }
  return steps.join(' › ');
}

function namesOf(edition: Edition): Names {
  const returns = new Set(edition.returns.map((item) => item.code));
  const tables = tablesOf(edition);
  const fields = new Map([...tables].map(([code, table]) => [code, fieldsOf(table)]));
  const lists = new Map(
    edition.lists.map((list) => [list.name, new Set(list.items.map((item) => item.code))]),
  );
  const indicators = new Set(edition.indicators.map((indicator) => indicator.code));
  return {
    has: (code) => returns.has(code) || tables.has(code),
    table: (code) => tables.get(code),
    field: (table, code) => fields.get(table)?.get(code),
    listHas: (list, code) =>
      (codeTables as readonly string[]).includes(list) ? undefined : (lists.get(list)?.has(code) ?? false),
    param: (name) => Object.hasOwn(edition.params, name),
    indicator: (code) => indicators.has(code),
  };
}
