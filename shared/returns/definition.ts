import { z } from 'zod';
import { indicatorSchema, targetSchema } from './indicator.ts';
import { fieldCode, returnCode, tableCode, wording, written, years } from './terms.ts';

/**
 * The shape of an edition: what is collected, as data. One definition drives the screen, the printed form, the blank
 * workbook, the importer and the checker. Everything here is JSON; nothing is markup, script or a cell position.
 */

export const fieldSchema = z.strictObject({
  code: fieldCode,
  name: wording,
  /**
   * number: integer in `unit` unless `decimals`; month: YYYYMM; multi: several codes of `list`; unit: a unit's id, or a
   * name behind 外部: for one outside the directory; row: the 键 of a row of `table`.
   */
  type: z.enum(['number', 'text', 'code', 'month', 'flag', 'multi', 'unit', 'row']),
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
  /** Of a `row`: the table whose rows it names. */
  table: tableCode.optional(),
  /** Whether it must be filled: yes, no, or a condition in the rule language that makes it required. */
  required: z.union([z.literal('yes'), z.literal('no'), z.strictObject({ when: written })]),
  /** 0 for a total or an item of its own, 1 for 其中, and so on: how far the name is indented. */
  level: z.int().min(0).max(3).default(0),
  /** What is included and what is not, shown beside the cell. */
  note: wording.optional(),
  /** Other names by which enterprises head this column; matched after normalising. */
  aliases: z.array(z.string()).default([]),
  /** True for an item that the app computes and nobody types. */
  computed: z.boolean().optional(),
  /** A figure of one year: a register's rows go on without it. */
  flow: z.boolean().optional(),
  /** The fact of the directory that the field states; it says whose row it is, and fills what the directory lacks. */
  fact: z
    .enum(['name', 'creditCode', 'organisationCode', 'area', 'status', 'industry', 'industryEdition', 'size'])
    .optional(),
  /** Whom to call about what the unit files, and by which number. Of a text in a fixed table only. */
  contact: z.enum(['person', 'telephone']).optional(),
  /** An item that the county added: a later edition of the province neither has nor drops it. */
  local: z.boolean().optional(),
});

export const sectionSchema = z.strictObject({
  title: wording.optional(),
  /** The department that fills the section, by its code in the edition's list. */
  owner: z.string().optional(),
  fields: z.array(fieldSchema).min(1),
});

/** fixed: rows are items and columns are years, one record; floating: each row is a record. */
export const tableSchema = z.strictObject({
  code: tableCode,
  /** Of a return with several tables. */
  name: wording.optional(),
  kind: z.enum(['fixed', 'floating']),
  columns: z.array(z.enum(['本年', '上年'])).min(1),
  /** The floating table to whose rows the rows of this one belong (the members of an alliance). */
  parent: tableCode.optional(),
  /** Fields that tell a record from the others of its table; joined they are its 键, by which other tables name it. */
  key: z.array(fieldCode).optional(),
  /** Which rows count in totals, in the rule language: approved by the end of the year and not revoked. */
  counted: written.optional(),
  /** A register goes on: a new year starts from last year's rows, each to be confirmed, changed or ended. */
  register: z.boolean().default(false),
  sections: z.array(sectionSchema).min(1),
});

/** An example of a rule: the cells it needs, in the rule's own names ("02", "02.上年", "JC101.12", "02@-1"). */
export const exampleSchema = z.strictObject({
  cells: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()])),
  /** 单位.类型, 单位.状态 … of the directory, by the name behind the dot. */
  unit: z.record(z.string(), z.string()).optional(),
  /**
   * Records for ranges: of other units (全县), or with unit `own` of this one, below its own row where the table is below
   * the rule's. `JC101.24` among the cells is another record of the same unit.
   */
  rows: z
    .array(
      z.strictObject({
        table: z.string(),
        unit: z.string().optional(),
        /** Years back; this year when absent. */
        back: z.int().optional(),
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
  /** JC102-02-1, JC105M-01-1: table, field, running number. Never reused. */
  id: z.string().regex(/^[A-Z]{2}\d{3}[A-Z]?(-[A-Za-z0-9]+)+$/),
  /** A 强制性, B 准强制性, C 核实性, D 提示性. */
  class: z.enum(['A', 'B', 'C', 'D']),
  scope: z.enum(['filing', 'row', 'unit', 'county']),
  /** Whose cells bare codes are: the return's main table unless it is said. */
  table: tableCode.optional(),
  rule: written,
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
  /** Overrides the default sentence; {07}, {01.上年}, {=02/01}, {另一单位} are replaced by what is so (`filled` in texts). */
  message: wording.optional(),
  /** In its place where last year's number is 0, of which nothing is a share. */
  messageFromZero: wording.optional(),
  /** What the clerk does next; a default by class when absent. */
  advice: wording.optional(),
  /** The document that an explanation needs as a file (附营业执照), as the clerk calls it. Of class B and C only. */
  attach: wording.optional(),
  examples: z.strictObject({ holds: z.array(exampleSchema).min(1), breaks: z.array(exampleSchema).min(1) }),
  /** Returns that must be in the edition; the rule is inactive, and listed, while one is missing. */
  needs: z.array(returnCode).default([]),
  /** True for a provincial rule, which a county may not remove; false for one that the county added (县级). */
  locked: z.boolean().default(true),
  source: z.string().optional(),
});

/** What a computed return shows. */
const layoutSchema = z.discriminatedUnion('kind', [
  /** One row for each indicator. */
  z.strictObject({
    kind: z.literal('indicators'),
    sections: z
      .array(
        z.strictObject({
          title: wording,
          /** The numbers that a county is asked for first: what moves them is verified first. */
          headline: z.boolean().optional(),
          rows: z.array(z.string()).min(1),
        }),
      )
      .min(1),
  }),
  /** A fixed table's fields summed by groups of units. */
  z.strictObject({
    kind: z.literal('cross'),
    table: tableCode,
    by: z.array(z.enum(['industry', 'size'])).min(1),
    columns: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('field'), field: fieldCode }),
          z.strictObject({
            kind: z.literal('ratio'),
            name: wording,
            numerator: fieldCode,
            denominator: fieldCode,
          }),
        ]),
      )
      .min(1),
  }),
  /** How complete the county's data is, and what was found, explained and corrected. */
  z.strictObject({ kind: z.literal('quality') }),
]);

