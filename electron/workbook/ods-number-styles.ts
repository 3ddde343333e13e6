import type { Attributes } from './xml-attributes.ts';

type Kind = 'number' | 'percentage' | 'date' | 'text' | 'boolean';

interface NumberStyle {
  readonly kind: Kind;
  code: string;
  /** Whether its code says more than that it is a number. */
  isTelling: boolean;
  /** Styles that take its place where a condition holds. */
  readonly maps: { readonly condition: string; readonly name: string }[];
}

const kinds: Readonly<Record<string, Kind>> = {
  'number-style': 'number',
  'currency-style': 'number',
  'percentage-style': 'percentage',
  'date-style': 'date',
  'text-style': 'text',
  'boolean-style': 'boolean',
};
/** Stands for a number that is shown as TRUE or FALSE; LibreOffice keeps truths as such. */
export const booleanCode = 'BOOLEAN';
/** Characters of what a style writes beside the number. */
const longest = 200;
/** What tells nothing: spaces, and our currency. */
const quiet = /^[\s+¥￥]*$/u;

/** The data styles of an OpenDocument spreadsheet as number format codes (ISO 26300-1, 16.27), taken element by element. */
export class OdsNumberStyles {
  readonly #styles = new Map<string, NumberStyle>();
  #open: NumberStyle | null = null;
  #text: string | null = null;
  #embedded: string | null = null;

  open(name: string, attributes: Attributes): void {
    const of = (key: string): string | undefined => attributes.local(key);
    const kind = kinds[name];
    if (kind !== undefined) {
      this.#open = { kind, code: '', isTelling: false, maps: [] };
      this.#styles.set(of('name') ?? '', this.#open);
    }
    const style = this.#open;
    if (style === null) return;
    switch (name) {
      case 'number': {
        const factor = Number(of('display-factor') ?? 1);
        const decimals = Math.min(15, Number(of('decimal-places') ?? 0) || 0);
        style.code +=
          (of('grouping') === 'true' ? '#,##0' : '0') + (decimals > 0 ? `.${'0'.repeat(decimals)}` : '');
        if (factor <= 1) return;
        style.code += ','.repeat(Math.max(1, Math.round(Math.log10(factor) / 3)));
        style.isTelling = true;
        return;
      }
      case 'scientific-number':
        style.code += '0.00E+00';
        return;
      case 'fraction':
        style.code += '# ?/?';
        return;
      case 'text-content':
        style.code += '@';
        return;
      case 'embedded-text':
        this.#embedded = '';
        return;
      case 'text':
      case 'currency-symbol':
        this.#text = '';
        return;
      case 'map':
        style.maps.push({ condition: of('condition') ?? '', name: of('apply-style-name') ?? '' });
    }
  }

  text(text: string): void {
    if (this.#text !== null && this.#text.length < longest) this.#text += text;
    if (this.#embedded !== null && this.#embedded.length < longest) this.#embedded += text;
  }

  close(name: string): void {
    const style = this.#open;
    if (kinds[name] !== undefined) this.#open = null;
    if (style === null) return;
    if ((name === 'text' || name === 'currency-symbol') && this.#text !== null) {
      if (this.#text !== '') style.code += `"${this.#text.replaceAll('"', '')}"`;
      style.isTelling ||= !quiet.test(this.#text);
      this.#text = null;
    } else if (name === 'embedded-text' && this.#embedded !== null) {
      // A point that is only drawn among the digits.
      if (/[.．]/u.test(this.#embedded)) {
        style.code += '"."0';
        style.isTelling = true;
      }
      this.#embedded = null;
    }
  }

  /** The code of a style, undefined where it tells nothing; a date's says only that it is one. */
  code(name: string | undefined): string | undefined {
    const style = this.#styles.get(name ?? '');
    if (style === undefined) return undefined;
    if (style.kind === 'date') return 'yyyy-mm-dd';
    if (style.kind === 'percentage') return '0%';
    if (style.kind === 'boolean') return booleanCode;
    const parts = style.maps.slice(0, 3).flatMap((map) => {
      const part = this.#styles.get(map.name);
      return part === undefined ? [] : [{ ...map, part }];
    });
    const all = [...parts.map(({ part }) => part), ...(style.kind === 'text' ? [] : [style])];
    if (all.length === 0 || !all.some((part) => part.isTelling || part.code === '')) return undefined;
    const conditional = parts.map(({ condition, part }) => `${sign(condition)}${part.code}`);
    return [...conditional, ...(style.kind === 'text' ? [] : [style.code])].join(';') || ';;;';
  }
}

/** "value()>=0" → [>=0]. */
function sign(condition: string): string {
  const found = /^value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?[\d.]+)$/.exec(condition.trim());
  return found === null ? '' : `[${found[1] === '!=' ? '<>' : (found[1] ?? '')}${found[2] ?? ''}]`;
}
