import type { Choice, Question, QuestionKind } from '../intake/staged.ts';
import { earlierQuestions, identityQuestions } from './identity-questions.ts';
import { changesText } from './layout-changes.ts';
import { choiceText } from './choices.ts';
import { counted, type Language } from './language.ts';
import { unitName } from './units.ts';
import { areColumns, linesText, lineWord } from './lines.ts';
import { layoutQuestions } from './layout-questions.ts';
import { itemOf, orEmpty, replyQuestions, type QuestionWording as Wording } from './reply-questions.ts';

/** 10 → 10 倍, 0.001 → 1/1000. */
const inTimes = (times = ''): Readonly<Record<Language, string>> => {
  const number = Number(times);
  const part = number < 1 ? `1/${Math.round(1 / number)}` : times;
  return number < 1 ? { zh: part, en: `${part} of` } : { zh: `${part} 倍`, en: `${part} times` };
};

/** What rows of a list say of their year: another, or no whole one. */
const yearsSaid = ({ found = '', texts }: Readonly<Record<string, string>>): Record<Language, string> => {
  const zh = [
    ...(found === '' ? [] : [`写明是 ${found} 年的数`]),
    ...(texts === undefined ? [] : [`写着“${texts}”,不是全年的实际数`]),
  ];
  const en = [
    ...(found === '' ? [] : [`are said to be of ${found}`]),
    ...(texts === undefined ? [] : [`are said to be “${texts}”, which is not what a whole year came to`]),
  ];
  return { zh: zh.join(','), en: en.join(', or ') };
};

