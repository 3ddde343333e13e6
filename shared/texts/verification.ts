import { localTime } from '../values/moment.ts';
import { holderName } from './certificate-name.ts';
import type { Language } from './language.ts';

/** Kinds of fault that the strict check of a package can find. */
export const faultCodes = [
  'zip',
  'zip-cut',
  'zip-form',
  'zip-name',
  'zip-twice',
  'newer-format',
  'manifest',
  'manifest-bytes',
  'unsigned',
  'signature',
  'algorithm',
  'untrusted',
  'other-signer',
  'other-county',
  'renamed',
  'expired',
  'key-usage',
  'file-missing',
  'file-changed',
  'file-unlisted',
  'data',
  'control-totals',
  'workbook',
  'workbook-sheets',
  'workbook-cell',
  'workbook-manifest',
] as const;
export type FaultCode = (typeof faultCodes)[number];

type Sentence = Readonly<Record<Language, (where: string, detail: string) => string>>;

const again = {
  zh: '请不要使用这个文件,向报送单位重新索取。',
  en: 'Do not use this file; ask for it again.',
};

const faults: Readonly<Record<FaultCode, Sentence>> = {
  zip: {
    zh: (w) => `压缩包中的“${w}”已损坏,读不出来。请重新复制原文件再验证;仍不通过的,向报送单位重新索取。`,
    en: (w) => `“${w}” in the zip is damaged. Copy the file again; if that does not help, ask for it again.`,
  },
  'zip-cut': {
    zh: (w) => `“${w}”不完整,可能没有复制完。请重新复制原文件再验证;仍不通过的,向报送单位重新索取。`,
    en: (w) => `“${w}” is incomplete. Copy the file again; if that does not help, ask for it again.`,
  },
  'zip-form': {
    zh: (w) => `“${w}”在封装之后被其他程序重新打包或改动过。${again.zh}`,
    en: (w) => `“${w}” was repacked or changed by another program after it was sealed. ${again.en}`,
  },
  'zip-name': {
    zh: (w) => `压缩包中有不应有的名称“${w}”。${again.zh}`,
    en: (w) => `The zip holds a name that no package has: “${w}”. ${again.en}`,
  },
  'zip-twice': {
    zh: (w) => `压缩包中“${w}”出现两次,不同程序会读到不同内容。${again.zh}`,
    en: (w) => `“${w}” is in the zip twice; programs would differ over which they read. ${again.en}`,
  },
  'newer-format': {
    zh: (_w, d) => `上报包的格式(${d})比本程序新。请安装新版年报通后再验证。`,
    en: (_w, d) => `The package's format (${d}) is newer than this program. Install the newer version.`,
  },
  manifest: {
    zh: (w, d) => `清单“${w}”不合规定(${d})。${again.zh}`,
    en: (w, d) => `The manifest “${w}” is not valid (${d}). ${again.en}`,
  },
  'manifest-bytes': {
    zh: (w) => `清单“${w}”与签名时的内容不同。${again.zh}`,
    en: (w) => `The manifest “${w}” is not what was signed. ${again.en}`,
  },
  unsigned: {
    zh: () => '没有签名。在 Excel 或 WPS 中另存会去掉签名;请使用报送单位封装的原文件。',
    en: () =>
      'It is not signed. Saving it again in Excel or WPS removes the signature; use the sealed original.',
  },
  signature: {
    zh: (w) => `“${w}”的签名不成立,内容可能被改动。${again.zh}`,
    en: (w) => `The signature of “${w}” does not hold. ${again.en}`,
  },
  algorithm: {
    zh: (w, d) => `“${w}”用了不允许的签名算法(${d})。${again.zh}`,
    en: (w, d) => `“${w}” uses an algorithm that is not allowed (${d}). ${again.en}`,
  },
  untrusted: {
    zh: (_w, d) =>
      `签名人的证书不在信任之列(${holderName(d)})。请与报送单位当面或电话核对证书指纹;有省级根证书或该单位的证书文件(.pem)的,连同它一起选取再验证(命令行用 --trust)。`,
    en: (_w, d) =>
      `The signer's certificate is not trusted (${holderName(d)}). Compare its fingerprint with the office in person or by telephone; where you have the root of the province or the office's certificate (.pem), choose it together with the package (--trust in a terminal).`,
  },
  'other-signer': {
    zh: (w, d) => `“${w}”是另一个人签的(${holderName(d)}),与上报包的签名人不同。${again.zh}`,
    en: (w, d) => `“${w}” was signed by someone else (${holderName(d)}) than the package. ${again.en}`,
  },
  'other-county': {
    zh: (_w, d) => {
      const [county, holder] = countyAndHolder(d);
      return `签名的是${holder},不是${county}的统计机构。请不要使用这个文件,请${county}用本县的证书重新封装。`;
    },
    en: (_w, d) => {
      const [county, holder] = countyAndHolder(d);
      return `It was signed by ${holder}, which is not the office of ${county}. Do not use this file; ask ${county} for one under its own certificate.`;
    },
  },
  renamed: {
    zh: (w, d) =>
      `文件名是“${w}”,签名的内容却是 ${d},可能是改了名的旧包或别的包。请与报送单位核对最新的序号,重新索取原文件。`,
    en: (w, d) =>
      `The file is called “${w}”, yet what was signed is ${d}; it may be an older package or another one under a new name. Ask the office for its latest number and the original.`,
  },
  expired: {
    zh: (_w, d) => `签名时证书不在有效期内(${holderAndTime(d)})。请报送单位换用有效证书重新封装。`,
    en: (_w, d) =>
      `The certificate was not valid when it signed (${holderAndTime(d)}). Ask for a package under a valid one.`,
  },
  'key-usage': {
    zh: () => '证书不是用于文件签名的。请报送单位换用签名证书。',
    en: () => 'The certificate is not meant for signing documents. Ask for one that is.',
  },
  'file-missing': { zh: (w) => `缺少“${w}”。${again.zh}`, en: (w) => `“${w}” is missing. ${again.en}` },
  'file-changed': {
    zh: (w, d) => `“${w}”${d === '' ? '' : `(工作表 ${d})`}被改动过。${again.zh}`,
    en: (w, d) => `“${w}”${d === '' ? '' : ` (sheet ${d})`} was changed. ${again.en}`,
  },
  'file-unlisted': {
    zh: (w) => `多出清单上没有的“${w}”。${again.zh}`,
    en: (w) => `“${w}” is not in the manifest. ${again.en}`,
  },
  data: {
    zh: (w, d) => `“${w}”的数据不合规定(${d})。${again.zh}`,
    en: (w, d) => `The data of “${w}” is not valid (${d}). ${again.en}`,
  },
  'control-totals': {
    zh: (w) => `“${w}”的控制合计与数据不符。${again.zh}`,
    en: (w) => `The control totals of “${w}” do not agree with the data. ${again.en}`,
  },
  workbook: {
    zh: (w, d) => `工作簿的“${w}”不符(${d})。${again.zh}`,
    en: (w, d) => `“${w}” of the workbook does not agree (${d}). ${again.en}`,
  },
  'workbook-sheets': {
    zh: (w) => `工作簿的工作表“${w}”多余、缺少或列不全。${again.zh}`,
    en: (w) => `Sheet “${w}” of the workbook is missing, is one too many or lacks columns. ${again.en}`,
  },
  'workbook-cell': {
    zh: (w, d) => `工作簿单元格 ${w} 与数据不符(${d})。${again.zh}`,
    en: (w, d) => `Cell ${w} of the workbook differs from the data (${d}). ${again.en}`,
  },
  'workbook-manifest': {
    zh: (w) => `工作簿里的清单(${w})与上报包不符。${again.zh}`,
    en: (w) => `The manifest in the workbook (${w}) is another one. ${again.en}`,
  },
};

/** `农安县, C=CN, O=德惠市统计局`: a county and, as people read it, who signed for it. */
function countyAndHolder(detail: string): readonly [string, string] {
  const at = detail.indexOf(', ');
  return [detail.slice(0, at), holderName(detail.slice(at + 2))];
}

/** `O=…, CN=…, 2016-01-01T00:00:00.000Z … 2019-01-01T00:00:00.000Z`, as people read it. */
function holderAndTime(detail: string): string {
  const [, subject = detail, from, until] = /^(.*), (\S+) … (\S+)$/su.exec(detail) ?? [];
  return from === undefined || until === undefined
    ? holderName(subject)
    : `${holderName(subject)}, ${localTime(from)} … ${localTime(until)}`;
}

function isFaultCode(code: string): code is FaultCode {
  return (faultCodes as readonly string[]).includes(code);
}

/** What is wrong with a package, where, and what to do. */
export function faultText(
  { code, where, detail }: { readonly code: string; readonly where: string; readonly detail: string },
  language: Language,
): string {
  return isFaultCode(code) ? faults[code][language](where, detail) : `${code} ${where} ${detail}`;
}
