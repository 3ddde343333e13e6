import type { RuleDefinition, RuleExample } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import { isBlank, type CellValue, type Cells } from '../values/cell.ts';
import { Checker } from './check.ts';
import type { CountyFigures, FilingDocument, UnitDocuments } from './documents.ts';
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
    if (/-[RS]$/.test(rule.family)) continue;
    const run = (example: RuleExample, expected: 'holds' | 'breaks'): void => {
      if (breaches(edition, rule, example) !== (expected === 'breaks'))
        faults.push({ rule: rule.id, example, expected });
    };
    for (const example of rule.definition.examples.holds) run(example, 'holds');
    for (const example of rule.definition.examples.breaks) run(example, 'breaks');
  }
  return faults;
}

function breaches(edition: LoadedEdition, rule: BoundRule, example: RuleExample): boolean {
  const year = example.year ?? 2015;
  const field = rule.id === rule.family ? null : rule.id.slice(rule.family.length + 1);
  const unit = unitOf(rule, example, field);
  const others = (example.rows ?? []).map((row, index): UnitDocuments => {
    const filing: FilingDocument = {
      state: 'accepted',
      rows: [{ key: String(index), cells: cellsOf(row.cells), rounded: [] }],
    };
    return {
      id: row.unit ?? `other${index}`,
      facts: { 名称: String(row.cells['03'] ?? '') },
      filing: (code, back) => (code === row.table && back === 0 ? filing : undefined),
    };
  });
  const only = {
    edition: edition.edition,
    rules: [rule],
    inactive: [],
    return: edition.return.bind(edition),
    field: edition.field.bind(edition),
    list: edition.list.bind(edition),
  };
  const withParams = {
    ...only,
    edition: { ...edition.edition, params: { ...edition.edition.params, ...example.params } },
  };
  const checker = new Checker(withParams as unknown as LoadedEdition, surroundingsOf('220122', year));
  if (!rule.wide) return checker.checkUnit(unit).findings.some((finding) => finding.kind === 'breach');
  const indicators = example.indicators ?? {};
  const figures: CountyFigures = {
    units: [unit, ...others],
    indicator: (code, back) =>
      indicators[(code === field ? 'x' : code) + (back === 0 ? '' : `@-${back}`)] ?? null,
    hasReporter: (code) => Object.hasOwn(indicators, code === field ? 'x' : code),
  };
  return checker
    .checkCounty(figures)
    .findings.some((finding) => finding.unit === unit.id || finding.unit === '');
}

/** "02", "02.上年", "JC101.12", "02@-1", and x for the field that the rule was expanded for. */
function unitOf(rule: BoundRule, example: RuleExample, field: string | null): UnitDocuments {
  const filings = new Map<string, Record<string, CellValue>>();
  if (rule.table !== '' && rule.definition.scope !== 'unit') filings.set(`${rule.table}|0`, {});
  for (const [name, written] of Object.entries(example.cells)) {
    const parts = /^(?:((?:JC|ZH)\d{3})\.)?(\d\d[a-z]?|x)(\.上年)?(?:@-(\d))?$/.exec(name);
    if (parts === null) throw new Error(`${rule.id}: no cell is named ${name}`);
    const [, table = rule.table, code = '', lastYear = '', back = '0'] = parts;
    const key = (code === 'x' && field !== null ? field : code) + lastYear;
    const cells = filings.get(`${table}|${back}`) ?? {};
    filings.set(`${table}|${back}`, written === null ? cells : { ...cells, [key]: written });
  }
  const facts = {
    类型: '企业',
    状态: '1',
    名称: String(example.cells['03'] ?? example.cells['JC101.03'] ?? ''),
    ...example.unit,
  };
  return {
    id: 'own',
    facts,
    filing: (code, back) => {
      const cells = filings.get(`${code}|${back}`);
      return cells === undefined ? undefined : { state: 'accepted', rows: [{ key: '', cells, rounded: [] }] };
    },
  };
}

function cellsOf(written: RuleDefinition['examples']['holds'][number]['cells']): Cells {
  return Object.fromEntries(
    Object.entries(written).filter(
      (entry): entry is [string, Exclude<(typeof entry)[1], null>] => !isBlank(entry[1] ?? undefined),
    ),
  );
}
