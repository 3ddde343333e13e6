import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Ref } from 'react';
import { Edits } from './edits.ts';
import { GridEditor } from './GridEditor.tsx';
import { GridHead, headHeight } from './GridHead.tsx';
import { cellId, GridLineView } from './GridLineView.tsx';
import type { GridColumn, GridLabels, GridOutcome, GridRow, GridWrite } from './model.ts';
import { at, blockOf, type Position, type Selection } from './selection.ts';
import { useGridInput } from './use-grid-input.ts';
import './grid.css';

export interface GridChoice {
  readonly row: string;
  readonly column: string;
  /** Of the rows in the chosen block, those that are there. */
  readonly rows: readonly string[];
}

export interface GridHandle {
  /** Goes to the empty row at the end. */
  readonly toNewRow: () => void;
  /** Forgets what was typed into rows that are gone. */
  readonly forget: (rows: readonly string[]) => void;
}

export interface GridProps {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly leadWidth: number;
  readonly isReadOnly: boolean;
  readonly labels: GridLabels;
  readonly write: (request: GridWrite) => Promise<GridOutcome>;
  readonly start?: { readonly row: string; readonly column: string } | null;
  readonly onChoose: (choice: GridChoice) => void;
  /** The table is not shown any more, and this was not saved. */
  readonly onLost: (texts: readonly string[]) => void;
  readonly ref?: Ref<GridHandle>;
}

const lineHeight = 32;

/** What is chosen, with the rows it was in. */
type Anchored = Selection & {
  readonly activeRow?: string | undefined;
  readonly cornerRow?: string | undefined;
};

/**
 * A sheet of rows to type in. One textarea has the focus all the time and lies over the active cell: an input method finds
 * a text field before the first key, so that no composition loses its beginning.
 */
