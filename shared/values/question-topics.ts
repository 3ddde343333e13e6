/** What a question of import is about, in a word: files are told apart by it, and those alike are gone through together. */
export const questionTopics = ['unit', 'layout', 'measure', 'year', 'figure', 'version', 'reply'] as const;
/** 哪家单位, 表样, 计量单位, 年份, 数值, 用哪一份, 查询单答复. */
export type QuestionTopic = (typeof questionTopics)[number];
