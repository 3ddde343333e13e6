import { readsOfOthers, type ReadsOfOthers } from './among.ts';
import { nearNames } from './near-names.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import type { Column } from '../values/cell.ts';
import type { CountyFigures, Row, UnitDocuments } from './documents.ts';
import { findingId, type Finding, type Operand, type Place } from './finding.ts';
import { grouped, type Compiled, type Group } from './groups.ts';
import { nowhere, RoundedCells, rowOf, visible, type Scene } from './scene.ts';
import { letterOf, returnOf } from '../values/record.ts';
import type { Surroundings } from './surroundings.ts';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Rules that blanks leave undecided: 资料不全未评. */
  readonly undecided: number;
}

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

/**
 * Runs an edition's rules. Rules that read one unit alone are *local*: judged unit by unit, again with every change
 * of the unit (cheaper than finding out which of them read the changed cell). Those that read other units or county figures are *wide*: judged together in one pass.
 */
export class Checker {
  readonly #local: readonly Group[];
  readonly #ofUnits: readonly (RulesAmong & { readonly groups: readonly Group[] })[];
  readonly #ofCounty: readonly Group[];
  /** Kept as long as a county's figures are, like the indexes of its rows. */
  readonly #nearNames = new WeakMap<CountyFigures, NonNullable<Scene['nearlyAnother']>>();
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

  #nearNamesOf(county: CountyFigures): NonNullable<Scene['nearlyAnother']> {
    let near = this.#nearNames.get(county);
    if (near === undefined) this.#nearNames.set(county, (near = nearNames(county)));
    return near;
  }

  #judge(groups: readonly Group[], unit: UnitDocuments, county: CountyFigures | null): Checked {
    const findings: Finding[] = [];
    let undecided = 0;
    const near = county === null ? null : this.#nearNamesOf(county);
    for (const { table, scope, frame, rules, glance } of groups) {
      for (const row of this.#rows(table, scope, unit)) {
        const scene: Scene = {
          unit,
          own: unit,
          table,
          row,
          current: row,
          county,
          nearlyAnother: near,
          surroundings: this.#surroundings,
          params: this.#params,
          isFloating: this.#isFloating,
          isBelow: (code) => this.#parents.get(code) === table,
          rounded: null,
        };
        frame.look(scene);
        for (const compiled of glance.isMet(frame) ? glance.others : rules) {
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

/** A breach that rounded cells alone may have caused. */
function isTolerated({ judge, compares }: Compiled, scene: Scene): boolean {
  return compares && judge({ ...scene, rounded: new RoundedCells() }) !== 'F';
}
