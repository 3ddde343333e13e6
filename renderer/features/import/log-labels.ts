import type { Language } from '#shared/texts/language.ts';

const zh = {
  open: '导入记录…',
  title: '导入记录',
  one: '只看这个文件',
  all: '全部文件',
  print: '打印',
  save: '保存为表格',
  saving: '正在生成导入记录',
  saved: (name: string) => `已保存“${name}”。`,
  none: '今年还没有导入文件。',
  beyond: (shown: number, all: number) => `显示最近 ${shown} 个文件,共 ${all} 个;保存的表格里有全部。`,
};

const en: typeof zh = {
  open: 'Import log…',
  title: 'Import log',
  one: 'This file only',
  all: 'All files',
  print: 'Print',
  save: 'Save as a workbook',
  saving: 'Making the import log',
  saved: (name) => `Saved “${name}”.`,
  none: 'Nothing was imported this year yet.',
  beyond: (shown, all) => `The newest ${shown} of ${all} files; the saved workbook has them all.`,
};

export const logLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
