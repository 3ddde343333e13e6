import { expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Field } from '#shared/returns/definition.ts';
import { sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

/**
 * Forms and lists laid out by chance, as enterprises lay them out, whose right values are known: each value must be read, or a
 * question must stand in its place. None may be another, and none may be missing without a word.
 */

const fields = [...loadedEdition().fields('JC102').values()].filter(
  ({ type, unit }) => type === 'number' && unit !== '%',
);
const perUnit: Readonly<Record<string, number>> = { 千元: 1, 万元: 10, 元: 0.001, 亿元: 100_000 };
const codes = ['91220101MA0Y12340Q', '91220221702345679W', '912205811239900160', '9122038173612345XB'];

type Truth = Record<string, Record<string, number>>;
interface Laid {
  readonly rows: readonly (readonly Written[])[];
  readonly truth: Truth;
}

/** The same numbers for the same seed (mulberry32). */
class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  is(share: number): boolean {
    return this.next() < share;
  }

  upTo(most: number): number {
    return Math.floor(this.next() * most);
  }

  of<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.upTo(items.length)] ?? items[0];
  }

  some(least: number, most: number): readonly Field[] {
    const order = new Map(fields.map((field) => [field, this.next()]));
    return fields
      .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
      .slice(0, least + this.upTo(most - least));
  }

  unit(): string {
    return this.of(['千元', '万元', '元', '亿元']);
  }

  truth(field: Field): number {
    return isMoney(field) ? this.upTo(9000) * 100 : this.upTo(500);
  }

  /** A value as somebody writes it in a column of the unit. */
  written(field: Field, truth: number, unit: string): Written {
    const number = inUnit(field, truth, unit);
    const way = this.next();
    if (way < 0.08) return number.toLocaleString('en-US', { maximumFractionDigits: 6 });
    if (way < 0.12)
      return String(number).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    if (way < 0.16) return isMoney(field) ? `${truth / 10}万元` : `${truth}${field.unit ?? ''}`;
    if (way < 0.18) return isMoney(field) ? `￥${truth * 1000}元整` : ` ${truth} `;
    if (way < 0.2) return { raw: '', type: 'error', formula: true, uncomputed: true };
    if (way < 0.22) return `约${number}`;
    if (way < 0.24) return { raw: String(number), type: 'number', format: '#,##0.00', formula: true };
    return number;
  }
}

function isMoney({ unit }: Field): boolean {
  return unit === '千元';
}

function inUnit(field: Field, truth: number, unit: string): number {
  return isMoney(field) ? Number((truth / (perUnit[unit] ?? 1)).toFixed(6)) : truth;
}

function form(chance: Chance): Laid {
  const unit = chance.unit();
  const [hasCodes, hasUnits] = [chance.is(0.6), chance.is(0.4)];
  const where = hasUnits ? 'column' : chance.of(['line', 'header', 'note']);
  const [now, last] = chance.of([
    ['本年', '上年'],
    ['2015年', '2014年'],
    ['本期数', '上年同期'],
    ['本年实际', '上年实际'],
  ]);
  const years = chance.of([[now], [now, last], [last, now]]);
  const plan = chance.of([[], [], ['增长%'], ['计划数']]);
  const columns = [
    ...chance.of([[], ['序号'], ['行次']]),
    '指标名称',
    ...(hasUnits ? ['计量单位'] : []),
    ...(hasCodes ? ['代码'] : []),
    ...years.slice(0, 1),
    ...plan,
    ...years.slice(1),
    ...chance.of([[], ['备注']]),
  ];
  const values: Record<string, number> = {};
  const items = chance.some(3, 15).map((field, at) =>
    columns.map((column): Written => {
      if (column === '指标名称') return `${chance.is(0.2) ? `${at + 1}. ` : ''}${field.name.zh}`;
      if (column === '序号' || column === '行次') return at + 1;
      if (column === '计量单位') return isMoney(field) ? unit : (field.unit ?? null);
      if (column === '代码') return field.code;
      if (!years.includes(column)) return column === '备注' ? null : 77;
      if (chance.is(0.06)) return chance.of([null, '—', '']);
      const truth = chance.truth(field);
      values[column === last ? `${field.code}.上年` : field.code] = truth;
      return chance.written(field, truth, unit);
    }),
  );
  const heads = columns.map((column) =>
    where === 'header' && years.includes(column) ? `${column}(${unit})` : column,
  );
  return {
    rows: [
      ['2015年企业创新情况'],
      chance.of([['单位名称:甲厂'], ['单位名称', '甲厂']]),
      where === 'line' ? [null, null, `单位:${unit}`] : [],
      heads,
      ...items,
      ...(where === 'note' ? [[`注:以上金额单位为${unit}。`]] : []),
      ['单位负责人:张三', null, '填表人:李四'],
    ],
    truth: { 甲厂: values },
  };
}

