import type { ProblemMessage } from '../contract/problem.ts';
import type { FileProblems } from '../contract/problems/files.ts';

type Unread = FileProblems['file.unsupported']['found'];

const sendWorkbook = '请发来电子表格(xlsx)。';
const saveAnew = '请在 WPS 或 Excel 中打开,另存为 xlsx 后重新发送。';

/** Null: it is the office that has to do something with it. */
const unread: Readonly<Record<Unread, string | null>> = {
  pdf: '是 PDF,不能从中读取数据。请发来生成它的电子表格(xlsx)。',
  word: '是 Word 文档。请把其中的表格复制到 WPS 表格或 Excel,另存为 xlsx 后重新发送。',
  powerpoint: `是演示文稿,不能从中读取数据。${sendWorkbook}`,
  picture: `是图片,不能从中读取数据。${sendWorkbook}不要截图或拍照。`,
  'picture-only': '里只有图片,单元格都是空的。请把数填在单元格里(不要贴截图),保存为 xlsx 后重新发送。',
  archive: null,
  'web-archive': `是网页文件(MHT)。${saveAnew}`,
  xml: `不是电子表格。${saveAnew}`,
  'old-excel': `是很早的 Excel 格式。${saveAnew}`,
  ofd: '是 OFD 版式文件,不能从中读取数据。请发来生成它的电子表格(xlsx)。',
  uof: '是标文通(UOF)格式。请在 WPS 或永中表格中打开,另存为 xlsx 后重新发送。',
  'flat-ods': '是单个 XML 文件的开放文档(fods)。请在原来的软件中另存为 xlsx 或 ods 后重新发送。',
  dbf: `是数据库表(dbf)。${saveAnew}`,
  exchange: `是表格软件之间交换数据的格式(SYLK 或 DIF)。${saveAnew}`,
  'aligned-text':
    '是用空格对齐各列的文本,分不清每个数在哪一列。请发来生成它的电子表格(xlsx),或另存为 csv 后重新发送。',
  'other-spreadsheet': '是其他表格软件的格式。请在原来的软件中导出为 xlsx 后重新发送。',
  'own-backup': null,
  'own-package': null,
  'own-edition': null,
  unknown: `不是能识别的电子表格。${saveAnew}`,
};

/** What follows the name of the file; null of what is no matter of the sender. */
function ask(problem: ProblemMessage): string | null {
  switch (problem.code) {
    case 'file.empty':
      return '是空文件。请检查后重新发送。';
    case 'file.truncated':
      return '不完整,可能没有传完。请重新发送。';
    case 'file.encrypted':
      return '有打开密码,或设了工作簿保护。请取消密码和保护工作簿,另存为 xlsx 后重新发送。';
    case 'file.damaged':
      return `已损坏。${saveAnew}`;
    case 'file.unsupported':
      return unread[problem.details.found];
    case 'file.encoding':
      return `里的文字是乱码。${saveAnew}`;
    case 'file.quote':
      return `第 ${problem.details.line} 行的引号没有配对,后面的格会错位。请另存为 xlsx 后重新发送。`;
    case 'file.doctype':
      return `含有不允许的内容。${saveAnew}`;
    case 'file.over-budget':
      return '过大。请删去多余的空行、图片和工作表后重新发送。';
    case 'file.stuck':
    case 'file.reader-died':
      return '读不出来。请删去多余的内容,另存为新的 xlsx 后重新发送。';
    case 'intake.no-table':
      return '里没有认出报表。请用我们发的空白表填报后重新发送。';
    case 'intake.blank':
      return '里的表没有填写。请填好后重新发送;确实没有可报的,请来函说明。';
    case 'intake.other-edition':
      return `用的是“${problem.details.found}”的表样,现在用“${problem.details.expected}”。请换用新表样填报后重新发送。`;
    case 'intake.other-year':
      return `是 ${problem.details.found} 年的表,现在填报的是 ${problem.details.expected} 年。请核对后发来 ${problem.details.expected} 年的报表。`;
    case 'intake.query-altered':
      return `(查询单)里黄色格以外的内容被改动了(${problem.details.sheet}!${problem.details.cell}),无法知道答复的是哪一项。请在我们发的原查询单上只填黄色的格,存为 xlsx 后发回。`;
    case 'intake.query-without-key':
      return '不是我们发的原查询单(可能另存成了别的格式,或复制到了新文件),无法知道答复的是哪一项。请把答复填在原来的查询单(xlsx)里,不改格式发回。';
    case 'intake.query-unanswered':
      return '(查询单)还没有填写答复。请在黄色的格里填好后发回。';
    default:
      return null;
  }
}

/**
 * What to tell the sender of a refused file, to be pasted into a message; null where it is the office's to settle. What is
 * sent is Chinese whatever the screen speaks.
 */
export function toSender(file: string, problem: ProblemMessage): string | null {
  const asked = ask(problem);
  // The folder that it lay in says nothing to the sender.
  const name = file.slice(file.lastIndexOf('/') + 1);
  return asked === null ? null : `您好,贵单位发来的“${name}”${asked}谢谢。`;
}
