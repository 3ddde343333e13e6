import { counted, type Language } from '#shared/texts/language.ts';
import type { EnterStep } from '#shared/values/preferences.ts';
import type { GridLabels } from '../../../ui/grid/model.ts';

const grid: Readonly<Record<Language, GridLabels>> = {
  zh: {
    changedMeanwhile: (text: string) =>
      `您填写时,这一格已在别处改${text === '' ? '为空' : `为“${text}”`},您填的没有保存。仍用您填的,按 F2 再按回车;按 Esc 用${text === '' ? '空' : `“${text}”`}。`,
    isGone:
      '这一行已在别处移出,您填的没有保存。要保留这一行,按 F2 再按回车,整行照现在显示的放回;按 Esc 不再保留。',
    notTakenBack: (cells: string) =>
      `没有撤销:${cells === '' ? '这一行已在别处移出。' : `${cells}是别处改的。`}这一步以后也不再撤销;需要改的请直接填写。`,
    standsNow: (column, text) => `“${column}”现为${text === '' ? '空' : `“${text}”`},`,
    isGuarded: '这是单位报来的数,粘贴不改它;请在该格单独填写,并注明更正依据。',
    tooWide: (columns) => `有 ${columns} 列超出表宽,没有粘贴。`,
    readOnly: (cells) => `有 ${cells} 格由系统计算,没有粘贴。`,
    newRow: '在此填写新的一行',
    required: '必填',
  },
  en: {
    changedMeanwhile: (text: string) =>
      `While you typed, the cell was ${text === '' ? 'emptied' : `changed to “${text}”`} elsewhere; yours was not saved. Press F2 and Enter to use yours, or Esc to leave it.`,
    isGone:
      'This row was taken out elsewhere; yours was not saved. Press F2 and Enter to put the whole row back as it is shown, or Esc to let it go.',
    notTakenBack: (cells: string) =>
      `Not undone: ${cells === '' ? 'the row was taken out elsewhere. ' : `${cells}changed elsewhere. `}This step can’t be undone any more; write what is wanted into the cell.`,
    standsNow: (column, text) => `“${column}” is ${text === '' ? 'empty' : `“${text}”`} now, `,
    isGuarded: 'The unit sent this value. Write it in its own cell, and say on what grounds.',
    tooWide: (columns) => `${columns} columns are beyond the table and were not pasted.`,
    readOnly: (cells) => `${cells} cells are computed and were not pasted.`,
    newRow: 'a new row',
    required: 'required',
  },
};
export const gridLabels = grid;

const zh = {
  add: '增加一行',
  takeOut: (rows: number) => (rows > 1 ? `移出所选 ${rows} 行` : '移出本行'),
  takeOutAsk: (names: string, below: number) =>
    `从本年移出“${names}”?${below > 0 ? `其下的 ${below} 行成员一并移出。` : ''}上年的记录不受影响。`,
  takenOut: '(移出本表)',
  rows: (count: number) => `${count} 行`,
  carried: '结转',
  carriedHint: '上年结转,请确认、修改或结束',
  confirm: '确认',
  end: '结束',
  endAsk: (name: string, below: number) =>
    `“${name}”已解散、撤销或结束,不再列入本年?${below > 0 ? `其下的 ${below} 行成员一并结束。` : ''}`,
  confirmAll: (count: number) => `全部确认(${count})`,
  confirmAllAsk: (count: number) => `${count} 行都与上年相同?`,
  confirmedBut: (count: number, names: string) =>
    `已确认 ${count} 行;${names}已在别处确认、改动或结束,没有再动。请看它现在的内容。`,
  wide: '展开表格',
  narrow: '显示名单',
  chooseParent: (table: string) => `先在上面的“${table}”中选一行。`,
  below: (table: string, parent: string) => `${table}:${parent}`,
  hasBelow: '这一行下面还有成员,不能撤销增加。请用“移出本行”。',
  lost: (texts: readonly string[]) =>
    `离开这张表时还有没有保存的内容:${texts.map((text) => `“${text}”`).join('、')}。需要的请重新填写。`,
  unnamed: '(未填名称)',
  missing: (names: readonly string[]) => `没有填写:${names.join('、')}`,
  more: (count: number) => `还有 ${count} 条`,
  fold: '收起',
  keys: (enter: EnterStep) =>
    `直接输入替换原值,F2 修改,Tab 右移,回车${enter === 'down' ? '下移' : '右移'},Delete 清空,Ctrl+Z 撤销;可从 Excel 整块粘贴;代码可打代码、名称或拼音首字母`,
  ok: '确定',
  cancel: '取消',
};

const en: typeof zh = {
  add: 'Add a row',
  takeOut: (rows) => (rows > 1 ? `Take out ${rows} rows` : 'Take out the row'),
  takeOutAsk: (names, below) =>
    `Take “${names}” out of this year?${below > 0 ? ` ${below} rows below go with it.` : ''} Last year stays.`,
  takenOut: '(taken out)',
  rows: (count) => `${count}\u00a0${count === 1 ? 'row' : 'rows'}`,
  carried: 'carried',
  carriedHint: 'Carried over: confirm, change or end it',
  confirm: 'Confirm',
  end: 'End',
  endAsk: (name, below) =>
    `“${name}” has ended and is no longer listed this year?${below > 0 ? ` ${below} rows below end with it.` : ''}`,
  confirmAll: (count) => `Confirm all (${count})`,
  confirmAllAsk: (count) =>
    count === 1 ? 'The one row is as last year?' : `All ${count} rows are as last year?`,
  confirmedBut: (count, names) =>
    `${counted(count, 'row')} confirmed. Confirmed, changed or ended elsewhere meanwhile, and left as it is now: ${names}. Look at it.`,
  wide: 'Wide table',
  narrow: 'Show the list',
  chooseParent: (table) => `Choose a row of “${table}” above first.`,
  below: (table, parent) => `${table}: ${parent}`,
  hasBelow: 'This row has others below it, so adding it can’t be undone. Take the row out instead.',
  lost: (texts) =>
    `This was not saved when the table was left: ${texts.map((text) => `“${text}”`).join(', ')}. Write it again if it is wanted.`,
  unnamed: '(no name)',
  missing: (names) => `Empty: ${names.join(', ')}`,
  more: (count) => `${count} more`,
  fold: 'fewer',
  keys: (enter) =>
    `Typing replaces, F2 edits, Tab moves right, Enter ${enter}, Delete empties, Ctrl+Z undoes; blocks can be pasted; codes by code, name or initials`,
  ok: 'OK',
  cancel: 'Cancel',
};

export const rowLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
