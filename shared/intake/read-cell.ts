import { normaliseCode } from '../codes/credit-code.ts';
import type { CodeList, Field } from '../returns/definition.ts';
import { monthOfSerial, readMonthText } from '../values/month.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { lastFourOf, withoutResidentIds } from '../values/personal.ts';
import { ask, type CellContext, type CellReading } from './cell-reading.ts';
import type { GridCell } from './grid.ts';
import { readNumber } from './read-number.ts';

/** Reads one cell by its field's type. What is not sure becomes a question; nothing is guessed and no blank becomes 0. */
export function readCell(cell: GridCell, context: CellContext): CellReading {
  if (cell.uncomputed === true) return ask('uncomputed', ['blank', 'skip']);
  if (cell.type === 'error') return ask('error-value', ['blank', 'skip'], { raw: cell.raw });
  const { field } = context;
  if (field.type === 'number') return readNumber(cell, context);
  if (field.type === 'month') return readMonth(cell, context);
  // 1-2 typed into a column of codes or texts, and made the second of January: what was typed is gone.
  if (cell.type === 'date' && field.type === 'text' && field.required !== 'yes' && field.fact === undefined)
    return { kind: 'value', value: { blank: 'unknown' }, isDate: true };
  if (cell.type === 'date') return ask('turned-into-date', ['blank', 'skip'], { raw: cell.raw });
  switch (field.type) {
    case 'flag':
      return readFlag(cell.raw);
    case 'code':
      return readCode(cell, context);
    case 'multi':
      return readMulti(cell.raw, context);
    case 'text':
    case 'unit':
    case 'row':
      return readText(cell, field);
  }
}

/** A code that a spreadsheet turned into a number: its last digits are gone and can't be had back. */
export function hasLostDigits(cell: GridCell): boolean {
  return cell.type === 'number' && (/[eE]/.test(cell.raw) || cell.raw.replace(/\D/g, '').length > 15);
}

/** A blank mark (-, 无, 不详 …) or nothing at all; null for anything that says something. */
export function blankOf(raw: string): CellReading | null {
  const reading = readNumberText(raw);
  if (reading.kind !== 'blank') return null;
  return reading.blank === 'empty' ? { kind: 'empty' } : { kind: 'value', value: { blank: reading.blank } };
}

function readMonth(cell: GridCell, context: CellContext): CellReading {
  const blank = blankOf(cell.raw);
  if (blank !== null) return blank;
  if (cell.type === 'date') {
    const read = monthOfSerial(Number(cell.raw), context.date1904);
    return 'month' in read
      ? { kind: 'value', value: read.month }
      : ask('month-unclear', ['blank', 'skip'], { raw: cell.raw });
  }
  const read = readMonthText(cell.raw);
  return 'month' in read
    ? { kind: 'value', value: read.month }
    : ask('month-unclear', ['blank', 'skip'], { raw: cell.raw });
}

const yes = new Set(['是', '有', '1', '√', '✓', 'Y', 'YES', 'TRUE', '对']);
const no = new Set(['否', '无', '0', '×', '✗', 'X', 'N', 'NO', 'FALSE', '不是', '没有']);

function readFlag(raw: string): CellReading {
  const text = raw.normalize('NFKC').trim().toUpperCase();
  if (text === '') return { kind: 'empty' };
  if (yes.has(text)) return { kind: 'value', value: true };
  if (no.has(text)) return { kind: 'value', value: false };
  const blank = blankOf(raw);
  return blank ?? ask('not-in-list', ['value:true', 'value:false', 'blank'], { raw });
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/gu, '');
}

/**
 * The codes that a text may stand for: by code or official name; else by the other names, of which look-alikes share
 * some (重点实验室 may be of the nation or of the province).
 */
function codesFor(list: CodeList, raw: string): readonly string[] {
  const text = plain(raw);
  const matching = (names: (item: CodeList['items'][number]) => readonly string[]): string[] =>
    list.items
      // "173 私营有限责任公司", "1大型"
      .filter((item) => names(item).some((name) => [plain(name), item.code + plain(name)].includes(text)))
      .map((item) => item.code);
  const exact = list.items.some((item) => item.code === text) ? [text] : matching((item) => [item.name.zh]);
  return exact.length > 0 ? exact : matching((item) => item.aliases);
}

