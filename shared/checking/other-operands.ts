import type { LoadedEdition } from '../returns/edition.ts';
import { printRule } from '../returns/rule/printer.ts';
import type { Condition } from '../returns/rule/syntax.ts';
import { cellReader } from './compile-number.ts';
import { compileExact } from './condition.ts';
import type { UnitDocuments } from './documents.ts';
import type { ReadOperand } from './groups.ts';
import type { NearlyAnother } from './near-names.ts';
import type { Scene } from './scene.ts';
import { sameElsewhere } from './unique.ts';

export type Holds = Condition & { readonly kind: 'holds' };
export type Unique = Condition & { readonly kind: 'unique' };

/** 无近似(01,02): the name that is nearly the same; 无近似(01,02).单位: whose it is. */
export function nearOperands(node: Holds, table: string): readonly ReadOperand[] {
  const [name, code] = node.args.map((arg) => (arg.kind === 'reference' ? arg : undefined));
  if (node.name !== '无近似' || name === undefined) return [];
  const readName = cellReader(name, table);
  const readCode = code === undefined ? () => null : cellReader(code, table);
  const other = (scene: Scene): NearlyAnother | undefined => {
    const [own, ofCode] = [readName(scene), readCode(scene)];
    if (typeof own !== 'string' || (ofCode !== null && typeof ofCode !== 'string')) return undefined;
    return scene.nearlyAnother?.(scene, { name: name.name, code: code?.name ?? null }, own, ofCode);
  };
  const at = { table, code: name.name };
  return [
    { name: printRule(node), ...at, read: (scene) => other(scene)?.name },
    { name: `${printRule(node)}.单位`, ...at, read: (scene) => called(other(scene)?.unit) },
  ];
}

/** 唯一(01 全县).单位: who else has a row that says the same. */
export function sameOperands(
  node: Unique,
  ruleTable: string,
  edition: LoadedEdition,
): readonly ReadOperand[] {
  const [first] = node.of;
  if (first === undefined || !node.range.county) return [];
  const table = first.owner ?? ruleTable;
  const { where } = node.range;
  const find = sameElsewhere(node, table, where === null ? null : compileExact(where, table, edition));
  return [
    {
      name: `${printRule(node)}.单位`,
      table,
      code: first.name,
      read: (scene) => {
        const found = find(scene);
        return typeof found === 'string' ? undefined : called(found.unit);
      },
    },
  ];
}

/** A unit by name and code, as whoever looks for it in the directory needs both. */
function called(unit: UnitDocuments | undefined): string | undefined {
  if (unit === undefined) return undefined;
  return [unit.facts['名称'], unit.facts['代码']].filter((part) => part !== undefined).join(' ');
}
