import { z } from 'zod';
import type { Conversion } from '../../intake/conversions.ts';
import type { SheetWindow } from '../../intake/sheet-window.ts';
import type { Question } from '../../intake/staged.ts';
import type { Wording } from '../../returns/terms.ts';
import { cellValue, inYear, returnCode, runs, shape, unitId } from '../operation.ts';
import type { ProblemMessage } from '../problem.ts';
import { provenance } from './filings.ts';

/** One act that wrote the cell, with how its value was read where it came from a file. */
const act = provenance.extend({
  id: z.int(),
  reason: z.string().nullable(),
  /** The value before. */
  was: cellValue.nullable(),
  /** The unit that the file's figure was read in. */
  readAs: z.string().nullable(),
  rounded: z.boolean(),
  /** The import that it belongs to was taken back since. */
  undone: z.boolean(),
  conversions: z.array(shape<Conversion>()),
  /** What the clerk was asked about this cell at import, and answered. */
  answers: z.array(z.strictObject({ question: shape<Question>(), answer: z.string() })),
});

export const provenanceOperations = {
  /**
   * Where a cell's value came from: every act that wrote it, and the place in the enterprise's sheet, read anew from the
   * stored file.
   */
  'provenance.get': runs(
    z.strictObject({
      ...inYear,
      unit: unitId,
      return: returnCode,
      record: z.string().max(20).default(''),
      /** The record's first cell that came from a file, when absent. */
      key: z.string().max(40).optional(),
      /** The act whose place is pictured; the newest one from a file when absent. */
      act: z.int().optional(),
    }),
    z.strictObject({
      unit: unitId,
      unitName: z.string(),
      return: returnCode,
      record: z.string(),
      key: z.string(),
      year: z.int(),
      name: shape<Wording>(),
      type: z.string(),
      decimals: z.int().optional(),
      /** The unit that the value is in. */
      unitOfAccount: z.string().nullable(),
      value: cellValue.nullable(),
      /** Names of the codes that are among the values. */
      codes: z.record(z.string(), shape<Wording>()),
      /** Oldest first; of more than fifty the newest. */
      acts: z.array(act),
      /** The act that is pictured; null where none came from a file. */
      pictured: z.int().nullable(),
      picture: shape<SheetWindow>().nullable(),
      /** Why the file cannot be shown. */
      problem: shape<ProblemMessage>().nullable(),
    }),
  ),
};
export type CellAct = z.infer<typeof act>;
