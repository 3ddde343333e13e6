/**
 * Numbers by all the values that they may have, in doubles: an end without a bound is infinite. One place each; nothing is
 * allocated while they are computed.
 */
export interface Spans {
  /** 0: not applicable; `span`; `unclear` where something hangs on whether a number is exactly zero. */
  readonly known: Uint8Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The greatest magnitude that went in, by which an error of rounding may have grown. */
  readonly size: Float64Array;
}

export const span = 1;
export const unclear = 2;

export function none(count: number): Spans {
  return {
    known: new Uint8Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
    size: new Float64Array(count),
  };
}

export type Operation = '+' | '-' | '×' | '/' | 'negate' | 'absolute' | 'greater' | 'lesser';

/** Far more than the errors of a few operations, far less than any difference between two amounts. */
const margin = 1e-9;

/** How far a number can be from what the double says, unless it is exact. */
export function doubtOf(spans: Spans, at: number): number {
  return margin * (spans.size[at] ?? 0);
}

/** Computes one place from one or two others; what is missing in either is missing in the whole. */
function compute(spans: Spans, operation: Operation, a: number, b: number, at: number): void {
  const { known, low, high, size } = spans;
  if (known[a] !== span || known[b] !== span) {
    known[at] = known[a] === 0 || known[b] === 0 ? 0 : unclear;
    return;
  }
  known[at] = span;
  const al = low[a] ?? 0;
  const ah = high[a] ?? 0;
  const as = size[a] ?? 0;
  const bl = low[b] ?? 0;
  const bh = high[b] ?? 0;
  const bs = size[b] ?? 0;
  switch (operation) {
    case '+':
      low[at] = al + bl;
      high[at] = ah + bh;
      size[at] = as + bs;
      return;
    case '-':
      low[at] = al - bh;
      high[at] = ah - bl;
      size[at] = as + bs;
      return;
    case 'negate':
      low[at] = -ah;
      high[at] = -al;
      size[at] = as;
      return;
    case 'absolute':
      low[at] = al >= 0 ? al : ah <= 0 ? -ah : 0;
      high[at] = Math.max(-al, ah);
      size[at] = as;
      return;
    case 'greater':
      low[at] = Math.max(al, bl);
      high[at] = Math.max(ah, bh);
      size[at] = Math.max(as, bs);
      return;
    case 'lesser':
      low[at] = Math.min(al, bl);
      high[at] = Math.min(ah, bh);
      size[at] = Math.max(as, bs);
      return;
    case '×':
      if ((!isBounded(al, ah) && mayVanish(bl, bh, bs)) || (!isBounded(bl, bh) && mayVanish(al, ah, as)))
        known[at] = unclear;
      else if (al === ah && al > 0) {
        // The usual case: a share or a multiple of something.
        low[at] = al * bl;
        high[at] = al * bh;
      } else {
        low[at] = Math.min(times(al, bl), times(al, bh), times(ah, bl), times(ah, bh));
        high[at] = Math.max(times(al, bl), times(al, bh), times(ah, bl), times(ah, bh));
      }
      size[at] = as * bs;
      return;
    case '/': {
      if (mayVanish(bl, bh, bs)) known[at] = unclear;
      else if (bl <= 0 && bh >= 0) {
        // By an interval that contains 0: anything.
        low[at] = -Infinity;
        high[at] = Infinity;
        size[at] = 0;
      } else {
        const from = 1 / bh;
        const to = 1 / bl;
        low[at] = Math.min(times(al, from), times(al, to), times(ah, from), times(ah, to));
        high[at] = Math.max(times(al, from), times(al, to), times(ah, from), times(ah, to));
        const least = Math.min(Math.abs(bl), Math.abs(bh));
        // An error of b counts as many times as b goes into what was divided.
        size[at] = (as * (1 + bs / least)) / least;
      }
      return;
    }
  }
}

const operations = ['+', '-', '×', '/', 'negate', 'absolute', 'greater', 'lesser'] as const;

/** Operations one after the other, each of its places in an array of its own: there are hundreds for each scene. */
export class Steps {
  readonly #codes: Uint8Array;
  readonly #first: Uint16Array;
  readonly #second: Uint16Array;
  readonly #into: Uint16Array;

  constructor(
    steps: readonly {
      readonly operation: Operation;
      readonly a: number;
      readonly b: number;
      readonly at: number;
    }[],
  ) {
    this.#codes = Uint8Array.from(steps, ({ operation }) => operations.indexOf(operation));
    this.#first = Uint16Array.from(steps, ({ a }) => a);
    this.#second = Uint16Array.from(steps, ({ b }) => b);
    this.#into = Uint16Array.from(steps, ({ at }) => at);
  }

  compute(spans: Spans): void {
    const { known, low, high, size } = spans;
    const codes = this.#codes;
    const [first, second, into] = [this.#first, this.#second, this.#into];
    for (let step = 0; step < codes.length; step++) {
      const code = codes[step] ?? 0;
      const a = first[step] ?? 0;
      const b = second[step] ?? 0;
      const at = into[step] ?? 0;
      const x = low[a] ?? 0;
      const y = low[b] ?? 0;
      // The usual case: numbers that are known, and added, subtracted or multiplied.
      if (code < 3 && known[a] === span && known[b] === span && x === high[a] && y === high[b]) {
        const [m, n] = [size[a] ?? 0, size[b] ?? 0];
        const value = code === 0 ? x + y : code === 1 ? x - y : x * y;
        known[at] = span;
        low[at] = value;
        high[at] = value;
        size[at] = code === 2 ? m * n : m + n;
      } else compute(spans, operations[code] ?? '+', a, b, at);
    }
  }
}

/** Zero times an end without a bound is zero. */
function times(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

function isBounded(low: number, high: number): boolean {
  return low !== -Infinity && high !== Infinity;
}

/** An end so near zero that it may be zero, or not, where that decides between zero and no bound at all. */
function mayVanish(low: number, high: number, size: number): boolean {
  const doubt = margin * size;
  return (low !== 0 && Math.abs(low) <= doubt) || (high !== 0 && Math.abs(high) <= doubt);
}
