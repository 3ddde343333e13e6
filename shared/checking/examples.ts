import type { RuleExample } from '../returns/definition.ts';
import { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import { isBlank, keyOf, type CellKey, type CellValue } from '../values/cell.ts';
import { letterOf, recordKey, returnOf, type RecordKey } from '../values/record.ts';
import { Checker } from './check.ts';
import type { Finding } from './finding.ts';
import { figuresOver, tablesOf, type Row, type UnitDocuments } from './documents.ts';
import { surroundingsOf } from './surroundings.ts';

/** A rule and an example of it that does not do what it says. */
export interface ExampleFault {
  readonly rule: string;
  readonly example: RuleExample;
  readonly expected: 'holds' | 'breaks';
}

/** Runs every written rule's own examples: a `holds` may not give a finding, a `breaks` must. Requiredness is generated. */
export function exampleFaults(edition: LoadedEdition): readonly ExampleFault[] {
  const faults: ExampleFault[] = [];
  for (const rule of edition.rules) {
    if (/-[RSK]$/.test(rule.family)) continue;
    const run = (example: RuleExample, expected: 'holds' | 'breaks'): void => {
      if (exampleFindings(edition, rule, example).length > 0 !== (expected === 'breaks'))
        faults.push({ rule: rule.id, example, expected });
    };
    for (const example of rule.definition.examples.holds) run(example, 'holds');
    for (const example of rule.definition.examples.breaks) run(example, 'breaks');
  }
  return faults;
}

const own = 'own';

/** What a rule finds in one of its examples. */
export function exampleFindings(
  edition: LoadedEdition,
  rule: BoundRule,
  example: RuleExample,
): readonly Finding[] {
  const field = rule.id === rule.family ? null : rule.id.slice(rule.family.length + 1);
  const params = { ...edition.edition.params, ...example.params };
  const checker = new Checker(
    new LoadedEdition({ ...edition.edition, params }, [rule], []),
    surroundingsOf('220122', example.year ?? 2015),
  );
  const units = exampleUnits(edition, rule, example, field);
  const [unit] = units;
  if (unit === undefined) return [];
  if (!rule.wide) return checker.checkUnit(unit).findings.filter((finding) => finding.kind === 'breach');
  const indicators = example.indicators ?? {};
  const figures = figuresOver(units, {
    indicator: (code, back) =>
      indicators[(code === field ? 'x' : code) + (back === 0 ? '' : `@-${back}`)] ?? null,
    hasReporter: (code) => Object.hasOwn(indicators, code === field ? 'x' : code),
  });
  return checker
    .checkCounty(figures)
    .findings.filter((finding) => finding.unit === unit.id || finding.unit === '');
}

type Written = RuleExample['cells'];

/** The units of an example, that of the rule first, with the records that it tells of; `field` is the one put for x. */
export function exampleUnits(
  edition: LoadedEdition,
  rule: BoundRule,
  example: RuleExample,
  field: string | null,
): readonly UnitDocuments[] {
  const records = new Records(edition, rule, field);
  records.own(example.cells);
  (example.rows ?? []).forEach((row, index) => {
    records.add(row.unit ?? `other${index}`, row.table, row.back ?? 0, row.cells);
  });
  const name = (cells: Written): string => String(cells['03'] ?? cells['JC101.03'] ?? '');
  return records.units().map((id) => ({
    id,
    facts:
      id === own
        ? { 类型: '企业', 状态: '1', 名称: name(example.cells), ...example.unit }
        : { 类型: '企业', 状态: '1', 名称: name(example.rows?.find((row) => row.unit === id)?.cells ?? {}) },
    filing: (code, back) => records.filing(id, code, back),
  }));
}

class Records {
  readonly #edition: LoadedEdition;
  readonly #rule: BoundRule;
  readonly #field: string | null;
  /** By unit, return and years back: cells by record. */
  readonly #cells = new Map<string, Map<RecordKey, Record<CellKey, CellValue>>>();

  constructor(edition: LoadedEdition, rule: BoundRule, field: string | null) {
    this.#edition = edition;
    this.#rule = rule;
    this.#field = field;
  }

  own(cells: Written): void {
    const { table } = this.#rule;
    if (table !== '' && this.#rule.definition.scope !== 'unit')
      this.#record(own, table, 0, this.#first(table));
    this.#write(own, table, this.#first(table), 0, cells);
  }

  /** A row of a range: below the rule's own row where its table is, else after those that are there. */
  add(unit: string, table: string, back: number, cells: Written): void {
    const definition = this.#edition.table(table);
    const known = [...(this.#cells.get(`${unit}|${returnOf(table)}|${back}`)?.keys() ?? [])].length;
    const key =
      definition?.kind !== 'floating'
        ? letterOf(table)
        : definition.parent === undefined
          ? recordKey(table, known + 1)
          : recordKey(table, 1, known + 1);
    this.#record(unit, table, back, key);
    this.#write(unit, table, key, back, cells);
  }

  units(): readonly string[] {
    return [...new Set([own, ...[...this.#cells.keys()].map((key) => key.split('|')[0] ?? '')])];
  }

  filing(unit: string, code: string, back: number): ReturnType<UnitDocuments['filing']> {
    const records = this.#cells.get(`${unit}|${code}|${back}`);
    if (records === undefined) return undefined;
    const rows = [...records].map(([key, cells]): Row => ({ key, cells, rounded: [] }));
    return { state: 'accepted', tables: tablesOf(code, rows) };
  }

  #first(table: string): RecordKey {
    return this.#edition.table(table)?.kind === 'floating' ? recordKey(table, 1) : letterOf(table);
  }

  #record(unit: string, table: string, back: number, key: RecordKey): Record<CellKey, CellValue> {
    const filing = `${unit}|${returnOf(table)}|${back}`;
    const records = this.#cells.get(filing) ?? new Map<RecordKey, Record<CellKey, CellValue>>();
    this.#cells.set(filing, records);
    const cells = records.get(key) ?? {};
    records.set(key, cells);
    return cells;
  }

  /** "02", "02.上年", "JC101.12", "02@-1", and x for the field that the rule was expanded for. */
  #write(unit: string, table: string, key: RecordKey, back: number, cells: Written): void {
    for (const [name, written] of Object.entries(cells)) {
      const parts = /^(?:((?:JC|ZH)\d{3}[A-Z]?)\.)?(\d\d[a-z]?|x)(\.上年)?(?:@-(\d))?$/.exec(name);
      if (parts === null) throw new Error(`${this.#rule.id}: no cell is named ${name}`);
      const [, named, code = '', lastYear, more = '0'] = parts;
      const at = named === undefined || named === table ? key : this.#first(named);
      const record = this.#record(unit, named ?? table, back + Number(more), at);
      if (written === null || isBlank(written)) continue;
      const own = code === 'x' && this.#field !== null ? this.#field : code;
      record[keyOf(own, lastYear === undefined ? '本年' : '上年')] = written;
    }
  }
}
