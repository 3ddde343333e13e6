import type { Task } from '#shared/contract/areas/workspace.ts';
import { counted, type Language } from '#shared/texts/language.ts';
import { targetScopeNames } from '#shared/texts/targets.ts';

type TaskWords = Readonly<
  Record<Task['kind'], { readonly sentence: (task: Task) => string; readonly act: string }>
>;

const zhTasks: TaskWords = {
  'import-first': {
    sentence: ({ count }) => `今年应报 ${count} 张,还没有数据。把企业报来的文件导入进来。`,
    act: '去导入',
  },
  'answer-questions': {
    sentence: ({ count, second, example }) =>
      `${count} 个文件有 ${second ?? 0} 处待确认${example === undefined ? '' : `,如“${example}”`}。`,
    act: '去确认',
  },
  'commit-staged': { sentence: ({ count }) => `${count} 个文件已读好,等待入库。`, act: '去入库' },
  'correct-findings': {
    sentence: ({ count, second, example }) =>
      `${second === 1 ? `“${example ?? ''}”` : `${second ?? 0} 户`}有 ${count} 处强制性错误,必须更正。`,
    act: '去更正',
  },
  'explain-findings': {
    sentence: ({ count, second }) => `${second ?? 0} 户有 ${count} 处需要核实或说明。`,
    act: '去核实',
  },
  'missing-filings': {
    sentence: ({ count, second, example, due }) =>
      `${count} 户未报${count === 1 ? `(${example ?? ''})` : ''}${(second ?? 0) > 0 ? `,其中大中小型企业 ${second} 户` : ''}${due === undefined ? '' : `,${due.late ? '已过' : ''}报送期限 ${due.by}`}。请催报,停业的设为免报。`,
    act: '催报单',
  },
  'accept-filings': { sentence: ({ count }) => `${count} 张报表已无问题,可以验收。`, act: '全部验收' },
  'explain-county': { sentence: ({ count }) => `全县数据有 ${count} 处变动较大,需要说明。`, act: '去说明' },
  'attach-documents': {
    sentence: ({ count, second }) => `${second ?? 0} 户有 ${count} 条说明还缺附件。`,
    act: '去附上',
  },
  'sign-off': { sentence: () => '数据已齐备,可以请统计负责人签批。', act: '去签批' },
  'sign-off-head': { sentence: () => '统计负责人已签批,请单位负责人签批。', act: '去签批' },
  'make-key': { sentence: () => '已签批。封装前先建立签名密钥。', act: '去建立' },
  seal: { sentence: () => '已签批,可以封装上报包。', act: '去封装' },
  deliver: { sentence: ({ count }) => `第 ${count} 号上报包已封装,送达后请登记。`, act: '去登记' },
  'start-year': { sentence: ({ count }) => `本年已上报。可以开始 ${count} 年的年报。`, act: '去开始' },
};

const enTasks: TaskWords = {
  'import-first': {
    sentence: ({ count }) =>
      `${counted(count, 'filing is', 'filings are')} due and nothing has come in. Import what enterprises sent.`,
    act: 'Import',
  },
  'answer-questions': {
    sentence: ({ count, second, example }) =>
      `${counted(count, 'file has', 'files have')} ${counted(second ?? 0, 'question')}${example === undefined ? '' : `, such as “${example}”`}.`,
    act: 'Answer',
  },
  'commit-staged': {
    sentence: ({ count }) => `${counted(count, 'file is', 'files are')} ready to be committed.`,
    act: 'Commit',
  },
  'correct-findings': {
    sentence: ({ count, second, example }) =>
      `${second === 1 ? `“${example ?? ''}” has` : `${second ?? 0} units have`} ${counted(count, 'mandatory finding')}.`,
    act: 'Correct',
  },
  'explain-findings': {
    sentence: ({ count, second }) =>
      `${counted(second ?? 0, 'unit has', 'units have')} ${counted(count, 'finding')} to verify.`,
    act: 'Verify',
  },
  'missing-filings': {
    sentence: ({ count, second, example, due }) =>
      `${counted(count, 'unit has', 'units have')} not filed${count === 1 ? ` (${example ?? ''})` : ''}${(second ?? 0) > 0 ? `, ${second} of them sizeable` : ''}${due === undefined ? '' : `, ${due.late ? 'overdue since' : 'due by'} ${due.by}`}. Remind them, or exempt what has closed.`,
    act: 'Remind',
  },
  'accept-filings': {
    sentence: ({ count }) => `${counted(count, 'filing is', 'filings are')} clean and can be accepted.`,
    act: 'Accept all',
  },
  'explain-county': {
    sentence: ({ count }) =>
      `${counted(count, 'figure', 'figures')} of the county changed much and must be explained.`,
    act: 'Explain',
  },
  'attach-documents': {
    sentence: ({ count, second }) =>
      `${counted(second ?? 0, 'unit has', 'units have')} ${counted(count, 'explanation')} without the document asked for.`,
    act: 'Attach',
  },
  'sign-off': { sentence: () => 'Everything is in. The head of statistics can sign off.', act: 'Sign off' },
  'sign-off-head': { sentence: () => 'The head of the office is next to sign.', act: 'Sign off' },
  'make-key': { sentence: () => 'Signed. Make a signing key before sealing.', act: 'Make a key' },
  seal: { sentence: () => 'Signed; the package can be sealed.', act: 'Seal' },
  deliver: { sentence: ({ count }) => `Package ${count} is sealed; record its delivery.`, act: 'Record' },
  'start-year': { sentence: ({ count }) => `This year was reported. ${count} can be started.`, act: 'Start' },
};

