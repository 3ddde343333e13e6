import { Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { Input as InputOf } from '#shared/contract/contract.ts';
import { exemptReasonNames } from '#shared/texts/states.ts';
import { exemptReasons, type FilingState } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useNamed } from '../../app/AskClerk.tsx';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { attempt, run, saveMade, say, write } from '../../app/work.ts';
import { AskText } from '../../ui/AskText.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';
import { ListedReturns } from './ListedReturns.tsx';
import { Merging } from './Merging.tsx';
import { Moving } from './Moving.tsx';
import { unitLabels } from './unit-labels.ts';

type Act = InputOf<'filing.move'>['act'];
type Asked = Act | 'rename' | 'move' | 'merge' | 'close';

/** What can be done with a filing in each state; the first is the usual one. */
const acts: Readonly<Record<FilingState, readonly Act[]>> = {
  due: ['exempt', 'nil', 'aside'],
  draft: ['accept', 'nil', 'exempt', 'aside'],
  accepted: ['unaccept', 'aside'],
  nil: ['unaccept'],
  exempt: ['revoke'],
  aside: ['decide'],
};

export function FilingActs({ filing }: { readonly filing: Filing }) {
  const labels = useLabels(filingLabels);
  const unit = useLabels(unitLabels);
  const year = useYear();
  const setPlace = useNavigation((state) => state.setPlace);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [first, ...others] = filing.frozen ? [] : acts[filing.state];
  const named = useNamed();
  const act = (kind: Act): void =>
    named(() => {
      if (kind === 'nil' || kind === 'exempt' || kind === 'aside') setAsked(kind);
      else void write('filing.move', { ...year, unit: filing.unit, return: filing.return, act: kind });
    });
  const template = async (): Promise<void> => {
    const made = await run(labels.template, 'template.make', {
      ...year,
      return: filing.return,
      unit: filing.unit,
    });
    if (made !== null) await saveMade(made.file);
  };
  const items = [
    ...others.map((kind) => ({
      key: kind,
      label: labels.acts[kind],
      onClick: () => act(kind),
    })),
    { type: 'divider' as const },
    { key: 'template', label: labels.template, onClick: () => void template() },
    // The county's own entry follows the area codes.
    ...(filing.frozen || filing.kind === '县'
      ? []
      : [
          { key: 'rename', label: labels.rename, onClick: () => setAsked('rename') },
          { key: 'move', label: unit.move, onClick: () => setAsked('move') },
          { key: 'merge', label: unit.merge, onClick: () => setAsked('merge') },
          { key: 'close', label: labels.close, onClick: () => setAsked('close') },
        ]),
  ];
  return (
    <div className="filing-acts">
      <Space>
        {first !== undefined && (
          <Button type={first === 'accept' ? 'primary' : 'default'} onClick={() => act(first)}>
            {labels.acts[first]}
          </Button>
        )}
        <MenuButton items={items}>{`${labels.more} ▾`}</MenuButton>
      </Space>
      <Space wrap>
        {filing.others.map((other) => (
          <Button
            key={other.return}
            type={other.return === filing.return ? 'primary' : 'text'}
            ghost={other.return === filing.return}
            onClick={() => setPlace({ unit: filing.unit, return: other.return })}
          >
            {other.return}
          </Button>
        ))}
      </Space>
      {!filing.frozen && <ListedReturns filing={filing} />}
      {asked !== null && <Ask key={asked} asked={asked} filing={filing} close={() => setAsked(null)} />}
    </div>
  );
}

interface AskProps {
  readonly asked: Asked;
  readonly filing: Filing;
  readonly close: () => void;
}

/** What an act needs to be told: a name, why, on what grounds. */
function Ask({ asked, filing, close }: AskProps) {
  const labels = useLabels(filingLabels);
  const texts = useLabels(unitLabels);
  const year = useYear();
  const unit = { ...year, unit: filing.unit };
  const setPlace = useNavigation((state) => state.setPlace);
  const finish = (answer: Promise<unknown>): void =>
    void answer.then((done) => {
      if (done !== null) close();
    });
  if (asked === 'close')
    return <Closing close={close} done={(status) => finish(write('units.close', { ...unit, status }))} />;
  if (asked === 'move')
    return (
      <Moving
        year={filing.year}
        name={filing.name}
        close={close}
        done={(area, county) =>
          void write('units.move', { ...unit, area }).then((done) => {
            if (done === null) return;
            close();
            say('success', texts.moved(filing.name, county));
          })
        }
      />
    );
  if (asked === 'merge')
    return (
      <Merging
        filing={filing}
        close={close}
        merge={async (into) => {
          const done = await attempt('units.merge', { ...unit, into });
          if ('failure' in done) return done.failure;
          const { unit: kept, moved } = done.result;
          setPlace({ unit: kept.id, return: filing.return });
          const cells = moved.reduce((sum, item) => sum + item.cells, 0);
          say('success', texts.merged(filing.name, kept.name, cells));
          return null;
        }}
      />
    );
  if (asked === 'exempt')
    return (
      <Exempting
        close={close}
        done={(reason, basis) =>
          finish(write('filing.move', { ...unit, return: filing.return, act: 'exempt', reason, basis }))
        }
      />
    );
  return (
    <AskText
      title={asked === 'rename' ? labels.rename : labels.reasons[asked as keyof typeof labels.reasons]}
      ok={labels.ok}
      cancel={labels.cancel}
      start={asked === 'rename' ? filing.name : ''}
      close={close}
      done={(text) =>
        finish(
          asked === 'rename'
            ? write('units.rename', { ...unit, name: text })
            : write('filing.move', {
                ...unit,
                return: filing.return,
                act: asked,
                reason: text,
                basis: text,
              }),
        )
      }
    />
  );
}

/** A reason from the closed list, and the grounds. */
function Exempting({
  done,
  close,
}: {
  readonly done: (reason: string, basis: string) => void;
  readonly close: () => void;
}) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const [reason, setReason] = useState<string | null>(null);
  const [basis, setBasis] = useState('');
  const isGiven = reason !== null && basis.trim() !== '';
  return (
    <Dialog
      title={labels.reasons.exempt}
      okText={labels.ok}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: !isGiven }}
      onOk={() => isGiven && done(reason, basis)}
      onCancel={close}
    >
      <Select
        autoFocus
        aria-label={labels.reasons.exempt}
        className="wide gap-below"
        value={reason}
        onChange={setReason}
        options={exemptReasons.map((code) => ({ value: code, label: exemptReasonNames[code][language] }))}
      />
      <Input
        aria-label={labels.basis}
        placeholder={labels.basis}
        value={basis}
        maxLength={200}
        onChange={(event) => setBasis(event.target.value)}
      />
    </Dialog>
  );
}

/** How a unit has ended: an item of the directory's list of states. */
function Closing({ done, close }: { readonly done: (status: string) => void; readonly close: () => void }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const lists = useRead('catalogue.get', useYear());
  const [status, setStatus] = useState<string | null>(null);
  const states = lists.data?.states?.items.filter((item) => item.code !== '1') ?? [];
  return (
    <Dialog
      title={labels.close}
      okText={labels.ok}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: status === null }}
      onOk={() => status !== null && done(status)}
      onCancel={close}
    >
      <Select
        autoFocus
        aria-label={labels.close}
        className="wide"
        value={status}
        onChange={setStatus}
        options={states.map((item) => ({ value: item.code, label: `${item.code} ${item.name[language]}` }))}
      />
    </Dialog>
  );
}
