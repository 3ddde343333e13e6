import { memo } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Field, Table } from '#shared/returns/definition.ts';
import { unitName } from '#shared/texts/units.ts';
import { codeOf, keyOf, type Column } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { ClassMark } from '../../ui/marks.tsx';
import { focusCell } from './cell-focus.ts';
import { CellInput } from './CellInput.tsx';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { FindingLine } from './FindingLine.tsx';
import { filingLabels } from './labels.ts';
import { SectionHead } from './SectionHead.tsx';

interface TableProps {
  readonly table: Table;
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly active: string | null;
  readonly setActive: (key: string) => void;
  readonly isReadOnly: boolean;
}

/** Items down, years across, as on paper. */
export function FixedTable({ table, filing, form, active, setActive, isReadOnly }: TableProps) {
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
          isActive={active !== null}
          activate={() => focusCell(keyOf(field.code, '本年'))}
        />
      ))}
    </>
  );
});

/** In percent with one decimal, a great one without; nothing where a side is blank or last year is 0. */
function changeOf(now: unknown, last: unknown): string {
  if (typeof now !== 'number' || typeof last !== 'number' || last === 0) return '';
  const percent = ((now - last) / Math.abs(last)) * 100;
  return formatNumber(percent, Math.abs(percent) < 10_000 ? 1 : 0);
}
