import type { LoadedEdition } from '../returns/edition.ts';
import type { Reference } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import { keyOf, type CellKey, type CellValue } from '../values/cell.ts';
import type { Row } from './documents.ts';
import { none, span, Steps, type Operation, type Spans } from './spans.ts';
import { nowhere, rowOf, sameRow, type Scene } from './scene.ts';

/** What is in a cell, as the rules' states have it. `nowhere`: no filing, or no row. */
export const state = {
  nowhere: 0,
  absent: 1,
  unknown: 2,
  none: 3,
  notApplicable: 4,
  filled: 5,
  zero: 6,
} as const;

interface CellPlace {
  readonly at: number;
  readonly key: CellKey;
  /** Of a field that holds a number: how it is brought to the base of its dimension, and what a blank may be at least. */
  readonly number: { readonly ten: number; readonly scale: number; readonly least: number } | null;
  /** Whether some rule looks at what is in it otherwise than as a number. */
  isRead: boolean;
}

/** The row that a reference means. */
interface Source {
  /** own: the rule's own row; same: that row in an earlier year; first: the first record of the table. */
  readonly row: 'own' | 'same' | 'first';
  readonly table: string;
  readonly back: number;
  readonly cells: CellPlace[];
}

interface Step {
  readonly operation: Operation;
  readonly a: number;
  readonly b: number;
  readonly at: number;
}

/**
 * The cells and numbers that a table's rules look at, each in a place of its own: what many rules name is looked up,
 * converted and computed once. Places are taken while the rules are compiled, before the first scene is looked at.
 */
export class Frame {
  states = new Uint8Array(0);
  /** What is in a cell that is looked at as a value; `nowhere` where there is no filing, or no row. */
  values: (CellValue | undefined | typeof nowhere)[] = [];
  spans: Spans = none(0);
  /** How many scenes were looked at: what was found out of one need not be found out again. */
  looks = 0;
  #scene: Scene | null = null;
  #size = 0;
  readonly #sources: Source[] = [];
  readonly #constants = new Map<number, number>();
  readonly #params = new Map<string, number>();
  readonly #computed = new Map<string, number>();
  readonly #steps: Step[] = [];
  #computing = new Steps([]);

  get scene(): Scene {
    if (this.#scene === null) throw new Error('nothing is looked at');
    return this.#scene;
  }

  /** The place of a cell. */
  cell(reference: Reference, ruleTable: string, edition: LoadedEdition): number {
    return this.#cell(reference, ruleTable, edition).at;
  }

  /** The place of a cell whose value is looked at. */
  value(reference: Reference, ruleTable: string, edition: LoadedEdition): number {
    const cell = this.#cell(reference, ruleTable, edition);
    cell.isRead = true;
    return cell.at;
  }

  #cell(reference: Reference, ruleTable: string, edition: LoadedEdition): CellPlace {
    const { owner } = reference;
    const isOwn = owner === '当前' || (owner === null && reference.back === 0);
    const row = isOwn ? 'own' : owner === null ? 'same' : 'first';
    const table = isOwn ? ruleTable : (owner ?? ruleTable);
    const back = isOwn ? 0 : reference.back;
    let source = this.#sources.find((item) => item.row === row && item.table === table && item.back === back);
    if (source === undefined) this.#sources.push((source = { row, table, back, cells: [] }));
    const key = keyOf(reference.name, reference.lastYearColumn ? '上年' : '本年');
    const known = source.cells.find((cell) => cell.key === key);
    if (known !== undefined) return known;
    const field = edition.field(table, reference.name);
    const { factor } = measureOf(field?.unit ?? null, false);
    const isNumber = field?.type === 'number';
    const scale = factor[0] / factor[1];
    const least = field?.signed === true ? -Infinity : 0;
    const cell = {
      at: this.#size++,
      key,
      number: isNumber ? { ten: 10 ** (field.decimals ?? 0), scale, least } : null,
      isRead: false,
    };
    source.cells.push(cell);
    return cell;
  }

  /** The place of a number that is always the same. */
  constant(value: number): number {
    return this.#place(this.#constants, value);
  }

  /** The place of a parameter of the edition. */
  param(name: string): number {
    return this.#place(this.#params, name);
  }

  /** The place of what an operation makes of one or two others. */
  computed(operation: Operation, a: number, b = a): number {
    const name = `${operation} ${a} ${b}`;
    const known = this.#computed.get(name);
    if (known !== undefined) return known;
    const at = this.#place(this.#computed, name);
    this.#steps.push({ operation, a, b, at });
    return at;
  }

  /** Looks at a scene: reads every cell and computes every number, once. */
  look(scene: Scene): void {
    if (this.states.length < this.#size) this.#furnish(scene);
    this.#scene = scene;
    this.looks += 1;
    for (const source of this.#sources) this.#read(rowAt(source, scene), source.cells);
    this.#computing.compute(this.spans);
  }

  /** Looks away, so that nothing that was looked at is kept. */
  leave(): void {
    this.#scene = null;
  }

  #place<K>(places: Map<K, number>, of: K): number {
    let at = places.get(of);
    if (at === undefined) places.set(of, (at = this.#size++));
    return at;
  }

  /** Parameters are an edition's, the same in every scene. */
  #furnish({ params }: Scene): void {
    this.states = new Uint8Array(this.#size);
    this.values = Array.from({ length: this.#size }, () => undefined);
    this.spans = none(this.#size);
    this.#computing = new Steps(this.#steps);
    for (const [value, at] of this.#constants) this.#put(at, value, value);
    for (const [name, at] of this.#params) {
      const value = params[name];
      if (value !== undefined) this.#put(at, value, value);
    }
  }

  #put(at: number, low: number, high: number): void {
    const { spans } = this;
    spans.known[at] = span;
    spans.low[at] = low;
    spans.high[at] = high;
    spans.size[at] = high === Infinity ? 0 : Math.abs(high);
  }

  #read(row: Row | undefined, places: readonly CellPlace[]): void {
    const { states, values } = this;
    if (row === undefined) {
      for (const { at, number } of places) {
        states[at] = state.nowhere;
        values[at] = nowhere;
        if (number !== null) this.spans.known[at] = 0;
      }
      return;
    }
    const { cells } = row;
    for (const { at, key, number, isRead } of places) {
      const value = cells[key];
      if (isRead) values[at] = value;
      if (number !== null && typeof value === 'number') {
        states[at] = value === 0 ? state.zero : state.filled;
        const amount = (Math.round(value * number.ten) / number.ten) * number.scale;
        this.#put(at, amount, amount);
        continue;
      }
      const found = stateOf(value);
      states[at] = found;
      if (number === null) continue;
      if (found === state.absent || found === state.unknown || found === state.none)
        this.#put(at, number.least, Infinity);
      else this.spans.known[at] = 0;
    }
  }
}

function stateOf(value: CellValue | undefined): number {
  if (value === undefined) return state.absent;
  if (value === 0) return state.zero;
  if (typeof value !== 'object' || !('blank' in value)) return state.filled;
  if (value.blank === 'not-applicable') return state.notApplicable;
  return value.blank === 'unknown' ? state.unknown : state.none;
}

function rowAt({ row, table, back }: Source, scene: Scene): Row | undefined {
  if (row === 'own') return scene.row;
  // A row keeps its key over the years; a fixed table has the one record.
  return row === 'same' && scene.row !== undefined && scene.isFloating(table)
    ? sameRow(scene.unit, table, back, scene.row.key)
    : rowOf(scene.unit, table, back);
}
