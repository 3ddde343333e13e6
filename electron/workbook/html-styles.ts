export type Attributes = Readonly<Record<string, string>>;

/** What a style says of an element, as far as it changes what is read of it. */
export interface Look {
  readonly struck?: boolean;
  readonly hidden?: boolean;
  /** A number format code. */
  readonly format?: string;
  /** Of its letters, and of what is behind them; as `colourOf` has them. */
  readonly colour?: string;
  readonly behind?: string;
}

export const white = '#ffffff';
const named: Readonly<Record<string, string>> = {
  white,
  window: white,
  black: '#000000',
  windowtext: '#000000',
};

/** A colour of a page as it is compared: #fff, WHITE and rgb(255, 255, 255) are one; undefined of none. */
export function colourOf(written: string | undefined): string | undefined {
  const said = written?.trim().toLowerCase() ?? '';
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/u.exec(said);
  if (rgb !== null)
    return `#${rgb
      .slice(1, 4)
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')}`;
  const [word = ''] = said.split(/\s+/u);
  if (/^(?:|none|auto|inherit|transparent|initial|currentcolor)$/u.test(word)) return undefined;
  if (/^#[\da-f]{3}$/u.test(word)) return word.replace(/[\da-f]/gu, '$&$&');
  return named[word] ?? word;
}

/** An element by its name and its attributes. */
export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
}

interface Rule {
  /** The names and classes of the element and of one around it, "td.xl65" → td and xl65. */
  readonly own: Selected;
  readonly around: Selected | null;
  readonly look: Look;
}

interface Selected {
  readonly name: string;
  readonly classes: readonly string[];
}

/** Rules of a page that are looked at; Excel writes some dozens. */
const mostRules = 2000;

/** The style sheets of a page (`.xl65 {text-decoration:line-through}`) and the styles of its elements. */
export class HtmlStyles {
  readonly #rules: Rule[] = [];

  /** What stands within a <style>. Rules for paper (@media print) and the like are left out. */
  read(sheet: string): void {
    const css = sheet.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ' ');
    let at = 0;
    while (at < css.length && this.#rules.length < mostRules) {
      const open = css.indexOf('{', at);
      if (open < 0) return;
      const close = endOfBlock(css, open);
      const selectors = css.slice(at, open).split(';').at(-1)?.trim() ?? '';
      if (!selectors.startsWith('@')) this.#add(selectors, css.slice(open + 1, close));
      at = close + 1;
    }
  }

  #add(selectors: string, declared: string): void {
    const look = lookOf(declared);
    if (Object.keys(look).length === 0) return;
    for (const selector of selectors.split(',')) {
      const parts = selector.trim().split(/[\s>]+/);
      const [own, around] = [selected(parts.at(-1) ?? ''), selected(parts.at(-2) ?? '')];
      if (own !== null && parts.length <= 2) this.#rules.push({ own, around, look });
    }
  }

  /** What an element within others looks like: by the sheet, the later rule first, and before all by its own style. */
  lookOf(element: Element, around: readonly Element[] = []): Look {
    const own = lookOf(element.attributes['style'] ?? '');
    const found = this.#rules.filter(
      (rule) =>
        matches(rule.own, element) &&
        (rule.around === null || around.some((one) => rule.around !== null && matches(rule.around, one))),
    );
    return found.reduceRight<Look>((look, rule) => ({ ...rule.look, ...look }), own);
  }
}

function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth += 1;
    else if (css[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return css.length;
}

/** "td.xl65" → its name and classes; null for what else selects: ids, states, attributes. */
function selected(written: string): Selected | null {
  const found = /^([a-zA-Z][\w-]*|\*)?((?:\.[\w-]+)*)$/.exec(written);
  if (written === '' || found === null) return null;
  const [name = ''] = found.slice(1);
  return {
    name: name === '*' ? '' : name.toLowerCase(),
    classes: (found[2] ?? '').split('.').filter((part) => part !== ''),
  };
}

function matches({ name, classes }: Selected, element: Element): boolean {
  if (name !== '' && name !== element.name) return false;
  if (classes.length === 0) return true;
  const own = (element.attributes['class'] ?? '').split(/\s+/);
  return classes.every((one) => own.includes(one));
}

/** What a declaration says: `text-decoration:line-through`. */
export function lookOf(declared: string): Look {
  if (declared === '') return {};
  const line = /text-decoration(?:-line)?\s*:\s*([^;]*)/i.exec(declared)?.[1];
  const display = /(?:^|[;{\s])display\s*:\s*([\w-]+)/i.exec(declared)?.[1];
  const visibility = /(?:^|[;{\s])visibility\s*:\s*(\w+)/i.exec(declared)?.[1];
  const isHidden = display?.toLowerCase() === 'none' || /^(?:hidden|collapse)$/i.test(visibility ?? '');
  const format = /mso-number-format\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;]*)/i.exec(declared)?.[1];
  const colour = colourOf(/(?:^|[;{\s])color\s*:\s*([^;]*)/i.exec(declared)?.[1]);
  const behind = colourOf(/(?:^|[;{\s])background(?:-color)?\s*:\s*([^;]*)/i.exec(declared)?.[1]);
  return {
    ...(colour === undefined ? {} : { colour }),
    ...(behind === undefined ? {} : { behind }),
    ...(line === undefined ? {} : { struck: /line-through/i.test(line) }),
    ...(display === undefined && visibility === undefined ? {} : { hidden: isHidden }),
    ...(format === undefined ? {} : { format: formatCode(format) }),
  };
}

/** A format code as a style sheet writes it: quotes are \0022, what else is no letter or digit has a \ before it. */
function formatCode(written: string): string {
  return written
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replace(/\\(?:([\da-fA-F]{4})|([\s\S]))/g, (_whole, hex?: string, plain?: string) =>
      hex === undefined ? (plain ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

/** Whether an element is not shown. */
export function isHidden(attributes: Attributes, look: Look): boolean {
  return 'hidden' in attributes || look.hidden === true;
}
