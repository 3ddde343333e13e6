import { counted, type Language } from '#shared/texts/language.ts';

/** Kinds of unit that an office adds; the county itself is there from the start. */
export const unitKinds = ['企业', '高校', '院所', '机构', '基地', '孵化器', '部门'] as const;
export type UnitKind = (typeof unitKinds)[number];

const zh = {
  kind: '单位类型',
  kinds: {
    企业: '企业',
    高校: '高等学校',
    院所: '科研院所',
    机构: '其他事业单位、社会组织',
    基地: '产业基地、品牌基地(运营单位)',
    孵化器: '孵化器、大学科技园、创业孵化基地(运营单位)',
    部门: '政府部门',
  } satisfies Record<UnitKind, string>,
  codeHint: '没有代码的可以不填,由系统编一个本地号;有了代码再登记。',
  industryHint: '不知道的先不填,收到 JC101 后照表。',
  area: '所在县(市、区)',
  areaHint: '不选为本县',
  returns: '增报报表',
  returnsHint: (owed: readonly string[]) =>
    `本类单位都填 ${owed.join('、')};还要填登记表的在此选择,以后也可增报。`,
  returnsNeeded: '本类单位只填登记表,请至少选一张。',
  required: '请填写这一项。',
  another: '确是另一户,仍然增加',
  move: '划归外县',
  moveTo: '本年起所在的县(市、区)',
  moveHint: '它今年的报表请另设为免报;没有报的,它上年的数不再与本年比较。登记错的,再划回本县即可。',
  moveOk: '划归',
  moved: (name: string, county: string) => `名录中“${name}”从本年起在${county}。`,
  elsewhere: (county: string, code: string) => `名录中该单位本年已在${county}(${code})。`,
  stillCounts: '这张表仍计入本县;不该由本县报的,请在“其他办理”里设为免报,已验收的先取消验收。',
  stillDue: '这张表不由本县报的,请设为免报。',
  merge: '重复登记,并入另一户',
  mergeInto: '并入哪一户(保留的一户)',
  mergeSearch: '输入名称、代码或拼音首字母查找',
  mergeHint: (name: string) =>
    `“${name}”的代码、名称、已填的数、说明和附件归到保留的一户名下,名录中不再单列。数不相加也不覆盖:两户同一项都有数且不同的,不合并,并列出是哪几项。合并后不能撤销。`,
  mergeOk: '合并',
  merged: (name: string, into: string, cells: number) =>
    `“${name}”已并入“${into}”${cells === 0 ? '' : `,带来 ${cells} 个数`}。`,
  cancel: '取消',
};

const en: typeof zh = {
  kind: 'Kind of unit',
  kinds: {
    企业: 'Enterprise',
    高校: 'University',
    院所: 'Research institute',
    机构: 'Other institution or association',
    基地: 'Industrial or brand base (its operator)',
    孵化器: 'Incubator or science park (its operator)',
    部门: 'Government department',
  },
  codeHint: 'May stay empty: the unit then gets a local number until it has a code.',
  industryHint: 'Leave it empty if you do not know: JC101 says it.',
  area: 'County',
  areaHint: 'This county, unless chosen',
  returns: 'Registers as well',
  returnsHint: (owed) =>
    `Such units all fill ${owed.join(' and ')}; choose the registers they fill as well. More can be added later.`,
  returnsNeeded: 'Such units only fill registers: choose at least one.',
  required: 'Please fill this in.',
  another: 'It is another unit: add it',
  move: 'Went to another county',
  moveTo: 'County that it is in from this year on',
  moveHint:
    'Exempt its returns of this year as well; once it files none, its figures of last year are not compared with. To take it back, choose this county.',
  moveOk: 'Move',
  moved: (name, county) => `“${name}” is in ${county} from this year on.`,
  elsewhere: (county, code) => `By the directory this unit is in ${county} (${code}) this year.`,
  stillCounts:
    'This return still counts here; if it is not this county’s, exempt it under “More”, and take back its acceptance first.',
  stillDue: 'If this return is not this county’s, exempt it.',
  merge: 'Entered twice: merge into another',
  mergeInto: 'The unit to merge it into, which is kept',
  mergeSearch: 'Type a name, code or initials',
  mergeHint: (name) =>
    `Codes, names, values, explanations and documents of “${name}” become those of the unit that is kept, and it leaves the directory. Nothing is added up or overwritten: where both have a value and they differ, nothing is merged and you are told where. A merger cannot be undone.`,
  mergeOk: 'Merge',
  merged: (name, into, cells) =>
    `“${name}” was merged into “${into}”${cells === 0 ? '' : `, with ${counted(cells, 'value')}`}.`,
  cancel: 'Cancel',
};

export const unitLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
