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
  [/^a floating table has no column 上年$/, '浮动表没有“上年”栏'],
  [
    /^a filled return has tables, a computed one a layout$/,
    '填报的报表要有表,计算的报表要有版式,二者不能缺也不能混',
  ],
  [/^a sum without a field$/, '求和没有指明指标'],
  [/^nothing to tell apart by$/, '去重没有指明按什么区分'],
  [/^“(.+)” of (.+) is another code's$/, '代码 $2 的名称“$1”已是另一代码的'],
  [/^is not of (.+)$/, '不属于报表“$1”'],
  [/^class ([AD]) is not explained, and needs no document$/, '$1 类审核结果不用说明,不能要求附材料(attach)'],
  [/^examples\.holds$/, '举的“成立”的例子(holds)按这条审核关系并不成立'],
  [/^examples\.breaks$/, '举的“不成立”的例子(breaks)按这条审核关系是成立的'],
  [/^column (\d+): expected (.+), found the end$/, '第 $1 个字处没有写完,后面还应有内容($2)'],
  [/^column (\d+): expected (.+), found “(.+)”$/, '第 $1 个字处写法不对:“$3”(此处应为 $2)'],
  [/^Invalid input: expected (.+), received undefined$/, '没有写这一项(应为 $1)'],
  [/^Invalid input: expected (.+), received (.+)$/, '这一项应为 $1,写的是 $2'],
  [/^Invalid input: expected (.+)$/, '这一项只能是 $1'],
  [/^Invalid option: expected one of (.+)$/, '这一项只能从 $1 中选'],
  [/^Invalid discriminator value\. Expected (.+)$/, '这一项只能从 $1 中选'],
  [/^Invalid string: must match pattern (.+)$/, '这一项的写法不合要求(格式 $1)'],
  [/^Unrecognized keys?: (.+)$/, '多写了不认得的项:$1'],
  [/^Too small: expected (?:array|string) to have >=(\d+) (?:items|characters)$/, '至少要有 $1 项'],
  [/^Too small: expected number to be >=?(.+)$/, '数太小(不得小于 $1)'],
  [/^Too big: expected number to be <=?(.+)$/, '数太大(不得大于 $1)'],
  [/^Invalid input$/, '这一项的写法不合要求'],
  [/^of the (.+), not of a county$/, '目标文件只能设县级目标'],
  [/^a second target of the (.+)$/, '同一范围有两个目标'],
];

/** What the parser of rules expects, as it calls it. */
const expectations: Readonly<Record<string, string>> = {
  'a field': '指标代码',
  'a number': '数',
  'a relation': '比较符号(=、≤、≥ 等)',
  'a value': '值',
  'a table': '表号',
  'a text': '文字',
  'end of the rule': '结尾',
  '± after ≈': '≈ 之后的 ±',
};

/** A fault of an edition in the person's language; what only whoever wrote the edition can read stays as it is. */
export function editionFaultText(fault: string, language: Language): string {
  if (language === 'en') return fault;
  const said = fault.replace(
    /(?<=^column \d+: expected )(.+)(?=, found )/,
    (expected) => expectations[expected] ?? expected,
  );
  for (const [pattern, zh] of patterns) if (pattern.test(said)) return said.replace(pattern, zh);
  return fault;
}
