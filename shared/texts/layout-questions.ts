import type { Notice, QuestionKind } from '../intake/staged.ts';
import { printPlaces } from '../values/address.ts';
import { counted, type Language } from './language.ts';
import { linesText, lineWord } from './lines.ts';
import type { QuestionWording } from './reply-questions.ts';

/** Where units are said; what only paper shows has no address. */
function placesText({ places, said = '' }: Readonly<Record<string, string>>, language: Language): string {
  const [header, footer] = language === 'zh' ? ['打印页眉', '打印页脚'] : ['print header', 'print footer'];
  return (places ?? said)
    .replaceAll(printPlaces.header, header ?? '')
    .replaceAll(printPlaces.footer, footer ?? '');
}

/** Which rows; of what was kept before all were named, the first. */
const rowsOf = (details: Readonly<Record<string, string>>): string =>
  details['which'] ?? details['first'] ?? '';

/** Columns of items are rows of the sheet where its units stand side by side. */
const itemWord = (d: Readonly<Record<string, string>>): Readonly<Record<Language, string>> =>
  /^\d/.test(d['columns'] ?? '') ? { zh: '行', en: 'rows' } : { zh: '列', en: 'columns' };

/** Which rows a total sums. */
const summed = ({ from = '', to = from }: Readonly<Record<string, string>>): string =>
  from === to ? from : `${from}–${to}`;

/** Rows as an English sentence has them: row 7, rows 5–6. */
const rowsText = (rows: string): string =>
  linesText(rows, 'en')
    .replace(/^(row|column)(?= .*[–、])/u, '$1s')
    .replaceAll('、', ', ');

/**
 * Questions about which table and column it is, and about what a sheet shows otherwise than it holds: hidden, struck out,
 * or a total that is not called one.
 */