export const returnSchema = z.strictObject({
  code: returnCode,
  /** 表号, such as 吉创J102表. */
  number: z.string(),
  name: wording,
  /** filled by units, or computed by the app and typed by nobody. */
  kind: z.enum(['filled', 'computed']),
  /** Unit of account printed at the top right, where the form has one. */
  unit: z.string().optional(),
  /**
   * Who owes it: kinds of unit, and a condition over the directory in the rule language. `all` of these, or only the
   * `listed`: those with rows last year, those that sent some, and those that the office lists.
   */
  population: z.strictObject({
    kinds: z.array(z.string()).min(1),
    when: written.optional(),
    duty: z.enum(['all', 'listed']).default('all'),
  }),
  tables: z.array(tableSchema).default([]),
  computed: layoutSchema.optional(),
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

/** A department under the names it had: 质监局 until 2017, 市场监管 since. */
export const departmentSchema = z.strictObject({
  code: z.string(),
  names: z.array(z.strictObject({ from: z.int(), name: wording })).min(1),
});

export const editionSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: wording,
  years,
  /** True until the province supplies 表号, 文号 and 有效期: everything printed says so. */
  demonstration: z.boolean(),
  header: z.strictObject({ issuer: z.string(), approval: z.string(), validUntil: z.string() }),
  /** 参数.p of the rules; a county may only tighten them. */
  params: z.record(z.string(), z.number()),
  /**
   * Year-on-year changes that are unusual for a unit's size (Hidiroglou and Berthelot, 1986): hints beside the rules, over
   * every amount and count of the fixed tables. `least`: units needed; U, A, C: as in the paper. Absent: not looked for.
   */
  outliers: z
    .strictObject({
      id: z.string().regex(/^[A-Z]{2}\d{3}(-[A-Za-z0-9]+)+$/),
      title: wording,
      /** {x} this year's number, {上年} last year's, {倍数} {中位倍数} {户数} {未比户数} {下限} {上限}. */
      message: wording,
      advice: wording,
      source: z.string(),
      least: z.int().min(4),
      U: z.number().min(0).max(1),
      A: z.number().min(0),
      C: z.number().positive(),
    })
    .optional(),
  /** What the documents leave open, and how this edition takes it until the province decides: 待省级明确. */
  open: z.array(z.strictObject({ subject: z.string(), question: wording, taken: wording })).default([]),
  departments: z.array(departmentSchema).default([]),
  /** 相容: which codes of the second list go with a code of the first. */
  compatible: z
    .array(
      z.strictObject({
        lists: z.tuple([z.string(), z.string()]),
        pairs: z.record(z.string(), z.array(z.string())),
      }),
    )
    .default([]),
  /** The cell that says how much a unit weighs in the county: orders findings, measures coverage. */
  weight: z.strictObject({ table: tableCode, field: fieldCode }),
  lists: z.array(codeListSchema),
  returns: z.array(returnSchema),
  indicators: z.array(indicatorSchema),
  targets: z.array(targetSchema),
  /** Rules that belong to no single return (package scope). */
  rules: z.array(ruleSchema).default([]),
  /** Returns that are planned and that rules may name in `needs`. */
  planned: z.array(returnCode).default([]),
});

const layerHead = {
  formatVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: wording,
  years,
};

/** A county's own items and rules, laid over the province's edition: it adds, and neither removes nor changes. */
export const supplementSchema = z.strictObject({
  ...layerHead,
  kind: z.literal('supplement'),
  /** Code of the county that it is for. */
  county: z.string().regex(/^[0-9A-Z]+$/),
  lists: z.array(codeListSchema).default([]),
  items: z.array(z.strictObject({ table: tableCode, title: wording, fields: z.array(fieldSchema).min(1) })),
  rules: z.array(ruleSchema),
});

/** Targets of one county, as the province set them. They take the place of its targets for the same indicators. */
export const targetFileSchema = z.strictObject({
  ...layerHead,
  kind: z.literal('targets'),
  county: z.string().regex(/^[0-9A-Z]+$/),
  targets: z.array(targetSchema).min(1),
});

export type Supplement = z.infer<typeof supplementSchema>;
export type TargetFile = z.infer<typeof targetFileSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Table = z.infer<typeof tableSchema>;
export type Layout = z.infer<typeof layoutSchema>;
export type RuleExample = z.infer<typeof exampleSchema>;
export type RuleDefinition = z.infer<typeof ruleSchema>;
export type ReturnDefinition = z.infer<typeof returnSchema>;
export type CodeList = z.infer<typeof codeListSchema>;
export type Department = z.infer<typeof departmentSchema>;
export type Edition = z.infer<typeof editionSchema>;
