import type { EditionProblems } from '../../contract/problems/editions.ts';
import { editionFaultText } from '../edition-faults.ts';
import { holderName } from '../certificate-name.ts';
import type { Sentences } from '../language.ts';

const signers = {
  zh: {
    unknown: '本机还不认识这个签名人',
    expired: '签名时证书不在有效期内',
    purpose: '证书不是用来签署文件的',
  },
  en: {
    unknown: 'this computer does not know the signer yet',
    expired: 'the certificate was not valid when it signed',
    purpose: 'the certificate is not meant for signing documents',
  },
} as const;

export const editionProblems: Sentences<EditionProblems> = {
  'edition.no-edition': {
    zh: ({ file }) => `“${file}”不是报表制度文件,没有载入。请选择省级下发的 .nbed 文件。`,
    en: ({ file }) =>
      `“${file}” is no edition file; nothing was loaded. Choose the .nbed file of the province.`,
  },
  'edition.damaged': {
    zh: ({ file, part }) =>
      `“${file}”已损坏或不完整(${part}),没有载入。请重新拷贝;仍然如此,请向下发单位重新索取。`,
    en: ({ file, part }) =>
      `“${file}” is damaged or cut off (${part}); nothing was loaded. Copy it again, or ask its issuer for it.`,
  },
  'edition.too-large': {
    zh: ({ file }) => `“${file}”超出了报表制度文件应有的大小或层次,没有载入。请向下发单位核实。`,
    en: ({ file }) =>
      `“${file}” is larger or nested deeper than an edition may be; nothing was loaded. Ask its issuer.`,
  },
  'edition.newer': {
    zh: ({ file, found }) =>
      `“${file}”是较新格式(${found})的报表制度文件,没有载入。请先安装新版年报通,再载入。`,
    en: ({ file, found }) =>
      `“${file}” has a newer format (${found}); nothing was loaded. Install the newer Nianbao first.`,
  },
  'edition.signature': {
    zh: ({ file, part }) =>
      `“${file}”的签名不对(${part}):内容被改动过,或不是由所写的签名人签署。没有载入,请向下发单位重新索取。`,
    en: ({ file, part }) =>
      `The signature of “${file}” is wrong (${part}); nothing was loaded. Ask its issuer for it again.`,
  },
  'edition.signer': {
    zh: ({ file, subject, fingerprint, why }) =>
      `“${file}”没有载入:${signers.zh[why]}(${holderName(subject)},证书指纹 ${fingerprint})。请先当面或电话向省级核对指纹,再选择省级的根证书文件(.pem)后重试。`,
    en: ({ file, subject, fingerprint, why }) =>
      `“${file}” was not loaded: ${signers.en[why]} (${holderName(subject)}, fingerprint ${fingerprint}). Check the fingerprint with the province, then choose its root certificate (.pem) and try again.`,
  },
  'edition.issuer': {
    zh: ({ file, subject, fingerprint }) =>
      `“${file}”没有载入:签名的是一个县(市、区)(${holderName(subject)},证书指纹 ${fingerprint}),它只能签发本县的补充,不能签发别人使用的报表制度、目标和补充。请向省级索取由省级签署的文件。`,
    en: ({ file, subject, fingerprint }) =>
      `“${file}” was not loaded: a county signed it (${holderName(subject)}, fingerprint ${fingerprint}), which may issue its own supplements and nothing that others are under. Ask the province for the file with its signature.`,
  },
  'edition.faulty': {
    zh: ({ file, place, fault, count }) =>
      `“${file}”有误,没有载入。位置:${place};问题:${editionFaultText(fault, 'zh')}${count > 1 ? `(共 ${count} 处)` : ''}。请把位置和问题告诉下发单位,索取改正的文件。`,
    en: ({ file, place, fault, count }) =>
      `“${file}” is faulty and was not loaded. At ${place}: ${fault}${count > 1 ? ` (${count} places in all)` : ''}. Tell its issuer, and ask for a corrected file.`,
  },
  'edition.county': {
    zh: ({ name, county }) => `“${name}”是给 ${county} 的,不能用于本县。请向下发单位索取本县的文件。`,
    en: ({ name, county }) => `“${name}” is for ${county}, not for this county. Ask for this county's file.`,
  },
  'edition.years': {
    zh: ({ name, year, from, to }) =>
      `“${name}”适用于 ${from} 年至 ${to} 年,不能用于 ${year} 年。请选择适用于该年的报表制度。`,
    en: ({ name, year, from, to }) =>
      `“${name}” holds from ${from} to ${to}, not in ${year}. Choose an edition that holds in that year.`,
  },
  'edition.scale': {
    zh: ({ name, item, was, now, year }) =>
      `“${name}”把 ${item} 的计量单位由${was}改为${now},而 ${year} 年已按${was}填报,原有的数会被当作${now},不能采用。请告诉下发单位:计量单位改变的项目要另编代码,并索取改正的文件。`,
    en: ({ name, item, was, now, year }) =>
      `“${name}” changes the unit of ${item} from ${was} to ${now}. ${year} has numbers in ${was}, which would be taken for ${now}: it cannot be used. Tell its issuer that an item of another unit needs a code of its own, and ask for a corrected file.`,
  },
  'edition.absent': {
    zh: ({ edition }) => `没有载入过“${edition}”。请用 edition list 查看已载入的报表制度。`,
    en: ({ edition }) => `No edition “${edition}” was loaded. See edition list for what there is.`,
  },
  'edition.same': {
    zh: ({ name, year }) => `${year} 年已经使用“${name}”,不用再改。`,
    en: ({ name, year }) => `${year} is under “${name}” already; there is nothing to change.`,
  },
  'edition.unsound': {
    zh: ({ place, fault, count }) =>
      `不能打包。位置:${place};问题:${editionFaultText(fault, 'zh')}${count > 1 ? `(共 ${count} 处)` : ''}。请改正文件夹中的这一处,再打包。`,
    en: ({ place, fault, count }) =>
      `Cannot be packed. At ${place}: ${fault}${count > 1 ? ` (${count} places in all)` : ''}. Correct this place in the folder and pack it again.`,
  },
  'edition.folder': {
    zh: ({ file, why }) => `不能打包:${file}(${why})。请改正文件夹中的这个文件。`,
    en: ({ file, why }) => `Cannot be packed: ${file} (${why}). Correct this file of the folder.`,
  },
};
