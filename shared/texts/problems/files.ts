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

type Unread = FileProblems['file.unsupported']['found'];

const unread: Readonly<Record<Unread, { readonly zh: string; readonly en: string }>> = {
  pdf: {
    zh: '是 PDF,数不能直接读取。请企业发来生成它的电子表格(xlsx)',
    en: 'is a PDF. Ask for the spreadsheet (xlsx) that it was made from',
  },
  word: {
    zh: '是 Word 文档。请企业把表格复制到 WPS 表格或 Excel,另存为 xlsx 后重发',
    en: 'is a Word document. Ask for the table copied into a spreadsheet and saved as xlsx',
  },
  powerpoint: {
    zh: '是演示文稿。请企业发来电子表格(xlsx)',
    en: 'is a presentation. Ask for a spreadsheet (xlsx)',
  },
  picture: {
    zh: '是图片,数不能直接读取。请企业发来电子表格(xlsx),不要截图或拍照',
    en: 'is a picture. Ask for the spreadsheet (xlsx) instead of a photograph',
  },
  'picture-only': {
    zh: '里只有图片,单元格都是空的。请企业把数填在单元格里(不要贴截图),保存为 xlsx 后重发',
    en: 'holds pictures only, and no cell. Ask for the figures typed into the cells',
  },
  archive: {
    zh: '是压缩包。请先解压,再导入其中的表格文件',
    en: 'is an archive. Unpack it and import the spreadsheets in it',
  },
  'web-archive': {
    zh: '是单个文件网页(MHT)。请企业在 WPS 或 Excel 中另存为 xlsx 后重发',
    en: 'is a web archive (MHT). Ask for it saved as xlsx',
  },
  xml: {
    zh: '是 XML,但不是电子表格。请企业在 WPS 或 Excel 中另存为 xlsx 后重发',
    en: 'is XML, but no spreadsheet. Ask for it saved as xlsx',
  },
  'old-excel': {
    zh: '是 Excel 4 或更早的格式。请企业在 WPS 或 Excel 中另存为 xlsx 后重发',
    en: 'is of Excel 4 or earlier. Ask for it saved as xlsx',
  },
  ofd: {
    zh: '是 OFD 版式文件,数不能直接读取。请企业发来生成它的电子表格(xlsx)',
    en: 'is an OFD document. Ask for the spreadsheet (xlsx) that it was made from',
  },
  uof: {
    zh: '是标文通(UOF)格式。请企业在 WPS 或永中表格中打开、另存为 xlsx 后重发',
    en: 'is in UOF. Ask for it saved as xlsx',
  },
  'flat-ods': {
    zh: '是单个 XML 文件的开放文档(fods)。请企业在原来的软件中另存为 xlsx 或 ods 后重发',
    en: 'is a flat OpenDocument file (fods). Ask for it saved as xlsx or ods',
  },
  dbf: {
    zh: '是数据库表(dbf)。请企业在 WPS 或 Excel 中打开、另存为 xlsx 后重发',
    en: 'is a table of a database (dbf). Ask for it opened in a spreadsheet program and saved as xlsx',
  },
  exchange: {
    zh: '是表格软件之间交换数据的格式(SYLK 或 DIF)。请企业在 WPS 或 Excel 中打开、另存为 xlsx 后重发',
    en: 'is a format that programs exchange (SYLK or DIF). Ask for it opened in a spreadsheet program and saved as xlsx',
  },
  'aligned-text': {
    zh: '是用空格对齐各列的文本(prn 等),分不清每个数在哪一列。请企业发来生成它的电子表格(xlsx),或另存为用逗号分隔的 csv',
    en: 'is a text with its columns aligned by spaces (prn). Ask for the spreadsheet (xlsx) that it was made from, or for it saved as csv',
  },
  'other-spreadsheet': {
    zh: '是其他表格软件的格式(如苹果 Numbers、Gnumeric、Lotus 1-2-3)。请企业在原来的软件中导出为 xlsx 后重发',
    en: 'is of another program (such as Numbers, Gnumeric or Lotus 1-2-3). Ask for it exported as xlsx',
  },
  'own-backup': {
    zh: '是年报通的备份,不是企业报表。要恢复其中的数据,请用“上报”中的“恢复”',
    en: 'is a backup of this program, not a return. To restore it use “Restore” under “Report”',
  },
  'own-package': {
    zh: '是已封装的上报包,不是企业报表。要核对它,请用“上报”中的“验证上报包”',
    en: 'is a sealed package, not a return. To verify it use “Verify a package” under “Report”',
  },
  'own-edition': {
    zh: '是报表制度文件,不是企业报表。请用“上报”中的“载入报表制度”',
    en: 'is an edition, not a return. Load it under “Report”, “Editions”',
  },
  unknown: {
    zh: '不是能识别的表格文件。请企业在 WPS 或 Excel 中另存为 xlsx 后重发',
    en: 'is no spreadsheet that is known. Ask for it saved as xlsx',
  },
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
    zh: ({ file }) =>
      `“${file}”有打开密码,或设了工作簿保护而被加密(打开时不一定问密码)。请企业取消密码和保护工作簿、另存为 xlsx 后重发。`,
    en: ({ file }) =>
      `“${file}” has a password, or is encrypted because its workbook is protected, which asks for none. Ask for it without either, saved as xlsx.`,
  },
  'file.damaged': {
    zh: ({ file, part }) =>
      `“${file}”已损坏(${part})。没有导入其中任何内容,请企业在 WPS 或 Excel 中打开、另存为 xlsx 后重发。`,
    en: ({ file, part }) =>
      `“${file}” is damaged (${part}). Nothing was imported; ask for it saved anew as xlsx.`,
  },
  'file.unsupported': {
    zh: ({ file, found }) => `“${file}”${unread[found].zh}。没有导入其中任何内容。`,
    en: ({ file, found }) => `“${file}” ${unread[found].en}. Nothing was imported.`,
  },
  'file.encoding': {
    zh: ({ file }) =>
      `“${file}”的文字是乱码(不是 UTF-8、UTF-16 或 GB18030)。没有导入,请企业在 WPS 或 Excel 中打开、另存为 xlsx 后重发。`,
    en: ({ file }) =>
      `The texts of “${file}” are in no encoding that is read (UTF-8, UTF-16, GB18030). Ask for it saved as xlsx.`,
  },
  'file.quote': {
    zh: ({ file, line }) =>
      `“${file}”第 ${line} 行的引号没有配对,后面的格会错位。没有导入,请企业另存为 xlsx 后重发,或改正这一行。`,
    en: ({ file, line }) =>
      `A quotation mark on line ${line} of “${file}” is not closed. Nothing was imported; ask for it saved as xlsx, or mend the line.`,
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
    zh: ({ file }) =>
      `“${file}”打不开:正被其他程序使用,或没有读取的权限。请在 WPS 或 Excel 中关闭它,或先复制到本机文件夹,再试一次。`,
    en: ({ file }) =>
      `“${file}” cannot be opened: another program uses it, or it may not be read. Close it there, or copy it to this computer first, and try again.`,
  },
  'file.unwritable': {
    zh: ({ file, reason }) =>
      `不能写入“${file}”:${{ 'read-only': '该位置只读', 'disk-full': '磁盘已满', missing: '该位置不存在或不完整', locked: '文件正被打开', exists: '已有同名文件' }[reason]}。没有留下不完整的文件,请换一个位置再试。`,
    en: ({ file, reason }) =>
      `“${file}” could not be written (${reason}). No partial file was left; choose another place.`,
  },
};
