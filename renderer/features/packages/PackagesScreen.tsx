import { Button, Card, Steps } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { actNames, roleNames, roundStateNames } from '#shared/texts/states.ts';
import type { RoundState } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { localTime } from '#shared/values/moment.ts';
import { Care } from './Care.tsx';
import { Editions } from './Editions.tsx';
import { packageLabels } from './labels.ts';
import { Outward, type OutwardStep } from './Outward.tsx';
import { PackageList, type SealedPackage } from './PackageList.tsx';
import { Reopen } from './Reopen.tsx';
import { SealStep } from './SealStep.tsx';
import { SignStep } from './SignStep.tsx';
import { VerifyPackage } from './VerifyPackage.tsx';
import './packages.css';

export type Round = Output<'round.get'>;

const steps = ['rehearse', 'first', 'second', 'seal', 'write', 'print', 'deliver'] as const;
/** Which step of the stepper each state of the round stands at; a sealed round goes on by hand. */
const stepOf: Readonly<Record<RoundState, number>> = {
  open: 1,
  'signed-1': 2,
  'signed-2': 3,
  sealed: 4,
  returned: steps.length,
  accepted: steps.length,
};

/** Rehearse, sign, sign, seal, onto the stick, print, deliver: one step at a time, as the state of the round allows. */
export function PackagesScreen() {
  const labels = useLabels(packageLabels);
  const year = useYear();
  const round = useRead('round.get', year);
  const list = useRead('package.list', year);
  const [reopening, setReopening] = useState(false);
  const [outward, setOutward] = useState<{ readonly of: string; readonly step: OutwardStep } | null>(null);
  const newest = list.data?.packages.at(-1);
  // Each package goes through the last three steps anew.
  const chosen = outward !== null && outward.of === newest?.sha256 ? outward.step : null;
  const step = chosen ?? (newest?.delivered === null ? 'write' : 'deliver');
  const goTo = (next: OutwardStep): void => setOutward({ of: newest?.sha256 ?? '', step: next });
  return (
    <Screen title={labels.title} tools={<VerifyPackage />}>
      <Answer read={round}>
        {(data) => (
          <div className="packages">
            <Steps
              size="small"
              titlePlacement="vertical"
              current={standing(data, step, newest)}
              items={steps.map((name) => ({ title: labels.steps[name] }))}
            />
            <div className="packages-panes">
              <div>
                <CurrentStep round={data} />
                {data.state === 'sealed' && newest !== undefined && (
                  <Outward round={data} sealed={newest} step={step} goTo={goTo} />
                )}
                {data.state !== 'open' && <Button onClick={() => setReopening(true)}>{labels.reopen}</Button>}
                {reopening && <Reopen round={data} close={() => setReopening(false)} />}
                <PackageList read={list} />
              </div>
              <div>
                <Editions />
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

/** Which step is current; past the last one when the package is delivered. */
function standing(round: Round, outward: OutwardStep, newest: SealedPackage | undefined): number {
  if (round.state === 'open' && !round.rehearsal.ready) return 0;
  if (round.state !== 'sealed') return stepOf[round.state];
  return newest?.delivered !== null && outward === 'deliver' ? steps.length : steps.indexOf(outward);
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
