import type { OwedReturn, Reminder } from '../contract/areas/reminders.ts';
import type { Language } from './language.ts';

interface ReminderTexts {
  readonly title: (county: string, year: number, demonstration: boolean) => string;
  readonly about: (day: string) => string;
  /** Name of the sheet with a line for each return. */
  readonly byReturn: string;
  readonly returnColumns: readonly string[];
  readonly columns: readonly string[];
  readonly due: string;
  readonly mend: (open: OwedReturn['open']) => string;
  readonly by: (day: string, late: boolean) => string;
  readonly noContact: string;
  readonly ofYear: (year: number) => string;
}

/** What a 催报单 says: on screen, on paper, in the workbook and in the terminal. */
export const reminderTexts: Readonly<Record<Language, ReminderTexts>> = {
  zh: {
    title: (county, year, demonstration) => `${county} ${year} 年报催报单${demonstration ? '(示范版)' : ''}`,
    about: (day) =>
      `截至 ${day}。“未报”的请催报;“待改”的已报来,还有错要更正或说明,可另附查询单。电话取自该单位最近一次填报;没有电话的,请查名录或向主管部门问到后填入报表。`,
    byReturn: '分报表',
    returnColumns: ['报表', '表名', '未报(户)', '待改(户)'],
    columns: ['序号', '单位代码', '单位名称', '联系人', '联系电话', '报表', '情形', '报送期限', '催报结果'],
    due: '未报',
    mend: ({ A, B, C }) =>
      `待改:${[
        [A, '强制性'],
        [B, '准强制性'],
        [C, '核实性'],
      ]
        .filter(([count]) => count !== 0)
        .map(([count, name]) => `${name} ${count} 处`)
        .join('、')}`,
    by: (day, late) => (late ? `${day}(已过)` : day),
    noContact: '未填',
    ofYear: (year) => `(${year} 年报)`,
  },
  en: {
    title: (county, year, demonstration) =>
      `${county}, reminders of ${year}${demonstration ? ' (demonstration)' : ''}`,
    about: (day) =>
      `As of ${day}. Ask for what is “not filed”; what is “to be mended” came with errors to correct or explain, and a query sheet can go with the call. The telephone is that of the unit’s latest filing; where there is none, look it up and enter it in the form.`,
    byReturn: 'By return',
    returnColumns: ['Return', 'Name', 'Not filed', 'To be mended'],
    columns: ['No.', 'Code', 'Unit', 'Contact', 'Telephone', 'Return', 'What is missing', 'Due', 'Answer'],
    due: 'not filed',
    mend: ({ A, B, C }) =>
      `to be mended: ${Object.entries({ A, B, C })
        .filter(([, count]) => count !== 0)
        .map(([of, count]) => `${count} of class ${of}`)
        .join(', ')}`,
    by: (day, late) => (late ? `${day} (passed)` : day),
    noContact: 'not filled in',
    ofYear: (year) => ` (return of ${year})`,
  },
};

/** What stands under 情形 of one return. */
export function owedText({ state, open }: OwedReturn, language: Language): string {
  const words = reminderTexts[language];
  return state === 'due' ? words.due : words.mend(open);
}

/** Name and telephone as they are shown; the telephone says of which year it is where it is not this one's. */
export function contactTexts(
  { contact }: Pick<Reminder, 'contact'>,
  year: number,
  language: Language,
): { readonly person: string; readonly telephone: string } {
  const words = reminderTexts[language];
  if (contact === null) return { person: '', telephone: words.noContact };
  const { person, telephone, year: of } = contact;
  return {
    person: person ?? '',
    telephone: `${telephone ?? words.noContact}${of === year ? '' : words.ofYear(of)}`,
  };
}
