import { Button, Card, Empty, Form, Input, Space, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { kindName } from '#shared/texts/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade, say, write } from '../../app/work.ts';
import { Answer } from '../../ui/Screen.tsx';
import { localDay, localTime } from '../../ui/time.ts';
import { packageLabels } from './labels.ts';
import type { Round } from './PackagesScreen.tsx';

type Row = Output<'package.list'>['packages'][number];

/** Every package of the year: kept for ever, saved again, and whether it was delivered. */
export function PackageList({ round }: { readonly round: Round }) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const year = useYear();
  const list = useRead('package.list', year);
  const save = async (sequence: number): Promise<void> => {
    const fetched = await run(labels.saving, 'package.fetch', { ...year, sequence });
    if (fetched !== null && (await saveMade(fetched.file))) say('success', labels.saved);
  };
  return (
    <Card size="small" title={labels.packages}>
      <Answer read={list}>
        {({ packages }) => (
          <>
            {packages.length === 0 && (
              <Empty description={labels.noPackages} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            )}
            {packages.length > 0 && (
              <Table<Row>
                size="small"
                pagination={false}
                rowKey="sequence"
                dataSource={[...packages].reverse()}
                columns={[
                  { title: labels.columns.sequence, dataIndex: 'sequence', width: 50 },
                  {
                    title: labels.columns.kind,
                    width: 76,
                    render: (_, row) => kindName(row.kind, language),
                  },
                  {
                    title: labels.columns.created,
                    width: 130,
                    render: (_, row) => localTime(row.created),
                  },
                  { title: labels.columns.file, dataIndex: 'file', ellipsis: true },
                  {
                    title: labels.columns.sha256,
                    width: 90,
                    render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 8)}</code>,
                  },
                  {
                    title: labels.columns.delivered,
                    width: 120,
                    render: (_, row) =>
                      row.delivered === null ? '—' : labels.delivered(row.delivered.on, row.delivered.to),
                  },
                  {
                    title: '',
                    width: 92,
                    render: (_, row) => (
                      <Button onClick={() => void save(row.sequence)}>{labels.saveAgain}</Button>
                    ),
                  },
                ]}
              />
            )}
            {round.state === 'sealed' && packages.at(-1)?.delivered === null && <Deliver />}
          </>
        )}
      </Answer>
    </Card>
  );
}

interface Values {
  readonly on: string;
  readonly to: string;
}

function Deliver() {
  const labels = useLabels(packageLabels);
  const year = useYear();
  const [today] = useState(() => localDay(new Date()));
  return (
    <Form<Values>
      layout="inline"
      className="deliver"
      initialValues={{ on: today }}
      onFinish={(values) => void write('round.delivered', { ...year, ...values })}
    >
      <Space>
        <Form.Item name="on" label={labels.deliverOn} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={labels.deliverTo} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {labels.deliverAct}
        </Button>
      </Space>
    </Form>
  );
}
