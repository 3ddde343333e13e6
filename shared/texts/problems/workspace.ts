import type { WorkspaceProblems } from '../../contract/problems/workspace.ts';
import { localTime } from '../../values/moment.ts';
import type { Sentences } from '../language.ts';

export const workspaceProblems: Sentences<WorkspaceProblems> = {
  'workspace.absent': {
    zh: () => '数据文件夹里还没有建立县(市、区)。请先新建(init),或打开示范县(init --demo)。',
    en: () =>
      'There is no county in this data folder yet. Create one (init), or open the demo county (init --demo).',
  },
  'workspace.exists': {
    zh: ({ county }) => `数据文件夹里已有“${county}”。一个数据文件夹只放一个县,请另选文件夹。`,
    en: ({ county }) =>
      `This data folder already holds ${county}. One folder holds one county; choose another folder.`,
  },
  'workspace.locked': {
    zh: ({ program, since }) =>
      `数据文件夹正由“${program}”使用(自 ${localTime(since)} 起)。请先关闭它再打开。`,
    en: ({ program, since }) =>
      `The data folder is in use by ${program} (since ${localTime(since)}). Close that first.`,
  },
  'workspace.newer': {
    zh: ({ found }) => `数据由更新的版本(${found})写成,本版本不能打开。请安装新版年报通;数据未被改动。`,
    en: ({ found }) =>
      `The data was written by a newer version (${found}). Install the newer Nianbao; nothing was changed.`,
  },
  'workspace.damaged': {
    zh: ({ backup }) =>
      '数据库已损坏,没有做任何改动。' +
      (backup === null
        ? '没有找到可用的自动备份。请用 .nbbak 备份恢复,或联系技术人员;不要删除数据文件夹。'
        : `最近的完好备份是 ${backup},请用“恢复”取回(命令行:restore --automatic --replace)。`),
    en: ({ backup }) =>
      'The database is damaged; nothing was changed. ' +
      (backup === null
        ? 'No good backup was found; ask for help and keep the folder.'
        : `The latest good backup is ${backup}; restore it (in a terminal: restore --automatic --replace).`),
  },
  'workspace.read-only': {
    zh: ({ folder }) => `数据文件夹“${folder}”只能读,不能保存。请换一个可写的文件夹,或取消只读。`,
    en: ({ folder }) => `The data folder “${folder}” is read-only. Choose a writable folder.`,
  },
  'workspace.unreachable': {
    zh: ({ folder, why }) =>
      `数据文件夹“${folder}”打不开(${why}):位置不对,或者磁盘已拔出、出错。请核对位置、接好磁盘,再重新打开年报通;已保存的内容不受影响。`,
    en: ({ folder, why }) =>
      `The data folder “${folder}” cannot be reached (${why}): the place is wrong, or its disk was taken out or fails. Check both, then open Nianbao again; what was saved is safe.`,
  },
  'workspace.disk-full': {
    zh: ({ folder }) => `“${folder}”所在磁盘已满,这一步没有保存。请腾出空间后重试,已保存的内容不受影响。`,
    en: ({ folder }) =>
      `The disk of “${folder}” is full; this step was not saved. Free some space and try again.`,
  },
  'workspace.node': {
    zh: ({ found, needed }) =>
      `运行环境 Node.js ${found} 不适用,需要 ${needed}。请在项目文件夹中用“npm ci”安装后,以 npm 命令运行。`,
    en: ({ found, needed }) =>
      `Node.js ${found} is not suitable; ${needed} is needed. Run “npm ci” and use the npm commands.`,
  },
  'workspace.county': {
    zh: ({ county, year }) => `${year} 年没有行政区划代码 ${county}。请核对代码,并注意区划调整后的新代码。`,
    en: ({ county, year }) =>
      `There is no area code ${county} in ${year}. Check the code; areas may have been recoded.`,
  },
  'workspace.year': {
    zh: ({ year, from, to }) => `报表制度适用于 ${from} 年至 ${to} 年,不含 ${year} 年。请改选年份。`,
    en: ({ year, from, to }) =>
      `The edition is valid from ${from} to ${to}, not in ${year}. Choose another year.`,
  },
  'workspace.year-absent': {
    zh: ({ year }) => `还没有开始 ${year} 年的年报。请先新建这一年。`,
    en: ({ year }) => `The year ${year} has not been started. Start it first.`,
  },
  'workspace.edition': {
    zh: ({ place, fault }) =>
      `报表制度文件有误,没有载入。位置:${place};问题:${fault}。请向下发单位索取正确的文件。`,
    en: ({ place, fault }) =>
      `The edition is faulty and was not loaded. At ${place}: ${fault}. Ask its issuer for a correct file.`,
  },
};
