import { z } from 'zod';
import type { Report, Trace } from '../../tally/report.ts';
import { inYear, madeFile, paging, reads, runs, shape } from '../operation.ts';

export const tallyOperations = {
  'report.get': reads(
    z.strictObject({ ...inYear, report: z.string().max(10), preview: z.boolean().default(false) }),
    shape<Report>(),
  ),
  'report.write': runs(
    z.strictObject({
      ...inYear,
      report: z.string().max(10),
      preview: z.boolean().default(false),
      format: z.enum(['xlsx', 'csv', 'json']),
    }),
    z.strictObject({ file: madeFile }),
  ),
  /** The cells behind one number of a computed table, the largest first. */
  'trace.get': reads(
    z.strictObject({
      ...inYear,
      report: z.string().max(10),
      row: z.string().max(60),
      /** Of a table with several numbers in a row: units, due, 02, 02/01; due, filed, found, open … */
      column: z.string().max(20).optional(),
      preview: z.boolean().default(false),
      ...paging,
    }),
    shape<Trace>(),
  ),
};
