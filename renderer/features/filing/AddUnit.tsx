import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { useLabels } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { Failure } from '../../ui/Failure.tsx';
import { filingLabels } from './labels.ts';

interface Values {
  readonly code: string;
  readonly name: string;
  readonly industry?: string;
}

/** Puts a unit into the directory; its obligations of the year follow. */
export function AddUnit() {
  const labels = useLabels(filingLabels);
  const year = useYear();
  const setPlace = useNavigation((state) => state.setPlace);
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [form] = Form.useForm<Values>();
  const add = async ({ code, name, industry }: Values): Promise<void> => {
    const done = await attempt('units.add', {
      ...year,
      code,
      name,
      ...(industry === undefined || industry === '' ? {} : { industry }),
    });
    if ('failure' in done) return setFailure(done.failure);
    setOpen(false);
    setFailure(null);
    form.resetFields();
    setPlace({ unit: done.result.unit.id, return: 'JC101' });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{labels.addUnit}</Button>
      <Modal
        title={labels.addUnit}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        okText={labels.ok}
        cancelText={labels.cancel}
        forceRender
      >
        <Form<Values> form={form} layout="vertical" onFinish={(values) => void add(values)}>
          <Form.Item name="code" label={labels.unitCode} rules={[{ required: true }]}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="name" label={labels.unitName} rules={[{ required: true }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="industry" label={labels.industry}>
            <Input maxLength={4} />
          </Form.Item>
          {failure !== null && <Failure failure={failure} />}
        </Form>
      </Modal>
    </>
  );
}
