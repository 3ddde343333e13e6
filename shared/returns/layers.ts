import {
  supplementSchema,
  targetFileSchema,
  type Edition,
  type Supplement,
  type TargetFile,
} from './definition.ts';
import { type Wording } from './terms.ts';
import { placeOf } from './edition.ts';
import type { Fault } from './rule/check-rule.ts';
import { fieldsOf, tablesOf } from './tables.ts';

/** What is laid over the province's edition: a county's own items and rules, or its targets. */
export type Layer = Supplement | TargetFile;

/** Codes that the province leaves to the counties, so that no later edition of it takes one: 90 to 99, 90a to 99z. */
const localField = /^9\d[a-z]?$/;
/** What a county's rules (JC102-L1) and lists (县级园区) are called by. */
const localRule = /^[A-Z]{2}\d{3}[A-Z]?-L/;
const localList = /^县级/;

/** Reads a layer, or says where it is not one. */
export function readLayer(json: unknown): { readonly layer: Layer } | { readonly faults: readonly Fault[] } {
  const version = (json as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === 'number' && version > 1)
    return { faults: [{ place: 'formatVersion', fault: `${version} is newer than 1` }] };
  const kind = (json as { kind?: unknown } | null)?.kind;
  const parsed = (kind === 'targets' ? targetFileSchema : supplementSchema).safeParse(json);
  return parsed.success
    ? { layer: parsed.data }
    : {
        faults: parsed.error.issues.map((issue) => ({
          place: placeOf(json, issue.path),
          fault: issue.message,
        })),
      };
}

/**
 * The edition with layers over it, as JSON that is still to be loaded: what the layers name is resolved there. A layer that
 * would take, change or hide something of the province's is refused with the place.
 */
export function layered(
  edition: Edition,
  layers: readonly Layer[],
): { readonly json: unknown } | { readonly faults: readonly Fault[] } {
  const faults = layers.flatMap((layer) =>
    layer.kind === 'supplement' ? supplementFaults(edition, layer) : targetFileFaults(layer),
  );
  if (faults.length > 0) return { faults };
  return { json: layers.reduce(laidOver, edition) };
}

function laidOver(edition: Edition, layer: Layer): Edition {
  if (layer.kind === 'targets') {
    const set = new Set(layer.targets.map((target) => target.indicator));
    const rest = edition.targets.filter(({ scope, indicator }) => scope !== 'county' || !set.has(indicator));
    return { ...edition, targets: [...rest, ...layer.targets] };
  }
  const tables = tablesOf(edition);
  const rules = layer.rules.map((rule) => ({ ...rule, locked: false }));
  const returnOfRule = (id: string): string => /^[A-Z]{2}\d{3}/.exec(id)?.[0] ?? '';
  return {
    ...edition,
    lists: [...edition.lists, ...layer.lists],
    returns: edition.returns.map((item) => ({
      ...item,
      tables: item.tables.map((table) => ({
        ...table,
        sections: [
          ...table.sections,
          ...layer.items
            .filter((added) => added.table === table.code && tables.has(added.table))
            .map(({ title, fields }) => ({
              // Said on the screen, the printed form and the workbook alike.
              title: countyTitle(title),
              fields: fields.map((field) => ({ ...field, local: true })),
            })),
        ],
      })),
      rules: [...item.rules, ...rules.filter((rule) => returnOfRule(rule.id) === item.code)],
    })),
  };
}

function countyTitle({ zh, en }: Wording): Wording {
  return { zh: zh.startsWith('县级') ? zh : `县级:${zh}`, en: `County: ${en}` };
}

function supplementFaults(edition: Edition, layer: Supplement): Fault[] {
  const faults: Fault[] = [];
  const tables = tablesOf(edition);
  const returns = new Set(edition.returns.map((item) => item.code));
  for (const { table, fields } of layer.items) {
    const known = tables.get(table);
    if (known === undefined) faults.push({ place: table, fault: `no table ${table}` });
    else
      for (const { code } of fields) {
        const place = `${table}.${code}`;
        if (fieldsOf(known).has(code)) faults.push({ place, fault: `${code} is the province's` });
        else if (!localField.test(code)) faults.push({ place, fault: 'a county item is 90 to 99' });
      }
  }
  for (const { id, needs } of layer.rules) {
    if (!localRule.test(id)) faults.push({ place: id, fault: `a county rule is called like JC102-L1` });
    else if (!returns.has(id.slice(0, 5))) faults.push({ place: id, fault: `no return ${id.slice(0, 5)}` });
    for (const code of needs) if (!returns.has(code)) faults.push({ place: id, fault: `no return ${code}` });
  }
  for (const { name } of layer.lists)
    if (!localList.test(name))
      faults.push({ place: `lists.${name}`, fault: 'a county list is called 县级…' });
  return faults;
}

function targetFileFaults(layer: TargetFile): Fault[] {
  return layer.targets
    .filter((target) => target.scope !== 'county')
    .map(({ indicator, scope }) => ({
      place: `targets.${indicator}`,
      fault: `of the ${scope}, not of a county`,
    }));
}
