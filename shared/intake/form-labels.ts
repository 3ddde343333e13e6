import type { Column } from '../values/cell.ts';
import {
  comparableHeader,
  isIdleBelow,
  isWholeYear,
  isYearAlone,
  saysOtherMeasure,
  yearSaid,
} from './header-words.ts';

/** The header over names of items, made comparable. */
export const nameHeader = /^(指标名称|指标|项目名称|项目)$/u;
/** The header over codes, made comparable. */
export const codeHeader = /^(?:指标|项目)?(?:代码|代号|编码)$/u;
/** Numbers of the rows, which are no codes. */
export const numbering = /^(?:序号|行次|栏次|编号)$/u;

/** Whether a text is the header over the codes of items. */
export function isCodeHeader(text: string): boolean {
  return codeHeader.test(comparableHeader(text));
}

/** Whether a text is the header over the codes or the names of a form that begins. */
export function isHeaderOfRows(text: string): boolean {
  return isCodeHeader(text) || comparableHeader(text) === '指标名称';
}

/** Whether a text is the header over the names of items. */
export function isNameHeader(text: string): boolean {
  return nameHeader.test(comparableHeader(text));
}

/** A header over figures that says no more than that they are some. */
export const plain = /^(数量|数额|金额|填报内容|内容|指标值)$/u;

/** A header of what tells the rows, not of their figures. */
export function isLabel(header: string): boolean {
  const name = comparableHeader(header);
  return nameHeader.test(name) || isUnitLabel(name) || codeHeader.test(name);
}

/** 单位, 计量单位, made comparable. */
export function isUnitLabel(name: string): boolean {
  return /^(计量)?单位$/u.test(name);
}

/**
 * The year whose figures a column holds by its headers; null of one that holds others: a plan, a quarter, a part, an
 * earlier year. `isAlone`: no column of the form says this year, so that one of a whole year will do.
 */
export function columnSaid(texts: readonly string[], year: number, isAlone: boolean): Column | null {
  const parts = texts.map(comparableHeader);
  if (texts.some(saysOtherMeasure)) return null;
  const isKnown = (part: string): boolean => isYearAlone(part) || plain.test(part) || isIdleBelow(part);
  if (!parts.every(isKnown)) return null;
  const years = new Set(parts.filter(isYearAlone).map((part) => yearSaid(part, year)));
  const [said = null] = years;
  if (years.size > 1 || said === 'other') return null;
  if (said !== null) return said;
  return parts.some((part) => plain.test(part)) || (isAlone && parts.every(isWholeYear)) ? '本年' : null;
}
