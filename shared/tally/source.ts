import { compileExact } from '../checking/condition.ts';
import type { FilingDocument, Row } from '../checking/documents.ts';
import type { Scene, Verdict } from '../checking/scene.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { parseRule } from '../returns/rule/parser.ts';
import { isBlank } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import type { Reading } from './measure.ts';

/** Something asked of records, in a place of its own among what is asked of those of a table. */
export interface Condition {
  readonly at: number;
  readonly holds: (scene: Scene) => Verdict;
}

/** A table that measures look at, with what they ask of its records. */
export interface Source {
  readonly table: string;
  readonly return: string;
  readonly isFloating: boolean;
  /** What a record must be to count at all. */
  readonly counted: Condition['holds'] | null;
  /** By their notation. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Filings of the unit besides its own that the conditions look at, by name. */
  readonly reads: ReadonlyMap<string, Reading>;
}

interface OpenSource extends Source {
  readonly conditions: Map<string, Condition>;
  readonly reads: Map<string, Reading>;
}

/** Every source once, and every condition once within it. */
export class Sources {
  readonly #known = new Map<string, OpenSource>();
  readonly #edition: LoadedEdition;

  constructor(edition: LoadedEdition) {
    this.#edition = edition;
  }

  of(table: string): Source {
    return this.#of(table);
  }

  conditionOf({ table }: Source, written: string): Condition {
    const source = this.#of(table);
    const known = source.conditions.get(written);
    if (known !== undefined) return known;
    const condition = { at: source.conditions.size, holds: this.#compiled(written, source) };
    source.conditions.set(written, condition);
    return condition;
  }

  #of(table: string): OpenSource {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const { kind, counted } = this.#edition.table(table) ?? {};
    const place = { table, return: returnOf(table), reads: new Map<string, Reading>() };
    const source: OpenSource = {
      ...place,
      isFloating: kind === 'floating',
      counted: counted === undefined ? null : this.#compiled(counted, place),
      conditions: new Map(),
    };
    this.#known.set(table, source);
    return source;
  }

  #compiled(
    written: string,
    { table, return: own, reads }: Pick<OpenSource, 'table' | 'return' | 'reads'>,
  ): Condition['holds'] {
    const tree = parseRule(written);
    for (const reading of readingsOf(tree, own)) {
      if (reading.return !== own || reading.back !== 0)
        reads.set(`${reading.return}@${reading.back}`, reading);
    }
    return asBlanks(compileExact(tree, table, this.#edition));
  }
}

/**
 * Whether a record counts does not hang on cells that it marks as not applicable, as a rule does: they are read as blank. A
 * project of one year has no 进展阶段, a trade mark no 有效期, and each of them is one all the same.
 */
function asBlanks(holds: Condition['holds']): Condition['holds'] {
  return (scene) => {
    const verdict = holds(scene);
    if (verdict !== 'N' || scene.row === undefined) return verdict;
    const cells = Object.entries(scene.row.cells);
    const applicable = cells.filter(([, value]) => !(isBlank(value) && value.blank === 'not-applicable'));
    if (applicable.length === cells.length) return verdict;
    const row = { ...scene.row, cells: Object.fromEntries(applicable) };
    return holds({ ...scene, row, current: row });
  };
}

const notTables = new Set(['当前', '单位', '参数']);

/** Every filing of the unit that a rule may look at: those of the tables that it names, in the years that it names. */
function readingsOf(node: unknown, own: string): readonly Reading[] {
  if (Array.isArray(node)) return node.flatMap((part) => readingsOf(part, own));
  if (typeof node !== 'object' || node === null) return [];
  const { back = 0, owner, table } = node as { back?: unknown; owner?: unknown; table?: unknown };
  const named = [owner, table].filter((name) => typeof name === 'string' && !notTables.has(name)) as string[];
  const years = typeof back === 'number' ? back : 0;
  return [
    { return: own, back: years },
    ...named.map((name) => ({ return: returnOf(name), back: years })),
    ...Object.values(node).flatMap((part) => readingsOf(part, own)),
  ];
}

/** The records of a filing that its source looks at. */
export function rowsOf(filing: FilingDocument, { table, isFloating }: Source): readonly Row[] {
  const rows = filing.tables.get(table);
  if (rows !== undefined) return rows;
  // A fixed table that was filed has its one record, filled or not.
  return isFloating ? [] : [{ key: '', cells: {}, rounded: [] }];
}
