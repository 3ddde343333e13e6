import { Input, Select, Table } from 'antd';
import { useDeferredValue } from 'react';
import type { FilingRow } from '#shared/contract/areas/filings.ts';
import type { Output } from '#shared/contract/contract.ts';
import { industryName } from '#shared/texts/industries.ts';
import { filingStateNames } from '#shared/texts/states.ts';
import { filingStates } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useFilingNarrowing, type FilingNarrowing } from '../../app/narrowing.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { FilingStateMark } from '../../ui/marks.tsx';
import { useRowKeys } from '../../ui/row-keys.ts';
import { Answer } from '../../ui/Screen.tsx';
import { useHeight } from '../../ui/use-height.ts';
import { filingLabels } from './labels.ts';

type List = Output<'filing.list'>;

const listed = 1000;

/** Every filing of the year by unit, narrowed down by what is typed and chosen. */
export function FilingList() {
  const labels = useLabels(filingLabels);
  const year = useYear();
  const { typed, narrowing } = useFilingNarrowing();
  const search = useDeferredValue(typed.trim());
  const list = useRead('filing.list', {
    ...year,
    limit: listed,
    ...narrowing,
    ...(search === '' ? {} : { search }),
  });
  const isNarrowed = search !== '' || Object.keys(narrowing).length > 0;
  return (
    <div className="filing-list">
      <Input
        allowClear={{ clearIcon: <span aria-label={labels.clear}>✕</span> }}
        placeholder={labels.search}
        aria-label={labels.search}
        value={typed}
        onChange={(event) => useFilingNarrowing.setState({ typed: event.target.value })}
      />
      <Filters list={list.data} narrowing={narrowing} />
      <Answer read={list}>
        {(data) => (
          <>
            <Rows filings={data.filings} empty={isNarrowed ? labels.nothing : labels.empty} />
            <p className="quiet filing-count">
              {labels.shown(data.filings.length, data.total)}
              {isNarrowed && (
                <button
                  type="button"
                  className="link"
                  onClick={() => useFilingNarrowing.setState({ typed: '', narrowing: {} })}
                >
                  {labels.showAll}
                </button>
              )}
            </p>
          </>
        )}
      </Answer>
    </div>
  );
}

interface FiltersProps {
  readonly list: List | null;
  readonly narrowing: FilingNarrowing;
}

function Filters({ list, narrowing }: FiltersProps) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const catalogue = useRead('catalogue.get', useYear());
  const forms = (catalogue.data?.returns ?? []).filter((item) => item.kind !== 'computed');
  const one = (
    by: keyof FilingNarrowing,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ): React.ReactNode => (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      placeholder={label}
      aria-label={label}
      value={narrowing[by] ?? null}
      onChange={(value: string | undefined) => {
        const others = Object.entries(narrowing).filter(([name]) => name !== by);
        useFilingNarrowing.setState({
          narrowing: Object.fromEntries(value === undefined ? others : [...others, [by, value]]),
        });
      }}
      options={[...options]}
    />
  );
  return (
    <div className="filing-filters">
      {one(
        'return',
        labels.allReturns,
        forms.map(({ code, name }) => ({ value: code, label: `${code} ${name[language]}` })),
      )}
      {one(
        'state',
        labels.allStates,
        filingStates.map((value) => ({ value, label: filingStateNames[value][language] })),
      )}
      {one(
        'industry',
        labels.allIndustries,
        (list?.industries ?? []).map(({ code, name }) => ({
          value: code,
          label: `${code} ${industryName(name, language)}`,
        })),
      )}
      {one(
        'size',
        labels.allSizes,
        (list?.sizes ?? []).map(({ code, name }) => ({ value: code, label: name[language] })),
      )}
    </div>
  );
}

function Rows({ filings, empty }: { readonly filings: readonly FilingRow[]; readonly empty: string }) {
  const labels = useLabels(filingLabels);
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  const [box, height] = useHeight();
  const keyOf = (row: FilingRow): string => `${row.unit}/${row.return}`;
  const chosen = place.unit === undefined ? null : `${place.unit}/${place.return ?? ''}`;
  const [table, onRow] = useRowKeys(filings, keyOf, chosen, (row) =>
    setPlace({ unit: row.unit, return: row.return }),
  );
  return (
    <div className="fill" ref={box}>
      <Table<FilingRow>
        size="small"
        virtual
        ref={table}
        // The head of the table takes 33 px.
        scroll={{ y: Math.max(100, height - 33), x: 320 }}
        pagination={false}
        rowKey={keyOf}
        dataSource={[...filings]}
        locale={{ emptyText: empty }}
        rowClassName={(row) => (keyOf(row) === chosen ? 'chosen' : '')}
        onRow={onRow}
        columns={[
          {
            title: labels.unit,
            dataIndex: 'name',
            ellipsis: true,
            width: 214,
            render: (name: string, { operator }) =>
              operator === null ? (
                <span title={name}>{name}</span>
              ) : (
                <span title={`${name} ${labels.header.operator(operator)}`}>
                  {name} <small className="quiet">{labels.header.operator(operator)}</small>
                </span>
              ),
          },
          { title: labels.return, dataIndex: 'return', width: '4.2rem' },
          { title: labels.state, width: '4.6rem', render: (_, row) => <Standing row={row} /> },
        ]}
      />
    </div>
  );
}

/** What is open about a filing, else its state. */
function Standing({ row }: { readonly row: FilingRow }) {
  const labels = useLabels(filingLabels);
  if (row.blocking > 0)
    return (
      <b className="class-A" title={labels.blocking(row.blocking)}>
        ■ {row.blocking}
      </b>
    );
  if (row.unexplained > 0 && row.state !== 'due')
    return (
      <span className="class-B" title={labels.unexplained(row.unexplained)}>
        ▲ {row.unexplained}
      </span>
    );
  return <FilingStateMark state={row.state} />;
}
