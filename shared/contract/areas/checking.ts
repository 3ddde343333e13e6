import { z } from 'zod';
import { counts, inYear, paging, reads, returnCode, unitId, writes } from '../operation.ts';
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
  'finding.explain': writes(
    z.strictObject({
      ...inYear,
      finding: z.string().max(80),
      category: z.string().min(1).max(40),
      text: z.string().max(1000),
    }),
    z.strictObject({ finding: findingView }),
  ),
};
