import type { Coverage } from '#shared/tally/report.ts';
import type { TargetStanding } from '#shared/tally/standing.ts';
import type { Language } from '#shared/texts/language.ts';

type TargetScope = TargetStanding['scope'];
const targetMarks: Readonly<Record<TargetScope, string>> = { province: '省', prefecture: '市', county: '县' };

const zh = {
  title: '汇总',
  choose: '选择汇总表',
  preview: '预览(含未验收)',
  previewMark: '预览,含未验收',
  frozen: '签批时的数',
  demonstration: '示范版,不作为法定报表',
  expired: (day: string) => `有效期至${day}(已过有效期)`,
  write: '导出',
  writing: '正在导出',
  columns: {
    code: '代码',
    name: '指标名称',
    unit: '单位',
    value: '本年',
    lastYear: '上年',
    change: '增减',
    target: '目标',
    reached: '达到情况',
    coverage: '覆盖面',
  },
  target: (year: number, scope: TargetScope) => `${targetMarks[scope]} ${year} 年`,
  up: (base: number) => `比 ${base} 年提高`,
  reached: '已达到',
  notReached: '未达到',
  coverage: (counted: number, due: number) => `${counted}/${due} 户`,
  covered: (coverage: Coverage, preview: boolean, by: string) =>
    `${preview ? '已填报' : '已验收'} ${coverage.counted}/${coverage.due} 户${coverage.shareOfLastYear === null ? '' : `,上年占全县的 ${coverage.shareOfLastYear}%(按${by})`}。`,
  pointing: '点一个数,右边是它的构成。',
  output: '产值',
  byNumber: (code: string) => ` ${code} `,
  byDenominator: (code: string) => ` ${code} 的分母`,
  marked: '带 * 的另有口径说明,选中这一行,见右边。',
  footnote: '* 另有口径说明,见表后“口径说明”。',
  footnotes: '口径说明',
  colon: ':',
  caveat: '口径',
  share: (percent: number) => `计入的户占全县上年的 ${percent}%`,
  trace: '这个数由什么构成',
  source: '算法',
  parts: { total: '合计', numerator: '分子', denominator: '分母' },
  leaves: (shown: number, total: number) =>
    shown === 0
      ? `共 ${total} 个单元,太多,这里没有逐个列出。`
      : `共 ${total} 个单元,只列出其中 ${shown} 个。`,
  byHand: '手工填写',
  counted: '计户数',
  openSheet: '看原表中的位置',
  chart: '与上年和目标比较',
  chartOfYears: '与上年比较',
  none: '还没有验收的报表。打开“预览”可先看含未验收的数。',
  county: '全县',
};

const en: typeof zh = {
  title: 'Totals',
  choose: 'Choose a table',
  preview: 'Preview (with drafts)',
  previewMark: 'PREVIEW, with filings not accepted',
  frozen: 'as signed off',
  demonstration: 'Demonstration edition, no statutory return',
  expired: (day) => `Valid until ${day} (expired)`,
  write: 'Export',
  writing: 'Exporting',
  columns: {
    code: 'Code',
    name: 'Indicator',
    unit: 'Unit',
    value: 'This year',
    lastYear: 'Last year',
    change: 'Change',
    target: 'Target',
    reached: 'Reached',
    coverage: 'Coverage',
  },
  target: (year, scope) => `${scope}, ${year}`,
  up: (base) => `above ${base}`,
  reached: 'reached',
  notReached: 'not reached',
  coverage: (counted, due) => `${counted}/${due}`,
  covered: (coverage, preview, by) =>
    `${coverage.counted} of ${coverage.due} units ${preview ? 'filled in' : 'accepted'}${coverage.shareOfLastYear === null ? '' : `; last year they made ${coverage.shareOfLastYear}% of the county (by ${by})`}.`,
  pointing: 'Choose a number to see what it is made of.',
  output: 'output',
  byNumber: (code) => `${code}`,
  byDenominator: (code) => `the denominator of ${code}`,
  marked: 'What has a * is explained on the right once its line is chosen.',
  footnote: '* See the notes on scope below the table.',
  footnotes: 'Notes on scope',
  colon: ': ',
  caveat: 'Note',
  share: (percent) => `the units counted made ${percent}% of the county’s last year`,
  trace: 'What the number is made of',
  source: 'Formula',
  parts: { total: 'total', numerator: 'numerator', denominator: 'denominator' },
  leaves: (shown, total) =>
    shown === 0
      ? `${total} cells, too many to be listed here.`
      : `${total} cells, of which ${shown} are listed.`,
  byHand: 'typed',
  counted: 'counted once',
  openSheet: 'See the place in the sheet',
  chart: 'Beside last year and the target',
  chartOfYears: 'Beside last year',
  none: 'Nothing is accepted yet. Turn on the preview to see the drafts.',
  county: 'county',
};

export const totalsLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
