import { Button, Segmented, Select, Space } from 'antd';
import { useState } from 'react';
import { layoutKindNames } from '#shared/texts/layouts.ts';
import { layoutKinds, type SheetLayout } from '#shared/values/sheet-layout.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { layoutLabels } from './layout-labels.ts';

interface Props {
  readonly begin: (layout: SheetLayout) => void;
}

/** Which return a table is that import has not found, and whether it has a unit or an item in each row. */
export function NewTable({ begin }: Props) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const year = useYear();
  const catalogue = useRead('catalogue.get', year);
  const [code, setCode] = useState<string | null>(null);
  const [table, setTable] = useState<string | null>(null);
  const [kind, setKind] = useState<SheetLayout['kind']>('list');
  const definition = useRead('catalogue.return', code === null ? null : { ...year, return: code });
  const tables = definition.data?.definition.code === code ? definition.data.definition.tables : [];
  const chosen = tables.find((each) => each.code === table) ?? tables[0];
  const returns = (catalogue.data?.returns ?? []).filter((item) => item.kind !== 'computed');
  return (
    <Space wrap>
      <Select<string>
        size="small"
        className="new-table"
        popupMatchSelectWidth={340}
        aria-label={labels.whichReturn}
        placeholder={labels.which}
        showSearch={{ optionFilterProp: 'label' }}
        value={code}
        onChange={setCode}
        options={returns.map((item) => ({ value: item.code, label: `${item.code} ${item.name[language]}` }))}
      />
      {tables.length > 1 && (
        <Select<string>
          size="small"
          className="new-table"
          aria-label={labels.which}
          value={chosen?.code ?? null}
          onChange={setTable}
          options={tables.map((each) => ({
            value: each.code,
            label: `${each.code} ${each.name?.[language] ?? ''}`.trim(),
          }))}
        />
      )}
      {chosen?.kind === 'fixed' && (
        <Segmented<SheetLayout['kind']>
          size="small"
          value={kind}
          onChange={setKind}
          options={layoutKinds.map((value) => ({ value, label: layoutKindNames[value][language] }))}
        />
      )}
      <Button
        size="small"
        type="primary"
        disabled={chosen === undefined}
        onClick={() => {
          if (chosen === undefined) return;
          begin({
            kind: chosen.kind === 'fixed' ? kind : 'list',
            table: chosen.code,
            runs: [],
            columns: new Map(),
            items: new Map(),
          });
        }}
      >
        {labels.begin}
      </Button>
    </Space>
  );
}
