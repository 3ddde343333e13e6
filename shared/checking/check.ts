import { NameIndex } from '../codes/names.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import { printReference } from '../returns/rule/printer.ts';
import type { Reference } from '../returns/rule/syntax.ts';
import type { CellValue, Column } from '../values/cell.ts';
import { bigints, doubles, TooLarge } from './arithmetic.ts';
import { cellReader } from './compile-number.ts';
import { compileRule } from './compile-test.ts';
import type { CountyFigures, Row, UnitDocuments } from './documents.ts';
import { findingId, type Finding, type Operand, type Place } from './finding.ts';
import { compileQuick } from './quick.ts';
import { nowhere, rowOf, visible, type Scene, type Verdict } from './scene.ts';
import type { Surroundings } from './surroundings.ts';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Rules that blanks leave undecided: 资料不全未评. */
  readonly undecided: number;
}

interface Compiled {
  readonly rule: BoundRule;
  readonly judge: (scene: Scene) => Verdict;
  readonly quick: ((scene: Scene) => boolean) | null;
  readonly operands: readonly {
    readonly name: string;
    readonly reference: Reference;
    readonly read: (scene: Scene) => CellValue | undefined | typeof nowhere;
  }[];
}

/**
 * Runs an edition's rules. Rules that read one unit alone are *local*: judged unit by unit, again with every change
 * of the unit (cheaper than finding out which of them read the changed cell). Those that read other units or county figures are *wide*: judged together in one pass.
 */
export class Checker {
  readonly #local: readonly Compiled[];
  readonly #wide: readonly Compiled[];
  readonly #surroundings: Surroundings;
  readonly #params: Readonly<Record<string, number>>;

  constructor(edition: LoadedEdition, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#params = edition.edition.params;
    const compiled = edition.rules.map((rule) => compile(rule, edition));
    this.#local = compiled.filter(({ rule }) => !rule.wide);
    this.#wide = compiled.filter(({ rule }) => rule.wide);
  }

  /** Judges the local rules of a unit. */
  checkUnit(unit: UnitDocuments): Checked {
    return this.#judge(this.#local, unit, null, null);
  }

  /** Judges the wide rules: those of units for every unit, those of the county once. */
  checkCounty(figures: CountyFigures): Checked {
    const names = new NameIndex(
      figures.units.map((unit) => ({ id: unit.id, name: unit.facts['名称'] ?? '' })),
    );
    const findings: Finding[] = [];
    let undecided = 0;
    const nobody: UnitDocuments = { id: '', facts: {}, filing: () => undefined };
    const ofCounty = this.#wide.filter(({ rule }) => rule.definition.scope === 'county');
    const ofUnits = this.#wide.filter(({ rule }) => rule.definition.scope !== 'county');
    const collect = (checked: Checked): void => {
      findings.push(...checked.findings);
      undecided += checked.undecided;
    };
    collect(this.#judge(ofCounty, nobody, figures, names));
    if (ofUnits.length > 0)
      for (const unit of figures.units) collect(this.#judge(ofUnits, unit, figures, names));
    return { findings, undecided };
  }

  #judge(
    rules: readonly Compiled[],
    unit: UnitDocuments,
    county: CountyFigures | null,
    names: NameIndex | null,
  ): Checked {
    const findings: Finding[] = [];
    let undecided = 0;
    for (const compiled of rules) {
      const { rule } = compiled;
      for (const row of this.#rows(rule, unit)) {
        const scene: Scene = {
          unit,
          table: rule.table,
          row,
          current: row,
          county,
          names,
          surroundings: this.#surroundings,
          params: this.#params,
          allowance: 0,
          rounding: { cells: 0, coarsest: 0 },
        };
        if (compiled.quick?.(scene) === true) continue;
        const verdict = compiled.judge(scene);
        if (verdict === 'U') undecided += 1;
        if (verdict !== 'F') continue;
        const { cells, coarsest } = scene.rounding;
        const tolerated =
          cells > 0 && compiled.judge({ ...scene, allowance: (cells * coarsest) / 2 }) !== 'F';
        findings.push(this.#finding(compiled, scene, unit, row, tolerated));
      }
    }
    return { findings, undecided };
  }

  #rows(rule: BoundRule, unit: UnitDocuments): readonly (Row | undefined)[] {
    const { scope } = rule.definition;
    if (scope === 'county' || scope === 'unit') return [rowOf(unit, rule.table, 0)];
    const filing = visible(unit.filing(rule.table, 0));
    if (filing === undefined) return [];
    if (scope === 'row') return filing.rows;
    const row = rowOf(unit, rule.table, 0);
    return row === undefined ? [] : [row];
  }

  #finding(
    compiled: Compiled,
    scene: Scene,
    unit: UnitDocuments,
    row: Row | undefined,
    tolerated: boolean,
  ): Finding {
    const { rule } = compiled;
    const { year } = this.#surroundings;
    const record = rule.definition.scope === 'row' ? (row?.key ?? '') : '';
    const places = rule.at.map((place): Place => {
      const column: Column = place.lastYearColumn ? '上年' : '本年';
      return { return: place.owner ?? rule.table, record, code: place.name, column };
    });
    const operands = compiled.operands.map(({ name, reference, read }): Operand => {
      const isIndicator = /^I\d{3}/.test(reference.name);
      const found = isIndicator
        ? (scene.county?.indicator(reference.name, reference.back) ?? undefined)
        : read(scene);
      const value = found === nowhere || found === undefined ? null : found;
      return {
        name,
        return: isIndicator ? '' : (reference.owner ?? rule.table),
        code: reference.name,
        value,
      };
    });
    return {
      id: findingId(rule.id, year, unit.id, record),
      rule: rule.id,
      family: rule.family,
      class: tolerated ? 'D' : rule.definition.class,
      scope: rule.definition.scope,
      year,
      unit: unit.id,
      return: rule.table,
      record,
      places,
      operands,
      kind: tolerated ? 'rounding' : 'breach',
    };
  }
}

function compile(rule: BoundRule, edition: LoadedEdition): Compiled {
  const quickly = compileRule(rule.tree, rule.table, edition, doubles);
  let exactly: ((scene: Scene) => Verdict) | null = null;
  return {
    rule,
    quick: compileQuick(rule.tree, rule.table, edition),
    judge: (scene) => {
      try {
        return quickly(scene);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        exactly ??= compileRule(rule.tree, rule.table, edition, bigints);
        return exactly(scene);
      }
    },
    operands: operandsOf(rule),
  };
}

/** Every cell that the rule names outside 其中, once, in the order of the notation. */
function operandsOf(rule: BoundRule): Compiled['operands'] {
  const found = new Map<string, Reference>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as { kind?: string; range?: unknown };
    if (node.kind === 'aggregate' || node.kind === 'unique') return;
    if (node.kind === 'reference') {
      const reference = value as Reference;
      if (reference.owner !== '参数' && reference.owner !== '单位' && reference.name !== '键')
        found.set(printReference(reference), reference);
      return;
    }
    Object.values(value).forEach(visit);
  };
  visit(rule.tree);
  return [...found].map(([name, reference]) => ({
    name,
    reference,
    read: cellReader(reference, rule.table),
  }));
}
