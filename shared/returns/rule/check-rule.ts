import type { Field, Table } from '../definition.ts';
import type { Condition, Expression, Range, Reference, Rule } from './syntax.ts';
import { any, measureOf, productOf, quotientOf, sumOf, typeOfField, type Type } from './types.ts';

/** A cell, fact or indicator that a rule reads. Drives incremental checks. */
export interface ReadPlace {
  readonly return: string;
  readonly code: string;
  readonly lastYearColumn: boolean;
  readonly back: number;
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

/** Resolves the names of a rule and checks its types; what it reads is gathered on the way. */
export class RuleChecker {
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
        for (const { from, to } of node.set.items) {
          this.#listValue(type, from);
          if (to === null) continue;
          this.#listValue(type, to);
          if (from.length !== to.length || from > to) this.#fault(`no range: ${from}..${to}`);
        }
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
      case '大类':
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
