import { Alert } from 'antd';
import { memo, useEffect, useMemo, useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Field, Table } from '#shared/returns/definition.ts';
import { codeName } from '#shared/texts/unit-codes.ts';
import { unitName } from '#shared/texts/units.ts';
import { codeOf, keyOf, type Column } from '#shared/values/cell.ts';
import { letterOf, tableOf, type RecordKey } from '#shared/values/record.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { followPlace, togglePlace, usePlaceView } from '../../app/place/place-view.ts';
import { ClassMark, FilingStateMark } from '../../ui/marks.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { CellInput } from './CellInput.tsx';
import { askedAt, CellStrip, type CellPlace } from './CellStrip.tsx';
import { Correction, useWaiting } from './Correction.tsx';
import { FilingActs } from './FilingActs.tsx';
import { FindingLine } from './FindingLine.tsx';
import { FormSuspects } from './FormSuspects.tsx';
import { filingLabels } from './labels.ts';
import { RowCorrection, type Pending } from './RowCorrection.tsx';
import { FilingTables } from './rows/FilingTables.tsx';
import { SectionHead } from './SectionHead.tsx';

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
  const [active, setActive] = useState<CellPlace | null>(
    startAt === null ? null : { ...startAt, table: tableOf(filing.return, startAt.record) },
  );
  useEffect(() => {
    if (active !== null) followPlace(askedAt(filing, active));
  }, [active, filing]);
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
        {!hasRows && <p className="quiet">{labels.keys}</p>}
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

interface TableProps {
  readonly table: Table;
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly active: string | null;
  readonly setActive: (key: string) => void;
  readonly isReadOnly: boolean;
}

/** Items down, years across, as on paper. */
function FixedTable({ table, filing, form, active, setActive, isReadOnly }: TableProps) {
  const labels = useLabels(filingLabels);
  const isComparing = table.columns.length > 1;
  return (
    <table className={isComparing ? 'form' : 'form form-single'}>
      <thead>
        <tr>
          <th className="form-item">{labels.columns.item}</th>
          <th className="form-unit">{labels.columns.unit}</th>
          <th className="form-code">{labels.columns.code}</th>
          {table.columns.map((column) => (
            <th key={column} className="form-value">
              {isComparing ? labels.columns[column] : labels.columns.content}
            </th>
          ))}
          {isComparing && <th className="form-change">{labels.columns.change}</th>}
          <th className="form-marks">{labels.columns.findings}</th>
        </tr>
      </thead>
      {table.sections.map((section, index) => (
        <tbody key={index}>
          {section.title !== undefined && (
            <tr className="form-section">
              <th colSpan={isComparing ? 7 : 5}>
                <SectionHead section={section} table={table} filing={filing} form={form} />
              </th>
            </tr>
          )}
          {section.fields.map((field) => (
            <Row
              key={field.code}
              field={field}
              table={table}
              filing={filing}
              form={form}
              active={active !== null && codeOf(active) === field.code ? active : null}
              setActive={setActive}
              isReadOnly={isReadOnly}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function FormHeader({ filing, form }: { readonly filing: Filing; readonly form: ReturnForm }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const { definition, header, demonstration, expired } = form;
  return (
    <header className="form-head">
      <div>
        <h2>
          {definition.name[language]} <FilingStateMark state={filing.state} />
        </h2>
        <p>
          {codeName(filing.code, language)} <b>{filing.code}</b>
        </p>
        <p>
          {labels.header.name} <b>{filing.name}</b>
        </p>
        <p>{labels.header.year(filing.year)}</p>
      </div>
      <dl>
        <dt>{labels.header.number}</dt>
        <dd>
          {definition.number}
          {demonstration ? labels.header.demonstration : ''}
        </dd>
        <dt>{labels.header.issuer}</dt>
        <dd>{header.issuer}</dd>
        <dt>{labels.header.approval}</dt>
        <dd>{header.approval}</dd>
        <dt>{labels.header.validUntil}</dt>
        <dd>
          {header.validUntil}
          {expired && <b className="class-A">{labels.header.expired}</b>}
        </dd>
        {definition.unit !== undefined && (
          <>
            <dt>{labels.header.unit}</dt>
            <dd>{unitName(definition.unit, language)}</dd>
          </>
        )}
      </dl>
    </header>
  );
}

/** Drawn again for its own active cell only: a form has a hundred of them. */
const Row = memo(function Row({
  field,
  table,
  filing,
  form,
  active,
  setActive,
  isReadOnly,
}: TableProps & { readonly field: Field }) {
  const language = useLanguage();
  const { columns } = table;
  const record = letterOf(table.code);
  const list = form.lists.find((item) => item.name === field.list);
  const cellOf = (column: Column) =>
    filing.cells.find((cell) => cell.record === record && cell.key === keyOf(field.code, column));
  const placesOf = ({ finding }: FindingView) =>
    finding.places.filter((place) => place.return === filing.return && place.record === record);
  const found = filing.findings
    .filter((item) => placesOf(item).some((place) => place.code === field.code))
    .sort((a, b) => (a.finding.class < b.finding.class ? -1 : 1));
  // Marked at each of its cells, said once: below the first.
  const said = found.filter((item) => placesOf(item)[0]?.code === field.code);
  return (
    <>
      <tr className={active === null ? undefined : 'form-active'}>
        <td className="form-item" style={{ paddingLeft: 8 + field.level * 18 }}>
          {field.name[language]}
        </td>
        <td className="form-unit">{field.unit === undefined ? '—' : unitName(field.unit, language)}</td>
        <td className="form-code">{field.code}</td>
        {columns.map((column) => (
          <td key={column} className="form-value">
            <CellInput
              field={field}
              list={list}
              cellKey={keyOf(field.code, column)}
              record={record}
              cell={cellOf(column)}
              filing={filing}
              isReadOnly={isReadOnly || field.computed === true}
              isStart={active === keyOf(field.code, column)}
              onFocus={() => setActive(keyOf(field.code, column))}
            />
          </td>
        ))}
        {columns.length > 1 && (
          <td className="number form-change">{changeOf(cellOf('本年')?.value, cellOf('上年')?.value)}</td>
        )}
        <td className="form-marks">
          {[...Map.groupBy(found, (item) => item.finding.class)].map(([name, { length }]) => (
            <ClassMark key={name} of={name} {...(length > 1 ? { count: length } : {})} />
          ))}
        </td>
      </tr>
      {said.map((item) => (
        <FindingLine
          key={item.finding.id}
          item={item}
          width={columns.length + (columns.length > 1 ? 5 : 4)}
        />
      ))}
    </>
  );
});

/** In percent with one decimal; nothing where a side is blank or last year is 0. */
function changeOf(now: unknown, last: unknown): string {
  if (typeof now !== 'number' || typeof last !== 'number' || last === 0) return '';
  return (((now - last) / Math.abs(last)) * 100).toFixed(1);
}
