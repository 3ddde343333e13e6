/** Names that were made: each is asked for once a cell. */
const names: string[] = [];

/** Column 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  return (names[column] ??= madeName(column));
}

function madeName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A → 0, aa → 26. */
export function columnOfName(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The address a clerk knows: row 0, column 0 → A1. */
export function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** The name of a range of cells, C3:F9; of a single one its address. */
export function rangeName(range: {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}): string {
  const [from, to] = [addressOf(range.top, range.left), addressOf(range.bottom, range.right)];
  return from === to ? from : `${from}:${to}`;
}

export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** C7 → row 6, column 2; a range by its first cell; null for what is no address. */
export function cellAt(address: string): CellAt | null {
  const [, letters, digits] = /^([A-Z]{1,3})(\d+)/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  return { row: Number(digits) - 1, column: columnOfName(letters) };
}

/** Instead of the address of a cell: the print header or footer of a sheet, which only paper shows. */
export const printPlaces = { header: '&H', footer: '&F' } as const;
