import { OpenLook, type RuleLook } from './rule-looks.ts';
import type { Attributes } from './xml-attributes.ts';

/** Characters of a list of cells that are kept. */
const longest = 2000;

/**
 * The conditional formats of a sheet of an xlsx. A rule names its look by number, or, of Excel 2010 and later, holds it;
 * the cells stand in an attribute before the rules, or in an element behind them.
 */
export class SheetConditions {
  isOpen = false;
  readonly #looks: readonly RuleLook[];
  readonly #tell: (cells: string, look: RuleLook) => void;
  #cells = '';
  #inCells = false;
  #isStruck = false;
  #isHidden = false;
  #look: OpenLook | null = null;

  /** `looks`: those of the workbook, by their numbers. */
  constructor(looks: readonly RuleLook[], tell: (cells: string, look: RuleLook) => void) {
    this.#looks = looks;
    this.#tell = tell;
  }

  begin(attributes: Attributes): void {
    this.isOpen = true;
    this.#isStruck = this.#isHidden = false;
    this.#cells = attributes.get('sqref') ?? '';
  }

  open(name: string, attributes: Attributes): void {
    if (this.#look !== null) this.#look.open(name, attributes);
    else if (name === 'dxf') this.#look = new OpenLook();
    else if (name === 'cfRule') this.#rule(this.#looks[Number(attributes.get('dxfId') ?? NaN)]);
    else if (name === 'sqref') this.#inCells = true;
  }

  text(text: string): void {
    if (this.#inCells && this.#cells.length < longest) this.#cells += text;
  }

  close(name: string): void {
    if (name === 'dxf') {
      this.#rule(this.#look?.look);
      this.#look = null;
    } else if (this.#look !== null) this.#look.close(name);
    else if (name === 'sqref') this.#inCells = false;
    else if (name === 'conditionalFormatting') {
      this.isOpen = false;
      this.#tell(this.#cells, { isStruck: this.#isStruck, isHidden: this.#isHidden });
    }
  }

  #rule(look: RuleLook | undefined): void {
    if (look === undefined) return;
    this.#isStruck ||= look.isStruck;
    this.#isHidden ||= look.isHidden;
  }
}
