import type { Batch } from '#shared/contract/areas/imports.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { leftoversText } from '#shared/texts/file-words.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useFileNarrowing } from '../../app/narrowing.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { run, say } from '../../app/work.ts';
import { importLabels } from './labels.ts';
import { lastAnswered } from './next-focus.ts';
import { byUrgency } from './use-files.ts';

/** Imports chosen files, says what came of it and shows them, unless the clerk has gone on to something else meanwhile. */
export function useImport(newUnits: 'ask' | 'add'): (files: readonly ChosenFile[]) => Promise<void> {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const year = useYear();
  return async (files) => {
    if (files.length === 0) return;
    const here = whereabouts();
    const done = await run(labels.importing, 'import.run', {
      ...year,
      files: files.map((file) => file.token),
      newUnits,
    });
    if (done === null) return;
    show(done.batches, here === whereabouts() && !isAtWork());
    const count = (outcome: Batch['outcome']): number =>
      done.batches.filter((batch) => batch.outcome === outcome).length;
    const same = done.batches.filter((batch) => batch.problem?.code === 'intake.same-file');
    say(
      done.cancelled || count('refused') > same.length ? 'info' : 'success',
      (done.cancelled ? labels.cancelled : labels.finished) +
        labels.done(
          count('committed'),
          count('questions'),
          count('refused') - same.length,
          same.map(({ file }) => file),
        ) +
        (done.cancelled ? labels.left(done.left) : ''),
    );
    if (done.leftovers.length > 0) say('info', leftoversText(done.leftovers, language));
  };
}

/** What the clerk has called for and answered so far. */
function whereabouts(): string {
  const { screen, place, year } = useNavigation.getState();
  const { state, topic, typed } = useFileNarrowing.getState();
  return JSON.stringify([screen, place, year, state, topic, typed, lastAnswered()]);
}

/** Whether an answer is being typed, or a table laid out. */
function isAtWork(): boolean {
  return document.activeElement?.closest('.batch') instanceof Element;
}

/** What was imported is listed alone, with what asks for something first; a file is never put in place of one that is worked on. */
function show(batches: readonly Batch[], isFree: boolean): void {
  // In the order of the list: the newest before the older.
  const [first] = byUrgency(batches.toReversed());
  if (first === undefined) return;
  useFileNarrowing.setState({ latest: batches.map(({ id }) => id) });
  if (!isFree) return;
  useFileNarrowing.setState({ state: 'latest', topic: null, typed: '', chosen: first.id });
  const { screen, setPlace } = useNavigation.getState();
  if (screen === 'import') setPlace({ batch: first.id });
}
