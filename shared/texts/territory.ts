import type { Territory } from '../tally/territory.ts';
import { counted, type Language } from './language.ts';

/** Whether this year and last year are of the same territory, for beside the numbers. */
export function territoryText(territory: Territory, language: Language): string {
  switch (territory.kind) {
    case 'recoded': {
      const { before, now } = territory;
      return {
        zh: `上年为${before.name}(${before.code}),本年改为${now.name}(${now.code}),地域相同,两年可比。`,
        en: `Last year ${before.name} (${before.code}), now ${now.name} (${now.code}): the same territory, so both years compare.`,
      }[language];
    }
    case 'restated':
      return {
        zh: `上年数和历年累计数按本年地域计算,已减去划出的 ${territory.left} 户,两年可比;与上年上报数不同。`,
        en: `Last year's and cumulative numbers are for this year's territory, without ${counted(territory.left, 'unit')} that went to another county: both years compare, and differ from what was reported then.`,
      }[language];
    case 'unequal': {
      const { came, left, boundary } = territory;
      const why = {
        zh: [
          ...(came > 0 ? [`划入的 ${came} 户没有上年数`] : []),
          ...(boundary && came === 0 ? ['当年有地域划转,名录中没有单位随之变动'] : []),
          ...(left > 0 ? [`上年数已减去划出的 ${left} 户`] : []),
        ].join(','),
        en: [
          ...(came > 0 ? [`${counted(came, 'unit')} that came have no numbers of last year`] : []),
          ...(boundary && came === 0
            ? ['land changed hands, and no unit of the directory moved with it']
            : []),
          ...(left > 0 ? [`last year is without ${counted(left, 'unit')} that left`] : []),
        ].join('; '),
      }[language];
      return {
        zh: `两年地域不同,增减不可直接比较:${why}。请核对名录中各单位的行政区划。`,
        en: `The years are of different territories and do not compare: ${why}. Check the areas of the units in the directory.`,
      }[language];
    }
  }
}
