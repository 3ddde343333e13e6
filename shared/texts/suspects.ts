import type { Output } from '../contract/contract.ts';
import { formatNumber } from '../values/show.ts';
import { counted, type Language } from './language.ts';
import { unitName } from './units.ts';

type Form = Output<'findings.suspects'>['forms'][number];
type Cell = Form['sets'][number]['cells'][number];

/** Which cells of a form to verify first, as the clerk reads it. */
export interface SuspectText {
  readonly title: string;
  /** What the finding of each of the rules says. */
  readonly rules: readonly string[];
  /** One line for each set that would explain the rules; each cell of it can be gone to. */
  readonly sets: readonly {
    readonly cells: readonly { readonly key: string; readonly text: string }[];
    readonly remark: string;
  }[];
  readonly more: string;
}

const cellNumbers = ['', '一', '两', '三', '四'];

export function suspectText(form: Form, language: Language): SuspectText {
  return {
    title: titleOf(form, language),
    rules: form.rules.map(({ sentence }) => sentence[language]),
    sets: form.sets.map(({ cells, fits }) => ({
      cells: cells.map((cell) => ({ key: cell.key, text: cellText(cell, language) })),
      remark:
        fits === false
          ? {
              zh: '(照此改会与别的审核关系冲突,请整表核对)',
              en: '(with that, other checks would fail; look at the whole form)',
            }[language]
          : '',
    })),
    more:
      form.more === 0
        ? ''
        : { zh: `另有 ${form.more} 种可能。`, en: `${form.more} more are possible.` }[language],
  };
}

function titleOf({ rules, sets, outcome }: Form, language: Language): string {
  const fail = { zh: `${rules.length} 条审核关系不成立`, en: `${counted(rules.length, 'check')} fail` }[
    language
  ];
  if (outcome === 'undetermined')
    return {
      zh: `${fail},不是一两格能解释的,请整表核对。`,
      en: `${fail}, and no few cells explain them: look at the whole form.`,
    }[language];
  const sizes = sets.map(({ cells }) => cells.length);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const inWords = (size: number): string => cellNumbers[size] ?? String(size);
  const isOne = sets.length === 1;
  return {
    zh: `${fail},可能只错在${inWords(least)}${most === least ? '' : `至${inWords(most)}`}格。先核实${isOne ? '' : '其中之一'}:`,
    en: `${fail}; ${most === least ? '' : `${least} to `}${counted(most, 'cell')} may be the cause. Verify first${isOne ? '' : ' one of these'}:`,
  }[language];
}

function cellText(cell: Cell, language: Language): string {
  const { code, column, name, unit, decimals, current, value, low, high } = cell;
  const plain = name[language].replace(/^(其中[::]|of which:?)\s*/iu, '');
  const shown = (number: number | null): string =>
    number === null
      ? ''
      : formatNumber(number, decimals) + (unit === null ? '' : ` ${unitName(unit, language)}`);
  const year = column === '上年' ? { zh: '(上年栏)', en: ' (last year)' }[language] : '';
  const head = `${code} ${plain}${year} ${shown(current)}`;
  if (value !== null)
    return { zh: `${head},其余属实则应为 ${shown(value)}`, en: `${head}, should be ${shown(value)}` }[
      language
    ];
  const range =
    low !== null && high !== null
      ? { zh: `应在 ${shown(low)} 至 ${shown(high)} 之间`, en: `should be ${shown(low)} to ${shown(high)}` }[
          language
        ]
      : low !== null
        ? { zh: `应不小于 ${shown(low)}`, en: `should be ${shown(low)} or more` }[language]
        : high !== null
          ? { zh: `应不大于 ${shown(high)}`, en: `should be ${shown(high)} or less` }[language]
          : '';
  return range === '' ? head : { zh: `${head},其余属实则${range}`, en: `${head}, ${range}` }[language];
}
