import type { Language } from './language.ts';

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

type Sentence = Readonly<Record<Language, (detail: string) => string>>;

const checks: Readonly<Record<string, { readonly good: Sentence; readonly bad: Sentence }>> = {
  opens: {
    good: { zh: () => '数据库可以打开', en: () => 'The database opens' },
    bad: {
      zh: (d) => `数据库打不开(${d})。请按首页提示处理,或用“恢复”取回备份。`,
      en: (d) => `The database does not open (${d}). Restore a backup.`,
    },
  },
  database: {
    good: { zh: () => '数据库完好', en: () => 'The database is whole' },
    bad: {
      zh: (d) => `数据库损坏:${d}。请用“恢复”取回最近的备份。`,
      en: (d) => `The database is damaged: ${d}. Restore the latest backup.`,
    },
  },
  references: {
    good: { zh: () => '记录之间的关联完好', en: () => 'All references hold' },
    bad: {
      zh: (d) => `有 ${d} 处关联断开。请联系技术人员,暂勿上报。`,
      en: (d) => `${d} references are broken. Ask for help before you report.`,
    },
  },
  documents: {
    good: { zh: (d) => `${d} 张报表与历次记录一致`, en: (d) => `${d} filings agree with their history` },
    bad: {
      zh: (d) => `这些报表与历次记录不一致:${d}。请联系技术人员,暂勿上报。`,
      en: (d) => `These filings differ from their history: ${d}. Ask for help before you report.`,
    },
  },
  originals: {
    good: { zh: () => '企业原文件齐全', en: () => 'All original files are there' },
    bad: {
      zh: (d) => `原文件缺失或被改动:${d}。请把企业原文件重新导入,或从备份恢复。`,
      en: (d) => `Originals are missing or changed: ${d}. Restore a backup.`,
    },
  },
  attachments: {
    good: { zh: () => '说明所附的材料齐全', en: () => 'All attachments are there' },
    bad: {
      zh: (d) => `说明所附的材料缺失或被改动:${d}。请在“审核”中移除后重新附上,或从备份恢复。`,
      en: (d) =>
        `Attachments are missing or changed: ${d}. Attach them again under Checks, or restore a backup.`,
    },
  },
  packages: {
    good: { zh: () => '上报包齐全', en: () => 'All packages are there' },
    bad: {
      zh: (d) => `上报包缺失或被改动:${d}。请从备份恢复。`,
      en: (d) => `Packages are missing or changed: ${d}. Restore a backup.`,
    },
  },
  backups: {
    good: { zh: (d) => `自动备份完好(${d})`, en: (d) => `Automatic backups are good (${d})` },
    bad: {
      zh: (d) =>
        d === ''
          ? '没有完好的自动备份。请用 .nbbak 备份恢复,或联系技术人员。'
          : `这些自动备份已损坏:${d}。请立即做一次备份。`,
      en: (d) =>
        d === ''
          ? 'There is no good automatic backup. Restore a .nbbak backup, or ask for help.'
          : `Damaged automatic backups: ${d}. Make a backup now.`,
    },
  },
  space: {
    good: { zh: (d) => `磁盘剩余 ${d}`, en: (d) => `${d} free on the disk` },
    bad: {
      zh: (d) => `磁盘只剩 ${d},请清理后再继续。`,
      en: (d) => `Only ${d} free on the disk. Make room first.`,
    },
  },
};

/** What the doctor found, and what to do when it is not good. */
export function checkText({ check, ok, detail }: Check, language: Language): string {
  const known = checks[check];
  return known === undefined ? `${check} ${detail}` : known[ok ? 'good' : 'bad'][language](detail);
}
