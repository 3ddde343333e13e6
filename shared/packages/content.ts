import { z } from 'zod';

/**
 * What a package carries: the manifest, and the data files it lists. formatVersion 1; readers refuse newer ones. The JSON
 * Schema of these is published beside this file (package.schema.json) for whoever reads packages.
 */
export const formatVersion = 1;

const value = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ blank: z.enum(['unknown', 'none', 'not-applicable']) }),
]);

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

export const packagedFiling = z.strictObject({
  unit: z.string(),
  return: z.string(),
  state: z.enum(['accepted', 'nil', 'exempt', 'aside', 'due', 'draft']),
  reason: z.string().nullable(),
  /** By cell key: 02, 02.上年. Blank and zero stay apart; a key that is absent was never filled. */
  cells: z.record(z.string(), value),
  sources: z.record(z.string(), source),
});

export const contentSchema = z.strictObject({
  filings: z.array(packagedFiling),
  directory: z.array(
    z.strictObject({ id: z.string(), kind: z.string(), facts: z.record(z.string(), z.string()) }),
  ),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      rule: z.string(),
      class: z.string(),
      unit: z.string(),
      return: z.string(),
      places: z.array(z.unknown()),
      operands: z.array(z.unknown()),
      explanation: z
        .strictObject({ category: z.string(), text: z.string(), at: z.string(), actor: z.string() })
        .nullable(),
    }),
  ),
  acts: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  report: z.unknown(),
});

export const manifestSchema = z.strictObject({
  formatVersion: z.literal(formatVersion),
  type: z.literal('nianbao-package'),
  county: z.strictObject({ code: z.string(), name: z.string() }),
  year: z.int(),
  /** 正式, 阶段 (some returns only) or 更正. */
  kind: z.enum(['正式', '阶段', '更正']),
  covers: z.array(z.string()).min(1),
  edition: z.strictObject({ name: z.string(), sha256: z.string() }),
  /** 1 … per county and year; `previous` is the hash of the package before, `replaces` the number it takes the place of. */
  sequence: z.int().min(1),
  previous: z.string().nullable(),
  replaces: z.int().nullable(),
  created: z.string(),
  program: z.string(),
  demonstration: z.boolean(),
  files: z.array(z.strictObject({ name: z.string(), size: z.int(), sha256: z.string() })),
  /** By return: filings, and the sum of each numeric cell key, to be recomputed by the reader. */
  controlTotals: z.record(
    z.string(),
    z.strictObject({ filings: z.int(), sums: z.record(z.string(), z.number()) }),
  ),
});

export type PackageContent = z.infer<typeof contentSchema>;
export type PackagedFiling = z.infer<typeof packagedFiling>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Sums are exact: whole numbers of hundredths. */
export function controlTotals(filings: readonly PackagedFiling[]): Manifest['controlTotals'] {
  const totals: Record<string, { filings: number; sums: Record<string, number> }> = {};
  for (const filing of filings) {
    if (filing.state !== 'accepted' && filing.state !== 'nil') continue;
    const total = (totals[filing.return] ??= { filings: 0, sums: {} });
    total.filings += 1;
    for (const [key, cell] of Object.entries(filing.cells)) {
      if (typeof cell === 'number')
        total.sums[key] = Math.round(((total.sums[key] ?? 0) + cell) * 10_000) / 10_000;
    }
  }
  return totals;
}

/** The data files of a package, in their order. */
export const dataFiles = {
  'data/filings.json': 'filings',
  'data/directory.json': 'directory',
  'data/findings.json': 'findings',
  'data/acts.json': 'acts',
  'data/report.json': 'report',
} as const satisfies Record<string, keyof PackageContent>;
