import { Button, Card, Steps } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { actNames, roleNames, roundStateNames } from '#shared/texts/states.ts';
import type { RoundState } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { localTime } from '../../ui/time.ts';
import { Care } from './Care.tsx';
import { packageLabels } from './labels.ts';
import { PackageList } from './PackageList.tsx';
import { Reopen } from './Reopen.tsx';
import { SealStep } from './SealStep.tsx';
import { SignStep } from './SignStep.tsx';
import { VerifyPackage } from './VerifyPackage.tsx';
import './packages.css';

export type Round = Output<'round.get'>;

/** Which step of the stepper each state of the round stands at. */
const stepOf: Readonly<Record<RoundState, number>> = {
  open: 1,
  'signed-1': 2,
  'signed-2': 3,
  sealed: 4,
  returned: 4,
  accepted: 5,
};

/** Rehearse, sign, sign, seal, deliver: one step at a time, each as the state of the round allows. */
export function PackagesScreen() {
  const labels = useLabels(packageLabels);
  const round = useRead('round.get', useYear());
  const [reopening, setReopening] = useState(false);
  return (
    <Screen title={labels.title} tools={<VerifyPackage />}>
      <Answer read={round}>
        {(data) => (
          <div className="packages">
            <Steps
              size="small"
              current={data.state === 'open' && !data.rehearsal.ready ? 0 : stepOf[data.state]}
              items={(['rehearse', 'first', 'second', 'seal', 'deliver'] as const).map((step) => ({
                title: labels.steps[step],
              }))}
            />
            <div className="packages-panes">
              <div>
                <CurrentStep round={data} />
                {data.state !== 'open' && <Button onClick={() => setReopening(true)}>{labels.reopen}</Button>}
                {reopening && <Reopen round={data} close={() => setReopening(false)} />}
                <PackageList round={data} />
              </div>
              <div>
                <Care />
                <Acts round={data} />
              </div>
            </div>
          </div>
        )}
      </Answer>
    </Screen>
  );
}

function CurrentStep({ round }: { readonly round: Round }) {
  if (round.state === 'open' || round.state === 'signed-1')
    return <SignStep key={round.state} round={round} />;
  if (round.state === 'signed-2') return <SealStep />;
  return null;
}

function Acts({ round }: { readonly round: Round }) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  return (
    <Card size="small" title={labels.acts} className="acts">
      {round.acts.map((act, index) => (
        <p key={index}>
          <span className="quiet">{localTime(act.at)}</span>{' '}
          {roleNames[act.role as keyof typeof roleNames]?.[language] ?? act.role} <b>{act.who}</b>{' '}
          {actNames[act.act as keyof typeof actNames]?.[language] ?? act.act}
          {act.to === null
            ? ''
            : ` → ${roundStateNames[act.to as keyof typeof roundStateNames]?.[language] ?? act.to}`}
          {act.reason !== null && <span className="quiet"> {act.reason}</span>}
        </p>
      ))}
    </Card>
  );
}
