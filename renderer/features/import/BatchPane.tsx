import { Alert, Button, Modal, Space, Table, Tabs } from 'antd';
import { useState } from 'react';
import type { Difference } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import { problemText } from '#shared/texts/problems.ts';
import { noticeText } from '#shared/texts/questions.ts';
import { showValue } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { attempt, say, sayFailure, write } from '../../app/work.ts';
import { Answer } from '../../ui/Screen.tsx';
import { importLabels } from './labels.ts';
import { Questions } from './Questions.tsx';
import { SheetPreview } from './SheetPreview.tsx';

type Details = Output<'import.get'>;

/** One file: its sheet, what it would change, its notices, its questions, and what can be done with it. */
export function BatchPane({ id }: { readonly id: string }) {
  const labels = useLabels(importLabels);
  const details = useRead('import.get', { batch: id, limit: 500 });
  const [at, setAt] = useState<{ sheet: string; cell: string } | null>(null);
  return (
    <Answer read={details}>
      {(data) => (
        <div className="batch">
          <header className="batch-head">
            <h2 title={data.batch.file}>{data.batch.file}</h2>
            <Acts details={data} />
          </header>
          {data.batch.problem === null ? (
            <>
              <Tabs
                className="batch-tabs"
                items={[
                  {
                    key: 'sheet',
                    label: labels.preview,
                    children: <SheetPreview batch={id} tables={data.tables} at={at} />,
                  },
                  {
                    key: 'differences',
                    label: `${labels.differences} ${data.totalDifferences}`,
                    children: <Differences rows={data.differences} />,
                  },
                  {
                    key: 'notices',
                    label: labels.notices(data.batch.notices),
                    children: <Notices notices={data.notices} />,
                  },
                ]}
              />
              <Questions batch={data.batch} point={setAt} />
            </>
          ) : (
            <Refused details={data} />
          )}
        </div>
      )}
    </Answer>
  );
}

function Refused({ details }: { readonly details: Details }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const { problem } = details.batch;
  if (problem === null) return null;
  const text = problemText(problem, language);
  return (
    <Alert
      type="error"
      showIcon
      title={text}
      action={
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(text).then(() => say('success', labels.copied));
          }}
        >
          {labels.copy}
        </Button>
      }
    />
  );
}

function Differences({ rows }: { readonly rows: readonly Difference[] }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  return (
    <Table<Difference>
      size="small"
      virtual
      scroll={{ y: 380, x: 560 }}
      pagination={false}
      rowKey={(row) => `${row.sheet}!${row.cell}/${row.unit ?? ''}/${row.key}`}
      dataSource={[...rows]}
      columns={[
        { title: labels.unit, dataIndex: 'unitName', ellipsis: true, width: 150 },
        { title: labels.cell, width: 110, render: (_, row) => `${row.return}.${row.key}` },
        {
          title: labels.raw,
          width: 110,
          align: 'right',
          render: (_, row) => <span title={`${row.sheet}!${row.cell}`}>{row.raw}</span>,
        },
        {
          title: labels.value,
          width: 110,
          align: 'right',
          render: (_, row) => <span className="number">{showValue(row.value, undefined, language)}</span>,
        },
        {
          title: labels.stored,
          width: 110,
          align: 'right',
          render: (_, row) => <span className="number">{showValue(row.stored, undefined, language)}</span>,
        },
        {
          title: '',
          width: 56,
          render: (_, row) => <span className={`difference-${row.state}`}>{labels.kinds[row.state]}</span>,
        },
      ]}
    />
  );
}

function Notices({ notices }: { readonly notices: Details['notices'] }) {
  const language = useLanguage();
  return (
    <ul className="notice-list">
      {notices.map((notice, index) => (
        <li key={index}>
          <span className="quiet">{`${notice.sheet}${notice.cell === undefined ? '' : `!${notice.cell}`}`}</span>{' '}
          {noticeText(notice, language)}
        </li>
      ))}
    </ul>
  );
}

function Acts({ details }: { readonly details: Details }) {
  const labels = useLabels(importLabels);
  const [modal, holder] = Modal.useModal();
  const { batch } = details;
  const undo = async (unaccept: boolean): Promise<void> => {
    const done = await attempt('import.undo', { batch: batch.id, unaccept });
    if ('result' in done) {
      say('success', labels.undone(done.result.cells, done.result.kept.length));
      return;
    }
    const isAccepted = 'problem' in done.failure && done.failure.problem.code === 'intake.accepted-filings';
    if (!isAccepted) sayFailure(done.failure);
    else if (await modal.confirm({ title: labels.unacceptAsk })) await undo(true);
  };
  const ask = async (): Promise<void> => {
    if (await modal.confirm({ title: labels.undoAsk })) await undo(false);
  };
  return (
    <Space>
      {holder}
      {batch.outcome === 'staged' && (
        <Button type="primary" onClick={() => void write('import.commit', { batch: batch.id })}>
          {labels.commit}
        </Button>
      )}
      {batch.outcome === 'questions' && (
        <Button onClick={() => void write('import.commit', { batch: batch.id, partial: true })}>
          {labels.partial}
        </Button>
      )}
      {batch.outcome === 'committed' && <Button onClick={() => void ask()}>{labels.undo}</Button>}
      {(batch.outcome === 'questions' || batch.outcome === 'staged' || batch.outcome === 'refused') && (
        <Button onClick={() => void write('import.discard', { batch: batch.id })}>{labels.discard}</Button>
      )}
    </Space>
  );
}
