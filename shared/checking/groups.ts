import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import { printExpression, printReference } from '../returns/rule/printer.ts';
import type { Expression, Reference } from '../returns/rule/syntax.ts';
import type { CellValue } from '../values/cell.ts';
import { cellReader } from './compile-number.ts';
import { compileExact, compileFigure } from './condition.ts';
import type { Finding, Operand } from './finding.ts';
import { Frame } from './frame.ts';
import { nearOperands, sameOperands, type Holds, type Unique } from './other-operands.ts';
import { quickCompiler, type QuickRule } from './quick.ts';
import type { nowhere, Scene, Verdict } from './scene.ts';

type Aggregate = Expression & { readonly kind: 'aggregate' };

export interface Compiled {
  readonly rule: BoundRule;
  readonly judge: (scene: Scene) => Verdict;
  readonly quick: QuickRule['test'];
  /** Whether something in it is compared, which may hold but for rounding. */
  readonly compares: boolean;
  readonly operands: readonly ReadOperand[];
}

/** How what a finding keeps of a value that took part is had. */
export interface ReadOperand extends Omit<Operand, 'value'> {
  readonly read: (scene: Scene) => CellValue | undefined | typeof nowhere;
}

/** Rules of one table and scope: they look at the same rows, and so at the same frame. */
export interface Group {
  readonly table: string;
  readonly scope: Finding['scope'];
  readonly frame: Frame;
  readonly rules: readonly Compiled[];
  readonly glance: Glance;
}

/**
 * Most rules that hang on the state of one cell are met: a look at the states of the cells tells it of all of them, and
 * only the others are judged one by one.
 */
class Glance {
  readonly others: readonly Compiled[];
  /** By cell and state: whether all the rules that hang on it are met. */
  readonly #cells: readonly { readonly at: number; readonly isMet: readonly boolean[] }[];

  constructor(rules: readonly { readonly compiled: Compiled; readonly hangsOn: QuickRule['hangsOn'] }[]) {
    this.others = rules.filter(({ hangsOn }) => hangsOn === null).map(({ compiled }) => compiled);
    const hanging = rules.flatMap(({ hangsOn }) => hangsOn ?? []);
    this.#cells = [...Map.groupBy(hanging, ({ at }) => at)].map(([at, all]) => ({
      at,
      isMet: (all[0]?.isMet ?? []).map((_, state) => all.every(({ isMet }) => isMet[state] === true)),
    }));
  }

  isMet({ states }: Frame): boolean {
    for (const { at, isMet } of this.#cells) if (isMet[states[at] ?? 0] !== true) return false;
    return true;
  }
}

export function grouped(rules: readonly BoundRule[], edition: LoadedEdition): readonly Group[] {
  const groups = Map.groupBy(rules, (rule) => `${rule.table}/${rule.definition.scope}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { table, definition } = first;
    const frame = new Frame();
    const quick = quickCompiler(table, edition, frame);
    const all = members.map((rule) => {
      const { test, hangsOn } = quick(rule.tree);
      return { compiled: compile(rule, edition, test), hangsOn };
    });
    const compiled = all.map((one) => one.compiled);
    return [{ table, scope: definition.scope, frame, rules: compiled, glance: new Glance(all) }];
  });
}

function compile(rule: BoundRule, edition: LoadedEdition, quick: QuickRule['test']): Compiled {
  return {
    rule,
    quick,
    judge: compileExact(rule.tree, rule.table, edition),
    compares: JSON.stringify(rule.tree).includes('"kind":"compare"'),
    operands: operandsOf(rule, edition),
  };
}

/** Every cell and every aggregate that the rule names outside 其中, once, in the order of the notation. */
function operandsOf(rule: BoundRule, edition: LoadedEdition): readonly ReadOperand[] {
  const found = new Map<string, ReadOperand>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as Reference | Aggregate | Holds | Unique;
    if (node.kind === 'unique') {
      visit(node.of);
      for (const operand of sameOperands(node, rule.table, edition)) found.set(operand.name, operand);
    } else if (node.kind === 'aggregate') {
      const name = printExpression(node);
      const table = node.table ?? node.of[0]?.owner ?? rule.table;
      const read = compileFigure(node, rule.table, edition);
      found.set(name, {
        name,
        table,
        code: node.of[0]?.name ?? '*',
        read: (scene) => read(scene) ?? undefined,
      });
    } else if (node.kind === 'reference') {
      if (node.owner === '参数' || node.owner === '单位' || node.name === '键') return;
      const name = printReference(node);
      found.set(name, { name, ...operandOf(node, rule.table) });
    } else {
      Object.values(value).forEach(visit);
      if (node.kind === 'holds' && node.name === '无近似')
        for (const operand of nearOperands(node, rule.table)) found.set(operand.name, operand);
    }
  };
  visit(rule.tree);
  return [...found.values()];
}

function operandOf(node: Reference, ruleTable: string): Omit<ReadOperand, 'name'> {
  const code = node.name;
  if (/^I\d{3}/.test(code))
    return { table: '', code, read: (scene) => scene.county?.indicator(code, node.back) ?? undefined };
  const table = node.owner === null || node.owner === '当前' ? ruleTable : node.owner;
  return { table, code, read: cellReader(node, ruleTable) };
}
