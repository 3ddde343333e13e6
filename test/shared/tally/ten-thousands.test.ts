import { describe, expect, it } from 'vitest';
import type { CrossReport, CrossRow } from '#shared/tally/report.ts';
import { inTenThousands } from '#shared/tally/ten-thousands.ts';

const name = { zh: '', en: '' };
const head = {
  kind: 'cross',
  report: 'ZH302',
  name,
  number: '',
  year: 2015,
  preview: false,
  frozen: false,
  demonstration: true,
  coverage: { counted: 0, due: 0, shareOfLastYear: null },
} as const;

function row(code: string, values: readonly (number | null)[]): CrossRow {
  const [industry = '', size] = code === 'total' ? [] : code.split('/');
  const group = (of: string) => (of === '' ? null : { code: of, name });
  return { code, industry: group(industry), size: group(size ?? ''), units: 1, due: 1, values };
}

const columns: CrossReport['columns'] = [
  { code: '01', name, unit: '千元', decimals: 0, kind: 'sum' },
  { code: '09', name, unit: '人', decimals: 0, kind: 'sum' },
  { code: '02/01', name, unit: '%', decimals: 2, kind: 'ratio' },
];

describe('a cross table in 万元', () => {
  it('adds up where rounding each number by itself would not, and leaves people and ratios as they are', () => {
    const printed = inTenThousands({
      ...head,
      by: ['industry', 'size'],
      columns,
      rows: [
        row('total', [16, 9, 33.33]),
        row('13', [8, 4, 1]),
        row('13/1', [4, 2, 1]),
        row('13/2', [4, 2, 1]),
        row('36', [8, 5, null]),
        row('36/1', [4, 3, null]),
        row('36/2', [4, 2, null]),
        row('/1', [8, 5, 2]),
        row('/2', [8, 4, 2]),
      ],
    });
    expect(printed.columns.map(({ unit }) => unit)).toEqual(['万元', '人', '%']);
    const money = Object.fromEntries(printed.rows.map(({ code, values }) => [code, values[0] ?? NaN]));
    const sum = (...codes: string[]): number => codes.reduce((all, code) => all + (money[code] ?? NaN), 0);
    expect(money['total']).toBe(2);
    expect(sum('13', '36')).toBe(2);
    expect(sum('/1', '/2')).toBe(2);
    expect(sum('13/1', '13/2')).toBe(money['13']);
    expect(sum('36/1', '36/2')).toBe(money['36']);
    expect(sum('13/1', '36/1')).toBe(money['/1']);
    expect(sum('13/2', '36/2')).toBe(money['/2']);
    expect(printed.rows[0]?.values.slice(1)).toEqual([9, 33.33]);
  });

  it('keeps what is not known, and adds up a table of one kind of group', () => {
    const printed = inTenThousands({
      ...head,
      by: ['size'],
      columns: columns.slice(0, 1),
      rows: [row('total', [26]), row('/1', [13]), row('/2', [13]), row('/3', [null])],
    });
    const values = printed.rows.map((item) => item.values[0]);
    expect(values[0]).toBe(3);
    expect((values[1] ?? 0) + (values[2] ?? 0)).toBe(3);
    expect(values[3]).toBeNull();
  });

  it('divides by ten once where nothing has to be rounded', () => {
    const rows = [row('total', [18_040]), row('13', [18_040])];
    const printed = inTenThousands({ ...head, by: ['industry'], columns: columns.slice(0, 1), rows });
    expect(printed.rows.map((item) => item.values[0])).toEqual([1804, 1804]);
  });
});
