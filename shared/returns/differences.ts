import type { DifferenceKind, DifferenceSubject } from '../values/differences.ts';
import type { Edition } from './definition.ts';
import type { Wording } from './terms.ts';
import { fieldsOf } from './tables.ts';

/** One thing in which an edition differs from another. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly subject: DifferenceSubject;
  /** JC102, JC102.04, JC102-04-1, I001, 平台类型.02 … */
  readonly place: string;
  readonly name: Wording;
  /** What it was called before; of a renamed one only. */
  readonly was: Wording | null;
  /** Names of the properties that changed, as the definition has them: required, unit, class, rule … */
  readonly parts: readonly string[];
}

interface Thing {
  readonly subject: DifferenceSubject;
  readonly place: string;
  readonly name: Wording;
  /** Without its name and without what is a thing of its own. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** What is added, dropped, renamed and changed from one edition to another, in the order of the forms. */
export function differencesOf(before: Edition, after: Edition): readonly Difference[] {
  const old = new Map(thingsOf(before).map((thing) => [`${thing.subject} ${thing.place}`, thing]));
  const found: Difference[] = [];
  for (const thing of thingsOf(after)) {
    const key = `${thing.subject} ${thing.place}`;
    const was = old.get(key);
    old.delete(key);
    const { subject, place, name } = thing;
    if (was === undefined) {
      found.push({ kind: 'added', subject, place, name, was: null, parts: [] });
      continue;
    }
    if (!isSame(was.name, name))
      found.push({ kind: 'renamed', subject, place, name, was: was.name, parts: [] });
    const parts = [...new Set([...Object.keys(was.rest), ...Object.keys(thing.rest)])].filter(
      (part) => !isSame(was.rest[part], thing.rest[part]),
    );
    if (parts.length > 0) found.push({ kind: 'changed', subject, place, name, was: null, parts });
  }
  for (const { subject, place, name } of old.values())
    found.push({ kind: 'dropped', subject, place, name, was: null, parts: [] });
  return found;
}

/** Both come out of the same schema, which orders the keys. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function thingsOf(edition: Edition): readonly Thing[] {
  const names = new Map(edition.indicators.map(({ code, name }) => [code, name]));
  return [
    ...edition.returns.flatMap(({ tables, rules, name, code, ...rest }): Thing[] => [
      { subject: 'return', place: code, name, rest },
      ...tables.flatMap((table): Thing[] => {
        const { sections, name: tableName, code: tableCode, ...other } = table;
        return [
          ...(tables.length > 1
            ? [
                {
                  subject: 'table' as const,
                  place: tableCode,
                  name: tableName ?? name,
                  rest: { ...other, owners: sections.map((section) => section.owner) },
                },
              ]
            : []),
          ...[...fieldsOf(table).values()].map(({ name: fieldName, code: fieldCode, ...field }): Thing => ({
            subject: 'field',
            place: `${tableCode}.${fieldCode}`,
            name: fieldName,
            rest: field,
          })),
        ];
      }),
      ...rules.map(ruleThing),
    ]),
    ...edition.rules.map(ruleThing),
    ...outliersThing(edition),
    ...edition.indicators.map(({ name, code, ...rest }): Thing => ({
      subject: 'indicator',
      place: code,
      name,
      rest,
    })),
    ...edition.targets.map(({ indicator, scope, ...rest }): Thing => ({
      subject: 'target',
      place: `${indicator}/${scope}`,
      name: names.get(indicator) ?? { zh: indicator, en: indicator },
      rest,
    })),
    ...edition.lists.flatMap(({ name, title, items }): Thing[] => [
      { subject: 'list', place: name, name: title, rest: {} },
      ...items.map(({ code, name: itemName, ...rest }): Thing => ({
        subject: 'code',
        place: `${name}.${code}`,
        name: itemName,
        rest,
      })),
    ]),
    ...Object.entries({
      制定机关: edition.header.issuer,
      文号: edition.header.approval,
      有效期至: edition.header.validUntil,
    }).map(([place, text]): Thing => ({ subject: 'header', place, name: { zh: text, en: text }, rest: {} })),
    ...Object.entries(edition.params).map(([name, value]): Thing => ({
      subject: 'setting',
      place: name,
      name: { zh: name, en: name },
      rest: { value },
    })),
  ];
}

/** The comparison of years counts as a rule. */
function outliersThing({ outliers }: Edition): readonly Thing[] {
  if (outliers === undefined) return [];
  const { id, title, ...rest } = outliers;
  return [{ subject: 'rule', place: id, name: title, rest }];
}

/** Its examples and title judge nothing. */
function ruleThing({ id, title, rule, class: grade, scope, each, at, params, needs, attach }: RuleOf): Thing {
  return {
    subject: 'rule',
    place: id,
    name: title,
    rest: { rule, class: grade, scope, each, at, params, needs, attach },
  };
}

type RuleOf = Edition['rules'][number];
