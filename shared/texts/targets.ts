import type { Target } from '../returns/indicator.ts';
import type { Wording } from '../returns/terms.ts';
import type { BandPosition, TargetStanding, Unjudged } from '../tally/standing.ts';
import { formatNumber } from '../values/show.ts';
import type { Language } from './language.ts';
import { unitName } from './units.ts';

export const targetTypeNames: Readonly<Record<Target['type'], Wording>> = {
  at_least: { zh: '至少达到', en: 'at least' },
  floor_each_year: { zh: '每年保持', en: 'kept every year' },
  ratio_at_least: { zh: '比率达到', en: 'ratio of at least' },
  about_per_year: { zh: '每年左右', en: 'about, each year' },
  direction_up: { zh: '逐年提高', en: 'rising' },
  above_reference: { zh: '高于参照值', en: 'above a reference' },
  named_list: { zh: '列名齐全', en: 'all that are named' },
  baseline: { zh: '基数', en: 'baseline' },
  qualitative: { zh: '定性要求', en: 'no number asked' },
};

export const targetScopeNames: Readonly<Record<Target['scope'], Wording>> = {
  province: { zh: '省目标', en: 'provincial target' },
  prefecture: { zh: '市(州)目标', en: 'prefectural target' },
  county: { zh: '县目标', en: 'county target' },
};

/** Why a target is not judged, and what to do about it. */
export const unjudgedTexts: Readonly<Record<Unjudged, Wording>> = {
  'part-of-whole': {
    zh: '目标按全省或全市(州)判断,本县只列贡献;收到本县目标后再判断。',
    en: 'The target is of the whole province or prefecture: here it is a contribution, judged once the county has a target.',
  },
  'other-area': {
    zh: '目标属于其他地区,不与本数比较;请核对目标文件。',
    en: 'The target is another area’s and not compared: check the file of targets.',
  },
  'outside-plan': {
    zh: '本年不在计划期内,只列数,不判断。',
    en: 'The year is outside the plan: shown, not judged.',
  },
  'no-figure': {
    zh: '所需的数还没有验收;验收有关报表后再看。',
    en: 'What it needs is not accepted yet: accept the filings and look again.',
  },
  'no-last-year': {
    zh: '没有上年数,不能比较;导入并验收上年的报表后再看。',
    en: 'There is no figure of last year: import and accept last year’s filings.',
  },
  'no-reference': {
    zh: '还没有本年的参照值;收到省里的目标文件后载入。',
    en: 'The reference of the year is missing: load the province’s file of targets.',
  },
  'no-criterion': {
    zh: '文件没有规定达到的标准,只列数,不判断。',
    en: 'The document sets no criterion: shown, not judged.',
  },
};

/** A number with its unit, with the decimals it has beyond those of the indicator. */
export function amountText(
  value: number,
  { unit, decimals }: { readonly unit: string; readonly decimals: number },
  language: Language,
): string {
  return `${formatNumber(value, Math.max(decimals, decimalsOf(value)))} ${unitName(unit, language)}`;
}

