import type { Language } from './language.ts';

/** A sentence with what was found in it. */
export type QuestionWording = Readonly<
  Record<Language, (details: Readonly<Record<string, string>>) => string>
>;

/** The item's English name; what was kept before there was one has only the Chinese. */
export const itemOf = (details: Readonly<Record<string, string>>): string =>
  details['fieldEn'] ?? details['field'] ?? '';
export const orEmpty = (shown: string | undefined): Readonly<Record<Language, string>> =>
  shown === undefined || shown === '' ? { zh: '(未填)', en: '(empty)' } : { zh: shown, en: shown };

/** What is asked about a filled-in 查询单. */
export const replyQuestions = {
  'reply-changed': {
    zh: (d) =>
      `${d['field'] ?? ''}:查询单发出时为 ${orEmpty(d['asked']).zh},此后已改为 ${orEmpty(d['stored']).zh};企业回复应为 ${orEmpty(d['found']).zh}。用哪一个?`,
    en: (d) =>
      `${itemOf(d)}: it was ${orEmpty(d['asked']).en} when the query sheet was written and is ${orEmpty(d['stored']).en} now; the reply says ${orEmpty(d['found']).en}. Which one?`,
  },
  'reply-text-changed': {
    zh: (d) => `说明“${d['raw'] ?? ''}”是对查询单发出时的数作的,此后有关的数已改变。对现在的数还成立吗?`,
    en: (d) =>
      `“${d['raw'] ?? ''}” explains the numbers of the query sheet; they have changed since. Does it hold for those of today?`,
  },
  'reply-explanation': {
    zh: (d) =>
      `说明“${d['raw'] ?? ''}”没有写明原因(不少于 ${d['least'] ?? ''} 个字,只写“核实无误”之类无效)。请企业补写后重发;也可以先导入其余的答复。`,
    en: (d) =>
      `“${d['raw'] ?? ''}” explains nothing (at least ${d['least'] ?? ''} characters, no set phrases). Ask for the sheet again, or import the other answers first.`,
  },
} satisfies Record<string, QuestionWording>;

/** What is said about one without asking. */
export const replyNotices = {
  'reply-merged': {
    zh: (d) =>
      `查询单是发给“${d['from'] ?? ''}”的,该户已并入“${d['into'] ?? ''}”:按“${d['into'] ?? ''}”读入。请核对更正后的数。`,
    en: (d) =>
      `The sheet was sent to “${d['from'] ?? ''}”, which was merged into “${d['into'] ?? ''}”: it is read for “${d['into'] ?? ''}”. Compare the corrected numbers.`,
  },
  'reply-settled': {
    zh: (d) => `查询的问题已不存在,说明“${d['raw'] ?? ''}”没有记入。`,
    en: (d) => `What was asked is settled; “${d['raw'] ?? ''}” was not recorded.`,
  },
  'reply-must-correct': {
    zh: (d) => `强制性错误须更正,不能用说明代替,“${d['raw'] ?? ''}”没有记入。请企业更正。`,
    en: (d) =>
      `A finding of class A has to be corrected; “${d['raw'] ?? ''}” was not recorded. Ask for the correction.`,
  },
} satisfies Record<string, QuestionWording>;
