import { isProblem } from '#shared/contract/problem.ts';
import { raisedDigits } from './raised.ts';

/** What a font does to its letters: strikes them out; raises or lowers them, as the mark of a note. */
export interface RunFont {
  readonly struck: boolean;
  readonly raised: boolean;
}

/** Characters with a font of their own, to the next run or the end of the text. */
export interface FontRun extends RunFont {
  readonly from: number;
}

/** A text and the runs in it; what stands before the first has the font of its cell. */
export interface RunText {
  readonly text: string;
  readonly runs: readonly FontRun[];
}

/** A text and its runs, with raised digits as such; their places stay the same. */
export function withRaised({ text, runs }: RunText): RunText {
  if (!runs.some(({ raised }) => raised)) return { text, runs };
  let shown = text.slice(0, runs[0]?.from);
  runs.forEach(({ from, raised }, at) => {
    const piece = text.slice(from, runs[at + 1]?.from);
    shown += raised ? raisedDigits(shown, piece) : piece;
  });
  return { text: shown, runs };
}

/**
 * The same of a text whose bytes say their letters only now: its runs begin elsewhere in those. A run that begins within a letter
 * is of a program that counted otherwise: nothing is known of them then.
 */
export function decodedRuns({ text, runs }: RunText, decode: (bytes: string) => string): RunText {
  const whole = decode(text);
  try {
    const starts = runs.map(({ from }) => decode(text.slice(0, from)).length);
    return { text: whole, runs: runs.map((run, at) => ({ ...run, from: starts[at] ?? 0 })) };
  } catch (error) {
    if (!isProblem(error, 'file.encoding')) throw error;
    return { text: whole, runs: [] };
  }
}

/** What of a text is not struck out, in a cell whose own font strikes out or not; null where nothing is struck out. */
export function leftOf({ text, runs }: RunText, isCellStruck: boolean): string | null {
  let left = '';
  let isAny = false;
  const pieces = [{ from: 0, struck: isCellStruck }, ...runs];
  pieces.forEach(({ from, struck }, at) => {
    const piece = text.slice(from, pieces[at + 1]?.from);
    if (!struck) left += piece;
    else if (piece.trim() !== '') isAny = true;
  });
  return isAny ? left : null;
}
