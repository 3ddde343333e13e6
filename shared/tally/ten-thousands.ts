import { balance } from './balance.ts';
import type { CrossReport, CrossRow } from './report.ts';

const thousand = '千元';
const tenThousand = '万元';
/** 千元 in 万元. */
const factor = 10;

/** A cross table as it is printed: money in whole 万元, each column rounded so that its parts add up to their sums. */
export function inTenThousands(report: CrossReport): CrossReport {
  const isMoney = report.columns.map(({ kind, unit }) => kind === 'sum' && unit === thousand);
  const printed = report.columns.map(({ decimals }, index) =>
    isMoney[index] === true ? balancedColumn(report, index, decimals) : null,
  );
  return {
    ...report,
    columns: report.columns.map((column, index) =>
      isMoney[index] === true ? { ...column, unit: tenThousand, decimals: 0 } : column,
    ),
    rows: report.rows.map((row) => ({
      ...row,
      values: row.values.map((value, index) =>
        // What is not known stays so: nothing was added to it.
        value === null ? null : (printed[index]?.get(row.code) ?? value),
      ),
    })),
  };
}

/** A column of all rows in 万元, by the codes of the rows. */
function balancedColumn(report: CrossReport, index: number, decimals: number): ReadonlyMap<string, number> {
  const [first, second] = report.by;
  const group = (row: CrossRow, by: typeof first): string | null =>
    by === undefined ? null : (row[by]?.code ?? null);
  const down = [...new Set(report.rows.flatMap((row) => group(row, first) ?? []))];
  const across: readonly (string | null)[] =
    second === undefined ? [null] : [...new Set(report.rows.flatMap((row) => group(row, second) ?? []))];
  const at = new Map(
    report.rows.map((row) => [`${group(row, first) ?? ''}|${group(row, second) ?? ''}`, row]),
  );
  const cells = down.map((one) =>
    across.map((other) => Math.round((at.get(`${one}|${other ?? ''}`)?.values[index] ?? 0) * 10 ** decimals)),
  );
  const rounded = balance(cells, factor * 10 ** decimals);
  return new Map(
    report.rows.map((row) => {
      const [i, j] = [group(row, first), group(row, second)];
      const [place, beside] = [i === null ? -1 : down.indexOf(i), across.indexOf(j)];
      const value =
        i === null && j === null
          ? rounded.total
          : i === null
            ? rounded.columns[beside]
            : j === null
              ? rounded.rows[place]
              : rounded.cells[place]?.[beside];
      return [row.code, value ?? 0];
    }),
  );
}
