import { codeOf, columnOf, keyOf } from '#shared/values/cell.ts';

/** The cell below or above in the same column; false where there is none. */
export function focusBelow(from: HTMLElement, key: string, step: 1 | -1): boolean {
  const cells = cellsAround(from).filter((cell) => columnOf(keyAt(cell)) === columnOf(key));
  const next = cells[cells.findIndex((cell) => keyAt(cell) === key) + step];
  focus(next);
  return next !== undefined;
}

/** The next cell of the form, row by row, or the one before; false where there is none. */
export function focusNext(from: HTMLElement, key: string, step: 1 | -1): boolean {
  const cells = cellsAround(from);
  const next = cells[cells.findIndex((cell) => keyAt(cell) === key) + step];
  focus(next);
  return next !== undefined;
}

/** The same item in the other column, where the form has one. */
export function focusBeside(from: HTMLElement, key: string): void {
  const other = keyOf(codeOf(key), columnOf(key) === '本年' ? '上年' : '本年');
  focus(cellsAround(from).find((cell) => keyAt(cell) === other));
}

/** What can be done beside the form: the open question about a correction, else the filing's acts. */
export function focusStrip(from: HTMLElement): void {
  const strip = from.closest('.sheet-and-strip')?.querySelector('.strip');
  (
    strip?.querySelector<HTMLElement>('.correction input') ?? strip?.querySelector<HTMLElement>('button')
  )?.focus();
}

/** Back into the form. */
export function focusCell(key: string): void {
  focus(document.querySelector<HTMLElement>(`.form [data-key="${CSS.escape(key)}"]`) ?? undefined);
}

function cellsAround(from: HTMLElement): readonly HTMLElement[] {
  return [...(from.closest('table')?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
}

function keyAt(cell: HTMLElement): string {
  return cell.dataset['key'] ?? '';
}

function focus(cell: HTMLElement | undefined): void {
  cell?.querySelector<HTMLElement>('input, textarea')?.focus();
  cell?.scrollIntoView({ block: 'nearest' });
}
