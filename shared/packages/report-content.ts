import { z } from 'zod';
import { batchStates } from '../values/states.ts';
import { value } from './value-content.ts';

const wording = z.strictObject({ zh: z.string(), en: z.string() });

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

const area = z.strictObject({ code: z.string(), name: z.string() });
const territory = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('recoded'), before: area, now: area }),
    z.strictObject({ kind: z.literal('restated'), left: z.int() }),
    z.strictObject({ kind: z.literal('unequal'), came: z.int(), left: z.int(), boundary: z.boolean() }),
  ])
  .describe('两年地域是否相同;没有这一项即为相同');

const head = {
  report: z.string(),
  name: wording,
  number: z.string(),
  year: z.int(),
  preview: z.boolean(),
  frozen: z.boolean(),
  demonstration: z.boolean(),
  territory: territory.optional(),
};

const indicators = z
  .strictObject({
    kind: z.literal('indicators'),
    ...head,
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
  })
  .describe('指标表(ZH301)');

const group = z.strictObject({ code: z.string().describe('- 为名录中没有'), name: wording });

const cross = z
  .strictObject({
    kind: z.literal('cross'),
    ...head,
    coverage,
    by: z.array(z.enum(['industry', 'size'])),
    columns: z.array(
      z.strictObject({
        code: z.string().describe('字段代码;比率为 分子/分母'),
        name: wording,
        unit: z.string(),
        decimals: z.int(),
        kind: z.enum(['sum', 'ratio']),
      }),
    ),
    rows: z.array(
      z.strictObject({
        code: z.string().describe('total 总计,14 行业大类,14/2 行业大类和规模,/2 规模'),
        industry: group.nullable(),
        size: group.nullable(),
        units: z.int().describe('计入的单位数'),
        due: z.int().describe('应报的单位数'),
        values: z.array(z.number().nullable()).describe('按 columns 的次序;null 为没有单位填报'),
      }),
    ),
  })
  .describe('分组汇总表(ZH302)');

const findingClass = z.enum(['A', 'B', 'C', 'D']);

const quality = z
  .strictObject({
    kind: z.literal('quality'),
    ...head,
    edition: z.strictObject({
      name: z.string(),
      title: wording,
      open: z.array(z.strictObject({ subject: z.string(), question: wording, taken: wording })),
    }),
    returns: z.array(
      z.strictObject({
        return: z.string(),
        name: wording,
        due: z.int(),
        filed: z.int(),
        accepted: z.int(),
        exempt: z.int(),
        aside: z.int(),
      }),
    ),
    findings: z.array(
      z.strictObject({ class: findingClass, found: z.int(), explained: z.int(), open: z.int() }),
    ),
    explanations: z.array(
      z.strictObject({
        rule: z.string(),
        title: wording,
        class: findingClass,
        found: z.int(),
        explained: z.int(),
        categories: z.array(z.strictObject({ category: z.string(), count: z.int() })),
      }),
    ),
    corrections: z.array(
      z.strictObject({
        unit: z.string(),
        unitName: z.string(),
        return: z.string(),
        record: z.string(),
        key: z.string(),
        field: wording,
        old: value.nullable(),
        new: value.nullable(),
        basis: z.string().nullable(),
        reason: z.string().nullable(),
        at: z.string(),
        who: z.string(),
      }),
    ),
    units: z
      .array(
        z.strictObject({
          kind: z.enum(['new', 'came', 'gone', 'left', 'renamed']),
          unit: z.string(),
          name: z.string(),
          other: z.string().nullable().describe('更名前的名称,并入的单位,划入前或划出后所在的县(市、区)'),
        }),
      )
      .nullable()
      .describe('与上年相比;null 为没有上年的资料'),
    files: z.array(
      z.strictObject({ file: z.string(), sha256: z.string(), state: z.enum(batchStates), at: z.string() }),
    ),
    undecided: z
      .array(z.strictObject({ unit: z.string(), name: z.string(), count: z.int() }))
      .describe('资料不全未评的审核关系数,按单位'),
  })
  .describe('数据质量与说明报告(ZH303)');

/** A computed table, as it was when the round was signed off. */
export const report = z.discriminatedUnion('kind', [indicators, cross, quality]);
