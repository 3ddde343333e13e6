import type { Condition, Expression, Range, Reference, Rule } from './syntax.ts';

/** canonical: what parses back to the same tree; official: 公文, without quotes and with the comma of 若 A,则 B. */
export type Style = 'canonical' | 'official';

/** The rule in the field's own notation: parse(print(rule)) = rule. */
export function printRule(rule: Rule, style: Style = 'canonical'): string {
  if (rule.kind !== 'if') return printCondition(rule, style);
  const [when, then] = [printCondition(rule.when, style), printCondition(rule.then, style)];
  return style === 'official' ? `若${when},则${then}` : `若 ${when} 则 ${then}`;
}

function printCondition(node: Condition, style: Style): string {
  const expression = (of: Expression): string => printExpression(of, style);
  switch (node.kind) {
    case 'and':
      return node.of.map((part) => printCondition(part, style)).join(' 且 ');
    case 'or':
      return node.of.map((part) => printCondition(part, style)).join(' 或 ');
    case 'not':
      return `非 ${printCondition(node.of, style)}`;
    case 'group':
      return `(${printRule(node.of, style)})`;
    case 'state':
      return `${node.test}(${printReference(node.of)}${node.reason === null ? '' : `,${quote(node.reason, style)}`})`;
    case 'has':
      return `有(${node.table}${printShift(node.back)})`;
    case 'unique':
      return `唯一(${node.of.map(printReference).join(',')}${printRange(node.range, style)})`;
    case 'holds':
      return `${node.name}(${node.args.map(expression).join(',')})`;
    case 'member': {
      const { set } = node;
      const items =
        set.kind === 'interval'
          ? `[${[set.low, set.high].map(({ negative, number }) => `${negative ? '-' : ''}${number.digits}${number.unit ?? ''}`).join(',')}]`
          : `{${set.items.map(({ from, to }) => quote(from, style) + (to === null ? '' : `..${quote(to, style)}`)).join(',')}}`;
      return `${expression(node.of)}${node.negated ? '∉' : '∈'}${items}`;
    }
    case 'compare': {
      const tolerance =
        node.tolerance === null ? '' : ` ±${node.tolerance.digits}${node.tolerance.unit ?? ''}`;
      return `${expression(node.left)}${node.operator}${expression(node.right)}${tolerance}`;
    }
  }
}

export function printExpression(node: Expression, style: Style = 'canonical'): string {
  switch (node.kind) {
    case 'number':
      return node.digits + (node.unit ?? '');
    case 'text':
      return quote(node.text, style);
    case 'month':
      return node.month;
    case 'flag':
      return node.value ? '是' : '否';
    case 'constant':
      return node.name;
    case 'binary':
      return printExpression(node.left, style) + node.operator + printExpression(node.right, style);
    case 'negate':
      return `-${printExpression(node.of, style)}`;
    case 'parenthesis':
      return `(${printExpression(node.of, style)})`;
    case 'value':
      return `${node.name}(${node.args.map((arg) => printExpression(arg, style)).join(',')})`;
    case 'aggregate':
      return `${node.name}(${node.table ?? node.of.map(printReference).join(',')}${printRange(node.range, style)})${printShift(node.back)}`;
    case 'reference':
      return printReference(node);
  }
}

export function printReference(node: Reference): string {
  return `${node.owner === null ? '' : `${node.owner}.`}${node.name}${node.lastYearColumn ? '.上年' : ''}${printShift(node.back)}`;
}

function printRange(range: Range, style: Style): string {
  return (
    (range.county ? ' 全县' : '') +
    (range.where === null ? '' : ` 其中 ${printCondition(range.where, style)}`)
  );
}

function printShift(back: number): string {
  return back === 0 ? '' : `@-${back}`;
}

function quote(text: string, style: Style): string {
  // Items of a set may be months, written without quotes in both styles.
  if (style === 'official' || /^\d{6}$/.test(text)) return text;
  return `"${text}"`;
}
