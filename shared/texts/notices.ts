import type { Notice } from '../intake/staged.ts';
import { contents, encodings, separators } from './file-words.ts';
import { earlierNotices, identityNotices } from './identity-questions.ts';
import { counted, type Language } from './language.ts';
import { changesText } from './layout-changes.ts';
import { layoutNotices } from './layout-questions.ts';
import { textNotices } from './text-notices.ts';
import { itemOf, replyNotices, type QuestionWording as Wording } from './reply-questions.ts';

const notices: Readonly<Record<Notice['kind'], Wording>> = {
  'years-same': {
    zh: (d) =>
      `${d['field'] === '' ? '' : `${d['field'] ?? ''}:`}本年与上年完全相同(${d['compared'] ?? ''} 个数)。请向填报单位核实。`,
    en: (d) =>
      `${d['field'] === '' ? '' : `${itemOf(d)}: `}this year is the same as last year throughout (${counted(Number(d['compared'] ?? ''), 'figure')}). Ask.`,
  },
  'layout-differs': {
    zh: (d) =>
      `表的样子与 ${d['year'] ?? ''} 年的“${d['file'] ?? ''}”不同:${changesText(d['changes'], 'zh')}。请看看取数对不对。`,
    en: (d) =>
      `The table is laid out otherwise than “${d['file'] ?? ''}” of ${d['year'] ?? ''}: ${changesText(d['changes'], 'en')}. See whether it was read rightly.`,
  },
  'left-open': {
    zh: (d) =>
      `先入库时这里${d['raw'] === undefined ? '' : `(“${d['raw']}”)`}待确认,没有答复,有关的数没有入库。要入库的,请撤销入库、重新导入后答复,或在“填报”中填写。`,
    en: (d) =>
      `This was asked${d['raw'] === undefined ? '' : ` (“${d['raw']}”)`} and not answered when the rest was committed; what it is about was left out. Undo, import again and answer, or type it in under Returns.`,
  },
  rounded: {
    zh: (d) => `${d['field'] ?? ''}:“${d['raw'] ?? ''}”四舍五入为 ${d['value'] ?? ''}。`,
    en: (d) => `${itemOf(d)}: “${d['raw'] ?? ''}” was rounded to ${d['value'] ?? ''}.`,
  },
  'column-unknown': {
    zh: (d) => `“${d['header'] ?? ''}”不是本表指标,没有导入。`,
    en: (d) => `“${d['header'] ?? ''}” is no item of the return and was left out.`,
  },
  'codes-renumbered': {
    zh: () => '“代码”一栏只是行号,与指标名称对不上,已按指标名称读取。请对照原表核对。',
    en: () =>
      'The column of codes only numbers the rows and does not agree with the names of the items; the rows were read by their names. Compare them with the form.',
  },
  misnamed: {
    zh: (d) =>
      `文件名的扩展名是 .${d['extension'] ?? ''},内容却是${contents[d['format'] ?? '']?.zh ?? ''},已按内容读取。`,
    en: (d) =>
      `The name ends in .${d['extension'] ?? ''}, but it is ${contents[d['format'] ?? '']?.en ?? ''}; it was read as that.`,
  },
  'shown-blank': {
    zh: (d) =>
      `有 ${d['cells'] ?? ''} 格的数字被格式或字色(与底色相同)隐藏、看起来是空的,已按存储的值读取。请看看该不该有这些数。`,
    en: (d) =>
      `The format of ${counted(Number(d['cells'] ?? ''), 'cell hides its number', 'cells hides their numbers')}, or its letters have the colour behind them; what is stored was read. See whether it belongs there.`,
  },
  'struck-by-rule': {
    zh: (d) =>
      `${d['cells'] ?? ''} 的条件格式会给符合条件的单元格加删除线。条件没有判断,数已照常读取;请打开文件看哪些数被划去,并向企业核实。`,
    en: (d) =>
      `A conditional format strikes out cells of ${d['cells'] ?? ''} where it holds. The condition was not looked at and the figures were read; open the file, see which are struck out, and ask the enterprise.`,
  },
  'hidden-by-rule': {
    zh: (d) =>
      `${d['cells'] ?? ''} 的条件格式会把符合条件的数隐藏(不显示,或字色与底色相同),看起来是空的。条件没有判断,数已照常读取;请打开文件看哪些数看不见,并向企业核实该不该有。`,
    en: (d) =>
      `A conditional format hides figures of ${d['cells'] ?? ''} where it holds. The condition was not looked at and the figures were read; open the file, see which are not shown, and ask the enterprise whether they belong there.`,
  },
  'other-file': {
    zh: (d) => `有 ${d['cells'] ?? ''} 格的公式取自其他文件,按上次保存的结果读取。`,
    en: (d) =>
      `${counted(Number(d['cells'] ?? ''), 'formula takes its value', 'formulas take their values')} from another file; what was last saved was read.`,
  },
  'read-as': {
    zh: (d) =>
      `按 ${encodings[d['encoding'] ?? '']?.zh ?? (d['encoding'] ?? '').toUpperCase()} 编码、以${separators[d['separator'] ?? '']?.zh ?? ''}分隔读取。`,
    en: (d) =>
      `Read as ${encodings[d['encoding'] ?? '']?.en ?? (d['encoding'] ?? '').toUpperCase()}, separated by ${separators[d['separator'] ?? '']?.en ?? ''}.`,
  },
  'sheet-hidden': { zh: () => '隐藏的工作表没有导入。', en: () => 'A hidden sheet was left out.' },
  'sheet-without-table': {
    zh: () => '这张工作表里没有找到报表。',
    en: () => 'No return was found on this sheet.',
  },
  'row-same-twice': {
    zh: (d) => `“${d['name'] ?? ''}”重复出现,数值相同,只取一次。`,
    en: (d) => `“${d['name'] ?? ''}” is there twice with the same numbers; taken once.`,
  },
  'unit-converted': {
    zh: (d) => `${d['field'] ?? ''}由“${d['unit'] ?? ''}”换算,每数乘以 ${d['factor'] ?? ''}。`,
    en: (d) => `${itemOf(d)} was converted from ${d['unit'] ?? ''} (× ${d['factor'] ?? ''}).`,
  },
  'unit-outside': {
    zh: (d) => `${d['field'] ?? ''}:“${d['name'] ?? ''}”不在本县名录,按名录外单位记。如果写错了,请更正。`,
    en: (d) =>
      `${d['field'] ?? ''}: “${d['name'] ?? ''}” is not in the directory and is kept as an outside unit. Correct it if misspelt.`,
  },
  ...identityNotices,
  ...earlierNotices,
  'rows-kept': {
    zh: (d) =>
      `${d['name'] ?? ''}的 ${d['table'] ?? ''} 在库中还有 ${d['rows'] ?? ''} 行不在本文件中,已保留。已结束的请在填报中“结束”。`,
    en: (d) =>
      `${d['table'] ?? ''} of ${d['name'] ?? ''} has ${counted(Number(d['rows'] ?? ''), 'stored row that the file lacks; it stays. End it if it is', 'stored rows that the file lacks; they stay. End those that are')} over.`,
  },
  ...replyNotices,
  ...layoutNotices,
  ...textNotices,
  'unit-of-cell': {
    zh: (d) =>
      `${d['field'] ?? ''}:单元格“${d['raw'] ?? ''}”自带单位,与表头不同,按单元格取数为 ${d['value'] ?? ''}。`,
    en: (d) => `${itemOf(d)}: “${d['raw'] ?? ''}” says its own unit; taken as ${d['value'] ?? ''}.`,
  },
};

/** What was noticed in a file and done about it, as a sentence. */
export function noticeText(notice: Notice, language: Language): string {
  return notices[notice.kind][language](notice.details);
}