export const layoutQuestions = {
  'column-unclear': {
    zh: (d) =>
      d['twice'] === undefined
        ? `“${d['header'] ?? ''}”是本表的哪一项?名称与代码对不上,或几项都像。请对照原表选择;都不是的不导入。`
        : d['isEach'] === undefined
          ? `列“${d['header'] ?? ''}”与 ${d['twice']} 列相同,用哪一列?`
          : `列“${d['header'] ?? ''}”与 ${d['twice']} 列是同一年的数,用哪一列?各是各的指标的,选两列都用:每项指标用与它的计量单位相符的那一列。`,
    en: (d) =>
      d['twice'] === undefined
        ? `Which item is “${d['header'] ?? ''}”? Its name and code disagree, or several are alike. Choose by the sheet.`
        : d['isEach'] === undefined
          ? `The column “${d['header'] ?? ''}” is there twice. Which one?`
          : `The column “${d['header'] ?? ''}” is of the same year as ${d['twice']}. Which one? Where each has items of its own, take both: of each item the figure in the column of its unit.`,
  },
  'table-unit': {
    zh: (d) =>
      d['strange'] !== undefined
        ? `表上写的金额单位是“${d['strange']}”,不能换算。是写错了的,请向填报单位核实后选择;确是“${d['strange']}”的,各数要另外填写。`
        : d['said'] === undefined
          ? `表上没有写金额的计量单位${d['rows'] === undefined ? '' : `(${linesText(d['rows'], 'zh')})`},是哪一种?`
          : `${d['said'].includes('、') ? '表上几处写的金额单位不同' : '金额单位只写在别处'}(${placesText(d, 'zh')})${d['rows'] === undefined ? (d['columns'] === undefined ? '' : `,涉及 ${d['columns']} 列的金额`) : `,涉及${linesText(d['rows'], 'zh')}的金额`},是哪一种?请向填报单位核实。`,
    en: (d) =>
      d['strange'] !== undefined
        ? `The table says “${d['strange']}”, which is not converted. Where that is a slip, ask the sender and choose; where it is right, each figure has to be entered.`
        : d['said'] === undefined
          ? `The table does not say the unit of money${d['rows'] === undefined ? '' : ` (${rowsText(d['rows'])})`}. Which is it?`
          : `${d['said'].includes('、') ? 'The table says more than one unit of money' : 'The unit of money is said elsewhere only'} (${placesText(d, 'en')})${d['rows'] === undefined ? (d['columns'] === undefined ? '' : `, for the amounts in columns ${d['columns']}`) : `, for the amounts in ${rowsText(d['rows'])}`}. Which is it? Ask the sender.`,
  },
  'table-twice': {
    zh: (d) => `有几张工作表是同一种报表:${d['sheets'] ?? ''}。用哪一张?`,
    en: (d) => `Several sheets hold the same return: ${d['sheets'] ?? ''}. Which one?`,
  },
  'return-unclear': {
    zh: (d) =>
      d['columns'] !== undefined
        ? `这张表只认出“${d['columns']}”,其他各栏都不是报表的指标。是报表的数吗,是哪一种?`
        : d['title'] === ''
          ? '这张表的指标几种报表都有,看不出是哪一种。是哪一种?'
          : `标题写的是“${d['title'] ?? ''}”,指标却是另一种报表的。按哪一种导入?`,
    en: (d) =>
      d['columns'] !== undefined
        ? `Of this table only “${d['columns']}” is known; its other columns are items of no return. Are these figures of a return, and of which?`
        : d['title'] === ''
          ? 'Several returns have the items of this table. Which one is it?'
          : `The title names “${d['title'] ?? ''}”, but the items are those of another return. Which one is it?`,
  },
  layout: {
    zh: () => '这张表在工作表的哪些行、各列是什么?(人工划定)',
    en: () => 'Which rows of the sheet are this table, and what are its columns? (Laid out by hand.)',
  },
  'unit-moved': {
    zh: (d) =>
      `“${d['header'] ?? ''}”一栏按划定的表头是“${d['unit'] ?? ''}”,第 ${d['row'] ?? ''} 行(没有划为表头或计量单位)写的却是“${d['other'] ?? ''}”。按哪个单位?`,
    en: (d) =>
      `By the header as you laid it out, “${d['header'] ?? ''}” is in ${d['unit'] ?? ''}, but row ${d['row'] ?? ''}, which is neither header nor units, says ${d['other'] ?? ''}. Which is it?`,
  },
  'hidden-rows': {
    zh: (d) =>
      `有 ${d['rows'] ?? ''} ${lineWord(rowsOf(d)).zh}被隐藏或筛选(${linesText(rowsOf(d), 'zh')}),打开文件时看不到。是否计入?`,
    en: (d) =>
      `${d['rows'] ?? ''} ${lineWord(rowsOf(d)).en} are hidden (${linesText(rowsOf(d), 'en')}): nobody sees them in the file. Count them?`,
  },
  'hidden-columns': {
    zh: (d) =>
      `有 ${d['count'] ?? ''} ${itemWord(d).zh}被隐藏(${d['columns'] ?? ''}),打开文件时看不到,其中有数。是否计入?`,
    en: (d) =>
      `${d['count'] ?? ''} ${itemWord(d).en} are hidden (${d['columns'] ?? ''}): they hold figures that nobody sees in the file. Count them?`,
  },
  'struck-rows': {
    zh: (d) =>
      `有 ${d['count'] ?? ''} ${lineWord(d['rows']).zh}从头到尾被划去(${linesText(d['rows'] ?? '', 'zh')}),可能已作废。不导入还是计入?请向填报单位核实。`,
    en: (d) =>
      `${d['count'] ?? ''} ${lineWord(d['rows']).en} are struck out from end to end (${linesText(d['rows'] ?? '', 'en')}): they may be void. Leave them out or count them? Ask the sender.`,
  },
  'struck-out': {
    zh: (d) =>
      `“${d['header'] ?? ''}”一栏有 ${d['count'] ?? ''} 格被划去(${d['cells'] ?? ''}),可能已作废或更正。照取还是留空?请看旁边有没有改写的数,并向填报单位核实。`,
    en: (d) =>
      `${counted(Number(d['count'] ?? ''), 'cell')} under “${d['header'] ?? ''}” ${d['count'] === '1' ? 'is' : 'are'} struck out (${d['cells'] ?? ''}): void, or corrected nearby. Take or leave blank? Look for what was written instead, and ask the sender.`,
  },
  'struck-part': {
    zh: (d) =>
      `“${d['raw'] ?? ''}”有一部分被划去,没有划去的是“${d['left'] ?? ''}”。按哪个数?请向填报单位核实。`,
    en: (d) =>
      `A part of “${d['raw'] ?? ''}” is struck out; “${d['left'] ?? ''}” is left. Which counts? Ask the sender.`,
  },
  'total-row': {
    zh: (d) => {
      const row = `${linesText(d['row'] ?? '', 'zh')}${d['label'] === '' ? '没有名称' : `“${d['label'] ?? ''}”`}`;
      return d['rows'] === '1'
        ? `${row},${d['count'] ?? ''} 个数与${linesText(d['from'] ?? '', 'zh')}完全相同(${d['columns'] ?? ''})。是只有一个单位的合计,还是一个单位的数(可能同一单位填了两次)?请向填报单位核实。`
        : `${row},${d['count'] ?? ''} 个数都等于${linesText(summed(d), 'zh')}中 ${d['rows'] ?? ''} ${lineWord(d['row']).zh}之和(${d['columns'] ?? ''}),像是合计。是合计吗?合计不导入,只用来核对。`;
    },
    en: (d) => {
      const columns = (d['columns'] ?? '').replaceAll('、', ', ');
      const row = `${linesText(d['row'] ?? '', 'en')} (${d['label'] === '' ? 'without a name' : `“${d['label'] ?? ''}”`})`;
      return d['rows'] === '1'
        ? `The ${d['count'] ?? ''} figures of ${row} are those of ${linesText(d['from'] ?? '', 'en')} (${columns}). Is it the total of that one unit, or a unit's own (perhaps the same unit twice)? Ask the sender.`
        : `All ${d['count'] ?? ''} figures of ${row} are the sums of ${d['rows'] ?? ''} ${lineWord(d['row']).en}, ${summed(d).replace(/@\d+/g, '')} (${columns}). Is it a total? A total is not imported; it only proves the others.`;
    },
  },
} satisfies Partial<Record<QuestionKind, QuestionWording>>;

