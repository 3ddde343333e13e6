import type { Wording } from '../returns/definition.ts';
import type { CellValue } from '../values/cell.ts';
import type { TargetStanding } from './standing.ts';
import type { RecordKey } from '../values/record.ts';

/** A computed table (ZH301 …): one row per indicator. Numbers carry the indicator's decimals and are exact. */
export interface Report {
  readonly report: string;
  readonly name: Wording;
  readonly number: string;
  readonly year: number;
  /** True when drafts are counted too; printed as 预览,含未验收. */
  readonly preview: boolean;
  /** True when the table was computed once at sign-off and is read back. */
  readonly frozen: boolean;
  readonly demonstration: boolean;
  readonly coverage: Coverage;
  readonly rows: readonly ReportRow[];
}

/** How much of the county a number rests on. */
export interface Coverage {
  /** Filings counted (accepted and nil; with drafts in a preview). */
  readonly counted: number;
  /** Filings owed: exempt ones have left the count. */
  readonly due: number;
  /** Share of last year's total value that the counted units had, in percent with one decimal; null without last year. */
  readonly shareOfLastYear: number | null;
}

export interface ReportRow {
  readonly code: string;
  /** Heading of the part of the table that the row stands in. */
  readonly section: Wording;
  readonly name: Wording;
  readonly unit: string;
  readonly decimals: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Of a distribution: records by code; null of any other. */
  readonly groups:
    readonly { readonly code: string; readonly name: Wording; readonly value: number }[] | null;
  /** Of a list: how many rows there are to read; null of any other. */
  readonly listed: number | null;
  readonly lastYear: number | null;
  /** value − lastYear, in `unit` (percentage points of a ratio). */
  readonly change: number | null;
  /** In percent with one decimal; null for a ratio and where last year is 0. */
  readonly changePercent: number | null;
  readonly target: TargetStanding | null;
  readonly coverage: Coverage;
  /** Which fields feed it, as printed: ΣJC102.02 / ΣJC102.01. */
  readonly source: string;
  readonly caveat: Wording | null;
}

/** The cells behind one number, down to the cell of the enterprise's file. */
export interface Trace {
  readonly report: string;
  readonly row: string;
  readonly name: Wording;
  readonly unit: string;
  readonly value: number | null;
  readonly source: string;
  readonly leaves: readonly Leaf[];
  /** Leaves in all; `leaves` is one page of them. */
  readonly total: number;
}

export interface Leaf {
  readonly unit: string;
  readonly unitName: string;
  /** Industry division, for the ladder 县 → 行业 → 单位. */
  readonly industry: string | null;
  readonly return: string;
  /** The year whose filing it is: before the report's where a number is cumulative. */
  readonly year: number;
  readonly record: RecordKey;
  /** The field that was added up; * where the record itself was counted. */
  readonly code: string;
  readonly part: 'total' | 'numerator' | 'denominator';
  readonly value: CellValue | null;
  readonly state: 'accepted' | 'nil' | 'draft';
  /** The import that wrote it; null for what was typed. */
  readonly batch: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly raw: string | null;
  readonly basis: string | null;
}
