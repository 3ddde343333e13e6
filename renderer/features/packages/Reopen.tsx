import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { roleNames } from '#shared/texts/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { packageLabels } from './labels.ts';
import type { Round } from './PackagesScreen.tsx';

interface Values {
  readonly name: string;
  readonly reason: string;
  readonly filings?: readonly string[];
}

/** Opens a frozen year again for the filings that are named; every signature lapses. */
export function Reopen({ round, close }: { readonly round: Round; readonly close: () => void }) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const year = useYear();
  const [search, setSearch] = useState('');
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const filings = useRead('filing.list', { ...year, limit: 200, ...(search === '' ? {} : { search }) });
  const workspace = useRead('workspace.get', {});
  const [form] = Form.useForm<Values>();
  const role = round.state === 'sealed' || round.state === 'accepted' ? 'office-head' : 'statistics-head';
  const officer =
    role === 'office-head' ? workspace.data?.officers.officeHead : workspace.data?.officers.statisticsHead;
  const reopen = async ({ name, reason, filings: named = [] }: Values): Promise<void> => {
    const chosen = named.map((item) => ({
      unit: item.slice(0, item.lastIndexOf('/')),
      return: item.slice(item.lastIndexOf('/') + 1),
    }));
    const done = await attempt('round.reopen', { ...year, role, name, reason, filings: chosen });
    if ('failure' in done) setFailure(done.failure);
    else close();
  };
  return (
    <Dialog
      title={`${labels.reopen} · ${roleNames[role][language]}`}
      okText={labels.ok}
      cancelText={labels.cancel}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet">{labels.reopenHint}</p>
      {workspace.data !== null && (
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{ name: officer }}
          onFinish={(values) => void reopen(values)}
        >
          <Form.Item name="name" label={labels.name} rules={[{ required: true }]}>
            <Input autoFocus maxLength={40} />
          </Form.Item>
          <Form.Item name="reason" label={labels.reason} rules={[{ required: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="filings" label={labels.filings}>
            <Select
              mode="multiple"
              showSearch={{ filterOption: false, onSearch: setSearch }}
              options={(filings.data?.filings ?? []).map((row) => ({
                value: `${row.unit}/${row.return}`,
                label: `${row.name} ${row.return}`,
              }))}
            />
          </Form.Item>
          {failure !== null && <Failure failure={failure} />}
        </Form>
      )}
    </Dialog>
  );
}
