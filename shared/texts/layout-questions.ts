import type { Notice, QuestionKind } from '../intake/staged.ts';
import type { QuestionWording } from './reply-questions.ts';

/** Which rows; of what was kept before all were named, the first. */
const rowsOf = (details: Readonly<Record<string, string>>): string =>
  details['which'] ?? details['first'] ?? '';

/** Which rows a total sums. */
const summed = (d: Readonly<Record<string, string>>): string => `${d['from'] ?? ''}–${d['to'] ?? ''}`;

/**
 * Questions about which table and column it is, and about what a sheet shows otherwise than it holds: hidden, struck out,
 * or a total that is not called one.
 */
export const layoutQuestions = {
  'column-unclear': {
    zh: (d) =>
      d['twice'] === undefined
        ? `“${d['header'] ?? ''}”是本表的哪一项?名称与代码对不上,或几项都像。请对照原表选择;都不是的不导入。`
        : `列“${d['header'] ?? ''}”与 ${d['twice']} 列相同,用哪一列?`,
    en: (d) =>
      d['twice'] === undefined
        ? `Which item is “${d['header'] ?? ''}”? Its name and code disagree, or several are alike. Choose by the sheet.`
        : `The column “${d['header'] ?? ''}” is there twice. Which one?`,
  },
  'table-twice': {
    zh: (d) => `有几张工作表是同一种报表:${d['sheets'] ?? ''}。用哪一张?`,
    en: (d) => `Several sheets hold the same return: ${d['sheets'] ?? ''}. Which one?`,
  },
  'return-unclear': {
    zh: (d) =>
      d['title'] === ''
        ? '这张表的指标几种报表都有,看不出是哪一种。是哪一种?'
        : `标题写的是“${d['title'] ?? ''}”,指标却是另一种报表的。按哪一种导入?`,
    en: (d) =>
      d['title'] === ''
        ? 'Several returns have the items of this table. Which one is it?'
        : `The title names “${d['title'] ?? ''}”, but the items are those of another return. Which one is it?`,
  },
  'hidden-rows': {
    zh: (d) => `有 ${d['rows'] ?? ''} 行被隐藏或筛选(第 ${rowsOf(d)} 行),打开文件时看不到。是否计入?`,
    en: (d) => `${d['rows'] ?? ''} rows are hidden (${rowsOf(d)}): nobody sees them in the file. Count them?`,
  },
  'hidden-columns': {
    zh: (d) => `有 ${d['count'] ?? ''} 列被隐藏(${d['columns'] ?? ''}),打开文件时看不到,列中有数。是否计入?`,
    en: (d) =>
      `${d['count'] ?? ''} columns are hidden (${d['columns'] ?? ''}): they hold figures that nobody sees in the file. Count them?`,
  },
  'struck-rows': {
    zh: (d) =>
      `有 ${d['count'] ?? ''} 行整行被划去(第 ${d['rows'] ?? ''} 行),可能已作废。不导入还是计入?请向填报单位核实。`,
    en: (d) =>
      `${d['count'] ?? ''} rows are struck out from end to end (${d['rows'] ?? ''}): they may be void. Leave them out or count them? Ask the sender.`,
  },
  'struck-out': {
    zh: (d) =>
      `“${d['header'] ?? ''}”一栏有 ${d['count'] ?? ''} 格被划去(${d['cells'] ?? ''}),可能已作废或更正。照取还是留空?请看旁边有没有改写的数,并向填报单位核实。`,
    en: (d) =>
      `${d['count'] ?? ''} cells under “${d['header'] ?? ''}” are struck out (${d['cells'] ?? ''}): void, or corrected beside them. Take them or leave them blank? Look for what replaces them, and ask the sender.`,
  },
  'struck-part': {
    zh: (d) =>
      `“${d['raw'] ?? ''}”有一部分被划去,没有划去的是“${d['left'] ?? ''}”。按哪个数?请向填报单位核实。`,
    en: (d) =>
      `A part of “${d['raw'] ?? ''}” is struck out; “${d['left'] ?? ''}” is left. Which counts? Ask the sender.`,
  },
  'total-row': {
    zh: (d) => {
      const row = `第 ${d['row'] ?? ''} 行${d['label'] === '' ? '没有名称' : `“${d['label'] ?? ''}”`}`;
      return d['rows'] === '1'
        ? `${row},${d['count'] ?? ''} 个数与第 ${d['from'] ?? ''} 行完全相同(${d['columns'] ?? ''})。是只有一个单位的合计,还是一个单位的数(可能同一单位填了两次)?请向填报单位核实。`
        : `${row},${d['count'] ?? ''} 个数都等于第 ${summed(d)} 行中 ${d['rows'] ?? ''} 行之和(${d['columns'] ?? ''}),像是合计。是合计吗?合计不导入,只用来核对。`;
    },
    en: (d) => {
      const row = `Row ${d['row'] ?? ''} (${d['label'] === '' ? 'without a name' : `“${d['label'] ?? ''}”`})`;
      return d['rows'] === '1'
        ? `${row} has the same ${d['count'] ?? ''} figures as row ${d['from'] ?? ''} (${d['columns'] ?? ''}). Is it the total of that one unit, or a unit's own row (perhaps the same unit twice)? Ask the sender.`
        : `All ${d['count'] ?? ''} figures of ${row.replace('Row', 'row')} are the sums of ${d['rows'] ?? ''} rows, ${summed(d)} (${d['columns'] ?? ''}). Is it a total? A total is not imported; it only proves the rows.`;
    },
  },
} satisfies Partial<Record<QuestionKind, QuestionWording>>;

/** What is said about such a sheet. */
export const layoutNotices = {
  'cell-comment': {
    zh: (d) => `批注“${d['text'] ?? ''}”没有导入,导入的是单元格里的数。批注里写了另一个数的,请核实后更正。`,
    en: (d) =>
      `The comment “${d['text'] ?? ''}” was not imported; the cell was. If it says another figure, ask and correct it.`,
  },
} satisfies Partial<Record<Notice['kind'], QuestionWording>>;
