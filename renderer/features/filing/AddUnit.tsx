import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure, failureText } from '../../ui/Failure.tsx';
import { filingLabels } from './labels.ts';
import { unitKinds, unitLabels, type UnitKind } from './unit-labels.ts';

interface Values {
  readonly kind: UnitKind;
  readonly code?: string;
  readonly name: string;
  readonly industry?: string;
  readonly area?: string;
  readonly returns?: string[];
}

/** The field that a refusal speaks of. */
const refusedFields: Readonly<Record<string, keyof Values>> = {
  'unit.code': 'code',
  'unit.exists': 'code',
  'unit.industry': 'industry',
  'unit.area': 'area',
};

/** The units that a refusal takes the new one for. */
function namesakesIn(failure: ServiceFailure): readonly string[] | null {
  if (!('problem' in failure) || failure.problem.code !== 'unit.namesake') return null;
  return failure.problem.details.others.map(({ unit }) => unit);
}

/** What is not filled in is not sent: the service knows what stands in for it. */
function given(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value.trim() === '' ? [] : [[key, value.trim()]],
    ),
  );
}

/** Puts a unit into the directory; its obligations of the year follow, and with it the registers that it fills. */
export function AddUnit() {
  const labels = useLabels(filingLabels);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{labels.addUnit}</Button>
      {open && <NewUnit close={() => setOpen(false)} />}
    </>
  );
}

function NewUnit({ close }: { readonly close: () => void }) {
  const labels = useLabels(filingLabels);
  const own = useLabels(unitLabels);
  const language = useLanguage();
  const year = useYear();
  const setPlace = useNavigation((state) => state.setPlace);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? unitKinds[0];
  const catalogue = useRead('catalogue.get', year);
  const newest = useRead('workspace.get', {}).data?.year ?? null;
  const counties = useRead('workspace.counties', newest === null ? null : { year: newest, ...year });
  const filled = (catalogue.data?.returns ?? []).filter(
    (item) => item.kind !== 'computed' && item.population.kinds.includes(kind),
  );
  const owed = filled.filter((item) => item.population.duty === 'all');
  const listed = filled.filter((item) => item.population.duty === 'listed');
  const needsReturn = owed.length === 0;
  const namesakes = failure === null ? null : namesakesIn(failure);
  const refuse = (refused: ServiceFailure): void => {
    const field = 'problem' in refused ? refusedFields[refused.problem.code] : undefined;
    if (field === undefined) return setFailure(refused);
    form.setFields([{ name: field, errors: [failureText(refused, language)] }]);
    form.focusField(field);
  };
  const add = async (values: Values, apart: readonly string[]): Promise<void> => {
    const { kind: of, name, returns = [], code, industry, area } = values;
    setFailure(null);
    const asked = { ...year, kind: of, name, ...given({ code, industry, area }), apart: [...apart] };
    const done = await attempt('units.add', asked);
    if ('failure' in done) return refuse(done.failure);
    const unit = done.result.unit.id;
    for (const item of returns) {
      const added = await attempt('obligations.add', { ...year, unit, return: item });
      if ('failure' in added) return setFailure(added.failure);
    }
    close();
    const first = owed[0]?.code ?? returns[0];
    if (first !== undefined) setPlace({ unit, return: first });
  };
  return (
    <Dialog
      title={labels.addUnit}
      onCancel={close}
      okText={labels.ok}
      cancelText={labels.cancel}
      // The form's own button, so that Enter in a field adds the unit.
      okButtonProps={{ htmlType: 'submit', form: 'add-unit' }}
    >
      <Form<Values>
        id="add-unit"
        className="add-unit"
        form={form}
        layout="vertical"
        initialValues={{ kind: unitKinds[0] }}
        onFinish={(values) => void add(values, [])}
        onValuesChange={(changed) => {
          // What was asked about a name says nothing of another.
          setFailure(null);
          if ('kind' in changed) form.resetFields(['industry', 'returns']);
        }}
      >
        <Form.Item name="kind" label={own.kind} rules={[{ required: true }]}>
          <Select options={unitKinds.map((value) => ({ value, label: own.kinds[value] }))} />
        </Form.Item>
        <Form.Item name="name" label={labels.unitName} rules={[{ required: true, message: own.required }]}>
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item
          name="code"
          label={labels.unitCode}
          extra={kind === '企业' ? undefined : own.codeHint}
          rules={kind === '企业' ? [{ required: true, message: own.required }] : []}
        >
          <Input maxLength={30} />
        </Form.Item>
        {kind === '企业' && (
          <Form.Item name="industry" label={labels.industry} extra={own.industryHint}>
            <Input maxLength={4} />
          </Form.Item>
        )}
        <Form.Item name="area" label={own.area}>
          <Select
            allowClear
            placeholder={own.areaHint}
            showSearch={{ optionFilterProp: 'label' }}
            options={(counties.data?.counties ?? []).map((county) => ({
              value: county.code,
              label: `${county.prefecture} ${county.name} ${county.code}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="returns"
          label={own.returns}
          extra={needsReturn ? own.returnsNeeded : own.returnsHint(owed.map((item) => item.code))}
          rules={needsReturn ? [{ required: true, message: own.required }] : []}
        >
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={listed.map((item) => ({
              value: item.code,
              label: `${item.code} ${item.name[language]}`,
            }))}
          />
        </Form.Item>
        {failure !== null && <Failure failure={failure} />}
        {namesakes !== null && (
          <Button onClick={() => void add(form.getFieldsValue(), namesakes)}>{own.another}</Button>
        )}
      </Form>
    </Dialog>
  );
}
