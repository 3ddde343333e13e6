import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from '#shared/tally/balance.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('rounding that keeps sums', () => {
  it('rounds parts that would all go down so that they still add up', () => {
    const { total, rows, columns } = balance([[4], [4], [4]], 10);
    expect(total).toBe(1);
    expect(columns).toEqual([1]);
    expect([...rows].sort()).toEqual([0, 0, 1]);
  });

  it('leaves what needs no rounding, and rounds the larger remainder up first', () => {
    expect(
      balance(
        [
          [20, 13],
          [30, 18],
        ],
        10,
      ),
    ).toEqual({
      total: 8,
      rows: [3, 5],
      columns: [5, 3],
      cells: [
        [2, 1],
        [3, 2],
      ],
    });
  });

  it('takes negative amounts and an empty table', () => {
    const { total, cells } = balance([[-14], [-4]], 10);
    expect(total).toBe(-2);
    expect(sum(cells.flat())).toBe(-2);
    expect(balance([], 10)).toEqual({ total: 0, rows: [], columns: [], cells: [] });
  });

  it('adds up along rows, down columns and in all, with every number next to its own', () => {
    const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.array(fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 12,
      }),
    );
    fc.assert(
      fc.property(tables, (table) => {
        const { total, rows, columns, cells } = balance(table, 10);
        const whole = sum(table.flat());
        expect(total).toBe(Math.floor((whole + 5) / 10));
        expect(sum(rows)).toBe(total);
        expect(sum(columns)).toBe(total);
        const near = (rounded: number, exact: number): boolean => Math.abs(rounded * 10 - exact) < 10;
        table.forEach((row, i) => {
          expect(sum(cells[i] ?? [])).toBe(rows[i]);
          expect(near(rows[i] ?? NaN, sum(row))).toBe(true);
          row.forEach((value, j) => expect(near(cells[i]?.[j] ?? NaN, value)).toBe(true));
        });
        columns.forEach((rounded, j) => {
          expect(rounded).toBe(sum(cells.map((row) => row[j] ?? 0)));
          expect(near(rounded, sum(table.map((row) => row[j] ?? 0)))).toBe(true);
        });
      }),
    );
  });
});
