const days =
  /(20\d\d)\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?|([./-])\s*(\d{1,2})\s*\4\s*(\d{1,2}))(?!\d)/gu;
/** 2016年 月 日, to be filled in by hand. */
const unfilledDay = /20\d\d\s*年\s*\d{0,2}\s*月\s*\d{0,2}\s*日/gu;
/** What stands before the day on which a form was filled in, or until which it may be used. */
const filledIn =
  /(?:填[报表写制]|报[出送]|上报|编[制报]|制表|打印|审[核批]|批准|签[章字])\p{L}{0,2}(?:日期|时间)/u.source;
const labelled = new RegExp(
  `(?:${filledIn}|有效期\\p{L}{0,2})\\s*:?\\s*20\\d\\d(?:\\s*[年./-])?(?:\\s*\\d{1,2}\\s*月?)?` +
    '|日期\\s*:?\\s*20\\d\\d\\s*年\\s*\\d{1,2}\\s*月',
  'gu',
);
/** A cell that ends with such a label: the day stands behind it. */
const label = new RegExp(`(?:${filledIn}|日期)\\)?\\s*:?\\s*$`, 'u');
const validity = /有效期\p{L}{0,2}\)?\s*:?\s*$/u;
/** 2014年, 2014, (2014), 2014.1-12. */
const named = /(?<!\d)(20\d\d)(?=\s*(?:年|$|\)$)|\s*[./-](?:0?1\s*[-–—~至到])?\s*12(?!\d))/gu;
/** 14年度工业企业产品创新情况. */
const short = /^\(?(\d\d)年(?!\p{L}{0,2}期)/u;
const spelledYear = /二[〇零Oo○0]([一二三四五六七八九])([〇零Oo○0一二三四五六七八九])(?=年)/gu;
/** 14年 says a year only where it is about this one. */
const nearest = 5;

/**
 * The years that the cells of a row say that a table is of: 2014年, 二〇一四年, 14年度…, 2014.1-12. The day on which it was filled
 * in is of the year after, and the one until which a form may be used of any.
 */
export function yearsIn(cells: readonly string[], year: number): readonly number[] {
  const plain = cells.map((text) => text.normalize('NFKC').trim());
  return plain.flatMap((text, at) => {
    const before = plain[at - 1] ?? '';
    if (label.test(before) || validity.test(before)) return [];
    const spelled = text.replace(
      spelledYear,
      (_all, tens: string, ones: string) => `20${digit(tens)}${digit(ones)}`,
    );
    const said = spelled.replace(days, keptAtEnd).replace(unfilledDay, '').replace(labelled, '');
    const years = [...said.matchAll(named)].map(([, found]) => Number(found));
    const near = shortYear(said, year);
    return near === null ? years : [...years, near];
  });
}

function shortYear(text: string, year: number): number | null {
  const said = 2000 + Number(short.exec(text)?.[1] ?? Infinity);
  return Math.abs(said - year) <= nearest ? said : null;
}

/** The last day of a year is that to which its figures are. */
function keptAtEnd(_date: string, year: string, ...parts: readonly string[]): string {
  const [month = parts[3], day = parts[4]] = parts;
  return Number(month) === 12 && Number(day) === 31 ? `${year}年` : '';
}

function digit(word: string): number {
  return Math.max(0, '〇一二三四五六七八九'.indexOf(word));
}

const ofTab = /^(20\d\d)$|(?<!\d)(20\d\d)年|\((20\d\d)\)/u;

/** The year that the name of a sheet says: 2014, 2014年度创新, JC102(2014), 14年, 上年. */
export function yearOfTab(name: string, year: number): number | null {
  const plain = name.normalize('NFKC').trim();
  const [, ...said] = ofTab.exec(plain) ?? [];
  const full = said.find((each) => each !== undefined);
  if (full !== undefined) return Number(full);
  return /^[上去]年/u.test(plain) ? year - 1 : shortYear(plain, year);
}

/** 报出日期:2015年2月3日, of a table of all of 2015: on that day nobody knew what the year came to. Null of any later day. */
export function dayBeforeEnd(cells: readonly string[], year: number): string | null {
  const plain = cells.map((text) => text.normalize('NFKC').trim());
  for (const [at, text] of plain.entries())
    for (const { 0: day, index, 1: of, 2: month, 5: other } of text.matchAll(days)) {
      const before = index === 0 ? (plain[at - 1] ?? '') : text.slice(0, index);
      if (label.test(before) && Number(of) * 12 + Number(month ?? other) < year * 12 + 12)
        return `${before}${day}`;
    }
  return null;
}
