import { Button, Popconfirm } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Table } from '#shared/returns/definition.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { useLabels, useLanguage } from '../../../app/language.ts';
import { useYear } from '../../../app/navigation.ts';
import { attempt, say, sayFailure, write } from '../../../app/work.ts';
import { Grid, type GridHandle } from '../../../ui/grid/Grid.tsx';
import type { GridCell, GridRow } from '../../../ui/grid/model.ts';
import { isImported } from '../changed.ts';
import type { CellPlace } from '../CellStrip.tsx';
import type { Pending } from '../RowCorrection.tsx';
import type { CellStart, Filing } from '../FilingForm.tsx';
import { gridLabels, rowLabels } from './labels.ts';
import { missingFields, RowFindings } from './RowFindings.tsx';
import { columnsOf, fieldsOf, type Naming } from './table-columns.ts';
import { countBelow, gridCells, nameOf, rowsOf, seenRows, type TableRow } from './table-rows.ts';
import { useWriting } from './use-writing.ts';

export interface RowsTableProps {
  readonly table: Table;
  /** The table whose rows stand below those of this one. */
  readonly below: Table | undefined;
  readonly parent: RecordKey | null;
  readonly title: string;
  readonly filing: Filing;
  readonly naming: Naming;
  readonly startAt: CellStart | null;
  readonly isReadOnly: boolean;
  readonly correct: (pending: Pending) => void;
  readonly setActive: (place: CellPlace) => void;
}

/** A floating table: a row for each record, one more to write the next. */
export function RowsTable(props: RowsTableProps) {
  const { table, below, parent, title, filing, naming, startAt, isReadOnly, correct, setActive } = props;
  const labels = useLabels(rowLabels);
  const language = useLanguage();
  const year = useYear();
  const handle = useRef<GridHandle>(null);
  const [chosen, setChosen] = useState<readonly RecordKey[]>([]);
  const columns = useMemo(() => columnsOf(table, naming), [table, naming]);
  const rows = useMemo(() => rowsOf(filing, table, parent), [filing, table, parent]);
  const carried = rows.filter((row) => row.isCarried);
  const save = useWriting({ filing, table, parent, below, correct });

  const takeOut = async (records: readonly RecordKey[]): Promise<void> => {
    const removed = seenRows(filing, below, records);
    const done = await attempt('filing.set', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      removed,
    });
    if ('result' in done) {
      handle.current?.forget(records);
      return setChosen([]);
    }
    const [field] = fieldsOf(table);
    const [first] = records;
    if (!isImported(done.failure) || field === undefined || first === undefined)
      return sayFailure(done.failure);
    correct({ record: first, key: field.code, field, removed, names: namesOf(records) });
  };
  const confirm = async (records: readonly RecordKey[]): Promise<void> => {
    const done = await write('filing.confirm', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      records: [...records],
    });
    if (done !== null && done.left.length > 0)
      say('info', labels.confirmedBut(done.confirmed, namesOf(done.left)));
  };
  const titleOf = (row: TableRow): string => nameOf(row, table, naming, labels.unnamed);
  const namesOf = (records: readonly RecordKey[]): string =>
    rows
      .filter((row) => records.includes(row.record))
      .map(titleOf)
      .join('、');

  const leadOf = (row: TableRow) =>
    row.isCarried && !isReadOnly ? (
      <>
        <button
          type="button"
          className="link"
          title={labels.carriedHint}
          data-act="confirm"
          onClick={() => void confirm([row.record])}
        >
          {labels.confirm}
        </button>
        <Popconfirm
          title={labels.endAsk(titleOf(row), countBelow(filing, below, [row.record]))}
          okText={labels.end}
          cancelText={labels.cancel}
          onConfirm={() => void takeOut([row.record])}
        >
          <button type="button" className="link" data-act="end">
            {labels.end}
          </button>
        </Popconfirm>
      </>
    ) : undefined;
  // The grid takes rows with another identity for news from the service.
  const gridRows = useMemo(
    () =>
      rows.map((row): GridRow => {
        const found = filing.findings.filter((item) => isAbout(item, filing.return, row.record));
        return {
          id: row.record,
          cells: { ...missingCells(found), ...gridCells(row, table, naming) },
          isMarked: row.isCarried,
          lead: leadOf(row),
          ...(found.length === 0 ? {} : { notes: <RowFindings found={found} table={table} /> }),
        };
      }),
    // What the buttons of a row do depends on the rows alone.
    // oxlint-disable-next-line react/exhaustive-deps
    [rows, filing, table, naming, isReadOnly, language],
  );
  const here = chosen.filter((record) => rows.some((row) => row.record === record));
  return (
    <section className="rows" data-table={table.code}>
      <header className="rows-head">
        <h3>{title}</h3>
        <span className="quiet">{labels.rows(rows.length)}</span>
        <span className="spacer" />
        {!isReadOnly && (
          <>
            {carried.length > 0 && (
              <Popconfirm
                title={labels.confirmAllAsk(carried.length)}
                okText={labels.confirm}
                cancelText={labels.cancel}
                onConfirm={() => void confirm(carried.map((row) => row.record))}
              >
                <Button size="small">{labels.confirmAll(carried.length)}</Button>
              </Popconfirm>
            )}
            <Button size="small" onClick={() => handle.current?.toNewRow()}>
              {labels.add}
            </Button>
            <Popconfirm
              title={labels.takeOutAsk(namesOf(here), countBelow(filing, below, here))}
              okText={labels.ok}
              cancelText={labels.cancel}
              disabled={here.length === 0}
              onConfirm={() => void takeOut(here)}
            >
              <Button size="small" disabled={here.length === 0}>
                {labels.takeOut(here.length)}
              </Button>
            </Popconfirm>
          </>
        )}
      </header>
      <Grid
        ref={handle}
        name={table.code}
        label={title}
        columns={columns}
        rows={gridRows}
        leadWidth={carried.length > 0 && !isReadOnly ? 108 : 36}
        isReadOnly={isReadOnly}
        labels={gridLabels[language]}
        write={save}
        start={startAt === null ? null : { row: startAt.record, column: startAt.key }}
        onLost={(texts) => say('error', labels.lost(texts))}
        onChoose={(choice) => {
          setChosen(choice.rows);
          setActive({ table: table.code, record: choice.row, key: choice.column });
        }}
      />
    </section>
  );
}

function missingCells(found: readonly FindingView[]): Readonly<Record<string, GridCell>> {
  return Object.fromEntries(
    missingFields(found).map((code) => [
      code,
      { text: '', shown: '', value: null, look: 'missing' as const },
    ]),
  );
}

function isAbout({ finding }: FindingView, returnCode: string, record: RecordKey): boolean {
  return finding.places.some((place) => place.return === returnCode && place.record === record);
}
