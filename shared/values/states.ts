/**
 * The two state machines of a county's year (life cycle of a filing and of a round), and the roles that act in them.
 */
export const filingStates = ['due', 'draft', 'accepted', 'nil', 'exempt', 'aside'] as const;
/** 应报未到, 填报中, 已验收, 零报, 免报, 暂不计入. Totals count `accepted` and `nil` only. */
export type FilingState = (typeof filingStates)[number];

export const roundStates = ['open', 'signed-1', 'signed-2', 'sealed', 'returned', 'accepted'] as const;
/** 填报中, 统计负责人已签批, 单位负责人已签批, 已封装, 已退回, 省已验收. Everything but `open` is frozen. */
export type RoundState = (typeof roundStates)[number];

export const roles = ['clerk', 'statistics-head', 'office-head'] as const;
/** 填表人, 统计负责人, 单位负责人 of the statistics office. */
export type Role = (typeof roles)[number];

export type FindingClass = 'A' | 'B' | 'C' | 'D';

/** An import batch is one file. */
export const batchStates = ['questions', 'staged', 'committed', 'refused', 'undone', 'discarded'] as const;
/** 待确认, 待入库, 已入库, 未能导入, 已撤销, 已放弃. */
export type BatchState = (typeof batchStates)[number];

export const exemptReasons = ['closed-down', 'deregistered', 'out-of-scope', 'approved-by-province'] as const;
/** 停业, 注销, 不在范围, 省批准. */
export type ExemptReason = (typeof exemptReasons)[number];

/** What an explanation says by its kind: chosen, never written freely, so that the quality report can count them. */
export const explanationCategories = [
  'business',
  'prices',
  'coverage',
  'reorganised',
  'verified',
  'other',
] as const;
/** 生产经营变化, 市场价格变化, 统计口径变化, 企业重组或搬迁, 核实无误, 其他. */
export type ExplanationCategory = (typeof explanationCategories)[number];

/** Bases of a correction: 更正函, 查询单回复, 电话核实. One by telephone stays to be confirmed in writing. */
export const correctionBases = ['letter', 'query-reply', 'telephone'] as const;
export type CorrectionBasis = (typeof correctionBases)[number];
