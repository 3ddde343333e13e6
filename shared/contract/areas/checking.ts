import { z } from 'zod';
import type { Wording } from '../../returns/terms.ts';
import {
  counts,
  inYear,
  paging,
  reads,
  returnCode,
  runs,
  shape,
  tableCode,
  unitId,
  writes,
} from '../operation.ts';
import { findingView } from './filings.ts';

const summary = {
  /** All findings of the year, or of the unit that is asked for, by class, explained or not. */
  counts,
  /** Those still to be dealt with: A, and B and C without a valid explanation. */
  open: counts,
  /** Explained ones that lack the document which their rule asks for. */
  lacking: z.int(),
  /** Rules that could not be judged because cells are blank (资料不全未评). */
  undecided: z.int(),
  /** Filings that the rules looked at: where there is none, nothing was found because nothing came. */
  judged: z.int(),
};
const list = z.strictObject({ ...summary, findings: z.array(findingView), total: z.int() });

export const checkingOperations = {
  /**
   * Runs every rule anew over the whole county. Findings are always current; this proves it: `renewed` counts the units of
   * which it found something else than was kept.
   */
  'check.run': runs(
    z.strictObject({ ...inYear }),
    z.strictObject({ ...summary, total: z.int(), renewed: z.int() }),
  ),
  'findings.list': reads(
    z.strictObject({
      ...inYear,
      unit: unitId.optional(),
      return: returnCode.optional(),
      class: z.enum(['A', 'B', 'C', 'D']).optional(),
      rule: z.string().max(60).optional(),
      open: z.boolean().optional(),
      lacking: z.boolean().optional(),
      order: z.enum(['unit', 'rule', 'class', 'size']).default('class'),
      ...paging,
    }),
    list,
  ),
  /** Which units to verify first: those whose doubtful cells move a number of the county furthest. */
  'findings.heaviest': reads(
    z.strictObject({ ...inYear, limit: z.int().min(1).max(50).default(5) }),
    z.strictObject({
      units: z.array(
        z.strictObject({
          unit: unitId,
          /** Open findings of the unit, and the gravest of them. */
          open: z.int(),
          gravest: findingView,
          indicator: z.strictObject({
            code: z.string(),
            name: shape<Wording>(),
            unit: z.string(),
            decimals: z.int(),
          }),
          /** The number as the county stands, and if the doubtful cells were as last year. */
          now: z.number(),
          asLastYear: z.number(),
        }),
      ),
    }),
  ),
  /**
   * The fewest cells that would explain why several rules of one form fail at once, with the values that would meet the
   * rules: where to look first. Nothing is ever filled in by it.
   */
  'findings.suspects': reads(
    z.strictObject({
      ...inYear,
      unit: unitId.optional(),
      return: returnCode.optional(),
      /** Forms that are looked at, those with the most failing rules first. */
      limit: z.int().min(1).max(100).default(20),
    }),
    z.strictObject({
      forms: z.array(
        z.strictObject({
          unit: unitId,
          unitName: z.string(),
          return: returnCode,
          record: z.string(),
          /** The rules that hang together by their cells, with what the finding of each says. */
          rules: z.array(z.strictObject({ id: z.string(), sentence: shape<Wording>() })),
          /** undetermined: no small set of cells explains them, or finding it takes too long. */
          outcome: z.enum(['found', 'undetermined']),
          sets: z.array(
            z.strictObject({
              cells: z.array(
                z.strictObject({
                  key: z.string(),
                  code: z.string(),
                  column: z.enum(['本年', '上年']),
                  name: shape<Wording>(),
                  unit: z.string().nullable(),
                  decimals: z.int(),
                  current: z.number().nullable(),
                  /** The only value that meets the rules if the other cells are right; null where there are several. */
                  value: z.number().nullable(),
                  low: z.number().nullable(),
                  high: z.number().nullable(),
                }),
              ),
              /** Whether the values break no other rule of class A or B; null where not every value is known. */
              fits: z.boolean().nullable(),
            }),
          ),
          /** Sets as small that are not listed. */
          more: z.int(),
        }),
      ),
      /** Forms beyond the limit. */
      left: z.int(),
    }),
  ),
  /**
   * Numbers of one filing that changed since last year unlike those of units of its size: hints, which block nothing. Without
   * those that a rule asks about already.
   */
  'findings.unusual': reads(
    z.strictObject({ ...inYear, unit: unitId, return: returnCode }),
    z.strictObject({ findings: z.array(findingView) }),
  ),
  /** How each number was compared with last year's over the county: what the hints about unusual changes rest on. */
  'findings.compared': reads(
    z.strictObject({ ...inYear, return: returnCode.optional() }),
    z.strictObject({
      /** Units that the edition asks for at least; null where it does not compare. */
      least: z.int().nullable(),
      fields: z.array(
        z.strictObject({
          table: tableCode,
          code: z.string(),
          name: shape<Wording>(),
          /** Units with both numbers; left out for a zero in one of them, for a blank. */
          compared: z.int(),
          zero: z.int(),
          blank: z.int(),
          outcome: z.enum(['judged', 'few', 'alike']),
          /** Of this year's number in parts of last year's. */
          median: z.number().nullable(),
          unusual: z.int(),
          /** Of these, numbers that a rule asks about already: no hint repeats it. */
          askedAlready: z.int(),
        }),
      ),
    }),
  ),
  'finding.explain': writes(
    z.strictObject({
      ...inYear,
      finding: z.string().max(80),
      /** Others that the same is said of, all or none. */
      also: z.array(z.string().max(80)).max(1000).default([]),
      category: z.string().min(1).max(40),
      text: z.string().max(1000),
    }),
    z.strictObject({ finding: findingView }),
  ),
};
