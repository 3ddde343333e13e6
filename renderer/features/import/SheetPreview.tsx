import { Button, Segmented, Space, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { StagedTable } from '#shared/intake/staged.ts';
import { connection } from '../../api/client.ts';
import { useLabels } from '../../app/language.ts';
import { failureOf } from '../../app/work.ts';
import { Failure } from '../../ui/Failure.tsx';
import { importLabels } from './labels.ts';

type Page = Output<'import.preview'>;

/** A cell of the file, as C7 or by the first cell of a range. */
export interface SheetPlace {
  readonly sheet: string;
  readonly cell: string;
}

interface Props {
  readonly batch: string;
  readonly tables: readonly StagedTable[];
  readonly at: SheetPlace | null;
}

interface View {
  /** What the view was opened for: another place opens it anew. */
  readonly at: SheetPlace | null;
  readonly sheet: string | undefined;
  readonly offset: number;
}

const pageRows = 60;

function viewOf(at: SheetPlace | null): View {
  const asked = at === null ? null : placeOf(at.cell);
  const offset = asked === null ? 0 : Math.floor(asked.row / pageRows) * pageRows;
  return { at, sheet: at?.sheet, offset };
}

/** The sheet as the enterprise sent it, coloured by what each row was taken for; the asked cell is framed. */
export function SheetPreview({ batch, tables, at }: Props) {
  const labels = useLabels(importLabels);
  const [view, setView] = useState<View>(() => viewOf(at));
  if (view.at !== at) setView(viewOf(at));
  const { sheet, offset } = view;
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const turn = (to: { readonly sheet: string | undefined; readonly offset: number }): void =>
    setView({ at, ...to });
  useEffect(() => {
    let wanted = true;
    connection
      .call('import.preview', { batch, offset, limit: pageRows, ...(sheet === undefined ? {} : { sheet }) })
      .then(
        (found) => {
          if (!wanted) return;
          setPage(found);
          setFailure(null);
        },
        (error: unknown) => wanted && setFailure(failureOf(error)),
      );
    return () => {
      wanted = false;
    };
  }, [batch, sheet, offset]);
  useEffect(() => {
    scroll.current?.querySelector('.asked')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [page, at]);
  if (failure !== null) return <Failure failure={failure} />;
  if (page === null) return <Spin delay={200} className="waiting" />;
  const asked = at === null || at.sheet !== page.sheet ? null : placeOf(at.cell);
  const table = tables.find((item) => item.sheet === page.sheet);
  const last = Math.min(page.totalRows, offset + pageRows);
  return (
    <div className="preview">
      <Space className="preview-tools">
        {page.sheets.length > 1 && (
          <Segmented
            options={page.sheets.map((item) => item.name)}
            value={page.sheet}
            onChange={(name) => turn({ sheet: name, offset: 0 })}
          />
        )}
        {page.totalRows > pageRows && (
          <>
            <Button disabled={offset === 0} onClick={() => turn({ sheet, offset: offset - pageRows })}>
              {labels.previous}
            </Button>
            <span className="quiet">{labels.sheetRows(offset + 1, last, page.totalRows)}</span>
            <Button
              disabled={last >= page.totalRows}
              onClick={() => turn({ sheet, offset: offset + pageRows })}
            >
              {labels.following}
            </Button>
          </>
        )}
        <span className="legend">
          {(['title', 'header', 'units', 'body', 'total', 'note'] as const).map((kind) => (
            <span key={kind} className={`row-${kind}`}>
              {labels.legend[kind]}
            </span>
          ))}
        </span>
      </Space>
      <div className="preview-scroll" ref={scroll}>
        <table className="sheet">
          <tbody>
            {Array.from({ length: Math.max(0, last - offset) }, (_, index) => (
              <PreviewRow key={offset + index} row={offset + index} page={page} table={table} asked={asked} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PreviewRow({
  row,
  page,
  table,
  asked,
}: {
  readonly row: number;
  readonly page: Page;
  readonly table: StagedTable | undefined;
  readonly asked: { row: number; column: number } | null;
}) {
  const cells = page.rows.find((item) => item.index === row)?.cells ?? [];
  const merges = page.merges.filter((merge) => merge.top <= row && row <= merge.bottom);
  const shown: React.ReactNode[] = [];
  for (let column = 0; column < page.columns; column++) {
    const merge = merges.find((item) => item.left <= column && column <= item.right);
    if (merge !== undefined && (merge.top !== row || merge.left !== column)) continue;
    const span =
      merge === undefined
        ? {}
        : { colSpan: merge.right - merge.left + 1, rowSpan: merge.bottom - merge.top + 1 };
    const isAsked = asked !== null && asked.row === row && asked.column === column;
    const text = cells.find((cell) => cell.column === column)?.text ?? '';
    shown.push(
      <td key={column} {...span} className={isAsked ? 'asked' : undefined} title={text}>
        {text}
      </td>,
    );
  }
  return (
    <tr className={table === undefined ? undefined : `row-${kindOf(row, table)}`}>
      <th>{row + 1}</th>
      {shown}
    </tr>
  );
}

function kindOf(row: number, table: StagedTable): string {
  if (table.titleRows.includes(row)) return 'title';
  if (table.headerRows.includes(row) || table.numberRow === row) return 'header';
  if (table.unitsRow === row) return 'units';
  if (table.totalRows.includes(row)) return 'total';
  if (table.noteRows.includes(row)) return 'note';
  return row >= table.bodyFrom && row <= table.bodyTo ? 'body' : 'other';
}

/** C7 → row 6, column 2; a range by its first cell. */
function placeOf(cell: string): { readonly row: number; readonly column: number } | null {
  const parts = /^([A-Z]+)(\d+)/.exec(cell);
  if (parts?.[1] === undefined || parts[2] === undefined) return null;
  const column = [...parts[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(parts[2]) - 1, column };
}
