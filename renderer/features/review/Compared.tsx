import { Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { reviewLabels } from './labels.ts';

type Field = Output<'findings.compared'>['fields'][number];

/** What the hints about unusual changes rest on: which numbers were compared, and who was left out. */
export function Compared() {
  const labels = useLabels(reviewLabels);
  const [open, setOpen] = useState(false);
  return (
    <details className="compared" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{labels.compared}</summary>
      {open && <ComparedFields />}
    </details>
  );
}

function ComparedFields() {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const compared = useRead('findings.compared', useYear());
  if (compared.data === null) return null;
  const { fields, least } = compared.data;
  if (least === null) return <p className="quiet">{labels.notCompared}</p>;
  // A number that too few units have is told in one line, not one by one.
  const shown = fields.filter(({ outcome }) => outcome !== 'few');
  const right = 'right' as const;
  const number = (title: string, of: (field: Field) => string) => ({
    title,
    align: right,
    width: 96,
    render: (_: unknown, field: Field) => <span className="number">{of(field)}</span>,
  });
  return (
    <>
      <p className="quiet">{labels.comparedHint(fields.length - shown.length, least)}</p>
      <Table<Field>
        size="small"
        pagination={false}
        rowKey={({ table, code }) => `${table}.${code}`}
        dataSource={shown}
        columns={[
          {
            title: labels.comparedColumns.field,
            render: (_, { table, code, name }) => `${table}.${code} ${name[language]}`,
          },
          number(labels.comparedColumns.units, ({ compared: units }) => String(units)),
          number(labels.comparedColumns.zero, ({ zero }) => String(zero)),
          number(labels.comparedColumns.blank, ({ blank }) => String(blank)),
          number(labels.comparedColumns.median, ({ median }) =>
            median === null ? '' : formatNumber(median, 2),
          ),
          {
            title: labels.comparedColumns.unusual,
            render: (_, { outcome, unusual, askedAlready }) =>
              outcome === 'alike' ? labels.alike : labels.unusual(unusual, askedAlready),
          },
        ]}
      />
    </>
  );
}
