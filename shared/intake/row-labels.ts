const area = '[省市县区旗镇乡村]|街道(?:办事处)?|办事处|开发区|园区|管委会';
const place = `\\p{Script=Han}{1,12}?(?:${area})`;
const total = '(?:合计|总计|小计|共计|累计)';

/** What a total row says: it is no data, and proves others. 合计, 全县合计, 合隆镇小计, 总计(农安县), 规模以上企业合计. */
export const totalLabel = new RegExp(
  `^(?:(?:本页|全?(?:${area})|${place})?${total}(?:[::(—-].*|${place})?|[\\p{L}\\p{N}]{1,16}(?:合计|总计|小计)|全[省市县区旗镇乡])$`,
  'u',
);

/** A place and nothing else, such as 合隆镇: a row of that name heads the rows of the place, or sums them. */
export const placeLabel = new RegExp(`^${place}$`, 'u');

/** A branch of the economy and nothing else, such as 制造业: a row of that name heads its enterprises, or sums them. */
export const kindLabel = /^\p{L}{1,10}(?:(?<!企)业|类|经济|系统)$/u;

/** 一 of a row that is one of several groups. */
export const groupNumber = /^\(?[一二三四五六七八九十]{1,3}\)?[、.]?$/u;

/** Of totals, those of a part of the rows. */
export const partLabel = new RegExp(
  `小计|本页|^(?:[镇乡村]|街道)|(?:[镇乡村]|街道(?:办事处)?)(?:${total}|\\)?$)`,
  'u',
);

const units = '(?:公司|集团|厂|矿|店|社|院|所|中心|大学|学校)';

/** How the names of enterprises and institutions end. */
export const namesUnit = new RegExp(`${units}$`, 'u');

/** 其中:国有企业, below a total: a part of it. 其中:长春甲厂 may be an enterprise all the same. */
export const partOfTotal = new RegExp(`^其中(?!.*${units}$)`, 'u');

/** 上年同期, 增长%, 平均: a row that is held beside the others, and that of no enterprise. */
export const comparisonLabel =
  /^(?:[上去]年(?:同期)?(?:数|实际|合计)?|(?:比[上去]年(?:同期)?|同比|环比)?增[长减速幅](?:率|额|量|数)?|[同环]比|平均[值数]?|[户人]均|占比|比重)[()%±‰]*$/u;

/** 一、规模以上企业: the heading of a group of rows. */
export const groupLabel = /^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))/u;

/** How a line of notes or signatures below a table begins. */
export const noteLabel =
  /^(注|说明|备注|填表说明)([::、.\d]|$)|^(单位负责人|统计负责人|填表人|制表人?|制表单位|审核人|报出日期|联系电话)([::]|$)/u;

/** A label as it is compared. */
export function plainLabel(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}
