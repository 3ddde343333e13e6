import type { Target } from '../returns/indicator.ts';
import { compare } from '../values/decimal.ts';
import { difference, exact, exceeds, gapTo, isMore, meets, share, valueOf, type Figure } from './figure.ts';
import type {
  BandPosition,
  NamedItem,
  ReferenceLine,
  Shown,
  TargetCase,
  TargetStanding,
  Unjudged,
  YearByYear,
} from './standing.ts';

const ranks: Readonly<Record<Target['scope'], number>> = { county: 0, prefecture: 1, province: 2 };

const noParts = { numerator: null, denominator: null } as const;

interface Judgement {
  readonly reached: boolean | null;
  /** Why `reached` is null, where it is not for want of the year's figure. */
  readonly why?: Unjudged;
  readonly shown: Shown;
}

/** Holds figures against a target: each type has its own rule for "reached" and its own way to be shown. */
export function standingOf(question: TargetCase): TargetStanding {
  const { target } = question;
  const items = itemsOf(question);
  const judged = judge(question, items);
  const unjudged = unjudgedOf(question, judged);
  const isOwn = question.scope === target.scope;
  return {
    type: target.type,
    scope: target.scope,
    value: target.value ?? null,
    baseYear: target.baseYear,
    year: target.year,
    reached: unjudged === null ? judged.reached : null,
    unjudged,
    shown: isOwn ? judged.shown : partShown(question, judged.shown),
    items,
  };
}

function unjudgedOf(question: TargetCase, judged: Judgement): Unjudged | null {
  const [own, asked] = [ranks[question.scope], ranks[question.target.scope]];
  if (own !== asked) return own < asked ? 'part-of-whole' : 'other-area';
  if (isOutside(question)) return 'outside-plan';
  return judged.reached === null ? (judged.why ?? 'no-figure') : null;
}

function judge(question: TargetCase, items: readonly NamedItem[]): Judgement {
  const { target, indicator, figures, year } = question;
  const figure = figures.get(year);
  const goal = target.value ?? 0;
  switch (target.type) {
    case 'at_least':
      return atLeast(question, goal);
    case 'ratio_at_least':
      return {
        reached: meets(figure, goal),
        shown: { kind: 'gap', gap: gapTo(figure, goal, indicator.decimals), line: lineOf(question) },
      };
    case 'floor_each_year': {
      const years = yearByYear(question, (each) => meets(each, goal));
      return {
        reached: years.missed.length > 0 ? false : years.unknown.length > 0 ? null : true,
        shown: {
          kind: 'floor',
          gap: gapTo(figure, goal, indicator.decimals),
          reachedThisYear: meets(figure, goal),
          ...years,
        },
      };
    }
    case 'about_per_year':
      return aboutPerYear(question, goal);
    case 'direction_up':
      return directionUp(question);
    case 'above_reference': {
      const reference = target.reference?.[String(year)];
      if (reference === undefined)
        return {
          reached: null,
          why: 'no-reference',
          shown: { kind: 'reference', reference: null, gap: null },
        };
      return {
        reached: exceeds(figure, reference),
        shown: { kind: 'reference', reference, gap: gapTo(figure, reference, indicator.decimals) },
      };
    }
    case 'named_list': {
      const present = items.filter((item) => item.found.length > 0).length;
      return {
        reached: valueOf(figure) === null ? null : present === items.length,
        shown: { kind: 'checklist', present },
      };
    }
    case 'baseline': {
      const value = valueOf(figure);
      return {
        reached: null,
        why: 'no-criterion',
        shown: {
          kind: 'baseline',
          change: value === null ? null : difference(value, goal, indicator.decimals),
        },
      };
    }
    case 'qualitative':
      return { reached: null, why: 'no-criterion', shown: { kind: 'text' } };
  }
}

function atLeast(question: TargetCase, goal: number): Judgement {
  const { value, since, unknown } = totalOf(question);
  const isEnough = value === null ? null : compare(exact(value), exact(goal)) >= 0;
  return {
    // A total that lacks years may have been reached all the same.
    reached: isEnough === false && unknown.length > 0 ? null : isEnough,
    shown: {
      kind: 'progress',
      value,
      percent: value === null ? null : share(value, goal),
      missing: value === null ? null : Math.max(0, difference(goal, value, question.indicator.decimals)),
      since,
      unknown,
      line: lineOf(question),
    },
  };
}

