import type { Language } from './language.ts';

interface AttachmentTexts {
  /** Of a finding whose rule asks for a document. */
  readonly asked: (document: string) => string;
  /** Of one that was explained without it. */
  readonly lacking: (document: string) => string;
  /** The same as a mark in a list. */
  readonly lackingMark: string;
  readonly attached: (name: string, size: string) => string;
  /** Columns of the list that goes with the files. */
  readonly columns: readonly string[];
}

/** What is said of documents that go with explanations, on screen and in the terminal. */
export const attachmentTexts: Readonly<Record<Language, AttachmentTexts>> = {
  zh: {
    asked: (document) => `请附:${document}`,
    lacking: (document) => `说明已保存,还缺:${document}`,
    lackingMark: '缺附件',
    attached: (name, size) => `附件:${name}(${size})`,
    columns: ['单位', '报表', '规则', '审核结果编号', '所附文件', '压缩包内的名称', '字节', 'SHA-256'],
  },
  en: {
    asked: (document) => `To attach: ${document}`,
    lacking: (document) => `The explanation is kept; still missing: ${document}`,
    lackingMark: 'attachment missing',
    attached: (name, size) => `Attached: ${name} (${size})`,
    columns: ['Unit', 'Return', 'Rule', 'Finding', 'File', 'Name within the zip', 'Bytes', 'SHA-256'],
  },
};
