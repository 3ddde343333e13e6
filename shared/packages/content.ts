import { z } from 'zod';
import { tableOf } from '../values/record.ts';
import { parseDecimal, type Decimal } from '../values/decimal.ts';
import { report } from './report-content.ts';
import { value } from './value-content.ts';

/**
 * What a package carries: the manifest, and the data files it lists. formatVersion 1; readers refuse newer ones. The JSON
 * Schema of these is published beside this file (`package.schema.json`, written anew by `npm run schema`) for whoever
 * reads packages, and the descriptions below are for them.
 */
export const formatVersion = 1;

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256,十六进制');
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  .describe('UTC 时间,整秒');

const source = z
  .strictObject({
    kind: z.string().describe('import 导入,typed 填写,correction 更正,carry 结转,undo 撤销'),
    at: z.string(),
    actor: z.string(),
    sha256: z.string().nullable().describe('企业原文件的 SHA-256'),
    sheet: z.string().nullable(),
    cell: z.string().nullable(),
    raw: z.string().nullable().describe('原文件中的文字'),
    factor: z.number().nullable().describe('由原计量单位换算的倍数'),
    basis: z.string().nullable().describe('更正的依据'),
  })
  .describe('单元的来源');

const packagedRecord = z
  .strictObject({
    record: z
      .string()
      .describe(
        '记录键:空为主表,A 等为其他固定表,/3 为登记表第 3 行,B/3 为 B 表第 3 行,M/3/2 为第 3 行之下第 2 行',
      ),
    cells: z
      .record(z.string(), value)
      .describe('按单元键(02 为本年,02.上年 为上年);没有的键表示从未填写,与 0 和空白不同'),
    sources: z.record(z.string(), source),
  })
  .describe('固定表一条,登记表(浮动表)每行一条');

const packagedFiling = z.strictObject({
  unit: z.string().describe('调查单位,见 data/directory.json 的 id'),
  return: z.string().describe('表号,如 JC102'),
  state: z
    .enum(['accepted', 'nil', 'exempt', 'aside', 'due', 'draft'])
    .describe('已验收、零报、免报、暂不计入、未报、填报中;只有前两种计入合计并带单元'),
  reason: z.string().nullable(),
  records: z.array(packagedRecord),
});

const place = z.strictObject({
  return: z.string(),
  record: z.string(),
  code: z.string(),
  column: z.enum(['本年', '上年']),
});

const operand = z.strictObject({
  name: z.string(),
  table: z.string(),
  code: z.string(),
  value: value.nullable(),
});

const attachment = z
  .strictObject({ name: z.string(), sha256, size: z.int().min(0).describe('字节') })
  .describe('说明所附的材料;文件不在包内,另行报送,按哈希核对');

const finding = z.strictObject({
  id: z.string(),
  rule: z.string(),
  class: z.string(),
  unit: z.string(),
  return: z.string(),
  places: z.array(z.unknown().pipe(place)),
  operands: z.array(z.unknown().pipe(operand)),
  explanation: z
    .strictObject({
      category: z.string(),
      text: z.string(),
      at: z.string(),
      actor: z.string(),
      attachments: z.array(attachment).min(1).optional(),
    })
    .nullable(),
});

export const contentSchema = z.strictObject({
  filings: z.array(packagedFiling),
  directory: z.array(
    z.strictObject({ id: z.string(), kind: z.string(), facts: z.record(z.string(), z.string()) }),
  ),
  findings: z.array(finding),
  acts: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  reports: z.array(z.unknown().pipe(report)),
});

export const manifestSchema = z.strictObject({
  formatVersion: z.literal(formatVersion).describe('格式版本;读者应拒绝更新的版本'),
  type: z.literal('nianbao-package'),
  county: z.strictObject({
    code: z
      .string()
      .regex(/^[0-9A-Z]+$/)
      .describe('当年的行政区划代码(GB/T 2260),或本省自定代码(22A001)'),
    name: z.string(),
  }),
  year: z.int(),
  kind: z.enum(['正式', '阶段', '更正']).describe('阶段:只含部分报表,见 covers'),
  covers: z.array(z.string()).min(1).describe('所含报表的表号'),
  tables: z.array(z.string()).min(1).describe('所含报表的各表(JC105、JC105M),按工作簿的次序'),
  reports: z.array(z.string()).describe('所含汇总表的表号,按工作簿的次序'),
  edition: z.strictObject({ name: z.string(), sha256 }).describe('报表制度版本及其内容的哈希'),
  sequence: z.int().min(1).describe('每县每年从 1 起连续编号;上报包总是全量,不是增量'),
  previous: sha256.nullable().describe('同县同年上一个上报包文件的哈希;第 1 号为 null'),
  replaces: z.int().min(1).nullable().describe('本包取代的上报包的编号'),
  created: instant,
  program: z.string(),
  demonstration: z.boolean().describe('true:示范版,不作为法定报表'),
  files: z
    .array(z.strictObject({ name: z.string(), size: z.int().min(0), sha256 }))
    .describe('本包的其他文件及其大小和哈希'),
  controlTotals: z
    .record(
      z.string(),
      z.strictObject({
        filings: z.int().min(0),
        tables: z.record(
          z.string(),
          z.strictObject({ records: z.int().min(0), sums: z.record(z.string(), z.number()) }),
        ),
      }),
    )
    .describe('控制合计:按表号,计入合计的报表张数,及各表的记录数和各数值单元之和,读者应重新计算并核对'),
});