export function Grid(props: GridProps) {
  const { name, label, columns, rows, leadWidth, isReadOnly, labels, write, start, onChoose, onLost, ref } =
    props;
  const [edits] = useState(() => new Edits());
  const state = useSyncExternalStore(edits.rows.subscribe, edits.rows.state);
  const scroll = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isFocused, setFocused] = useState(false);
  const [hasChosen, setHasChosen] = useState(start !== null && start !== undefined);
  const [selection, setSelection] = useState<Anchored>(() => {
    const line = Math.max(
      rows.findIndex((row) => row.id === start?.row),
      0,
    );
    const of = Math.max(
      columns.findIndex((column) => column.id === start?.column),
      0,
    );
    return { ...at(line, of), activeRow: rows[line]?.id, cornerRow: rows[line]?.id };
  });
  const lines = edits.rows.lines(rows, !isReadOnly);
  const clamp = (place: Position): Position => ({
    line: Math.min(place.line, Math.max(lines.length - 1, 0)),
    column: Math.min(place.column, columns.length - 1),
  });
  // Rows come and go elsewhere: what was chosen stays with its row, and isn't the one that has moved into its place.
  const lineOf = ({ line, column: of }: Position, row: string | undefined): Position => {
    const found = row === undefined ? -1 : lines.findIndex(({ id }) => id === edits.rows.idOf(row));
    return clamp({ line: found < 0 ? line : found, column: of });
  };
  const chosen: Selection = {
    active: lineOf(selection.active, selection.activeRow),
    corner: lineOf(selection.corner, selection.cornerRow),
  };
  useEffect(() => edits.follow(rows, write, labels), [edits, rows, write, labels]);
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  }, [onLost]);
  useEffect(() => {
    edits.open();
    return () => edits.close((texts) => lost.current(texts));
  }, [edits]);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 8,
  });
  const head = headHeight(columns);
  const offsets = columns.reduce<number[]>(
    (sum, column) => [...sum, (sum.at(-1) ?? 0) + column.width],
    [leadWidth],
  );
  const placeOf = ({ line, column }: Position): DOMRect => {
    const measured = virtualizer.measurementsCache[line];
    return new DOMRect(
      offsets[column],
      head + (measured?.start ?? 0),
      columns[column]?.width ?? 0,
      lineHeight,
    );
  };

  const choose = (next: Selection): void => {
    const rowAt = ({ line }: Position) => lines[line]?.id;
    setSelection({ ...next, activeRow: rowAt(next.active), cornerRow: rowAt(next.corner) });
    setHasChosen(true);
  };
  const block = blockOf(chosen);
  const active = lines[chosen.active.line];
  const column = columns[chosen.active.column];
  // Said after the fact, because a row that was only being written becomes one that is there under the same selection.
  const there = lines.slice(block.top, block.bottom + 1).flatMap((line) => line.row?.id ?? []);
  const choice = JSON.stringify([active?.id, column?.id, there]);
  useEffect(() => {
    const [row, at, rowsThere] = JSON.parse(choice) as [string | null, string | null, string[]];
    if (hasChosen && row !== null && at !== null) onChoose({ row, column: at, rows: rowsThere });
    // Whom it is said to changes with every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [choice, hasChosen]);
  const input = useGridInput({ edits, lines, columns, selection: chosen, choose, isReadOnly, labels, field });
  useImperativeHandle(ref, () => ({
    toNewRow: () => {
      choose(at(lines.length - 1, 0));
      field.current?.focus();
    },
    forget: (gone) => edits.forget(gone),
  }));

  const { line: farLine, column: farColumn } = chosen.corner;
  const farHeight = virtualizer.measurementsCache[farLine]?.size ?? lineHeight;
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box === null) return;
    const place = placeOf({ line: farLine, column: farColumn });
    const frozen = offsets[1] ?? 0;
    const bottom = place.top + Math.min(farHeight, box.clientHeight - head);
    if (place.top - head < box.scrollTop) box.scrollTop = place.top - head;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    if (farColumn === 0) return;
    if (place.left < box.scrollLeft + frozen) box.scrollLeft = place.left - frozen;
    else if (place.right > box.scrollLeft + box.clientWidth) box.scrollLeft = place.right - box.clientWidth;
    // Only when the place changes, or what is said below it: a clerk may scroll away from it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [farLine, farColumn, farHeight]);
  useEffect(() => {
    if (start !== null && start !== undefined) field.current?.focus();
    // Only when it opens at a place.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const pressed = (event: React.MouseEvent): void => {
    const place = positionOf(event.target);
    if (place === null || event.button !== 0) return;
    event.preventDefault();
    input.leave();
    choose(event.shiftKey ? { active: chosen.active, corner: place } : { active: place, corner: place });
    field.current?.focus({ preventScroll: true });
  };
  const dragged = (event: React.MouseEvent): void => {
    const place = event.buttons === 1 ? positionOf(event.target) : null;
    if (place !== null && isFocused) choose({ active: chosen.active, corner: place });
  };
  return (
    <div className="grid-frame">
      <div
        className={isFocused ? 'grid grid-focused' : 'grid'}
        ref={scroll}
        onMouseDown={pressed}
        onMouseOver={dragged}
        onDoubleClick={(event) => positionOf(event.target) !== null && input.edit()}
      >
        {active !== undefined && column !== undefined && (
          <GridEditor
            field={field}
            input={input}
            column={column}
            label={`${label} ${chosen.active.line + 1} ${column.title}`}
            place={placeOf(chosen.active)}
            isFrozen={chosen.active.column === 0}
            isReadOnly={isReadOnly || column.isReadOnly}
            activeId={cellId(name, active.id, column.id)}
            onFocus={setFocused}
          />
        )}
        <div
          className="grid-sheet"
          role="grid"
          aria-label={label}
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-readonly={isReadOnly}
          style={{ width: offsets.at(-1) }}
        >
          <GridHead columns={columns} leadWidth={leadWidth} required={labels.required} />
          <div role="rowgroup" className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return line === undefined ? null : (
                <GridLineView
                  key={item.key}
                  name={name}
                  line={line}
                  index={item.index}
                  top={item.start}
                  columns={columns}
                  leadWidth={leadWidth}
                  drafts={state.drafts.get(line.id)}
                  activeColumn={item.index === chosen.active.line ? chosen.active.column : -1}
                  blockFrom={item.index >= block.top && item.index <= block.bottom ? block.left : -1}
                  blockTo={block.right}
                  newRow={labels.newRow}
                  isGone={labels.isGone}
                  measure={virtualizer.measureElement}
                />
              );
            })}
          </div>
        </div>
      </div>
      {state.notice !== null && (
        <p role="alert" className="grid-notice">
          {state.notice}
        </p>
      )}
    </div>
  );
}

function positionOf(target: EventTarget): Position | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null;
  if (cell === null) return null;
  return { line: Number(cell.dataset['line']), column: Number(cell.dataset['column']) };
}
