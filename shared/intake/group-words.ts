import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { namesByCode, partsOf } from './columns.ts';
import {
  comparableHeader,
  isCumulative,
  isIdleBelow,
  isPart,
  isYearAlone,
  saysOtherMeasure,
  withoutBrackets,
} from './header-words.ts';
import { remembered } from './remembered.ts';
import { isLikeUnit } from './units.ts';

/** What a group of columns may be called without saying that its figures are those of something else. */
const idleWords =
  /主要|基本|经济|财务|效益|指标|情况|状况|活动|数据|统计|信息|内容|企业|单位|工业|方面|规模(?!以)|总量|合计|当年|本年|年度|全年|实际|完成|绩效|运行|生产|经营|投入|产出|成果|成效|科技|创新|能力|建设|[的及和与类项/]/gu;

/** The words of a group, or of a name it is looked for in: 研发 and R&D are 研究开发. */
const plain = remembered((text) => withoutBrackets(comparableHeader(text)).replace(/研发|R&D/gu, '研究开发'));

/** A title, or a line with a label, that stands over a column by chance: 填报单位:…, 2015年企业创新情况汇总表. */
const title = /^[^::]{1,20}[::]|(?:表|名[单录])(?:\(.*\))?$|20\d\d年.*(?:情况|统计)/u;

/** What a group's words may say of an item: its names, those of the item that it is a part of, the title of its section. */
const surroundings = new WeakMap<Table, ReadonlyMap<string, readonly string[]>>();

function surroundingsOf(table: Table): ReadonlyMap<string, readonly string[]> {
  const known = surroundings.get(table);
  if (known !== undefined) return known;
  const names = namesByCode(table);
  const wholes = new Map([...partsOf(table)].flatMap(([whole, parts]) => parts.map((part) => [part, whole])));
  const own = new Map(
    table.sections.flatMap(({ title: about, fields }) =>
      fields.map(({ code }): readonly [string, readonly string[]] => [
        code,
        [about?.zh ?? '', ...(names.get(code) ?? []), ...(names.get(wholes.get(code) ?? '') ?? [])].map(
          plain,
        ),
      ]),
    ),
  );
  surroundings.set(table, own);
  return own;
}

/**
 * Whether a header over that of an item may say that its figures are of something else: 分公司, 外贸, 高新技术企业 over 产值.
 * One that says what the item is about, 研发活动 over 研发人员, does not.
 */
export function mayNarrow(group: string, own: string, code: string, table: Table): boolean {
  const field = fieldsOf(table).get(code);
  if (field?.type !== 'number') return false;
  const part = comparableHeader(group);
  // Of patents of the year it says those of all years.
  if (isCumulative(group)) return field.name.zh.startsWith('当年');
  if (part === '' || isYearAlone(part) || isIdleBelow(part) || saysOtherMeasure(group)) return false;
  if (isLikeUnit(group) || (title.test(group.normalize('NFKC').trim()) && !isPart(group))) return false;
  const said = plain(group).replace(idleWords, '');
  if (said === '') return false;
  const about = surroundingsOf(table).get(code) ?? [];
  if (about.some((name) => name.includes(said))) return false;
  // 从业人员 over 其中:研发人员: the part is named, and not the group.
  return !(isPart(own) && [...namesByCode(table).values()].some((names) => names.includes(part)));
}
