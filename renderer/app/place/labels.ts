import type { Language } from '#shared/texts/language.ts';

const zh = {
  title: '原表中的位置',
  close: '关闭',
  open: '在“导入”中打开',
  picture: (place: string) => `原表 ${place}`,
  other: '看这次的原表',
  ladder: '来历',
  look: '原表',
  lookHint: '看这个数在原表中的位置和来历(F4)',
};

const en: typeof zh = {
  title: 'Place in the sheet',
  close: 'Close',
  open: 'Open in Import',
  picture: (place) => `Sheet ${place}`,
  other: 'See this sheet',
  ladder: 'How it came to be',
  look: 'Sheet',
  lookHint: 'See its place in the sheet and how it came to be (F4)',
};

export const placeLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