/** How the figures stand to the target, in one sentence with the actual numbers. */
export function standingText(
  standing: TargetStanding,
  indicator: { readonly unit: string; readonly decimals: number },
  language: Language,
): string {
  const zh = language === 'zh';
  const { shown } = standing;
  const number = (value: number): string =>
    formatNumber(value, Math.max(indicator.decimals, decimalsOf(value)));
  const unit = unitName(indicator.unit, language);
  const amount = (value: number): string => amountText(value, indicator, language);
  const goal = standing.value === null ? '' : amount(standing.value);
  const owner = targetScopeNames[standing.scope][language];
  const points = (gap: number): string =>
    zh
      ? `${gap < 0 ? '低' : '高'} ${number(Math.abs(gap))} 个百分点`
      : `${number(Math.abs(gap))} percentage points ${gap < 0 ? 'below' : 'above'}`;
  switch (shown.kind) {
    case 'contribution':
      if (shown.value === null || shown.percent === null) return unjudgedTexts['no-figure'][language];
      return zh
        ? `本县 ${amount(shown.value)},为${owner} ${goal}的 ${shown.percent}%`
        : `${amount(shown.value)} here, ${shown.percent}% of the ${owner}, ${goal}`;
    case 'progress': {
      if (shown.value === null || shown.percent === null || shown.missing === null)
        return unjudgedTexts['no-figure'][language];
      const without = yearsText(shown.unknown, zh ? '没有数' : 'without a figure', language);
      const missing =
        shown.missing === 0 ? '' : zh ? `,还差 ${amount(shown.missing)}` : `, ${amount(shown.missing)} to go`;
      return zh
        ? `${amount(shown.value)},为目标 ${goal}(${standing.year}年)的 ${shown.percent}%${missing}${without}`
        : `${amount(shown.value)}, ${shown.percent}% of ${goal} (${standing.year})${missing}${without}`;
    }
    case 'gap':
      if (shown.gap === null) return unjudgedTexts['no-figure'][language];
      return zh ? `比目标 ${goal} ${points(shown.gap)}` : `${points(shown.gap)} the target of ${goal}`;
    case 'floor': {
      const now =
        shown.gap === null
          ? unjudgedTexts['no-figure'][language]
          : zh
            ? `本年比 ${goal} ${points(shown.gap)}`
            : `This year ${points(shown.gap)} ${goal}`;
      return now + yearByYearText(shown, language);
    }
    case 'band': {
      const band = `${number(shown.low)}—${amount(shown.high)}`;
      const where = shown.position === null ? '' : positions[shown.position][language];
      return (zh ? `每年 ${band}${where}` : `${band} a year${where}`) + yearByYearText(shown, language);
    }
    case 'change':
      if (shown.change === null || shown.lastYear === null) return unjudgedTexts['no-last-year'][language];
      return changeText(shown.change, amount(shown.lastYear), number, unit, language);
    case 'reference':
      if (shown.reference === null) return unjudgedTexts['no-reference'][language];
      if (shown.gap === null) return unjudgedTexts['no-figure'][language];
      return zh
        ? `比参照值 ${number(shown.reference)}% ${points(shown.gap)}`
        : `${points(shown.gap)} the reference of ${number(shown.reference)}%`;
    case 'checklist': {
      const absent = standing.items.filter((item) => item.found.length === 0).map((item) => item.name);
      const rest = absent.length === 0 ? '' : (zh ? ',没有:' : ', missing: ') + absent.join(zh ? '、' : ', ');
      return zh
        ? `列名 ${standing.items.length} 项,有 ${shown.present} 项${rest}`
        : `${shown.present} of the ${standing.items.length} named${rest}`;
    }
    case 'baseline':
      if (shown.change === null) return unjudgedTexts['no-figure'][language];
      return zh
        ? `${standing.baseYear}年基数 ${goal},现${shown.change === 0 ? '相同' : `${shown.change < 0 ? '少' : '多'} ${amount(Math.abs(shown.change))}`}`
        : `${goal} in ${standing.baseYear}, now ${shown.change === 0 ? 'the same' : `${amount(Math.abs(shown.change))} ${shown.change < 0 ? 'fewer' : 'more'}`}`;
    case 'text':
      return unjudgedTexts['no-criterion'][language];
  }
}

const positions: Readonly<Record<BandPosition, Wording>> = {
  below: { zh: ',本年低于区间', en: ', this year below' },
  within: { zh: ',本年在区间内', en: ', this year within' },
  above: { zh: ',本年高于区间', en: ', this year above' },
};

function changeText(
  change: number,
  lastYear: string,
  number: (value: number) => string,
  unit: string,
  language: Language,
): string {
  const size = number(Math.abs(change));
  if (language === 'zh')
    return change === 0
      ? `与上年 ${lastYear} 持平`
      : `比上年 ${lastYear} ${change < 0 ? '降低' : '提高'} ${size} ${unit === '%' ? '个百分点' : unit}`;
  return change === 0
    ? `As last year, ${lastYear}`
    : `${size} ${unit === '%' ? 'percentage points' : unit} ${change < 0 ? 'less' : 'more'} than last year, ${lastYear}`;
}

function yearByYearText(
  { missed, unknown }: { readonly missed: readonly number[]; readonly unknown: readonly number[] },
  language: Language,
): string {
  const zh = language === 'zh';
  return (
    yearsText(missed, zh ? '未达到' : 'missed', language) +
    yearsText(unknown, zh ? '没有数' : 'without a figure', language)
  );
}

function yearsText(years: readonly number[], what: string, language: Language): string {
  if (years.length === 0) return '';
  return language === 'zh' ? `;${years.join('、')}年${what}` : `; ${what}: ${years.join(', ')}`;
}

/** A band of 6.3 to 7.7 of whole things has its decimal, though they have none. */
function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
