import { Table } from 'antd';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { Chip, type ChipKind } from '../../ui/Chip.tsx';
import { useRowKeys } from '../../ui/row-keys.ts';
import { useHeight } from '../../ui/use-height.ts';
import { importLabels } from './labels.ts';

const kinds: Readonly<Record<Batch['outcome'], ChipKind>> = {
  questions: 'warn',
  staged: 'info',
  committed: 'good',
  refused: 'bad',
  undone: 'plain',
  discarded: 'plain',
};

interface Props {
  readonly batches: readonly Batch[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

export function BatchList({ batches, chosen, choose }: Props) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [box, height] = useHeight();
  const [table, onRow] = useRowKeys(
    batches,
    (batch) => batch.id,
    chosen,
    (batch) => choose(batch.id),
  );
  return (
    <div className="batch-list" ref={box}>
      <Table<Batch>
        size="small"
        rowKey="id"
        virtual
        ref={table}
        // The head of the table takes 33 px.
        scroll={{ y: Math.max(100, height - 33), x: 380 }}
        pagination={false}
        dataSource={[...batches]}
        rowClassName={(batch) => (batch.id === chosen ? 'chosen' : '')}
        onRow={onRow}
        columns={[
          {
            title: labels.file,
            dataIndex: 'file',
            width: 180,
            render: (file: string) => <span className="batch-file">{file}</span>,
          },
          {
            title: labels.state,
            width: 92,
            render: (_, batch) => (
              <Chip kind={kinds[batch.outcome]}>
                {batchStateNames[batch.outcome][language]}
                {batch.open > 0 ? ` ${batch.open}` : ''}
              </Chip>
            ),
          },
          {
            title: <span title={labels.rowsHint}>{labels.rows}</span>,
            width: 110,
            align: 'right',
            render: (_, { rows }) => (
              <span className="number" title={labels.rowsHint}>
                {rows.new + rows.changed + rows.same === 0 ? '' : `${rows.new}/${rows.changed}/${rows.same}`}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
