import { Select } from 'antd';
import type { Table } from '#shared/returns/definition.ts';
import { meaningText } from '#shared/texts/layouts.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { layoutLabels } from './layout-labels.ts';

interface Props {
  /** Code of the table: JC102, JC109B. */
  readonly table: string;
  readonly label: string;
  /** What may be chosen besides an item: `skip`, or nothing (as the sheet says). */
  readonly others?: readonly string[];
  readonly isBusy?: boolean;
  readonly autoFocus?: boolean;
  readonly choose: (code: string) => void;
}

/** What a table of the return has; undefined while that is on its way. */
export function useTable(table: string): Table | undefined {
  const year = useYear();
  const form = useRead('catalogue.return', { ...year, return: table.slice(0, 5) });
  return form.data?.definition.tables.find(({ code }) => code === table);
}

/** Any item of a return, found by its code or name. */
export function ItemSelect({ table, label, others = [], isBusy = false, autoFocus = false, choose }: Props) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const fields = useTable(table)?.sections.flatMap((section) => section.fields) ?? [];
  return (
    <Select<string | null>
      size="small"
      className="item-select"
      popupMatchSelectWidth={340}
      autoFocus={autoFocus}
      defaultOpen={autoFocus}
      disabled={isBusy}
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'label' }}
      defaultActiveFirstOption
      value={null}
      onChange={(code) => code !== null && choose(code)}
      options={[
        ...others.map((value) => ({
          value,
          label: value === '' ? labels.byRow : meaningText(value, undefined, language),
        })),
        ...fields.map(({ code, name }) => ({
          value: code,
          label: meaningText(code, name[language], language),
        })),
      ]}
    />
  );
}
