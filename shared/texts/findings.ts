import type { Finding } from '../checking/finding.ts';
import type { FindingWords, OperandWords } from '../checking/words.ts';
import type { Relation } from '../returns/rule/syntax.ts';
import type { FindingClass } from '../values/states.ts';
import type { Language } from './language.ts';
import { unitName } from './units.ts';

/** A finding as the clerk reads it: what is so, by which relation, what it means, and what to do next. */
export interface FindingText {
  readonly sentence: string;
  readonly notation: string;
  readonly consequence: string;
  readonly advice: string;
}

/** What the class of a check means for acceptance (企业一套表 audit classes: 强制性, 准强制性, 核实性, 提示性). */
const consequences: Readonly<Record<FindingClass, Readonly<Record<Language, string>>>> = {
  A: { zh: '必须更正,否则不能验收和上报。', en: 'Must be corrected before the filing can be accepted.' },
  B: {
    zh: '应更正;数据属实的须写明依据,否则不能验收。',
    en: 'Correct it, or explain on what grounds it is true.',
  },
  C: {
    zh: '应核实;数据属实的请说明原因,说明后可以验收。',
    en: 'Verify it; an explanation lets the filing be accepted.',
  },
  D: { zh: '仅作提示,不影响验收。', en: 'A hint only.' },
};

const advices: Readonly<Record<FindingClass, Readonly<Record<Language, string>>>> = {
  A: { zh: '请与企业核对原表,更正后重新审核。', en: 'Check with the enterprise and correct it.' },
  B: {
    zh: '请核对原表和计量单位,填错的更正,属实的说明。',
    en: 'Check the original and the unit; correct or explain.',
  },
  C: { zh: '请向企业核实,属实的说明原因。', en: 'Ask the enterprise; explain if it is so.' },
  D: { zh: '请留意。', en: 'Take note.' },
};

const blank: Readonly<Record<Language, string>> = { zh: '(未填)', en: '(empty)' };

export function findingText(
  finding: Pick<Finding, 'class' | 'kind'>,
  words: FindingWords,
  language: Language,
): FindingText {
  const own =
    words.message === null ? standard(words, language) : filled(words.message[language], words, language);
  const rounding = { zh: '四舍五入差:', en: 'Rounding: ' }[language];
  const county = words.local ? { zh: '〔县级〕', en: '[County] ' }[language] : '';
  return {
    sentence:
      county +
      rowOf(words, own, language) +
      (finding.kind === 'rounding' ? rounding : '') +
      own +
      noteOf(words, language),
    notation: words.notation,
    consequence: consequences[finding.class][language],
    advice: words.advice?.[language] ?? advices[finding.class][language],
  };
}

/** Whose row it is, unless the sentence says so itself. */
function rowOf({ row }: FindingWords, sentence: string, language: Language): string {
  if (row === undefined || sentence.includes(row)) return '';
  return { zh: `“${row}”:`, en: `“${row}”: ` }[language];
}

function noteOf({ note }: FindingWords, language: Language): string {
  if (note === undefined) return '';
  return language === 'zh' ? note.zh : ` ${note.en}`;
}

function valueOf(operand: OperandWords, language: Language): string {
  const shown = operand.shown[language];
  if (shown === '') return blank[language];
  return operand.unit === null ? shown : `${shown} ${unitName(operand.unit, language)}`;
}

/** How the left side stands to the right one when the relation that must hold does not. */
const broken: Readonly<Partial<Record<Relation, Readonly<Record<Language, string>>>>> = {
  '≤': { zh: '大于', en: 'is more than' },
  '<': { zh: '不小于', en: 'is not less than' },
  '≥': { zh: '小于', en: 'is less than' },
  '>': { zh: '不大于', en: 'is not more than' },
  '=': { zh: '不等于', en: 'differs from' },
  '≠': { zh: '等于', en: 'equals' },
};

/**
 * The sentence of a rule that has none of its own. Two cells: 新产品产值 8,200 千元大于工业总产值 5,000 千元。
 * Anything else: what is wrong, then every operand by name and value. The notation is told beside it, to whoever wants it.
 */
function standard(words: FindingWords, language: Language): string {
  const { relation, operands, title } = words;
  const said = (operand: OperandWords): string =>
    `${nameOf(operand, language)} ${valueOf(operand, language)}`;
  const left = operands.find((operand) => operand.name === relation?.left);
  const right = operands.find((operand) => operand.name === relation?.right);
  const verb = relation === null ? undefined : broken[relation.operator];
  if (left !== undefined && right !== undefined && verb !== undefined) {
    const [own, other, is] = [said(left), said(right), verb[language]];
    return language === 'zh' ? `${own}${is}${other}。` : `${own} ${is} ${other}.`;
  }
  const list = operands.map(said);
  if (language === 'zh') return list.length === 0 ? `${title.zh}。` : `${title.zh}:${list.join(',')}。`;
  return list.length === 0 ? `${title.en}.` : `${title.en}: ${list.join(', ')}.`;
}

function nameOf(operand: OperandWords, language: Language): string {
  return (operand.label?.[language] ?? operand.name) + yearOf(operand.name, language);
}

/** 01.上年 is the column of the form, 01@-1 what was accepted then: two numbers that may differ. */
function yearOf(name: string, language: Language): string {
  if (name.endsWith('.上年')) return { zh: '(上年栏)', en: ' (last-year column)' }[language];
  const back = /@-(\d)$/u.exec(name)?.[1];
  if (back === undefined) return '';
  return back === '1'
    ? { zh: '(上年已验收)', en: ' (accepted last year)' }[language]
    : { zh: `(${back} 年前已验收)`, en: ` (accepted ${back} years before)` }[language];
}

/**
 * {07}, {01.上年}: that operand's value; {上年}: last year's of the field, as the form or the accepted filing has it; {x}: the value of the field that the rule was expanded for; {x:name}: its name;
 * {=02/01}: what it comes to; {另一名称}, {另一单位}: the other of two that are called alike, and whose it is. A place that names no operand stays as written: it may never read as an empty cell.
 */
function filled(template: string, words: FindingWords, language: Language): string {
  return template.replace(/\{([^}]+)\}/gu, (whole, place: string) => {
    if (place === 'x:name') return words.field?.[language] ?? words.code;
    if (place.startsWith('=')) return words.figures[place.slice(1)] ?? '—';
    const operand = words.operands.find(({ name }) => isMeant(place, name, words.code));
    return operand === undefined ? whole : valueOf(operand, language);
  });
}

/** Whether a place of a sentence means an operand, by the operand's name; `code` is the field that the rule was expanded for. */
function isMeant(place: string, name: string, code: string): boolean {
  if (place === '上年') return name === `${code}@-1` || name === `${code}.上年`;
  if (place === '另一单位') return name.endsWith(').单位');
  if (place === '另一名称') return /^无近似\(.*\)$/u.test(name);
  return name === (/^x(?=$|[.@])/u.test(place) ? code + place.slice(1) : place);
}
