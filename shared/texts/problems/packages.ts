import type { PackageProblems } from '../../contract/problems/packages.ts';
import { holderName } from '../certificate-name.ts';
import type { Sentences } from '../language.ts';

export const packageProblems: Sentences<PackageProblems> = {
  'key.absent': {
    zh: () => '还没有签名密钥。请先建立密钥(上报 → 封装,或 key new)。',
    en: () => 'There is no signing key yet. Make one first (Report → Seal, or key new).',
  },
  'key.exists': {
    zh: ({ subject }) =>
      `已有签名密钥(${holderName(subject)})。请直接使用;忘了口令的,可换新密钥(上报 → 封装,或 key new --replace),并把新证书告知省级。`,
    en: ({ subject }) =>
      `There is a signing key already (${holderName(subject)}). Use it; if its passphrase is forgotten, exchange it (Report → Seal, or key new --replace) and give the province the new certificate.`,
  },
  'key.not-valid': {
    zh: ({ from, until, now }) =>
      `签名证书只在 ${from} 至 ${until} 有效,而本机时间是 ${now}。请核对电脑时间;确已过期的,请建立新的密钥(上报 → 封装,或 key new)。`,
    en: ({ from, until, now }) =>
      `The signing certificate is valid from ${from} until ${until}, and this computer says ${now}. Check its clock; if the certificate is too old, make a new key (Report → Seal, or key new).`,
  },
  'key.passphrase': {
    zh: () => '签名口令不对。没有封装任何内容,请重新输入口令。',
    en: () => 'The passphrase is wrong. Nothing was sealed; enter it again.',
  },
  'key.passphrase-differs': {
    zh: () => '两次输入的口令不同。没有生成密钥,请重新输入。',
    en: () => 'The two passphrases differ. No key was made; type them again.',
  },
  'key.passphrase-weak': {
    zh: ({ least }) => `口令至少要 ${least} 个字符。请换一个更长的口令,并妥善保管。`,
    en: ({ least }) =>
      `A passphrase needs at least ${least} characters. Choose a longer one and keep it safe.`,
  },
  'key.certificate': {
    zh: ({ why }) => `证书不能用(${why})。请向省级索取正确的 PEM 证书。`,
    en: ({ why }) => `The certificate cannot be used (${why}). Ask the province for a PEM certificate.`,
  },
  'package.absent': {
    zh: ({ sequence }) => `没有第 ${sequence} 号上报包。请对照上报包列表(packages)。`,
    en: ({ sequence }) => `There is no package ${sequence}. See the list of packages.`,
  },
  'package.damaged': {
    zh: ({ file }) =>
      `上报包“${file}”的文件丢失或已损坏,没有送出。请从备份恢复(restore),或使用送交过的那一份。`,
    en: ({ file }) =>
      `The file of package “${file}” is missing or damaged; nothing was handed out. Restore a backup, or use a copy that was delivered.`,
  },
  'package.unreadable': {
    zh: ({ file }) =>
      `“${file}”的内容不是上报包,也不是签名的工作簿,可能选错了文件,或者没有复制完。请选择报送单位封装的 .nbpkg 或 .xlsx 原文件。`,
    en: ({ file }) =>
      `“${file}” is neither a package nor a signed workbook; it may be another file, or not copied to its end. Choose the .nbpkg or .xlsx file that was sealed.`,
  },
  'package.not-verified': {
    zh: ({ faults }) => `刚写成的上报包没有通过自验(${faults}),已删除。请重试;再次出现请联系技术人员。`,
    en: ({ faults }) => `The package just written did not verify (${faults}) and was removed. Try again.`,
  },
};
