import type { Choice } from '../intake/staged.ts';
import { columnName } from '../values/address.ts';
import { codeOf, columnOf } from '../values/cell.ts';
import {
  itemPlace,
  laidKinds,
  parseLayout,
  printRun,
  type LaidKind,
  type LayoutFault,
  type LayoutFaultCode,
  type LayoutKind,
} from '../values/sheet-layout.ts';
import type { Language } from './language.ts';

/** What rows of a sheet are called. */
export const laidKindNames: Readonly<Record<LaidKind, Readonly<Record<Language, string>>>> = {
  header: { zh: '表头', en: 'header' },
  units: { zh: '计量单位', en: 'units' },
  number: { zh: '栏次', en: 'column numbers' },
  body: { zh: '数据', en: 'data' },
  total: { zh: '合计', en: 'total' },
  note: { zh: '注', en: 'notes' },
};

/** How a table lies on its sheet. */
export const layoutKindNames: Readonly<Record<LayoutKind, Readonly<Record<Language, string>>>> = {
  list: { zh: '一行一户', en: 'one per row' },
  form: { zh: '一行一项', en: 'one item per row' },
  across: { zh: '一列一户', en: 'one per column' },
};

/** What a column may be besides an item of the return. */
const meanings: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  name: { zh: '单位名称', en: 'name of the unit' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  organisationCode: { zh: '组织机构代码', en: 'organisation code' },
  area: { zh: '行政区划代码', en: 'area code' },
  parent: { zh: '所属的上级行', en: 'the row it belongs to' },
  index: { zh: '序号', en: 'running number' },
  skip: { zh: '不导入', en: 'not imported' },
  unknown: { zh: '未识别,不导入', en: 'not recognised, left out' },
  unclear: { zh: '不导入', en: 'left out' },
  code: { zh: '指标代码', en: "items' codes" },
  item: { zh: '指标名称', en: "items' names" },
  unit: { zh: '计量单位', en: 'units' },
  group: { zh: '指标的类别', en: 'groups of items' },
  year: { zh: '年份', en: 'years' },
  figures: { zh: '一个单位的数', en: "a unit's figures" },
  本年: { zh: '本年', en: 'this year' },
  上年: { zh: '上年', en: 'last year' },
};

/** What a column is: an item with its name and year, or whose row it is. `name` is that of the item, where it is known. */
export function meaningText(meaning: string, name: string | undefined, language: Language): string {
  const known = meanings[meaning];
  if (known !== undefined) return known[language];
  const year = columnOf(meaning) === '上年' ? (meanings['上年']?.[language] ?? '') : '';
  return [codeOf(meaning), name, year].filter((part) => part !== undefined && part !== '').join(' ');
}

/** A layout in words: what a log, a cell's history and a list of answers say of it. The choice has the names of its items. */
export function layoutText({ code: text, details = {} }: Choice, language: Language): string {
  const parsed = parseLayout(text);
  if ('fault' in parsed) return text;
  const { kind, table, runs, columns, items } = parsed.layout;
  const nameOf = (meaning: string): string =>
    meaningText(meaning, details[`${codeOf(meaning)}/${language}`], language);
  const zh = language === 'zh';
  const rows = laidKinds.flatMap((of) => {
    const own = runs.filter((run) => run.kind === of).map((run) => printRun(run).replace('-', '–'));
    if (own.length === 0) return [];
    return [
      zh ? `${laidKindNames[of].zh}第 ${own.join('、')} 行` : `${laidKindNames[of].en} ${own.join(', ')}`,
    ];
  });
  const said = [...columns].map(([column, meaning]) => {
    const what = nameOf(meaning);
    return zh ? `${columnName(column)} 列为“${what}”` : `${columnName(column)} is “${what}”`;
  });
  const named = [...items].map(([place, meaning]) => {
    const what = nameOf(meaning);
    const { row, column } = itemPlace(place);
    const beside = column === null ? '' : columnName(column);
    return zh
      ? `第 ${row + 1} 行${beside === '' ? '' : `(${beside} 列一侧)`}为“${what}”`
      : `row ${row + 1}${beside === '' ? '' : ` (beside ${beside})`} is “${what}”`;
  });
  const all = [...rows, ...said, ...named];
  return zh
    ? `${table}(${layoutKindNames[kind].zh}):${all.join(',')}`
    : `${table} (${layoutKindNames[kind].en}): ${all.join('; ')}`;
}

type Sentence = (details: LayoutFault['details']) => string;

