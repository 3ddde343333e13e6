import type { Notice } from '../intake/staged.ts';
import type { QuestionWording as Wording } from './reply-questions.ts';

const kinds: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'resident-id': { zh: '身份证号', en: 'numbers of identity cards' },
  mobile: { zh: '手机号', en: 'numbers of mobile telephones' },
};

/** Said of texts that nobody asked for, that are lost, or that cannot be printed. */
export const textNotices: Readonly<
  Record<('personal-data' | 'private-use' | 'date-left-out') & Notice['kind'], Wording>
> = {
  'personal-data': {
    zh: (d) =>
      d['isTaken'] === undefined
        ? `“${d['header'] ?? ''}”一列是个人的${kinds[d['what'] ?? '']?.zh ?? ''},不是本表指标,没有导入;原文件里仍有。请让企业删去这一列再报,以后不要填。`
        : `“${d['header'] ?? ''}”里写了${kinds[d['what'] ?? '']?.zh ?? ''},只保留末四位;原文件里仍有。请告诉企业以后不要填全号。`,
    en: (d) =>
      d['isTaken'] === undefined
        ? `“${d['headerEn'] ?? ''}” has ${kinds[d['what'] ?? '']?.en ?? ''}. It is no item of the return and was left out; the file itself still has it. Ask the enterprise to send it without that column.`
        : `“${d['headerEn'] ?? ''}” had ${kinds[d['what'] ?? '']?.en ?? ''}; only the last four characters are kept. The file itself still has them. Ask the enterprise not to give them whole.`,
  },
  'date-left-out': {
    zh: (d) =>
      `${d['field'] ?? ''}:这一格是日期,多半是“1-2”之类的文字被表格软件自动改成的,原文已丢失。没有导入,按不详记;请向企业要原文,在表中补填。`,
    en: (d) =>
      `${d['fieldEn'] ?? ''}: this cell is a date, most likely a text such as 1-2 that a spreadsheet turned into one. The text is lost; the item was left unknown. Ask the enterprise for it and fill it in.`,
  },
  'private-use': {
    zh: (d) =>
      `“${d['name'] ?? ''}”里有自造字,别的电脑和打印件上会是方框。请核对营业执照,在名录中改成通用的字。`,
    en: (d) =>
      `“${d['name'] ?? ''}” has a character of its own computer, which prints as a box elsewhere. See the licence and put a standard character into the directory.`,
  },
};