function list(chance: Chance): Laid {
  const unit = chance.unit();
  const where = chance.of(['line', 'header', 'row', 'note']);
  const items = chance.some(3, 9);
  const [hasCodes, hasYears] = [chance.is(0.6), chance.is(0.25)];
  const named = chance.of(['单位名称', '企业名称', '单位', '企业']);
  const before = [
    ...(hasCodes ? ['统一社会信用代码'] : []),
    named,
    ...(hasYears ? [chance.of(['年份', '期别', null])] : []),
  ];
  const truth: Truth = {};
  const rows = codes.slice(0, 1 + chance.upTo(codes.length)).flatMap((code, at) => {
    const name = `长春${'甲乙丙丁'[at] ?? ''}机械厂`;
    const values = (truth[hasCodes ? code : name] = {} as Record<string, number>);
    return (hasYears ? ['本年', '上年'] : ['本年']).map((year): readonly Written[] => [
      ...(hasCodes ? [year === '本年' ? code : null] : []),
      year === '本年' ? name : null,
      ...(hasYears ? [year] : []),
      ...items.map((field): Written => {
        if (chance.is(0.05)) return chance.of([null, '—']);
        const value = chance.truth(field);
        values[year === '上年' ? `${field.code}.上年` : field.code] = value;
        return chance.written(field, value, unit);
      }),
    ]);
  });
  const total = items.map((field): Written => {
    const sum = Object.values(truth).reduce((all, values) => all + (values[field.code] ?? 0), 0);
    return inUnit(field, sum, unit);
  });
  const units = items.map((field) => (isMoney(field) ? unit : (field.unit ?? null)));
  const gap = before.slice(1).map(() => null);
  return {
    rows: [
      where === 'line' ? [null, null, null, `单位:${unit}`] : ['2015年企业创新情况汇总'],
      [
        ...before,
        ...items.map((field) => `${field.name.zh}${where === 'header' && isMoney(field) ? `(${unit})` : ''}`),
      ],
      ...(where === 'row' ? [[null, ...gap, ...units]] : []),
      ...rows,
      ...(hasYears || chance.is(0.5) ? [] : [['合计', ...gap, ...total]]),
      ...(where === 'note' ? [[`注:以上金额单位均为${unit}。`]] : []),
    ],
    truth,
  };
}

/** What is wrong with a reading, in words; nothing of one that is right. */
function faultsOf({ rows, truth }: Laid): readonly string[] {
  const file = stage(sheetOf(rows));
  const read = new Map(
    file.filings.map((filing) => [
      filing.identity.creditCode ?? filing.identity.name ?? '',
      valuesOf(file, filing),
    ]),
  );
  const isAsked = (value: unknown): boolean => typeof value === 'string' && value.startsWith('?');
  // What a row or column is may be asked: then its figures wait for that.
  const isOpen = file.questions.some(({ kind }) => kind === 'column-unclear' || kind === 'return-unclear');
  return [
    ...Object.entries(truth).flatMap(([unit, values]) =>
      Object.entries(values).flatMap(([key, value]) => {
        const own = read.get(unit)?.[key];
        const isRight = own === value || isAsked(own) || (own === undefined && isOpen);
        return isRight ? [] : [`${unit} ${key}: ${JSON.stringify(own)} for ${value}`];
      }),
    ),
    ...[...read].flatMap(([unit, values]) =>
      Object.entries(values).flatMap(([key, value]) => {
        const isKnown = truth[unit]?.[key] !== undefined || isAsked(value) || typeof value === 'object';
        return isKnown ? [] : [`${unit} ${key}: ${JSON.stringify(value)} for nothing`];
      }),
    ),
  ];
}

it.each([
  ['forms', form],
  ['lists', list],
])('no figure is lost or taken for another in two hundred %s', (_what, lay) => {
  for (let seed = 1; seed <= 200; seed++) {
    const laid = lay(new Chance(seed * 7919));
    expect({ seed, rows: laid.rows, faults: faultsOf(laid) }).toEqual({ seed, rows: laid.rows, faults: [] });
  }
});
