import type { DifferenceKind, DifferenceSubject } from '../values/differences.ts';
import { counted, type Language } from './language.ts';

interface EditionTexts {
  readonly kinds: Readonly<Record<'program' | 'edition' | 'supplement' | 'targets' | 'layered', string>>;
  readonly differences: Readonly<Record<DifferenceKind, string>>;
  readonly subjects: Readonly<Record<DifferenceSubject, string>>;
  readonly parts: Readonly<Record<string, string>>;
  /** “添加 指标 JC102.41 研发人员工资”. */
  readonly line: (item: {
    readonly kind: DifferenceKind;
    readonly subject: DifferenceSubject;
    readonly place: string;
    readonly name: string;
    readonly was: string | null;
    readonly parts: readonly string[];
  }) => string;
  readonly counts: (counts: Readonly<Record<DifferenceKind, number>>) => string;
  readonly holds: (from: number, to: number) => string;
  readonly inYears: (years: readonly number[]) => string;
  readonly recheck: (count: number) => string;
  readonly kept: (name: string, place: string, filings: number) => string;
  readonly due: (count: number) => string;
  readonly dropped: (count: number) => string;
  readonly loaded: (name: string) => string;
  readonly used: (name: string, year: number) => string;
  readonly sound: (name: string) => string;
  readonly toUse: (name: string, years: readonly number[]) => string;
  readonly none: string;
}

/** What is said of editions in the terminal and on screen. */
export const editionTexts: Readonly<Record<Language, EditionTexts>> = {
  zh: {
    kinds: {
      program: '程序自带',
      edition: '省级报表制度',
      supplement: '县级补充',
      targets: '县级目标',
      layered: '合并',
    },
    differences: { added: '新增', dropped: '取消', renamed: '改名', changed: '改动' },
    subjects: {
      return: '报表',
      table: '表',
      field: '指标',
      rule: '审核关系',
      indicator: '汇总指标',
      target: '目标',
      list: '代码表',
      code: '代码',
      setting: '参数',
      header: '表头',
    },
    parts: {
      type: '类型',
      unit: '计量单位',
      decimals: '小数位',
      signed: '可为负',
      length: '长度',
      list: '代码表',
      required: '是否必填',
      level: '层次',
      note: '指标解释',
      aliases: '别名',
      rule: '关系式',
      class: '类别',
      scope: '范围',
      each: '适用指标',
      at: '提示位置',
      params: '参数',
      needs: '所需报表',
      attach: '说明须附的材料',
      formula: '算法',
      value: '数值',
      year: '年份',
      number: '表号',
      population: '报送范围',
      deadlines: '报送时间',
      owners: '填报部门',
      computed: '表式',
      notes: '说明',
      kind: '种类',
      columns: '栏目',
      key: '主键',
      counted: '计入条件',
    },
    line: ({ kind, subject, place, name, was, parts }) =>
      `${editionTexts.zh.differences[kind]} ${editionTexts.zh.subjects[subject]} ${place} ` +
      (was === null ? `“${name}”` : `“${was}”→“${name}”`) +
      (parts.length === 0 ? '' : `(${parts.map((part) => editionTexts.zh.parts[part] ?? part).join('、')})`),
    counts: ({ added, dropped, renamed, changed }) =>
      `新增 ${added} 项 · 取消 ${dropped} 项 · 改名 ${renamed} 项 · 改动 ${changed} 项`,
    holds: (from, to) => (from === to ? `适用于 ${from} 年` : `适用于 ${from} 年至 ${to} 年`),
    inYears: (years) => (years.length === 0 ? '还没有年份使用' : `${years.join('、')} 年使用`),
    recheck: (count) =>
      count === 0 ? '没有已验收的报表需要重新审核' : `${count} 张已验收的报表将退回填报中,须重新审核、验收`,
    kept: (name, place, filings) =>
      `${place}“${name}”已取消:${filings} 张报表中的数值保留在记录里,不再显示、审核和汇总`,
    due: (count) => `新增应报 ${count} 张`,
    dropped: (count) => `已取消报表中的 ${count} 张:有数据的转为免报,其余移出应报`,
    loaded: (name) => `已载入“${name}”,以后新开的年份按它填报;进行中的年份没有变动。`,
    used: (name, year) => `${year} 年已改用“${name}”`,
    sound: (name) => `“${name}”签名有效,内容完整,没有载入。`,
    toUse: (name, years) =>
      `要让 ${years.join('、')} 年使用,请先用 edition preview 查看影响,再用 edition use ${name} --year <年份> --reason <原因>。`,
    none: '与当前制度没有差别',
  },
  en: {
    kinds: {
      program: "the program's own",
      edition: "the province's edition",
      supplement: 'county supplement',
      targets: 'county targets',
      layered: 'combined',
    },
    differences: { added: 'added', dropped: 'dropped', renamed: 'renamed', changed: 'changed' },
    subjects: {
      return: 'return',
      table: 'table',
      field: 'item',
      rule: 'rule',
      indicator: 'indicator',
      target: 'target',
      list: 'code list',
      code: 'code',
      setting: 'setting',
      header: 'header',
    },
    parts: {},
    line: ({ kind, subject, place, name, was, parts }) =>
      `${editionTexts.en.differences[kind]} ${editionTexts.en.subjects[subject]} ${place} ` +
      (was === null ? `“${name}”` : `“${was}” → “${name}”`) +
      (parts.length === 0 ? '' : ` (${parts.join(', ')})`),
    counts: ({ added, dropped, renamed, changed }) =>
      `${added} added · ${dropped} dropped · ${renamed} renamed · ${changed} changed`,
    holds: (from, to) => (from === to ? `holds in ${from}` : `holds from ${from} to ${to}`),
    inYears: (years) => (years.length === 0 ? 'no year is under it' : `in use in ${years.join(', ')}`),
    recheck: (count) =>
      count === 0
        ? 'no accepted filing needs to be checked again'
        : `${counted(count, 'accepted filing goes', 'accepted filings go')} back to draft, to be checked and accepted again`,
    kept: (name, place, filings) =>
      `${place} “${name}” is dropped: its values in ${counted(filings, 'filing')} are kept, and no longer shown, checked or totalled`,
    due: (count) => `${counted(count, 'filing is', 'filings are')} newly owed`,
    dropped: (count) =>
      `${counted(count, 'filing')} of dropped returns: exempt where there is data, taken off where there is none`,
    loaded: (name) =>
      `Loaded “${name}”; years started from now on are under it. Years under way are as they were.`,
    used: (name, year) => `${year} is now under “${name}”`,
    sound: (name) => `“${name}” is signed and sound. It was not loaded.`,
    toUse: (name, years) =>
      `To put ${years.join(', ')} under it, see edition preview, then edition use ${name} --year <year> --reason <text>.`,
    none: 'no difference from the present edition',
  },
};
