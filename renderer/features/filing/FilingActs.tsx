import { Button, Dropdown, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { Input as InputOf } from '#shared/contract/contract.ts';
import { exemptReasonNames } from '#shared/texts/states.ts';
import { exemptReasons, type FilingState } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { run, saveMade, write } from '../../app/work.ts';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

type Act = InputOf<'filing.move'>['act'];

/** What can be done with a filing in each state; the first is the usual one. */
const acts: Readonly<Record<FilingState, readonly Act[]>> = {
  due: ['exempt', 'nil', 'aside'],
  draft: ['accept', 'nil', 'exempt', 'aside'],
  accepted: ['unaccept', 'aside'],
  nil: ['unaccept'],
  exempt: ['revoke'],
  aside: ['decide'],
};

export function FilingActs({ filing, form }: { readonly filing: Filing; readonly form: ReturnForm }) {
  const labels = useLabels(filingLabels);
  const year = useYear();
  const setPlace = useNavigation((state) => state.setPlace);
  const [asked, setAsked] = useState<Act | 'rename' | 'close' | null>(null);
  const [first, ...others] = filing.frozen ? [] : acts[filing.state];
  const act = (kind: Act): void => {
    if (kind === 'nil' || kind === 'exempt' || kind === 'aside') setAsked(kind);
    else void write('filing.move', { ...year, unit: filing.unit, return: filing.return, act: kind });
  };
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
    ...(filing.frozen
      ? []
      : [
          { key: 'rename', label: labels.rename, onClick: () => setAsked('rename') },
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
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button>{labels.more} ▾</Button>
        </Dropdown>
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
      {asked !== null && (
        <Ask key={asked} asked={asked} filing={filing} form={form} close={() => setAsked(null)} />
      )}
    </div>
  );
}

interface AskProps {
  readonly asked: Act | 'rename' | 'close';
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly close: () => void;
}

function Ask({ asked, filing, close }: AskProps) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const year = useYear();
  const lists = useRead('catalogue.return', asked === 'close' ? { return: 'JC101' } : null);
  const [text, setText] = useState(asked === 'rename' ? filing.name : '');
  const [reason, setReason] = useState('');
  const isGiven = text.trim() !== '' && (asked !== 'exempt' || reason !== '');
  const states =
    lists.data?.lists.find((list) => list.name === '运营状态')?.items.filter((item) => item.code !== '1') ??
    [];
  const done = async (): Promise<void> => {
    const unit = { ...year, unit: filing.unit };
    const answer =
      asked === 'rename'
        ? await write('units.rename', { ...unit, name: text })
        : asked === 'close'
          ? await write('units.close', { ...unit, status: text })
          : await write('filing.move', {
              ...unit,
              return: filing.return,
              act: asked,
              reason: asked === 'exempt' ? reason : text,
              basis: text,
            });
    if (answer !== null) close();
  };
  const title =
    asked === 'rename' || asked === 'close'
      ? labels[asked]
      : labels.reasons[asked as keyof typeof labels.reasons];
  return (
    <Modal
      open
      title={title}
      okText={labels.ok}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: !isGiven }}
      onOk={() => void done()}
      onCancel={close}
    >
      {asked === 'exempt' && (
        <Select
          autoFocus
          className="wide gap-below"
          value={reason === '' ? null : reason}
          onChange={setReason}
          options={exemptReasons.map((code) => ({ value: code, label: exemptReasonNames[code][language] }))}
        />
      )}
      {asked === 'close' ? (
        <Select
          autoFocus
          className="wide"
          value={text === '' ? null : text}
          onChange={setText}
          options={states.map((item) => ({ value: item.code, label: `${item.code} ${item.name[language]}` }))}
        />
      ) : (
        <Input
          autoFocus={asked !== 'exempt'}
          {...(asked === 'exempt' ? { placeholder: labels.basis } : {})}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={() => isGiven && void done()}
        />
      )}
    </Modal>
  );
}
