import type { Edition } from './definition.ts';
import type { Fault } from './rule/check-rule.ts';
import { fieldsOf, tablesOf } from './tables.ts';

/** Things that would be made of themselves: tables below tables, keys of keys, gaps between gaps. */
export function cycleFaults(edition: Edition): Fault[] {
  const tables = [...tablesOf(edition).values()];
  const parents = tables.map((table): Edge => [table.code, table.parent === undefined ? [] : [table.parent]]);
  const keys = tables.map((table): Edge => {
    const fields = fieldsOf(table);
    return [table.code, (table.key ?? []).flatMap((code) => fields.get(code)?.table ?? [])];
  });
  const gaps = edition.indicators.map(({ code, formula }): Edge => [
    code,
    formula.kind === 'gap' ? [formula.indicator] : [],
  ]);
  return [parents, keys, gaps].flatMap(cyclesOf);
}

type Edge = readonly [from: string, to: readonly string[]];

/** Each cycle once, at the first of it that was listed: “A → B → A”. */
function cyclesOf(edges: readonly Edge[]): Fault[] {
  const next = new Map(edges);
  const done = new Set<string>();
  const faults: Fault[] = [];
  const follow = (node: string, path: readonly string[]): void => {
    const at = path.indexOf(node);
    if (at >= 0) {
      faults.push({ place: node, fault: `a cycle: ${[...path.slice(at), node].join(' → ')}` });
      return;
    }
    if (done.has(node)) return;
    for (const other of next.get(node) ?? []) follow(other, [...path, node]);
    done.add(node);
  };
  for (const [node] of edges) follow(node, []);
  return faults;
}