/** What is said about such a sheet. */
export const layoutNotices = {
  'none-read': {
    zh: (d) =>
      `${d['field'] === undefined ? '' : `${d['field']}:`}有 ${d['count'] ?? ''} 格写“${d['raw'] ?? ''}”(${d['cells'] ?? ''}),按没有数读取,不是 0。确实是 0 的,请在报表中改为 0。`,
    en: (d) =>
      `${d['field'] === undefined ? '' : `${d['fieldEn'] ?? ''}: `}${counted(Number(d['count'] ?? ''), 'cell says', 'cells say')} “${d['raw'] ?? ''}” (${d['cells'] ?? ''}), read as no figure, not as 0. Where 0 is meant, correct it in the form.`,
  },
  'rows-joined': {
    zh: (d) =>
      `“${d['name'] ?? ''}”${d['count'] === '1' ? '' : `等 ${d['count'] ?? ''} 个单位`}的指标分在两处(如${linesText(d['first'] ?? '', 'zh')}和${linesText(d['second'] ?? '', 'zh')}),已合在一起:后一处的${d['items'] === '' ? '与前一处相同' : ` ${d['items'] ?? ''}`}。`,
    en: (d) =>
      `The items of “${d['name'] ?? ''}”${d['count'] === '1' ? '' : ` and others, ${d['count'] ?? ''} units in all,`} stand in two places (such as ${linesText(d['first'] ?? '', 'en')} and ${linesText(d['second'] ?? '', 'en')}) and were put together: from the second ${d['items'] === '' ? 'nothing else' : (d['itemsEn'] ?? '')}.`,
  },
  'total-differs': {
    zh: (d) =>
      `${d['field'] ?? ''}:表中合计 ${d['total'] ?? ''},${d['from'] === undefined ? '各行' : linesText(summed(d), 'zh')}相加 ${d['sum'] ?? ''},${d['difference'] === undefined ? '不一致' : `相差 ${d['difference']}`}。请向企业核实。`,
    en: (d) =>
      `${d['fieldEn'] ?? ''}: the total says ${d['total'] ?? ''}, ${d['from'] === undefined ? 'the rows' : linesText(summed(d), 'en').replace(/^(row|column)(?= .*–)/u, '$1s')} ${d['from'] === d['to'] && d['from'] !== undefined ? 'adds' : 'add'} up to ${d['sum'] ?? ''}${d['difference'] === undefined ? '' : `, a difference of ${d['difference']}`}. Ask the sender.`,
  },
  'unit-above': {
    zh: (d) =>
      `这张表没有写金额单位,按本工作表上方写的(${placesText(d, 'zh')})读取,每个金额都按${d['unit'] ?? ''}。不对的,在“已确认”里改选。`,
    en: (d) =>
      `This table does not say its unit of money: it was read in that of the sheet above (${placesText(d, 'en')}). Where that is wrong, change the answer under “Answered”.`,
  },
  'unit-printed': {
    zh: (d) =>
      `表上没有写金额单位,只有打印时才看得到的地方写了(${placesText(d, 'zh')}),每个金额都按${d['unit'] ?? ''}读取。请向填报单位核实;不对的,在“已确认”里改选。`,
    en: (d) =>
      `The unit of money is said only where it is printed (${placesText(d, 'en')}); each amount was read in it. Ask the sender; where that is wrong, change the answer under “Answered”.`,
  },
  'unit-below': {
    zh: (d) =>
      `这一行写明以下各行的金额单位:${linesText(d['rows'] ?? '', 'zh')}按${d['unit'] ?? ''}读取,以上各行不变。不对的,在“已确认”里改选。`,
    en: (d) =>
      `This line says the unit of money of what follows: ${d['unit'] ?? ''} for ${rowsText(d['rows'] ?? '')}; those above were read as before. Where that is wrong, change the answer under “Answered”.`,
  },
  'unit-of-header': {
    zh: (d) =>
      `上方写的金额单位与各金额自己写的都不同(${placesText(d, 'zh')}),按各处自己写的读取。请核对;应按上方的,在“已确认”里改选。`,
    en: (d) =>
      `The unit of money above is not that of any amount (${placesText(d, 'en')}): each was read in the unit that it says itself. See whether that is right; if not, change the answer under “Answered”.`,
  },
  'part-rows': {
    zh: (d) =>
      `${linesText(d['rows'] ?? '', 'zh')}是合计下的“其中”,或上年、增长、平均之类的比较数(${d['labels'] ?? ''}),没有计入。是单独一户的,点它的行号改为数据,再点“应用”。`,
    en: (d) =>
      `Parts of a total, or figures to compare with (${d['labels'] ?? ''}), in ${rowsText(d['rows'] ?? '')} were not counted. Where one is an enterprise, mark the row as data by its number, and apply.`,
  },
  'last-year-rows': {
    zh: (d) => `${linesText(d['rows'] ?? '', 'zh')}写明是上年的数,已作为同一单位的上年数导入。`,
    en: (d) =>
      `The figures in ${rowsText(d['rows'] ?? '')} are said to be of last year, and were imported as last year's of the same unit.`,
  },
  'rows-left': {
    zh: (d) =>
      `有 ${d['count'] ?? ''} 行有数但不在划定的数据里(第 ${d['rows'] ?? ''} 行),没有导入。应当导入的,请在原表上把它们划为数据。`,
    en: (d) =>
      `Outside the data as it was laid out: ${counted(Number(d['count'] ?? ''), 'row')} with figures (${d['rows'] ?? ''}), not imported. What belongs to the data, lay out as data.`,
  },
  'rows-unread': {
    zh: (d) =>
      `有 ${d['count'] ?? ''} 行有数(第 ${d['rows'] ?? ''} 行),不在识别出的表里,没有导入。应当导入的,请在原表上把它们划为数据,或补上表头后重新导入。`,
    en: (d) =>
      `No table was found in ${counted(Number(d['count'] ?? ''), 'row')} with figures (${d['rows'] ?? ''}); not imported. What belongs to the data, lay out as data, or give it a header and import again.`,
  },
  'column-headless': {
    zh: (d) =>
      `${d['column'] ?? ''} 列没有表头,其中 ${d['cells'] ?? ''} 个数没有导入。是某项指标的,请在原表上指定这一列;是错位的,请向填报单位核实。`,
    en: (d) =>
      `Column ${d['column'] ?? ''} has no header; ${counted(Number(d['cells'] ?? ''), 'figure')} in it left out. Say in the sheet which item it is; if figures slipped into it, ask who sent it.`,
  },
  'tables-both': {
    zh: (d) =>
      `同一张工作表上有几处同一种报表(${d['sheets'] ?? ''}),企业各不相同,都已导入。有不该计入的,在“已确认”里改为只用其中一处。`,
    en: (d) =>
      `The sheet has the same return at several places (${d['sheets'] ?? ''}), of different enterprises; all were imported. Where one is not to count, change the answer under “Answered”.`,
  },
  'total-unnamed': {
    zh: (d) =>
      `${linesText(d['row'] ?? '', 'zh')}没有写单位,各数(${d['columns'] ?? ''})都等于${linesText(summed(d), 'zh')}之和,作为合计,没有计入。`,
    en: (d) =>
      `Nothing says whose figures those of ${linesText(d['row'] ?? '', 'en')} are, and they (${d['columns'] ?? ''}) are the sums of ${lineWord(d['row']).en} ${summed(d).replace(/@\d+/g, '')}: it is their total and was not counted.`,
  },
  'total-place': {
    zh: (d) =>
      `${linesText(d['rows'] ?? '', 'zh')}只写了地名或类别,数等于所属各户之和,作为合计,没有计入。是单独一户的,点它的行号改为数据,再点“应用”。`,
    en: (d) =>
      `Only the name of a place or group stands in ${linesText(d['rows'] ?? '', 'en')}, and the figures are sums of the rows around: a total, not counted. Where it is an enterprise, mark the row as data by its number, and apply.`,
  },
  'cell-comment': {
    zh: (d) => `批注“${d['text'] ?? ''}”没有导入,导入的是单元格里的数。批注里写了另一个数的,请核实后更正。`,
    en: (d) =>
      `The comment “${d['text'] ?? ''}” was not imported; the cell was. If it says another figure, ask and correct it.`,
  },
} satisfies Partial<Record<Notice['kind'], QuestionWording>>;