function aboutPerYear(question: TargetCase, goal: number): Judgement {
  const tolerance = question.target.tolerance ?? 0;
  const [low, high] = [(goal * (100 - tolerance)) / 100, (goal * (100 + tolerance)) / 100];
  const position = (figure: Figure | undefined): BandPosition | null => {
    const value = valueOf(figure);
    if (value === null) return null;
    return value < low ? 'below' : value > high ? 'above' : 'within';
  };
  const isWithin = (figure: Figure | undefined): boolean | null => {
    const where = position(figure);
    return where === null ? null : where === 'within';
  };
  const figure = question.figures.get(question.year);
  return {
    reached: isWithin(figure),
    shown: { kind: 'band', low, high, position: position(figure), ...yearByYear(question, isWithin) },
  };
}

function directionUp({ target, indicator, figures, year }: TargetCase): Judgement {
  // What the province publishes itself (综合科技进步水平) stands in the target.
  const figureOf = (of: number): Figure | undefined => {
    const [own, published] = [figures.get(of), target.reference?.[String(of)]];
    return published === undefined || valueOf(own) !== null ? own : { value: published, ...noParts };
  };
  const [figure, last] = [figureOf(year), figureOf(year - 1)];
  const [value, lastYear] = [valueOf(figure), valueOf(last)];
  const isKnown = value !== null && lastYear !== null;
  return {
    reached: isMore(figure, last),
    why: value === null ? 'no-figure' : 'no-last-year',
    shown: {
      kind: 'change',
      value,
      lastYear,
      change: isKnown ? difference(value, lastYear, indicator.decimals) : null,
    },
  };
}

/** In a county a provincial target has no rate of completion: counts are a share of it, ratios stand beside it. */
function partShown(question: TargetCase, shown: Shown): Shown {
  const goal = question.target.value;
  switch (shown.kind) {
    case 'progress':
    case 'band':
    case 'baseline': {
      const value = shown.kind === 'progress' ? shown.value : valueOf(question.figures.get(question.year));
      const percent = value === null || goal === undefined ? null : share(value, goal);
      return { kind: 'contribution', value, percent, since: shown.kind === 'progress' ? shown.since : null };
    }
    case 'gap':
    case 'floor':
      return { kind: 'gap', gap: shown.gap, line: null };
    default:
      return shown;
  }
}

/** The years that the target speaks of: its window, or base to end, as far as the plan asks for the indicator. */
function termOf({ target, indicator }: TargetCase): { readonly from: number; readonly to: number } {
  const { from, to } = target.window ?? { from: target.baseYear, to: target.year };
  const { years } = indicator;
  return years === undefined
    ? { from, to }
    : { from: Math.max(from, years.from), to: Math.min(to, years.to) };
}

function isOutside(question: TargetCase): boolean {
  const { from, to } = termOf(question);
  return question.year < from || question.year > to;
}

function yearByYear(question: TargetCase, test: (figure: Figure | undefined) => boolean | null): YearByYear {
  const { from, to } = termOf(question);
  const missed: number[] = [];
  const unknown: number[] = [];
  for (let year = from; year <= Math.min(to, question.year); year++) {
    const is = test(question.figures.get(year));
    if (is === null) unknown.push(year);
    else if (!is) missed.push(year);
  }
  return { missed, unknown };
}

/** The year's value; of a yearly flow with a window, the total of the window so far. */
function totalOf(question: TargetCase): {
  readonly value: number | null;
  readonly since: number | null;
  readonly unknown: readonly number[];
} {
  const { target, indicator, figures, year } = question;
  if (target.window === undefined || indicator.tense !== 'flow')
    return { value: valueOf(figures.get(year)), since: null, unknown: question.lacking };
  const unknown: number[] = [];
  let total: number | null = null;
  for (let each = target.window.from; each <= Math.min(year, target.window.to); each++) {
    const value = valueOf(figures.get(each));
    if (value === null) unknown.push(each);
    else total = (total ?? 0) + value;
  }
  return { value: total, since: target.window.from, unknown };
}

function lineOf(question: TargetCase): ReferenceLine | null {
  const { target, figures, indicator, year } = question;
  if (target.value === undefined || isOutside(question)) return null;
  // A total over a window starts from nothing, in the year before it.
  const window = indicator.tense === 'stock' ? undefined : target.window;
  const baseYear = window === undefined ? target.baseYear : window.from - 1;
  const baseValue = window === undefined ? valueOf(figures.get(baseYear)) : 0;
  if (baseValue === null || baseYear >= target.year) return null;
  const part = (year - baseYear) / (target.year - baseYear);
  const value = baseValue + (target.value - baseValue) * part;
  return {
    baseYear,
    baseValue,
    endYear: target.year,
    endValue: target.value,
    value: Number(value.toFixed(Math.max(1, indicator.decimals))),
  };
}

function itemsOf({ target, named }: TargetCase): NamedItem[] {
  return (target.items?.names ?? []).map((name) => ({
    name,
    found: named.filter((text) => plain(text).includes(plain(name))),
  }));
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}
