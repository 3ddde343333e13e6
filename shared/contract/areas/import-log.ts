import { z } from 'zod';
import type { Reused } from '../../intake/recipe.ts';
import type { Notice, Question, StagedTable } from '../../intake/staged.ts';
import { batchStates } from '../../values/states.ts';
import { inYear, madeFile, paging, reads, returnCode, runs, shape, unitId } from '../operation.ts';
import type { ProblemMessage } from '../problem.ts';

/** What became of one file: what was found in it, asked, answered and taken. */
const loggedFile = z.strictObject({
  batch: z.string(),
  file: z.string(),
  sha256: z.string(),
  size: z.int(),
  outcome: z.enum(batchStates),
  at: z.string(),
  problem: shape<ProblemMessage>().nullable(),
  tables: z.array(shape<StagedTable>()),
  /** What was written by it, by sheet, unit and return: the first five hundred. */
  taken: z.array(
    z.strictObject({
      sheet: z.string(),
      unit: unitId,
      unitName: z.string(),
      return: returnCode,
      records: z.int(),
      cells: z.int(),
    }),
  ),
  takenTotal: z.int(),
  notices: z.array(shape<Notice>()),
  answered: z.array(
    z.strictObject({ question: shape<Question>(), answer: z.string(), isIdle: z.literal(true).optional() }),
  ),
  /** What was taken from an earlier file of the sender. */
  reused: z.array(shape<Reused>()),
  open: z.array(shape<Question>()),
});

const asked = {
  ...inYear,
  /** One file; all of the year, newest first, when absent. */
  batch: z.string().min(1).max(40).optional(),
};

export const importLogOperations = {
  /** 导入记录: for each file what was found, asked, answered and taken. */
  'import.log': reads(
    z.strictObject({ ...asked, ...paging }),
    z.strictObject({
      county: z.string(),
      year: z.int(),
      files: z.array(loggedFile),
      total: z.int(),
    }),
  ),
  /** The same as a workbook to keep with the papers of the year. */
  'import.writeLog': runs(z.strictObject(asked), z.strictObject({ file: madeFile })),
};
export type LoggedFile = z.infer<typeof loggedFile>;
