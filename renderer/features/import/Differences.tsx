import { Segmented, Table } from 'antd';
import { useState } from 'react';
import type { Difference } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import { codeOf, columnOf } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { Answer } from '../../ui/Screen.tsx';
import { useHeight } from '../../ui/use-height.ts';
import { importLabels } from './labels.ts';

type State = Difference['state'];
const states: readonly State[] = ['changed', 'new', 'same'];
const listed = 1000;

interface Props {
  readonly batch: string;
  readonly cells: Output<'import.get'>['cells'];
  /** Shows the cell in the sheet. */
  readonly point: (at: { sheet: string; cell: string }) => void;
}

/** Every cell of the file beside the store: what would change first. */
export function Differences({ batch, cells, point }: Props) {
  const labels = useLabels(importLabels);
  const [chosen, setChosen] = useState<State | null>(null);
  const state = chosen ?? states.find((item) => cells[item] > 0) ?? 'new';
  const details = useRead('import.get', { batch, state, limit: listed });
  return (
    <div className="differences">
      <Segmented<State>
        value={state}
        onChange={setChosen}
        options={states.map((value) => ({ value, label: `${labels.kinds[value]} ${cells[value]}` }))}
      />
      <Answer read={details}>
        {(data) => (
          <>
            {data.totalDifferences > data.differences.length && (
              <span className="quiet"> {labels.page(data.differences.length, data.totalDifferences)}</span>
            )}
            <Rows rows={data.differences} point={point} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows({ rows, point }: { readonly rows: readonly Difference[]; readonly point: Props['point'] }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [box, height] = useHeight();
  return (
    <div className="fill" ref={box}>
      <Table<Difference>
        size="small"
        virtual
        // The head of the table takes 33 px.
        scroll={{ y: Math.max(100, height - 33), x: 470 }}
        pagination={false}
        rowKey={(row) => `${row.sheet}!${row.cell}/${row.unit ?? ''}/${row.key}`}
        dataSource={[...rows]}
        columns={[
          {
            title: labels.unit,
            width: 104,
            ellipsis: true,
            render: (_, row) => <span title={row.unitName}>{row.unitName}</span>,
          },
          {
            title: labels.item,
            width: 190,
            ellipsis: true,
            render: (_, row) => {
              const column = columnOf(row.key) === '上年' ? ` ${labels.lastYear}` : '';
              const text = `${codeOf(row.key)}${column} ${row.name[language]}`;
              return <span title={`${row.return} ${text}`}>{text}</span>;
            },
          },
          {
            title: labels.raw,
            width: 80,
            align: 'right',
            render: (_, row) =>
              row.cell === '' ? (
                row.raw
              ) : (
                <button
                  type="button"
                  className="link raw"
                  title={`${row.sheet}!${row.cell} ${row.raw}`}
                  onClick={() => point({ sheet: row.sheet, cell: row.cell })}
                >
                  {row.raw}
                </button>
              ),
          },
          {
            title: labels.value,
            width: 80,
            align: 'right',
            render: (_, row) => <span className="number">{showValue(row.value, row, language)}</span>,
          },
          {
            title: labels.stored,
            width: 80,
            align: 'right',
            render: (_, row) => <span className="number">{showValue(row.stored, row, language)}</span>,
          },
        ]}
      />
    </div>
  );
}