const nameOfKind = (kind: string | undefined, language: Language): string =>
  laidKindNames[kind as LaidKind]?.[language] ?? kind ?? '';

const sentences: Readonly<Record<LayoutFaultCode, Readonly<Record<Language, Sentence>>>> = {
  'part-unclear': {
    zh: (d) =>
      `看不懂“${d['part'] ?? ''}”。写法如 list:JC102;header:4-5;units:6;body:7-40;total:41;notes:42-43;C=02;D=02.上年;E=skip。`,
    en: (d) =>
      `“${d['part'] ?? ''}” is not understood. Write, for example, list:JC102;header:4-5;units:6;body:7-40;total:41;notes:42-43;C=02;D=02.上年;E=skip.`,
  },
  'rows-unclear': {
    zh: (d) => `“${d['part'] ?? ''}”里的行号看不懂。行号写作 8-40,几段之间用逗号,如 8-19,21-40。`,
    en: (d) => `The rows in “${d['part'] ?? ''}” are not understood. Write 8-40, or 8-19,21-40.`,
  },
  'rows-reversed': {
    zh: (d) => `“${d['rows'] ?? ''}”的起止行写反了。小的行号写在前面。`,
    en: (d) => `“${d['rows'] ?? ''}” is the wrong way round. Write the smaller row first.`,
  },
  'rows-overlap': {
    zh: (d) =>
      `第 ${d['row'] ?? ''} 行既是${nameOfKind(d['one'], 'zh')}又是${nameOfKind(d['other'], 'zh')}。一行只能是一种,请改其中一处。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} is ${nameOfKind(d['one'], 'en')} as well as ${nameOfKind(d['other'], 'en')}. A row can be one thing; change one of them.`,
  },
  'kind-absent': {
    zh: () =>
      '没有写是哪种报表。开头写 list:JC102(一行一户)、form:JC102(一行一项)或 across:JC102(一列一户)。',
    en: () =>
      'Which return it is was not said. Begin with list:JC102 (one unit per row), form:JC102 (one item per row) or across:JC102 (one unit per column).',
  },
  'header-absent': {
    zh: () => '没有表头。请指出哪几行是表头。',
    en: () => 'There is no header. Say which rows are the header.',
  },
  'body-absent': {
    zh: () => '没有数据行。请指出哪几行是数据。',
    en: () => 'There are no rows of data. Say which rows are data.',
  },
  'said-twice': {
    zh: (d) => `“${d['part'] ?? ''}”写了两次。几段行写在一起,用逗号隔开。`,
    en: (d) => `“${d['part'] ?? ''}” is there twice. Write its rows together, with commas.`,
  },
  'one-row-only': {
    zh: (d) => `${nameOfKind(d['kind'], 'zh')}只能是一行。请只留一行。`,
    en: (d) => `Only one row can be ${nameOfKind(d['kind'], 'en')}. Keep one.`,
  },
  'header-below': {
    zh: (d) =>
      d['kind'] === 'header'
        ? `第 ${d['row'] ?? ''} 行在表头上面,不能是表的一部分。请先把表头划到它上面。`
        : `${nameOfKind(d['kind'], 'zh')}要在数据(从第 ${d['row'] ?? ''} 行起)的上面。`,
    en: (d) =>
      d['kind'] === 'header'
        ? `Row ${d['row'] ?? ''} is above the header and can be no part of the table. Move the header above it.`
        : `The row of ${nameOfKind(d['kind'], 'en')} must be above the data, which begins in row ${d['row'] ?? ''}.`,
  },
  'column-twice': {
    zh: (d) => `${d['column'] ?? ''} 列写了两次。一列只能有一种含义。`,
    en: (d) => `Column ${d['column'] ?? ''} is there twice. A column can mean one thing.`,
  },
  'row-twice': {
    zh: (d) => `第 ${d['row'] ?? ''} 行写了两次。一行只能是一项,请删去一处。`,
    en: (d) => `Row ${d['row'] ?? ''} is there twice. A row can be one item; take one of them out.`,
  },
  'item-twice': {
    zh: (d) =>
      `第 ${d['one'] ?? ''} 行和第 ${d['other'] ?? ''} 行都是“${meaningText(d['meaning'] ?? '', undefined, 'zh')}”。请改其中一行,或不导入。`,
    en: (d) =>
      `Rows ${d['one'] ?? ''} and ${d['other'] ?? ''} are both “${meaningText(d['meaning'] ?? '', undefined, 'en')}”. Make one of them another item, or leave it out.`,
  },
  'item-in-list': {
    zh: (d) =>
      `一行一户的表,第 ${d['row'] ?? ''} 行不能是一项指标。请用列来说,如 C=02;不导入的行从 body 里去掉。`,
    en: (d) =>
      `In a list of one unit per row, row ${d['row'] ?? ''} cannot be an item. Say what a column is, such as C=02; take a row that does not count out of body.`,
  },
  'item-no-data': {
    zh: (d) => `第 ${d['row'] ?? ''} 行没有划为数据,不能是一项指标。请先把它划进数据。`,
    en: (d) => `Row ${d['row'] ?? ''} is no row of data, so it cannot be an item. Make it data first.`,
  },
  'item-unknown': {
    zh: (d) =>
      `第 ${d['row'] ?? ''} 行的“${d['meaning'] ?? ''}”不是 ${d['table'] ?? ''} 的指标。写指标代码如 02,或 skip。`,
    en: (d) =>
      `“${d['meaning'] ?? ''}” of row ${d['row'] ?? ''} is no item of ${d['table'] ?? ''}. Write the code of an item, such as 02, or skip.`,
  },
  'meaning-twice': {
    zh: (d) =>
      `${d['one'] ?? ''} 列和 ${d['other'] ?? ''} 列都是“${meaningText(d['meaning'] ?? '', undefined, 'zh')}”。请把其中一列改为别的,或不导入。`,
    en: (d) =>
      `Columns ${d['one'] ?? ''} and ${d['other'] ?? ''} are both “${meaningText(d['meaning'] ?? '', undefined, 'en')}”. Make one of them something else, or leave it out.`,
  },
  'table-unknown': {
    zh: (d) => `现行制度里没有要填的表“${d['table'] ?? ''}”。请核对表的代码,如 JC102、JC109B。`,
    en: (d) =>
      `The edition in force has no table “${d['table'] ?? ''}” to fill. Check the code, such as JC102 or JC109B.`,
  },
  'table-no-form': {
    zh: (d) => `${d['table'] ?? ''} 每条一行,不能按“一行一项”读。请改为 list:${d['table'] ?? ''}。`,
    en: (d) => `${d['table'] ?? ''} has one record per row; it is no form. Write list:${d['table'] ?? ''}.`,
  },
  'meaning-unknown': {
    zh: (d) =>
      `${d['column'] ?? ''} 列的“${d['meaning'] ?? ''}”不是 ${d['table'] ?? ''} 的指标。${
        d['kind'] === 'form'
          ? '一行一项的表,列只能是 本年、上年、code、item、unit、skip。'
          : d['kind'] === 'across'
            ? '一列一户的表,列只能是 item、unit、group、year、figures、skip。'
            : '写指标代码如 02 或 02.上年,或 name、creditCode、organisationCode、area、index、skip。'
      }`,
    en: (d) =>
      `“${d['meaning'] ?? ''}” of column ${d['column'] ?? ''} is no item of ${d['table'] ?? ''}. ${
        d['kind'] === 'form'
          ? 'A column of a form is 本年, 上年, code, item, unit or skip.'
          : d['kind'] === 'across'
            ? 'Where units stand in columns, a column is item, unit, group, year, figures or skip.'
            : 'Write the code of an item, such as 02 or 02.上年, or name, creditCode, organisationCode, area, index or skip.'
      }`,
  },
  'no-last-year': {
    zh: (d) => `${d['table'] ?? ''} 没有上年栏,${d['column'] ?? ''} 列不能是上年数。请改为本年,或不导入。`,
    en: (d) =>
      `${d['table'] ?? ''} has no column for last year, so column ${d['column'] ?? ''} cannot be that. Make it this year, or leave it out.`,
  },
  'place-absent': {
    zh: (d) => `没有“${d['id'] ?? ''}”这个位置:工作表不存在、被隐藏,或这一行已在别的表里。编号见导入的输出。`,
    en: (d) =>
      `There is no place “${d['id'] ?? ''}”: no such sheet, a hidden one, or a row within another table. The ids are in the output of import.`,
  },
  'row-outside': {
    zh: (d) => `工作表只到第 ${d['last'] ?? ''} 行,没有第 ${d['rows'] ?? ''} 行。`,
    en: (d) => `The sheet ends with row ${d['last'] ?? ''}; there are no rows ${d['rows'] ?? ''}.`,
  },
  'row-above': {
    zh: (d) =>
      `这张表从第 ${d['first'] ?? ''} 行开始,第 ${d['rows'] ?? ''} 行在它上面。请从第 ${d['first'] ?? ''} 行起划。`,
    en: (d) =>
      `This table begins with row ${d['first'] ?? ''}; rows ${d['rows'] ?? ''} are above it. Begin with row ${d['first'] ?? ''}.`,
  },
  'rows-of-another': {
    zh: (d) =>
      `第 ${d['rows'] ?? ''} 行伸进了下面另一张划定的表(从第 ${d['next'] ?? ''} 行开始)。请把其中一张改短。`,
    en: (d) =>
      `Rows ${d['rows'] ?? ''} reach into another table that was laid out below, from row ${d['next'] ?? ''}. Shorten one of them.`,
  },
  'column-outside': {
    zh: (d) => `工作表只到 ${d['last'] ?? ''} 列,没有 ${d['column'] ?? ''} 列。`,
    en: (d) => `The sheet ends with column ${d['last'] ?? ''}; there is no column ${d['column'] ?? ''}.`,
  },
  'total-as-body': {
    zh: (d) => `第 ${d['row'] ?? ''} 行写的是“${d['text'] ?? ''}”,不是一个单位的数。请把它划为合计。`,
    en: (d) => `Row ${d['row'] ?? ''} says “${d['text'] ?? ''}”: it is no unit's own. Make it a total.`,
  },
  'units-as-body': {
    zh: (d) => `第 ${d['row'] ?? ''} 行是计量单位(${d['text'] ?? ''}),不是数据。请把它划为计量单位。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} holds units of measure (${d['text'] ?? ''}), no data. Make it the row of units.`,
  },
  'number-as-body': {
    zh: (d) =>
      `第 ${d['row'] ?? ''} 行是栏次(${d['text'] ?? ''}…),不是数据。请把它划为栏次,或让数据从下一行开始。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} numbers the columns (${d['text'] ?? ''}…); it is no data. Let the data begin below it.`,
  },
  'header-as-body': {
    zh: (d) => `第 ${d['row'] ?? ''} 行是表头(${d['text'] ?? ''}…),不是数据。请把它划为表头,或另划一张表。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} is a header (${d['text'] ?? ''}…), no data. Make it header, or lay out another table there.`,
  },
  'units-without-unit': {
    zh: (d) => `第 ${d['row'] ?? ''} 行里没有计量单位。请划出写着“千元”“人”等的那一行,没有就不划。`,
    en: (d) =>
      `Row ${d['row'] ?? ''} says no unit of measure. Choose the row with 千元, 人 and the like, or none.`,
  },
  'identity-absent': {
    zh: (d) =>
      d['kind'] === 'across'
        ? '没有一行说明各列是哪个单位。请把写着单位名称或代码的行划为表头。'
        : '没有一列说明是哪个单位。请指出哪一列是单位名称或统一社会信用代码。',
    en: (d) =>
      d['kind'] === 'across'
        ? 'No row says whose columns they are. Make the row with the names or codes of the units header.'
        : 'No column says whose row it is. Say which one has the names or the credit codes.',
  },
  'item-absent': {
    zh: (d) =>
      d['kind'] === 'form'
        ? '看不出哪一列是指标、哪一列是本年数,或数据行里没有指标。请指出指标代码(或名称)列和本年列。'
        : d['kind'] === 'across'
          ? `看不出哪一列是指标名称(item)、哪些列各是一个单位的数(figures),或数据行里没有 ${d['table'] ?? ''} 的指标。请点列头指出,或点行号指出各行是哪一项。`
          : `没有一列是 ${d['table'] ?? ''} 的指标。请核对表头划得对不对,或指出各列是哪一项。`,
    en: (d) =>
      d['kind'] === 'form'
        ? "Which column has the items and which this year's figures is not clear, or no row of data is an item. Say which columns they are."
        : d['kind'] === 'across'
          ? `Which column has the items' names (item), or which are a unit's figures each, is not clear, or no row of data is an item of ${d['table'] ?? ''}. Say so by the column heads, or by the row numbers what the rows are.`
          : `No column is an item of ${d['table'] ?? ''}. Check the header, or say what the columns are.`,
  },
};

/** Why a layout cannot be, and what to do. */
export function layoutFaultText({ code, details }: LayoutFault, language: Language): string {
  return sentences[code][language](details);
}
