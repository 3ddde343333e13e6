import { counted, type Language } from '#shared/texts/language.ts';

const zh = {
  lacking: (n: number) => `缺附件的说明 ${n} 条`,
  lackingHint: '不影响签批,但省里可能要求补报。能取得的请附上。',
  bundle: (n: number) => `附件和清单(${n} 份,zip)…`,
  bundleHint: '说明所附的材料不在上报包内:另存成一个 zip,与上报包一同送出,省里按哈希核对。',
  bundling: '正在打包附件',
  agrees: (name: string) => `附件一致:${name}`,
  missing: (name: string) => `附件缺失或不一致:${name}。请报送单位补送。`,
  unnamed: (name: string) => `上报包没有提到的文件:${name}`,
};

const en: typeof zh = {
  lacking: (n) => `${counted(n, 'explanation')} without the document asked for`,
  lackingHint: 'It can be signed, but the province may ask for them. Attach what can be had.',
  bundle: (n) => `Attachments with a list (${n}, zip)…`,
  bundleHint:
    'The documents of explanations are not in the package: save them as one zip and hand it over beside it. The province compares them by hash.',
  bundling: 'Packing the attachments',
  agrees: (name) => `Attachment agrees: ${name}`,
  missing: (name) => `Attachment missing or changed: ${name}. Ask the office for it.`,
  unnamed: (name) => `The package does not name this file: ${name}`,
};

/** What the screen says of documents that go with explanations. */
export const attachmentLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
