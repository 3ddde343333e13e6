import { median } from './measure.ts';

/** One figure: ours, a peer's from the same rounds if there is one, and what was aimed at. */
export interface Figure {
  readonly what: string;
  readonly unit: 's' | 'ms' | 'MB' | '';
  /** One value a round. */
  readonly ours: readonly number[];
  readonly peer?: { readonly name: string; readonly values: readonly number[] };
  readonly aim?: string;
}

/** A bench as it is printed: its figures, and remarks such as a peer that is not installed. */
export interface Outcome {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly remarks: readonly string[];
}

function shown(value: number, unit: Figure['unit']): string {
  if (Number.isNaN(value)) return '–';
  const digits = unit === 'MB' || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}

/** How far the rounds lie apart: half of the distance from the least to the greatest, in percent of the median. */
function spread(values: readonly number[]): string {
  if (values.length < 2) return '';
  const half = (Math.max(...values) - Math.min(...values)) / 2;
  return `±${Math.round((half / median(values)) * 100)} %`;
}

/** The ratio is taken round by round, so that what slows a round slows both sides of it. */
function ratios({ ours, peer }: Figure): readonly number[] {
  return peer === undefined ? [] : ours.map((value, round) => value / (peer.values[round] ?? Number.NaN));
}

function cellsOf(figure: Figure): readonly string[] {
  const { what, unit, ours, peer, aim } = figure;
  const beside = ratios(figure);
  return [
    what,
    shown(median(ours), unit),
    spread(ours),
    peer === undefined ? '' : `${peer.name} ${shown(median(peer.values), unit)}`,
    peer === undefined ? '' : median(beside).toFixed(2),
    spread(beside),
    aim ?? '',
  ];
}

const heads = ['', 'ours', 'noise', 'peer', 'ratio', 'noise', 'aim'];

/** A table in Markdown, so that a run can be put into a document as it is. */
export function printed({ title, figures, remarks }: Outcome): string {
  const rows = [heads, ...figures.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [
    `### ${title}`,
    '',
    line(head),
    rule,
    ...body.map(line),
    ...remarks.map((text) => `\n${text}`),
    '',
  ].join('\n');
}
