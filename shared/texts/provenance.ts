import type { CellAct } from '../contract/areas/provenance.ts';
import type { Output } from '../contract/contract.ts';
import type { Conversion } from '../intake/conversions.ts';
import type { CellValue } from '../values/cell.ts';
import { showValue } from '../values/show.ts';
import { fromDirectory } from '../values/unit-facts.ts';
import type { Language } from './language.ts';
import { choiceText } from './choices.ts';
import { questionText } from './questions.ts';
import { basisNames } from './states.ts';
import { unitName } from './units.ts';

type Told = Output<'provenance.get'>;

/** One step of the way of a number: where it stood, what stood there, how it was read, what it came to. */
export interface Rung {
  readonly kind: 'place' | 'raw' | 'answer' | 'step' | 'value';
  readonly act: CellAct;
  readonly text: string;
}

/** From the enterprise's sheet to the value that counts now, in the order of time. */
export function rungsOf(told: Told, language: Language): readonly Rung[] {
  return told.acts.flatMap((act) => rungsOfAct(act, told, language));
}

function rungsOfAct(act: CellAct, told: Told, language: Language): readonly Rung[] {
  const words = texts[language];
  const rung = (kind: Rung['kind'], text: string): Rung => ({ kind, act, text });
  const value = act.value === null ? words.nothing : shown(act.value, told, language);
  const fromFile = act.sheet !== null && act.cell !== null;
  return [
    ...(fromFile ? [rung('place', `${placeOf(act)}${act.undone ? words.undone : ''}`)] : []),
    ...(fromFile && act.raw !== null ? [rung('raw', words.raw(act.raw))] : []),
    ...act.answers.map((answered) => rung('answer', words.asked(answeredText(answered, language)))),
    ...act.conversions.map((conversion) => rung('step', conversionText(conversion, language))),
    rung('value', valueText(act, value, told, language)),
  ];
}

function valueText(act: CellAct, value: string, told: Told, language: Language): string {
  const words = texts[language];
  switch (act.kind) {
    case 'import':
      return words.read(value);
    case 'typed':
      return words.typed(value);
    case 'carry':
      return act.basis === fromDirectory ? words.entered(value) : words.carried(value, told.year - 1);
    case 'undo':
      return words.takenBack(act.file ?? '', value);
    case 'correction': {
      const basis = basisNames[act.basis as keyof typeof basisNames]?.[language] ?? act.basis ?? '';
      const was = act.was === null ? words.nothing : shown(act.was, told, language);
      return words.corrected(value, was, basis, act.reason ?? '');
    }
  }
}

/** The file with sheet and cell, as a clerk says it. */
export function placeOf({ file, sheet, cell }: Pick<CellAct, 'file' | 'sheet' | 'cell'>): string {
  return `${file ?? ''} › ${sheet ?? ''}!${cell ?? ''}`;
}

/** A value in its unit, a code with its name. */
function shown(value: CellValue | null, told: Told, language: Language): string {
  const text = showValue(value, told, language, (code) => told.codes[code]?.[language]);
  const unit = told.unitOfAccount;
  return typeof value === 'number' && told.type === 'number' && unit !== null
    ? `${text}${unit === '%' ? '' : ' '}${unitName(unit, language)}`
    : text;
}

/** What was chosen, in the words of the button; a value that was typed as it was typed. */
export function answerText(
  question: CellAct['answers'][number]['question'],
  answer: string,
  language: Language,
): string {
  const choice = question.choices.find(({ code }) => code === answer) ?? { code: answer };
  return choiceText(choice, question, language);
}

/** A question and what was answered to it; of one that nothing asks any more, that it has no effect. */
export function answeredText(
  { question, answer, isIdle }: CellAct['answers'][number] & { readonly isIdle?: true | undefined },
  language: Language,
): string {
  const [asked, said] = [questionText(question, language), answerText(question, answer, language)];
  if (language === 'zh') return `${asked}答:${said}${isIdle === true ? `(${idleText.zh})` : ''}`;
  return `${asked} Answer: ${said}${isIdle === true ? ` (${idleText.en})` : ''}`;
}

const idleText: Readonly<Record<Language, string>> = {
  zh: '现在不起作用:所问的内容按别的答复没有计入,或还待确认',
  en: 'of no effect now: what it is about is left out by another answer, or waits for one',
};

