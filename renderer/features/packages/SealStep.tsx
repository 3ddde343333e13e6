import { Button, Card, Form, Input, Select } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import { holderName } from '#shared/texts/certificate-name.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade, say } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { packageLabels } from './labels.ts';

/** The key, once; then the package: built, signed, verified, saved. */
export function SealStep() {
  const labels = useLabels(packageLabels);
  const key = useRead('key.get', {});
  return (
    <Card size="small" title={labels.steps.seal}>
      <Answer read={key}>
        {(data) => (data.key === null ? <NewKey /> : <Seal certificate={data.key} />)}
      </Answer>
    </Card>
  );
}

interface Passphrases {
  readonly passphrase: string;
  readonly again: string;
}

function NewKey() {
  const labels = useLabels(packageLabels);
  const make = async ({ passphrase }: Passphrases): Promise<void> => {
    if ((await run(labels.newKey, 'key.new', { passphrase })) !== null) say('success', labels.keyMade);
  };
  return (
    <Form<Passphrases> layout="vertical" onFinish={(values) => void make(values)}>
      <p>{labels.noKey}</p>
      <Form.Item
        name="passphrase"
        label={labels.passphrase}
        rules={[{ required: true, min: 8, message: labels.passphraseShort }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={labels.again}
        dependencies={['passphrase']}
        required
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('passphrase')
                ? Promise.resolve()
                : Promise.reject(new Error(labels.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {labels.newKey}
      </Button>
    </Form>
  );
}

interface Values {
  readonly format: 'json' | 'xlsx' | 'both';
  readonly passphrase: string;
}

function Seal({ certificate }: { readonly certificate: Output<'key.new'> }) {
  const labels = useLabels(packageLabels);
  const year = useYear();
  const [form] = Form.useForm<Values>();
  const seal = async (values: Values): Promise<void> => {
    const sealed = await run(labels.sealing, 'package.seal', { ...year, ...values });
    form.resetFields(['passphrase']);
    if (sealed === null) return;
    say('success', labels.sealed(sealed.sequence));
    await saveMade(sealed.file);
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ format: 'both' }}
      onFinish={(values) => void seal(values)}
    >
      <p>
        <span title={certificate.subject}>{holderName(certificate.subject)}</span>{' '}
        {certificate.demonstration && <Chip kind="warn">{labels.demonstration}</Chip>}
      </p>
      <p className="quiet">
        {labels.fingerprint}: <code>{certificate.fingerprint.match(/.{8}/g)?.join(' ')}</code>
      </p>
      <Form.Item name="format" label={labels.format}>
        <Select
          options={(['both', 'json', 'xlsx'] as const).map((value) => ({
            value,
            label: labels.formats[value],
          }))}
        />
      </Form.Item>
      <Form.Item
        name="passphrase"
        label={labels.passphraseOfKey}
        rules={[{ required: true, message: labels.passphraseNeeded }]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {labels.sealAct}
      </Button>
    </Form>
  );
}
