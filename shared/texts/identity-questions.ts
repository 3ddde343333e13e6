import type { Notice, QuestionKind } from '../intake/staged.ts';
import { counted } from './language.ts';
import { orEmpty, itemOf, type QuestionWording as Wording } from './reply-questions.ts';

type Details = Readonly<Record<string, string>>;

/** What a row calls itself: its name, and its code or what became of it. */
const unitOf = (d: Details): { readonly zh: string; readonly en: string } => {
  const lost = d['lost'];
  if (lost === undefined)
    return {
      zh: `“${d['name'] ?? ''}”(${d['code'] ?? '无代码'})`,
      en: `“${d['name'] ?? ''}” (${d['code'] ?? 'no code'})`,
    };
  return {
    zh: `“${d['name'] ?? ''}”(代码被表格软件改成了数 ${lost},末几位已丢失,不能用,请向填报单位索取原代码)`,
    en: `“${d['name'] ?? ''}” (its code was turned into the number ${lost} and has lost digits: ask for it anew)`,
  };
};

/** Where a unit is that is not of the county, and by what it is known. */
const whereabouts = (d: Details): { readonly zh: string; readonly en: string } => ({
  zh: `${d['by'] === 'stated' ? '所在地' : '信用代码的登记地'}是 ${d['area'] ?? ''} ${d['place'] === '' ? '(外省)' : (d['place'] ?? '')},不是本县(${d['county'] ?? ''})`,
  en: `${d['by'] === 'stated' ? 'its area' : 'the area that issued its code'} is ${d['area'] ?? ''} ${d['place'] === '' ? '(another province)' : (d['place'] ?? '')}, not ${d['county'] ?? ''}`,
});

type IdentityKind =
  | 'unit-unknown'
  | 'unit-suggested'
  | 'unit-disagrees'
  | 'unit-elsewhere'
  | 'unit-namesake'
  | 'unit-renamed'
  | 'unit-missing';

/** Whose row it is. */
export const identityQuestions: Readonly<Record<IdentityKind & QuestionKind, Wording>> = {
  'unit-unknown': {
    zh: (d) =>
      `名录里没有${unitOf(d).zh}。${d['unfit'] === undefined ? '' : '没有可用的18位信用代码或9位组织机构代码,不能加入名录:'}${d['unsound'] === undefined ? '' : '代码末位与校验算法不符,请核对营业执照:发证如此的可以加入,审核时说明。'}是名录中的单位请指明,不是本县应报的请不导入。`,
    en: (d) =>
      `${unitOf(d).en} is not in the directory.${d['unfit'] === undefined ? '' : ' Without a credit or organisation code it cannot be added.'}${d['unsound'] === undefined ? '' : ' The check character of its code is wrong: if the licence has it so, add it and explain the finding.'} Say which unit it is, or leave it out.`,
  },
  'unit-suggested': {
    zh: (d) =>
      `${unitOf(d).zh}像是名录中的“${d['suggested'] ?? ''}”(${d['suggestedCode'] ?? ''})。请核对后指明;同名的两个单位、总公司与分公司不要合并。`,
    en: (d) =>
      `${unitOf(d).en} looks like “${d['suggested'] ?? ''}” (${d['suggestedCode'] ?? ''}). Check: two units of one name, or a branch and its parent, are not one.`,
  },
  'unit-disagrees': {
    zh: (d) =>
      `代码 ${d['code'] ?? ''} 是名录中“${d['owner'] ?? ''}”的,同处写的却是名录中另一单位“${d['other'] ?? ''}”。是谁的数?`,
    en: (d) =>
      `The code ${d['code'] ?? ''} is that of “${d['owner'] ?? ''}”, but the row names “${d['other'] ?? ''}”, another unit of the directory. Whose figures are they?`,
  },
  'unit-elsewhere': {
    zh: (d) =>
      `${unitOf(d).zh}${whereabouts(d).zh}。已放在一边,不计入。确在本县经营的(如迁入)请加入名录;否则请不导入,并告知单位向当地报送。`,
    en: (d) =>
      `${unitOf(d).en}: ${whereabouts(d).en}. It is kept aside and not counted. Add it if it really is of this county (it moved here); else leave it out and tell the unit to report there.`,
  },
  'unit-namesake': {
    zh: (d) =>
      `本文件中“${d['name'] ?? ''}”有两个代码:${d['other'] ?? ''} 和 ${d['code'] ?? ''}。是同一单位还是两个单位?请核对营业执照。`,
    en: (d) =>
      `“${d['name'] ?? ''}” has two codes in this file: ${d['other'] ?? ''} and ${d['code'] ?? ''}. One unit or two? Check the licences.`,
  },
  'unit-renamed': {
    zh: (d) =>
      `代码 ${d['code'] ?? ''} 在名录中是“${d['known'] ?? ''}”,表中写的是“${d['name'] ?? ''}”。单位更名了吗?代码写错的请不导入。`,
    en: (d) =>
      `${d['code'] ?? ''} is “${d['known'] ?? ''}” in the directory; the file says “${d['name'] ?? ''}”. Was it renamed? If the code is wrong, leave the row out.`,
  },
  'unit-missing': {
    zh: (d) =>
      `没有写单位名称${d['lost'] === undefined ? '和代码' : `,代码又被表格软件改成了数 ${d['lost']}`},不知道是谁的数。请指明单位,或不导入。`,
    en: (d) =>
      `This row names no unit${d['lost'] === undefined ? '' : `, and its code was turned into the number ${d['lost']}`}. Say whose it is, or leave it out.`,
  },
};

/** Whether any unit of the directory may be the answer. */
export function isAboutUnit(kind: QuestionKind): boolean {
  return kind === 'unit-in-cell' || Object.hasOwn(identityQuestions, kind);
}

