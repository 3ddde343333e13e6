import { Checkbox, Empty } from 'antd';
import { useState } from 'react';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useFileNarrowing } from '../../app/narrowing.ts';
import { useYear } from '../../app/navigation.ts';
import { receive } from '../../app/work.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { BatchList } from './BatchList.tsx';
import { BatchPane } from './BatchPane.tsx';
import { FileSearch } from './FileSearch.tsx';
import { ImportTools } from './ImportTools.tsx';
import { importLabels } from './labels.ts';
import { StateFilter } from './StateFilter.tsx';
import { useFiles } from './use-files.ts';
import { useImport } from './use-import.ts';
import './import.css';

/** Files in: a list with the state of each, the sheet as it is, and the questions beside it. */
export function ImportScreen() {
  const labels = useLabels(importLabels);
  const year = useYear();
  const list = useRead('import.list', { ...year, limit: 1000 });
  const files = useFiles(list.data);
  // A county without a directory takes the units from the files; later a new one is asked about. Its own office and
  // departments are there from the start.
  const directory = useRead('units.list', { ...year, limit: 100 });
  const [chosenUnits, setNewUnits] = useState<'ask' | 'add' | null>(null);
  const isUnlisted = directory.data?.units.every((unit) => ['县', '部门'].includes(unit.kind)) === true;
  const newUnits = chosenUnits ?? (isUnlisted ? 'add' : 'ask');
  const importFiles = useImport(newUnits);
  const [over, setOver] = useState(false);
  const drop = (event: React.DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { dataTransfer } = event;
    void receive(labels.receiving, (sending) => host.dropped(dataTransfer, sending)).then(importFiles);
  };
  const { chosen } = files;
  return (
    <Screen
      title={labels.title}
      tools={
        directory.data !== null && (
          <ImportTools list={list.data} chosen={chosen?.id ?? null} importFiles={importFiles} />
        )
      }
    >
      <Answer read={list}>
        {({ batches, counts }) => (
          <div
            className={over ? 'import import-over' : 'import'}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <div className="import-summary">
              <span className="quiet">{labels.drop}</span>
              <Checkbox
                checked={newUnits === 'add'}
                onChange={(event) => setNewUnits(event.target.checked ? 'add' : 'ask')}
              >
                {labels.newUnits}
              </Checkbox>
              <span className="spacer" />
              <StateFilter
                counts={counts}
                latest={files.latest}
                only={files.only}
                choose={(state) => {
                  useFileNarrowing.setState({ state });
                  files.choose(null);
                }}
              />
            </div>
            {chosen === null ? (
              <Empty className="import-empty" description={labels.none} />
            ) : (
              <div className="import-panes">
                <div className="batch-files">
                  <FileSearch batches={batches} shown={files.shown} choose={files.choose} />
                  <BatchList batches={files.shown} chosen={chosen.id} choose={files.choose} />
                </div>
                <BatchPane key={chosen.id} id={chosen.id} next={files.next} choose={files.choose} />
              </div>
            )}
          </div>
        )}
      </Answer>
    </Screen>
  );
}
