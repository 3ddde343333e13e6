import { isFurtherThan, roundTo, times, toNumber, toText, type Decimal } from '../values/decimal.ts';
import { numberFormat, type NumberFormat } from '../values/number-format.ts';
import {
  convertMoney,
  currencySign,
  isScale,
  readNumberText,
  withoutNoise,
} from '../values/number-grammar.ts';
import { ask, type CellContext, type CellReading } from './cell-reading.ts';
import type { GridCell } from './grid.ts';
import type { QuestionKind } from './staged.ts';
import { isMoney } from './units.ts';

const inPowersOfTen = /\d\.?[eE][-+]?\d/;

/** A numeric cell: an exact decimal in the field's unit, rounded half up to its decimals; a blank; or a question. */
export function readNumber(cell: GridCell, context: CellContext): CellReading {
  const { field } = context;
  if (isPlain(cell, context)) return { kind: 'value', value: Number(cell.raw) };
  if (cell.type === 'date' || cell.type === 'boolean')
    return ask('not-a-number', ['blank', 'skip'], { raw: cell.raw });
  const reading = readNumberText(cell.raw);
  if (reading.kind === 'blank') {
    if (reading.blank === 'empty') return { kind: 'empty' };
    return reading.blank === 'none'
      ? nothing(cell, context)
      : { kind: 'value', value: { blank: reading.blank } };
  }
  if (reading.kind === 'unclear') {
    const { why, suggestion } = reading;
    if (why === 'negative-mark' && suggestion !== undefined) return afterMark(cell, suggestion, context);
    const kind: QuestionKind = why === 'negative-mark' ? 'not-a-number' : why;
    const suggested = suggestion === undefined ? [] : suggestedValue(suggestion, context);
    return ask(kind, [...suggested, 'blank', 'skip'], { raw: cell.raw });
  }
  // A text in powers of ten is what a narrow column showed of a number: some of its digits may be gone.
  if (cell.type === 'text' && context.typed !== true && inPowersOfTen.test(cell.raw.normalize('NFKC')))
    return ask('approximate', [...suggestedValue(cell.raw, context), 'blank', 'skip'], { raw: cell.raw });
  // The author saw 万元 while the cell holds 元 (0!.0,"万元"), or 元 in a table of 千元: only the author knows.
  if (isShownOtherwise(cell, context) && context.taken?.['scaled-format'] !== 'keep') {
    const asked = ask('scaled-format', ['keep', 'blank', 'skip'], {
      raw: cell.raw,
      format: cell.format ?? '',
    });
    return { ...asked, alike: { within: 'column', ground: `${cell.format ?? ''} ${context.unit ?? ''}` } };
  }
  if (reading.unit === currencySign) return afterCurrency(cell, context);
  return settle(
    cell.type === 'number' ? withoutNoise(reading.value, field.decimals ?? 0) : reading.value,
    reading.unit ?? (formatOf(cell)?.unit === '%' ? '%' : null),
    cell,
    context,
  );
}

/**
 * 无 or a dash is no figure, and never 0 of itself. Where the item must be filled it can't stay so: what the sender means by
 * it is asked, once for the column.
 */
function nothing(cell: GridCell, { field, taken, typed }: CellContext): CellReading {
  const said = taken?.['none-mark'];
  if (said === 'zero') return { kind: 'value', value: 0 };
  if (field.required !== 'yes' || typed === true || said === 'none')
    return { kind: 'value', value: { blank: 'none' } };
  const mark = markOf(cell.raw);
  if (said === 'each') return ask('none-mark', ['value:0', 'none', 'skip'], { raw: cell.raw, mark });
  const asked = ask('none-mark', ['none', 'zero', 'each'], { raw: cell.raw, mark });
  return { ...asked, alike: { within: 'column', ground: mark } };
}

/** A mark as it is compared: dashes of any length and form are one. */
function markOf(raw: string): string {
  const text = raw.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '');
  return /^[-−–—﹣ー―─]+$/u.test(text) ? '—' : text;
}

/** A number behind ▲ or a long dash: less than nothing once the sender's mark is known to mean that. */
function afterMark(cell: GridCell, suggestion: string, context: CellContext): CellReading {
  if (context.taken?.['negative-mark'] === 'negative')
    return readNumber({ ...cell, raw: suggestion }, context);
  const mark = cell.raw.normalize('NFKC').trim().slice(0, 1);
  const asked = ask('negative-mark', ['negative', 'blank', 'skip'], { raw: cell.raw, mark });
  return { ...asked, alike: { within: 'table', ground: mark } };
}

