import { Button, Checkbox, Dropdown, Empty, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { failureOf, run, say, sayFailure, saveMade } from '../../app/work.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { BatchPane } from './BatchPane.tsx';
import { importLabels } from './labels.ts';

const colours: Readonly<Record<Batch['outcome'], string>> = {
  questions: 'orange',
  staged: 'blue',
  committed: 'green',
  refused: 'red',
  undone: 'default',
  discarded: 'default',
};

/** Files in: a list with the state of each, the sheet as it is, and the questions beside it. */
export function ImportScreen() {
  const labels = useLabels(importLabels);
  const year = useYear();
  const list = useRead('import.list', { ...year, limit: 1000 });
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  // A county without a directory takes the units from the files; later a new one is asked about.
  const directory = useRead('units.list', { ...year, limit: 1 });
  const [chosenUnits, setNewUnits] = useState<'ask' | 'add' | null>(null);
  const newUnits = chosenUnits ?? (directory.data?.total === 0 ? 'add' : 'ask');
  const importFiles = useImport(newUnits);
  const [over, setOver] = useState(false);
  const drop = (event: React.DragEvent): void => {
    event.preventDefault();
    setOver(false);
    host
      .dropped([...event.dataTransfer.files])
      .then(importFiles, (error: unknown) => sayFailure(failureOf(error)));
  };
  return (
    <Screen title={labels.title} tools={directory.data !== null && <Tools importFiles={importFiles} />}>
      <Answer read={list}>
        {({ batches, counts }) => {
          const chosen =
            batches.find((batch) => batch.id === place.batch) ??
            batches.find((batch) => batch.outcome === 'questions') ??
            batches[0];
          return (
            <div
              className={over ? 'import import-over' : 'import'}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={drop}
            >
              <p className="import-summary">
                <span className="quiet">{labels.drop}</span>
                <Checkbox
                  checked={newUnits === 'add'}
                  onChange={(event) => setNewUnits(event.target.checked ? 'add' : 'ask')}
                >
                  {labels.newUnits}
                </Checkbox>
                <span className="spacer" />
                <span>{labels.summary(counts)}</span>
              </p>
              {chosen === undefined ? (
                <Empty description={labels.none} />
              ) : (
                <div className="import-panes">
                  <BatchList batches={batches} chosen={chosen.id} choose={(batch) => setPlace({ batch })} />
                  <BatchPane key={chosen.id} id={chosen.id} />
                </div>
              )}
            </div>
          );
        }}
      </Answer>
    </Screen>
  );
}

/** Imports chosen files and says what came of it. */
function useImport(newUnits: 'ask' | 'add'): (files: readonly ChosenFile[]) => Promise<void> {
  const labels = useLabels(importLabels);
  const year = useYear();
  return async (files) => {
    if (files.length === 0) return;
    const done = await run(labels.importing, 'import.run', {
      ...year,
      files: files.map((file) => file.token),
      newUnits,
    });
    if (done === null) return;
    const count = (outcome: Batch['outcome']): number =>
      done.batches.filter((batch) => batch.outcome === outcome).length;
    const same = done.batches.filter((batch) => batch.problem?.code === 'intake.same-file').length;
    say(
      count('refused') - same > 0 ? 'info' : 'success',
      (done.cancelled ? labels.cancelled : '') +
        labels.done(count('committed'), count('questions'), count('refused') - same, same),
    );
  };
}

function Tools({ importFiles }: { readonly importFiles: (files: readonly ChosenFile[]) => Promise<void> }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const year = useYear();
  const catalogue = useRead('catalogue.get', {});
  const workspace = useRead('workspace.get', {});
  const pick = (folder: boolean): void => {
    host
      .pickFiles({ many: true, folder })
      .then(importFiles, (error: unknown) => sayFailure(failureOf(error)));
  };
  const demo = async (): Promise<void> => {
    const found = await run(labels.demo, 'workspace.demoFolder', {});
    if (found?.folder !== null && found !== null) await importFiles([{ token: found.folder, name: '' }]);
  };
  const template = async (code: string, list: boolean): Promise<void> => {
    const made = await run(labels.template, 'template.make', { ...year, return: code, list });
    if (made !== null) await saveMade(made.file);
  };
  const forms = (catalogue.data?.returns ?? []).filter((item) => item.kind !== 'computed');
  const items = forms.flatMap((item) => [
    {
      key: `${item.code}/form`,
      label: `${item.code} ${item.name[language]} · ${labels.templateForm}`,
      onClick: () => void template(item.code, false),
    },
    {
      key: `${item.code}/list`,
      label: `${item.code} ${item.name[language]} · ${labels.templateList}`,
      onClick: () => void template(item.code, true),
    },
  ]);
  return (
    <Space>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button>{labels.template} ▾</Button>
      </Dropdown>
      {workspace.data?.demonstrationData === true && (
        <Button onClick={() => void demo()}>{labels.demo}</Button>
      )}
      <Button onClick={() => pick(true)}>{labels.folder}</Button>
      <Button type="primary" onClick={() => pick(false)}>
        {labels.files}
      </Button>
    </Space>
  );
}

/** What waits for the clerk comes first; the newest before the older. */
function urgency(batch: Batch): number {
  const order: readonly Batch['outcome'][] = ['questions', 'staged', 'refused'];
  const at = order.indexOf(batch.outcome);
  return at < 0 ? order.length : at;
}

function BatchList({
  batches,
  chosen,
  choose,
}: {
  readonly batches: readonly Batch[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  return (
    <Table<Batch>
      className="batch-list"
      size="small"
      rowKey="id"
      virtual
      scroll={{ y: 520, x: 400 }}
      pagination={false}
      dataSource={[...batches].sort((a, b) => urgency(a) - urgency(b))}
      rowClassName={(batch) => (batch.id === chosen ? 'chosen' : '')}
      onRow={(batch) => ({
        onClick: () => choose(batch.id),
        tabIndex: 0,
        onKeyDown: (event) => (event.key === 'Enter' ? choose(batch.id) : undefined),
      })}
      columns={[
        {
          title: labels.file,
          dataIndex: 'file',
          ellipsis: true,
          width: 236,
          render: (file: string) => <span title={file}>{file}</span>,
        },
        {
          title: labels.state,
          width: 92,
          render: (_, batch) => (
            <Tag color={colours[batch.outcome]}>
              {batchStateNames[batch.outcome][language]}
              {batch.open > 0 ? ` ${batch.open}` : ''}
            </Tag>
          ),
        },
        {
          title: labels.rows,
          width: 72,
          align: 'right',
          render: (_, { rows }) => (
            <span className="number">{`${rows.new}/${rows.changed}/${rows.same}`}</span>
          ),
        },
      ]}
    />
  );
}
