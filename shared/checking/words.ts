import { nameInTable } from '../codes/named.ts';
import type { Field, RuleDefinition } from '../returns/definition.ts';
import type { Wording } from '../returns/terms.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { parseExpression } from '../returns/rule/parser.ts';
import { printExpression, printReference, printRule } from '../returns/rule/printer.ts';
import type { Expression, Relation, Rule } from '../returns/rule/syntax.ts';
import { keyOf, type CellValue } from '../values/cell.ts';
import { tableOf } from '../values/record.ts';
import { formatNumber, showValue } from '../values/show.ts';
import type { Finding, Operand } from './finding.ts';

/** What a sentence about a finding is made of, looked up in the edition so that whoever words it needs nothing else. */
export interface FindingWords {
  readonly title: Wording;
  /** The rule's own sentence with its placeholders; null for the default one. */
  readonly message: Wording | null;
  readonly advice: Wording | null;
  /** The document that an explanation needs. */
  readonly attach: Wording | null;
  /** The relation that must hold, in the notation of the field: 02≤01. */
  readonly notation: string;
  /** True for a rule that the county added (县级). */
  readonly local: boolean;
  /** For a rule that was expanded over many fields: this one. */
  readonly field: Wording | null;
  readonly code: string;
  readonly operands: readonly OperandWords[];
  /** Where the rule relates two cells and nothing else: which, by the names of the operands. */
  readonly relation: { readonly operator: Relation; readonly left: string; readonly right: string } | null;
  /** What the `{=…}` of the message come to, by what stands behind the sign; null where a value is missing. */
  readonly figures: Readonly<Record<string, string | null>>;
  /** What the row that it is about is called, of a floating table. */
  readonly row?: string;
  /** What else has to be known to read it. */
  readonly note?: Wording;
}

export interface OperandWords {
  /** As printed in the notation: 02, 01.上年, JC101.12, 计数(JC104). */
  readonly name: string;
  readonly label: Wording | null;
  readonly unit: string | null;
  readonly shown: Wording;
}

export function wordsOf(finding: Finding, edition: LoadedEdition): FindingWords {
  const rule = edition.rule(finding.rule);
  const outliers = finding.kind === 'outlier' ? edition.edition.outliers : undefined;
  const [place] = finding.places;
  const isIndicator = place !== undefined && /^I\d{3}/.test(place.code);
  const field =
    place === undefined || isIndicator
      ? undefined
      : edition.field(tableOf(place.return, place.record), place.code);
  const name = isIndicator
    ? indicatorOf(edition, place.code)?.name
    : field === undefined
      ? undefined
      : plainName(field);
  return {
    title: edition.titleOf(finding.rule) ?? { zh: finding.rule, en: finding.rule },
    message: messageOf(finding, rule?.definition) ?? outliers?.message ?? null,
    advice: rule?.definition.advice ?? outliers?.advice ?? null,
    attach: rule?.definition.attach ?? null,
    notation:
      outliers !== undefined
        ? methodOf(finding, outliers)
        : rule === undefined
          ? ''
          : printRule(rule.tree, 'official'),
    local: rule?.definition.locked === false,
    field: name ?? null,
    code: place?.code ?? '',
    operands: finding.operands.map((operand) => operandWords(edition, operand, finding.year)),
    relation: rule === undefined ? null : relationOf(rule.tree),
    figures: figuresOf(rule?.definition.message?.zh ?? '', finding.operands, place?.code ?? ''),
  };
}

function messageOf(
  { operands, places: [place] }: Finding,
  definition: RuleDefinition | undefined,
): Wording | undefined {
  const last = place === undefined ? '' : keyOf(place.code, '上年');
  const isFromZero = operands.some(({ name, value }) => name === last && value === 0);
  return isFromZero && definition?.messageFromZero !== undefined
    ? definition.messageFromZero
    : definition?.message;
}

/** The comparison as a notation: which two numbers, by which method with which parameters. */
function methodOf(
  { operands }: Finding,
  { U, A, C }: NonNullable<LoadedEdition['edition']['outliers']>,
): string {
  return `${operands[0]?.name ?? ''}/${operands[1]?.name ?? ''} H-B(U=${U}, A=${A}, C=${C})`;
}

/** Only where both sides are cells: a sentence can then say how one stands to the other. */
function relationOf(tree: Rule): FindingWords['relation'] {
  if (tree.kind !== 'compare' || tree.tolerance !== null) return null;
  const { operator, left, right } = tree;
  if (left.kind !== 'reference' || right.kind !== 'reference') return null;
  return { operator, left: printReference(left), right: printReference(right) };
}

