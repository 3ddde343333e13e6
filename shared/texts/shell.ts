import type { Language } from './language.ts';

/** What the desktop shell itself says: its menu, and the titles of the system's dialogs. */
interface ShellTexts {
  readonly product: string;
  readonly pickFiles: string;
  readonly pickFolder: string;
  readonly save: string;
  readonly file: string;
  readonly print: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly actualSize: string;
  readonly larger: string;
  readonly smaller: string;
  readonly fullScreen: string;
  readonly developerTools: string;
  readonly help: string;
  readonly openFolder: string;
  readonly about: string;
  readonly aboutText: (version: string, folder: string) => string;
  readonly notPrinted: string;
  readonly notPrintedBecause: (reason: string) => string;
  readonly alreadyOpen: string;
  readonly otherFolder: (open: string, asked: string) => string;
  readonly ok: string;
  readonly noDisplay: string;
}

export const shellTexts: Readonly<Record<Language, ShellTexts>> = {
  zh: {
    product: '年报通',
    pickFiles: '选择文件',
    pickFolder: '选择文件夹',
    save: '保存到',
    file: '文件(&F)',
    print: '打印(&P)…',
    quit: '退出(&X)',
    edit: '编辑(&E)',
    undo: '撤销(&U)',
    redo: '重做(&R)',
    cut: '剪切(&T)',
    copy: '复制(&C)',
    paste: '粘贴(&V)',
    selectAll: '全选(&A)',
    view: '查看(&V)',
    actualSize: '实际大小(&0)',
    larger: '放大(&I)',
    smaller: '缩小(&O)',
    fullScreen: '全屏(&F)',
    developerTools: '开发者工具(&D)',
    help: '帮助(&H)',
    openFolder: '打开数据文件夹(&D)',
    about: '关于年报通(&A)',
    aboutText: (version, folder) => `版本 ${version}\n数据文件夹:${folder}`,
    notPrinted: '没有打印',
    notPrintedBecause: (reason) => `系统没有完成打印(${reason})。请检查打印机是否已安装并开启,然后重试。`,
    alreadyOpen: '年报通已经打开',
    otherFolder: (open, asked) =>
      `现在打开的是数据文件夹:${open}\n要打开 ${asked},请先关闭年报通,再重新启动。`,
    ok: '确定',
    noDisplay: '这里没有图形桌面,窗口打不开。请在桌面上启动年报通,或用“nianbao --help”查看终端命令。',
  },
  en: {
    product: 'Nianbao',
    pickFiles: 'Choose files',
    pickFolder: 'Choose a folder',
    save: 'Save to',
    file: '&File',
    print: '&Print…',
    quit: 'E&xit',
    edit: '&Edit',
    undo: '&Undo',
    redo: '&Redo',
    cut: 'Cu&t',
    copy: '&Copy',
    paste: '&Paste',
    selectAll: 'Select &all',
    view: '&View',
    actualSize: '&Actual size',
    larger: 'Zoom &in',
    smaller: 'Zoom &out',
    fullScreen: '&Full screen',
    developerTools: '&Developer tools',
    help: '&Help',
    openFolder: 'Open the &data folder',
    about: '&About Nianbao',
    aboutText: (version, folder) => `Version ${version}\nData folder: ${folder}`,
    notPrinted: 'Not printed',
    notPrintedBecause: (reason) =>
      `The system did not finish printing (${reason}). Check that a printer is installed and on, then try again.`,
    alreadyOpen: 'Nianbao is open already',
    otherFolder: (open, asked) =>
      `The open data folder is ${open}\nTo open ${asked}, close Nianbao first and start it again.`,
    ok: 'OK',
    noDisplay:
      'There is no desktop here to open a window on. Start Nianbao on a desktop, or see “nianbao --help” for the terminal.',
  },
};
