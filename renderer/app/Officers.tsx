import { Button, Checkbox, Form, Input, Popover } from 'antd';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Output } from '#shared/contract/contract.ts';
import { connection } from '../api/client.ts';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { write } from './work.ts';

type Names = Output<'workspace.officers'>;

const useOpen = create<{ readonly open: boolean }>(() => ({ open: false }));
const setOpen = (open: boolean): void => useOpen.setState({ open });

/** Where a name is needed and not entered yet: opens the form that asks for it. */
export function enterOfficers(): void {
  setOpen(true);
}

/** Who works here: the clerk's name goes into the log of every act from this page. */
export function Officers({ officers }: { readonly officers: Names }) {
  const labels = useLabels(appLabels);
  const open = useOpen((state) => state.open);
  const { clerk } = officers;
  useEffect(() => connection.actAs(clerk === '' ? null : { name: clerk, role: 'clerk' }), [clerk]);
  const form = (
    <Form<Names>
      layout="vertical"
      className="officers"
      initialValues={officers}
      onFinish={(values) => {
        void write('workspace.officers', values).then((done) => setOpen(done === null));
      }}
    >
      <Form.Item name="office" label={labels.office}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="clerk" label={labels.clerk}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="statisticsHead" label={labels.statisticsHead}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="officeHead" label={labels.officeHead}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="phone" label={labels.phone}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="onePerson" valuePropName="checked" extra={labels.onePersonHint}>
        <Checkbox>{labels.onePerson}</Checkbox>
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {labels.save}
      </Button>
    </Form>
  );
  return (
    <Popover
      content={form}
      title={labels.officers}
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
    >
      <Button type="text">{clerk === '' ? `${labels.clerk}: ${labels.nobody}` : clerk}</Button>
    </Popover>
  );
}
