import { fingerprint } from '../values/fingerprint.ts';
import type { CellValue, Column } from '../values/cell.ts';
import type { RecordKey } from '../values/record.ts';
import type { FindingClass } from '../values/states.ts';

/** A cell that a finding points to, so that a screen can jump there. */
export interface Place {
  readonly return: string;
  readonly record: RecordKey;
  readonly code: string;
  readonly column: Column;
}

/** A value that took part, as the rule names it. */
export interface Operand {
  /** As printed in the notation: 02, 01.上年, JC101.12, 02@-1, I001, 计数(JC104 其中 05=本单位). */
  readonly name: string;
  /** Empty for an indicator. */
  readonly table: string;
  /** `*` of a count, which is of rows. */
  readonly code: string;
  readonly value: CellValue | null;
}

/** What a rule found: plain data without wording (`findingText` in shared/texts words it). */
export interface Finding {
  /** Of rule, year, unit and row: stays the same over re-checks, so an explanation stays attached. */
  readonly id: string;
  readonly rule: string;
  /** The rule before it was expanded for each field. */
  readonly family: string;
  readonly class: FindingClass;
  readonly scope: 'filing' | 'row' | 'unit' | 'county';
  readonly year: number;
  /** Empty for a finding of the county. */
  readonly unit: string;
  readonly return: string;
  readonly record: string;
  readonly places: readonly Place[];
  readonly operands: readonly Operand[];
  /**
   * rounding: the rule holds only thanks to the tolerance for rounded cells (四舍五入差, class D); outlier: no rule fails,
   * but the number changed unlike those of units of its size.
   */
  readonly kind: 'breach' | 'rounding' | 'outlier';
}

/** Stays the same over re-checks, so that an explanation stays attached. */
export function findingId(rule: string, year: number, unit: string, record: string): string {
  return fingerprint(`${rule}|${year}|${unit}|${record}`);
}