const questions: Readonly<Record<QuestionKind, Wording>> = {
  approximate: {
    zh: (d) => `“${d['raw'] ?? ''}”不是确定的数。请向填报单位核实后填写,或按空记。`,
    en: (d) => `“${d['raw'] ?? ''}” is not an exact number. Ask the sender and enter it, or leave it blank.`,
  },
  grouping: {
    zh: (d) =>
      `“${d['raw'] ?? ''}”的千分位不对,可能是小数,也可能是两个数。请对照原表或向填报单位核实后填写。`,
    en: (d) =>
      `The separators of “${d['raw'] ?? ''}” do not fit: a decimal, or two numbers. Ask the sender and enter it.`,
  },
  'error-value': {
    zh: (d) => `单元格是公式错误“${d['raw'] ?? ''}”。请向填报单位要原数后填写,或按空记。`,
    en: (d) =>
      `The cell is an error, “${d['raw'] ?? ''}”. Ask the sender for the figure and enter it, or leave it blank.`,
  },
  uncomputed: {
    zh: () =>
      '公式没有计算结果。请企业在 WPS 或 Excel 中打开并保存一次(仍然如此就把公式粘贴为数值)后重发,或先留空。',
    en: () =>
      'The formula was never computed. Ask for the file opened and saved once (or, if that does not help, with values pasted over the formulas), or leave it blank.',
  },
  'same-as': {
    zh: (d) => `“${d['raw'] ?? ''}”指向别处,不能代填。请看原表所指的数后填写,或按空记。`,
    en: (d) =>
      `“${d['raw'] ?? ''}” points elsewhere and is never filled in. See what it points to and enter that, or leave it blank.`,
  },
  'not-a-number': {
    zh: (d) => `“${d['raw'] ?? ''}”不是数。请对照原表或向填报单位核实后填写,或按空记。`,
    en: (d) =>
      `“${d['raw'] ?? ''}” is not a number. See the sheet, or ask the sender, and enter it, or leave it blank.`,
  },
  'negative-mark': {
    zh: (d) => `“${d['raw'] ?? ''}”:本表中数前的“${d['mark'] ?? ''}”是负号吗?`,
    en: (d) => `“${d['raw'] ?? ''}”: does “${d['mark'] ?? ''}” before the numbers of this table mean minus?`,
  },
  'none-mark': {
    zh: (d) =>
      d['item'] === undefined
        ? `必填的数写的是“${d['raw'] ?? ''}”:是没有数,还是 0?请向填报单位核实。`
        : `必填的“${d['item']}”有的写“${d['mark'] ?? ''}”:是没有数(按空记,审核时会要求补报),还是 0?`,
    en: (d) =>
      d['item'] === undefined
        ? `A figure that must be filled is “${d['raw'] ?? ''}”: none, or 0? Ask the sender.`
        : `${d['itemEn'] ?? ''} must be filled, and “${d['mark'] ?? ''}” is written for some: no figure (the checks will ask for it), or 0?`,
  },
  sum: {
    zh: (d) => `“${d['raw'] ?? ''}”写成了算式。结果对的就选它,不对的请填写。`,
    en: (d) =>
      `“${d['raw'] ?? ''}” is written as a sum. Choose the result if it is right, or enter the figure.`,
  },
  'scaled-format': {
    zh: (d) =>
      `单元格的值是 ${d['raw'] ?? ''},显示格式(${d['format'] ?? ''})却让它看起来是另一个大小或单位。按存储的值取数吗?`,
    en: (d) =>
      `The cell holds ${d['raw'] ?? ''}, but its format (${d['format'] ?? ''}) shows another size or unit. Take the stored value?`,
  },
  'currency-sign': {
    zh: (d) =>
      `“${d['raw'] ?? ''}”前有“¥”,这里金额的单位却是${d['unit'] ?? ''}。本表中这样写的,是${d['unit'] ?? ''}的数,还是元?`,
    en: (d) =>
      `“${d['raw'] ?? ''}” has the sign “¥”, but money is in ${unitName(d['unit'] ?? '', 'en')} here. Are the figures of this table that are written so in that unit, or in yuan?`,
  },
  'lost-digits': {
    zh: (d) => `代码“${d['raw'] ?? ''}”已被表格软件改成科学计数,末几位已丢失。请向企业索取原值。`,
    en: (d) =>
      `The code “${d['raw'] ?? ''}” was turned into a number and has lost digits. Ask for the original.`,
  },
  'turned-into-date': {
    zh: () => '单元格被表格软件改成了日期(例如 1-2 变成 1月2日),看不出原来填的是什么。请向企业核实。',
    en: () => 'A spreadsheet turned this cell into a date (1-2 into 2 January). What was typed is gone; ask.',
  },
  'percent-scale': {
    zh: (d) => `百分数栏填的是 ${d['raw'] ?? ''}:是百分之 ${d['raw'] ?? ''},还是比例(1 为 100%)?`,
    en: (d) =>
      `${d['raw'] ?? ''} in a column of percent: that many percent, or a share, of which 1 is 100 %?`,
  },
  'month-unclear': {
    zh: (d) => `“${d['raw'] ?? ''}”看不出是哪年哪月。请向填报单位核实后填写,或按空记。`,
    en: (d) => `“${d['raw'] ?? ''}” is not clearly a month. Ask the sender and enter it, or leave it blank.`,
  },
  'not-in-list': {
    zh: (d) => `“${d['raw'] ?? ''}”不在规定的选项中,指的是哪一项?说不准的,请向填报单位核实。`,
    en: (d) =>
      `“${d['raw'] ?? ''}” is not in the list. Which code does it mean? Where that is not clear, ask the sender.`,
  },
  'several-codes': {
    zh: (d) => `“${d['raw'] ?? ''}”可能是几个选项中的一个,是哪个?请向填报单位核实。`,
    en: (d) => `“${d['raw'] ?? ''}” may be one of several codes. Ask which is meant.`,
  },
  'unit-conflict': {
    zh: (d) =>
      d['shown'] === undefined
        ? `“${d['raw'] ?? ''}”的单位“${d['unit'] ?? ''}”与本栏“${d['expected'] ?? ''}”不是一类。`
        : `单元格存的是 ${d['raw'] ?? ''},按百分数的格式显示,本栏的单位却是“${d['expected'] ?? ''}”。是填错了栏还是格式不对?请向填报单位核实。`,
    en: (d) =>
      d['shown'] === undefined
        ? `The unit of “${d['raw'] ?? ''}” does not fit ${d['expected'] ?? ''}.`
        : `The cell holds ${d['raw'] ?? ''} and its format shows a percentage, but the column is in ${d['expected'] ?? ''}. A wrong column, or a wrong format? Ask the sender.`,
  },
  'rounds-away': {
    zh: (d) =>
      `换算后为 ${d['exact'] ?? ''},取整为 ${d['rounded'] ?? ''},误差过大。请核对单位;数确实这样小的,请填写取整后的数,或按空记。`,
    en: (d) =>
      `${d['exact'] ?? ''} would be rounded to ${d['rounded'] ?? ''}, too far off. See whether the unit is right; enter the figure, or leave it blank.`,
  },
  'too-long': {
    zh: (d) => `文字超过 ${d['length'] ?? ''} 个字。请填写短一些的,或按空记。`,
    en: (d) =>
      `The text is longer than ${d['length'] ?? ''} characters. Enter a shorter one, or leave it blank.`,
  },
  'layout-changed': {
    zh: (d) =>
      `表的样子与 ${d['year'] ?? ''} 年的“${d['file'] ?? ''}”不同:${changesText(d['changes'], 'zh')}。那时的选择还适用吗?${reusedText(d['reused'], 'zh')}`,
    en: (d) =>
      `The table is laid out otherwise than “${d['file'] ?? ''}” of ${d['year'] ?? ''}: ${changesText(d['changes'], 'en')}. Do the choices made then still hold? ${reusedText(d['reused'], 'en')}`,
  },
  ...layoutQuestions,
  'other-year': {
    zh: (d) =>
      d['rows'] !== undefined
        ? `${linesText(d['rows'], 'zh')}${yearsSaid(d).zh}${d['unsaid'] === undefined ? '' : `(${linesText(d['unsaid'], 'zh')}没有写年份,按上面的行算)`},现在填报的是 ${d['expected'] ?? ''} 年。这些数不导入,还是记为 ${d['expected'] ?? ''} 年的数?请对照原表。`
        : d['period'] === undefined
          ? `表上的年份是 ${d['found'] ?? ''},现在填报的是 ${d['expected'] ?? ''} 年。年份写错的,可记为 ${d['expected'] ?? ''} 年的数;确是 ${d['found'] ?? ''} 年的请不导入,在上方切换到那一年再导入。`
          : `表上写着“${d['period']}”,不像全年的实际数;现在填报的是 ${d['expected'] ?? ''} 年全年。请向填报单位核实。`,
    en: (d) =>
      d['rows'] !== undefined
        ? `${linesText(d['rows'], 'en').replace(/^row/u, 'Rows')}: the figures ${yearsSaid(d).en}${d['unsaid'] === undefined ? '' : ` (of ${linesText(d['unsaid'], 'en')} by the row above: no year is said there)`}, and it is ${d['expected'] ?? ''} that is filled in. Leave them out, or import them as figures of ${d['expected'] ?? ''}? See the sheet.`
        : d['period'] === undefined
          ? `The table says ${d['found'] ?? ''}; the open year is ${d['expected'] ?? ''}. If the year is a slip, import them as figures of ${d['expected'] ?? ''}; if they are of ${d['found'] ?? ''}, leave them out, choose that year above and import them there.`
          : `The table says “${d['period']}”, which is not what a whole year came to; what is filed is all of ${d['expected'] ?? ''}. Check with the sender.`,
  },
  ...identityQuestions,
  ...earlierQuestions,
  'unit-twice': {
    zh: (d) =>
      `“${d['name'] ?? ''}”出现两次,数值不同(${linesText(d['first'] ?? '', 'zh')}和${linesText(d['second'] ?? '', 'zh')})${d['cells'] === undefined ? '' : `,${d['cells']} 格不同,如 ${d['field'] ?? ''}:前者 ${orEmpty(d['one']).zh},后者 ${orEmpty(d['other']).zh}`}。${d['own'] === undefined ? '用哪一个?' : `两处都有的指标以哪一处为准?只在一处有的 ${d['own']} 项都导入。`}`,
    en: (d) =>
      `“${d['name'] ?? ''}” is there twice, with different numbers (${linesText(d['first'] ?? '', 'en')} and ${linesText(d['second'] ?? '', 'en')})${d['cells'] === undefined ? '' : `: ${counted(Number(d['cells']), 'cell differs', 'cells differ')}, such as ${itemOf(d)}, ${orEmpty(d['one']).en} in the first and ${orEmpty(d['other']).en} in the second`}. ${d['own'] === undefined ? 'Which one?' : `Which counts for the items that are in both? ${counted(Number(d['own']), 'item that is in one of them is', 'items that are in one of them are')} imported as well.`}`,
  },
  'unit-in-cell': {
    zh: (d) =>
      `“${d['field'] ?? ''}”写的是“${d['name'] ?? ''}”,名录中没有,但与“${d['suggested'] ?? ''}”相近。是同一个单位吗?`,
    en: (d) =>
      `${d['field'] ?? ''} says “${d['name'] ?? ''}”, which is not in the directory but nearly “${d['suggested'] ?? ''}”. The same unit?`,
  },
  'parent-missing': {
    zh: (d) =>
      d['name'] === ''
        ? '这一行没有写明属于哪一行(如所属联盟),不知道归到哪里。'
        : `这一行写的“${d['name'] ?? ''}”在文件和库中都没有。归到哪一行?`,
    en: (d) =>
      d['name'] === ''
        ? 'This row does not say which row it belongs to.'
        : `“${d['name'] ?? ''}”, to which this row belongs, is neither in the file nor stored. Where does it go?`,
  },
  'encoding-unclear': {
    zh: () => '文件的文字有两种读法,看不出是哪一种编码。哪一种读得通?',
    en: () => 'The texts of the file can be read in two encodings. Which one makes sense?',
  },
  'row-uneven': {
    zh: (d) =>
      `第 ${d['row'] ?? ''} 行有 ${d['width'] ?? ''} 格,比上面各行(最多 ${d['expected'] ?? ''} 格)多:数里的千分位逗号可能把一格分成了两格。请核对这一行。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} has ${d['width'] ?? ''} fields, more than the rows above (${d['expected'] ?? ''}): a comma within a number may have split it. Check the row.`,
  },
  'unit-shift': {
    zh: (d) =>
      `${d['row'] !== undefined ? `${linesText(d['row'], 'zh')}的金额` : d['field'] === '' ? '全表金额' : `“${d['field'] ?? ''}”一栏`}按“${d['said'] ?? ''}”读,${d['compared'] ?? ''} 个数中有 ${d['fits'] ?? ''} 个约为上年的 ${inTimes(d['times']).zh}(如 ${d['name'] ?? ''} ${d['item'] ?? ''}:上年 ${d['last'] ?? ''},本表 ${d['now'] ?? ''})${d['inLine'] === '0' ? '' : `,另有 ${d['inLine'] ?? ''} ${d['row'] === undefined ? '栏' : '行'}与上年相当`}。是不是以“${d['unit'] ?? ''}”填的?`,
    en: (d) =>
      `Read in ${d['said'] ?? ''}, ${d['fits'] ?? ''} of ${d['compared'] ?? ''} figures of ${d['row'] !== undefined ? linesText(d['row'], 'en') : d['field'] === '' ? 'the table' : `“${itemOf(d)}”`} are about ${inTimes(d['times']).en} last year's (such as ${d['name'] ?? ''}, ${d['itemEn'] ?? ''}: ${d['last'] ?? ''} last year, ${d['now'] ?? ''} here)${d['inLine'] === '0' ? '' : `; ${d['inLine'] ?? ''} other ${d['row'] === undefined ? 'columns' : 'rows'} are of last year's size`}. Are they in ${d['unit'] ?? ''}?`,
  },
  'years-swapped': {
    zh: (d) =>
      `本年栏 ${d['compared'] ?? ''} 个数中有 ${d['same'] ?? ''} 个与上年已验收的数相同(如 ${d['name'] ?? ''} ${d['field'] ?? ''} ${d['value'] ?? ''}),上年栏却不同。本年与上年填反了吗?`,
    en: (d) =>
      `${d['same'] ?? ''} of ${d['compared'] ?? ''} figures under 本年 are those accepted last year (such as ${d['name'] ?? ''}, ${itemOf(d)} ${d['value'] ?? ''}), and those under 上年 are others. Were the two columns exchanged?`,
  },
  'last-year-again': {
    zh: (d) =>
      `本年栏 ${d['compared'] ?? ''} 个数中有 ${d['same'] ?? ''} 个与上年已验收的数相同(如 ${d['name'] ?? ''} ${d['field'] ?? ''} ${d['value'] ?? ''}),像是上年的报表又报了一次。请向填报单位核实。`,
    en: (d) =>
      `${d['same'] ?? ''} of ${d['compared'] ?? ''} figures are those accepted last year (such as ${d['name'] ?? ''}, ${itemOf(d)} ${d['value'] ?? ''}): it looks like last year's return sent again. Ask.`,
  },
  'rows-shifted': {
    zh: (d) =>
      `${d['field'] === undefined ? '' : `${d['field']}:`}从${linesText(d['from'] ?? '', 'zh')}起,${d['compared'] ?? ''} 个单位中有 ${d['moved'] ?? ''} 个的数与${d['by'] === '1' ? '前' : '后'}一个单位的上年数相当,与本单位相当的只有 ${d['asIs'] ?? ''} 个:数可能粘贴错了一${lineWord(d['from']).zh}。请向填报单位核实后重报。`,
    en: (d) =>
      `${d['field'] === undefined ? '' : `${itemOf(d)}: `}From ${linesText(d['from'] ?? '', 'en')} on, the figures of ${d['moved'] ?? ''} of ${d['compared'] ?? ''} units are of last year's size of the unit ${d['by'] === '1' ? 'before' : 'behind'}, of ${d['asIs'] ?? ''} of their own: they may have been pasted one ${areColumns(d['from'] ?? '') ? 'column' : 'row'} off. Ask for it anew.`,
  },
  ...replyQuestions,
  replaces: {
    zh: (d) =>
      `“${d['name'] ?? ''}”的 ${d['return'] ?? ''} 已有数据(${d['state'] ?? ''}),本文件有 ${d['cells'] ?? ''} 格不同,如 ${d['field'] ?? ''}:库中 ${orEmpty(d['stored']).zh},文件 ${orEmpty(d['found']).zh}。用哪一份?`,
    en: (d) =>
      `${d['return'] ?? ''} of “${d['name'] ?? ''}” has data already; ${counted(Number(d['cells'] ?? ''), 'cell differs', 'cells differ')}, such as ${itemOf(d)}: ${orEmpty(d['stored']).en} stored, ${orEmpty(d['found']).en} in the file. Which one?`,
  },
};

/** What was chosen before: each question with its answer. */
function reusedText(json = '[]', language: Language): string {
  const chosen = (JSON.parse(json) as ReusedWords[]).map(({ choice, ...question }) =>
    chosenText(question, choice, language),
  );
  return chosen.length === 1
    ? chosen.join('')
    : chosen.map((text, index) => `(${index + 1}) ${text}`).join(' ');
}

type ReusedWords = Pick<Question, 'kind' | 'details'> & { readonly choice: Choice };

/** A question with the answer that it was given: 表上没有写金额的计量单位,是哪一种?→ 万元 */
export function chosenText(
  question: Pick<Question, 'kind' | 'details'>,
  choice: Choice,
  language: Language,
): string {
  return `${questionText(question, language)} → ${choiceText(choice, question, language)}`;
}

/** The question as a sentence: what was found, so that the choices can follow. */
export function questionText(question: Pick<Question, 'kind' | 'details'>, language: Language): string {
  return questions[question.kind][language](question.details);
}
