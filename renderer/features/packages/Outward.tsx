import { Alert, Button, Card, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { faultText } from '#shared/texts/verification.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { failureOf, run, saveMade, say, sayFailure, write } from '../../app/work.ts';
import { localDay } from '#shared/values/moment.ts';
import { attachmentLabels } from './attachment-labels.ts';
import { packageLabels } from './labels.ts';
import { useSave, type SealedPackage } from './PackageList.tsx';
import type { Round } from './PackagesScreen.tsx';
import { Slip } from './Slip.tsx';

export type OutwardStep = 'write' | 'print' | 'deliver';

interface Way {
  readonly round: Round;
  readonly sealed: SealedPackage;
  readonly goTo: (step: OutwardStep) => void;
}

/** What is done with a sealed package: onto the stick and read back from it, its slip printed for the stamp, handed over. */
export function Outward({ step, ...way }: Way & { readonly step: OutwardStep }) {
  if (step === 'write') return <Write key={way.sealed.sha256} {...way} />;
  if (step === 'print') return <Print {...way} />;
  return <Deliver {...way} />;
}

type Read = { readonly name: string } & (
  { readonly kind: 'same' | 'other' } | { readonly kind: 'invalid'; readonly faults: readonly string[] }
);

function Write({ sealed, goTo }: Way) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const save = useSave();
  const [read, setRead] = useState<Read | null>(null);
  const verify = async (): Promise<void> => {
    const [file] = await host.pickFiles({ many: false, folder: false });
    if (file === undefined) return;
    const verdict = await run(labels.verifying, 'package.verify', { file: file.token });
    if (verdict === null) return;
    const { name } = file;
    if (verdict.sha256 === sealed.sha256) setRead({ name, kind: 'same' });
    else if (verdict.valid) setRead({ name, kind: 'other' });
    else
      setRead({ name, kind: 'invalid', faults: verdict.problems.map((fault) => faultText(fault, language)) });
  };
  const isSame = read?.kind === 'same';
  return (
    <Card size="small" title={labels.steps.write}>
      <p>{labels.writeHint(sealed.file)}</p>
      <Space>
        <Button onClick={() => void save(sealed.sequence)}>{labels.writeAct}</Button>
        <Button
          type={isSame ? 'default' : 'primary'}
          onClick={() => void verify().catch((error: unknown) => sayFailure(failureOf(error)))}
        >
          {labels.readBack}
        </Button>
        <Button type={isSame ? 'primary' : 'default'} onClick={() => goTo('print')}>
          {isSame ? labels.next : labels.later}
        </Button>
      </Space>
      <AttachmentBundle />
      {read !== null && (
        <Alert
          className="read-back"
          type={isSame ? 'success' : 'error'}
          showIcon
          title={labels.readBackOf[read.kind](read.name, sealed.sequence)}
          {...(read.kind === 'invalid' && { description: read.faults.join(' ') })}
        />
      )}
    </Card>
  );
}

/** The documents that the package names, to be saved beside it; nothing where it names none. */
function AttachmentBundle() {
  const labels = useLabels(packageLabels);
  const texts = useLabels(attachmentLabels);
  const year = useYear();
  const attachments = useRead('attachment.list', year).data?.attachments ?? [];
  const save = async (): Promise<void> => {
    const done = await run(texts.bundling, 'attachment.bundle', year);
    if (done !== null && (await saveMade(done.file))) say('success', labels.saved);
  };
  if (attachments.length === 0) return null;
  return (
    <>
      <p>{texts.bundleHint}</p>
      <Button onClick={() => void save()}>{texts.bundle(attachments.length)}</Button>
    </>
  );
}

function Print({ round, sealed, goTo }: Way) {
  const labels = useLabels(packageLabels);
  return (
    <Card size="small" title={labels.steps.print}>
      <p>{labels.printHint}</p>
      <Space>
        <Button onClick={() => goTo('write')}>{labels.back}</Button>
        <Button type="primary" onClick={() => void host.print()}>
          {labels.printAct}
        </Button>
        <Button onClick={() => goTo('deliver')}>{labels.next}</Button>
      </Space>
      <Slip round={round} sealed={sealed} />
    </Card>
  );
}

interface Values {
  readonly on: string;
  readonly to: string;
}

function Deliver({ sealed, goTo }: Way) {
  const labels = useLabels(packageLabels);
  const year = useYear();
  const [today] = useState(() => localDay(new Date().toISOString()));
  return (
    <Card size="small" title={labels.steps.deliver}>
      {sealed.delivered !== null && (
        <Alert
          type="success"
          showIcon
          title={labels.deliveredTo(sealed.delivered.on, sealed.delivered.to)}
          action={<Button onClick={() => goTo('print')}>{labels.printAgain}</Button>}
        />
      )}
      {sealed.delivered === null && (
        <Form<Values>
          layout="vertical"
          initialValues={{ on: today }}
          onFinish={(values) => void write('round.delivered', { ...year, ...values })}
        >
          <p>{labels.deliverHint}</p>
          <Form.Item
            name="on"
            label={labels.deliverOn}
            rules={[{ required: true, message: labels.deliverOnNeeded }]}
          >
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="to"
            label={labels.deliverTo}
            rules={[{ required: true, message: labels.deliverToNeeded }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Space>
            <Button onClick={() => goTo('print')}>{labels.back}</Button>
            <Button type="primary" htmlType="submit">
              {labels.deliverAct}
            </Button>
          </Space>
        </Form>
      )}
    </Card>
  );
}
