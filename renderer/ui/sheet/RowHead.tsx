import { Dropdown, type MenuProps } from 'antd';
import type { ReactNode, RefObject } from 'react';

/** What a sheet is edited with: borders between rows that can be moved, a menu for each row, a head for each column. */
export interface SheetEditing {
  /** The rows above which there is a border, with what its handle says. */
  readonly borders: ReadonlyMap<number, string>;
  /** Takes hold of the border above a row; the answer puts it above another one, from where it was then. */
  readonly grab: (before: number) => (to: number) => void;
  readonly rowMenu: (row: number) => NonNullable<MenuProps['items']>;
  /** What the number of a row does. */
  readonly rowLabel: (row: number) => string;
  readonly columnHead: (column: number) => ReactNode;
}

interface Props {
  readonly row: number;
  readonly editing: SheetEditing;
  readonly table: RefObject<HTMLTableElement | null>;
}

/** The number of a row, which opens its menu, and the border below the row. */
export function RowHead({ row, editing, table }: Props) {
  const border = editing.borders.get(row + 1);
  return (
    <>
      <Dropdown
        trigger={['click']}
        autoFocus
        destroyOnHidden
        menu={{ items: editing.rowMenu(row) }}
        placement="bottomLeft"
      >
        <button type="button" className="link row-number" aria-label={editing.rowLabel(row)}>
          {row + 1}
        </button>
      </Dropdown>
      {border !== undefined && (
        <span
          role="separator"
          tabIndex={0}
          className="sheet-border"
          aria-orientation="horizontal"
          aria-label={border}
          aria-valuenow={row + 1}
          title={border}
          data-border={row + 1}
          onPointerDown={(event) => {
            event.preventDefault();
            drag(editing.grab(row + 1), row + 1, table);
          }}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (by === 0) return;
            event.preventDefault();
            const to = row + 1 + by;
            editing.grab(row + 1)(to);
            focusBorder(table, to);
          }}
        />
      )}
    </>
  );
}

/** Moves a border with the pointer until it is let go, or put back with Escape. */
function drag(move: (to: number) => void, from: number, table: RefObject<HTMLTableElement | null>): void {
  let at = from;
  const to = (row: number): void => {
    if (row === at) return;
    at = row;
    move(row);
  };
  const onMove = (event: PointerEvent): void => {
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('tr[data-row]');
    if (row === null || row === undefined || table.current?.contains(row) !== true) return;
    const { top, height } = row.getBoundingClientRect();
    const index = Number(row.dataset['row']);
    to(event.clientY < top + height / 2 ? index : index + 1);
  };
  const end = (): void => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', onKey);
    focusBorder(table, at);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    to(from);
    end();
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', onKey);
}

/** Once it is drawn where it is now. */
function focusBorder(table: RefObject<HTMLTableElement | null>, before: number): void {
  requestAnimationFrame(() =>
    table.current?.querySelector<HTMLElement>(`[data-border="${before}"]`)?.focus(),
  );
}
