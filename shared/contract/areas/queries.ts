import { z } from 'zod';
import type { QuerySheet } from '../../values/query-page.ts';
import { inYear, madeFile, paging, reads, runs, shape, unitId } from '../operation.ts';

const asked = {
  ...inYear,
  /** One unit; all that have open findings when absent. */
  unit: unitId.optional(),
  /** The day to answer by, YYYY-MM-DD; in a week when absent. */
  due: z.iso.date().optional(),
  /** Whom to call; the clerk of the workspace when absent. */
  contact: z.string().max(60).optional(),
  /** Else the one that was entered with the officers. */
  phone: z.string().max(60).optional(),
};

export const queryOperations = {
  /** 查询单: what enterprises are asked about their open findings, a page for each. */
  'query.list': reads(
    z.strictObject({ ...asked, ...paging }),
    z.strictObject({
      sheets: z.array(shape<QuerySheet>()),
      total: z.int(),
      /** Units without a page: nothing is open of them but what they have not filed, for which there are the reminders. */
      unfiled: z.int(),
    }),
  ),
  /** The same as workbooks to fill in: one file, or a zip of one for each unit. `apart` hands out each by itself. */
  'query.make': runs(
    z.strictObject({ ...asked, apart: z.boolean().default(false) }),
    z.strictObject({ files: z.array(madeFile) }),
  ),
};
