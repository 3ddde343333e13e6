import { z } from 'zod';

/**
 * The shape of an edition: what is collected, as data. One definition drives the screen, the printed form, the blank
 * workbook, the importer and the checker. Everything here is JSON; nothing is markup, script or a cell position.
 */

const wording = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const fieldCode = z.string().regex(/^\d\d[a-z]?$/);
const returnCode = z.string().regex(/^(JC|ZH)\d{3}$/);

export const fieldSchema = z.strictObject({
  code: fieldCode,
  name: wording,
  /** number: integer in `unit` unless `decimals`; month: YYYYMM; multi: several codes of `list`; unit: a unit's id. */
  type: z.enum(['number', 'text', 'code', 'month', 'flag', 'multi', 'unit']),
  /** Unit of account, of a number only: 千元 人 件 项 个 户 台 天 小时 年 % … */
  unit: z.string().optional(),
  /** Decimals kept of a number; 0 when absent. */
  decimals: z.int().min(0).max(4).optional(),
  /** True when a number may be negative (利润总额). */
  signed: z.boolean().optional(),
  /** Longest text, in characters. */
  length: z.int().positive().optional(),
  /** Name of the edition's code list, or of a code table: areas, industries. */
  list: z.string().optional(),
  /** Whether it must be filled: yes, no, or a condition in the rule language that makes it required. */
  required: z.union([z.literal('yes'), z.literal('no'), z.strictObject({ when: z.string() })]),
  /** 0 for a total or an item of its own, 1 for 其中, and so on: how far the name is indented. */
  level: z.int().min(0).max(3).default(0),
  /** What is included and what is not, shown beside the cell. */
  note: wording.optional(),
  /** Other names by which enterprises head this column; matched after normalising. */
  aliases: z.array(z.string()).default([]),
  /** True for an item that the app computes and nobody types. */
  computed: z.boolean().optional(),
  /** The fact of the directory that the field states; it says whose row it is, and fills what the directory lacks. */
  fact: z
    .enum(['name', 'creditCode', 'organisationCode', 'area', 'status', 'industry', 'industryEdition', 'size'])
    .optional(),
  /** Which indicators the field feeds. */
  feeds: z.array(z.string()).default([]),
});

export const sectionSchema = z.strictObject({
  title: wording.optional(),
  fields: z.array(fieldSchema).min(1),
});

/** An example of a rule: the cells it needs, in the rule's own names ("02", "02.上年", "JC101.12", "02@-1"). */
export const exampleSchema = z.strictObject({
  cells: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()])),
  /** 单位.类型, 单位.状态 … of the directory, by the name behind the dot. */
  unit: z.record(z.string(), z.string()).optional(),
  /** Rows of other units (全县) or of this unit's floating tables, for ranges. */
  rows: z
    .array(
      z.strictObject({
        table: z.string(),
        unit: z.string().optional(),
        cells: z.record(
          z.string(),
          z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()]),
        ),
      }),
    )
    .optional(),
  /** Indicator values, this year and shifted: "I001", "I001@-1". */
  indicators: z.record(z.string(), z.number()).optional(),
  params: z.record(z.string(), z.number()).optional(),
  year: z.int().optional(),
  /** The fields that the edition says have a reporter, for 报送(x). */
  note: z.string().optional(),
});

export const ruleSchema = z.strictObject({
  /** JC102-02-1: return, field, running number. Never reused. */
  id: z.string().regex(/^[A-Z]{2}\d{3}(-[A-Za-z0-9]+)+$/),
  /** A 强制性, B 准强制性, C 核实性, D 提示性. */
  class: z.enum(['A', 'B', 'C', 'D']),
  scope: z.enum(['filing', 'row', 'unit', 'county']),
  rule: z.string().min(1),
  /** A field selector: the rule is expanded at load with `x` = each field it selects. */
  each: z
    .strictObject({
      type: z.enum(['number', 'indicator']).optional(),
      unit: z.string().optional(),
      required: z.literal('yes').optional(),
      fields: z.array(z.string()).optional(),
      except: z.array(z.string()).optional(),
    })
    .optional(),
  /** The cells that the finding points to, in the rule's names; `x` in an expanded rule. */
  at: z.array(z.string()).min(1),
  params: z.record(z.string(), z.number()).optional(),
  title: wording,
  /** Overrides the default sentence; {07}, {01.上年}, {=02/01} are replaced by the actual numbers. */
  message: wording.optional(),
  /** What the clerk does next; a default by class when absent. */
  advice: wording.optional(),
  examples: z.strictObject({ holds: z.array(exampleSchema).min(1), breaks: z.array(exampleSchema).min(1) }),
  /** Returns that must be in the edition; the rule is inactive, and listed, while one is missing. */
  needs: z.array(returnCode).default([]),
  /** True for a provincial rule: a county may not remove it. */
  locked: z.boolean().default(true),
  source: z.string().optional(),
});

