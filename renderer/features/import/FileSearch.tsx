import { Input, Select } from 'antd';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { topicNames } from '#shared/texts/question-topics.ts';
import { questionTopics, type QuestionTopic } from '#shared/values/question-topics.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useFileNarrowing } from '../../app/narrowing.ts';
import { importLabels } from './labels.ts';

interface Props {
  readonly batches: readonly Batch[];
  /** Those that are listed. */
  readonly shown: readonly Batch[];
  readonly choose: (id: string | null) => void;
}

/** Narrows the list of files down by their names, and by what they ask: those alike are gone through together. */
export function FileSearch({ batches, shown, choose }: Props) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const { typed, topic } = useFileNarrowing();
  const files = (of: QuestionTopic): number =>
    batches.filter(({ topics }) => topics.some((asked) => asked.topic === of)).length;
  const asked = questionTopics.filter((of) => of === topic || files(of) > 0);
  return (
    <div className="file-search">
      <Input
        allowClear={{ clearIcon: <span aria-label={labels.clear}>✕</span> }}
        placeholder={labels.search}
        aria-label={labels.search}
        value={typed}
        onChange={(event) => useFileNarrowing.setState({ typed: event.target.value })}
        onPressEnter={() => shown[0] !== undefined && choose(shown[0].id)}
      />
      {asked.length > 0 && (
        <Select<QuestionTopic>
          allowClear
          popupMatchSelectWidth={false}
          placeholder={labels.topic}
          aria-label={labels.topic}
          value={topic}
          onChange={(value: QuestionTopic | undefined) => {
            useFileNarrowing.setState({ topic: value ?? null });
            choose(null);
          }}
          options={asked.map((value) => ({
            value,
            label: `${topicNames[value][language]} ${labels.filesCount(files(value))}`,
          }))}
        />
      )}
    </div>
  );
}
