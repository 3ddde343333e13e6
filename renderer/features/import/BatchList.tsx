import { Table } from 'antd';
import { useEffect } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { topicsText } from '#shared/texts/question-topics.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { Chip, type ChipKind } from '../../ui/Chip.tsx';
import { useRowKeys } from '../../ui/row-keys.ts';
import { useHeight } from '../../ui/use-height.ts';
import { importLabels } from './labels.ts';

export const stateChips: Readonly<Record<Batch['outcome'], ChipKind>> = {
  questions: 'warn',
  staged: 'info',
  committed: 'good',
  refused: 'bad',
  undone: 'plain',
  discarded: 'plain',
};

const differenceStates = ['new', 'changed', 'same'] as const;

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
  const isListed = batches.some(({ id }) => id === chosen);
  // Led to from elsewhere, it may be far down.
  useEffect(() => {
    if (isListed) table.current?.scrollTo({ key: chosen });
  }, [table, chosen, isListed]);
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
        locale={{ emptyText: labels.nothing }}
        rowClassName={(batch) => (batch.id === chosen ? 'chosen' : '')}
        onRow={onRow}
        columns={[
          {
            title: labels.file,
            dataIndex: 'file',
            width: 196,
            render: (file: string, { topics }) => (
              <>
                <span className="batch-file">{file}</span>
                {topics.length > 0 && (
                  <small className="batch-file quiet">{topicsText(topics, language)}</small>
                )}
              </>
            ),
          },
          {
            title: labels.state,
            width: 92,
            render: (_, batch) => (
              <Chip kind={stateChips[batch.outcome]}>
                {batchStateNames[batch.outcome][language]}
                {batch.open > 0 ? ` ${batch.open}` : ''}
              </Chip>
            ),
          },
          {
            title: <span title={labels.rowsHint}>{labels.rows}</span>,
            width: 92,
            render: (_, { rows }) => (
              <span className="batch-rows" title={labels.rowsHint}>
                {differenceStates
                  .filter((state) => rows[state] > 0)
                  .map((state) => (
                    <span key={state}>{`${labels.kinds[state]} ${rows[state]}`}</span>
                  ))}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
