import { memo } from 'react';
import type { Draft } from './change.ts';
import type { GridColumn, GridLine } from './model.ts';

interface Props {
  readonly name: string;
  readonly line: GridLine;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly leadWidth: number;
  readonly drafts: ReadonlyMap<string, Draft> | undefined;
  /** -1 where the active cell is in another row. */
  readonly activeColumn: number;
  /** Columns of the chosen block; from -1 where it leaves out this row. */
  readonly blockFrom: number;
  readonly blockTo: number;
  readonly newRow: string;
  readonly isGone: string;
  readonly measure: (element: HTMLElement | null) => void;
}

/** The id of a cell in the document, which the text field names as the active one. */
export function cellId(grid: string, row: string, column: string): string {
  return `grid-${grid}-${row}-${column}`.replace(/[^\w-]/gu, '_');
}

export const GridLineView = memo(function GridLineView(props: Props) {
  const { name, line, index, top, columns, leadWidth, drafts, activeColumn, blockFrom, blockTo } = props;
  const isNew = line.row === null && (drafts === undefined || drafts.size === 0);
  const failures = columns.flatMap((column) => {
    const failure = drafts?.get(column.id)?.failure ?? null;
    return failure === null ? [] : [{ column, failure }];
  });
  // A row that is gone says so itself, where none of its cells does.
  const isGoneSaid = line.isGone !== true || failures.some(({ failure }) => failure === props.isGone);
  const looks = [
    'grid-row',
    activeColumn >= 0 ? 'grid-row-active' : '',
    isNew ? 'grid-row-new' : '',
    line.row?.isMarked === true ? 'grid-row-marked' : '',
    line.isGone === true ? 'grid-row-gone' : '',
  ];
  return (
    <div className={looks.join(' ')} style={{ top }} data-index={index} ref={props.measure}>
      <div role="row" aria-rowindex={index + 2} className="grid-cells" data-row={line.id}>
        <span role="rowheader" className="grid-lead" style={{ width: leadWidth }}>
          <span className="grid-number">{isNew ? '+' : index + 1}</span>
          {line.isGone !== true && line.row?.lead}
        </span>
        {columns.map((column, at) => {
          const draft = drafts?.get(column.id);
          const cell = line.row?.cells[column.id];
          const classes = [
            'grid-cell',
            at === 0 ? 'grid-frozen' : '',
            column.isNumber ? 'number' : '',
            column.isReadOnly ? 'grid-cell-still' : '',
            cell?.look === undefined || draft !== undefined ? '' : `grid-cell-${cell.look}`,
            draft === undefined ? '' : `grid-cell-${draft.state}`,
            at === activeColumn ? 'grid-cell-active' : '',
            blockFrom >= 0 && at >= blockFrom && at <= blockTo ? 'grid-cell-chosen' : '',
          ];
          const shown = draft?.text ?? cell?.shown ?? '';
          return (
            <span
              key={column.id}
              id={cellId(name, line.id, column.id)}
              role="gridcell"
              aria-colindex={at + 2}
              aria-selected={blockFrom >= 0 && at >= blockFrom && at <= blockTo}
              aria-invalid={draft?.state === 'refused'}
              aria-readonly={column.isReadOnly}
              data-line={index}
              data-column={at}
              data-code={column.id}
              className={classes.filter((item) => item !== '').join(' ')}
              style={{ width: column.width, ...(at === 0 ? { left: leadWidth } : {}) }}
              title={draft?.failure ?? shown}
            >
              {isNew && at === 0 && shown === '' ? <i className="quiet">{props.newRow}</i> : shown}
            </span>
          );
        })}
      </div>
      {(failures.length > 0 || !isGoneSaid || line.row?.notes !== undefined) && (
        <div className="grid-notes">
          {failures.map(({ column, failure }) => (
            <p key={column.id} role="alert" className="grid-failure">
              {failure.includes(column.title) ? failure : `${column.title}: ${failure}`}
            </p>
          ))}
          {!isGoneSaid && (
            <p role="alert" className="grid-failure">
              {props.isGone}
            </p>
          )}
          {line.isGone !== true && line.row?.notes}
        </div>
      )}
    </div>
  );
});
