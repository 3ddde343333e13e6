import type { QuestionKind } from './staged.ts';

/**
 * Which answers to a question may be given again to the next file of the same sender, by their codes or, with a colon at the
 * end, by how they begin. Only an answer about how the sender writes is remembered, such as the unit of a column; never one
 * about a number, a row or a unit, and none that leaves out figures of an item: next year it would be a silent wrong
 * number. A question that has no ground (`Question.ground`) is never answered from memory either.
 */
const never: readonly string[] = [];

export const rememberedAnswers: Readonly<Record<QuestionKind, readonly string[]>> = {
  // What one cell says, this once.
  approximate: never,
  grouping: never,
  'error-value': never,
  uncomputed: never,
  'same-as': never,
  'not-a-number': never,
  sum: never,
  'lost-digits': never,
  'turned-into-date': never,
  'month-unclear': never,
  'unit-conflict': never,
  'rounds-away': never,
  'too-long': never,
  'row-uneven': never,
  // The kind that one unit is of: the same word may mean another for the next unit, or once the unit has changed.
  'several-codes': never,
  // What the sender calls a code, of a list that is short enough to be shown whole (特大 for 大型, 已建 for 是): the question
  // has a ground for these alone, and words that meant two codes in one file are no rule.
  'not-in-list': ['value:'],
  // How the sender writes numbers. Left blank they would be lost; that is asked every time.
  'percent-scale': ['percent', 'share'],
  'negative-mark': ['negative'],
  'scaled-format': ['keep'],
  'currency-sign': ['keep', 'yuan'],
  // 无 for 0 in one item, or for no figure.
  'none-mark': ['zero', 'none'],
  // What the layout means. A column that is no item (`skip`) has the same header next year, or is asked about again.
  'table-unit': ['unit:'],
  'column-unclear': ['field:', 'skip', 'first', 'this'],
  'return-unclear': ['return:'],
  'table-twice': ['sheet:', 'both'],
  // Counted they are seen; left out, next year's would be missing without a word.
  'hidden-rows': ['include'],
  'hidden-columns': ['include'],
  'encoding-unclear': ['encoding:'],
  // Where a table is in this file: the next one has other rows. What the same answer says of a column whose header is not
  // clear is about how the sender writes, and is remembered as the answer about that header (`column-unclear`).
  layout: never,
  // Which of two units a column is in, of which one stands in a row that the clerk set aside.
  'unit-moved': never,
  // What was void, or corrected, this once.
  'struck-rows': never,
  'struck-out': never,
  'struck-part': never,
  // What the figures of one row add up to, this once.
  'total-row': never,
  // A table of another year may be last year's again, whatever it was last time.
  'other-year': never,
  // Whether what is remembered still holds for another layout.
  'layout-changed': never,
  // Whose figures they are.
  'unit-unknown': never,
  'unit-suggested': never,
  'unit-disagrees': never,
  'unit-elsewhere': never,
  'unit-namesake': never,
  'unit-renamed': never,
  'unit-place': never,
  'unit-twice': never,
  'unit-missing': never,
  'unit-in-cell': never,
  'parent-missing': never,
  // Against what is stored, and against last year: the evidence is another each time. A sender who was told of a wrong unit
  // or of exchanged columns may have put it right.
  replaces: never,
  'unit-shift': never,
  'years-swapped': never,
  'last-year-again': never,
  'file-of-year': never,
  'rows-shifted': never,
  'reply-changed': never,
  'reply-text-changed': never,
  'reply-explanation': never,
};

/** Whether this answer to a question of the kind may be given again. */
export function isRemembered(kind: QuestionKind, answer: string): boolean {
  return rememberedAnswers[kind].some(
    (code) => answer === code || (code.endsWith(':') && answer.startsWith(code)),
  );
}

/** Kinds whose ground or answers name items by their codes: another edition may give a code to another item. */
export const restOnItems: ReadonlySet<QuestionKind> = new Set([
  'column-unclear',
  'percent-scale',
  'scaled-format',
  'none-mark',
  'not-in-list',
]);