export function conversionText(conversion: Conversion, language: Language): string {
  const zh = language === 'zh';
  switch (conversion.kind) {
    case 'formula':
      return zh ? '是公式,取保存文件时算出的结果' : 'a formula; what was computed when it was saved is taken';
    case 'text-as-number':
      return zh ? '写成文字的数,按数读取' : 'a number written as text, read as a number';
    case 'blank': {
      const reason = showValue({ blank: conversion.reason }, undefined, language);
      return zh
        ? `表示没有数,按空(${reason})记,不作 0`
        : `says that there is no number: blank (${reason}), not 0`;
    }
    case 'zero':
      return zh ? '已确认本栏这样写表示 0' : 'it was said to mean 0 in this column';
    case 'percent':
      return zh ? '按百分数格式显示,× 100 读作百分之几' : 'shown as a percentage: × 100';
    case 'factor': {
      const { from, to, factor } = conversion;
      return zh
        ? `由${from}换算为${to}:× ${factor}`
        : `from ${unitName(from, 'en')} to ${unitName(to, 'en')}: × ${factor}`;
    }
    case 'noise':
      return zh ? '去掉计算留下的极小尾数' : 'the noise of a binary fraction left out';
    case 'rounded':
      return zh
        ? conversion.decimals === 0
          ? '四舍五入到整数'
          : `四舍五入到 ${conversion.decimals} 位小数`
        : conversion.decimals === 0
          ? 'rounded half up to a whole number'
          : `rounded half up to ${conversion.decimals} decimals`;
    case 'month':
      return zh ? '读作年月' : 'read as year and month';
    case 'code':
      return zh ? '按规定的选项记代码' : 'kept as the code that the list has for it';
    case 'flag':
      return zh ? '读作是或否' : 'read as yes or no';
  }
}

const texts = {
  zh: {
    nothing: '空',
    undone: '(这次导入已撤销)',
    raw: (raw: string) => `原文“${raw}”`,
    asked: (answered: string) => `导入时问:${answered}`,
    read: (value: string) => `读作 ${value}`,
    typed: (value: string) => `手工填写 ${value}`,
    entered: (value: string) => `取自名录(增加单位时所填):${value}`,
    carried: (value: string, year: number) => `由 ${year} 年数结转 ${value}`,
    takenBack: (file: string, value: string) => `撤销“${file}”的导入,恢复为 ${value}`,
    corrected: (value: string, was: string, basis: string, reason: string) =>
      `更正为 ${value}(原为 ${was}),依据:${basis}${reason === '' ? '' : `,${reason}`}`,
    byHand: '这个数不是从文件导入的,没有原表可看。',
    never: '这一格没有填过。',
    enteredOnly: '这一项取自名录(增加单位时所填),没有原表可看;与企业的报表不同的,请改。',
    carriedOnly: '这个数由上年结转,原表见上年的报表。',
    undoneOnly: '带来这个数的导入已撤销,下面是当时的原表。',
  },
  en: {
    nothing: 'empty',
    undone: ' (this import was undone)',
    raw: (raw: string) => `as written: “${raw}”`,
    asked: (answered: string) => `asked at import: ${answered}`,
    read: (value: string) => `read as ${value}`,
    typed: (value: string) => `typed: ${value}`,
    entered: (value: string) => `from the directory, as the unit was entered: ${value}`,
    carried: (value: string, year: number) => `carried over from ${year}: ${value}`,
    takenBack: (file: string, value: string) => `import of “${file}” undone; put back to ${value}`,
    corrected: (value: string, was: string, basis: string, reason: string) =>
      `corrected to ${value} (was ${was}) by ${basis}${reason === '' ? '' : `: ${reason}`}`,
    byHand: 'This number did not come from a file, so there is no sheet to show.',
    never: 'Nothing was ever filled in here.',
    enteredOnly:
      'This is from the directory, as the unit was entered, so there is no sheet to show. Change it where the enterprise says otherwise.',
    carriedOnly: 'This number was carried over; its sheet is with last year’s filing.',
    undoneOnly: 'The import that brought this number was undone; this is the sheet it came from.',
  },
};

/** What there is to know about the picture, or why there is none; null where it speaks for itself. */
export function pictureText(told: Told, language: Language): string | null {
  const words = texts[language];
  const newest = told.acts.at(-1);
  if (newest === undefined) return words.never;
  const pictured = told.acts.find(({ id }) => id === told.pictured);
  if (pictured !== undefined) return pictured.undone && newest.kind === 'undo' ? words.undoneOnly : null;
  if (newest.kind !== 'carry') return words.byHand;
  return newest.basis === fromDirectory ? words.enteredOnly : words.carriedOnly;
}
