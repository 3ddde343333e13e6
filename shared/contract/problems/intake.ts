import type { LayoutFault } from '../../values/sheet-layout.ts';
import type { BatchState } from '../../values/states.ts';

/** Problems of importing: the file was read, but cannot be taken in. */
export interface IntakeProblems {
  'intake.no-table': {
    readonly file: string;
    /** Of batches of earlier versions one text, with 、 between the names. */
    readonly sheets: readonly string[] | string;
  };
  /** Its tables were found, and nothing is filled in there: blank forms, or a list without rows. */
  'intake.blank': { readonly file: string; readonly returns: readonly string[] };
  /** A blank workbook of another edition or form version. */
  'intake.other-edition': { readonly file: string; readonly found: string; readonly expected: string };
  'intake.other-year': { readonly file: string; readonly found: number; readonly expected: number };
  'intake.same-file': { readonly file: string; readonly first: string; readonly on: string };
  /** The original of a batch is no longer in the data folder, or is not what was sent. */
  'intake.original': { readonly file: string };
  /** The sheet that a number came from is not in the stored file as it is read now. */
  'intake.place-absent': { readonly file: string; readonly sheet: string; readonly cell: string };
  /** 查询单 whose fixed part was changed: whose answers these are, or to what, can't be told. */
  'intake.query-altered': { readonly file: string; readonly sheet: string; readonly cell: string };
  /** It was sent before its unit was merged, and asks about rows, which have other places in the unit that is kept. */
  'intake.query-merged': { readonly from: string; readonly into: string };
  /** 查询单 without its hidden key, as a text file or a copy has none. */
  'intake.query-without-key': { readonly file: string };
  /** 查询单 that came back as it was sent. */
  'intake.query-unanswered': { readonly file: string };
  /** No unit has an open finding to ask about; `unfiled` are asked for what they have not filed. */
  'query.nothing': { readonly unfiled: number };
  'intake.batch-absent': { readonly batch: string };
  'intake.batch-state': { readonly batch: string; readonly state: BatchState };
  'intake.questions-open': { readonly batch: string; readonly open: number };
  /** A question about a whole table is open: no part of the file can be taken before it is answered. */
  'intake.table-open': { readonly file: string; readonly place: string };
  'intake.answer-unknown': { readonly question: string };
  /** What the clerk said of where a table is can't be; `sheet` is where, or the id that has no place. */
  'intake.layout': { readonly file: string; readonly sheet: string; readonly fault: LayoutFault };
  'intake.recipe-absent': { readonly recipe: string };
  'intake.accepted-filings': { readonly batch: string; readonly units: string };
}
