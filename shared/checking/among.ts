import type { BoundRule } from '../returns/rule/bind.ts';
import type { CellKey } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';

/** A return of so many years before: JC102@1. */
export type Place = `${string}@${number}`;

/** What a rule of a unit looks at of the other units. */
export interface ReadsOfOthers {
  /** Returns of which it looks at the filings that count. */
  readonly counted: ReadonlySet<Place>;
  /** Returns of those units of which it looks at the filing as it stands. */
  readonly filings: ReadonlySet<Place>;
  /** Tables of which it looks for rows of others that say the same in some cells, drafts or not. */
  readonly same: readonly SameRows[];
  /** County figures, which any filing may move. */
  readonly figures: boolean;
}

export interface SameRows {
  readonly table: string;
  readonly cells: readonly CellKey[];
}

const notTables = new Set(['当前', '单位', '参数']);

interface Node {
  readonly kind?: string;
  readonly name?: string;
  readonly owner?: string | null;
  readonly table?: string | null;
  readonly back?: number;
  readonly of?: unknown;
  readonly range?: { readonly county: boolean; readonly where: unknown };
}

/** Gathered from the tree of a wide rule. */
export function readsOfOthers(
  { tree, table: own }: Pick<BoundRule, 'tree' | 'table'>,
  isFloating: (table: string) => boolean,
): ReadsOfOthers {
  const [counted, filings] = [new Set<Place>(), new Set<Place>()];
  const same: SameRows[] = [];
  let figures = false;
  const at = (table: string, back = 0): Place => `${returnOf(table)}@${back}`;
  /** `inner`: the table of another unit's row that is under test; null outside a range of the county. */
  const visit = (value: unknown, inner: string | null): void => {
    if (Array.isArray(value)) for (const part of value) visit(part, inner);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Node;
    if (node.range !== undefined) {
      visitRange(node, node.range, inner);
      return;
    }
    if (node.kind === 'holds' && node.name === '报送') figures = true;
    if (node.kind === 'holds' && node.name === '无近似' && isFloating(own)) counted.add(at(own));
    if (node.kind === 'reference' && /^I\d{3}/.test(node.name ?? '')) figures = true;
    if (inner !== null) {
      const named = node.owner ?? node.table ?? null;
      if (named !== null && !notTables.has(named)) filings.add(at(named, node.back));
      if ((node.back ?? 0) > 0) filings.add(at(inner, node.back));
    }
    for (const part of Object.values(value)) visit(part, inner);
  };
  const visitRange = (node: Node, range: NonNullable<Node['range']>, inner: string | null): void => {
    const first = Array.isArray(node.of) ? (node.of[0] as Node | undefined) : undefined;
    const table = node.table ?? first?.owner ?? inner ?? own;
    if (range.county) counted.add(at(table, node.back));
    // Two drafts see each other.
    if (range.county && node.kind === 'unique')
      same.push({ table, cells: (node.of as readonly { readonly name: string }[]).map(({ name }) => name) });
    else if (inner !== null) filings.add(at(table, node.back));
    visit(node.of, range.county ? table : inner);
    visit(range.where, range.county ? table : inner);
  };
  visit(tree, null);
  return { counted, filings, same, figures };
}
