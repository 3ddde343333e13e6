import { Button, Card, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { holderName } from '#shared/texts/certificate-name.ts';
import { localDay } from '#shared/values/moment.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attemptRun, run, saveMade, say, sayFailure } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { failureText } from '../../ui/Failure.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { packageLabels } from './labels.ts';

/** The key, once; then the package: built, signed, verified, saved. */
export function SealStep() {
  const labels = useLabels(packageLabels);
  const key = useRead('key.get', {});
  /** The key that is to give way, by its fingerprint. */
  const [forgotten, setForgotten] = useState<string | null>(null);
  const keyStep = (own: Certificate | null): React.ReactNode => {
    if (own === null) return <NewKey why={labels.noKey} replace={false} />;
    if (!isOfUse(own)) return <NewKey why={labels.oldKey(localDay(own.validUntil))} replace={false} />;
    if (own.fingerprint !== forgotten)
      return <Seal certificate={own} onForgotten={() => setForgotten(own.fingerprint)} />;
    return <NewKey why={labels.forgottenKey} replace onKeep={() => setForgotten(null)} />;
  };
  return (
    <Card size="small" title={labels.steps.seal}>
      <Answer read={key}>{({ key: own }) => keyStep(own)}</Answer>
    </Card>
  );
}

type Certificate = Output<'key.new'>;

/** Whether it signs: one that is too old gives way to a new one. */
function isOfUse(own: Certificate): boolean {
  return Date.parse(own.validUntil) > Date.now();
}

interface Passphrases {
  readonly passphrase: string;
  readonly again: string;
}

interface NewKeyProps {
  readonly why: string;
  /** Whether it takes the place of one that could still sign. */
  readonly replace: boolean;
  readonly onKeep?: () => void;
}

function NewKey({ why, replace, onKeep }: NewKeyProps) {
  const labels = useLabels(packageLabels);
  const make = async ({ passphrase }: Passphrases): Promise<void> => {
    if ((await run(labels.newKey, 'key.new', { passphrase, replace })) !== null)
      say('success', labels.keyMade);
  };
  return (
    <Form<Passphrases> layout="vertical" onFinish={(values) => void make(values)}>
      <p>{why}</p>
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
      {onKeep !== undefined && (
        <button type="button" className="link key-keep" onClick={onKeep}>
          {labels.keepKey}
        </button>
      )}
    </Form>
  );
}

interface Values {
  readonly format: 'json' | 'xlsx' | 'both';
  readonly passphrase: string;
}

interface SealProps {
  readonly certificate: Certificate;
  readonly onForgotten: () => void;
}

function Seal({ certificate, onForgotten }: SealProps) {
  const labels = useLabels(packageLabels);
  const year = useYear();
  const language = useLanguage();
  const [form] = Form.useForm<Values>();
  const seal = async (values: Values): Promise<void> => {
    const done = await attemptRun(labels.sealing, 'package.seal', { ...year, ...values });
    form.resetFields(['passphrase']);
    if ('failure' in done) {
      const { failure } = done;
      // What was typed wrong is said where it is typed again.
      if ('problem' in failure && failure.problem.code === 'key.passphrase')
        form.setFields([{ name: 'passphrase', errors: [failureText(failure, language)] }]);
      else sayFailure(failure, 'package.seal');
      return;
    }
    const sealed = done.result;
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
      <button type="button" className="link key-keep" onClick={onForgotten}>
        {labels.forgotten}
      </button>
    </Form>
  );
}
