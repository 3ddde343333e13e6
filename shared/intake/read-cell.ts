import { normaliseCode } from '../codes/credit-code.ts';
import type { CodeList, Field } from '../returns/definition.ts';
import type { CellValue } from '../values/cell.ts';
import { roundTo, toNumber, type Decimal } from '../values/decimal.ts';
import { monthOfSerial, readMonthText } from '../values/month.ts';
import { convertMoney, readNumberText, withoutNoise, yuanOf } from '../values/number-grammar.ts';
import type { GridCell } from './grid.ts';
import type { Choice, QuestionKind } from './staged.ts';

/** What the cell's surroundings say about reading it. */
export interface CellContext {
  readonly field: Field;
  /** The edition's list for a code or multi; undefined for a code table, whose codes are taken by form. */
  readonly list: CodeList | undefined;
  /** Unit of the column by its header, units row or table; null where nothing says one. */
  readonly unit: string | null;
  readonly date1904: boolean;
  /** A typed value, not a file's: never asked about 万 in a number format or the like. */
  readonly typed?: boolean;
}

export type CellReading =
  | {
      readonly kind: 'value';
      readonly value: CellValue;
      readonly factor?: number;
      readonly readAs?: string;
      readonly rounded?: boolean;
      readonly unitOfCell?: boolean;
    }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'question';
      readonly question: QuestionKind;
      readonly choices: readonly Choice[];
      readonly details: Readonly<Record<string, string>>;
    };

/** Reads one cell by its field's type. What is not sure becomes a question; nothing is guessed and no blank becomes 0. */
export function readCell(cell: GridCell, context: CellContext): CellReading {
  if (cell.uncomputed === true) return ask('uncomputed', ['blank', 'skip']);
  if (cell.type === 'error') return ask('error-value', ['blank', 'skip'], { raw: cell.raw });
  switch (context.field.type) {
    case 'number':
      return readNumber(cell, context);
    case 'month':
      return readMonth(cell, context);
    case 'flag':
      return readFlag(cell.raw);
    case 'code':
      return readCode(cell, context);
    case 'multi':
      return readMulti(cell.raw, context);
    case 'text':
    case 'unit':
      return readText(cell, context.field);
  }
}

export function ask(
  question: QuestionKind,
  choices: readonly string[],
  details: Readonly<Record<string, string>> = {},
): CellReading {
  return { kind: 'question', question, choices: choices.map((code) => ({ code })), details };
}

