import { readsOfOthers, type ReadsOfOthers } from './among.ts';
import { nearNames } from './near-names.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import { printExpression, printReference } from '../returns/rule/printer.ts';
import type { Expression, Reference } from '../returns/rule/syntax.ts';
import type { CellValue, Column } from '../values/cell.ts';
import { cellReader } from './compile-number.ts';
import { compileExact, compileFigure } from './condition.ts';
import type { CountyFigures, Row, UnitDocuments } from './documents.ts';
import { findingId, type Finding, type Operand, type Place } from './finding.ts';
import { Frame } from './frame.ts';
import { compileQuick, type QuickTest } from './quick.ts';
import { nowhere, rowOf, visible, type Scene, type Verdict } from './scene.ts';
import { letterOf, returnOf } from '../values/record.ts';
import type { Surroundings } from './surroundings.ts';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Rules that blanks leave undecided: 资料不全未评. */
  readonly undecided: number;
}

type Aggregate = Expression & { readonly kind: 'aggregate' };

/** Wide rules of units that look at the same of the others. */
export interface RulesAmong {
  readonly reads: ReadsOfOthers & { readonly name: string };
}

/** What several judgements found, one after the other. */
export function joined(parts: readonly Checked[]): Checked {
  const findings: Finding[] = [];
  let undecided = 0;
  for (const part of parts) {
    findings.push(...part.findings);
    undecided += part.undecided;
  }
  return { findings, undecided };
}

interface Compiled {
  readonly rule: BoundRule;
  readonly judge: (scene: Scene) => Verdict;
  readonly quick: QuickTest;
  /** Whether it looks at rows other than its own, whose cells may be rounded too. */
  readonly hasRange: boolean;
  readonly operands: readonly {
    readonly name: string;
    /** Empty for an indicator. */
    readonly table: string;
    readonly code: string;
    readonly read: (scene: Scene) => CellValue | undefined | typeof nowhere;
  }[];
}

/**
 * Runs an edition's rules. Rules that read one unit alone are *local*: judged unit by unit, again with every change
 * of the unit (cheaper than finding out which of them read the changed cell). Those that read other units or county figures are *wide*: judged together in one pass.
 */
export class Checker {
  readonly #local: readonly Group[];
  readonly #ofUnits: readonly (RulesAmong & { readonly groups: readonly Group[] })[];
  readonly #ofCounty: readonly Group[];
  /** Kept as long as a county's figures are, like the indexes of its rows. */
  readonly #nearNames = new WeakMap<CountyFigures, NonNullable<Scene['isNearlyAnother']>>();
  readonly #surroundings: Surroundings;
  readonly #params: Readonly<Record<string, number>>;
  readonly #isFloating: (table: string) => boolean;
  readonly #parents: ReadonlyMap<string, string>;

  constructor(edition: LoadedEdition, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#isFloating = (table) => edition.table(table)?.kind === 'floating';
    this.#parents = new Map(
      edition.edition.returns
        .flatMap((item) => item.tables)
        .flatMap(({ code, parent }) => (parent === undefined ? [] : [[code, parent] as const])),
    );
    this.#params = edition.edition.params;
    const [wide, local] = [
      edition.rules.filter((rule) => rule.wide),
      edition.rules.filter((rule) => !rule.wide),
    ];
    const isOfCounty = ({ definition }: BoundRule): boolean => definition.scope === 'county';
    this.#local = grouped(local, edition);
    const among = Map.groupBy(
      wide.filter((rule) => !isOfCounty(rule)).map((rule) => ({ rule, reads: this.#readsOf(rule) })),
      ({ reads }) => reads.name,
    );
    this.#ofUnits = [...among.values()].flatMap((members) =>
      members.slice(0, 1).map(({ reads }) => ({
        reads,
        groups: grouped(
          members.map(({ rule }) => rule),
          edition,
        ),
      })),
    );
    this.#ofCounty = grouped(wide.filter(isOfCounty), edition);
  }

  /** Judges the local rules of a unit. */
  checkUnit(unit: UnitDocuments): Checked {
    return this.#judge(this.#local, unit, null);
  }

  #readsOf(rule: BoundRule): RulesAmong['reads'] {
    const reads = readsOfOthers(rule, this.#isFloating);
    const name = JSON.stringify([
      [...reads.counted].sort(),
      [...reads.filings].sort(),
      reads.same,
      reads.figures,
    ]);
    return { ...reads, name };
  }

  /** The wide rules of units, those together that look at the same of the others. */
  get among(): readonly RulesAmong[] {
    return this.#ofUnits;
  }

  /** Judges the wide rules of one unit, as it stands among the others; with `only`, those of one part. */
  checkAmong(unit: UnitDocuments, county: CountyFigures, only?: RulesAmong): Checked {
    return joined(
      this.#ofUnits
        .filter((part) => only === undefined || part === only)
        .map(({ groups }) => this.#judge(groups, unit, county)),
    );
  }

  /** Judges the rules of the county. */
  checkFigures(county: CountyFigures): Checked {
    const nobody: UnitDocuments = { id: '', facts: {}, filing: () => undefined };
    return this.#judge(this.#ofCounty, nobody, county);
  }

  /** Judges the wide rules: those of the county once, those of units for every unit. */
  checkCounty(county: CountyFigures): Checked {
    return joined([this.checkFigures(county), ...county.units.map((unit) => this.checkAmong(unit, county))]);
  }

  #nearNamesOf(county: CountyFigures): NonNullable<Scene['isNearlyAnother']> {
    let near = this.#nearNames.get(county);
    if (near === undefined) this.#nearNames.set(county, (near = nearNames(county)));
    return near;
  }

  #judge(groups: readonly Group[], unit: UnitDocuments, county: CountyFigures | null): Checked {
    const findings: Finding[] = [];
    let undecided = 0;
    const near = county === null ? null : this.#nearNamesOf(county);
    for (const { table, scope, frame, rules } of groups) {
      for (const row of this.#rows(table, scope, unit)) {
        const scene: Scene = {
          unit,
          own: unit,
          table,
          row,
          current: row,
          county,
          isNearlyAnother: near,
          surroundings: this.#surroundings,
          params: this.#params,
          isFloating: this.#isFloating,
          isBelow: (code) => this.#parents.get(code) === table,
          allowance: 0,
          rounding: { cells: 0, coarsest: 0 },
        };
        frame.look(scene);
        for (const compiled of rules) {
          const verdict = compiled.quick(frame) ?? compiled.judge(scene);
          if (verdict === 'U') undecided += 1;
          else if (verdict === 'F') findings.push(this.#finding(compiled, scene, unit, row));
        }
        frame.leave();
      }
    }
    return { findings, undecided };
  }

  #rows(table: string, scope: Finding['scope'], unit: UnitDocuments): readonly (Row | undefined)[] {
    if (scope === 'county' || scope === 'unit') return [rowOf(unit, table, 0)];
    const filing = visible(unit.filing(returnOf(table), 0));
    if (filing === undefined) return [];
    if (scope === 'row') return filing.tables.get(table) ?? [];
    const row = rowOf(unit, table, 0);
    return row === undefined ? [] : [row];
  }

