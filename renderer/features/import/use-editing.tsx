import type { Batch } from '#shared/contract/areas/imports.ts';
import { laidKindNames } from '#shared/texts/layouts.ts';
import { bordersOf, movedBorder, rowActs, withAct } from '#shared/values/moved-border.ts';
import { laidAt, printPlace, type RowRun } from '#shared/values/sheet-layout.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import type { SheetEditing } from '../../ui/sheet/RowHead.tsx';
import { ColumnHead } from './ColumnHead.tsx';
import { layoutLabels } from './layout-labels.ts';
import type { LaidTable, Layouts } from './layouts.ts';
import { canAnswer } from './use-answer.tsx';

/** How the borders, rows and columns of the active table are changed; null where nothing can be. */
export function useEditing(
  batch: Batch,
  layouts: Layouts,
  totalRows: number,
  addTable: (row: number) => void,
  nameItem: (place: string) => void,
): SheetEditing | null {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const year = useYear();
  const { active } = layouts;
  const code = active?.layout.table.slice(0, 5);
  const form = useRead('catalogue.return', code === undefined ? null : { ...year, return: code });
  if (active === null || !canAnswer(batch)) return null;
  const { id, layout } = active;
  const definition = form.data?.definition.tables.find((table) => table.code === layout.table) ?? null;
  const last = Math.max(0, totalRows - 1);
  const setRuns = (runs: readonly RowRun[]): void => layouts.draft(id, { ...layout, runs });
  const nameAt = (row: number): string => {
    const kind = laidAt(layout.runs, row);
    return kind === null ? labels.nothing : laidKindNames[kind][language];
  };
  return {
    borders: new Map(
      bordersOf(layout.runs).map((row) => [row, labels.border(nameAt(row - 1), nameAt(row), row + 1)]),
    ),
    grab: (before) => {
      const start = layout.runs;
      return (to) => setRuns(movedBorder(start, before, Math.min(Math.max(to, 1), last + 1)));
    },
    rowMenu: (row) => [
      ...rowActs.map((act) => ({
        key: act,
        label: labels.acts[act],
        onClick: () => setRuns(withAct(layout.runs, act, row, last)),
      })),
      ...itemPlaces(active, row).map((place) => ({
        key: place,
        label: labels.itemAct(place.replace(/\d+$/u, '')),
        onClick: () => nameItem(place),
      })),
      { type: 'divider' },
      { key: 'table', label: labels.newTable, onClick: () => addTable(row) },
    ],
    rowLabel: (row) => labels.row(row + 1),
    columnHead: (column) => (
      <ColumnHead
        column={column}
        of={active}
        definition={definition}
        say={(meaning) => {
          const columns = new Map(layout.columns);
          if (meaning === null) columns.delete(column);
          else columns.set(column, meaning);
          layouts.draft(id, { ...layout, columns });
        }}
      />
    ),
  };
}

/** Where a row may be said to be an item: once for each block of a form that stands beside another. */
function itemPlaces({ layout, found }: LaidTable, row: number): readonly string[] {
  const kind = laidAt(layout.runs, row);
  if (layout.kind === 'list' || (kind !== 'body' && !(layout.kind === 'across' && kind === 'header')))
    return [];
  if (layout.kind === 'across') return [printPlace({ row, column: null })];
  const roles = Object.entries(found?.columns ?? {});
  const of = roles.some(([, role]) => role === 'code') ? 'code' : 'item';
  const blocks = roles.flatMap(([column, role]) => (role === of ? [Number(column)] : []));
  return [null, ...blocks.slice(1)].map((column) => printPlace({ row, column }));
}
