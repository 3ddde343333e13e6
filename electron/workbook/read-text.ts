import { Problem } from '#shared/contract/problem.ts';
import type { Doubt, Sheet } from '#shared/intake/grid.ts';
import { limits, type Spent } from './limits.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { unsupported } from './sniff.ts';
import { overBudget } from './zip.ts';

/** Characters that programs separate fields with, the likelier first. */
const separators = ['\t', ',', ';', '|', '，'] as const;
export type Separator = (typeof separators)[number];

/** Lines that are looked at to tell the separator. */
const sampled = 200;

export interface TextTable {
  readonly sheet: Sheet;
  readonly separator: Separator;
  readonly doubts: readonly Doubt[];
}

interface TextOptions {
  readonly file: string;
  readonly name: string;
  readonly spent: Spent;
  /** The answer to a doubt about a row, by the row's number. */
  readonly decided: (row: number) => string | undefined;
}

/**
 * A table of separated fields (RFC 4180, and the dialects of WPS and Excel). Every cell stays the text that it is: 00123
 * and 3/4 mean something else as numbers. A row longer than all above it that holds a figure is doubtful: a comma within
 * 1,234 may have moved every figure behind it.
 */
export function readTextTable(text: string, options: TextOptions): TextTable {
  const { file, name, spent } = options;
  const said = /^sep=(.)\r?\n/i.exec(text);
  const separator = separators.find((each) => each === said?.[1]) ?? separatorOf(text);
  if (said === null && isAligned(text)) throw unsupported(file, 'aligned-text');
  const builder = new SheetBuilder(file, name, spent);
  const doubts: Doubt[] = [];
  let widest = 0;
  let index = -1;
  for (const fields of recordsOf(
    said === null ? text : text.slice(said[0].length),
    separator,
    file,
    said === null ? 1 : 2,
  )) {
    index += 1;
    const cells = fields.map(plainField);
    const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    builder.row(index, false);
    if (width > widest && widest > 1 && cells.some((cell) => /^[-+(]?\d[\d.,]*\)?$/.test(cell.trim()))) {
      const answer = options.decided(index + 1);
      if (answer === 'skip') continue;
      if (answer !== 'keep') doubts.push(unevenRow(name, index + 1, width, widest));
    } else widest = Math.max(widest, width);
    for (const [column, raw] of cells.entries()) if (raw !== '') builder.add({ column, raw, type: 'text' });
  }
  return { sheet: builder.finish(name, false), separator, doubts };
}

/** Whether no line has a separator, and nearly each has gaps of several spaces, as columns that are aligned have them. */
function isAligned(text: string): boolean {
  const lines = text.split(/[\r\n]+/, sampled).filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.some((line) => separators.some((each) => line.includes(each)))) return false;
  const aligned = lines.filter((line) => /\S[ \u3000]{2,}\S/u.test(line));
  return aligned.length >= Math.max(2, lines.length * 0.8);
}

function unevenRow(sheet: string, row: number, width: number, expected: number): Doubt {
  return {
    kind: 'row-uneven',
    sheet,
    place: String(row),
    details: { row: String(row), width: String(width), expected: String(expected) },
    choices: [{ code: 'keep' }, { code: 'skip' }],
  };
}

/** ="00123" is how a text is written so that a spreadsheet leaves it alone. */
function plainField(field: string): string {
  return /^="([^"]*)"$/.exec(field)?.[1] ?? field;
}

/** The separator that gives most lines the same number of fields. */
function separatorOf(text: string): Separator {
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = new Map<number, number>();
    for (const width of widthsOf(text, separator))
      if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    for (const [width, count] of counts) {
      // Of two that give as many lines alike, the one with more fields.
      const score = count + Math.min(width, 99) / 100;
      if (score > bestScore) [best, bestScore] = [separator, score];
    }
  }
  return best;
}

/** Fields of the first lines; quotes are followed as far as they go. */
function widthsOf(text: string, separator: Separator): readonly number[] {
  const widths: number[] = [];
  let width = 1;
  let quoted = false;
  for (let at = 0; at < text.length && widths.length < sampled; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === separator) width += 1;
    else if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) {
      widths.push(width);
      width = 1;
    }
  }
  if (width > 1) widths.push(width);
  return widths;
}

function* recordsOf(
  text: string,
  separator: Separator,
  file: string,
  firstLine: number,
): Generator<readonly string[]> {
  let line = firstLine;
  let at = 0;
  while (at < text.length) {
    const fields: string[] = [];
    for (;;) {
      const field = text[at] === '"' ? quotedField(text, at, separator) : bareField(text, at, separator);
      // What stands behind a closing quote, or no closing quote at all: everything after it would be another cell.
      if (field === null) throw new Problem('file.quote', { file, line });
      if (field.text.length > limits.text) throw overBudget(file, 'text', String(line));
      fields.push(field.text);
      if (fields.length > 16_384) throw overBudget(file, 'columns', String(line));
      at = field.end;
      line += field.lines;
      if (text[at] !== separator) break;
      at += 1;
      // A separator at the very end leaves one empty field, which no one misses.
      if (at === text.length) break;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    yield fields;
  }
}

interface Field {
  readonly text: string;
  readonly end: number;
  /** Line ends within it. */
  readonly lines: number;
}

function bareField(text: string, from: number, separator: Separator): Field {
  let end = from;
  while (end < text.length) {
    const char = text[end];
    if (char === separator || char === '\n' || char === '\r') break;
    end += 1;
  }
  return { text: text.slice(from, end), end, lines: 0 };
}

function quotedField(text: string, from: number, separator: Separator): Field | null {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return null;
    if (text[at + 1] !== '"') break;
    at += 2;
  }
  const end = at + 1;
  if (end < text.length && ![separator, '\n', '\r'].includes(text[end] ?? '')) return null;
  const inner = text.slice(from + 1, at);
  return { text: inner.replaceAll('""', '"'), end, lines: inner.split('\n').length - 1 };
}
