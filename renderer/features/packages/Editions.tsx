import { Alert, Button, Card, Input } from 'antd';
import { useState } from 'react';
import type { Consequences, EditionCheck } from '#shared/contract/areas/editions.ts';
import type { Output } from '#shared/contract/contract.ts';
import { holderName } from '#shared/texts/certificate-name.ts';
import { editionTexts } from '#shared/texts/editions.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { failureOf, run, say, sayFailure } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { packageLabels } from './labels.ts';

type Kept = Output<'edition.list'>['editions'][number];

/** The editions that were loaded and the years under them; loading one, and moving a running year to one. */
export function Editions() {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const texts = editionTexts[language];
  const list = useRead('edition.list', {});
  const [checked, setChecked] = useState<EditionCheck | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const choose = async (): Promise<void> => {
    const files = await host.pickFiles({ many: true, folder: false });
    if (files.length === 0) return;
    const file = files.find(({ name }) => name.toLowerCase().endsWith('.nbed'));
    const trust = files.find(({ name }) => /\.(pem|crt|cer)$/i.test(name));
    if (file === undefined) {
      say('error', labels.noEdition);
      return;
    }
    const input = { file: file.token, ...(trust === undefined ? {} : { trust: trust.token }) };
    setChecked(await run(labels.readingEdition, 'edition.check', input));
  };
  const load = async ({ again, name }: EditionCheck): Promise<void> => {
    const input = { file: again.file, ...(again.trust === null ? {} : { trust: again.trust }) };
    const done = await run(labels.loadingEdition, 'edition.load', input);
    setChecked(null);
    if (done !== null) say('success', texts.loaded(name));
  };
  const preview = async (year: number, edition: Kept): Promise<void> => {
    const told = await run(labels.previewing, 'edition.preview', { year, edition: edition.sha256 });
    if (told !== null) setMoving({ year, edition, told });
  };
  const kept = list.data?.editions ?? [];
  const years = list.data?.years ?? [];
  return (
    <Card
      size="small"
      title={labels.editions}
      className="editions"
      extra={
        <Button
          size="small"
          title={labels.loadEditionHint}
          onClick={() => void choose().catch((error: unknown) => sayFailure(failureOf(error)))}
        >
          {labels.loadEdition}
        </Button>
      }
    >
      <p className="quiet">{labels.loadEditionHint}</p>
      {kept.map((edition) => (
        <div key={edition.sha256} className="edition">
          <b>{edition.title[language]}</b> <small title={edition.sha256}>{edition.name}</small>{' '}
          <span className="quiet">
            {texts.kinds[edition.kind]} · {texts.holds(edition.from, edition.to)} ·{' '}
            {texts.inYears(edition.years)}
          </span>{' '}
          {years
            .filter(({ year, state }) => state === 'open' && canMove(edition, year))
            .map(({ year }) => (
              <Button key={year} size="small" type="link" onClick={() => void preview(year, edition)}>
                {labels.moveYear(year)}
              </Button>
            ))}
        </div>
      ))}
      {checked !== null && (
        <CheckedEdition checked={checked} load={() => void load(checked)} close={() => setChecked(null)} />
      )}
      {moving !== null && <Move moving={moving} close={() => setMoving(null)} />}
    </Card>
  );
}

function canMove({ from, to, years }: Kept, year: number): boolean {
  return from <= year && year <= to && !years.includes(year);
}

function CheckedEdition({
  checked,
  load,
  close,
}: {
  readonly checked: EditionCheck;
  readonly load: () => void;
  readonly close: () => void;
}) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const texts = editionTexts[language];
  const { against } = checked;
  return (
    <Dialog
      width={760}
      title={`${checked.title[language]} (${checked.name})`}
      okText={labels.load}
      cancelText={labels.cancel}
      onOk={load}
      onCancel={close}
    >
      <p>
        {texts.kinds[checked.kind]} · {texts.holds(checked.from, checked.to)}
        {checked.validUntil !== null && ` · ${labels.validUntil} ${checked.validUntil}`}
        {checked.known && ` · ${labels.known}`}
      </p>
      <p>
        {labels.signer}: {holderName(checked.signer.subject)}
        <br />
        <small className="quiet">
          {labels.fingerprint} {checked.signer.fingerprint}
        </small>
      </p>
      {checked.signer.demonstration && <Alert type="warning" showIcon title={labels.demonstration} />}
      <h4>{labels.against(against.title[language], against.year)}</h4>
      <Differences of={checked} />
    </Dialog>
  );
}

function Differences({ of }: { readonly of: Pick<EditionCheck, 'counts' | 'differences'> }) {
  const language = useLanguage();
  const texts = editionTexts[language];
  if (of.differences.length === 0) return <p>{texts.none}</p>;
  return (
    <>
      <p>{texts.counts(of.counts)}</p>
      <ul className="differences">
        {of.differences.map((item) => (
          <li key={`${item.kind} ${item.subject} ${item.place}`} className={item.kind}>
            {texts.line({ ...item, name: item.name[language], was: item.was?.[language] ?? null })}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Moving {
  readonly year: number;
  readonly edition: Kept;
  readonly told: Consequences;
}

/** What moving a year does is told before it is done, and it is done for a reason that is logged. */
function Move({ moving, close }: { readonly moving: Moving; readonly close: () => void }) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const texts = editionTexts[language];
  const [reason, setReason] = useState('');
  const { year, edition, told } = moving;
  const move = async (): Promise<void> => {
    const done = await run(labels.moving, 'edition.use', { year, edition: edition.sha256, reason });
    close();
    if (done !== null) say('success', texts.used(edition.name, year));
  };
  return (
    <Dialog
      width={760}
      title={labels.moveTitle(year, edition.title[language])}
      okText={labels.move}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onOk={() => void move()}
      onCancel={close}
    >
      <Differences of={told} />
      <Alert
        type={told.recheckTotal > 0 ? 'warning' : 'info'}
        showIcon
        title={texts.recheck(told.recheckTotal)}
      />
      <ul className="differences">
        {told.recheck.map(({ unit, name, return: code, rules }) => (
          <li key={`${unit}/${code}`}>
            {name} {code} <small className="quiet">{rules.join(' ')}</small>
          </li>
        ))}
        {told.kept.map(({ place, name, filings }) => (
          <li key={place}>{texts.kept(name[language], place, filings)}</li>
        ))}
        {told.due > 0 && <li>{texts.due(told.due)}</li>}
        {told.dropped > 0 && <li>{texts.dropped(told.dropped)}</li>}
      </ul>
      <Input
        aria-label={labels.moveReason}
        placeholder={labels.moveReason}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
