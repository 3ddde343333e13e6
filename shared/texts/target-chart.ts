import type { Wording } from '../returns/terms.ts';
import type { ReportRow } from '../tally/report.ts';
import type { ReferenceLine } from '../tally/standing.ts';
import type { Language } from './language.ts';
import { targetScopeNames } from './targets.ts';

export type BarKind = 'last' | 'now' | 'total' | 'base' | 'goal';

/** A length from nothing to `value`, in the indicator's unit. */
export interface Bar {
  readonly kind: BarKind;
  readonly label: string;
  readonly value: number;
}

/** A line across all bars: the least of every year, or the guide that is no criterion. */
export interface Guide {
  readonly kind: 'floor' | 'line';
  readonly label: string;
  readonly value: number;
}

/** What a chart draws of a row and its target; each type of target has its own way (`Shown`). */
export interface TargetChart {
  readonly bars: readonly Bar[];
  readonly guides: readonly Guide[];
  /** About so much a year: from and to. */
  readonly band: { readonly label: string; readonly low: number; readonly high: number } | null;
  /** The items that the document names, and whether there is one. */
  readonly items: readonly { readonly name: string; readonly isPresent: boolean }[];
}

const labels = {
  last: { zh: '上年', en: 'last year' },
  now: { zh: '本年', en: 'this year' },
  reference: { zh: '参照值', en: 'reference' },
} satisfies Readonly<Record<string, Wording>>;

export function chartOf(row: ReportRow, year: number, language: Language): TargetChart {
  const { target } = row;
  const zh = language === 'zh';
  const bar = (kind: BarKind, label: string, value: number | null): readonly Bar[] =>
    value === null ? [] : [{ kind, label, value }];
  const years = (now = row.value, last = row.lastYear): readonly Bar[] => [
    ...bar('last', labels.last[language], last),
    ...bar('now', labels.now[language], now),
  ];
  const items = (target?.items ?? []).map(({ name, found }) => ({ name, isPresent: found.length > 0 }));
  const chart: TargetChart = { bars: years(), guides: [], band: null, items };
  if (target === null) return chart;
  const { shown } = target;
  const goal = bar(
    'goal',
    targetScopeNames[target.scope][language] + (zh ? `(${target.year}年)` : `, ${target.year}`),
    target.value,
  );
  const total = (since: number | null, value: number | null): readonly Bar[] =>
    since === null ? [] : bar('total', zh ? `${since}—${year}年累计` : `${since}–${year} in all`, value);
  switch (shown.kind) {
    case 'contribution':
      return { ...chart, bars: [...chart.bars, ...total(shown.since, shown.value), ...goal] };
    case 'progress':
      return {
        ...chart,
        bars: [...chart.bars, ...total(shown.since, shown.value), ...goal],
        guides: guidesOf(shown.line, language),
      };
    case 'gap':
      return { ...chart, bars: [...chart.bars, ...goal], guides: guidesOf(shown.line, language) };
    case 'floor':
      return target.value === null
        ? chart
        : {
            ...chart,
            guides: [
              { kind: 'floor', label: zh ? '每年不低于' : 'not below, every year', value: target.value },
            ],
          };
    case 'band':
      return {
        ...chart,
        band: { label: zh ? '每年的区间' : 'range of every year', low: shown.low, high: shown.high },
      };
    case 'change':
      return { ...chart, bars: years(shown.value, shown.lastYear) };
    case 'reference':
      return { ...chart, bars: [...chart.bars, ...bar('goal', labels.reference[language], shown.reference)] };
    case 'baseline':
      return {
        ...chart,
        bars: [
          ...bar('base', zh ? `${target.baseYear}年基数` : `base of ${target.baseYear}`, target.value),
          ...chart.bars,
        ],
      };
    case 'checklist':
    case 'text':
      return chart;
  }
}

function guidesOf(line: ReferenceLine | null, language: Language): readonly Guide[] {
  if (line === null) return [];
  const label =
    language === 'zh'
      ? `线性参考线,非考核口径(${line.baseYear}—${line.endYear}年)`
      : `linear guide, no criterion (${line.baseYear}–${line.endYear})`;
  return [{ kind: 'line', label, value: line.value }];
}
