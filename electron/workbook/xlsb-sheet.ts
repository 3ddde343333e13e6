import { rangeName, type GridCell, type Sheet } from '#shared/intake/grid.ts';
import { eachRecord, record, type Body } from './biff12.ts';
import { errorNames } from './error-names.ts';
import { takesFromOther } from './formula-links.ts';
import type { Spent } from './limits.ts';
import { plainLook } from './rule-looks.ts';
import { SheetBuilder } from './sheet-builder.ts';
import type { RunText } from './font-runs.ts';
import { richText, strikeOf, type XlsbStyles } from './xlsb-styles.ts';

export interface XlsbComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What the sheets of a workbook have in common. */
export interface XlsbShared {
  readonly file: string;
  readonly spent: Spent;
  readonly styles: XlsbStyles;
  readonly strings: readonly RunText[];
  /** The workbook says that its formulas wait to be computed: what stands in them is of no use. */
  readonly isUncomputed: boolean;
  readonly isOther: (link: number) => boolean;
}

export function readXlsbSheet(
  part: Buffer,
  own: { readonly name: string; readonly hidden: boolean; readonly comments: readonly XlsbComment[] },
  shared: XlsbShared,
): Sheet {
  const builder = new SheetBuilder(shared.file, own.name, shared.spent);
  const reader = new SheetReader(builder, shared);
  eachRecord(part, (type, body) => reader.take(type, body));
  for (const { row, column, text } of own.comments) builder.comment(row, column, text);
  return builder.finish(own.name, own.hidden);
}

const mostRanges = 200;

/** "C3:F9 H3". */
function rangesIn(body: Body): string {
  const ranges: string[] = [];
  for (let rest = Math.min(body.u32(), mostRanges); rest > 0; rest--) {
    const [top, bottom, left, right] = [body.u32(), body.u32(), body.u32(), body.u32()];
    ranges.push(rangeName({ top, left, bottom, right }));
  }
  return ranges.join(' ');
}

/** What a cell holds, before its style is looked at; null for an empty text. */
type Held = Pick<GridCell, 'raw' | 'type'> & { readonly rich?: RunText };

class SheetReader {
  readonly #builder: SheetBuilder;
  readonly #shared: XlsbShared;
  #column = -1;
  /** Cells that the rules that follow are for. */
  #conditional = '';

  constructor(builder: SheetBuilder, shared: XlsbShared) {
    this.#builder = builder;
    this.#shared = shared;
  }

  /** Headers and footers of odd pages, and of even ones and the first where those have their own ([MS-XLSB] 2.4.75). */
  #prints(body: Body): void {
    const flags = body.u16();
    for (const isUsed of [true, (flags & 1) !== 0, (flags & 2) !== 0]) {
      for (const where of ['header', 'footer'] as const) {
        const written = body.left < 4 ? '' : body.text();
        if (isUsed) this.#builder.print(where, written);
      }
    }
  }

  take(type: number, body: Body): void {
    if (type >= record.blank && type <= record.shortShared) return this.#cell(type, body);
    switch (type) {
      case record.richText:
        return this.#cell(type, body);
      case record.row: {
        const row = body.u32();
        body.skip(7);
        this.#builder.row(row, (body.u8() & 0x10) !== 0);
        this.#column = -1;
        return;
      }
      case record.view:
        if ((body.u16() & 0x10) === 0) this.#builder.hideZeros();
        return;
      case record.endSheetData:
        return this.#builder.endRow();
      case record.columnInfo: {
        const [from, to, width] = [body.u32(), body.u32(), body.u32()];
        body.skip(4);
        if ((body.u16() & 1) !== 0 || width === 0) this.#builder.hideColumns(from, to);
        return;
      }
      case record.merge: {
        const [top, bottom, left, right] = [body.u32(), body.u32(), body.u32(), body.u32()];
        if (bottom < top || right < left) throw this.#builder.damaged();
        if (bottom > top || right > left) this.#builder.merge({ top, left, bottom, right });
        return;
      }
      case record.headerFooter:
        return this.#prints(body);
      case record.condition: {
        body.skip(8);
        this.#conditional = rangesIn(body);
        return;
      }
      case record.rule:
        body.skip(8);
        this.#builder.byRule(this.#conditional, this.#shared.styles.looks[body.u32()] ?? plainLook);
        return;
      case record.array:
        // Behind the formula that it is of.
        body.skip(17);
        this.#look(body);
    }
  }

  #cell(type: number, body: Body): void {
    // A short cell stands in the next column.
    const isShort = type >= record.shortBlank && type <= record.shortShared;
    const column = isShort ? this.#column + 1 : body.u32();
    this.#column = column;
    const style = this.#shared.styles.cells[body.u24()];
    body.skip(1);
    const kind = isShort ? type - record.shortBlank + record.blank : type;
    if (kind === record.blank) return;
    const isFormula = kind >= record.formulaText && kind <= record.formulaError;
    const held = this.#held(kind, body);
    if (isFormula && this.#shared.isUncomputed)
      this.#builder.add({ column, raw: '', type: 'error', formula: true, uncomputed: true });
    else if (held.raw !== '') {
      const { raw, type: of, rich = null } = held;
      const isDate = of === 'number' && style?.date === true;
      const code = of === 'number' && style?.code !== 'General' ? style?.code : undefined;
      this.#builder.add({
        column,
        raw,
        type: isDate ? 'date' : of,
        ...(code === undefined ? {} : { format: code }),
        ...(isFormula ? { formula: true } : {}),
      });
      if (style?.unseen === true) this.#builder.unseen({ type: of, column });
      const left = strikeOf(style?.struck === true, rich);
      if (left !== undefined) this.#builder.strike(left ?? undefined);
    }
    if (!isFormula) return;
    body.skip(2);
    this.#look(body);
  }

  #held(kind: number, body: Body): Held {
    switch (kind) {
      case record.rk:
        return this.#number(body.rk());
      case record.real:
      case record.formulaNumber:
        return this.#number(body.real());
      case record.boolean:
      case record.formulaBoolean:
        return { raw: body.u8() === 0 ? 'FALSE' : 'TRUE', type: 'boolean' };
      case record.error:
      case record.formulaError: {
        const raw = errorNames.get(body.u8());
        if (raw === undefined) throw this.#builder.damaged();
        return { raw, type: 'error' };
      }
      case record.shared: {
        const rich = this.#shared.strings[body.u32()];
        if (rich === undefined) throw this.#builder.damaged();
        return { raw: rich.text, type: 'text', rich };
      }
      case record.richText: {
        const rich = richText(body, this.#shared.styles);
        return { raw: rich.text, type: 'text', rich };
      }
      default:
        return { raw: body.text(), type: 'text' };
    }
  }

  /** The shortest digits that give the stored number again; -0 is 0. */
  #number(value: number): Held {
    if (!Number.isFinite(value)) throw this.#builder.damaged();
    return { raw: String(value), type: 'number' };
  }

  /** Looks at the tokens of a formula. */
  #look(body: Body): void {
    if (body.left < 4) return;
    if (takesFromOther(body.take(body.u32()), 12, this.#shared.isOther))
      this.#builder.fromOther(this.#column);
  }
}
