import type { Language } from '#shared/texts/language.ts';
import { counted } from '#shared/texts/language.ts';
import type { RowAct } from '#shared/values/moved-border.ts';

const acts: Readonly<Record<RowAct, string>> = {
  header: '这一行是表头',
  units: '这一行是计量单位',
  number: '这一行是栏次(甲、乙、1、2)',
  'body-from': '从这一行起是数据',
  'body-to': '数据到这一行为止',
  body: '这一行是数据',
  total: '这一行是合计',
  'note-from': '从这一行起是注',
  left: '这一行不导入',
};

const zh = {
  acts,
  row: (row: number) => `第 ${row} 行:改为……`,
  border: (above: string, below: string, row: number) =>
    `${above}与${below}的分界,在第 ${row} 行上方。拖动,或按上下键移动`,
  nothing: '表外',
  column: (column: string, meaning: string) => `${column} 列:${meaning}。点击更改`,
  byHeader: '按表头识别',
  unsaid: '未识别',
  itemAct: (column: string) => (column === '' ? '这一行是哪一项……' : `这一行(${column} 列一侧)是哪一项……`),
  itemOf: (place: string) => `${place} 是哪一项`,
  itemSaid: (place: string, item: string) => `${place}:${item}`,
  byRow: '按原表识别',
  anyItem: '本表的另一项……',
  place: (row: number, column: string) => (column === '' ? `第 ${row} 行` : `第 ${row} 行(${column} 列一侧)`),
  search: '输入指标名称或代码',
  whose: '单位与序号',
  items: '指标',
  table: (table: string, rows: string) => `${table} 第 ${rows} 行`,
  newTable: '从这一行起是另一张表……',
  noTable: '这张工作表没有认出报表。如果有,请选择是哪种:',
  whichReturn: '报表',
  which: '选择报表',
  begin: '开始划定',
  beginHint: '选好后,点行号指出表头和数据在哪几行,点列头指出各列是什么。',
  draft: (count: number) => (count > 1 ? `${count} 张表的边界已改,尚未应用` : '边界已改,尚未应用'),
  apply: '应用',
  reset: '还原',
  asFound: '恢复自动识别',
  laid: '人工划定',
  hint: '分界可拖动;点行号、列头可更改',
  applyAsk: (file: string) => `“${file}”已入库。应用会先撤销它写入的数,再按划定重新读取、入库。继续吗?`,
  changeAsk: (file: string) => `“${file}”已入库。改变回答会先撤销它写入的数,再重新读取、入库。继续吗?`,
  answered: (count: number) => `已确认 ${count}`,
  change: '改',
  changing: (row: string) => `改:${row}`,
  leave: '不改',
};

const en: typeof zh = {
  acts: {
    header: 'this row is header',
    units: 'this row is the units',
    number: 'this row numbers the columns',
    'body-from': 'the data begin with this row',
    'body-to': 'the data end with this row',
    body: 'this row is data',
    total: 'this row is a total',
    'note-from': 'notes from this row on',
    left: 'leave this row out',
  },
  row: (row) => `Row ${row}: make it …`,
  border: (above, below, row) =>
    `Border between ${above} and ${below}, above row ${row}. Drag it, or move it with the arrow keys`,
  nothing: 'no part of the table',
  column: (column, meaning) => `Column ${column}: ${meaning}. Click to change`,
  byHeader: 'as its header says',
  unsaid: 'not known',
  itemAct: (column) =>
    column === '' ? 'this row is the item …' : `this row, beside ${column}, is the item …`,
  itemOf: (place) => `Which item is ${place}?`,
  itemSaid: (place, item) => `${place}: ${item}`,
  byRow: 'as the row says',
  anyItem: 'another item …',
  place: (row, column) => (column === '' ? `row ${row}` : `row ${row} beside ${column}`),
  search: 'name or code of an item',
  whose: 'whose row it is',
  items: 'items',
  table: (table, rows) => `${table}, rows ${rows}`,
  newTable: 'another table begins with this row …',
  noTable: 'No return was found on this sheet. If there is one, say which:',
  whichReturn: 'Return',
  which: 'choose a return',
  begin: 'Lay it out',
  beginHint:
    'Then say by the row numbers where header and data are, and by the column heads what the columns are.',
  draft: (count) => `${counted(count, 'table')} changed, not applied yet`,
  apply: 'Apply',
  reset: 'Reset',
  asFound: 'As import finds it',
  laid: 'laid out by hand',
  hint: 'drag a border; click a row number or column head',
  applyAsk: (file) =>
    `“${file}” is committed. To apply this, what it wrote is undone first, and it is read anew and committed. Go on?`,
  changeAsk: (file) =>
    `“${file}” is committed. To change an answer, what it wrote is undone first, and it is read anew and committed. Go on?`,
  answered: (count) => `Answered ${count}`,
  change: 'Change',
  changing: (row) => `Change: ${row}`,
  leave: 'Leave it',
};

export const layoutLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
