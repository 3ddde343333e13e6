import type { FileProblems } from '../../contract/problems/files.ts';
import type { Sentences } from '../language.ts';

type Budget = FileProblems['file.over-budget']['budget'];

const budgets: Readonly<Record<Budget, { readonly zh: string; readonly en: string }>> = {
  bytes: { zh: '文件大小(字节)', en: 'bytes' },
  entries: { zh: '内部部件数', en: 'parts' },
  unpacked: { zh: '解压后的大小(字节)', en: 'unpacked bytes' },
  ratio: { zh: '压缩倍数', en: 'times compressed' },
  sheets: { zh: '工作表数', en: 'sheets' },
  rows: { zh: '有内容的行数', en: 'rows' },
  blankRows: { zh: '连续空行数', en: 'blank rows in succession' },
  columns: { zh: '一行的格数', en: 'cells in a row' },
  cells: { zh: '单元格数', en: 'cells' },
  strings: { zh: '文字条数', en: 'texts' },
  text: { zh: '一格的字数', en: 'characters in a cell' },
  merges: { zh: '合并单元格数', en: 'merged ranges' },
  mergedCells: { zh: '合并区域覆盖的格数', en: 'cells under merged ranges' },
};

export const fileProblems: Sentences<FileProblems> = {
  'file.empty': {
    zh: ({ file }) => `“${file}”是空文件。请企业重新发送。`,
    en: ({ file }) => `“${file}” is empty. Ask the enterprise to send it again.`,
  },
  'file.missing': {
    zh: ({ file }) => `找不到“${file}”。请核对文件名和位置。`,
    en: ({ file }) => `“${file}” was not found. Check its name and place.`,
  },
  'file.truncated': {
    zh: ({ file }) => `“${file}”不完整,可能没有传完。没有导入其中任何内容,请企业重新发送。`,
    en: ({ file }) =>
      `“${file}” is incomplete. Nothing of it was imported; ask the enterprise to send it again.`,
  },
  'file.encrypted': {
    zh: ({ file }) => `“${file}”有打开密码。请企业取消打开密码后重发。`,
    en: ({ file }) => `“${file}” has a password. Ask the enterprise to remove it and send it again.`,
  },
  'file.damaged': {
    zh: ({ file, part }) =>
      `“${file}”已损坏(${part})。没有导入其中任何内容,请企业在 WPS 或 Excel 中打开、另存为 xlsx 后重发。`,
    en: ({ file, part }) =>
      `“${file}” is damaged (${part}). Nothing was imported; ask for it saved anew as xlsx.`,
  },
  'file.unsupported': {
    zh: ({ file, found }) =>
      `“${file}”的内容是${found},不是 xlsx 工作簿。请企业在 WPS 或 Excel 中另存为 xlsx 后重发。`,
    en: ({ file, found }) => `“${file}” holds ${found}, not an xlsx workbook. Ask for it saved as xlsx.`,
  },
  'file.doctype': {
    zh: ({ file, part }) =>
      `“${file}”含有不允许的内容(${part} 中的 DOCTYPE),可能不安全,没有导入。请企业用 WPS 或 Excel 重新另存。`,
    en: ({ file, part }) =>
      `“${file}” holds a DOCTYPE (${part}), which no workbook needs and may be unsafe. It was not imported.`,
  },
  'file.over-budget': {
    zh: ({ file, budget, limit, part }) =>
      `“${file}”过大:${budgets[budget].zh}超过 ${limit}(${part})。没有导入,请企业删去多余的空行、图片和工作表后重发。`,
    en: ({ file, budget, limit, part }) =>
      `“${file}” is too large: more than ${limit} ${budgets[budget].en} (${part}). Ask for it without blank rows, pictures and spare sheets.`,
  },
  'file.stuck': {
    zh: ({ file, seconds }) =>
      `“${file}”读了 ${seconds} 秒仍未读完,已停止,没有导入。请企业另存为新的 xlsx 后重发。`,
    en: ({ file, seconds }) =>
      `“${file}” was not read within ${seconds} seconds and was given up. Ask for it saved anew.`,
  },
  'file.reader-died': {
    zh: ({ file }) => `读取“${file}”时内存不足或出错,没有导入。请企业删去多余内容、另存为新的 xlsx 后重发。`,
    en: ({ file }) =>
      `Reading “${file}” ran out of memory or failed. Nothing was imported; ask for a smaller copy.`,
  },
  'file.locked': {
    zh: ({ file }) => `“${file}”正被其他程序打开。请在 WPS 或 Excel 中关闭它,再试一次。`,
    en: ({ file }) => `“${file}” is open in another program. Close it there and try again.`,
  },
  'file.unwritable': {
    zh: ({ file, reason }) =>
      `不能写入“${file}”:${{ 'read-only': '该位置只读', 'disk-full': '磁盘已满', missing: '该位置不存在或不完整', locked: '文件正被打开', exists: '已有同名文件' }[reason]}。没有留下不完整的文件,请换一个位置再试。`,
    en: ({ file, reason }) =>
      `“${file}” could not be written (${reason}). No partial file was left; choose another place.`,
  },
};