/** ¥200 in a column of 万元 is 200 元, or 200 万元 that a spreadsheet wrote as money: one question for the table. */
function afterCurrency(cell: GridCell, context: CellContext): CellReading {
  const { field, unit } = context;
  const target = field.unit ?? null;
  if (!isMoney(target))
    return ask('unit-conflict', ['blank', 'skip'], {
      raw: cell.raw,
      unit: currencySign,
      expected: target ?? '',
    });
  const own = unit ?? target ?? '';
  const said = own === '元' ? 'keep' : context.taken?.['currency-sign'];
  // The same number without the sign: of the column's unit, or with a unit of its own.
  const bare = cell.raw.normalize('NFKC').replace(/¥|人民币\s*:?|RMB\s*:?|CNY\s*:?/iu, '');
  if (said === 'keep') return readNumber({ ...cell, raw: bare }, context);
  if (said === 'yuan') return readNumber({ ...cell, raw: withYuan(bare) }, context);
  const asked = ask('currency-sign', ['keep', 'yuan', 'blank', 'skip'], { raw: cell.raw, unit: own });
  return { ...asked, alike: { within: 'table', ground: `${currencySign} ${own}` } };
}

/** 200 → 200元, (200) → (200元). */
function withYuan(bare: string): string {
  return bare.replace(/(?<=[\d.])(?=\D*$)/u, '元');
}

/** Whole digits in the field's own unit, which nearly all cells of a list are: nothing to convert, to round or to ask. */
function isPlain(cell: GridCell, { field, unit, taken }: CellContext): boolean {
  if (taken?.['percent-scale'] !== undefined) return false;
  if (cell.type !== 'number' || (unit !== null && unit !== field.unit)) return false;
  const isWhole = /^(?:0|[1-9]\d*)$/.test(cell.raw) && cell.raw.length + (field.decimals ?? 0) <= 15;
  return isWhole && (cell.format === undefined || isPlainFormat(cell.format));
}

function isPlainFormat(format: string): boolean {
  const { isShare, isScaled, unit, words } = numberFormat(format);
  return !isShare && !isScaled && unit === null && words === '';
}

function formatOf({ type, format }: GridCell): NumberFormat | null {
  return type === 'number' && format !== undefined ? numberFormat(format) : null;
}

/** Whether a format shows another number than is stored, or says of it what is not the column's: another unit, 约. */
function isShownOtherwise(cell: GridCell, { field, unit }: CellContext): boolean {
  const format = formatOf(cell);
  if (format === null) return false;
  if (format.isScaled) return true;
  const { unit: shown, words } = format;
  const own = unit ?? field.unit ?? null;
  if (words === '' || words === own) return false;
  if (shown !== null && (isMoney(shown) || isScale(shown)))
    return shown !== own && !(isScale(shown) && own === `${shown}元`);
  // Another unit, another currency, or that the number is not exact.
  return !sameCount(words, own);
}

/** The unit that the number stands in: the cell's own if it names one, else the column's. A question if it can't be the field's. */
function unitFor(
  cellUnit: string | null,
  cell: GridCell,
  context: CellContext,
): { readonly unit: string | null; readonly unitOfCell: boolean } | CellReading {
  const target = context.field.unit ?? null;
  const conflict = (unit: string): CellReading =>
    ask('unit-conflict', ['blank', 'skip'], { raw: cell.raw, unit, expected: target ?? '' });
  const isShare = formatOf(cell)?.isShare === true;
  if (isShare && target !== '%')
    return ask('unit-conflict', ['blank', 'skip'], { raw: cell.raw, shown: '%', expected: target ?? '' });
  const intoMoney = isMoney(target);
  if (cellUnit === null) {
    const { unit } = context;
    const fits = unit === null || (intoMoney ? isMoney(unit) : sameCount(unit, target));
    return fits ? { unit, unitOfCell: false } : conflict(unit);
  }
  if (intoMoney) {
    // 30万 in a table of 万美元 is no 万元.
    if (isScale(cellUnit) && context.unit !== null && !isMoney(context.unit)) return conflict(context.unit);
    const spoken = isScale(cellUnit) ? '元' : cellUnit;
    if (!isMoney(spoken)) return conflict(cellUnit);
    // The cell's own unit wins over the header's and is said in a notice.
    return { unit: spoken, unitOfCell: context.unit !== null && context.unit !== spoken };
  }
  // 1.2万 of people is 12 000 of them; a share or a year can't be scaled.
  const fits = isScale(cellUnit) ? target !== null && target !== '%' : sameCount(cellUnit, target);
  return fits ? { unit: target, unitOfCell: false } : conflict(cellUnit);
}

