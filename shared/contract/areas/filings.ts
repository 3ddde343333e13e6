import { z } from 'zod';
import type { Finding } from '../../checking/finding.ts';
import type { FindingWords } from '../../checking/words.ts';
import type { Wording } from '../../returns/terms.ts';
import { correctionBases, filingStates } from '../../values/states.ts';
import {
  cellValue,
  inYear,
  paging,
  reads,
  returnCode,
  shape,
  tableCode,
  unitId,
  writes,
} from '../operation.ts';

const filingKey = { ...inYear, unit: unitId, return: returnCode };
const state = z.enum(filingStates);

const filingRow = z.strictObject({
  unit: unitId,
  code: z.string(),
  name: z.string(),
  operator: z.string().nullable(),
  return: returnCode,
  state,
  industry: z.string().nullable(),
  industryName: z.string().nullable(),
  size: z.string().nullable(),
  /** Open findings A, and B and C whose explanation is missing or stale. */
  blocking: z.int(),
  unexplained: z.int(),
});

/** Where a cell's value came from: the newest act that wrote it. */
const provenance = z.strictObject({
  kind: z.enum(['import', 'typed', 'correction', 'undo', 'carry']),
  at: z.string(),
  actor: z.string(),
  batch: z.string().nullable(),
  file: z.string().nullable(),
  sha256: z.string().nullable(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  raw: z.string().nullable(),
  /** Factor from the unit of the file to the field's (10 for 万元 → 千元). */
  factor: z.number().nullable(),
  basis: z.string().nullable(),
  /** Why, in the person's words; null where none were given. */
  reason: z.string().nullable(),
  value: cellValue.nullable(),
});

const record = z.string().max(20);
const texts = z.record(z.string(), z.string().max(2000));

const cell = z.strictObject({
  record,
  key: z.string(),
  code: z.string(),
  column: z.enum(['本年', '上年']),
  state: z.enum(['value', 'zero', 'blank']),
  value: cellValue.nullable(),
  rounded: z.boolean(),
  source: provenance.nullable(),
});

/** A document that goes with an explanation. */
export const attachment = z.strictObject({
  sha256: z.string(),
  name: z.string(),
  size: z.int(),
  at: z.string(),
  actor: z.string(),
});

/** A finding with what was said about it. */
const findingView = z.strictObject({
  finding: shape<Finding>(),
  words: shape<FindingWords>(),
  unitName: z.string(),
  explained: z
    .strictObject({
      category: z.string(),
      text: z.string(),
      at: z.string(),
      actor: z.string(),
      stale: z.boolean(),
    })
    .nullable(),
  attachments: z.array(attachment),
  /** Explained, and without the document that the rule asks for (缺附件). */
  lacking: z.boolean(),
});

const change = z.strictObject({
  record,
  key: z.string(),
  old: cellValue.nullable(),
  new: cellValue.nullable(),
});
const written = z.strictObject({
  cells: z.array(change),
  /** Keys of the rows that were added, in the order in which they were asked for. */
  added: z.array(record),
  state,
  findings: z.array(findingView),
});
/** Values by cell key; a cell that is not in it was blank. */
const seen = z.record(z.string(), cellValue.nullable());
/**
 * Raw text by cell key, read by the same grammar as an import; an empty text empties the cell.
 *
 * `seen` is what stood in these cells when the person began to write. Where something else stands there by now, and not the
 * very value that is to be written, nothing of the request is done, and `filing.changed` says what stands there. A page says
 * it always. It may be left out by those alone who never had the cell before them: a command of the terminal says what a
 * cell shall hold, whatever it held.
 */
const typed = {
  /** Of one record; of the main table's when `record` is not said. */
  record: record.default(''),
  cells: texts.default({}),
  seen: seen.optional(),
  /** Rows of floating tables: one that is there by its record, a new one by its table and the row above it. */
  rows: z
    .array(
      z.union([
        /** `seen` is null of a row that was not there, and comes back under its number. */
        z.strictObject({ record, cells: texts, seen: seen.nullable().optional() }),
        z.strictObject({ table: tableCode, parent: record.optional(), cells: texts }),
      ]),
    )
    .max(5000)
    .default([]),
  /** Rows to take out, with all that was seen in them, and those below them that were seen. */
  removed: z.array(z.strictObject({ record, seen: seen.optional() })).default([]),
};

export const filingOperations = {
  'filing.list': reads(
    z.strictObject({
      ...inYear,
      return: returnCode.optional(),
      state: state.optional(),
      /** Part of a name or code, the first letters of the name in pinyin, or the number of a return. */
      search: z.string().max(100).optional(),
      /** Division of the industry (the first two digits) and code of the size. */
      industry: z.string().max(2).optional(),
      size: z.string().max(2).optional(),
      ...paging,
    }),
    z.strictObject({
      filings: z.array(filingRow),
      total: z.int(),
      /** What the filings of the year can be narrowed down to. */
      industries: z.array(z.strictObject({ code: z.string(), name: z.string() })),
      sizes: z.array(z.strictObject({ code: z.string(), name: shape<Wording>() })),
    }),
  ),
  'filing.get': reads(
    z.strictObject(filingKey),
    z.strictObject({
      unit: unitId,
      code: z.string(),
      name: z.string(),
      /** Who runs it, of a place without a code of its own. */
      operator: z.string().nullable(),
      kind: z.string(),
      /** The county that the directory has the unit in, where it is not this one. */
      elsewhere: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
      return: returnCode,
      year: z.int(),
      state,
      reason: z.string().nullable(),
      frozen: z.boolean(),
      cells: z.array(cell),
      /** Accepted (or sealed) values of 本年 the year before, by record and field code. */
      before: z.record(z.string(), z.record(z.string(), cellValue)),
      findings: z.array(findingView),
      /** Other returns of the unit, to move between. */
      others: z.array(z.strictObject({ return: returnCode, state })),
    }),
  ),
  'filing.history': reads(
    z.strictObject({ ...filingKey, record: record.default(''), key: z.string() }),
    z.strictObject({
      acts: z.array(provenance),
      /** What was said the year before about findings at this cell. */
      said: z.array(z.strictObject({ rule: z.string(), category: z.string(), text: z.string() })),
    }),
  ),
  /** Types cells, and adds and takes out rows, all of it or nothing. */
  'filing.set': writes(z.strictObject({ ...filingKey, ...typed }), written),
  /** Confirms rows that a register carried over from last year: those named, or all of the filing. */
  'filing.confirm': writes(
    z.strictObject({ ...filingKey, records: z.array(record).max(5000).optional() }),
    z.strictObject({
      confirmed: z.int(),
      /** Rows that were confirmed, changed or ended elsewhere meanwhile, and stay as they are now. */
      left: z.array(record),
      state,
    }),
  ),
  /** Changes an enterprise's number with basis and reason; the original stays in the history. */
  'filing.correct': writes(
    z.strictObject({
      ...filingKey,
      ...typed,
      basis: z.enum(correctionBases),
      reason: z.string().max(500).default(''),
    }),
    written,
  ),
  /** Moves a filing in its life cycle. */
  'filing.move': writes(
    z.strictObject({
      ...filingKey,
      act: z.enum(['accept', 'unaccept', 'nil', 'exempt', 'revoke', 'aside', 'decide']),
      reason: z.string().max(500).optional(),
      basis: z.string().max(500).optional(),
    }),
    z.strictObject({ unit: unitId, return: returnCode, state }),
  ),
  'filing.acceptClean': writes(
    z.strictObject({ ...inYear }),
    z.strictObject({
      accepted: z.int(),
      left: z.array(
        z.strictObject({
          unit: unitId,
          name: z.string(),
          return: returnCode,
          reasons: z.strictObject({ blocking: z.int(), unexplained: z.int(), due: z.boolean() }),
        }),
      ),
    }),
  ),
  'cells.list': reads(
    z.strictObject({ ...inYear, unit: unitId.optional(), return: returnCode.optional(), ...paging }),
    z.strictObject({
      cells: z.array(
        z.strictObject({
          unit: unitId,
          return: returnCode,
          record,
          code: z.string(),
          column: z.string(),
          state: z.enum(['value', 'zero', 'blank']),
          value: cellValue.nullable(),
          raw: z.string().nullable(),
          file: z.string().nullable(),
          sheet: z.string().nullable(),
          cell: z.string().nullable(),
          basis: z.string().nullable(),
        }),
      ),
      total: z.int(),
    }),
  ),
};
export { findingView, provenance };
export type FilingRow = z.infer<typeof filingRow>;
export type CellView = z.infer<typeof cell>;
/** What stands in a cell; null in one that is blank. */
export type Held = CellView['value'];
export type Provenance = z.infer<typeof provenance>;
export type FindingView = z.infer<typeof findingView>;
