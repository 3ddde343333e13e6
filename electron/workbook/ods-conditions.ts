import { rangeName, type Range } from '#shared/intake/grid.ts';
import type { OdsStyles } from './ods-styles.ts';
import type { RuleLook } from './rule-looks.ts';

/**
 * The conditions of one sheet of an OpenDocument file. Programs list them behind its cells, keep them with the styles of
 * these, or both.
 */
export class OdsConditions {
  readonly #styles: OdsStyles;
  readonly #tell: (cells: string, look: RuleLook) => void;
  #cells = '';
  #isListed = false;
  /** The cells of styles that give way to others where conditions hold, of each the range around them. */
  readonly #ranges = new Map<string, Range>();

  constructor(styles: OdsStyles, tell: (cells: string, look: RuleLook) => void) {
    this.#styles = styles;
    this.#tell = tell;
  }

  /** The list comes to rules for cells. */
  begin(cells: string): void {
    this.#cells = withoutSheets(cells);
    this.#isListed = true;
  }

  /** One of these rules gives them a style. */
  rule(style: string | undefined): void {
    this.#tell(this.#cells, this.#styles.lookOf(style));
  }

  /** Cells of a style that hold something. */
  cells(style: string | undefined, range: Range): void {
    if (style === undefined || this.#styles.conditionalOf(style).length === 0) return;
    const known = this.#ranges.get(style) ?? range;
    this.#ranges.set(style, {
      top: known.top,
      left: Math.min(known.left, range.left),
      bottom: range.bottom,
      right: Math.max(known.right, range.right),
    });
  }

  finish(): void {
    if (this.#isListed) return;
    for (const [style, range] of this.#ranges)
      for (const look of this.#styles.conditionalOf(style)) this.#tell(rangeName(range), look);
  }
}

/** Sheet1.C3:Sheet1.F9 'a b'.H3 → C3:F9 H3. */
function withoutSheets(ranges: string): string {
  return ranges.replace(/(?:'(?:[^']|'')*'|[^\s:'.]+)\./gu, '').replaceAll('$', '');
}
