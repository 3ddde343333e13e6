import { z } from 'zod';
import { fieldCode, tableCode, wording, written, years } from './terms.ts';

/**
 * What is added up over the records of a table in the filings that count. Rows must also meet the table's `counted`.
 * `distinct` counts the different contents of `by` (a field, or 单位 for the filing unit).
 */
const measure = z.strictObject({
  aggregate: z.enum(['sum', 'count', 'distinct']),
  table: tableCode,
  field: fieldCode.optional(),
  by: z.array(z.union([fieldCode, z.literal('单位')])).optional(),
  /** A condition in the rule language, such as 含(JC101.25,"22"). */
  where: written.optional(),
  /** Rows of the years from this one on are taken together (cumulative since). */
  since: z.int().optional(),
});

const formulaSchema = z.discriminatedUnion('kind', [
  /** The sum of the measures. */
  z.strictObject({ kind: z.literal('total'), of: z.array(measure).min(1) }),
  /** 100 × numerator / denominator: the ratio of the sums, never the mean of ratios. */
  z.strictObject({
    kind: z.literal('ratio'),
    numerator: z.array(measure).min(1),
    denominator: z.array(measure).min(1),
  }),
  /** Another indicator less a figure that the province supplies (the national average). */
  z.strictObject({ kind: z.literal('gap'), indicator: z.string() }),
  /** Counted by the codes of a field: a distribution, with its total. */
  z.strictObject({ kind: z.literal('groups'), of: measure, by: fieldCode }),
  /** Rows to read, with no sum: shares of single products, texts. */
  z.strictObject({
    kind: z.literal('list'),
    table: tableCode,
    fields: z.array(fieldCode).min(1),
    where: written.optional(),
  }),
  /** The province computes or supplies it: shown as such, never filled here. */
  z.strictObject({ kind: z.literal('supplied') }),
]);

const sourceSchema = z.strictObject({ seed: z.enum(['S11', 'S14']), section: z.string(), quote: z.string() });

export const indicatorSchema = z.strictObject({
  code: z.string().regex(/^I\d{3}(\.\d)?$/),
  name: wording,
  unit: z.string(),
  decimals: z.int().min(0).max(4).default(0),
  tense: z.enum(['stock', 'flow', 'cumulative']),
  /** Where the documents ask for it: seed S11 or S14, section, and the words. */
  source: z.array(sourceSchema).min(1),
  /** Kinds of unit that report what it needs, or 省 where only the province can. */
  reports: z.array(z.string()).min(1),
  /** Code of the department in charge; `inferred` where no document names one. */
  department: z.strictObject({ code: z.string(), inferred: z.boolean().default(false) }).optional(),
  formula: formulaSchema,
  /** Years in which a plan asks for it; in others it is shown without judging. */
  years: years.optional(),
  /** Said beside the number where a document leaves a part open, such as 待省级明确. */
  caveat: wording.optional(),
  local: z.boolean().optional(),
});

export const targetSchema = z.strictObject({
  indicator: z.string(),
  scope: z.enum(['province', 'prefecture', 'county']),
  /** How "reached" is decided and shown; shared/tally/target.ts has one rule for each. */
  type: z.enum([
    'at_least',
    'floor_each_year',
    'ratio_at_least',
    'about_per_year',
    'direction_up',
    'above_reference',
    'named_list',
    'baseline',
    'qualitative',
  ]),
  value: z.number().optional(),
  baseYear: z.int(),
  year: z.int(),
  /** Years that are judged, where not base year to end; of at_least, over which the value is one total (“十二五”期间7个). */
  window: years.optional(),
  /** about_per_year: how far 左右 reaches, in percent of the value. */
  tolerance: z.number().optional(),
  /** By year, above_reference: the figure to beat; direction_up: what the province publishes of itself. */
  reference: z.record(z.string(), z.number()).optional(),
  /** What the document names, and the field whose text names it; of named_list all of it, else for information. */
  items: z.strictObject({ table: tableCode, field: fieldCode, names: z.array(z.string()).min(1) }).optional(),
  note: wording.optional(),
  source: sourceSchema,
});

export type Measure = z.infer<typeof measure>;
export type Formula = z.infer<typeof formulaSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type Target = z.infer<typeof targetSchema>;
