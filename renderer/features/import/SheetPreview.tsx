import { Button, Segmented, Space, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { StagedTable } from '#shared/intake/staged.ts';
import { questionText } from '#shared/texts/questions.ts';
import { cellAt, type CellAt } from '#shared/values/address.ts';
import { rowKindOf, type RowKind } from '#shared/values/sheet-rows.ts';
import { laidAt } from '#shared/values/sheet-layout.ts';
import { connection } from '../../api/client.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { failureOf } from '../../app/work.ts';
import { Failure } from '../../ui/Failure.tsx';
import { SheetTable, type SheetRow } from '../../ui/sheet/SheetTable.tsx';
import { importLabels } from './labels.ts';
import { LayoutTools } from './LayoutTools.tsx';
import { useLayouts, type LaidTable } from './layouts.ts';
import { canAnswer } from './use-answer.tsx';
import { useEditing } from './use-editing.tsx';

type Page = Output<'import.preview'>;

/** A cell of the file, as C7 or by the first cell of a range. */
export interface SheetPlace {
  readonly sheet: string;
  readonly cell: string;
}

interface Props {
  readonly batch: Batch;
  readonly tables: readonly StagedTable[];
  readonly at: SheetPlace | null;
  /** Leads from a cell to what is asked about it. */
  readonly follow: (question: string) => void;
}

interface View {
  /** What the view was opened for: another place opens it anew. */
  readonly at: SheetPlace | null;
  readonly sheet: string | undefined;
  readonly offset: number;
}

const pageRows = 60;

function viewOf(at: SheetPlace | null): View {
  const asked = at === null ? null : cellAt(at.cell);
  const offset = asked === null ? 0 : Math.floor(asked.row / pageRows) * pageRows;
  return { at, sheet: at?.sheet, offset };
}

/** The sheet as the enterprise sent it, coloured by what each row was taken for; the asked cell is framed. */
export function SheetPreview({ batch, tables, at, follow }: Props) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [view, setView] = useState<View>(() => viewOf(at));
  if (view.at !== at) setView(viewOf(at));
  const { sheet, offset } = view;
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [adding, setAdding] = useState<number | null>(null);
  const layouts = useLayouts(batch, page?.sheet ?? '', tables);
  const [naming, setNaming] = useState<string | null>(null);
  const editing = useEditing(batch, layouts, page?.totalRows ?? 0, setAdding, setNaming);
  const scroll = useRef<HTMLDivElement>(null);
  const turn = (to: { readonly sheet: string | undefined; readonly offset: number }): void =>
    setView({ at, ...to });
  useEffect(() => {
    let wanted = true;
    connection
      .call('import.preview', {
        batch: batch.id,
        offset,
        limit: pageRows,
        ...(sheet === undefined ? {} : { sheet }),
      })
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
  }, [batch.id, sheet, offset]);
  useEffect(() => {
    scroll.current?.querySelector('.asked')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [page, at]);
  if (failure !== null) return <Failure failure={failure} />;
  if (page === null) return <Spin delay={200} className="waiting" />;
  const asked = at === null || at.sheet !== page.sheet ? null : cellAt(at.cell);
  const askedAt = ({ row, column }: CellAt) =>
    batch.questions.find((question) => {
      const place =
        question.sheet === page.sheet && question.cell !== undefined ? cellAt(question.cell) : null;
      return place?.row === row && place.column === column;
    });
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
        {!batch.isReply && (
          <span className="legend">
            {(['title', 'header', 'units', 'body', 'total', 'note'] as const).map((kind) => (
              <span key={kind} className={`row-${kind}`}>
                {labels.legend[kind]}
              </span>
            ))}
          </span>
        )}
      </Space>
      {batch.isReply && <p className="quiet reply">{labels.reply}</p>}
      {canAnswer(batch) && !batch.isReply && (
        <LayoutTools
          batch={batch}
          layouts={layouts}
          firstRow={page.firstRow}
          adding={adding}
          added={() => setAdding(null)}
          naming={naming}
          named={() => setNaming(null)}
        />
      )}
      <div className="preview-scroll" ref={scroll}>
        <SheetTable
          label={labels.preview}
          columns={Array.from({ length: page.columns }, (_, column) => column)}
          rows={Array.from({ length: Math.max(0, last - offset) }, (_, index) =>
            rowOf(offset + index, page, layouts.tables),
          )}
          merges={page.merges}
          asked={asked}
          editing={editing}
          linkOf={(cell) => {
            const question = askedAt(cell);
            return question === undefined ? undefined : questionText(question, language);
          }}
          follow={(cell) => {
            const question = askedAt(cell);
            if (question !== undefined) follow(question.id);
          }}
        />
      </div>
    </div>
  );
}

/** A row that may hold nothing, by the table of the sheet that it belongs to. */
function rowOf(index: number, page: Page, tables: readonly LaidTable[]): SheetRow {
  const kinds = tables.map((table) => kindIn(table, index));
  return {
    index,
    kind: kinds.find((kind) => kind !== 'other') ?? 'other',
    cells: page.rows.find((row) => row.index === index)?.cells ?? [],
  };
}

/** As the clerk is about to say; the lines above the header are its title as long as they were. */
function kindIn({ layout, found, isDraft }: LaidTable, row: number): RowKind {
  if (!isDraft) return found === null ? 'other' : rowKindOf(row, found);
  const kind = laidAt(layout.runs, row);
  const header = layout.runs.find((run) => run.kind === 'header')?.from ?? 0;
  if (kind === null) return row < header && found?.titleRows.includes(row) === true ? 'title' : 'other';
  return kind === 'number' ? 'header' : kind;
}
