import { Checkbox, Empty } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { leftoversText } from '#shared/texts/file-words.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { receive, run, say } from '../../app/work.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { BatchList } from './BatchList.tsx';
import { BatchPane } from './BatchPane.tsx';
import { ImportTools } from './ImportTools.tsx';
import { StateFilter, type FileState } from './StateFilter.tsx';
import { importLabels } from './labels.ts';
import './import.css';

/** Files in: a list with the state of each, the sheet as it is, and the questions beside it. */
export function ImportScreen() {
  const labels = useLabels(importLabels);
  const year = useYear();
  const list = useRead('import.list', { ...year, limit: 1000 });
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  // A county without a directory takes the units from the files; later a new one is asked about. Its own office and
  // departments are there from the start.
  const directory = useRead('units.list', { ...year, limit: 100 });
  const [chosenUnits, setNewUnits] = useState<'ask' | 'add' | null>(null);
  const isUnlisted = directory.data?.units.every((unit) => ['县', '部门'].includes(unit.kind)) === true;
  const newUnits = chosenUnits ?? (isUnlisted ? 'add' : 'ask');
  const importFiles = useImport(newUnits);
  const [state, setState] = useState<FileState | null>(null);
  const sorted = [...(list.data?.batches ?? [])].sort((a, b) => urgency(a) - urgency(b));
  const [over, setOver] = useState(false);
  const drop = (event: React.DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { dataTransfer } = event;
    void receive(labels.receiving, (sending) => host.dropped(dataTransfer, sending)).then(importFiles);
  };
  return (
    <Screen
      title={labels.title}
      tools={
        directory.data !== null && (
          <ImportTools
            batches={list.data?.batches ?? []}
            chosen={place.batch ?? sorted[0]?.id ?? null}
            importFiles={importFiles}
          />
        )
      }
    >
      <Answer read={list}>
        {({ counts }) => {
          // A state that no file is in any more shows nothing of its own.
          const only = state !== null && counts[state] > 0 ? state : null;
          const shown = sorted.filter(({ outcome }) => only === null || outcome === only);
          const chosen = sorted.find((batch) => batch.id === place.batch) ?? shown[0] ?? sorted[0];
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
                  only={only}
                  choose={(state) => {
                    setState(state);
                    setPlace({});
                  }}
                />
              </div>
              {chosen === undefined ? (
                <Empty className="import-empty" description={labels.none} />
              ) : (
                <div className="import-panes">
                  <BatchList batches={shown} chosen={chosen.id} choose={(batch) => setPlace({ batch })} />
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

/** What waits for the clerk comes first; the newest before the older. */
function urgency(batch: Batch): number {
  const order: readonly Batch['outcome'][] = ['questions', 'staged', 'refused'];
  const at = order.indexOf(batch.outcome);
  return at < 0 ? order.length : at;
}

/** Imports chosen files and says what came of it. */
function useImport(newUnits: 'ask' | 'add'): (files: readonly ChosenFile[]) => Promise<void> {
  const labels = useLabels(importLabels);
  const language = useLanguage();
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
      done.cancelled || count('refused') - same > 0 ? 'info' : 'success',
      (done.cancelled ? labels.cancelled : labels.finished) +
        labels.done(count('committed'), count('questions'), count('refused') - same, same),
    );
    if (done.leftovers.length > 0) say('info', leftoversText(done.leftovers, language));
  };
}
