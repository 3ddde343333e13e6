import type {
  BatchState,
  CorrectionBasis,
  ExplanationCategory,
  ExemptReason,
  FilingState,
  FindingClass,
  Role,
  RoundState,
} from '../values/states.ts';
import type { Language } from './language.ts';

type Names<Key extends string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>;

export const filingStateNames: Names<FilingState> = {
  due: { zh: '未报', en: 'due' },
  draft: { zh: '填报中', en: 'draft' },
  accepted: { zh: '已验收', en: 'accepted' },
  nil: { zh: '零报', en: 'nil' },
  exempt: { zh: '免报', en: 'exempt' },
  aside: { zh: '暂不计入', en: 'set aside' },
};

export const roundStateNames: Names<RoundState> = {
  open: { zh: '填报中', en: 'open' },
  'signed-1': { zh: '统计负责人已签批', en: 'signed by the head of statistics' },
  'signed-2': { zh: '单位负责人已签批', en: 'signed by the head of the office' },
  sealed: { zh: '已封装', en: 'sealed' },
  returned: { zh: '已退回', en: 'returned' },
  accepted: { zh: '省已验收', en: 'accepted by the province' },
};

export const roleNames: Names<Role> = {
  clerk: { zh: '填表人', en: 'clerk' },
  'statistics-head': { zh: '统计负责人', en: 'head of statistics' },
  'office-head': { zh: '单位负责人', en: 'head of the office' },
};

export const classNames: Names<FindingClass> = {
  A: { zh: '强制性错误', en: 'mandatory' },
  B: { zh: '准强制性错误', en: 'quasi-mandatory' },
  C: { zh: '核实性错误', en: 'to be verified' },
  D: { zh: '提示性错误', en: 'hint' },
};

export const batchStateNames: Names<BatchState> = {
  questions: { zh: '待确认', en: 'questions' },
  staged: { zh: '待入库', en: 'staged' },
  committed: { zh: '已入库', en: 'committed' },
  refused: { zh: '未能导入', en: 'refused' },
  undone: { zh: '已撤销', en: 'undone' },
  discarded: { zh: '已放弃', en: 'discarded' },
};

/** What became of a file, in a word: one that came a second time could well be read, and is not read again. */
export function outcomeName(
  batch: { readonly outcome: BatchState; readonly problem: { readonly code: string } | null },
  language: Language,
): string {
  const name =
    batch.problem?.code === 'intake.same-file'
      ? { zh: '此前已导入', en: 'imported before' }
      : batchStateNames[batch.outcome];
  return name[language];
}

export const exemptReasonNames: Names<ExemptReason> = {
  'closed-down': { zh: '停业', en: 'closed down' },
  deregistered: { zh: '注销', en: 'deregistered' },
  'out-of-scope': { zh: '不在范围', en: 'out of scope' },
  'approved-by-province': { zh: '省批准', en: 'approved by the province' },
};

export const categoryNames: Names<ExplanationCategory> = {
  business: { zh: '生产经营变化', en: 'change of business' },
  prices: { zh: '市场价格变化', en: 'change of prices' },
  coverage: { zh: '统计口径变化', en: 'change of coverage' },
  reorganised: { zh: '企业重组或搬迁', en: 'reorganised or moved' },
  verified: { zh: '核实无误', en: 'verified' },
  other: { zh: '其他', en: 'other' },
};

export const basisNames: Names<CorrectionBasis> = {
  letter: { zh: '更正函', en: 'letter of correction' },
  'query-reply': { zh: '查询单回复', en: 'reply to a query' },
  telephone: { zh: '电话核实', en: 'by telephone' },
};

/** Names of acts in the log: who did what to a filing or a round. */
export const actNames: Names<
  | 'accept'
  | 'unaccept'
  | 'nil'
  | 'exempt'
  | 'revoke'
  | 'aside'
  | 'decide'
  | 'demote'
  | 'fill'
  | 'signoff'
  | 'reopen'
  | 'seal'
  | 'delivered'
  | 'start'
  | 'edition'
  | 'import'
  | 'undo'
  | 'merge'
  | 'explain'
  | 'attach'
  | 'detach'
  | 'oblige'
  | 'drop'
> = {
  accept: { zh: '验收', en: 'accepted' },
  unaccept: { zh: '取消验收', en: 'un-accepted' },
  nil: { zh: '零报', en: 'nil' },
  exempt: { zh: '免报', en: 'exempted' },
  revoke: { zh: '取消免报', en: 'exemption revoked' },
  aside: { zh: '暂不计入', en: 'set aside' },
  decide: { zh: '重新计入', en: 'counted again' },
  demote: { zh: '数据变动,退回填报中', en: 'back to draft by a change' },
  fill: { zh: '填写', en: 'filled in' },
  signoff: { zh: '签批', en: 'signed off' },
  reopen: { zh: '重新打开', en: 'reopened' },
  seal: { zh: '封装', en: 'sealed' },
  delivered: { zh: '登记送达', en: 'delivered' },
  edition: { zh: '改用报表制度', en: 'moved to another edition' },
  start: { zh: '开始年报', en: 'started' },
  import: { zh: '导入', en: 'imported' },
  undo: { zh: '撤销导入', en: 'import undone' },
  merge: { zh: '并入另一户', en: 'merged into another unit' },
  explain: { zh: '说明', en: 'explained' },
  attach: { zh: '附上材料', en: 'attached' },
  detach: { zh: '移除所附材料', en: 'attachment removed' },
  oblige: { zh: '列入应报', en: 'listed' },
  drop: { zh: '移出应报', en: 'taken off the list' },
};

/** Kinds of unit and of package are stored by their Chinese names. */
const kinds: Readonly<Record<string, string>> = {
  县: 'County',
  企业: 'Enterprises',
  高校: 'Universities',
  院所: 'Research institutes',
  孵化器: 'Incubators',
  机构: 'Institutions',
  基地: 'Bases',
  部门: 'Departments',
  正式: 'formal',
  阶段: 'interim',
  更正: 'correction',
};

export function kindName(kind: string, language: Language): string {
  return language === 'zh' ? kind : (kinds[kind] ?? kind);
}

/** The category of an explanation as it is kept, in Chinese, in the person's language; one of a reply is not chosen. */
export function categoryText(kept: string, language: Language): string {
  const known = [...Object.values(categoryNames), ...Object.values(basisNames)].find(({ zh }) => zh === kept);
  return known?.[language] ?? kept;
}