export const identityNotices: Readonly<
  Record<('unit-renamed' | 'unit-elsewhere' | 'unit-of-file' | 'code-lost') & Notice['kind'], Wording>
> = {
  'unit-elsewhere': {
    zh: (d) =>
      `${unitOf(d).zh}${whereabouts(d).zh}。已放在一边,没有导入。请告知单位向当地报送;确在本县经营的(如迁入),在“已确认”里把这一条改为加入名录。`,
    en: (d) =>
      `${unitOf(d).en}: ${whereabouts(d).en}. It was kept aside and not imported. Tell the unit to report there; if it really is of this county (it moved here), change the answer under “Answered” and add it.`,
  },
  'unit-of-file': {
    zh: (d) =>
      `这张表没有写是谁的数,按本文件其他地方写的,记在“${d['name'] ?? ''}”。是别的单位的,在“已确认”里改选。`,
    en: (d) =>
      `This table does not say whose it is; it was taken for “${d['name'] ?? ''}”, which the rest of the file is of. If it is another unit's, change the answer under “Answered”.`,
  },
  'code-lost': {
    zh: (d) =>
      `“${d['name'] ?? ''}”的代码被表格软件改成了数 ${d['lost'] ?? ''}。名称和剩下的各位都与名录中的 ${d['known'] ?? ''} 相符,已记在该单位。请让企业把代码列改成文本。`,
    en: (d) =>
      `The code of “${d['name'] ?? ''}” was turned into the number ${d['lost'] ?? ''}. Its name and the digits left are those of ${d['known'] ?? ''} in the directory, so it was taken for that unit. Ask the enterprise to keep codes as text.`,
  },
  'unit-renamed': {
    zh: (d) =>
      `代码 ${d['code'] ?? ''} 在名录中是“${d['known'] ?? ''}”,表中写的是“${d['name'] ?? ''}”,已按代码导入。已更名的请在名录中更名,代码写错的请撤销本批。`,
    en: (d) =>
      `${d['code'] ?? ''} is “${d['known'] ?? ''}” in the directory; the file says “${d['name'] ?? ''}”. It was imported by its code. Rename the unit, or undo the batch if the code is wrong.`,
  },
};

/** Asked of a file beside what was filed before: for another year, or for another place of an operator. */
export const earlierQuestions: Readonly<Record<('file-of-year' | 'unit-place') & QuestionKind, Wording>> = {
  'unit-place': {
    zh: (d) =>
      `“${d['name'] ?? ''}”报的是“${d['place'] ?? ''}”,名录中它的是${d['known'] === '' ? '别类单位' : `“${d['known'] ?? ''}”`}。是它运营的另一处(各填一张表),还是同一处改了名称?`,
    en: (d) =>
      `“${d['name'] ?? ''}” files “${d['place'] ?? ''}”; the directory has ${d['known'] === '' ? 'it as a unit of another kind' : `“${d['known'] ?? ''}”`}. Is it another place that it runs, with a form of its own, or the same one under a new name?`,
  },
  'file-of-year': {
    zh: (d) =>
      `这个文件与 ${d['on'] ?? ''} 作为 ${d['year'] ?? ''} 年报表导入的“${d['first'] ?? ''}”完全相同,像是错报了年份。请向填报单位核实;确是 ${d['now'] ?? ''} 年的数才导入。`,
    en: (d) =>
      `This file is the very one that was imported as “${d['first'] ?? ''}” for ${d['year'] ?? ''} on ${d['on'] ?? ''}. Ask the sender; import it only if the figures are those of ${d['now'] ?? ''}.`,
  },
};

/** Said of a file beside those before it. */
export const earlierNotices: Readonly<
  Record<('new-version' | 'filed-same' | 'cells-kept') & Notice['kind'], Wording>
> = {
  'new-version': {
    zh: (d) =>
      `同名文件“${d['file'] ?? ''}”已于 ${d['on'] ?? ''} 入库(批次 ${d['batch'] ?? ''}),这是改过的一版:与库中不同 ${d['changed'] ?? ''} 格,新增 ${d['added'] ?? ''} 格,见“与库中对比”。`,
    en: (d) =>
      `A file “${d['file'] ?? ''}” was committed on ${d['on'] ?? ''} (batch ${d['batch'] ?? ''}); this is another version: ${counted(Number(d['changed'] ?? ''), 'cell differs', 'cells differ')} from what is stored, ${counted(Number(d['added'] ?? ''), 'is', 'are')} new. See the differences.`,
  },
  'filed-same': {
    zh: (d) =>
      `${d['return'] ?? ''} 有 ${d['rows'] ?? ''} 行(如“${d['name'] ?? ''}”)此前已按相同的数入库,没有重复写入。`,
    en: (d) =>
      `${counted(Number(d['rows'] ?? ''), 'row')} of ${d['return'] ?? ''} (such as “${d['name'] ?? ''}”) ${d['rows'] === '1' ? 'was' : 'were'} stored with the same figures before, and not written again.`,
  },
  'cells-kept': {
    zh: (d) =>
      `“${d['name'] ?? ''}”等有 ${d['cells'] ?? ''} 格在本文件中是空的,库中的数保留不动,如 ${d['field'] ?? ''} ${orEmpty(d['stored']).zh}。企业要取消这些数的,请更正。`,
    en: (d) =>
      `${counted(Number(d['cells'] ?? ''), 'cell')} (such as “${d['name'] ?? ''}”, ${itemOf(d)} ${orEmpty(d['stored']).en}) ${d['cells'] === '1' ? 'is' : 'are'} empty in this file; what is stored stays. Correct what the enterprise takes back.`,
  },
};