/** What a round hands over to be packaged; findings and the report are checked when the package is built. */
export type PackageContent = z.input<typeof contentSchema>;
/** The data of a package as its files have it. */
export type PackageData = z.output<typeof contentSchema>;
export type PackagedFiling = z.infer<typeof packagedFiling>;
export type PackagedAttachment = z.infer<typeof attachment>;
export type PackagedRecord = z.infer<typeof packagedRecord>;
export type Manifest = z.infer<typeof manifestSchema>;

interface TableTotal {
  records: number;
  readonly sums: Map<string, Decimal>;
}

/** Filings that count (accepted and nil), by return; their records and the exact sums of their numeric cells, by table. */
export function controlTotals(filings: readonly PackagedFiling[]): Manifest['controlTotals'] {
  const totals = new Map<string, { filings: number; readonly tables: Map<string, TableTotal> }>();
  for (const filing of filings) {
    if (filing.state !== 'accepted' && filing.state !== 'nil') continue;
    const total = totals.get(filing.return) ?? { filings: 0, tables: new Map<string, TableTotal>() };
    totals.set(filing.return, total);
    total.filings += 1;
    for (const { record, cells } of filing.records) {
      // What shows nothing is no record to count: a sheet has no other way to say it.
      const shown = Object.values(cells).map((cell) => (Array.isArray(cell) ? cell.join('') : cell));
      if (shown.every((cell) => cell === '')) continue;
      const code = tableOf(filing.return, record);
      const table = total.tables.get(code) ?? { records: 0, sums: new Map<string, Decimal>() };
      total.tables.set(code, table);
      table.records += 1;
      for (const [key, cell] of Object.entries(cells))
        if (typeof cell === 'number') table.sums.set(key, plus(table.sums.get(key), cell));
    }
  }
  return Object.fromEntries(
    [...totals].map(([code, { filings: count, tables }]) => [
      code,
      {
        filings: count,
        tables: Object.fromEntries(
          [...tables].map(([table, { records, sums }]) => [table, { records, sums: numbersOf(sums) }]),
        ),
      },
    ]),
  );
}

/** The double nearest to each exact sum: the same whoever adds up, and in whatever order. */
function numbersOf(sums: ReadonlyMap<string, Decimal>): Record<string, number> {
  return Object.fromEntries(
    [...sums].map(([key, { mantissa, scale }]) => [key, Number(`${mantissa}e-${scale}`)]),
  );
}

function plus(sum: Decimal | undefined, cell: number): Decimal {
  const added = parseDecimal(String(cell));
  if (added === null) throw new RangeError(`${cell} is no amount`);
  if (sum === undefined) return added;
  const scale = Math.max(sum.scale, added.scale);
  const lift = ({ mantissa, scale: own }: Decimal): bigint => mantissa * 10n ** BigInt(scale - own);
  return { mantissa: lift(sum) + lift(added), scale };
}

/** The data files of a package, in their order. */
export const dataFiles = {
  'data/filings.json': 'filings',
  'data/directory.json': 'directory',
  'data/findings.json': 'findings',
  'data/acts.json': 'acts',
  'data/reports.json': 'reports',
} as const satisfies Record<string, keyof PackageContent>;

/** Names of the files that a manifest must list, in this order; the workbook comes last in a package of both formats. */
export function listedFiles({ county, year, sequence }: Manifest, hasWorkbook: boolean): readonly string[] {
  return [
    ...Object.keys(dataFiles),
    ...(hasWorkbook ? [`${packageStem(county.code, year, sequence)}.xlsx`] : []),
  ];
}

/** The name of a package without its extension: 220122-2015-001. */
export function packageStem(county: string, year: number, sequence: number): string {
  return `${county}-${year}-${String(sequence).padStart(3, '0')}`;
}
