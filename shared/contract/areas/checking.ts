import { z } from 'zod';
import type { Wording } from '../../returns/definition.ts';
import { counts, inYear, paging, reads, returnCode, shape, unitId, writes } from '../operation.ts';
import { findingView } from './filings.ts';

const list = z.strictObject({
  /** All findings of the year by class, explained or not. */
  counts,
  /** Those still to be dealt with: A, and B and C without a valid explanation. */
  open: counts,
  /** Rules that could not be judged because cells are blank (资料不全未评). */
  undecided: z.int(),
  findings: z.array(findingView),
  total: z.int(),
});

export const checkingOperations = {
  /** Runs every rule anew over the whole county. Findings are always current; this proves it. */
  'check.run': writes(z.strictObject({ ...inYear }), list),
  'findings.list': reads(
    z.strictObject({
      ...inYear,
      unit: unitId.optional(),
      return: returnCode.optional(),
      class: z.enum(['A', 'B', 'C', 'D']).optional(),
      rule: z.string().max(60).optional(),
      open: z.boolean().optional(),
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
