import type { Indicator, Measure } from '../returns/indicator.ts';

/** The formula in the field's notation: ΣJC102.02 / ΣJC102.01 × 100. */
export function sourceOf({ formula }: Indicator): string {
  const one = (measure: Measure): string => {
    const where = measure.where === undefined ? '' : ` 其中 ${measure.where}`;
    if (measure.aggregate === 'count') return `计数(${measure.table}${where})`;
    if (measure.aggregate === 'distinct')
      return `去重(${measure.table}.${(measure.by ?? []).join(',')}${where})`;
    return `Σ${measure.table}.${measure.field ?? ''}${where === '' ? '' : `(${measure.where ?? ''})`}`;
  };
  const all = (measures: readonly Measure[]): string => measures.map(one).join(' + ');
  /** What is divided, or divided by, is one thing. */
  const whole = (measures: readonly Measure[]): string =>
    measures.length > 1 ? `(${all(measures)})` : all(measures);
  switch (formula.kind) {
    case 'ratio':
      return `${whole(formula.numerator)} / ${whole(formula.denominator)} × 100`;
    case 'total':
      return all(formula.of);
    case 'groups':
      return `${one(formula.of)} / ${formula.of.table}.${formula.by}`;
    case 'gap':
      return `${formula.indicator} − 省提供的参照值`;
    case 'list':
      return `${formula.table}.${formula.fields.join(',')}`;
    case 'supplied':
      return '省提供';
  }
}
