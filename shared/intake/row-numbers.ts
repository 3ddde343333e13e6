import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { namesOf } from './columns.ts';
import type { FormItem } from './find-form.ts';
import type { FormBlock } from './form-block.ts';
import { wordsOf } from './form-names.ts';
import { comparableHeader } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';

/** So many rows show that what stands under 代码 counts them. */
const leastRows = 5;
/** Of so many of them the words must be names of items. */
const leastNamed = 0.8;

/**
 * The blocks of a form as blocks without codes, where what stands under 代码 only counts the rows, 1 2 3 … to the last, beside
 * names in the return's own order that have other codes: rows were left out, or the return has numbers in another order. Null
 * where the codes may be meant: names in another order may have slipped.
 */
export function byNames(
  view: SheetView,
  blocks: readonly FormBlock[],
  items: readonly FormItem[],
  table: Table,
): readonly FormBlock[] | null {
  if (blocks.some(({ hasCodes, nameColumn }) => !hasCodes || nameColumn === null)) return null;
  const rows = blocks.flatMap((block) => items.filter((item) => item.block === block));
  const coded = rows.filter(({ row, block }) => view.text(row, block.codeColumn) !== '');
  const isCounted = coded.every(({ row, block }, at) => Number(view.text(row, block.codeColumn)) === at + 1);
  if (!isCounted || coded.length < leastRows) return null;
  const order = [...fieldsOf(table).keys()];
  const names = namesOf(table);
  const named = coded.flatMap(({ row, block, codes }) => {
    const known = wordsOf(view, row, block).map((word) => names.get(comparableHeader(word)) ?? []);
    const [code, ...others] = known.findLast((some) => some.length > 0) ?? [];
    return code === undefined || others.length > 0
      ? []
      : [{ at: order.indexOf(code), isOther: codes[0] !== code }];
  });
  const isInOrder = named.every(({ at }, index) => index === 0 || at > (named[index - 1]?.at ?? 0));
  const isOther = named.some((item) => item.isOther);
  return isOther && isInOrder && named.length >= coded.length * leastNamed ? blocks.map(withNames) : null;
}

function withNames(block: FormBlock): FormBlock {
  const { nameColumn, codeColumn, unitColumn, columns } = block;
  const names = nameColumn ?? codeColumn;
  const isTaken = [codeColumn, unitColumn, ...columns.map(({ at }) => at)].includes(names + 1);
  return { ...block, codeColumn: names, hasCodes: false, ...(isTaken ? {} : { besideColumn: names + 1 }) };
}
