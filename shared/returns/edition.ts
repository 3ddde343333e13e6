import {
  editionSchema,
  type CodeList,
  type Edition,
  type Field,
  type ReturnDefinition,
  type RuleDefinition,
} from './definition.ts';
import { bindRule, type BoundRule, type Fault, type Names } from './rule/bind.ts';
import { parseRule } from './rule/parser.ts';
import { RuleSyntaxError } from './rule/syntax.ts';

/** The parts that an edition's folder holds: one JSON for each return, and the tables that all share. */
export interface EditionParts {
  readonly edition: unknown;
  readonly lists: unknown;
  readonly indicators: unknown;
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
  readonly #fields: ReadonlyMap<string, ReadonlyMap<string, Field>>;
  readonly #lists: ReadonlyMap<string, CodeList>;
  readonly #rules: ReadonlyMap<string, BoundRule>;

  constructor(edition: Edition, rules: readonly BoundRule[], inactive: readonly InactiveRule[]) {
    this.edition = edition;
    this.rules = rules;
    this.inactive = inactive;
    this.#returns = new Map(edition.returns.map((item) => [item.code, item]));
    this.#fields = new Map(edition.returns.map((item) => [item.code, fieldsOf(item)]));
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

  fields(code: string): ReadonlyMap<string, Field> {
    return this.#fields.get(code) ?? new Map<string, Field>();
  }

  field(returnCode: string, code: string): Field | undefined {
    return this.#fields.get(returnCode)?.get(code);
  }

  /** A rule by its id, after it was expanded over fields. */
  rule(id: string): BoundRule | undefined {
    return this.#rules.get(id);
  }

  list(name: string): CodeList | undefined {
    return this.#lists.get(name);
  }
}

/** Lists that code tables stand behind, not the edition: any code of the right form is allowed there. */
export const codeTables = ['areas', 'industries'] as const;

export function assembleEdition(parts: EditionParts): unknown {
  return {
    ...(parts.edition as object),
    lists: parts.lists,
    indicators: parts.indicators,
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
      faults: parsed.error.issues.map((issue) => ({ place: issue.path.join('.'), fault: issue.message })),
    };
  }
  const edition = parsed.data;
  const names = namesOf(edition);
  const faults = [...duplicates(edition), ...unknownLists(edition), ...formulas(edition, names)];
  const rules: BoundRule[] = [];
  const inactive: InactiveRule[] = [];
  const all = [
    ...edition.returns.flatMap((item) =>
      [...item.rules, ...required(item)].map((rule) => ({ rule, table: item.code })),
    ),
    ...edition.rules.map((rule) => ({ rule, table: '' })),
  ];
  for (const { rule, table } of all) {
    const bound = bindRule(rule, table, edition, names);
    if ('faults' in bound) faults.push(...bound.faults);
    else if ('missing' in bound) inactive.push({ definition: rule, table, missing: bound.missing });
    else rules.push(...bound.rules);
  }
  return faults.length > 0 ? { faults } : { edition: new LoadedEdition(edition, rules, inactive) };
}

function fieldsOf(item: ReturnDefinition): ReadonlyMap<string, Field> {
  return new Map(item.sections.flatMap((section) => section.fields).map((field) => [field.code, field]));
}

function namesOf(edition: Edition): Names {
  const returns = new Map(edition.returns.map((item) => [item.code, item]));
  const fields = new Map(edition.returns.map((item) => [item.code, fieldsOf(item)]));
  const lists = new Map(
    edition.lists.map((list) => [list.name, new Set(list.items.map((item) => item.code))]),
  );
  const indicators = new Set(edition.indicators.map((indicator) => indicator.code));
  return {
    definition: (table) => returns.get(table),
    field: (table, code) => fields.get(table)?.get(code),
    listHas: (list, code) =>
      (codeTables as readonly string[]).includes(list) ? undefined : (lists.get(list)?.has(code) ?? false),
    param: (name) => Object.hasOwn(edition.params, name),
    indicator: (code) => indicators.has(code),
  };
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
    ...edition.returns.flatMap((item) =>
      twice(
        item.code,
        item.sections.flatMap((section) => section.fields).map((field) => field.code),
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
      [...edition.returns.flatMap((item) => item.rules), ...edition.rules].map((rule) => rule.id),
    ),
  ];
}

