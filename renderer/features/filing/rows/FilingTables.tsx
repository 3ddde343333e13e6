import { Button, Tabs } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Table } from '#shared/returns/definition.ts';
import { tableOf, type RecordKey } from '#shared/values/record.ts';
import { useLabels, useLanguage } from '../../../app/language.ts';
import { usePreferences } from '../../../app/preferences.ts';
import type { CellPlace } from '../CellStrip.tsx';
import type { Pending } from '../RowCorrection.tsx';
import type { CellStart, Filing, ReturnForm } from '../FilingForm.tsx';
import { rowLabels } from './labels.ts';
import { RowsTable } from './RowsTable.tsx';
import { nameOf, rowsOf } from './table-rows.ts';
import { useNaming } from './use-naming.ts';
import './rows.css';

interface Props {
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly startAt: CellStart | null;
  readonly isReadOnly: boolean;
  readonly correct: (pending: Pending) => void;
  readonly setActive: (place: CellPlace) => void;
  readonly fixed: (table: Table) => ReactNode;
}

/** The tables of a return: one below the other, or as tabs where some have rows; members stand below what they belong to. */
export function FilingTables(props: Props) {
  const { filing, form, startAt, fixed } = props;
  const labels = useLabels(rowLabels);
  const enter = usePreferences((state) => state.enter);
  const language = useLanguage();
  const { tables } = form.definition;
  const [isWide, setWide] = useState(false);
  const started = startAt === null ? undefined : tableOf(filing.return, startAt.record);
  const [tab, setTab] = useState(tables.find((table) => table.code === started)?.parent ?? started);
  if (!tables.some((table) => table.kind === 'floating'))
    return tables.map((table) => <div key={table.code}>{fixed(table)}</div>);
  const tops = tables.filter((table) => table.parent === undefined);
  const content = (table: Table): ReactNode =>
    table.kind === 'fixed' ? (
      <div className="rows-fixed">{fixed(table)}</div>
    ) : (
      <FloatingTable key={table.code} table={table} {...props} />
    );
  const countOf = (table: Table): string =>
    table.kind === 'fixed' ? '' : ` ${rowsOf(filing, table, null).length}`;
  const [first] = tops;
  const shown = tops.find((table) => table.code === tab) ?? first;
  return (
    <div className={isWide ? 'tables tables-wide' : 'tables'}>
      <div className={tops.length > 1 ? 'tables-head' : 'tables-head tables-head-bare'}>
        {tops.length > 1 && (
          <Tabs
            size="small"
            activeKey={shown?.code ?? ''}
            onChange={setTab}
            items={tops.map((table) => ({
              key: table.code,
              label: `${table.name?.[language] ?? table.code}${countOf(table)}`,
            }))}
          />
        )}
        <Button size="small" type="text" aria-pressed={isWide} onClick={() => setWide(!isWide)}>
          {isWide ? labels.narrow : labels.wide}
        </Button>
      </div>
      {shown !== undefined && content(shown)}
      <p className="quiet rows-keys">{labels.keys(enter)}</p>
    </div>
  );
}

function FloatingTable({
  table,
  filing,
  form,
  startAt,
  isReadOnly,
  correct,
  setActive,
}: Props & { readonly table: Table }) {
  const labels = useLabels(rowLabels);
  const language = useLanguage();
  const below = form.definition.tables.find((item) => item.parent === table.code);
  const naming = useNaming(form, below === undefined ? [table] : [table, below]);
  const rows = rowsOf(filing, table, null);
  const [parent, setParent] = useState<RecordKey | null>(() => {
    const path = startAt?.record.split('/') ?? [];
    return rows.find((row) => path[1] !== undefined && row.record.split('/')[1] === path[1])?.record ?? null;
  });
  const chosen = parent === null ? rows[0] : rows.find((row) => row.record === parent);
  const common = { filing, naming, isReadOnly, correct };
  const isStart = (of: Table): boolean =>
    startAt !== null && tableOf(filing.return, startAt.record) === of.code;
  const title = table.name?.[language] ?? form.definition.name[language];
  return (
    <div className="rows-stack">
      <RowsTable
        {...common}
        table={table}
        below={below}
        parent={null}
        title={title}
        startAt={isStart(table) ? startAt : null}
        setActive={(place) => {
          setParent(place.record);
          setActive(place);
        }}
      />
      {below !== undefined &&
        (chosen === undefined ? (
          <p className="quiet">{labels.chooseParent(title)}</p>
        ) : (
          <RowsTable
            {...common}
            key={chosen.record}
            table={below}
            below={undefined}
            parent={chosen.record}
            title={labels.below(
              below.name?.[language] ?? below.code,
              nameOf(chosen, table, naming, labels.unnamed),
            )}
            startAt={isStart(below) ? startAt : null}
            setActive={setActive}
          />
        ))}
    </div>
  );
}
