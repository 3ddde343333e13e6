import { queryColumns, type QuerySheet } from '../values/query-page.ts';
import type { Language } from './language.ts';

interface QuerySheetTexts {
  readonly title: (county: string, demonstration: boolean) => string;
  readonly due: (day: string, contact: string, phone: string) => string;
  /** Whom of the unit its newest filing names: who is called about the sheet. */
  readonly called: (person: string, telephone: string) => string;
  readonly how: string;
  readonly columns: readonly string[];
  readonly seeItem: (item: number) => string;
  readonly footer: string;
}

/** What is printed on a 查询单. The workbook is Chinese whatever the screen speaks: enterprises fill it in. */
export const querySheetTexts: Readonly<Record<Language, QuerySheetTexts>> = {
  zh: {
    title: (county, demonstration) => `${county}统计数据查询单${demonstration ? '(示范版)' : ''}`,
    due: (day, contact, phone) =>
      `请于 ${day} 前回复。联系人:${contact === '' ? '____________' : contact}    电话:${phone === '' ? '____________' : phone}`,
    called: (person, telephone) =>
      `贵单位报表所填联系人:${person || '未填'}    电话:${telephone || '未填'}    如有变动,请在本页下方写明。`,
    how: '请逐项核对:填错的,在“更正为”填正确的数(按本行的计量单位);属实的,在“情况说明”写明具体原因(不少于 6 个字)。只填黄色的格,其余请勿改动;填好后发回本文件。',
    columns: queryColumns,
    seeItem: (item) => `见第 ${item} 项`,
    footer: '单位负责人:            填表人:            联系电话:            回复日期:20   年   月   日(盖章)',
  },
  en: {
    title: (county, demonstration) => `Query sheet of ${county}${demonstration ? ' (demonstration)' : ''}`,
    due: (day, contact, phone) =>
      `Please answer by ${day}. Contact: ${contact === '' ? '____________' : contact}    Phone: ${phone === '' ? '____________' : phone}`,
    called: (person, telephone) =>
      `Your contact by the return: ${person || 'not filled in'}    Phone: ${telephone || 'not filled in'}    If that has changed, say so at the foot.`,
    how: 'Check each line: what is wrong, put right under “Correct to” (in the unit of the line); what is true, explain (at least 6 characters). Fill the yellow cells only and send this file back.',
    columns: ['No.', 'Return', 'Item', 'Unit', 'Reported', 'Why it is asked', 'Correct to', 'Explanation'],
    seeItem: (item) => `see ${item}`,
    footer: 'Head:            Filled in by:            Phone:            Date:            (seal)',
  },
};

/** The line that says whom of the unit its returns name; empty where they name nobody. */
export function calledLine({ called }: QuerySheet): string {
  return called === null ? '' : querySheetTexts.zh.called(called.person ?? '', called.telephone ?? '');
}
