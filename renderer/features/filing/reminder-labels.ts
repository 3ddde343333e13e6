import type { Language } from '#shared/texts/language.ts';

const zh = {
  open: '催报单',
  print: '打印',
  save: '保存为表格',
  saving: '正在生成催报单',
  saved: (name: string) => `已保存“${name}”。`,
  allReturns: '全部报表',
  narrow: '只看一种报表',
  option: (code: string, name: string, due: number, draft: number) =>
    `${code} ${name}:未报 ${due}、待改 ${draft}`,
  count: (units: number) => `共 ${units} 户`,
  beyond: (shown: number, all: number) => `显示前 ${shown} 户,共 ${all} 户;保存的表格里有全部。`,
  none: '没有要催报的:该报的都已报来,没有未处理的强制性、准强制性错误。',
  go: '打开这张报表',
};

const en: typeof zh = {
  open: 'Reminders',
  print: 'Print',
  save: 'Save as a workbook',
  saving: 'Making the list of reminders',
  saved: (name) => `Saved “${name}”.`,
  allReturns: 'All returns',
  narrow: 'One return only',
  option: (code, name, due, draft) => `${code} ${name}: ${due} not filed, ${draft} to be mended`,
  count: (units) => `Units: ${units}`,
  beyond: (shown, all) => `The first ${shown} of ${all} units; the saved workbook has them all.`,
  none: 'Nobody is to be reminded: everything due came, without open findings of class A or B.',
  go: 'Open this return',
};

export const reminderLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
