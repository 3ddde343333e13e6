import type { Field } from '../returns/definition.ts';
import { unitOfItem } from './find-form.ts';
import type { FoundTable } from './find-table.ts';
import type { SheetView } from './sheet-view.ts';
import { isMoney, type SaidUnit } from './units.ts';

/** An item of money: the unit that its own column or row says, and where. */
export interface MoneyItem {
  readonly row: string | null;
  readonly column: string;
  readonly own: SaidUnit | null;
}

/** The items of money that have figures in a table, of a form in some of its rows. */
export function moneyItems(
  view: SheetView,
  found: FoundTable,
  fields: ReadonlyMap<string, Field>,
  rows: { readonly from: number; readonly until: number },
): readonly MoneyItem[] {
  const saysUnits = found.unitsRow ?? (found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0));
  const isOfMoney = (code: string): boolean => isMoney(fields.get(code)?.unit);
  const saidAt = (unit: string | null, row: number, column: number): SaidUnit | null =>
    unit === null || !isMoney(unit) ? null : { cell: view.address(row, column), unit };
  if (found.kind === 'form')
    return found.items.flatMap((item): MoneyItem[] => {
      const { row, block, codes } = item;
      if (!codes.some(isOfMoney) || row < rows.from || row >= rows.until) return [];
      const [filled] = block.columns.filter(({ at }) => view.text(row, at) !== '');
      if (filled === undefined) return [];
      const inRow = unitOfItem(view, item, null);
      const unit = unitOfItem(view, item, filled.unit);
      const own =
        inRow === null
          ? saidAt(unit, saysUnits, filled.at)
          : saidAt(unit, row, block.unitColumn ?? block.codeColumn);
      return [{ row: view.rowName(row), column: view.columnName(filled.at), own }];
    });
  return [...found.columns].flatMap(([column, { role, unit }]): MoneyItem[] => {
    const codes = role.kind === 'cell' ? [role.code] : role.kind === 'unclear' ? role.codes : [];
    if (!codes.some(isOfMoney)) return [];
    return [
      {
        row: null,
        column: view.columnName(column),
        own: saidAt(unit, saysUnits, column),
      },
    ];
  });
}
