import type { LoadedEdition } from '../returns/edition.ts';
import type { Expression, Reference } from '../returns/rule/syntax.ts';
import { isBlank } from '../values/cell.ts';
import { keySeparator } from '../values/record.ts';
import { cellReader, type CellsOf, type TextOf } from './compile-number.ts';
import { constantOf, nowhere } from './scene.ts';

/** Texts, codes, months and flags of a rule; `own` is the rule's own table, behind 当前. */
export function compileText(
  node: Expression,
  table: string,
  own: string,
  edition: LoadedEdition,
  cells: CellsOf = cellReader,
): TextOf {
  const inner = (of: Expression): TextOf => compileText(of, table, own, edition, cells);
  switch (node.kind) {
    case 'text':
      return () => node.text;
    case 'number': {
      const value = Number(node.digits);
      return () => value;
    }
    case 'month': {
      const value = Number(node.month);
      return () => value;
    }
    case 'flag':
      return () => node.value;
    case 'parenthesis':
      return inner(node.of);
    case 'constant':
      return (scene) => constantOf(node.name, scene);
    case 'value': {
      if (node.name === '规模') return sizeOf(node.args.map(inner));
      const part = node.name === '大类' ? 'division' : 'body';
      const [first] = node.args.map(inner);
      return (scene) => {
        const found = first === undefined ? nowhere : first(scene);
        return found === nowhere || found === undefined ? found : scene.surroundings[part](String(found));
      };
    }
    case 'reference': {
      if (node.owner === '单位') return (scene) => scene.unit.facts[node.name];
      if (node.name === '键') return keyText(node, table, own, edition);
      if (/^I\d{3}/.test(node.name)) return () => node.name;
      const read = cells(node, table);
      return (scene) => {
        const value = read(scene);
        if (value === nowhere || !isBlank(value)) return value;
        return value?.blank === 'not-applicable' ? nowhere : undefined;
      };
    }
    default:
      return () => nowhere;
  }
}

/** 键: what the key fields of a record say, joined; undecided while one of them is blank, none where one does not apply. */
function keyText(node: Reference, table: string, own: string, edition: LoadedEdition): TextOf {
  const isOwn = node.owner === '当前';
  const named = isOwn ? own : (node.owner ?? table);
  const fields = edition.table(named)?.key ?? [];
  return (scene) => {
    const row = isOwn ? scene.current : scene.row;
    if (row === undefined) return nowhere;
    const parts = fields.map((code) => row.cells[code]);
    if (parts.some((part) => isBlank(part) && part?.blank === 'not-applicable')) return nowhere;
    return parts.some(isBlank) ? undefined : parts.map(String).join(keySeparator);
  };
}

/** 规模 by industry, persons employed and revenue. */
function sizeOf([code, persons, revenue]: readonly TextOf[]): TextOf {
  return (scene) => {
    const a = code === undefined ? nowhere : code(scene);
    const b = persons === undefined ? nowhere : persons(scene);
    const c = revenue === undefined ? nowhere : revenue(scene);
    if (a === nowhere || b === nowhere || c === nowhere) return nowhere;
    if (a === undefined || typeof b !== 'number' || typeof c !== 'number') return undefined;
    return scene.surroundings.size(String(a), b, c);
  };
}
