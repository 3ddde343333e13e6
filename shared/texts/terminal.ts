import { holderName } from './certificate-name.ts';
import { counted, type Language } from './language.ts';

interface TerminalTexts {
  readonly title: string;
  readonly generalOptions: string;
  readonly oneCommand: string;
  readonly usage: (usage: string) => string;
  readonly internal: (reference: string) => string;
  /** Where there is no county: which folder was looked into. */
  readonly dataFolder: (folder: string) => string;
  readonly passphrase: string;
  readonly newPassphrase: string;
  readonly passphraseAgain: string;
  readonly noKey: string;
  readonly keyMade: string;
  readonly keyOf: (subject: string, demonstration: boolean) => string;
  readonly fingerprint: (fingerprint: string) => string;
  readonly validUntil: (day: string) => string;
  readonly sealed: (sequence: number, file: string) => string;
  readonly sha256: (hash: string) => string;
  readonly afterSealing: string;
  readonly delivered: (on: string, to: string) => string;
  readonly officers: (known: {
    readonly office: string;
    readonly clerk: string;
    readonly statisticsHead: string;
    readonly officeHead: string;
    readonly phone: string;
    readonly onePerson: boolean;
  }) => readonly string[];
  /** What undoing a batch put back in the directory, and what was changed since and stays. */
  readonly undoneFacts: (facts: number, kept: string) => readonly string[];
  readonly noPackages: string;
  readonly noAttachments: string;
  /** Of a document that a package names, and of a file that none names. */
  readonly attachmentFound: (name: string) => string;
  readonly attachmentMissing: (name: string) => string;
  readonly attachmentUnnamed: (name: string) => string;
  /** Before a signature that it does not stop. */
  readonly lacking: (count: number) => string;
  /** Behind a log that is cut: how many files there are, and how to see the others. */
  readonly newestFiles: (shown: number, all: number) => string;
  readonly noSuspects: string;
  readonly nothingRemembered: string;
  /** Behind the id of a sheet in which no table was found. */
  readonly layOut: string;
  readonly forgotten: (recipes: number) => string;
  /** Headings and words of `compared`. */
  readonly compared: {
    readonly columns: readonly string[];
    readonly outcomes: Readonly<Record<'judged' | 'few' | 'alike', string>>;
  };
  readonly packageOf: (about: {
    readonly county: string;
    readonly code: string;
    readonly year: number;
    readonly kind: string;
    readonly sequence: number;
  }) => string;
  readonly valid: string;
  readonly invalid: string;
  readonly cancelled: string;
  /** Of an imported file: notices, and the command that lists them. */
  readonly notices: (count: number, batch: string) => string;
  readonly open: (count: number) => string;
  readonly explained: string;
  readonly unexplained: string;
  readonly stale: string;
  readonly leftBecause: (reasons: {
    readonly blocking: number;
    readonly unexplained: number;
    readonly due: boolean;
  }) => string;
  readonly restored: (county: string, keptAside: string | null) => string;
  readonly demoFolder: (folder: string) => string;
  readonly obligations: (due: number, filed: number, exempt: number, missing: number) => string;
  readonly healthy: string;
  readonly unhealthy: string;
  readonly ok: string;
  readonly failed: string;
  readonly workspace: (county: string, code: string, year: number) => string;
  readonly nothingToCheck: string;
  readonly counts: (a: number, b: number, c: number, d: number, undecided: number) => string;
  readonly noReminders: string;
  readonly preview: string;
  readonly demonstration: string;
}

const packageKinds: Readonly<Record<string, string>> = {
  正式: 'regular',
  阶段: 'partial',
  更正: 'correction',
};