export const returnSchema = z.strictObject({
  code: returnCode,
  /** 表号, such as 吉创J102表. */
  number: z.string(),
  name: wording,
  /** fixed: rows are items, columns are years; floating: rows are records; computed: nobody types it. */
  kind: z.enum(['fixed', 'floating', 'computed']),
  columns: z.array(z.enum(['本年', '上年'])).min(1),
  /** Unit of account printed at the top right, where the form has one. */
  unit: z.string().optional(),
  /** Who owes it: kinds of unit, and a condition over the directory in the rule language. */
  population: z.strictObject({ kinds: z.array(z.string()).min(1), when: z.string().optional() }),
  sections: z.array(sectionSchema),
  /** 说明 printed below the form. */
  notes: z.array(wording).default([]),
  /** Deadlines by level, month and day of the following year. */
  deadlines: z.strictObject({ unit: z.string(), county: z.string() }).optional(),
  rules: z.array(ruleSchema).default([]),
});

export const codeListSchema = z.strictObject({
  name: z.string(),
  title: wording,
  items: z
    .array(z.strictObject({ code: z.string(), name: wording, aliases: z.array(z.string()).default([]) }))
    .min(1),
});

/** One side of a formula: the sum of a field over the accepted filings of a return, where a condition holds. */
const measure = z.strictObject({
  aggregate: z.enum(['sum', 'count']),
  return: returnCode,
  field: fieldCode.optional(),
  /** A condition over the unit's filings in the rule language, such as 含(JC101.25,"轨道客车"). */
  where: z.string().optional(),
});

export const indicatorSchema = z.strictObject({
  code: z.string().regex(/^I\d{3}(\.\d)?$/),
  name: wording,
  unit: z.string(),
  decimals: z.int().min(0).max(4).default(0),
  tense: z.enum(['stock', 'flow', 'cumulative']),
  /** Where the documents ask for it: seed S11 or S14, section, and the words. */
  source: z
    .array(z.strictObject({ seed: z.enum(['S11', 'S14']), section: z.string(), quote: z.string() }))
    .min(1),
  department: z.string().optional(),
  /** sum or count: `numerator` alone; ratio: 100 × numerator / denominator; list: rows, no total. */
  formula: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('total'), of: measure }),
    z.strictObject({ kind: z.literal('ratio'), numerator: measure, denominator: measure }),
  ]),
  /** Said beside the number where a document leaves a part open, such as 待省级明确. */
  caveat: wording.optional(),
});

export const targetSchema = z.strictObject({
  indicator: z.string(),
  scope: z.enum(['province', 'prefecture', 'county']),
  /** at_least, floor_each_year, … : how "reached" is decided and shown. */
  type: z.enum([
    'at_least',
    'floor_each_year',
    'about_per_year',
    'total_in_window',
    'direction_up',
    'above_reference',
    'baseline',
    'qualitative',
  ]),
  value: z.number().optional(),
  baseYear: z.int(),
  year: z.int(),
  source: z.strictObject({ seed: z.enum(['S11', 'S14']), section: z.string(), quote: z.string() }),
});

export const editionSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: wording,
  years: z.strictObject({ from: z.int(), to: z.int() }),
  /** True until the province supplies 表号, 文号 and 有效期: everything printed says so. */
  demonstration: z.boolean(),
  header: z.strictObject({ issuer: z.string(), approval: z.string(), validUntil: z.string() }),
  /** 参数.p of the rules; a county may only tighten them. */
  params: z.record(z.string(), z.number()),
  lists: z.array(codeListSchema),
  returns: z.array(returnSchema),
  indicators: z.array(indicatorSchema),
  targets: z.array(targetSchema),
  /** Rules that belong to no single return (package scope). */
  rules: z.array(ruleSchema).default([]),
  /** Returns that are planned and that rules may name in `needs`. */
  planned: z.array(returnCode).default([]),
});

export type Wording = z.infer<typeof wording>;
export type Field = z.infer<typeof fieldSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type RuleExample = z.infer<typeof exampleSchema>;
export type RuleDefinition = z.infer<typeof ruleSchema>;
export type ReturnDefinition = z.infer<typeof returnSchema>;
export type CodeList = z.infer<typeof codeListSchema>;
export type Measure = z.infer<typeof measure>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type Target = z.infer<typeof targetSchema>;
export type Edition = z.infer<typeof editionSchema>;
