import type { PackageProblems } from '../../contract/problems/packages.ts';
import type { Sentences } from '../language.ts';

export const packageProblems: Sentences<PackageProblems> = {
  'key.absent': {
    zh: () => '还没有签名密钥。请先生成密钥(上报 → 密钥,或 key new)。',
    en: () => 'There is no signing key yet. Make one first (key new).',
  },
  'key.exists': {
    zh: ({ subject }) => `已有签名密钥(${subject})。请直接使用;更换密钥请联系省级。`,
    en: ({ subject }) => `There is a signing key already (${subject}). Use it.`,
  },
  'key.passphrase': {
    zh: () => '签名口令不对。没有封装任何内容,请重新输入口令。',
    en: () => 'The passphrase is wrong. Nothing was sealed; enter it again.',
  },
  'key.passphrase-weak': {
    zh: ({ least }) => `口令至少要 ${least} 个字符。请换一个更长的口令,并妥善保管。`,
    en: ({ least }) => `A passphrase needs at least ${least} characters.`,
  },
  'key.certificate': {
    zh: ({ why }) => `证书不能用(${why})。请向省级索取正确的 PEM 证书。`,
    en: ({ why }) => `The certificate cannot be used (${why}). Ask the province for a PEM certificate.`,
  },
  'package.absent': {
    zh: ({ sequence }) => `没有第 ${sequence} 号上报包。请刷新列表。`,
    en: ({ sequence }) => `There is no package ${sequence}.`,
  },
  'package.unreadable': {
    zh: ({ file }) => `“${file}”不是上报包,也不是签名的工作簿。请选择 .nbpkg 或 .xlsx 文件。`,
    en: ({ file }) => `“${file}” is neither a package nor a signed workbook.`,
  },
  'package.newer': {
    zh: ({ file, found, known }) =>
      `“${file}”的格式版本 ${found} 比本程序认识的 ${known} 新。请更新年报通后再验证。`,
    en: ({ file, found, known }) =>
      `“${file}” has format ${found}; this program knows up to ${known}. Update it.`,
  },
  'package.not-verified': {
    zh: ({ faults }) => `刚写成的上报包没有通过自验(${faults}),已删除。请重试;再次出现请联系技术人员。`,
    en: ({ faults }) => `The package just written did not verify (${faults}) and was removed. Try again.`,
  },
};
