import type { Wording } from '../returns/terms.ts';
import type { CellKey, CellValue } from '../values/cell.ts';
import type { RecordKey } from '../values/record.ts';
import type { BatchState, FilingState, FindingClass } from '../values/states.ts';
import type { TargetStanding } from './standing.ts';
import type { Territory } from './territory.ts';

/** A computed table: nobody types it. Which of the three it is depends on the layout of its definition. */
export type Report = IndicatorReport | CrossReport | QualityReport;

interface ReportHead {
  readonly report: string;
  readonly name: Wording;
  readonly number: string;
  readonly year: number;
  /** True when drafts are counted too; printed as 预览,含未验收. */
  readonly preview: boolean;
  /** True when the table was computed once at sign-off and is read back. */
  readonly frozen: boolean;
  readonly demonstration: boolean;
  /** Absent where last year's county was the same in every way, or is not in the program. */
  readonly territory?: Territory | undefined;
}

/** ZH301: one row per indicator. Numbers carry the indicator's decimals and are exact. */
export interface IndicatorReport extends ReportHead {
  readonly kind: 'indicators';
  readonly coverage: Coverage;
  readonly rows: readonly ReportRow[];
}

/** ZH302: the fields of a table summed by groups of units. Sums are exact, so that parts add up to their totals. */
export interface CrossReport extends ReportHead {
  readonly kind: 'cross';
  readonly coverage: Coverage;
  readonly by: readonly GroupedBy[];
  readonly columns: readonly CrossColumn[];
  /** All units first, then each group of the first kind with the groups of the second in it, then the second alone. */
  readonly rows: readonly CrossRow[];
}

export type GroupedBy = 'industry' | 'size';

export interface CrossColumn {
  /** The field, 02; of a ratio both, 02/01. */
  readonly code: string;
  readonly name: Wording;
  readonly unit: string;
  readonly decimals: number;
  /** sum: of a field; ratio: of two sums, in percent. */
  readonly kind: 'sum' | 'ratio';
}

export interface CrossRow {
  /** total, 14, 14/2, /2. */
  readonly code: string;
  /** Null: of all industries. The code is `-` where the directory does not say it. */
  readonly industry: CrossGroup | null;
  readonly size: CrossGroup | null;
  /** Units whose filing counts. */
  readonly units: number;
  /** Units that owe one. */
  readonly due: number;
  /** In the order of the columns; null where no unit gave a value. */
  readonly values: readonly (number | null)[];
}

export interface CrossGroup {
  readonly code: string;
  readonly name: Wording;
}

/** ZH303: how complete the county's data is, and what was found, explained and corrected. */
export interface QualityReport extends ReportHead {
  readonly kind: 'quality';
  readonly edition: {
    readonly name: string;
    readonly title: Wording;
    /** What the edition leaves open, and how it takes it until the province decides. */
    readonly open: readonly {
      readonly subject: string;
      readonly question: Wording;
      readonly taken: Wording;
    }[];
  };
  readonly returns: readonly ReturnStanding[];
  readonly findings: readonly ClassStanding[];
  readonly explanations: readonly RuleStanding[];
  readonly corrections: readonly Correction[];
  /** Null where the county has no year before in the program. */
  readonly units: readonly UnitChange[] | null;
  readonly files: readonly ReportedFile[];
  /** Checks that could not be judged for want of data, by unit; the county's own last, with an empty unit. */
  readonly undecided: readonly { readonly unit: string; readonly name: string; readonly count: number }[];
}

export interface ReturnStanding {
  readonly return: string;
  readonly name: Wording;
  /** Owed: exempt ones have left the count. */
  readonly due: number;
  /** Of these, there in some form: draft, accepted, nil. */
  readonly filed: number;
  /** Accepted and nil. */
  readonly accepted: number;
  readonly exempt: number;
  readonly aside: number;
}

export interface ClassStanding {
  readonly class: FindingClass;
  readonly found: number;
  /** Of these, with an explanation that holds for the values as they are. */
  readonly explained: number;
  /** What is left: of class D nothing, which asks for no answer. */
  readonly open: number;
}

export interface RuleStanding {
  readonly rule: string;
  readonly title: Wording;
  readonly class: FindingClass;
  readonly found: number;
  readonly explained: number;
  /** How often each category of explanation was given. */
  readonly categories: readonly { readonly category: string; readonly count: number }[];
}

export interface Correction {
  readonly unit: string;
  readonly unitName: string;
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
  readonly field: Wording;
  readonly old: CellValue | null;
  readonly new: CellValue | null;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly at: string;
  readonly who: string;
}

export interface UnitChange {
  /** came, left: from or to another county. */
  readonly kind: 'new' | 'came' | 'gone' | 'left' | 'renamed';
  readonly unit: string;
  readonly name: string;
  /** Of a renamed one its name last year; of a gone one whom it was merged into; of one that moved the other county; else null. */
  readonly other: string | null;
}

export interface ReportedFile {
  readonly file: string;
  readonly sha256: string;
  readonly state: BatchState;
  readonly at: string;
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
  /** Of a table with several numbers in a row: which. */
  readonly column: string | null;
  readonly name: Wording;
  readonly unit: string;
  readonly value: number | null;
  readonly source: string;
  /** What all leaves come to by part and industry, the largest first. */
  readonly groups: readonly LeafGroup[];
  readonly leaves: readonly Leaf[];
  /** Leaves in all; `leaves` is one page of them. */
  readonly total: number;
}

export interface LeafGroup {
  readonly part: Leaf['part'];
  readonly industry: string | null;
  readonly sum: number;
  readonly count: number;
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
  readonly state: FilingState;
  /** The import that wrote it; null for what was typed. */
  readonly batch: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly raw: string | null;
  readonly basis: string | null;
}
