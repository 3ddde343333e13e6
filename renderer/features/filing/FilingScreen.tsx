import { Button, Empty, Input, Select, Table } from 'antd';
import { useState } from 'react';
import type { FilingRow } from '#shared/contract/areas/filings.ts';
import { filingStateNames } from '#shared/texts/states.ts';
import { filingStates, type FilingState } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { say, write } from '../../app/work.ts';
import { FilingStateMark } from '../../ui/marks.tsx';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { AddUnit } from './AddUnit.tsx';
import { FilingForm } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** The county's filings on the left, the official form on the right. */
export function FilingScreen() {
  const labels = useLabels(filingLabels);
  const year = useYear();
  const place = useNavigation((state) => state.place);
  const acceptAll = async (): Promise<void> => {
    const done = await write('filing.acceptClean', year);
    if (done !== null) say('success', labels.accepted(done.accepted, done.left.length));
  };
  const tools = (
    <>
      <AddUnit />
      <Button type="primary" onClick={() => void acceptAll()}>
        {labels.acceptAll}
      </Button>
    </>
  );
  return (
    <Screen title={labels.title} tools={tools}>
      <div className="filing">
        <FilingList />
        {place.unit === undefined || place.return === undefined ? (
          <Empty className="filing-empty" description={labels.choose} />
        ) : (
          <FilingForm
            key={`${place.unit}/${place.return}/${year.year ?? ''}`}
            unit={place.unit}
            code={place.return}
            startAt={place.key ?? null}
          />
        )}
      </div>
    </Screen>
  );
}

const listed = 1000;

function FilingList() {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const year = useYear();
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  const [search, setSearch] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [state, setState] = useState<FilingState | null>(null);
  const catalogue = useRead('catalogue.get', {});
  const forms = (catalogue.data?.returns ?? []).filter((item) => item.kind !== 'computed');
  const list = useRead('filing.list', {
    ...year,
    limit: listed,
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(code === null ? {} : { return: code }),
    ...(state === null ? {} : { state }),
  });
  const isFiltered = search !== '' || code !== null || state !== null;
  return (
    <div className="filing-list">
      <Input.Search
        allowClear
        placeholder={labels.search}
        aria-label={labels.search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="filing-filters">
        <Select
          allowClear
          placeholder={labels.allReturns}
          value={code}
          onChange={(value) => setCode(value ?? null)}
          options={forms.map((item) => ({ value: item.code, label: item.code }))}
        />
        <Select
          allowClear
          placeholder={labels.allStates}
          value={state}
          onChange={(value) => setState(value ?? null)}
          options={filingStates.map((value) => ({ value, label: filingStateNames[value][language] }))}
        />
      </div>
      <Answer read={list}>
        {({ filings, total }) => (
          <>
            <Table<FilingRow>
              size="small"
              virtual
              scroll={{ y: 500, x: 340 }}
              pagination={false}
              rowKey={(row) => `${row.unit}/${row.return}`}
              dataSource={[...filings]}
              locale={{ emptyText: isFiltered ? labels.nothing : labels.empty }}
              rowClassName={(row) => (row.unit === place.unit && row.return === place.return ? 'chosen' : '')}
              onRow={(row) => {
                const open = (): void => setPlace({ unit: row.unit, return: row.return });
                return {
                  onClick: open,
                  tabIndex: 0,
                  onKeyDown: (event) => (event.key === 'Enter' ? open() : undefined),
                };
              }}
              columns={[
                {
                  title: labels.unit,
                  dataIndex: 'name',
                  ellipsis: true,
                  width: 176,
                  render: (name: string) => <span title={name}>{name}</span>,
                },
                { title: labels.return, dataIndex: 'return', width: 60 },
                { title: labels.state, width: 66, render: (_, row) => <FilingStateMark state={row.state} /> },
                {
                  title: labels.open,
                  width: 44,
                  align: 'right',
                  render: (_, row) =>
                    row.blocking > 0 ? (
                      <b className="class-A">■{row.blocking}</b>
                    ) : row.unexplained > 0 ? (
                      <span className="class-B">▲{row.unexplained}</span>
                    ) : (
                      ''
                    ),
                },
              ]}
            />
            <p className="quiet">{labels.shown(filings.length, total)}</p>
          </>
        )}
      </Answer>
    </div>
  );
}
