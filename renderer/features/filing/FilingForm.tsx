import { Alert } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Output } from '#shared/contract/contract.ts';
import { letterOf, tableOf, type RecordKey } from '#shared/values/record.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { followPlace, togglePlace, usePlaceView } from '../../app/place/place-view.ts';
import { usePreferences } from '../../app/preferences.ts';
import { Answer } from '../../ui/Screen.tsx';
import { askedAt, CellStrip, type CellPlace } from './CellStrip.tsx';
import { Correction, useWaiting } from './Correction.tsx';
import { FilingActs } from './FilingActs.tsx';
import { FixedTable } from './FixedTable.tsx';
import { FormHeader } from './FormHeader.tsx';
import { FormSuspects } from './FormSuspects.tsx';
import { filingLabels } from './labels.ts';
import { RowCorrection, type Pending } from './RowCorrection.tsx';
import { unitLabels } from './unit-labels.ts';
import { FilingTables } from './rows/FilingTables.tsx';

export type Filing = Output<'filing.get'>;
export type ReturnForm = Output<'catalogue.return'>;

export interface CellStart {
  readonly record: RecordKey;
  readonly key: string;
}

/** The return as it is printed: header, rows of items, 本年 and 上年 side by side, with what the checks say. */
export function FilingForm({
  unit,
  code,
  startAt,
}: {
  readonly unit: string;
  readonly code: string;
  readonly startAt: CellStart | null;
}) {
  const filing = useRead('filing.get', { ...useYear(), unit, return: code });
  const form = useRead('catalogue.return', { ...useYear(), return: code });
  return (
    <Answer read={form}>
      {(definition) => (
        <Answer read={filing}>{(data) => <Sheet filing={data} form={definition} startAt={startAt} />}</Answer>
      )}
    </Answer>
  );
}

function Sheet({
  filing,
  form,
  startAt,
}: {
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly startAt: CellStart | null;
}) {
  const labels = useLabels(filingLabels);
  const enter = usePreferences((state) => state.enter);
  const [active, setActive] = useState<CellPlace | null>(
    startAt === null ? null : { ...startAt, table: tableOf(filing.return, startAt.record) },
  );
  useEffect(() => {
    if (active !== null) followPlace(askedAt(filing, active));
  }, [active, filing]);
  useEffect(() => {
    // The cell that one was led to has what is said of it around it, above and below.
    if (startAt !== null) document.querySelector('.form-active')?.scrollIntoView({ block: 'center' });
    // Only when the form opens there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const isPlaced = usePlaceView((state) => state.cell !== null);
  useEffect(() => {
    if (!isPlaced) return undefined;
    // Once the panel is drawn, the form above it is lower.
    const frame = requestAnimationFrame(() =>
      document.querySelector('.form-active')?.scrollIntoView({ block: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isPlaced]);
  const waiting = useWaiting(filing);
  const hinted = useHinted(filing);
  const [pending, setPending] = useState<Pending | null>(null);
  const isReadOnly = filing.frozen || filing.state === 'exempt';
  const hasRows = form.definition.tables.some((table) => table.kind === 'floating');
  return (
    <div
      className="sheet-and-strip"
      onKeyDown={(event) => {
        if (event.key !== 'F4' || active === null || event.altKey || event.ctrlKey) return;
        event.preventDefault();
        togglePlace(askedAt(filing, active));
      }}
    >
      <div className={hasRows ? 'form-scroll form-rows' : 'form-scroll'}>
        <FormHeader filing={filing} form={form} />
        {filing.frozen && <Alert type="warning" title={labels.frozen} banner />}
        <Elsewhere filing={filing} />
        {filing.state === 'exempt' && <Alert type="info" title={labels.exempt} banner />}
        <FormSuspects filing={filing} />
        <FilingTables
          filing={filing}
          form={form}
          startAt={startAt}
          isReadOnly={isReadOnly}
          correct={setPending}
          setActive={setActive}
          fixed={(table) => (
            <FixedTable
              table={table}
              filing={hinted}
              form={form}
              active={active?.table === table.code ? active.key : null}
              setActive={(key) => setActive({ table: table.code, record: letterOf(table.code), key })}
              isReadOnly={isReadOnly}
            />
          )}
        />
        {!hasRows && <p className="quiet">{labels.keys(enter)}</p>}
      </div>
      <aside className="strip">
        <FilingActs filing={filing} />
        {pending !== null ? (
          <RowCorrection key={pending.key} filing={filing} pending={pending} close={() => setPending(null)} />
        ) : waiting.length > 0 ? (
          <Correction filing={filing} definition={form.definition} waiting={waiting} />
        ) : (
          <CellStrip filing={filing} form={form} active={active} />
        )}
      </aside>
    </div>
  );
}

/** That the directory has the unit in another county, and what that asks for. */
function Elsewhere({ filing: { elsewhere, state } }: { readonly filing: Filing }) {
  const labels = useLabels(unitLabels);
  if (elsewhere === null) return null;
  const asks =
    state === 'due' ? labels.stillDue : state === 'exempt' || state === 'aside' ? '' : labels.stillCounts;
  return (
    <Alert type="info" title={`${labels.elsewhere(elsewhere.name, elsewhere.code)} ${asks}`.trim()} banner />
  );
}

/** With the hints at unusual changes, which rest on the whole county: the form doesn't wait for them. */
function useHinted(filing: Filing): Filing {
  const { data } = useRead('findings.unusual', { ...useYear(), unit: filing.unit, return: filing.return });
  // The same hints read once more draw no row again.
  const written = JSON.stringify(data?.findings ?? []);
  return useMemo(() => {
    const hints = JSON.parse(written) as FindingView[];
    return hints.length === 0 ? filing : { ...filing, findings: [...filing.findings, ...hints] };
  }, [filing, written]);
}
