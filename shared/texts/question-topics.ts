import type { QuestionTopic } from '../values/question-topics.ts';
import type { Language } from './language.ts';

export const topicNames: Readonly<Record<QuestionTopic, Readonly<Record<Language, string>>>> = {
  unit: { zh: '哪家单位', en: 'whose' },
  layout: { zh: '表样', en: 'layout' },
  measure: { zh: '计量单位', en: 'units' },
  year: { zh: '年份', en: 'year' },
  figure: { zh: '数值', en: 'figures' },
  version: { zh: '用哪一份', en: 'which version' },
  reply: { zh: '查询单答复', en: 'reply' },
};

/** What a file asks about, as its row has it: 哪家单位 2、数值 5. */
export function topicsText(
  topics: readonly { readonly topic: QuestionTopic; readonly count: number }[],
  language: Language,
): string {
  return topics
    .map(({ topic, count }) => `${topicNames[topic][language]} ${count}`)
    .join(language === 'zh' ? '、' : ', ');
}
