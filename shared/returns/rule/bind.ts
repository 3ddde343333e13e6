import type { Edition, Field, RuleDefinition, Table } from '../definition.ts';
import { parseRule } from './parser.ts';
import {
  RuleSyntaxError,
  type Condition,
  type Expression,
  type Range,
  type Reference,
  type Rule,
} from './syntax.ts';
import { any, measureOf, productOf, quotientOf, sumOf, typeOfField, type Type } from './types.ts';

/** A cell, fact or indicator that a rule reads. Drives incremental checks. */
export interface ReadPlace {
  readonly return: string;
  readonly code: string;
  readonly lastYearColumn: boolean;
  readonly back: number;
}

/** A rule ready to be compiled: one field put for x, every name known, every type checked. */
export interface BoundRule {
  readonly id: string;
  /** The id before `each` was expanded: what an explanation category or a list of rules groups by. */
  readonly family: string;
  readonly definition: RuleDefinition;
  readonly tree: Rule;
  /** The table that bare codes belong to; empty for a rule of the package. */
  readonly table: string;
  /** The cells that the finding points to. */
  readonly at: readonly Reference[];
  readonly reads: readonly ReadPlace[];
  /** True when it reads other units' rows or county figures, and so can't be judged by one unit's documents. */
  readonly wide: boolean;
}

/** A fault of a definition, with its place: return, rule, and column within the rule. */
export interface Fault {
  readonly place: string;
  readonly fault: string;
}

/** What binding needs to know of the edition: fields by table and code, lists by name. */
export interface Names {
  /** Whether there is such a return or table. */
  readonly has: (code: string) => boolean;
  readonly table: (code: string) => Table | undefined;
  readonly field: (table: string, code: string) => Field | undefined;
  readonly listHas: (list: string, code: string) => boolean | undefined;
  readonly param: (name: string) => boolean;
  readonly indicator: (code: string) => boolean;
}

export type Bound =
  | { readonly rules: readonly BoundRule[] }
  | { readonly missing: readonly string[] }
  | { readonly faults: readonly Fault[] };

/** Expands `each`, resolves names and checks types. A rule that needs a return the edition lacks is inactive, not faulty. */
export function bindRule(definition: RuleDefinition, table: string, edition: Edition, names: Names): Bound {
  let tree: Rule;
  let at: readonly Reference[];
  try {
    tree = parseRule(definition.rule);
    at = definition.at.map(referenceOf);
  } catch (error) {
    if (error instanceof RuleSyntaxError)
      return { faults: [{ place: `${definition.id}:${error.column}`, fault: error.message }] };
    throw error;
  }
  const missing = [...new Set([...definition.needs, ...tablesOf(tree)])].filter((name) => !names.has(name));
  if (missing.length > 0) return { missing };
  const targets = definition.each === undefined ? [null] : selected(definition, table, edition, names);
  const rules: BoundRule[] = [];
  const faults: Fault[] = [];
  for (const target of targets) {
    const id = target === null ? definition.id : `${definition.id}-${target}`;
    const own = target === null ? tree : substituted(tree, target);
    const checker = new Checker(table, names, id);
    checker.rule(own);
    const places = at.map((place) =>
      target !== null && place.name === 'x' ? { ...place, name: target } : place,
    );
    for (const place of places) checker.place(place);
    faults.push(...checker.faults);
    rules.push({
      id,
      family: definition.id,
      definition,
      tree: own,
      table,
      at: places,
      reads: checker.reads,
      wide: checker.wide || definition.scope === 'county',
    });
  }
  return faults.length > 0 ? { faults } : { rules };
}

/** A place in a rule's own notation: "02", "JC101.12", "x.上年". */
function referenceOf(written: string): Reference {
  const tree = parseRule(`填(${written})`);
  if (tree.kind !== 'state') throw new RuleSyntaxError(1, 'a field');
  return tree.of;
}

/** What is wrong with a condition over the rows of a table: of a measure, or of what counts. */
export function conditionFaults(written: string, table: string, place: string, names: Names): Fault[] {
  try {
    const checker = new Checker(table, names, place);
    checker.rule(parseRule(written));
    return checker.faults;
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    return [{ place, fault: error.message }];
  }
}

