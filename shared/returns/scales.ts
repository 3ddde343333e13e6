import type { Edition } from './definition.ts';
import { measureOf } from './rule/types.ts';
import { fieldsOf, tablesOf } from './tables.ts';

/** A field under whose code two editions have numbers that mean different amounts: 千元 and 万元. */
export interface ScaleChange {
  readonly table: string;
  readonly field: string;
  readonly was: string;
  readonly now: string;
}

/** Units that measure. Of all others a number is so many things, whatever the things are called: 个, 家, 户. */
const measured = new Set(['money', 'percent', '小时', '天', '年', '月', '平方米', '公顷', '吨']);

/** What was reported under one edition cannot be read, compared or added up by the other in these fields. */
export function scaleChanges(before: Edition, after: Edition): readonly ScaleChange[] {
  const tables = tablesOf(before);
  return [...tablesOf(after)].flatMap(([code, table]) => {
    const known = tables.get(code);
    if (known === undefined) return [];
    return [...fieldsOf(table)].flatMap(([field, { type, unit }]): ScaleChange[] => {
      const old = fieldsOf(known).get(field);
      if (old?.type !== 'number' || type !== 'number' || old.unit === undefined || unit === undefined)
        return [];
      return scaleOf(old.unit) === scaleOf(unit) ? [] : [{ table: code, field, was: old.unit, now: unit }];
    });
  });
}

function scaleOf(unit: string): string {
  const { dimension, factor } = measureOf(unit, false);
  return measured.has(dimension) ? `${dimension} ${factor.join('/')}` : '';
}
