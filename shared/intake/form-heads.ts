import { readNumberText } from '../values/number-grammar.ts';
import { blockAt, figuresBelow, type FormBlock } from './form-block.ts';
import { codeHeader, isLabel, nameHeader, plain } from './form-labels.ts';
import { isNumberRow, isUnitsRow, type HeaderPath } from './header-rows.ts';
import { comparableHeader, isYearAlone, saysWhichFigure } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';
import { isLikeUnit, isNoUnit, isUnitWord, unitSaid } from './units.ts';

/** Rows that may be the header of a form, of whichever table: that of 代码, and those that say more of its columns. */
export interface FormHead {
  readonly headerRow: number;
  /** All of them, from the top. */
  readonly headerRows: readonly number[];
  /** The row below them that says the unit of each column and nothing else. */
  readonly unitsRow: number | null;
  readonly blocks: readonly FormBlock[];
}

/** The same of a sheet that nobody has laid out. */
export interface FormStart extends FormHead {
  /** The header row of the next form. */
  readonly until: number | null;
}

/**
 * The rows of a sheet in which a form may begin, looked for once for all tables. `takesPlans`: also of one whose only figures
 * are a plan or of a part of the year, which is then asked about.
 */
export function formHeads(view: SheetView, year: number, takesPlans = false): readonly FormStart[] {
  return view
    .rowIndexes()
    .slice(0, 60)
    .flatMap((headerRow) => headAt(view, headerRow, year, { takesPlans }) ?? [])
    .map((head) => ({ ...head, until: headBelow(view, head, year) }));
}

/** The header row of the next form below one, wherever its columns are. */
function headBelow(view: SheetView, { headerRows }: FormHead, year: number): number | null {
  const last = Math.max(...headerRows);
  const isLikely = (row: number): boolean =>
    view.row(row).some(({ type, raw }) => type === 'text' && raw.length <= longestHeader && isLabel(raw));
  return (
    view
      .rowIndexes()
      .find((row) => row > last && isLikely(row) && headAt(view, row, year, { takesPlans: true }) !== null) ??
    null
  );
}

/** 代码, 指标名称 and the like are short, spaces and all. */
const longestHeader = 20;

/**
 * The form whose header has the word 代码, or 指标名称, in a row; `all`: its header rows, where the clerk said them, as of the
 * row of units.
 */
export function headAt(
  view: SheetView,
  headerRow: number,
  year: number,
  { all, takesPlans = false }: { readonly all?: readonly number[]; readonly takesPlans?: boolean } = {},
): FormHead | null {
  const cells = view.row(headerRow).map(({ column, raw }) => ({ at: column, name: comparableHeader(raw) }));
  const codes = cells.filter(({ name }) => codeHeader.test(name)).map(({ at }) => at);
  const named = cells.filter(({ name }) => nameHeader.test(name)).map(({ at }) => at);
  const anchors = codes.length > 0 ? codes : named.slice(0, 1);
  const [anchor] = anchors;
  if (anchor === undefined) return null;
  const first = Math.min(...anchors, ...named);
  const headerRows = all ?? headerRowsAt(view, headerRow, first);
  const unitsRow = all === undefined ? unitsRowBelow(view, headerRows, first) : null;
  const unitBelow = (column: number): string | null =>
    unitsRow === null ? null : unitSaid(view.headerText(unitsRow, column));
  const paths = headersOver(view, headerRows, anchor);
  const below = figuresBelow(view, headerRows, anchor);
  const blocks: FormBlock[] = [];
  for (const [index, codeColumn] of anchors.entries()) {
    const block = blockAt(
      { cells, paths, unitBelow, year, takesPlans, named, ...below },
      {
        from: Math.max(-1, ...blocks.slice(-1).flatMap(endsOf)) + 1,
        codeColumn,
        hasCodes: codes.length > 0,
        until: anchors[index + 1] ?? Infinity,
        isOnly: anchors.length === 1,
      },
    );
    if (block !== null) blocks.push(block);
  }
  // One of several may have last year's figures alone, or none of either year.
  return !blocks.some(isOfYear) ? null : { headerRow, headerRows, unitsRow, blocks };
}

/** Whether a block has this year's figures, or compares last year's with those of one before. */
function isOfYear({ columns, others }: FormBlock): boolean {
  return columns.some(
    ({ column }) => column === '本年' || others.some(({ header }) => /20\d\d/.test(header)),
  );
}

/** Where the columns of a block are. */
function endsOf({ codeColumn, columns }: FormBlock): readonly number[] {
  return [codeColumn, ...columns.map(({ at }) => at)];
}

/** The row of 代码 with those around it that say years or measures over the columns behind it, and nothing before. */
function headerRowsAt(view: SheetView, headerRow: number, anchor: number): readonly number[] {
  const isMore = (row: number, isWord: (text: string) => boolean): boolean => {
    const cells = view.row(row).filter(({ raw }) => raw.trim() !== '');
    return (
      cells.length > 0 &&
      cells.every(({ column, raw }) => column > anchor && isWord(raw)) &&
      !isNumberRow(view, row) &&
      !isUnitsRow(view, row)
    );
  };
  const rows = [headerRow];
  // Where the row itself says the years, one alone above it is that of the whole form.
  const saysYears = view.row(headerRow).some(({ raw }) => isYearAlone(comparableHeader(raw)));
  if (!saysYears && isMore(headerRow - 1, saysWhichFigure)) rows.unshift(headerRow - 1);
  for (let row = headerRow + 1; rows.length < 3 && isMore(row, isHeaderText); row++) rows.push(row);
  return rows;
}

function unitsRowBelow(view: SheetView, headerRows: readonly number[], anchor: number): number | null {
  const row = Math.max(...headerRows) + 1;
  const cells = view.row(row).filter(({ raw }) => raw.trim() !== '');
  const isUnits =
    cells.some(({ raw }) => isUnitWord(raw)) &&
    cells.every(({ column, raw }) => column > anchor && (isLikeUnit(raw) || isNoUnit(raw)));
  return isUnits ? row : null;
}

/** The headers over each column; a year that is written once stands over those beside it too, though they are not merged. */
function headersOver(view: SheetView, rows: readonly number[], anchor: number): readonly HeaderPath[] {
  const columns = Array.from({ length: view.lastColumn + 1 }, (_, column) => column);
  let above = '';
  return columns.flatMap((column) => {
    const [upper = '', ...lower] = rows.map((row) => view.headerText(row, column));
    if (upper !== '' || column <= anchor) above = column <= anchor || isLabel(upper) ? '' : upper;
    const texts = lower.some((text) => text !== '') ? [above || upper, ...lower] : [upper];
    const own = texts.filter((text, index, all) => text !== '' && all.indexOf(text) === index);
    return own.length === 0 ? [] : [{ column, texts: own }];
  });
}

/** A word over a column, never a figure, a mark for none, or a unit. */
function isHeaderText(text: string): boolean {
  if (saysWhichFigure(text) || plain.test(comparableHeader(text))) return true;
  const said = readNumberText(text);
  return !isLikeUnit(text) && said.kind === 'unclear' && said.why === 'not-a-number' && /^\D+$/u.test(text);
}
