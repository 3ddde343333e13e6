import { z } from 'zod';
import { roles, roundStates } from '../../values/states.ts';
import { inYear, reads, returnCode, unitId, writes } from '../operation.ts';

const name = z.string().trim().min(1).max(40);

export const roundOperations = {
  'round.get': reads(
    z.strictObject({ ...inYear }),
    z.strictObject({
      year: z.int(),
      state: z.enum(roundStates),
      sequence: z.int(),
      /** What the province would return, and what blocks the next signature. */
      rehearsal: z.strictObject({
        findingsA: z.int(),
        unexplained: z.int(),
        county: z.int(),
        drafts: z.int(),
        due: z.int(),
        accepted: z.int(),
        exempt: z.int(),
        /** Explanations without the document that their rule asks for: said, and in the way of nothing. */
        lacking: z.int(),
        /** Nothing is in the way of the first signature but what a reason settles: filings that did not come. */
        ready: z.boolean(),
      }),
      acts: z.array(
        z.strictObject({
          at: z.string(),
          who: z.string(),
          role: z.string(),
          act: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** First the head of statistics, then the head of the office. */
  'round.signoff': writes(
    z.strictObject({
      ...inYear,
      role: z.enum(roles),
      name,
      /** Why filings that are still due are missing (缺报原因); needed when there are any. */
      missingReason: z.string().max(500).optional(),
    }),
    z.strictObject({ state: z.enum(roundStates) }),
  ),
  'round.reopen': writes(
    z.strictObject({
      ...inYear,
      role: z.enum(roles).optional(),
      name: name.optional(),
      reason: z.string().trim().min(1).max(500),
      filings: z.array(z.strictObject({ unit: unitId, return: returnCode })).default([]),
    }),
    z.strictObject({ state: z.enum(roundStates) }),
  ),
  'round.delivered': writes(
    z.strictObject({ ...inYear, on: z.string().max(20), to: z.string().max(100) }),
    z.strictObject({ state: z.enum(roundStates) }),
  ),
};
