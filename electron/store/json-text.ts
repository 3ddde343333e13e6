import type { CellValue } from '#shared/values/cell.ts';

/** A text as JSON. Nearly all keys and places of cells are such that JSON writes them as they are. */
export function quoted(text: string): string {
  return /^[\w.\u4e00-\u9fff]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** A value as JSON; nearly all are numbers. */
export function valueJson(value: CellValue | null): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
