import { z } from 'zod';
import { unitFacts } from '../../values/unit-facts.ts';
import type { Reused } from '../../intake/recipe.ts';
import type { Notice, Question, Settled, StagedTable } from '../../intake/staged.ts';
import type { Wording } from '../../returns/terms.ts';
import { questionTopics } from '../../values/question-topics.ts';
import { batchStates } from '../../values/states.ts';
import type { ProblemMessage } from '../problem.ts';
import {
  cellValue,
  fileToken,
  inYear,
  madeFile,
  paging,
  reads,
  returnCode,
  runs,
  shape,
  unitId,
  writes,
} from '../operation.ts';

export const batchId = z.string().min(1).max(40);
/**
 * Question id → code of the choice; `group:<group>` answers every open question of that group alike. The id of a layout takes
 * what is said there of a table, or `found`.
 */
const answers = z.record(z.string(), z.string());

const batch = z.strictObject({
  id: batchId,
  file: z.string(),
  sha256: z.string(),
  size: z.int(),
  outcome: z.enum(batchStates),
  at: z.string(),
  /** Filings of the file beside those in the store. */
  rows: z.strictObject({ new: z.int(), changed: z.int(), same: z.int(), rejected: z.int() }),
  /** Open questions; `questions` has the first of them, at most 200. */
  open: z.int(),
  questions: z.array(shape<Question>()),
  /** What all open ones are about. */
  topics: z.array(z.strictObject({ topic: z.enum(questionTopics), count: z.int() })),
  /** A filled-in 查询单: its answers become corrections and explanations, and no table of it can be laid out. */
  isReply: z.boolean(),
  /** Whether what no open question touches can be committed: not while one is about a whole table. */
  canCommitPart: z.boolean(),
  /** Answers that were taken from an earlier file of the sender. */
  reused: z.array(shape<Reused>()),
  /**
   * Questions that were answered for the file, with the answer: each may be answered otherwise. Idle: nothing asks it any more.
   * At most 200.
   */
  answered: z.array(
    z.strictObject({ question: shape<Question>(), answer: z.string(), isIdle: z.literal(true).optional() }),
  ),
  /**
   * Where tables were found, each as the answer that would say the same (`shared/values/sheet-layout.ts`); null where none was
   * found and one may be laid out.
   */
  layouts: z.array(
    z.strictObject({ id: z.string(), sheet: z.string(), text: z.string().nullable(), isLaid: z.boolean() }),
  ),
  notices: z.int(),
  problem: shape<ProblemMessage>().nullable(),
});

const differenceState = z.enum(['new', 'changed', 'same']);

/** One cell that the import would write, beside what the store holds. */
const difference = z.strictObject({
  unit: unitId.nullable(),
  unitName: z.string(),
  return: returnCode,
  record: z.string(),
  key: z.string(),
  /** How the item is called and shown. */
  name: shape<Wording>(),
  type: z.string(),
  decimals: z.int().optional(),
  sheet: z.string(),
  cell: z.string(),
  raw: z.string(),
  value: cellValue.nullable(),
  stored: cellValue.nullable(),
  state: differenceState,
});

/** What was learned of a sender from one file; its id is the batch's. */
const recipe = z.strictObject({
  id: batchId,
  year: z.int(),
  file: z.string(),
  at: z.string(),
  /** How many units the file was for, and the names of the first. */
  units: z.int(),
  names: z.array(z.string()),
  returns: z.array(returnCode),
  /** Columns, or items of a form. */
  headings: z.int(),
  choices: z.array(shape<Settled>()),
});

const newUnits = z.enum(['ask', 'add']).default('ask');