function figuresOf(
  message: string,
  operands: readonly Operand[],
  code: string,
): Readonly<Record<string, string | null>> {
  const written = [...message.matchAll(/\{=([^}]+)\}/gu)].map((match) => match[1] ?? '');
  return Object.fromEntries(
    written.map((source) => {
      let isLeast = false;
      const value = figureOf(parseExpression(source), operands, code, () => (isLeast = true));
      // Two decimals are for reading; the rule itself was judged on the exact values.
      const shown = value === null ? null : formatNumber(value, Number.isInteger(value) ? 0 : 2);
      return [source, shown !== null && isLeast ? `≥ ${shown}` : shown];
    }),
  );
}

/** `blank` is called where a part of a sum is blank: the figure is then the least that the sum can be. */
function figureOf(
  node: Expression,
  operands: readonly Operand[],
  code: string,
  blank: () => void,
): number | null {
  const of = (part: Expression): number | null => figureOf(part, operands, code, blank);
  switch (node.kind) {
    case 'number':
      return node.unit === null ? Number(node.digits) : node.unit === '%' ? Number(node.digits) / 100 : null;
    case 'reference': {
      const name = printReference(node.name === 'x' ? { ...node, name: code } : node);
      const value = operands.find((operand) => operand.name === name)?.value;
      return typeof value === 'number' ? value : null;
    }
    case 'aggregate': {
      const name = printExpression(node);
      const value = operands.find((operand) => operand.name === name)?.value;
      return typeof value === 'number' ? value : null;
    }
    case 'parenthesis':
      return of(node.of);
    case 'negate': {
      const value = of(node.of);
      return value === null ? null : -value;
    }
    case 'binary': {
      const [left, right] = [of(node.left), of(node.right)];
      if (node.operator === '+' && (left === null) !== (right === null)) {
        blank();
        return left ?? right;
      }
      if (left === null || right === null || (node.operator === '/' && right === 0)) return null;
      return { '+': left + right, '-': left - right, '×': left * right, '/': left / right }[node.operator];
    }
    default:
      return null;
  }
}

/** 其中:新产品产值 → 新产品产值: in a sentence the name stands alone. */
function plainName(field: Field): Wording {
  return {
    zh: field.name.zh.replace(/^其中[::]\s*/u, ''),
    en: field.name.en.replace(/^of which:?\s*/iu, ''),
  };
}

function indicatorOf(edition: LoadedEdition, code: string) {
  return edition.edition.indicators.find((indicator) => indicator.code === code);
}

function operandWords(
  edition: LoadedEdition,
  { name, table: owner, code, value }: Operand,
  ofYear: number,
): OperandWords {
  const indicator = owner === '' ? indicatorOf(edition, code) : undefined;
  if (indicator !== undefined) {
    const as = { type: 'number', decimals: indicator.decimals };
    return {
      name,
      label: indicator.name,
      unit: indicator.unit,
      shown: { zh: showValue(value, as, 'zh'), en: showValue(value, as, 'en') },
    };
  }
  if (owner === '') {
    const shown = typeof value === 'number' ? plainNumber(value) : '';
    return { name, label: null, unit: null, shown: { zh: shown, en: shown } };
  }
  const field = edition.field(owner, code);
  const year = ofYear - Number(/@-(\d)$/u.exec(name)?.[1] ?? 0);
  return {
    name,
    // 求和(JC104.13 …) is no 政府资金 of one row: it goes by its notation.
    label: field === undefined || name.includes('(') ? null : plainName(field),
    unit: field?.unit ?? null,
    shown: { zh: shownAs(edition, field, value, 'zh', year), en: shownAs(edition, field, value, 'en', year) },
  };
}

/** A figure that is no cell's, with the decimals it has. */
function plainNumber(value: number): string {
  return formatNumber(value, String(value).split('.')[1]?.length ?? 0);
}

function shownAs(
  edition: LoadedEdition,
  field: Field | undefined,
  value: CellValue | null,
  language: 'zh' | 'en',
  year: number,
): string {
  const named = field?.list ?? '';
  const list = edition.list(named);
  return showValue(
    value,
    field,
    language,
    (code) =>
      list?.items.find((item) => item.code === code)?.name[language] ??
      (language === 'zh' ? nameInTable(named, code, year) : undefined),
  );
}