  #finding(compiled: Compiled, scene: Scene, unit: UnitDocuments, row: Row | undefined): Finding {
    const { rule } = compiled;
    const tolerated = isTolerated(compiled, scene);
    const { year } = this.#surroundings;
    const own = rule.definition.scope === 'row' ? (row?.key ?? '') : letterOf(rule.table);
    const places = rule.at.map((place): Place => {
      const column: Column = place.lastYearColumn ? '上年' : '本年';
      const isOwn = place.owner === null || place.owner === rule.table;
      const table = isOwn ? rule.table : (place.owner ?? '');
      return { return: returnOf(table), record: isOwn ? own : letterOf(table), code: place.name, column };
    });
    const operands = compiled.operands.map(({ name, table, code, read }): Operand => {
      const found = read(scene);
      return { name, table, code, value: found === nowhere || found === undefined ? null : found };
    });
    return {
      id: findingId(rule.id, year, unit.id, rule.definition.scope === 'row' ? own : ''),
      rule: rule.id,
      family: rule.family,
      class: tolerated ? 'D' : rule.definition.class,
      scope: rule.definition.scope,
      year,
      unit: unit.id,
      return: returnOf(rule.table),
      record: own,
      places,
      operands,
      kind: tolerated ? 'rounding' : 'breach',
    };
  }
}

/** Rules of one table and scope: they look at the same rows, and so at the same frame. */
interface Group {
  readonly table: string;
  readonly scope: Finding['scope'];
  readonly frame: Frame;
  readonly rules: readonly Compiled[];
}

function grouped(rules: readonly BoundRule[], edition: LoadedEdition): readonly Group[] {
  const groups = Map.groupBy(rules, (rule) => `${rule.table}/${rule.definition.scope}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { table, definition } = first;
    const frame = new Frame();
    const compiled = members.map((rule) => compile(rule, edition, frame));
    return [{ table, scope: definition.scope, frame, rules: compiled }];
  });
}

/** A breach that rounded cells alone may have caused. Judged exactly, which counts the rounded cells that took part. */
function isTolerated({ judge, hasRange }: Compiled, scene: Scene): boolean {
  if (!hasRange && (scene.row === undefined || scene.row.rounded.length === 0)) return false;
  const exactly: Scene = { ...scene, rounding: { cells: 0, coarsest: 0 } };
  judge(exactly);
  const { cells, coarsest } = exactly.rounding;
  return cells > 0 && judge({ ...scene, allowance: (cells * coarsest) / 2 }) !== 'F';
}

function compile(rule: BoundRule, edition: LoadedEdition, frame: Frame): Compiled {
  return {
    rule,
    quick: compileQuick(rule.tree, rule.table, edition, frame),
    judge: compileExact(rule.tree, rule.table, edition),
    hasRange: JSON.stringify(rule.tree).includes('"kind":"aggregate"'),
    operands: operandsOf(rule, edition),
  };
}

/** Every cell and every aggregate that the rule names outside 其中, once, in the order of the notation. */
function operandsOf(rule: BoundRule, edition: LoadedEdition): Compiled['operands'] {
  const found = new Map<string, Compiled['operands'][number]>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as
      Reference | Aggregate | { readonly kind: 'unique'; readonly of: readonly Reference[] };
    if (node.kind === 'unique') visit(node.of);
    else if (node.kind === 'aggregate') {
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
    } else Object.values(value).forEach(visit);
  };
  visit(rule.tree);
  return [...found.values()];
}

function operandOf(node: Reference, ruleTable: string): Omit<Compiled['operands'][number], 'name'> {
  const code = node.name;
  if (/^I\d{3}/.test(code))
    return { table: '', code, read: (scene) => scene.county?.indicator(code, node.back) ?? undefined };
  const table = node.owner === null || node.owner === '当前' ? ruleTable : node.owner;
  return { table, code, read: cellReader(node, ruleTable) };
}