/** The exact decimal in the field's unit, rounded to its decimals, or a question. */
function settle(value: Decimal, cellUnit: string | null, cell: GridCell, context: CellContext): CellReading {
  const { field } = context;
  const target = field.unit ?? null;
  const from = unitFor(cellUnit, cell, context);
  if ('kind' in from) return from;
  let amount = value;
  let factor: number | undefined;
  const converted =
    target === null || from.unit === null || from.unit === target
      ? null
      : convertMoney(value, from.unit, target);
  if (converted !== null) {
    amount = converted.value;
    factor = converted.factor;
  }
  if (target === '%' && context.typed !== true) {
    const share = inPercent(amount, cellUnit, cell, context);
    if ('kind' in share) return share;
    amount = share.points;
  }
  const rounded = roundTo(amount, field.decimals ?? 0);
  const result = toNumber(rounded.value);
  if (result === null) return ask('not-a-number', ['blank', 'skip'], { raw: cell.raw });
  if (!rounded.exact && (result === 0 || isFurtherThan(rounded.value, amount, 200n))) {
    return ask('rounds-away', [`value:${result}`, 'blank', 'skip'], {
      raw: cell.raw,
      exact: toText(amount),
      rounded: String(result),
    });
  }
  return {
    kind: 'value',
    value: result === 0 ? 0 : result,
    ...(factor === undefined ? {} : { factor, readAs: from.unit ?? '' }),
    ...(rounded.exact ? {} : { rounded: true }),
    ...(from.unitOfCell ? { unitOfCell: true } : {}),
  };
}

/** The points of percent that a cell says, by its format, its own sign, or what is known of its column. */
function inPercent(
  amount: Decimal,
  cellUnit: string | null,
  cell: GridCell,
  { taken }: CellContext,
): { readonly points: Decimal } | CellReading {
  if (formatOf(cell)?.isShare === true) return { points: times(amount, 100n) };
  if (cellUnit !== null || amount.mantissa === 0n) return { points: amount };
  const scale = taken?.['percent-scale'];
  // In a column of shares a whole number may be a hundred percent as well as one.
  const isDoubtful = isFraction(amount) || scale === 'share';
  if (!isDoubtful || scale === 'percent') return { points: amount };
  if (isFraction(amount) && scale === 'share') return { points: times(amount, 100n) };
  if (scale === 'share')
    return ask(
      'percent-scale',
      [`value:${toText(amount)}`, `value:${toText(times(amount, 100n))}`, 'blank'],
      { raw: cell.raw },
    );
  return {
    ...ask('percent-scale', ['percent', 'share', 'blank'], { raw: cell.raw }),
    alike: { within: 'column', ground: '' },
  };
}

/** Between 0 and 1, in a column of percent: 0.12 may be 12 %. */
function isFraction({ mantissa, scale }: Decimal): boolean {
  const size = mantissa < 0n ? -mantissa : mantissa;
  return size > 0n && size < 10n ** BigInt(scale);
}

/** Two words for counting the same; a year's own unit is 年, whether the field says it or not. */
function sameCount(a: string, b: string | null): boolean {
  if (b === null) return a === '年';
  const groups = [
    ['个', '户', '家'],
    ['台', '套', '台套', '台(套)'],
    ['项', '个'],
    ['人', '名', '位'],
    ['件', '个', '项'],
    ['次', '场次'],
  ];
  return a === b || groups.some((group) => group.includes(a) && group.includes(b));
}

function suggestedValue(suggestion: string, context: CellContext): string[] {
  const reading = readNumber({ column: 0, raw: suggestion, type: 'text' }, { ...context, typed: true });
  return reading.kind === 'value' && typeof reading.value === 'number' ? [`value:${reading.value}`] : [];
}
