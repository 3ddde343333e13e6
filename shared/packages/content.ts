import { z } from 'zod';
import { parseDecimal, type Decimal } from '../values/decimal.ts';

/**
 * What a package carries: the manifest, and the data files it lists. formatVersion 1; readers refuse newer ones. The JSON
 * Schema of these is published beside this file (package.schema.json) for whoever reads packages.
 */
export const formatVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Whole seconds, UTC. */
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
const wording = z.strictObject({ zh: z.string(), en: z.string() });

const value = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ blank: z.enum(['unknown', 'none', 'not-applicable']) }),
]);

/** Where a cell comes from: the file (by hash), sheet, cell and text it was read from, and by what it was converted. */
const source = z.strictObject({
  kind: z.string(),
  at: z.string(),
  actor: z.string(),
  sha256: z.string().nullable(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  raw: z.string().nullable(),
  factor: z.number().nullable(),
  basis: z.string().nullable(),
});

const packagedFiling = z.strictObject({
  unit: z.string(),
  return: z.string(),
  state: z.enum(['accepted', 'nil', 'exempt', 'aside', 'due', 'draft']),
  reason: z.string().nullable(),
  /** By cell key: 02, 02.上年. Blank and zero stay apart; a key that is absent was never filled. */
  cells: z.record(z.string(), value),
  sources: z.record(z.string(), source),
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

const finding = z.strictObject({
  id: z.string(),
  rule: z.string(),
  class: z.string(),
  unit: z.string(),
  return: z.string(),
  places: z.array(z.unknown().pipe(place)),
  operands: z.array(z.unknown().pipe(operand)),
  explanation: z
    .strictObject({ category: z.string(), text: z.string(), at: z.string(), actor: z.string() })
    .nullable(),
});

const coverage = z.strictObject({
  counted: z.int(),
  due: z.int(),
  shareOfLastYear: z.number().nullable(),
});

/** How the figure stands to its target; `shown` differs by the type of the target. */
const target = z.strictObject({
  type: z.string(),
  scope: z.string(),
  value: z.number().nullable(),
  baseYear: z.int(),
  year: z.int(),
  reached: z.boolean().nullable(),
  unjudged: z.string().nullable(),
  shown: z.looseObject({ kind: z.string() }),
  items: z.array(z.strictObject({ name: z.string(), found: z.array(z.string()) })),
});

/** The computed table ZH301, as it was when the round was signed off. */
const report = z.strictObject({
  report: z.string(),
  name: wording,
  number: z.string(),
  year: z.int(),
  preview: z.boolean(),
  frozen: z.boolean(),
  demonstration: z.boolean(),
  coverage,
  rows: z.array(
    z.strictObject({
      code: z.string(),
      section: wording,
      name: wording,
      unit: z.string(),
      decimals: z.int(),
      value: z.number().nullable(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      groups: z.array(z.strictObject({ code: z.string(), name: wording, value: z.number() })).nullable(),
      listed: z.int().nullable(),
      lastYear: z.number().nullable(),
      change: z.number().nullable(),
      changePercent: z.number().nullable(),
      target: target.nullable(),
      coverage,
      source: z.string(),
      caveat: wording.nullable(),
    }),
  ),
});

export const contentSchema = z.strictObject({
  filings: z.array(packagedFiling),
  directory: z.array(
    z.strictObject({ id: z.string(), kind: z.string(), facts: z.record(z.string(), z.string()) }),
  ),
  findings: z.array(finding),
  acts: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  report: z.unknown().pipe(report.nullable()),
});

export const manifestSchema = z.strictObject({
  formatVersion: z.literal(formatVersion),
  type: z.literal('nianbao-package'),
  /** A GB/T 2260 code of that year, or a local one (22A001). */
  county: z.strictObject({ code: z.string().regex(/^[0-9A-Z]+$/), name: z.string() }),
  year: z.int(),
  /** 正式, 阶段 (some returns only) or 更正. */
  kind: z.enum(['正式', '阶段', '更正']),
  covers: z.array(z.string()).min(1),
  edition: z.strictObject({ name: z.string(), sha256 }),
  /** 1 … per county and year; `previous` is the hash of the package before, `replaces` the number it takes the place of. */
  sequence: z.int().min(1),
  previous: sha256.nullable(),
  replaces: z.int().min(1).nullable(),
  created: instant,
  program: z.string(),
  demonstration: z.boolean(),
  files: z.array(z.strictObject({ name: z.string(), size: z.int().min(0), sha256 })),
  /** By return: filings, and the sum of each numeric cell key, to be recomputed by the reader. */
  controlTotals: z.record(
    z.string(),
    z.strictObject({ filings: z.int().min(0), sums: z.record(z.string(), z.number()) }),
  ),
});

/** What a round hands over to be packaged; findings and the report are checked when the package is built. */
export type PackageContent = z.input<typeof contentSchema>;
/** The data of a package as its files have it. */
export type PackageData = z.output<typeof contentSchema>;
export type PackagedFiling = z.infer<typeof packagedFiling>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Filings that count (accepted and nil) and the exact sums of their numeric cells, by return and cell key. */
export function controlTotals(filings: readonly PackagedFiling[]): Manifest['controlTotals'] {
  const totals = new Map<string, { filings: number; readonly sums: Map<string, Decimal> }>();
  for (const filing of filings) {
    if (filing.state !== 'accepted' && filing.state !== 'nil') continue;
    const total = totals.get(filing.return) ?? { filings: 0, sums: new Map<string, Decimal>() };
    totals.set(filing.return, total);
    total.filings += 1;
    for (const [key, cell] of Object.entries(filing.cells)) {
      if (typeof cell === 'number') total.sums.set(key, plus(total.sums.get(key), cell));
    }
  }
  return Object.fromEntries(
    [...totals].map(([code, { filings: count, sums }]) => [
      code,
      {
        filings: count,
        // The double nearest to the exact sum: the same whoever adds up, and in whatever order.
        sums: Object.fromEntries(
          [...sums].map(([key, { mantissa, scale }]) => [key, Number(`${mantissa}e-${scale}`)]),
        ),
      },
    ]),
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
  'data/report.json': 'report',
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
