import type { Column } from '../values/cell.ts';
import { remembered } from './remembered.ts';
import { isUnitWord, withoutMoney } from './units.ts';

const bracketed = /[([【]([^)\]】]*)[)\]】]/gu;

const wholeYearMonths =
  /^(?:[1一][-–—~至到](?:12|十二)月份?)(?:累计|合计)?$|(?<=^上年|^上年同期|^去年|^本年|^20\d\d年)(?:[1一][-–—~至到](?:12|十二)月份?)(?:累计|合计)?$/u;

/** The mark of a note at the end of a header: ①, 【注1】, (注). */
const circled = /(?<=\p{L}\s*)[\u2460-\u2473]+\s*$/u;
const noteMark = /(?<=\p{L})[([【](?:注\d{0,2}|\d{1,2})[)\]】]$/u;

/** A header as it is compared: NFKC, without spaces, numbering, units in brackets or at its end, 其中 and punctuation. */
export const comparableHeader = remembered((text) =>
  withoutMoney(text.replace(circled, '').normalize('NFKC'))
    .replace(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(noteMark, '')
    .replace(/^(?:[一二三四五六七八九十\d]+[、.](?!\d)|\([一二三四五六七八九十\d]+\))/u, '')
    .replace(bracketed, (_whole, inner: string) => (isUnitWord(inner) ? '' : `(${inner})`))
    .replace(/^其中[::]?/u, '')
    .replace(wholeYearMonths, '全年')
    .replace(/[::,,、.。*"“”]/gu, '')
    .toUpperCase(),
);

/** Brackets that say nothing new: 工业总产值(现价). Any other may say another measure, and is asked about. */
const idleBracket = /^(当年价格?|现价|现行价格?|全年|全年数|实际数?|实绩|完成数?|合计|盖章|全称)$/u;

export const withoutBrackets = remembered((comparable) => comparable.replace(bracketed, ''));

export const withoutIdleBrackets = remembered((comparable) =>
  comparable.replace(bracketed, (whole, inner: string) => (idleBracket.test(inner) ? '' : whole)),
);

const yearWord =
  /(?:本年|当年(?!\p{L})|本期|今年|[上去]年同期|上年|上期|去年|20\d\d年?)(?:度|全年|实际|累计|完成|发生|金额|数额|数值|[数额值])*/u
    .source;
const yearAlone = new RegExp(`^\\(?${yearWord}\\)?$`, 'u');
const yearWithin = new RegExp(yearWord, 'u');
const yearAround = new RegExp(`^(?:${yearWord})(.+)$|^(.+?)\\(?(?:${yearWord})\\)?$`, 'u');

/** 本年 or 上年 as a comparable header says it; `other` for a year that is neither. */
export function yearSaid(part: string, year: number): Column | 'other' | null {
  const [word] = yearWithin.exec(part) ?? [];
  if (word === undefined) return null;
  const named = /20\d\d/.exec(word)?.[0];
  if (named !== undefined)
    return Number(named) === year ? '本年' : Number(named) === year - 1 ? '上年' : 'other';
  return /上|去/u.test(word) ? '上年' : '本年';
}

/** Whether a comparable header is a year and nothing else. */
export const isYearAlone = remembered((part) => yearAlone.test(part));

/** What a comparable header says beside a year in it; undefined of one that names no year, or only that. */
export const besideYear = remembered((part) => {
  const around = yearAround.exec(part);
  return around?.[1] ?? around?.[2];
});

/** Words of a column that is no amount of the year: a plan, a change, a part of the year, the state at its beginning. */
const otherMeasure =
  /计划|预计|预测|预算|目标|增长|增速|增幅|增减|同比|环比|比上年|季度|[一二三四]季|半年|\d月|[本当]月|[年期]初|占比/u;

/** Whether a header says a plan, a change or a part of the year: never the amount itself. */
export const saysOtherMeasure = remembered((header) => otherMeasure.test(comparableHeader(header)));

const wholeYear = /^(?:(?:全年|累计|实际|完成)+数?|[年期]末数?)$/u;
const amount = /^(金额|数量|数值|数|合计|计)$/u;
const numbering = /^(\(?\d{1,2}\)?|\d\d[A-Z]|[甲乙丙丁])$/u;

/** Whether a comparable header says the whole year, or the state at its end, and no item. */
export const isWholeYear = remembered((part) => wholeYear.test(part));

/** Whether a header says the sum since the beginning: of the year, or of all years. */
export const isCumulative = remembered((header) => /^累计数?$/u.test(comparableHeader(header)));

/** Whether a comparable header may stand below an item's name without changing it. */
export const isIdleBelow = remembered(
  (part) => wholeYear.test(part) || amount.test(part) || numbering.test(part),
);

/** Whether a header is that of remarks beside the figures: 备注, 情况说明, 数据口径. */
export const isRemarkHeader = remembered((header) =>
  /备注|备考|附注|说明|口径|^(?:数据)?(?:性质|类型|类别)$/u.test(comparableHeader(header)),
);

/** Whether a header names a part of what stands above it. */
export function isPart(header: string): boolean {
  return /^其中/u.test(header.trim());
}

/**
 * Whether a header only says which figure of an item it is, and leaves the item to the header above: a year, 全年, a plan,
 * a part.
 */
export const saysWhichFigure = remembered((header) => {
  const part = comparableHeader(header);
  return (
    isYearAlone(part) ||
    wholeYear.test(part) ||
    amount.test(part) ||
    saysOtherMeasure(header) ||
    isPart(header)
  );
});
