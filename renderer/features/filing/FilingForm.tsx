import { Alert } from 'antd';
import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Field, Table } from '#shared/returns/definition.ts';
import { findingText } from '#shared/texts/findings.ts';
import { keyOf, type Column } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { ClassMark, FilingStateMark } from '../../ui/marks.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { CellInput } from './CellInput.tsx';
import { CellStrip } from './CellStrip.tsx';
import { Correction, type Pending } from './Correction.tsx';
import { FilingActs } from './FilingActs.tsx';
import { filingLabels } from './labels.ts';

export type Filing = Output<'filing.get'>;
export type ReturnForm = Output<'catalogue.return'>;

/** The return as it is printed: header, rows of items, 本年 and 上年 side by side, with what the checks say. */
export function FilingForm({
  unit,
  code,
  startAt,
}: {
  readonly unit: string;
  readonly code: string;
  readonly startAt: string | null;
}) {
  const filing = useRead('filing.get', { ...useYear(), unit, return: code });
  const form = useRead('catalogue.return', { return: code });
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
  readonly startAt: string | null;
}) {
  const labels = useLabels(filingLabels);
  const [active, setActive] = useState<string | null>(startAt);
  const [pending, setPending] = useState<Pending | null>(null);
  const isReadOnly = filing.frozen || filing.state === 'exempt';
  return (
    <div className="sheet-and-strip">
      <div className="form-scroll">
        <FormHeader filing={filing} form={form} />
        {filing.frozen && <Alert type="warning" title={labels.frozen} banner />}
        {filing.state === 'exempt' && <Alert type="info" title={labels.exempt} banner />}
        {form.definition.tables.map((table) =>
          table.kind === 'fixed' ? (
            <FixedTable
              key={table.code}
              table={table}
              filing={filing}
              form={form}
              active={active}
              setActive={setActive}
              isReadOnly={isReadOnly}
              correct={setPending}
            />
          ) : null,
        )}
        <p className="quiet">{labels.keys}</p>
      </div>
      <aside className="strip">
        <FilingActs filing={filing} form={form} />
        {pending === null ? (
          <CellStrip filing={filing} form={form} active={active} />
        ) : (
          <Correction key={pending.key} filing={filing} pending={pending} close={() => setPending(null)} />
        )}
      </aside>
    </div>
  );
}

interface TableProps {
  readonly table: Table;
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly active: string | null;
  readonly setActive: (key: string) => void;
  readonly isReadOnly: boolean;
  readonly correct: (pending: Pending) => void;
}

/** Items down, years across, as on paper. */
function FixedTable({ table, filing, form, active, setActive, isReadOnly, correct }: TableProps) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  return (
    <table className="form">
      <thead>
        <tr>
          <th className="form-item">{labels.columns.item}</th>
          <th>{labels.columns.unit}</th>
          <th>{labels.columns.code}</th>
          {table.columns.map((column) => (
            <th key={column} className="form-value">
              {table.columns.length === 1 ? labels.columns.content : labels.columns[column]}
            </th>
          ))}
          {table.columns.length > 1 && <th>{labels.columns.change}</th>}
          <th className="form-marks">{labels.columns.findings}</th>
        </tr>
      </thead>
      {table.sections.map((section, index) => (
        <tbody key={index}>
          {section.title !== undefined && (
            <tr className="form-section">
              <th colSpan={table.columns.length + 5}>{section.title[language]}</th>
            </tr>
          )}
          {section.fields.map((field) => (
            <Row
              key={field.code}
              field={field}
              table={table}
              filing={filing}
              form={form}
              active={active}
              setActive={setActive}
              isReadOnly={isReadOnly}
              correct={correct}
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
  const { definition, header, demonstration } = form;
  return (
    <header className="form-head">
      <div>
        <h2>
          {definition.name[language]} <FilingStateMark state={filing.state} />
        </h2>
        <p>
          {labels.header.code} <b>{filing.code}</b>
        </p>
        <p>
          {labels.header.name} <b>{filing.name}</b>
        </p>
        <p>{`${filing.year} 年`}</p>
      </div>
      <dl>
        <dt>{labels.header.number}</dt>
        <dd>
          {definition.number}
          {demonstration ? '(示范版)' : ''}
        </dd>
        <dt>{labels.header.issuer}</dt>
        <dd>{header.issuer}</dd>
        <dt>{labels.header.validUntil}</dt>
        <dd>{header.validUntil}</dd>
        {definition.unit !== undefined && (
          <>
            <dt>{labels.header.unit}</dt>
            <dd>{definition.unit}</dd>
          </>
        )}
      </dl>
    </header>
  );
}

function Row({
  field,
  table,
  filing,
  form,
  active,
  setActive,
  isReadOnly,
  correct,
}: TableProps & { readonly field: Field }) {
  const language = useLanguage();
  const { columns } = table;
  const record = letterOf(table.code);
  const list = form.lists.find((item) => item.name === field.list);
  const cellOf = (column: Column) =>
    filing.cells.find((cell) => cell.record === record && cell.key === keyOf(field.code, column));
  const found = filing.findings.filter((item) =>
    item.finding.places.some(
      (place) => place.return === filing.return && place.record === record && place.code === field.code,
    ),
  );
  const isActive = active !== null && columns.some((column) => keyOf(field.code, column) === active);
  return (
    <>
      <tr className={isActive ? 'form-active' : undefined}>
        <td className="form-item" style={{ paddingLeft: 8 + field.level * 18 }}>
          {field.name[language]}
        </td>
        <td className="form-unit">{field.unit ?? '—'}</td>
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
              correct={correct}
            />
          </td>
        ))}
        {columns.length > 1 && (
          <td className="number form-change">{changeOf(cellOf('本年')?.value, cellOf('上年')?.value)}</td>
        )}
        <td className="form-marks">
          {found.map((item) => (
            <ClassMark key={item.finding.id} of={item.finding.class} />
          ))}
        </td>
      </tr>
      {found.map((item) => (
        <FindingLine
          key={item.finding.id}
          item={item}
          width={columns.length + (columns.length > 1 ? 5 : 4)}
        />
      ))}
    </>
  );
}

/** What a check says, on a line of its own below the row it is about. */
function FindingLine({ item, width }: { readonly item: FindingView; readonly width: number }) {
  const language = useLanguage();
  const worded = findingText(item.finding, item.words, language);
  const isSaid = item.explained !== null && !item.explained.stale;
  return (
    <tr className={isSaid ? 'form-finding explained' : `form-finding class-${item.finding.class}`}>
      <td colSpan={width} title={`${worded.notation}\n${worded.consequence}\n${worded.advice}`}>
        {isSaid ? '✓ ' : ''}
        {worded.sentence} {isSaid && <span className="quiet">{item.explained?.text}</span>}
      </td>
    </tr>
  );
}

/** In percent with one decimal; nothing where a side is blank or last year is 0. */
function changeOf(now: unknown, last: unknown): string {
  if (typeof now !== 'number' || typeof last !== 'number' || last === 0) return '';
  return (((now - last) / Math.abs(last)) * 100).toFixed(1);
}
