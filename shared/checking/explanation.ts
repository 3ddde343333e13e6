import { sameValue } from '../values/cell.ts';
import type { Finding, Operand } from './finding.ts';

/** The least length of an explanation, as the national platform asks: 说明原因不能少于六个字符. */
export const leastExplanation = 6;

const boilerplate = [
  '核实无误',
  '经核实无误',
  '已核实',
  '已核实无误',
  '情况属实',
  '数据无误',
  '数据属实',
  '数据准确',
  '实际情况',
  '情况真实',
  '属实',
  '无误',
  '真实',
  '正常',
  '正常情况',
  '无异常',
  '没有问题',
  '企业实际情况',
  '如实填报',
  '以上属实',
  '数据真实准确',
  '经核实数据无误',
  '核实数据无误',
  '经核实情况属实',
  '企业填报属实',
  '企业数据属实',
  '数据核实无误',
  '已与企业核实',
  '已与企业核实无误',
];
const known = new Set(boilerplate);

/** Why a text is no explanation: too short, or a phrase that explains nothing. Null when it will do. */
export function explanationFault(text: string): 'short' | 'boilerplate' | null {
  const words = text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '');
  if (known.has(words)) return 'boilerplate';
  if ([...words].length < leastExplanation) return 'short';
  // One phrase or character over and over.
  if (/^(.{1,6}?)\1+.{0,3}$/u.test(words)) return 'boilerplate';
  const rest = boilerplate
    .slice()
    .sort((a, b) => b.length - a.length)
    .reduce((left, phrase) => left.replaceAll(phrase, ''), words);
  return [...rest].length < 3 ? 'boilerplate' : null;
}

/** An explanation holds for the values it was given for; when one has changed it is stale and the finding open again. */
export function isStale(explained: readonly Operand[], now: readonly Operand[]): boolean {
  if (explained.length !== now.length) return true;
  return explained.some((operand, index) => {
    const other = now[index];
    return (
      other === undefined ||
      other.name !== operand.name ||
      !sameValue(operand.value ?? undefined, other.value ?? undefined)
    );
  });
}

/** Still to be dealt with: A always; B and C until an explanation holds; D never. */
export function needsAnswer(
  finding: Pick<Finding, 'class'>,
  explained: { readonly stale: boolean } | null,
): boolean {
  if (finding.class === 'D') return false;
  return finding.class === 'A' || explained === null || explained.stale;
}
