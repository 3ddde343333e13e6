import type { Choice, Question, QuestionKind } from '../intake/staged.ts';
import { encodings } from './file-words.ts';
import type { Language } from './language.ts';
import { layoutText } from './layouts.ts';
import { linesText } from './lines.ts';
import { unitName } from './units.ts';

const plain: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  blank: { zh: '留空(不详)', en: 'leave it blank (unknown)' },
  skip: { zh: '不导入', en: 'do not import it' },
  keep: { zh: '按表中内容导入', en: 'import it as it stands' },
  reuse: { zh: '适用,照此导入', en: 'they hold; import with them' },
  ask: { zh: '不适用,逐项重新询问', en: 'they do not; ask each anew' },
  yuan: { zh: '是元', en: 'in yuan' },
  negative: { zh: '是,按负数导入', en: 'yes, import negative numbers' },
  percent: { zh: '是百分数', en: 'percent' },
  none: { zh: '没有数,按空记', en: 'no figure, leave it blank' },
  zero: { zh: '都是 0', en: 'all are 0' },
  each: { zh: '逐格确认', en: 'ask of each cell' },
  share: { zh: '是比例,本栏都乘以 100', en: 'shares; multiply the column by 100' },
  swap: { zh: '两栏对调', en: 'exchange them' },
  add: { zh: '加入名录', en: 'add it to the directory' },
  another: { zh: '是另一处:在名录中单列', en: 'another one: enter it by itself' },
  rename: {
    zh: '已更名:名录改用新名,原名记为曾用名',
    en: 'it was renamed: take the new name, keep the old one',
  },
  include: { zh: '计入', en: 'count them' },
  total: { zh: '是合计,只用来核对', en: 'a total: only prove the rows by it' },
  unit: { zh: '是一个单位的数', en: "a unit's own row" },
  'as-said': {
    zh: '各按自己写的单位,别处写的不算',
    en: 'each in the unit that it says itself; what is said elsewhere does not count',
  },
  both: { zh: '都用', en: 'both' },
  first: { zh: '用前面那列', en: 'the first' },
  file: { zh: '用本文件的数', en: 'what the file says' },
  stored: { zh: '保留库中的数', en: 'keep what is stored' },
  this: { zh: '用这一列', en: 'this one' },
  outside: { zh: '是名录外的单位', en: 'an outside unit' },
  'value:true': { zh: '是', en: 'yes' },
  'value:false': { zh: '否', en: 'no' },
};

/** In the terminal: any unit of the directory is an answer to whose a row is. */
export const anyUnitText: Readonly<Record<Language, string>> = {
  zh: 'match:<代码或全称>: 是名录中的另一单位',
  en: 'match:<code or full name>: another unit of the directory',
};

/** The same: any item of the return is an answer to what a header or row is. */
export const anyItemText: Readonly<Record<Language, string>> = {
  zh: 'field:<指标代码>: 本表的另一项',
  en: 'field:<code of an item>: another item of the return',
};

const ofKind: Readonly<Partial<Record<QuestionKind, typeof plain>>> = {
  'currency-sign': { keep: { zh: '是表上单位的数', en: 'in the unit that the table says' } },
  'column-unclear': { each: { zh: '两列都用,按计量单位', en: 'both, by the unit of each item' } },
  'unit-renamed': {
    keep: { zh: '未更名:名录中的名称不变', en: 'it was not: leave the directory as it is' },
  },
};

/** One answer, on a button. */
export function choiceText(
  choice: Choice,
  question: Pick<Question, 'kind' | 'details'>,
  language: Language,
): string {
  const { code } = choice;
  if (question.kind === 'layout') return layoutText(choice, language);
  if (question.kind === 'other-year' && code === 'keep') {
    // Of which year they become: what the table says is another one.
    const { expected = '' } = question.details;
    return language === 'zh' ? `记为 ${expected} 年的数` : `import them as figures of ${expected}`;
  }
  const known = ofKind[question.kind]?.[code] ?? plain[code];
  if (known !== undefined) return known[language];
  const at = code.indexOf(':');
  const [kind, rest] = [code.slice(0, at), code.slice(at + 1)];
  const zh = language === 'zh';
  switch (kind) {
    case 'value': {
      const unit = question.details['accountUnit'];
      const named = [rest, choice.details?.[language] ?? (unit === undefined ? '' : unitName(unit, language))]
        .join(' ')
        .trimEnd();
      return zh ? `按 ${named}` : `take ${named}`;
    }
    case 'unit':
      return unitName(rest, language);
    case 'add':
      return zh ? `加入名录,代码更正为 ${rest}` : `add it to the directory under ${rest}`;
    case 'encoding':
      return `“${choice.details?.['sample'] ?? ''}” (${encodings[rest]?.[language] ?? rest})`;
    case 'return':
      return `${rest} ${choice.details?.[language] ?? ''}`.trim();
    case 'sheet':
      return zh ? `用“${rest}”` : `use “${rest}”`;
    case 'field':
      return `${zh ? `第 ${rest} 项` : `item ${rest}`} ${choice.details?.[language] ?? ''}`.trimEnd();
    case 'match':
      return zh ? `就是“${choice.details?.['name'] ?? rest}”` : `it is “${choice.details?.['name'] ?? rest}”`;
    case 'row':
      if (question.kind === 'parent-missing') return zh ? `归到“${rest}”` : `below “${rest}”`;
      return zh ? `用${linesText(rest, 'zh')}` : `use ${linesText(rest, 'en')}`;
    default:
      return question.kind === 'unit-twice' ? rest : code;
  }
}