function selected(definition: RuleDefinition, table: string, edition: Edition, names: Names): string[] {
  const each = definition.each ?? {};
  const codes =
    each.type === 'indicator'
      ? edition.indicators.map((indicator) => indicator.code)
      : (names.table(table)?.sections ?? [])
          .flatMap((section) => section.fields)
          .filter((field) => each.type !== 'number' || field.type === 'number')
          .filter((field) => each.unit === undefined || (field.unit ?? '') === each.unit)
          .filter((field) => each.required === undefined || field.required === 'yes')
          .map((field) => field.code);
  return codes
    .filter((code) => each.fields === undefined || each.fields.includes(code))
    .filter((code) => !(each.except ?? []).includes(code));
}

/** Puts a field (or indicator) for x. */
function substituted(tree: Rule, code: string): Rule {
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as Record<string, unknown>;
    const copy = Object.fromEntries(Object.entries(node).map(([key, part]) => [key, replace(part)]));
    return copy['kind'] === 'reference' && copy['name'] === 'x' && copy['owner'] === null
      ? { ...copy, name: code }
      : copy;
  };
  return replace(tree) as Rule;
}

function tablesOf(tree: Rule): string[] {
  const found = JSON.stringify(tree).match(/"(?:owner|table)":"((?:JC|ZH)\d{3}[A-Z]?)"/g) ?? [];
  return found.map((part) => part.slice(part.lastIndexOf(':') + 2, -1));
}

class Checker {
  readonly faults: Fault[] = [];
  readonly reads: ReadPlace[] = [];
  wide = false;
  readonly #table: string;
  readonly #names: Names;
  readonly #id: string;
  /** The table of the row under test inside 其中. */
  #row: string | null = null;

  constructor(table: string, names: Names, id: string) {
    this.#table = table;
    this.#names = names;
    this.#id = id;
  }

  rule(tree: Rule): void {
    if (tree.kind === 'if') {
      this.#condition(tree.when);
      this.#condition(tree.then);
    } else this.#condition(tree);
  }

  place(reference: Reference): void {
    this.#reference(reference);
  }

  #fault(fault: string, at?: number): void {
    this.faults.push({ place: at === undefined ? this.#id : `${this.#id}:${at}`, fault });
  }

  #condition(node: Condition): void {
    switch (node.kind) {
      case 'and':
      case 'or':
        for (const part of node.of) this.#condition(part);
        return;
      case 'not':
        this.#condition(node.of);
        return;
      case 'group':
        this.rule(node.of);
        return;
      case 'state':
        this.#reference(node.of);
        return;
      case 'has':
        this.reads.push({ return: node.table, code: '*', lastYearColumn: false, back: node.back });
        return;
      case 'unique':
        this.#range(node.of[0]?.owner ?? this.#table, node.range);
        for (const reference of node.of) this.#reference(reference);
        return;
      case 'holds':
        // They look at every unit of the county.
        if (node.name === '无近似' || node.name === '在名录') this.wide = true;
        this.#call(node.name, node.args);
        return;
      case 'member': {
        const type = this.#expression(node.of);
        if (node.set.kind === 'interval') {
          for (const { number } of [node.set.low, node.set.high]) {
            if (
              type.kind === 'number' &&
              sumOf(type.dimension, measureOf(number.unit, true).dimension) === null
            ) {
              this.#fault(`mixed units: ${type.dimension} and ${number.unit ?? ''}`);
            }
          }
          return;
        }
        for (const item of node.set.items) this.#listValue(type, item.from);
        return;
      }
      case 'compare': {
        const left = this.#expression(node.left);
        const right = this.#expression(node.right);
        this.#comparable(left, right, node.operator);
        if (left.kind === 'code' && node.right.kind === 'text') this.#listValue(left, node.right.text);
        return;
      }
    }
  }

  #call(name: string, args: readonly Expression[]): void {
    const [type] = args.map((arg) => this.#expression(arg));
    const code = args[1];
    if (name === '含' && type !== undefined && code?.kind === 'text') this.#listValue(type, code.text);
  }