const zh = {
  title: '今日要办',
  nothing: '没有待办事项。',
  completeness: '完成情况',
  counted: (done: number, due: number) => `已验收 ${done}/${due} 张`,
  more: (shown: number, all: number) => `只显示 ${shown} 户(共 ${all} 户),有问题的排在前面`,
  legend: {
    due: '未报',
    draft: '填报中',
    wrong: '有错',
    open: '待说明',
    accepted: '已验收',
    nil: '零报',
    exempt: '免报',
    aside: '暂不计入',
  },
  open: (blocking: number, unexplained: number) =>
    `${blocking > 0 ? `,强制性错误 ${blocking} 条` : ''}${unexplained > 0 ? `,待核实或说明 ${unexplained} 条` : ''}`,
  headlines: '主要指标(含未验收)',
  target: (scope: keyof typeof targetScopeNames, value: string) => `${targetScopeNames[scope].zh} ${value}`,
  last: (value: string) => `上年 ${value}`,
  noUnits: '名录里还没有单位。导入企业报表时会逐户加入,也可以在“填报”里增加。',
  tasks: zhTasks,
  empty: {
    title: '从这里开始',
    steps: {
      directory: {
        title: '导入名录',
        text: '有全县企业名单的,按“空白表”里的 JC101 多户名单整理后导入,单位逐户加入名录。',
        act: '去导入',
      },
      returns: {
        title: '导入企业报表',
        text: '把企业报来的工作簿连文件夹拖进来,名录里没有的单位直接加入。',
        act: '去导入',
      },
      typing: {
        title: '手工填报',
        text: '逐户增加单位,在屏幕上照纸表填写。',
        act: '去填报',
      },
    },
  },
};

const en: typeof zh = {
  title: 'To do today',
  nothing: 'Nothing to do.',
  completeness: 'Completeness',
  counted: (done, due) => `${done}/${due} accepted`,
  more: (shown, all) => `${shown} of ${all} units, those with something open first`,
  legend: {
    due: 'due',
    draft: 'draft',
    wrong: 'errors',
    open: 'to explain',
    accepted: 'accepted',
    nil: 'nil',
    exempt: 'exempt',
    aside: 'set aside',
  },
  open: (blocking, unexplained) =>
    `${blocking > 0 ? `, ${blocking} mandatory` : ''}${unexplained > 0 ? `, ${unexplained} to explain` : ''}`,
  headlines: 'Headline indicators (with drafts)',
  target: (scope, value) => (scope === 'province' ? `target ${value}` : `${scope} ${value}`),
  last: (value) => `last year ${value}`,
  noUnits: 'The directory is empty. Units are added as files are imported, or in Returns.',
  tasks: enTasks,
  empty: {
    title: 'Begin here',
    steps: {
      directory: {
        title: 'Import the directory',
        text: 'A list of the county’s enterprises, as a JC101 list from “Blank forms”, adds them unit by unit.',
        act: 'Import',
      },
      returns: {
        title: 'Import returns',
        text: 'Drop the workbooks that enterprises sent; units that the directory lacks are added.',
        act: 'Import',
      },
      typing: {
        title: 'Type them',
        text: 'Add units one by one and fill in the forms on screen.',
        act: 'Fill in',
      },
    },
  },
};

export const homeLabels: Readonly<Record<Language, typeof zh>> = { zh, en };