function unknownLists(edition: Edition): Fault[] {
  const known = new Set<string>([...edition.lists.map((list) => list.name), ...codeTables]);
  return edition.returns.flatMap((item) =>
    [...fieldsOf(item).values()].flatMap((field) => {
      const place = `${item.code}.${field.code}`;
      if ((field.type === 'code' || field.type === 'multi') && field.list === undefined)
        return [{ place, fault: 'a code without a list' }];
      return field.list === undefined || known.has(field.list)
        ? []
        : [{ place, fault: `no list ${field.list}` }];
    }),
  );
}

/** Formulas, targets and conditions name only what exists. */
function formulas(edition: Edition, names: Names): Fault[] {
  const faults: Fault[] = [];
  const condition = (place: string, written: string): void => {
    try {
      parseRule(written);
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      faults.push({ place, fault: error.message });
    }
  };
  for (const indicator of edition.indicators) {
    const { formula } = indicator;
    for (const part of formula.kind === 'ratio' ? [formula.numerator, formula.denominator] : [formula.of]) {
      if (names.definition(part.return) === undefined)
        faults.push({ place: indicator.code, fault: `no return ${part.return}` });
      else if (part.field !== undefined && names.field(part.return, part.field)?.type !== 'number') {
        faults.push({ place: indicator.code, fault: `no number ${part.return}.${part.field}` });
      }
      if (part.aggregate === 'sum' && part.field === undefined)
        faults.push({ place: indicator.code, fault: 'a sum without a field' });
      if (part.where !== undefined) condition(indicator.code, part.where);
    }
  }
  for (const target of edition.targets) {
    if (!names.indicator(target.indicator))
      faults.push({ place: 'targets', fault: `no indicator ${target.indicator}` });
  }
  for (const item of edition.returns) {
    if (item.population.when !== undefined) condition(`${item.code}.population`, item.population.when);
  }
  return faults;
}

/**
 * Requiredness as rules, so that one engine checks everything: never filled → A; blank for a stated reason (不详, 无) → B.
 * Only the 本年 column is required.
 */
function required(item: ReturnDefinition): RuleDefinition[] {
  return [...fieldsOf(item).values()].flatMap((field) => {
    if (field.required === 'no' || field.computed === true) return [];
    const premise = field.required === 'yes' ? '' : `若 ${field.required.when} 则 `;
    const base = {
      scope: 'filing' as const,
      at: [field.code],
      needs: [],
      locked: true,
      title: { zh: `${field.name.zh}必填`, en: `${field.name.en} is required` },
      examples: { holds: [{ cells: { [field.code]: sample(field) } }], breaks: [{ cells: {} }] },
    };
    const never = `${premise}填(${field.code}) 或 空(${field.code},"不详") 或 空(${field.code},"无") 或 空(${field.code},"不适用")`;
    const stated = `${premise}非 空(${field.code},"不详") 且 非 空(${field.code},"无")`;
    return [
      {
        ...base,
        id: `${item.code}-${field.code}-R`,
        class: 'A' as const,
        rule: never,
        message: { zh: `“${field.name.zh}”没有填写。`, en: `“${field.name.en}” is empty.` },
        advice: {
          zh: '请向企业核实后填写;确为零的填 0。',
          en: 'Ask the enterprise and fill it in; a true zero is written 0.',
        },
      },
      {
        ...base,
        id: `${item.code}-${field.code}-S`,
        class: 'B' as const,
        rule: stated,
        message: {
          zh: `“${field.name.zh}”必填,企业填的是“不详”或“无”。`,
          en: `“${field.name.en}” is required but stated as unknown or none.`,
        },
        advice: {
          zh: '请核实数值;确实没有的填 0,确实无法取得的请说明原因。',
          en: 'Find the value; write 0 for none, or explain why it cannot be had.',
        },
      },
    ];
  });
}

function sample(field: Field): number | string | boolean | string[] {
  if (field.type === 'number') return 1;
  if (field.type === 'month') return 201501;
  if (field.type === 'flag') return true;
  return field.type === 'multi' ? ['1'] : '1';
}
