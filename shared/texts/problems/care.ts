import type { CareProblems } from '../../contract/problems/care.ts';
import type { Sentences } from '../language.ts';

export const careProblems: Sentences<CareProblems> = {
  'backup.absent': {
    zh: ({ file }) => `“${file}”不是年报通的备份。请选择扩展名为 .nbbak 的文件。`,
    en: ({ file }) => `“${file}” is not a Nianbao backup. Choose a .nbbak file.`,
  },
  'backup.none': {
    zh: () => '没有完好的自动备份。请选择一份 .nbbak 备份来恢复;没有的话请联系技术人员,不要删除数据文件夹。',
    en: () =>
      'There is no sound automatic backup. Choose a .nbbak backup; without one ask for help and keep the data folder.',
  },
  'backup.damaged': {
    zh: ({ file, part }) => `备份“${file}”不完整(${part}),没有恢复,现有数据未动。请换一份备份。`,
    en: ({ file, part }) =>
      `The backup “${file}” is damaged (${part}); nothing was restored. Use another one.`,
  },
  'backup.newer': {
    zh: ({ file, found }) => `备份“${file}”由更新的版本(${found})写成。请先安装新版年报通。`,
    en: ({ file, found }) =>
      `The backup “${file}” is of a newer version (${found}). Install that version first.`,
  },
  'restore.occupied': {
    zh: ({ county }) =>
      `数据文件夹里已有${county === '' ? '数据' : `“${county}”`}。恢复会换掉现有数据(原数据会另存),请确认后再恢复。`,
    en: ({ county }) =>
      `The data folder holds ${county === '' ? 'data' : county}. Restoring replaces it (the old data is kept aside); confirm first.`,
  },
};
