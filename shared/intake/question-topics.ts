import { questionTopics, type QuestionTopic } from '../values/question-topics.ts';
import type { Question, QuestionKind } from './staged.ts';

export const topicOf: Readonly<Record<QuestionKind, QuestionTopic>> = {
  'unit-unknown': 'unit',
  'unit-suggested': 'unit',
  'unit-disagrees': 'unit',
  'unit-elsewhere': 'unit',
  'unit-namesake': 'unit',
  'unit-renamed': 'unit',
  'unit-place': 'unit',
  'unit-missing': 'unit',
  'unit-in-cell': 'unit',
  'parent-missing': 'unit',
  layout: 'layout',
  'layout-changed': 'layout',
  'column-unclear': 'layout',
  'return-unclear': 'layout',
  'table-twice': 'layout',
  'hidden-rows': 'layout',
  'hidden-columns': 'layout',
  'struck-rows': 'layout',
  'total-row': 'layout',
  'rows-shifted': 'layout',
  'encoding-unclear': 'layout',
  'row-uneven': 'layout',
  'table-unit': 'measure',
  'unit-moved': 'measure',
  'unit-shift': 'measure',
  'unit-conflict': 'measure',
  'percent-scale': 'measure',
  'scaled-format': 'measure',
  'currency-sign': 'measure',
  'rounds-away': 'measure',
  'other-year': 'year',
  'years-swapped': 'year',
  'last-year-again': 'year',
  'file-of-year': 'year',
  approximate: 'figure',
  grouping: 'figure',
  'error-value': 'figure',
  uncomputed: 'figure',
  'same-as': 'figure',
  'not-a-number': 'figure',
  'negative-mark': 'figure',
  'none-mark': 'figure',
  sum: 'figure',
  'lost-digits': 'figure',
  'turned-into-date': 'figure',
  'month-unclear': 'figure',
  'not-in-list': 'figure',
  'several-codes': 'figure',
  'too-long': 'figure',
  'struck-out': 'figure',
  'struck-part': 'figure',
  replaces: 'version',
  'unit-twice': 'version',
  'reply-changed': 'reply',
  'reply-text-changed': 'reply',
  'reply-explanation': 'reply',
};

/** How many of the questions are about what; what none is about is left out. */
export function topicsOf(
  questions: readonly Pick<Question, 'kind'>[],
): { topic: QuestionTopic; count: number }[] {
  const counts = Map.groupBy(questions, ({ kind }) => topicOf[kind]);
  return questionTopics.flatMap((topic) => {
    const count = counts.get(topic)?.length ?? 0;
    return count === 0 ? [] : [{ topic, count }];
  });
}
