import { isFigure } from './grid.ts';
import { comparableHeader } from './header-words.ts';
import { identityAbove } from './identity.ts';
import type { ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';
import { yearOfText } from './year-rows.ts';

/** So many items tell the figures of one unit, of which nothing beside them says whose they are. */
export const leastOfOne = 3;

/** Columns that say something of an enterprise, and nothing of which. */
const besides = /^(?:备注|说明|联系人|联系电话|电话|手机|法定代表人|法人代表|负责人|填表人|地址|乡镇|行业)/u;
/** What a single row of figures may be called. */
const plain =
  /^(?:数量|数额|金额|数值|数据|填报数|指标值|实际|实际数|完成数?|全年|全年数|本单位|本企业|本公司)$/u;

/** The rows to be looked at, below which lines, and what is known of the year. */
interface RowsBelow {
  readonly top: number;
  readonly rows: readonly number[];
  readonly key: ReadonlyMap<string, string>;
  readonly year: number;
  readonly hasLastYear: boolean;
}

/**
 * Whether rows below headers without names are those of the one unit that the lines above name: a single row of figures, or
 * 本年 and 上年, each once, and perhaps their growth.
 */
export function isOfOneUnit(
  view: SheetView,
  columns: ReadonlyMap<number, ListColumn>,
  { top, rows, key, year, hasLastYear }: RowsBelow,
): boolean {
  const { creditCode, organisationCode, name, key: own } = identityAbove(view, top, key);
  if ((creditCode ?? organisationCode ?? name ?? own) === undefined) return false;
  const isItem = (column: number): boolean => {
    const kind = columns.get(column)?.role.kind;
    return kind === 'cell' || kind === 'unclear';
  };
  const filled = rows
    .map((row) => view.row(row).filter(({ raw }) => raw.trim() !== ''))
    .filter((cells) => cells.some((cell) => isItem(cell.column) && isFigure(cell)));
  const labels = filled.map((cells) =>
    cells.filter(({ column, type, raw }) => {
      const { role, header = '' } = columns.get(column) ?? {};
      const isWord = type === 'text' || yearOfText(raw.trim(), year) !== null;
      return role?.kind !== 'index' && !isItem(column) && isWord && !besides.test(comparableHeader(header));
    }),
  );
  if (labels.some((texts) => texts.length > 1)) return false;
  const said = labels.map(([label]) => label?.raw.trim() ?? '');
  const years = said.map((text) => yearOfText(text, year));
  if (filled.length === 1)
    return said[0] === '' || plain.test(comparableHeader(said[0] ?? '')) || isOfAYear(years[0]);
  const count = (column: (typeof years)[number]): number => years.filter((each) => each === column).length;
  return hasLastYear && count('本年') === 1 && count('上年') === 1 && count('compared') === filled.length - 2;
}

function isOfAYear(said: ReturnType<typeof yearOfText> | undefined): boolean {
  return said === '本年' || said === '上年' || said === 'other';
}
