import type { LoadedEdition } from '../returns/edition.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { identityNames, namesOf } from './columns.ts';
import type { FoundList } from './find-list.ts';
import type { GridCell } from './grid.ts';
import { isNumberRow, isUnitsRow } from './header-rows.ts';
import { comparableHeader } from './header-words.ts';
import { identityAbove } from './identity.ts';
import { remembered } from './remembered.ts';
import type { SheetView } from './sheet-view.ts';
import type { Identity } from './staged.ts';
import { moneyInLine } from './units.ts';

/**
 * Where a second table begins below a list: the row after the body's end whose cells are headers again. A header that
 * only repeats the first, as at the top of each printed page, is in `repeated` with the lines above it, and begins nothing,
 * unless those lines say another unit, year or enterprise.
 */
export function headersBelow(
  view: SheetView,
  list: FoundList,
  edition: LoadedEdition,
): { readonly repeated: readonly number[]; readonly next: number | null } {
  const known = new Set([...edition.tables()].flatMap((table) => [...namesOf(table).keys()]));
  const isName = remembered(
    (raw) =>
      /[\u4e00-\u9fffA-Za-z]/.test(raw) &&
      (known.has(comparableHeader(raw)) || identityNames.has(comparableHeader(raw))),
  );
  const repeated: number[] = [];
  let first: Said | null = null;
  for (const row of view.rowIndexes()) {
    if (row < list.bodyFrom) continue;
    const cells = view.row(row).filter(({ type, raw }) => type === 'text' && raw.length <= 60);
    const headers = cells.filter(({ raw }) => isName(raw));
    const isIdentified = headers.some(({ raw }) => identityNames.has(comparableHeader(raw)));
    const [top = row] = list.headerRows;
    const isSame = cells.length >= 3 && isSameRow(view, top, row);
    const isHeader = headers.length >= 3 && isIdentified && headers.length * 2 > cells.length;
    if (isSame || isHeader) {
      if (!list.headerRows.some((header) => isSameRow(view, header, row))) return { repeated, next: row };
      const lines = linesAbove(view, row, repeated.at(-1) ?? list.bodyFrom - 1);
      first ??= saidIn(view, 0, top);
      if (isOtherwise(first, saidIn(view, lines[0] ?? row, row))) return { repeated, next: row };
      repeated.push(...lines, row, ...list.headerRows.slice(1).map((header) => row + header - top));
    } else if (repeated.includes(row - 1) && isNumberRow(view, row)) repeated.push(row);
    else if (repeated.includes(row - 1) && isUnitsRow(view, row)) {
      const isSame = list.unitsRow !== null && isSameRow(view, list.unitsRow, row);
      if (!isSame)
        return { repeated, next: repeated.findLast((header) => !repeated.includes(header - 1)) ?? row };
      repeated.push(row);
    } else if (isSummary(view, row, headers.length)) return { repeated, next: row };
  }
  return { repeated, next: null };
}

/** How many enterprises a row of a summary is of. */
const ofCounts = /^(?:户数|(?:企业|单位)(?:户|个)?数|家数|个数)$/u;

/** The header of a summary below the list, 乡镇 | 企业数 | 工业总产值, behind a blank row: it names items, and nobody whose they are. */
function isSummary(view: SheetView, row: number, named: number): boolean {
  // Most rows name none, and there are many.
  if (named === 0) return false;
  const cells = view.row(row).filter(({ raw }) => raw.trim() !== '');
  const known = named + cells.filter(({ raw }) => ofCounts.test(comparableHeader(raw))).length;
  const isBehindBlank = (at: number): boolean => view.row(at).every(({ raw }) => raw.trim() === '');
  const isTitled = view.row(row - 1).length === 1 && isBehindBlank(row - 2);
  return (
    cells.length >= 2 &&
    known * 2 >= cells.length &&
    (isBehindBlank(row - 1) || isTitled) &&
    cells.every(({ type, raw }) => type === 'text' && !identityNames.has(comparableHeader(raw)))
  );
}

/** A note on what stands above it, in whatever it is said. */
const noteAbove = /^(?:注|备注|说明):|以上|上表/u;

/** As it is read: with the one kind of colon, whichever was typed. */
function plainOf({ raw }: GridCell): string {
  return raw.normalize('NFKC').trim();
}

/** The lines right above a header, from the top: a title, a unit, a name with its code; never a row of the table before, or its note. */
export function linesAbove(view: SheetView, header: number, after: number): readonly number[] {
  const lines: number[] = [];
  const above = view.rowIndexes().filter((row) => row > after && row < header);
  for (const row of above.reverse()) {
    const cells = view.row(row);
    if (!isLine(cells) || cells.some((cell) => noteAbove.test(plainOf(cell)))) break;
    lines.unshift(row);
  }
  return lines;
}

/** Labels (单位:) with what stands behind each, or a text without a figure or a code, alone or beside labels. */
function isLine(cells: readonly GridCell[]): boolean {
  const isLabel = (cell: GridCell | undefined): boolean =>
    cell !== undefined && /^[^:]{1,20}:/u.test(plainOf(cell));
  // 填报单位: | 长春甲公司, and 单位名称 | 长春甲公司.
  const isNamed = (cell: GridCell | undefined): boolean =>
    isLabel(cell) || (cell !== undefined && identityNames.has(comparableHeader(cell.raw)));
  const isPair = (cell: GridCell, at: number): boolean =>
    isLabel(cell) || isNamed(cells[at - 1]) !== isNamed(cell);
  if (cells.every(isPair)) return true;
  const isFigure = ({ type, raw }: GridCell): boolean =>
    type !== 'text' || (readNumberText(raw).kind === 'number' && !/^20\d\d\s*年/u.test(raw.trim()));
  const isPlain = (cell: GridCell): boolean => !isFigure(cell) && !/^[\dA-Z-]{9,}$/i.test(cell.raw.trim());
  return (cells.length === 1 || cells.some(isLabel)) && cells.every(isPlain);
}

/** What the lines above a table say that changes how its rows are read. */
interface Said {
  readonly money: string;
  readonly years: string;
  readonly identity: Identity;
}

function saidIn(view: SheetView, from: number, to: number): Said {
  const rows = view.rowIndexes().filter((row) => row >= from && row < to);
  const texts = rows.flatMap((row) => view.row(row).map(({ raw }) => raw.normalize('NFKC')));
  const all = (found: readonly (string | null)[]): string =>
    [...new Set(found.filter((text) => text !== null))].sort().join();
  return {
    money: all(texts.map(moneyInLine)),
    years: all(texts.map((text) => /20\d\d(?=\s*年)/u.exec(text)?.[0] ?? null)),
    identity: identityAbove(view.between(from, to), to, new Map()),
  };
}

/** Whether lines say something, and not what those above the first table say. */
function isOtherwise(first: Said, said: Said): boolean {
  const identities = Object.entries(said.identity) as readonly (readonly [keyof Identity, string])[];
  return (
    (said.money !== '' && said.money !== first.money) ||
    (said.years !== '' && said.years !== first.years) ||
    identities.some(([of, value]) => first.identity[of] !== value)
  );
}

function isSameRow(view: SheetView, a: number, b: number): boolean {
  const [first, second] = [view.row(a), view.row(b)];
  return (
    first.length === second.length &&
    first.every(({ column, raw }) => comparableHeader(raw) === comparableHeader(view.text(b, column)))
  );
}
