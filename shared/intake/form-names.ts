import type { Table } from '../returns/definition.ts';
import { namesOf, partsOf } from './columns.ts';
import type { FormBlock } from './form-block.ts';
import { comparableHeader, isIdleBelow } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';
import { isLikeUnit, isNoUnit } from './units.ts';

/** What stands before the code of a row, but for its unit: the item's name, perhaps a group before it. */
export function wordsOf(view: SheetView, row: number, block: FormBlock): readonly string[] {
  if (block.itemColumn !== undefined) {
    const said = view.headerText(row, block.itemColumn);
    return said === '' ? [] : [said];
  }
  if (!block.hasCodes) return [view.text(row, block.codeColumn)].filter((text) => text !== '');
  return view
    .row(row)
    .filter(
      ({ column, raw }) =>
        (block.nameColumn === null || block.nameColumn < block.codeColumn
          ? column >= block.from && column < block.codeColumn
          : column === block.nameColumn) &&
        column !== block.unitColumn &&
        !block.columns.some(({ at }) => at === column) &&
        !/^\d*$/.test(raw.trim()),
    )
    .map(({ raw }) => raw.trim());
}

/** What the words of a row name. */
interface RowName {
  readonly label: string;
  /** The fields that have the name. */
  readonly known: readonly string[];
  /** Whether no other words of the row say another item. */
  readonly isSure: boolean;
}

/**
 * The name of a row; without codes it may stand in two cells: 其中 | 新产品产值, 研究开发人员 | 合计, 专利申请数 | 发明专利. What two
 * cells name that do not belong together is to be asked.
 */
export function nameOf(view: SheetView, row: number, block: FormBlock, table: Table): RowName {
  const names = namesOf(table);
  const find = (text: string): readonly string[] => names.get(comparableHeader(text)) ?? [];
  const [own = ''] = wordsOf(view, row, block);
  const only = (label: string): RowName => ({ label, known: find(label), isSure: true });
  const beside = block.besideColumn === undefined ? '' : view.text(row, block.besideColumn);
  if (beside === '' || isNoUnit(beside) || isLikeUnit(beside) || /^\d+$/.test(beside)) return only(own);
  if (comparableHeader(own) === '') return only(own === '' ? beside : `其中:${beside}`);
  if (isIdleBelow(comparableHeader(beside))) return only(own);
  const [whole, part] = [find(own), find(beside)];
  const isPartOf = (code: string): boolean =>
    whole.some((of) => partsOf(table).get(of)?.includes(code) === true);
  if (part.length > 0 && part.every((code) => isPartOf(code) || whole.includes(code))) return only(beside);
  return { label: `${own} ${beside}`, known: [...new Set([...part, ...whole])], isSure: false };
}
