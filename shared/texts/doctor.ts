import type { Language } from './language.ts';

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

type Sentence = Readonly<Record<Language, (detail: string) => string>>;

/** Why the workspace does not open, by the problem's code, and what to do: only a damaged one wants a backup. */
const closed: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'workspace.damaged': {
    zh: '数据库已损坏。请用“恢复”取回备份;不要删除数据文件夹。',
    en: 'The database is damaged. Restore a backup, and keep the folder.',
  },
  'workspace.newer': {
    zh: '数据由更新版本的年报通写成。请安装新版,不必恢复备份;数据未被改动。',
    en: 'The data was written by a newer Nianbao. Install that one; no backup is needed, nothing was changed.',
  },
  'workspace.read-only': {
    zh: '数据文件夹只能读。请取消只读,或换一个可写的文件夹;不必恢复备份。',
    en: 'The data folder is read-only. Make it writable, or choose another; no backup is needed.',
  },
  'workspace.locked': {
    zh: '数据文件夹正由另一个程序使用。请先关闭它,再检查一次;不必恢复备份。',
    en: 'Another program has the data folder. Close that and examine again; no backup is needed.',
  },
  'workspace.disk-full': {
    zh: '磁盘已满。请腾出空间,再检查一次;不必恢复备份。',
    en: 'The disk is full. Free some space and examine again; no backup is needed.',
  },
  'workspace.unreachable': {
    zh: '找不到数据文件夹,或者它的磁盘已拔出、出错。请核对位置、接好磁盘,再检查一次。',
    en: 'The data folder cannot be reached, or its disk was taken out or fails. Check both and examine again.',
  },
};

function closedText(code: string, language: Language): string {
  const other = {
    zh: `数据库打不开(${code})。请联系技术人员;不要删除数据文件夹。`,
    en: `The database does not open (${code}). Ask for help, and keep the folder.`,
  };
  return (closed[code] ?? other)[language];
}

const checks: Readonly<Record<string, { readonly good: Sentence; readonly bad: Sentence }>> = {
  opens: {
    good: { zh: () => '数据库可以打开', en: () => 'The database opens' },
    bad: { zh: (d) => closedText(d, 'zh'), en: (d) => closedText(d, 'en') },
  },
  writable: {
    good: { zh: () => '数据文件夹可以写入', en: () => 'The data folder can be written to' },
    bad: {
      zh: (d) =>
        `现在不能写入:${d}。改动存不下来;请取消只读(U 盘看写保护开关,共享文件夹请管理员恢复权限),再检查一次。已存的数不受影响,不必恢复备份。`,
      en: (d) =>
        `Cannot be written to now: ${d}. Changes cannot be saved. Make it writable again (the switch of a stick, the rights of a shared folder), then examine again. What was saved is safe; no backup is needed.`,
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
