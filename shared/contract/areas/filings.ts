import { z } from 'zod';
import type { Finding } from '../../checking/finding.ts';
import type { FindingWords } from '../../checking/words.ts';
import { correctionBases, filingStates } from '../../values/states.ts';
import { cellValue, inYear, paging, reads, returnCode, shape, unitId, writes } from '../operation.ts';

const filingKey = { ...inYear, unit: unitId, return: returnCode };
const state = z.enum(filingStates);

const filingRow = z.strictObject({
  unit: unitId,
  code: z.string(),
  name: z.string(),
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
  value: cellValue.nullable(),
});

const cell = z.strictObject({
  key: z.string(),
  code: z.string(),
  column: z.enum(['本年', '上年']),
  state: z.enum(['value', 'zero', 'blank']),
  value: cellValue.nullable(),
  rounded: z.boolean(),
  source: provenance.nullable(),
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
});

const change = z.strictObject({ key: z.string(), old: cellValue.nullable(), new: cellValue.nullable() });
const written = z.strictObject({ cells: z.array(change), state, findings: z.array(findingView) });

export const filingOperations = {
  'filing.list': reads(
    z.strictObject({
      ...inYear,
      return: returnCode.optional(),
      state: state.optional(),
      search: z.string().max(100).optional(),
      ...paging,
    }),
    z.strictObject({ filings: z.array(filingRow), total: z.int() }),
  ),
  'filing.get': reads(
    z.strictObject(filingKey),
    z.strictObject({
      unit: unitId,
      code: z.string(),
      name: z.string(),
      return: returnCode,
      year: z.int(),
      state,
      reason: z.string().nullable(),
      frozen: z.boolean(),
      cells: z.array(cell),
      /** Accepted (or sealed) values of 本年 the year before, by field code. */
      before: z.record(z.string(), cellValue),
      findings: z.array(findingView),
      /** Other returns of the unit, to move between. */
      others: z.array(z.strictObject({ return: returnCode, state })),
    }),
  ),
  'filing.history': reads(
    z.strictObject({ ...filingKey, key: z.string() }),
    z.strictObject({ acts: z.array(provenance) }),
  ),
  /** Types cells: raw text by cell key, read by the same grammar as an import; an empty text empties the cell. */
  'filing.set': writes(
    z.strictObject({ ...filingKey, cells: z.record(z.string(), z.string().max(2000)) }),
    written,
  ),
  /** Changes an enterprise's number with basis and reason; the original stays in the history. */
  'filing.correct': writes(
    z.strictObject({
      ...filingKey,
      cells: z.record(z.string(), z.string().max(2000)),
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
          record: z.string().optional(),
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
export { findingView };
export type FilingRow = z.infer<typeof filingRow>;
export type CellView = z.infer<typeof cell>;
export type Provenance = z.infer<typeof provenance>;
export type FindingView = z.infer<typeof findingView>;
