/**
 * The rule language as a tree. A rule states what must hold; the grammar, the blanks and the printing are specified in
 * docs of the language (see README, "Rules"). Numbers keep their written digits: they are read as exact rationals.
 */
export type Rule = Condition | { readonly kind: 'if'; readonly when: Condition; readonly then: Condition };

export type Condition =
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'group'; readonly of: Rule }
  | {
      readonly kind: 'state';
      readonly test: '填' | '空' | '零';
      readonly of: Reference;
      readonly reason: string | null;
    }
  | { readonly kind: 'has'; readonly table: string; readonly back: number }
  | { readonly kind: 'unique'; readonly of: readonly Reference[]; readonly range: Range }
  | { readonly kind: 'holds'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'member';
      readonly negated: boolean;
      readonly of: Expression;
      readonly set: ItemSet | Interval;
    }
  | {
      readonly kind: 'compare';
      readonly operator: Relation;
      readonly left: Expression;
      readonly right: Expression;
      readonly tolerance: NumberLiteral | null;
    };

export type Relation = '=' | '≠' | '<' | '≤' | '>' | '≥' | '≈';

export interface NumberLiteral {
  readonly kind: 'number';
  /** As written: "1.05". */
  readonly digits: string;
  readonly unit: string | null;
}

export interface ItemSet {
  readonly kind: 'set';
  readonly items: readonly { readonly from: string; readonly to: string | null }[];
}

export interface Interval {
  readonly kind: 'interval';
  readonly low: { readonly negative: boolean; readonly number: NumberLiteral };
  readonly high: { readonly negative: boolean; readonly number: NumberLiteral };
}

export interface Range {
  /** 全县: rows of every unit; otherwise rows of this unit. */
  readonly county: boolean;
  /** 其中 */
  readonly where: Condition | null;
}

export interface Reference {
  readonly kind: 'reference';
  /** A table, 当前, 单位, 参数; null for a bare code. */
  readonly owner: string | null;
  /** A field code, 键, x, an indicator, or a name behind 单位. or 参数. */
  readonly name: string;
  readonly lastYearColumn: boolean;
  /** @-1, @-2, @-3: the accepted value of that many years before. */
  readonly back: number;
  /** Column in the rule's text, from 1, for the place of an error. */
  readonly at: number;
}

export type Expression =
  | NumberLiteral
  | Reference
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'constant'; readonly name: string }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '×' | '/';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'parenthesis'; readonly of: Expression }
  | { readonly kind: 'value'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'aggregate';
      readonly name: '计数' | '求和' | '最大' | '最小' | '去重';
      /** Of 计数 alone. */
      readonly table: string | null;
      readonly of: readonly Reference[];
      readonly range: Range;
      readonly back: number;
    };

export const valueFunctions = ['绝对值', '较大', '较小', '月差', '主体码', '大类', '规模'] as const;
export const testFunctions = [
  '码式',
  '校验位',
  '有效码',
  '相容',
  '属本县',
  '同区划',
  '在名录',
  '外部',
  '无近似',
  '含',
  '报送',
  '已确认',
] as const;
export const constants = ['报告年初', '报告年末', '报告年', '本单位', '本县'] as const;
export const units = [
  '百分点',
  '千元/人',
  '千元',
  '万元',
  '亿元',
  '小时',
  '元',
  '人',
  '件',
  '项',
  '个',
  '户',
  '台',
  '天',
  '年',
  '月',
  '%',
] as const;

/** A rule that can't be read: where, and what was expected there. */
export class RuleSyntaxError extends Error {
  readonly column: number;

  constructor(column: number, expected: string) {
    super(`column ${column}: ${expected}`);
    this.name = 'RuleSyntaxError';
    this.column = column;
  }
}