  #comparable(left: Type, right: Type, operator: string): void {
    if (left.kind === 'number' && right.kind === 'number') {
      if (sumOf(left.dimension, right.dimension) === null)
        this.#fault(`mixed units: ${left.dimension} and ${right.dimension}`);
      return;
    }
    const group = (type: Type): string =>
      type.kind === 'code' || type.kind === 'unit' || type.kind === 'row' ? 'text' : type.kind;
    if (group(left) !== group(right)) this.#fault(`${left.kind} is compared with ${right.kind}`);
    if (left.kind !== 'month' && operator !== '=' && operator !== '≠')
      this.#fault(`${left.kind} has no order`);
  }

  #listValue(type: Type, code: string): void {
    if ((type.kind !== 'code' && type.kind !== 'multi') || type.list === null) return;
    if (this.#names.listHas(type.list, code) === false)
      this.#fault(`“${code}” is not in the list ${type.list}`);
  }

  #expression(node: Expression): Type {
    switch (node.kind) {
      case 'number':
        return { kind: 'number', dimension: measureOf(node.unit, true).dimension };
      case 'text':
        return { kind: 'text' };
      case 'month':
        return { kind: 'month' };
      case 'flag':
        return { kind: 'flag' };
      case 'constant':
        return node.name === '报告年'
          ? { kind: 'number', dimension: any }
          : node.name.startsWith('报告年')
            ? { kind: 'month' }
            : { kind: 'text' };
      case 'reference':
        return this.#reference(node);
      case 'parenthesis':
      case 'negate':
        return this.#number(node.of);
      case 'binary': {
        const [left, right] = [this.#number(node.left), this.#number(node.right)];
        if (left.kind !== 'number' || right.kind !== 'number') return { kind: 'number', dimension: any };
        if (node.operator === '×')
          return { kind: 'number', dimension: productOf(left.dimension, right.dimension) };
        if (node.operator === '/')
          return { kind: 'number', dimension: quotientOf(left.dimension, right.dimension) };
        const sum = sumOf(left.dimension, right.dimension);
        if (sum === null) this.#fault(`mixed units: ${left.dimension} ${node.operator} ${right.dimension}`);
        return { kind: 'number', dimension: sum ?? any };
      }
      case 'value':
        return this.#value(node.name, node.args);
      case 'aggregate': {
        if (this.#row !== null) this.#fault('an aggregate inside 其中');
        const table = node.table ?? node.of[0]?.owner ?? this.#table;
        const types = node.of.map((reference) => this.#reference(reference));
        this.#range(table, node.range);
        if (node.table !== null)
          this.reads.push({ return: table, code: '*', lastYearColumn: false, back: node.back });
        const [type] = types;
        const counts = node.name === '计数' || node.name === '去重';
        return counts ? { kind: 'number', dimension: any } : (type ?? { kind: 'number', dimension: any });
      }
    }
  }

  #value(name: string, args: readonly Expression[]): Type {
    const types = args.map((arg) => this.#expression(arg));
    const [first, second] = types;
    switch (name) {
      case '主体码':
        return { kind: 'text' };
      case '规模':
        return { kind: 'code', list: null };
      case '月差':
        return { kind: 'number', dimension: '月' };
      case '较大':
      case '较小':
        if (first?.kind === 'number' && second?.kind === 'number') {
          const sum = sumOf(first.dimension, second.dimension);
          if (sum === null) this.#fault(`mixed units in ${name}`);
          return { kind: 'number', dimension: sum ?? any };
        }
        return first ?? { kind: 'number', dimension: any };
      default:
        return first ?? { kind: 'number', dimension: any };
    }
  }

  #number(node: Expression): Type {
    const type = this.#expression(node);
    if (type.kind !== 'number') this.#fault(`${type.kind} in arithmetic`);
    return type;
  }

  #range(table: string, range: Range): void {
    if (range.county) this.wide = true;
    if (range.where === null) return;
    const outer = this.#row;
    this.#row = table;
    this.#condition(range.where);
    this.#row = outer;
  }

  #reference(node: Reference): Type {
    if (node.owner === '单位') return { kind: 'text' };
    if (node.owner === '参数') {
      if (!this.#names.param(node.name)) this.#fault(`no setting 参数.${node.name}`, node.at);
      return { kind: 'number', dimension: any };
    }
    if (node.name === '键') return { kind: 'text' };
    if (/^I\d{3}/.test(node.name)) {
      if (!this.#names.indicator(node.name)) this.#fault(`no indicator ${node.name}`, node.at);
      this.wide = true;
      return { kind: 'number', dimension: any };
    }
    const table =
      node.owner === null ? (this.#row ?? this.#table) : node.owner === '当前' ? this.#table : node.owner;
    const field = this.#names.field(table, node.name);
    if (field === undefined) {
      this.#fault(`no field ${table}.${node.name}`, node.at);
      return { kind: 'number', dimension: any };
    }
    if (node.lastYearColumn && !(this.#names.table(table)?.columns.includes('上年') ?? false)) {
      this.#fault(`${table} has no column 上年`, node.at);
    }
    this.reads.push({ return: table, code: node.name, lastYearColumn: node.lastYearColumn, back: node.back });
    return typeOfField(field);
  }
}