/** The question which of several answers is meant: each is the codes that it comes to. */
function askWhich(
  question: 'not-in-list' | 'several-codes',
  raw: string,
  list: CodeList,
  answers: readonly (readonly string[])[],
): CellReading {
  const named = (codes: readonly string[], language: 'zh' | 'en'): string =>
    codes.map((code) => list.items.find((item) => item.code === code)?.name[language] ?? code).join('、');
  const choices = answers.map((codes) => ({
    code: `value:${codes.join('、')}`,
    details: { zh: named(codes, 'zh'), en: named(codes, 'en') },
  }));
  return {
    kind: 'question',
    question,
    choices: [...choices, { code: 'blank' }, { code: 'skip' }],
    details: { raw, list: list.name },
  };
}

function readCode(cell: GridCell, context: CellContext): CellReading {
  const { list } = context;
  const blank = blankOf(cell.raw);
  if (blank !== null) return blank;
  if (hasLostDigits(cell)) return ask('lost-digits', ['blank', 'skip'], { raw: cell.raw });
  if (list === undefined) {
    // Leading zeros that a number cell has lost (0610 → 610) can be told by the length alone.
    const text = normaliseCode(cell.raw);
    const padded =
      context.field.list === 'industries' && cell.type === 'number' && /^\d{3}$/.test(text)
        ? `0${text}`
        : text;
    return /^[0-9A-Z]{2,8}$/.test(padded)
      ? { kind: 'value', value: padded }
      : ask('not-in-list', ['blank', 'skip'], { raw: cell.raw });
  }
  const codes = list.items.map((item) => item.code);
  // A leading zero that a number cell has lost (01 → 1) can be told where no code is that short.
  const isShort = cell.type === 'number' && /^\d$/.test(cell.raw) && !codes.includes(cell.raw);
  const found = codesFor(list, isShort ? `0${cell.raw}` : cell.raw);
  const [code] = found;
  if (code === undefined) {
    const few = codes.length <= 12 ? codes.map((item) => [item]) : [];
    return askWhich('not-in-list', cell.raw, list, few);
  }
  if (found.length === 1) return { kind: 'value', value: code };
  return askWhich(
    'several-codes',
    cell.raw,
    list,
    found.map((item) => [item]),
  );
}

function readMulti(raw: string, context: CellContext): CellReading {
  const blank = blankOf(raw);
  if (blank !== null) return blank;
  const { list } = context;
  const parts = raw
    .normalize('NFKC')
    .split(/[、,;；\s]+/u)
    .filter((item) => item !== '');
  const found = parts.map((part) => ({ part, codes: list === undefined ? [part] : codesFor(list, part) }));
  const sure = found.flatMap(({ codes }) => (codes.length === 1 ? codes : []));
  const unsure = found.filter(({ codes }) => codes.length !== 1);
  const whole = (more: readonly string[]): string[] => [...new Set([...sure, ...more])].sort();
  const [first] = unsure;
  if (first !== undefined && list !== undefined) {
    // An answer stands for the whole cell: it keeps the codes that are sure.
    if (first.codes.length === 0) return askWhich('not-in-list', first.part, list, []);
    const answers = unsure.length === 1 ? first.codes.map((code) => whole([code])) : [];
    return askWhich('several-codes', first.part, list, answers);
  }
  const codes = whole([]);
  return codes.length === 0 ? { kind: 'empty' } : { kind: 'value', value: codes };
}

/** The code of a unit, which may look like the number of an identity card, and is none. */
export function isUnitCode({ fact }: Field): boolean {
  return fact === 'creditCode' || fact === 'organisationCode';
}

/** 同上, 〃: what stands above is never taken for it. */
export const sameAsAbove = /^(?:同上|[〃″"”]{1,2})$/u;

function readText(cell: GridCell, field: Field): CellReading {
  const isCode = isUnitCode(field);
  const covered = isCode ? cell.raw : withoutResidentIds(cell.raw);
  const text = covered
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (text === '' || text === "'") return { kind: 'empty' };
  if (hasLostDigits(cell)) return ask('lost-digits', ['blank', 'skip'], { raw: text });
  if (sameAsAbove.test(text)) return ask('same-as', ['blank', 'skip'], { raw: text });
  const isPlain = isCode && /^[\dA-Za-z\s-]*[\dA-Za-z][\dA-Za-z\s-]*$/.test(text.normalize('NFKC'));
  const value = isPlain ? normaliseCode(text) : field.length === 4 ? (lastFourOf(text) ?? text) : text;
  if (field.length !== undefined && [...value].length > field.length)
    return ask('too-long', ['blank', 'skip'], { raw: text, length: String(field.length) });
  const mark = value.length <= 4 ? blankOf(value) : null;
  return mark?.kind === 'value'
    ? mark
    : { kind: 'value', value, ...(covered === cell.raw ? {} : { isCovered: true }) };
}
