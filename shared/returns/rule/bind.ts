import type { Edition, RuleDefinition } from '../definition.ts';
import { RuleChecker, type Fault, type Names, type ReadPlace } from './check-rule.ts';
import { parseRule } from './parser.ts';
import { RuleSyntaxError, type Reference, type Rule } from './syntax.ts';

/** A rule ready to be compiled: one field put for x, every name known, every type checked. */
export interface BoundRule {
  readonly id: string;
  /** The id before `each` was expanded: what an explanation category or a list of rules groups by. */
  readonly family: string;
  readonly definition: RuleDefinition;
  readonly tree: Rule;
  /** The table that bare codes belong to; empty for a rule of the package. */
  readonly table: string;
  /** The cells that the finding points to. */
  readonly at: readonly Reference[];
  readonly reads: readonly ReadPlace[];
  /** True when it reads other units' rows or county figures, and so can't be judged by one unit's documents. */
  readonly wide: boolean;
}

export type Bound =
  | { readonly rules: readonly BoundRule[] }
  | { readonly missing: readonly string[] }
  | { readonly faults: readonly Fault[] };

/** Expands `each`, resolves names and checks types. A rule that needs a return the edition lacks is inactive, not faulty. */
export function bindRule(definition: RuleDefinition, table: string, edition: Edition, names: Names): Bound {
  let tree: Rule;
  let at: readonly Reference[];
  try {
    tree = parseRule(definition.rule);
    at = definition.at.map(referenceOf);
  } catch (error) {
    if (error instanceof RuleSyntaxError)
      return { faults: [{ place: `${definition.id}:${error.column}`, fault: error.message }] };
    throw error;
  }
  const missing = [...new Set([...definition.needs, ...tablesOf(tree)])].filter((name) => !names.has(name));
  if (missing.length > 0) return { missing };
  const targets = definition.each === undefined ? [null] : selected(definition, table, edition, names);
  const rules: BoundRule[] = [];
  const faults: Fault[] = [];
  for (const target of targets) {
    const id = target === null ? definition.id : `${definition.id}-${target}`;
    const own = target === null ? tree : substituted(tree, target);
    const checker = new RuleChecker(table, names, id);
    checker.rule(own);
    const places = at.map((place) =>
      target !== null && place.name === 'x' ? { ...place, name: target } : place,
    );
    for (const place of places) checker.place(place);
    faults.push(...checker.faults);
    rules.push({
      id,
      family: definition.id,
      definition,
      tree: own,
      table,
      at: places,
      reads: checker.reads,
      wide: checker.wide || definition.scope === 'county',
    });
  }
  return faults.length > 0 ? { faults } : { rules };
}

/** A place in a rule's own notation: "02", "JC101.12", "x.上年". */
function referenceOf(written: string): Reference {
  const tree = parseRule(`填(${written})`);
  if (tree.kind !== 'state') throw new RuleSyntaxError(1, 'a field');
  return tree.of;
}

/** What is wrong with a condition over the rows of a table: of a measure, or of what counts. */
export function conditionFaults(written: string, table: string, place: string, names: Names): Fault[] {
  try {
    const checker = new RuleChecker(table, names, place);
    checker.rule(parseRule(written));
    return checker.faults;
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    return [{ place, fault: error.message }];
  }
}

function selected(definition: RuleDefinition, table: string, edition: Edition, names: Names): string[] {
  const each = definition.each ?? {};
  const codes =
    each.type === 'indicator'
      ? edition.indicators.map((indicator) => indicator.code)
      : (names.table(table)?.sections ?? [])
          .flatMap((section) => section.fields)
          .filter((field) => each.type !== 'number' || field.type === 'number')
          .filter((field) => each.unit === undefined || (field.unit ?? '') === each.unit)
          .filter((field) => each.required === undefined || field.required === 'yes')
          .map((field) => field.code);
  return codes
    .filter((code) => each.fields === undefined || each.fields.includes(code))
    .filter((code) => !(each.except ?? []).includes(code));
}

/** Puts a field (or indicator) for x. */
function substituted(tree: Rule, code: string): Rule {
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as Record<string, unknown>;
    const copy = Object.fromEntries(Object.entries(node).map(([key, part]) => [key, replace(part)]));
    return copy['kind'] === 'reference' && copy['name'] === 'x' && copy['owner'] === null
      ? { ...copy, name: code }
      : copy;
  };
  return replace(tree) as Rule;
}

function tablesOf(tree: Rule): string[] {
  const found = JSON.stringify(tree).match(/"(?:owner|table)":"((?:JC|ZH)\d{3}[A-Z]?)"/g) ?? [];
  return found.map((part) => part.slice(part.lastIndexOf(':') + 2, -1));
}
