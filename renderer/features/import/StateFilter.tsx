import { Segmented } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import type { FileState } from '../../app/narrowing.ts';
import { importLabels } from './labels.ts';

type Counts = Output<'import.list'>['counts'];

/** What waits for the clerk comes first. */
const states: readonly (keyof Counts)[] = ['questions', 'staged', 'refused', 'committed', 'undone'];

interface Props {
  readonly counts: Counts;
  /** Files of the last import. */
  readonly latest: number;
  readonly only: FileState | null;
  readonly choose: (state: FileState | null) => void;
}

/** How many files there are of each state, while they come in; a state shows its files alone. */
export function StateFilter({ counts, latest, only, choose }: Props) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const all = states.reduce((sum, state) => sum + counts[state], 0);
  return (
    <Segmented<FileState | 'all'>
      className="state-filter"
      aria-label={labels.state}
      value={only ?? 'all'}
      onChange={(state) => choose(state === 'all' ? null : state)}
      options={[
        { value: 'all', label: `${labels.allFiles} ${all}` },
        ...(latest === 0 ? [] : [{ value: 'latest' as const, label: `${labels.latest} ${latest}` }]),
        ...states
          .filter((state) => counts[state] > 0)
          .map((state) => ({
            value: state,
            label: `${batchStateNames[state][language]} ${counts[state]}`,
          })),
      ]}
    />
  );
}
