import type { Language } from '#shared/texts/language.ts';

const zh = {
  filled: (filled: number, all: number) => `已填 ${filled}/${all} 格`,
  blank: '导出部门空白表',
  blankHint: (department: string) => `只含由${department}填写的部分,发给该部门填写后导入`,
  addReturn: '增报报表',
  addReturnHint: '本单位今年还要填的登记表',
  dropReturn: '移出本表',
  dropReturnAsk: (code: string) => `本单位今年不填 ${code}?表中还没有填报内容,移出后可再增报。`,
  ok: '确定',
  cancel: '取消',
};

const en: typeof zh = {
  filled: (filled, all) => `${filled} of ${all} cells`,
  blank: 'Blank for the department',
  blankHint: (department) => `Only the sections of ${department}: to be filled there and imported`,
  addReturn: 'Add a return',
  addReturnHint: 'Registers that this unit fills as well this year',
  dropReturn: 'Drop this return',
  dropReturnAsk: (code) =>
    `The unit does not fill ${code} this year? Nothing was filed; it can be added again.`,
  ok: 'OK',
  cancel: 'Cancel',
};

export const sectionLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
