/** Characters with a font of their own, to the next run or the end of the text. */
export interface StruckRun {
  readonly from: number;
  readonly struck: boolean;
}

/** A text and the runs in it; what stands before the first has the font of its cell. */
export interface RunText {
  readonly text: string;
  readonly runs: readonly StruckRun[];
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