export const importOperations = {
  /** A blank workbook for one enterprise, or a list for many. */
  'template.make': runs(
    z.strictObject({
      ...inYear,
      return: returnCode,
      list: z.boolean().default(false),
      unit: unitId.optional(),
      /** Code of the department whose sections of a county's return are wanted. */
      department: z.string().max(20).optional(),
    }),
    z.strictObject({ file: madeFile }),
  ),
  /** Reads, stages and commits what has no open question; a batch is one file. */
  'import.run': runs(
    z.strictObject({
      ...inYear,
      files: z.array(fileToken).min(1),
      dryRun: z.boolean().default(false),
      newUnits,
      answers: answers.default({}),
    }),
    z.strictObject({
      batches: z.array(batch),
      cancelled: z.boolean(),
      /** Files that were not read when it was cancelled. */
      left: z.int(),
      /** Files that a program keeps beside open workbooks (~$甲厂.xlsx): not read. */
      leftovers: z.array(z.string()),
    }),
  ),
  'import.list': reads(
    z.strictObject({ ...inYear, ...paging }),
    z.strictObject({
      batches: z.array(batch),
      total: z.int(),
      counts: z.strictObject({
        committed: z.int(),
        questions: z.int(),
        staged: z.int(),
        refused: z.int(),
        undone: z.int(),
      }),
      /** The file whose numbers went in last of those that are in: the one to take back if that was a slip. */
      last: batchId.nullable(),
    }),
  ),
  'import.get': reads(
    z.strictObject({ batch: batchId, state: differenceState.optional(), ...paging }),
    z.strictObject({
      batch,
      tables: z.array(shape<StagedTable>()),
      notices: z.array(shape<Notice>()),
      /** One page of the cells in that state. */
      differences: z.array(difference),
      totalDifferences: z.int(),
      /** Cells by state, whatever was asked for. */
      cells: z.strictObject({ new: z.int(), changed: z.int(), same: z.int() }),
    }),
  ),
  /** The sheet as it is, read anew from the stored original. */
  'import.preview': runs(
    z.strictObject({
      batch: batchId,
      sheet: z.string().optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(60),
    }),
    z.strictObject({
      sheets: z.array(z.strictObject({ name: z.string(), hidden: z.boolean() })),
      sheet: z.string(),
      columns: z.int(),
      totalRows: z.int(),
      /** The first row that holds something: a table that is laid out on a sheet without one begins there. */
      firstRow: z.int(),
      rows: z.array(
        z.strictObject({
          index: z.int(),
          /** `struck`: struck out, all or a part of it. */
          cells: z.array(
            z.strictObject({ column: z.int(), text: z.string(), struck: z.literal(true).optional() }),
          ),
        }),
      ),
      merges: z.array(z.strictObject({ top: z.int(), left: z.int(), bottom: z.int(), right: z.int() })),
    }),
  ),
  /** Answers questions of a file, also otherwise than before; a committed one is undone for it and is a new batch. */
  'import.answer': runs(
    z.strictObject({ batch: batchId, answers, newUnits, unaccept: z.boolean().default(false) }),
    z.strictObject({ batch }),
  ),
  /** Asks what was answered from an earlier file; a committed batch is undone for it and is a new one with the question. */
  'import.ask': runs(
    z.strictObject({
      batch: batchId,
      question: z.string().min(1),
      newUnits,
      unaccept: z.boolean().default(false),
    }),
    z.strictObject({ batch }),
  ),
  /** What is remembered of senders, that of the newest files first. */
  'import.recipes': reads(
    z.strictObject({ ...paging }),
    z.strictObject({ recipes: z.array(recipe), total: z.int() }),
  ),
  /** Forgets it, and what older files of the sender taught. */
  'import.forget': writes(z.strictObject({ recipe: batchId }), z.strictObject({ forgotten: z.int() })),
  /** Commits a batch without open questions; `partial` leaves out the rows that still have some. */
  'import.commit': writes(
    z.strictObject({ batch: batchId, partial: z.boolean().default(false) }),
    z.strictObject({ batch }),
  ),
  'import.discard': writes(z.strictObject({ batch: batchId }), z.strictObject({ batch })),
  /** Takes a committed batch back; cells overwritten since keep their newer value and are listed. */
  'import.undo': writes(
    z.strictObject({ batch: batchId, unaccept: z.boolean().default(false) }),
    z.strictObject({
      batch: batchId,
      cells: z.int(),
      kept: z.array(z.strictObject({ unit: unitId, return: returnCode, key: z.string() })),
      /** Facts of the directory that are again as they were: names, codes, places. */
      facts: z.int(),
      /** Those that were changed since and keep their newer value. */
      keptFacts: z.array(z.strictObject({ unit: unitId, name: z.string(), fact: z.enum(unitFacts) })),
    }),
  ),
};
export type Batch = z.infer<typeof batch>;
export type Difference = z.infer<typeof difference>;