/** What the terminal says of its own accord; problems, findings and questions have their own texts. */
export const terminalTexts: Readonly<Record<Language, TerminalTexts>> = {
  zh: {
    title: '年报通 nianbao:县(市、区)年报的填报、审核、汇总与上报(离线)',
    generalOptions:
      '通用选项:--data <文件夹>  --year <年份>  --json(标准输出只有一个 JSON 文档)  --lang zh|en\n要口令的命令:按提示输入,或加 --passphrase-stdin 从标准输入的第一行读取\n退出码:0 完成 · 1 被拒绝或有未处理的错误 · 2 用法不对 · 3 程序故障',
    oneCommand: '一条命令的用法:nianbao <命令> --help',
    usage: (usage) => `用法:${usage}`,
    internal: (reference) => `程序出错,已记入日志(编号 ${reference}),数据没有改动。请把编号告诉技术人员。`,
    dataFolder: (folder) => `数据文件夹:${folder}(用 --data 指定别的)`,
    passphrase: '请输入签名口令:',
    newPassphrase: '请设置签名口令(至少 8 位):',
    passphraseAgain: '请再输入一遍:',
    noKey: '还没有签名密钥。请用 key new 生成。',
    keyMade: '已生成签名密钥。口令无法找回,请妥善保管;证书指纹请当面或电话告知省级核对。',
    keyOf: (subject, demonstration) =>
      `签名人:${holderName(subject)}${demonstration ? '(示范证书,只供试用,不作为正式签名)' : ''}`,
    fingerprint: (fingerprint) => `证书指纹:${fingerprint}`,
    validUntil: (day) => `有效期至:${day}`,
    sealed: (sequence, file) => `已封装第 ${sequence} 号上报包:${file}`,
    sha256: (hash) => `SHA-256:${hash}`,
    afterSealing: '请把上报包送交省级,再用 delivered 登记送达。收到后可用 verify 验证。',
    layOut: '没有认出报表;可以写明它在哪里,如 list:JC102;header:4-5;units:6;body:7-40;C=02',
    nothingRemembered: '还没有记住什么。文件入库后,对它的版式和写法的回答会记在这里。',
    forgotten: (recipes) => `已忘记 ${recipes} 份;该单位下次报来的文件会重新询问。`,
    delivered: (on, to) => `已登记:${on} 送达${to}。`,
    noReminders: '没有要催报的:该报的都已报来,没有未处理的强制性、准强制性错误。',
    noSuspects: '没有几条审核关系同时不成立的报表。',
    compared: {
      columns: ['代码', '指标', '比较/为零未比/未填未比(户)', '评定', '中位倍数', '变动异常(户)'],
      outcomes: { judged: '已评', few: '户数太少,未评', alike: '多数变动相同,未评' },
    },
    officers: ({ office, clerk, statisticsHead, officeHead, phone, onePerson }) => [
      `报送单位:${office || '未登记'}`,
      `填表人:${clerk || '未登记'}`,
      `统计负责人:${statisticsHead || '未登记'}`,
      `单位负责人:${officeHead || '未登记'}`,
      `联系电话:${phone || '未登记'}`,
      ...(onePerson ? ['一人兼任:同一人可以先后签批'] : []),
    ],
    undoneFacts: (facts, kept) => [
      ...(facts > 0 ? [`名录中的单位资料恢复 ${facts} 处`] : []),
      ...(kept === '' ? [] : [`名录中此后又改过的保留:${kept}`]),
    ],
    noPackages: '还没有封装过上报包。签批后用 seal 封装。',
    noAttachments: '没有附上材料。用 explain <审核结果> --attach <文件> 附上。',
    attachmentFound: (name) => `附件一致:${name}`,
    attachmentMissing: (name) => `附件缺失或不一致:${name}。请报送单位补送。`,
    attachmentUnnamed: (name) => `上报包没有提到的文件:${name}`,
    lacking: (count) => `另有 ${count} 条说明缺附件,不影响签批,省里可能要求补报:check 中注明“还缺”的各条。`,
    newestFiles: (shown, all) =>
      `以上是最近 ${shown} 个文件,全年共 ${all} 个。看某个文件:import-log <批次>;全部列出:加 --all;存为表格:加 --out f.xlsx。`,
    packageOf: ({ county, code, year, kind, sequence }) =>
      `${county}(${code}) ${year} 年${kind}上报包,第 ${sequence} 号`,
    valid: '验证通过',
    invalid: '验证不通过',
    cancelled: '已取消,已完成的部分保留。',
    notices: (count, batch) => `${count} 条提示(如没有导入的列):import-log ${batch}`,
    open: (count) => `未处理 ${count} 条`,
    explained: '已说明',
    unexplained: '未说明',
    stale: '数值已变,须重新说明',
    leftBecause: ({ blocking, unexplained, due }) =>
      due
        ? '未报'
        : [blocking > 0 ? `强制性错误 ${blocking} 条` : '', unexplained > 0 ? `待说明 ${unexplained} 条` : '']
            .filter((part) => part !== '')
            .join(','),
    restored: (county, keptAside) =>
      `已恢复“${county}”的数据${keptAside === null ? '' : `;原来的数据保留在数据文件夹的“${keptAside}”中`}`,
    demoFolder: (folder) => `示范企业报表在:${folder}`,
    obligations: (due, filed, exempt, missing) =>
      `应报 ${due} 张,已报 ${filed} 张,免报 ${exempt} 张,未报 ${missing} 张`,
    healthy: '数据完好',
    unhealthy: '发现问题,请按提示处理',
    ok: '正常',
    failed: '异常',
    workspace: (county, code, year) => `${county}(${code}) ${year} 年已就绪`,
    nothingToCheck: '还没有可审核的报表:报来或填写以后才有审核结果。请先导入企业报表(import),或填写(set)。',
    counts: (a, b, c, d, undecided) =>
      `A 强制性 ${a} · B 准强制性 ${b} · C 核实性 ${c} · D 提示性 ${d} · 资料不全未评 ${undecided}`,
    preview: '预览,含未验收',
    demonstration: '示范版,不作为法定报表',
  },
  en: {
    title: 'nianbao: offline yearly returns of a county (fill, check, total, report)',
    generalOptions:
      'General options: --data <folder>  --year <year>  --json (one JSON document on standard output)  --lang zh|en\nA passphrase is asked for, or with --passphrase-stdin read from the first line of standard input\nExit codes: 0 done · 1 refused, or blocking findings · 2 usage · 3 internal error',
    oneCommand: 'How to use one of them: nianbao <command> --help',
    usage: (usage) => `Usage: ${usage}`,
    internal: (reference) =>
      `Internal error, logged as ${reference}; no data was changed. Tell this number to whoever looks after the program.`,
    dataFolder: (folder) => `Data folder: ${folder} (another one with --data)`,
    passphrase: 'Passphrase of the signing key: ',
    newPassphrase: 'New passphrase (8 characters at least): ',
    passphraseAgain: 'The same again: ',
    noKey: 'There is no signing key yet. Make one with key new.',
    keyMade:
      'The signing key was made. A lost passphrase cannot be recovered. Tell the province the fingerprint in person or by telephone.',
    keyOf: (subject, demonstration) =>
      `Signer: ${holderName(subject)}${demonstration ? ' (demonstration certificate, for trying out only)' : ''}`,
    fingerprint: (fingerprint) => `Fingerprint of the certificate: ${fingerprint}`,
    validUntil: (day) => `Valid until: ${day}`,
    sealed: (sequence, file) => `Sealed package ${sequence}: ${file}`,
    sha256: (hash) => `SHA-256: ${hash}`,
    afterSealing: 'Take the package to the province, then record it with “delivered”. “verify” checks it.',
    layOut: 'no table found; say where it is, for example list:JC102;header:4-5;units:6;body:7-40;C=02',
    nothingRemembered:
      'Nothing is remembered yet. Once a file is committed, the answers about its layout are kept here.',
    forgotten: (recipes) =>
      `${counted(recipes, 'recipe')} forgotten; the sender’s next file is asked about again.`,
    delivered: (on, to) => `Recorded: delivered to ${to} on ${on}.`,
    noReminders: 'Nobody is to be reminded: everything due came, without open findings of class A or B.',
    noSuspects: 'No form fails several checks at once.',
    compared: {
      columns: ['Code', 'Item', 'Compared/zero/blank (units)', 'Outcome', 'Median ×', 'Unusual (units)'],
      outcomes: { judged: 'judged', few: 'too few units', alike: 'most changed alike' },
    },
    officers: ({ office, clerk, statisticsHead, officeHead, phone, onePerson }) => [
      `Office: ${office || 'not entered'}`,
      `Clerk: ${clerk || 'not entered'}`,
      `Head of statistics: ${statisticsHead || 'not entered'}`,
      `Head of the office: ${officeHead || 'not entered'}`,
      `Telephone: ${phone || 'not entered'}`,
      ...(onePerson ? ['One person has several offices and may sign in each'] : []),
    ],
    undoneFacts: (facts, kept) => [
      ...(facts > 0 ? [`Entries of the directory put back: ${facts}`] : []),
      ...(kept === '' ? [] : [`Changed since in the directory and kept: ${kept}`]),
    ],
    noPackages: 'No package was sealed yet. Sign off, then seal.',
    noAttachments: 'Nothing is attached. Add documents with explain <finding> --attach <file>.',
    attachmentFound: (name) => `attachment agrees: ${name}`,
    attachmentMissing: (name) => `attachment missing or changed: ${name}. Ask the office for it.`,
    attachmentUnnamed: (name) => `the package does not name this file: ${name}`,
    lacking: (count) =>
      `${counted(count, 'explanation lacks', 'explanations lack')} the document asked for; it can be signed, but the province may ask for it. See “still missing” in check.`,
    newestFiles: (shown, all) =>
      `These are the newest ${shown} of ${all} files. One file: import-log <batch>; all of them: --all; as a workbook: --out f.xlsx.`,
    packageOf: ({ county, code, year, kind, sequence }) =>
      `${county} (${code}), ${year}, package ${sequence}, ${packageKinds[kind] ?? kind}`,
    valid: 'Valid',
    invalid: 'NOT valid',
    cancelled: 'Cancelled; what was finished is kept.',
    notices: (count, batch) =>
      `${count} ${count === 1 ? 'notice' : 'notices'} (columns left out, and the like): import-log ${batch}`,
    open: (count) => `${count} open`,
    explained: 'explained',
    unexplained: 'not explained',
    stale: 'explanation is stale',
    leftBecause: ({ blocking, unexplained, due }) =>
      due
        ? 'not filed'
        : [blocking > 0 ? `${blocking} mandatory` : '', unexplained > 0 ? `${unexplained} to explain` : '']
            .filter((part) => part !== '')
            .join(', '),
    restored: (county, keptAside) =>
      `${county} was restored${keptAside === null ? '' : `; what was there is kept in “${keptAside}” of the data folder`}`,
    demoFolder: (folder) => `The demo workbooks are in: ${folder}`,
    obligations: (due, filed, exempt, missing) =>
      `${due} due, ${filed} filed, ${exempt} exempt, ${missing} missing`,
    healthy: 'The data is sound',
    unhealthy: 'Something is wrong; see the lines above',
    ok: 'ok',
    failed: 'FAILED',
    workspace: (county, code, year) => `${county} (${code}), ${year} is ready`,
    nothingToCheck:
      'There is no filing to check yet. Import what enterprises sent (import), or fill in a return (set).',
    counts: (a, b, c, d, undecided) => `A ${a} · B ${b} · C ${c} · D ${d} · undecided ${undecided}`,
    preview: 'PREVIEW, with filings not accepted',
    demonstration: 'Demonstration edition, not a statutory return',
  },
};
