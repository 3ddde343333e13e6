import type { Wording } from '../../returns/terms.ts';
import type { CellKey, CellValue } from '../../values/cell.ts';
import type { RecordKey } from '../../values/record.ts';

/** Two units of which one was to become the other. */
export interface Merging {
  readonly unit: string;
  readonly into: string;
  readonly name: string;
  readonly intoName: string;
}

/** A cell that holds something else than the person saw who began to write into it. */
export interface ChangedMeanwhile {
  readonly record: RecordKey;
  readonly key: CellKey;
  readonly name: Wording;
  /** What its row is called; empty of a table without rows. */
  readonly row: Wording;
  readonly now: CellValue | null;
  readonly shown: Wording;
}

/** Problems of filings and rounds: a step that the life cycle does not allow now. */
export interface FilingProblems {
  'unit.absent': { readonly unit: string };
  'unit.exists': { readonly unit: string };
  /** Units of the directory that are called so, or nearly: it is to be said whether this is one of them. */
  'unit.namesake': {
    readonly name: string;
    readonly others: readonly {
      readonly unit: string;
      readonly code: string;
      readonly name: string;
      /** The county that it is in. */
      readonly area: string;
    }[];
  };
  'unit.code': { readonly code: string };
  'unit.status': { readonly status: string; readonly choices: string };
  'unit.area': { readonly area: string; readonly year: number };
  'unit.industry': { readonly industry: string; readonly year: number };
  /** The county's own entry, whose name and code are those of the area codes. */
  'unit.county': { readonly unit: string; readonly name: string };
  'unit.merge-itself': { readonly unit: string; readonly name: string };
  /** A duplicate with values of an earlier year: merging would take them out of that year's totals. */
  'unit.merge-history': Merging & { readonly year: number };
  /** Cells that both units have, with different values. */
  'unit.merge-conflict': Merging & { readonly cells: string };
  'return.absent': { readonly return: string };
  'return.department': {
    readonly return: string;
    readonly department: string;
    readonly choices: string;
  };
  'return.computed': { readonly return: string };
  'filing.absent': { readonly unit: string; readonly return: string };
  'filing.field-absent': { readonly return: string; readonly field: string };
  /** A row that the return has no place for, or that is not there. */
  'filing.row-absent': { readonly return: string; readonly record: string };
  /** A typed value that the field cannot hold. */
  'filing.value': {
    readonly return: string;
    readonly field: string;
    readonly name: Wording;
    readonly raw: string;
    readonly why: 'number' | 'list' | 'form' | 'negative' | 'unit-absent' | 'unit-several';
    readonly unit: string | null;
  };
  /** Somebody else wrote meanwhile: cells that hold something else than was seen, rows that are gone. Nothing was written. */
  'filing.changed': {
    readonly return: string;
    readonly cells: readonly ChangedMeanwhile[];
    readonly gone: readonly RecordKey[];
  };
  'filing.state': {
    readonly unit: string;
    readonly return: string;
    readonly state: string;
    readonly act: string;
  };
  'filing.blocked': {
    readonly unit: string;
    readonly return: string;
    readonly findingsA: number;
    readonly unexplained: number;
  };
  'filing.basis': Record<never, never>;
  /** An exemption for a reason that is not on the list. */
  'filing.exempt-reason': { readonly reason: string };
  /** Nothing to report, and yet a number that is not zero. */
  'filing.not-nil': { readonly unit: string; readonly return: string; readonly field: string };
  /** A number that an enterprise sent is changed by a correction with its basis only. */
  'filing.imported': {
    readonly return: string;
    readonly field: string;
    readonly name: Wording;
    readonly file: string;
  };
  /** The round was opened again for other filings. */
  'round.not-unlocked': { readonly unit: string; readonly return: string };
  'finding.absent': { readonly finding: string };
  'finding.class': { readonly finding: string; readonly class: string };
  /** A category that is not in the list. */
  'explanation.category': { readonly category: string };
  'explanation.short': { readonly least: number };
  'explanation.boilerplate': { readonly text: string };
  /** A file that is no document which can go with an explanation. */
  'attachment.kind': { readonly file: string };
  'attachment.size': { readonly file: string; readonly size: number; readonly most: number };
  'attachment.count': { readonly file: string; readonly most: number };
  'attachment.none': { readonly year: number };
  /** A file that should be a zip of attachments. */
  'attachment.zip': { readonly file: string };
  'attachment.absent': { readonly finding: string; readonly sha256: string };
  /** Its file is missing from the data folder, or was changed there. */
  'attachment.damaged': { readonly file: string };
  'round.frozen': { readonly year: number; readonly state: string };
  'round.state': { readonly year: number; readonly state: string; readonly act: string };
  /** Nothing was accepted: there is nothing to sign. */
  'round.empty': { readonly year: number };
  'round.blocked': {
    readonly findingsA: number;
    readonly unexplained: number;
    readonly county: number;
    readonly due: number;
    readonly drafts: number;
  };
  /** The name signed as another officer already, and the office is not one of one person. */
  'round.same-person': { readonly name: string; readonly as: string };
  'round.role': { readonly act: string; readonly role: string };
  'report.absent': { readonly report: string; readonly known: string };
  'report.row-absent': { readonly report: string; readonly row: string };
}