function readNumber(cell: GridCell, context: CellContext): CellReading {
  const { field } = context;
  if (cell.type === 'date') return ask('not-a-number', ['blank', 'skip'], { raw: cell.raw });
  if (cell.type === 'boolean') return ask('not-a-number', ['blank', 'skip'], { raw: cell.raw });
  const reading = readNumberText(cell.raw);
  if (reading.kind === 'blank') {
    return reading.blank === 'empty' ? { kind: 'empty' } : { kind: 'value', value: { blank: reading.blank } };
  }
  if (reading.kind === 'unclear') {
    const kind: QuestionKind = reading.why === 'negative-mark' ? 'not-a-number' : reading.why;
    const suggested = reading.suggestion === undefined ? [] : suggestedValue(reading.suggestion, context);
    return ask(kind, [...suggested, 'blank', 'skip'], { raw: cell.raw });
  }
  // The author saw 万元 while the cell holds 元 (0!.0,"万元"), or the other way round: only the author knows.
  if (
    cell.type === 'number' &&
    cell.format !== undefined &&
    (/[万亿]/u.test(cell.format) || /[0#],+(?:[^0#]|$)/.test(cell.format.replace(/"[^"]*"/g, '')))
  ) {
    return ask('scaled-format', ['keep', 'blank', 'skip'], { raw: cell.raw, format: cell.format });
  }
  return settle(
    cell.type === 'number' ? withoutNoise(reading.value, field.decimals ?? 0) : reading.value,
    reading.unit,
    cell,
    context,
  );
}

/** The exact decimal in the field's unit, rounded to its decimals, or a question. */
function settle(value: Decimal, cellUnit: string | null, cell: GridCell, context: CellContext): CellReading {
  const { field } = context;
  const target = field.unit ?? null;
  let amount = value;
  let from = context.unit;
  let unitOfCell = false;
  if (cellUnit !== null && cellUnit !== '') {
    const spoken = ['万', '亿', '百万', '千'].includes(cellUnit) ? '元' : cellUnit;
    if (target !== null && yuanOf[target] !== undefined) {
      if (yuanOf[spoken] === undefined)
        return ask('unit-conflict', ['blank', 'skip'], { raw: cell.raw, unit: cellUnit, expected: target });
      // The cell's own unit wins over the header's and is said in a notice.
      unitOfCell = context.unit !== null && context.unit !== spoken;
      from = spoken;
    } else if (cellUnit === '%' || target === '%') {
      if (cellUnit !== '%' || target !== '%')
        return ask('unit-conflict', ['blank', 'skip'], {
          raw: cell.raw,
          unit: cellUnit,
          expected: target ?? '',
        });
    } else if (
      !['万', '亿', '百万', '千'].includes(cellUnit) &&
      target !== null &&
      !sameCount(cellUnit, target)
    ) {
      return ask('unit-conflict', ['blank', 'skip'], { raw: cell.raw, unit: cellUnit, expected: target });
    }
  }
  let factor: number | undefined;
  if (target !== null && yuanOf[target] !== undefined && from !== null && from !== target) {
    const converted = convertMoney(value, from, target);
    if (converted === null)
      return ask('unit-conflict', ['blank', 'skip'], { raw: cell.raw, unit: from, expected: target });
    amount = converted.value;
    factor = converted.factor;
  }
  if (target === '%' && cell.type === 'number') {
    if (cell.format?.includes('%') === true)
      amount = { mantissa: amount.mantissa * 100n, scale: amount.scale };
    else if (
      context.typed !== true &&
      amount.scale > 0 &&
      (toNumber(amount) ?? 0) < 1 &&
      (toNumber(amount) ?? 0) > 0
    ) {
      const fraction = toNumber(amount) ?? 0;
      return ask(
        'percent-scale',
        [`value:${fraction}`, `value:${Number((fraction * 100).toFixed(6))}`, 'blank'],
        { raw: cell.raw },
      );
    }
  }
  const rounded = roundTo(amount, field.decimals ?? 0);
  const result = toNumber(rounded.value);
  const exact = toNumber(amount);
  if (result === null || exact === null) return ask('not-a-number', ['blank', 'skip'], { raw: cell.raw });
  if (!rounded.exact && (result === 0 || Math.abs(result - exact) > 0.005 * Math.abs(exact))) {
    return ask('rounds-away', [`value:${result}`, 'blank', 'skip'], {
      raw: cell.raw,
      exact: String(exact),
      rounded: String(result),
    });
  }
  return {
    kind: 'value',
    value: result === 0 ? 0 : result,
    ...(factor === undefined ? {} : { factor, readAs: from ?? '' }),
    ...(rounded.exact ? {} : { rounded: true }),
    ...(unitOfCell ? { unitOfCell: true } : {}),
  };
}

function sameCount(a: string, b: string): boolean {
  const groups = [['个', '户', '家'], ['台', '套', '台套', '台(套)'], ['项', '个'], ['件', '个'], ['人']];
  return a === b || groups.some((group) => group.includes(a) && group.includes(b));
}

function suggestedValue(suggestion: string, context: CellContext): string[] {
  const reading = readCell({ column: 0, raw: suggestion, type: 'text' }, { ...context, typed: true });
  return reading.kind === 'value' && typeof reading.value === 'number' ? [`value:${reading.value}`] : [];
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

function blankOf(raw: string): CellReading | null {
  const reading = readNumberText(raw);
  if (reading.kind !== 'blank') return null;
  return reading.blank === 'empty' ? { kind: 'empty' } : { kind: 'value', value: { blank: reading.blank } };
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

function codeIn(list: CodeList, raw: string): string | null {
  const text = plain(raw);
  const found = list.items.find(
    (item) =>
      item.code === text ||
      plain(item.name.zh) === text ||
      item.aliases.some((alias) => plain(alias) === text) ||
      // "173 私营有限责任公司", "1大型"
      text === item.code + plain(item.name.zh) ||
      item.aliases.some((alias) => text === item.code + plain(alias)),
  );
  return found?.code ?? null;
}

function readCode(cell: GridCell, context: CellContext): CellReading {
  const { list } = context;
  const blank = blankOf(cell.raw);
  if (blank !== null) return blank;
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
  const code = codeIn(list, cell.raw);
  if (code !== null) return { kind: 'value', value: code };
  const choices = list.items.length <= 12 ? list.items.map((item) => `value:${item.code}`) : [];
  return ask('not-in-list', [...choices, 'blank', 'skip'], { raw: cell.raw, list: list.name });
}

function readMulti(raw: string, context: CellContext): CellReading {
  const blank = blankOf(raw);
  if (blank !== null) return blank;
  const { list } = context;
  const codes: string[] = [];
  for (const part of raw
    .normalize('NFKC')
    .split(/[、,;；\s]+/u)
    .filter((item) => item !== '')) {
    const code = list === undefined ? part : codeIn(list, part);
    if (code === null) return ask('not-in-list', ['blank', 'skip'], { raw: part, list: list?.name ?? '' });
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length === 0 ? { kind: 'empty' } : { kind: 'value', value: codes.sort() };
}

function readText(cell: GridCell, field: Field): CellReading {
  const text = cell.raw
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (text === '' || text === "'") return { kind: 'empty' };
  // A code that a spreadsheet turned into a number: its last digits are gone and can't be had back.
  if (cell.type === 'number' && (/[eE]/.test(text) || text.replace(/\D/g, '').length > 15)) {
    return ask('lost-digits', ['blank', 'skip'], { raw: text });
  }
  const isCode = field.fact === 'creditCode' || field.fact === 'organisationCode';
  const value = isCode && /^[\dA-Za-z\s-]+$/.test(text.normalize('NFKC')) ? normaliseCode(text) : text;
  if (field.length !== undefined && [...value].length > field.length)
    return ask('too-long', ['blank', 'skip'], { raw: text, length: String(field.length) });
  const mark = value.length <= 4 ? blankOf(value) : null;
  return mark?.kind === 'value' ? mark : { kind: 'value', value };
}
