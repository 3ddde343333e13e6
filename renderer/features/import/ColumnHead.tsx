import { Select } from 'antd';
import { useState } from 'react';
import type { Table } from '#shared/returns/definition.ts';
import { meaningText } from '#shared/texts/layouts.ts';
import { columnName } from '#shared/values/address.ts';
import { codeOf, keyOf } from '#shared/values/cell.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { layoutLabels } from './layout-labels.ts';
import type { LaidTable } from './layouts.ts';

interface Props {
  readonly column: number;
  readonly of: LaidTable;
  /** What the table of the return has; null while that is on its way. */
  readonly definition: Table | null;
  readonly say: (meaning: string | null) => void;
}

const ofLists = ['name', 'creditCode', 'organisationCode', 'area', 'index'] as const;
const ofForms = ['code', 'item', 'unit'] as const;
const ofAcross = ['figures', 'item', 'unit', 'group', 'year'] as const;

/** What a column was taken for, and the choice of what it is. */
export function ColumnHead({ column, of, definition, say }: Props) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const said = of.layout.columns.get(column);
  const meaning = said ?? of.found?.columns[column];
  const fields = definition?.sections.flatMap((section) => section.fields) ?? [];
  const nameOf = (key: string): string | undefined =>
    fields.find(({ code }) => code === codeOf(key))?.name[language];
  const shown = meaning === undefined ? labels.unsaid : meaningText(meaning, nameOf(meaning), language);
  const option = (value: string) => ({ value, label: meaningText(value, nameOf(value), language) });
  if (!isOpen)
    return (
      <button
        type="button"
        className={`link column-head${said === undefined ? '' : ' column-said'}${meaning === undefined || meaning === 'unknown' ? ' column-unknown' : ''}`}
        aria-label={labels.column(columnName(column), shown)}
        title={labels.column(columnName(column), shown)}
        onClick={() => setOpen(true)}
      >
        {shown}
      </button>
    );
  const years = definition?.columns ?? ['本年'];
  const items =
    of.layout.kind === 'form'
      ? [...years.map((year) => option(year)), ...ofForms.map(option)]
      : of.layout.kind === 'across'
        ? ofAcross.map(option)
        : fields.flatMap(({ code }) => years.map((year) => option(keyOf(code, year))));
  return (
    <Select<string>
      size="small"
      autoFocus
      defaultOpen
      className="column-select"
      popupMatchSelectWidth={340}
      aria-label={labels.search}
      placeholder={labels.search}
      showSearch={{ optionFilterProp: 'label' }}
      defaultActiveFirstOption
      {...(said === undefined ? {} : { value: said })}
      onOpenChange={(open) => !open && setOpen(false)}
      onChange={(value) => {
        setOpen(false);
        say(value === '' ? null : value);
      }}
      options={[
        { value: '', label: labels.byHeader },
        option('skip'),
        ...(of.layout.kind === 'list' ? [{ label: labels.whose, options: ofLists.map(option) }] : []),
        { label: labels.items, options: items },
      ]}
    />
  );
}
