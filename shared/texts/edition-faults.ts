import type { Language } from './language.ts';

/** What is wrong at a place of an edition, as `soundness.ts`, `layers.ts`, the binder and the schema write it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^no field (.+)$/, '没有指标“$1”'],
  [/^no number (.+)$/, '“$1”不是数值指标,或没有这个指标'],
  [/^no (?:fixed |floating )?table (.+)$/, '没有表“$1”'],
  [/^no table with a key: (.*)$/, '没有带主键的表“$1”'],
  [/^no return (.+)$/, '没有报表“$1”'],
  [/^no list (.+)$/, '没有代码表“$1”'],
  [/^no indicator (.+)$/, '没有汇总指标“$1”'],
  [/^no department (.+)$/, '没有部门“$1”'],
  [/^no setting 参数\.(.+)$/, '没有参数“$1”'],
  [/^no (.+) in the list (.+)$/, '代码表“$2”中没有“$1”'],
  [/^“(.+)” is not in the list (.+)$/, '代码表“$2”中没有“$1”'],
  [/^(.+) twice$/, '“$1”重复'],
  [/^a cycle: (.+)$/, '循环引用:$1'],
  [/^mixed units: (.+)$/, '计量单位不一致:$1'],
  [/^mixed units in (.+)$/, '“$1”中计量单位不一致'],
  [/^a code without a list$/, '代码型指标没有指明代码表'],
  [/^a contact is a text of a fixed table$/, '联系人、联系电话只能是固定表中的文字指标'],
  [/^(\d+) is newer than (\d+)$/, '格式版本 $1 比本程序认得的 $2 新'],
  [/^(.+) has no column 上年$/, '“$1”没有“上年”栏'],
  [/^(.+) is the province's$/, '“$1”是省级指标,县级不能改'],
  [/^a county item is 90 to 99$/, '县级指标的代码只能用 90 至 99(可带小写字母)'],
  [/^a county rule is called like (.+)$/, '县级审核关系的编号应如 $1'],
  [/^a county list is called (.+)$/, '县级代码表的名称应为 $1'],
  [/^of the (.+), not of a county$/, '目标文件只能设县级目标'],
  [/^a second target of the (.+)$/, '同一范围有两个目标'],
];

/** A fault of an edition in the person's language; what only whoever wrote the edition can read stays as it is. */
export function editionFaultText(fault: string, language: Language): string {
  if (language === 'en') return fault;
  for (const [pattern, zh] of patterns) if (pattern.test(fault)) return fault.replace(pattern, zh);
  return fault;
}
