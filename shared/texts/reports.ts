import type { UnitChange } from '../tally/report.ts';
import type { Language } from './language.ts';

/** Headings of the computed tables that are not of indicators, on paper and on screen. */
interface ReportTexts {
  readonly none: string;
  readonly all: string;
  /** Of a table of indicators in the terminal. */
  readonly indicators: readonly string[];
  readonly group: Readonly<Record<'code' | 'industry' | 'size' | 'units' | 'due', string>>;
  /** How much of the county a cross table rests on. */
  readonly coverage: (counted: number, due: number, share: number | null) => string;
  readonly returns: readonly [string, readonly string[]];
  readonly findings: readonly [string, readonly string[]];
  readonly explanations: readonly [string, readonly string[]];
  readonly corrections: readonly [string, readonly string[]];
  readonly units: readonly [string, readonly string[]];
  readonly noLastYear: string;
  readonly changes: Readonly<Record<UnitChange['kind'], string>>;
  readonly mergedInto: (name: string) => string;
  readonly movedFrom: (county: string) => string;
  readonly movedTo: (county: string) => string;
  readonly files: readonly [string, readonly string[]];
  readonly undecided: readonly [string, readonly string[]];
  readonly open: readonly [string, readonly string[]];
  readonly edition: (title: string, name: string) => string;
  readonly tenThousands: string;
}

const zh: ReportTexts = {
  none: '无',
  all: '总计',
  indicators: [
    '代码',
    '指标名称',
    '计量单位',
    '本年',
    '上年',
    '增减',
    '目标',
    '目标年',
    '已计入/应报(户)',
    '达到情况',
  ],
  group: { code: '代码', industry: '行业大类', size: '企业规模', units: '计入单位数', due: '应报单位数' },
  coverage: (counted, due, share) =>
    `已计入 ${counted}/${due} 户${share === null ? '' : `,占上年产值 ${share}%`}`,
  returns: ['一、报送情况', ['表号', '报表名称', '应报', '已报', '已验收', '免报', '暂不计入']],
  findings: ['二、审核结果', ['类别', '名称', '说明前', '已说明', '说明后']],
  explanations: ['三、各审核关系的说明', ['审核关系', '名称', '类别', '条数', '已说明', '说明类别']],
  corrections: [
    '四、更正',
    ['单位', '报表', '记录', '代码', '指标', '原数', '改为', '依据', '原因', '时间', '经办人'],
  ],
  units: ['五、与上年相比的单位变动', ['变动', '单位', '名称', '备注']],
  noLastYear: '没有上年的资料,不能比较。',
  changes: { new: '新增', came: '划入', gone: '退出', left: '划出', renamed: '更名' },
  mergedInto: (name) => `并入 ${name}`,
  movedFrom: (county) => `由 ${county} 划入`,
  movedTo: (county) => `划归 ${county}`,
  files: ['六、导入的文件', ['文件', 'SHA-256', '状态', '时间']],
  undecided: ['七、资料不全未评的审核', ['单位', '名称', '条数']],
  open: ['八、制度中待省级明确的事项', ['事项', '问题', '目前的处理']],
  edition: (title, name) => `采用的制度版本:${title}(${name})`,
  tenThousands: '金额单位:万元,经舍位平衡,各分项之和等于合计',
};

const en: ReportTexts = {
  none: 'none',
  all: 'Total',
  indicators: [
    'Code',
    'Indicator',
    'Unit',
    'This year',
    'Last year',
    'Change',
    'Target',
    'By',
    'Units counted/owing',
    'Reached',
  ],
  group: { code: 'Code', industry: 'Industry', size: 'Size', units: 'Units counted', due: 'Units owing' },
  coverage: (counted, due, share) =>
    `${counted}/${due} units counted${share === null ? '' : `, ${share}% of last year's output`}`,
  returns: ['1 Filings', ['Return', 'Name', 'Due', 'Filed', 'Accepted', 'Exempt', 'Set aside']],
  findings: ['2 Findings', ['Class', 'Name', 'Before explanations', 'Explained', 'After']],
  explanations: [
    '3 Explanations by rule',
    ['Rule', 'Name', 'Class', 'Findings', 'Explained', 'Categories of explanation'],
  ],
  corrections: [
    '4 Corrections',
    ['Unit', 'Return', 'Record', 'Code', 'Item', 'Old', 'New', 'Basis', 'Reason', 'When', 'Who'],
  ],
  units: ['5 Units since last year', ['Change', 'Unit', 'Name', 'Note']],
  noLastYear: 'There is no year before to compare with.',
  changes: { new: 'new', came: 'came', gone: 'gone', left: 'left', renamed: 'renamed' },
  mergedInto: (name) => `merged into ${name}`,
  movedFrom: (county) => `from ${county}`,
  movedTo: (county) => `to ${county}`,
  files: ['6 Imported files', ['File', 'SHA-256', 'State', 'When']],
  undecided: ['7 Checks not judged for want of data', ['Unit', 'Name', 'Checks']],
  open: ['8 What the edition leaves to the province', ['Subject', 'Question', 'Taken as']],
  edition: (title, name) => `Edition: ${title} (${name})`,
  tenThousands: 'Money in 10,000 yuan, rounded so that parts add up to their totals',
};

export const reportTexts: Readonly<Record<Language, ReportTexts>> = { zh, en };
