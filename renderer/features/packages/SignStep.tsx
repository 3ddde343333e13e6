import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { roleNames } from '#shared/texts/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { useFilingNarrowing, useFindingNarrowing } from '../../app/narrowing.ts';
import { attempt } from '../../app/work.ts';
import { Failure } from '../../ui/Failure.tsx';
import { attachmentLabels } from './attachment-labels.ts';
import { packageLabels } from './labels.ts';
import type { Round } from './PackagesScreen.tsx';

interface Values {
  readonly name: string;
  readonly missingReason?: string;
}

/** What the province would return, and the signature that is next. */
export function SignStep({ round }: { readonly round: Round }) {
  const labels = useLabels(packageLabels);
  const attachments = useLabels(attachmentLabels);
  const language = useLanguage();
  const year = useYear();
  const go = useNavigation((state) => state.go);
  const workspace = useRead('workspace.get', {});
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const role = round.state === 'open' ? 'statistics-head' : 'office-head';
  const officer =
    round.state === 'open' ? workspace.data?.officers.statisticsHead : workspace.data?.officers.officeHead;
  const { rehearsal } = round;
  const sign = async ({ name, missingReason }: Values): Promise<void> => {
    const done = await attempt('round.signoff', {
      ...year,
      role,
      name,
      ...(missingReason === undefined || missingReason === '' ? {} : { missingReason }),
    });
    setFailure('failure' in done ? done.failure : null);
  };
  const faults = (['findingsA', 'unexplained', 'county', 'drafts'] as const).filter(
    (item) => rehearsal[item] > 0,
  );
  const lead = (item: (typeof faults)[number] | 'due'): void => {
    if (item === 'drafts' || item === 'due')
      useFilingNarrowing.setState({ typed: '', narrowing: { state: item === 'due' ? 'due' : 'draft' } });
    else useFindingNarrowing.setState({ lacking: false });
    go(item === 'drafts' || item === 'due' ? 'filing' : 'review');
  };
  const leadToLacking = (): void => {
    useFindingNarrowing.setState({ only: null, lacking: true });
    go('review');
  };
  return (
    <Card size="small" title={round.state === 'open' ? labels.rehearsal : roleNames[role][language]}>
      {round.state === 'open' && (
        <>
          <p>{labels.counted(rehearsal.accepted, rehearsal.exempt)}</p>
          {rehearsal.ready && <Alert type="success" showIcon title={labels.rehearsalGood} />}
          {!rehearsal.ready && faults.length === 0 && (
            <Alert type="info" showIcon title={labels.rehearsalEmpty} />
          )}
          {faults.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={labels.rehearsalBad}
              description={
                <ul className="faults">
                  {faults.map((item) => (
                    <li key={item}>
                      {labels.items[item](rehearsal[item])}
                      <Button onClick={() => lead(item)}>{labels.handle}</Button>
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          {rehearsal.lacking > 0 && (
            <Alert
              type="warning"
              showIcon
              title={attachments.lacking(rehearsal.lacking)}
              description={attachments.lackingHint}
              action={<Button onClick={leadToLacking}>{labels.handle}</Button>}
            />
          )}
          {rehearsal.due > 0 && (
            <Alert
              type="info"
              showIcon
              title={labels.missing(rehearsal.due)}
              description={labels.missingHint}
              action={<Button onClick={() => lead('due')}>{labels.missingList}</Button>}
            />
          )}
        </>
      )}
      {(round.state !== 'open' || rehearsal.ready) && workspace.data !== null && (
        <Form<Values>
          layout="vertical"
          className="sign"
          initialValues={{ name: officer ?? '' }}
          onFinish={(values) => void sign(values)}
        >
          {round.state === 'open' && rehearsal.due > 0 && (
            <Form.Item name="missingReason" label={labels.missingReason} rules={[{ required: true }]}>
              <Input maxLength={200} />
            </Form.Item>
          )}
          <Form.Item
            name="name"
            label={labels.name}
            rules={[{ required: true }]}
            extra={labels.confirmSign(roleNames[role][language])}
          >
            <Input maxLength={40} />
          </Form.Item>
          {failure !== null && <Failure failure={failure} />}
          <Button type="primary" htmlType="submit">
            {labels.sign}
          </Button>
        </Form>
      )}
    </Card>
  );
}
