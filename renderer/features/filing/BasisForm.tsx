import { Button, Form, Input, Select, Space } from 'antd';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { basisNames } from '#shared/texts/states.ts';
import { correctionBases, type CorrectionBasis } from '#shared/values/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { Failure } from '../../ui/Failure.tsx';
import { filingLabels } from './labels.ts';

export interface Basis {
  readonly basis: CorrectionBasis;
  readonly reason?: string;
}

/** On what ground an imported content is changed: asked for every correction, of a form's cells and of a register's row. */
export function BasisForm({
  correct,
  failure,
  dropText,
  drop,
  autoFocus = false,
}: {
  readonly correct: (given: Basis) => void;
  readonly failure: ServiceFailure | null;
  readonly dropText: string;
  readonly drop: () => void;
  readonly autoFocus?: boolean;
}) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  return (
    <Form<Basis> layout="vertical" onFinish={correct}>
      <Form.Item name="basis" label={labels.basis} rules={[{ required: true, message: labels.basisNeeded }]}>
        <Select
          autoFocus={autoFocus}
          options={correctionBases.map((basis) => ({ value: basis, label: basisNames[basis][language] }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={labels.explain}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      {failure !== null && <Failure failure={failure} />}
      <Space>
        <Button type="primary" htmlType="submit">
          {labels.ok}
        </Button>
        <Button onClick={drop}>{dropText}</Button>
      </Space>
    </Form>
  );
}
