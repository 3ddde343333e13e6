import type { Finding } from '../checking/finding.ts';
import type { FindingWords, OperandWords } from '../checking/words.ts';
import type { FindingClass } from '../values/states.ts';
import type { Language } from './language.ts';

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
  return {
    sentence: finding.kind === 'rounding' ? rounding + own : own,
    notation: words.notation,
    consequence: consequences[finding.class][language],
    advice: words.advice?.[language] ?? advices[finding.class][language],
  };
}

function valueOf(operand: OperandWords, language: Language): string {
  const shown = operand.shown[language];
  if (shown === '') return blank[language];
  return operand.unit === null ? shown : `${shown} ${operand.unit}`;
}

/** 新产品产值 8,200 千元,工业总产值 5,000 千元。应 02≤01(新产品产值不大于工业总产值)。 */
function standard(words: FindingWords, language: Language): string {
  const list = words.operands.map((operand) => `${nameOf(operand, language)} ${valueOf(operand, language)}`);
  return language === 'zh'
    ? `${list.join(',')}。应 ${words.notation}(${words.title.zh})。`
    : `${list.join(', ')}. It must hold that ${words.notation} (${words.title.en}).`;
}

function nameOf(operand: OperandWords, language: Language): string {
  const label = operand.label?.[language] ?? operand.name;
  const year = /\.上年$|@-\d/.exec(operand.name)?.[0];
  if (year === undefined) return label;
  const column = {
    zh: year === '.上年' ? '(上年栏)' : '(上年已验收)',
    en: year === '.上年' ? ' (last-year column)' : ' (accepted last year)',
  };
  return label + column[language];
}

/** {07}, {01.上年}: that operand's value; {x}: the value of the field that the rule was expanded for; {x:name}: its name. */
function filled(template: string, words: FindingWords, language: Language): string {
  return template.replace(/\{([^}]+)\}/g, (_whole, place: string) => {
    if (place === 'x:name') return words.field?.[language] ?? words.code;
    const named = place.startsWith('x') ? words.code + place.slice(1) : place;
    const operand = words.operands.find((item) => item.name === named);
    return operand === undefined ? blank[language] : valueOf(operand, language);
  });
}
