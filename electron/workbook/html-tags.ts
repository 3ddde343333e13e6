import { overBudget } from './zip.ts';

interface PageHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  /** Text as it stands in the page, entities and all. */
  readonly text: (text: string) => void;
  /** What stands within a <style>. */
  readonly sheet: (css: string) => void;
  /** What stands within a comment: Excel keeps settings of the sheet there. */
  readonly comment: (text: string) => void;
  /** A part that only some programs show begins (`<![if !supportAnnotations]>`), or, with null, ends. */
  readonly condition: (said: string | null) => void;
}

/** Characters of one tag; what programs write into one is far less. */
const longestTag = 64 * 1024;
const raw = new Set(['script', 'style']);

/** Goes through the tags of a page in one pass, however badly they are nested. Nothing in a page is ever run. */
export function eachTag(html: string, file: string, handlers: PageHandlers): void {
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next !== at) handlers.text(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) return;
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next + 4);
      at = end < 0 ? html.length : end + 3;
      handlers.comment(html.slice(next, at));
      continue;
    }
    if (!/[a-zA-Z/!?]/.test(html[next + 1] ?? '')) {
      handlers.text('<');
      at = next + 1;
      continue;
    }
    const end = endOfTag(html, next, file);
    const tag = html.slice(next + 1, end);
    at = end + 1;
    const [, said] = /^!\[(if\b[^\]]*|endif)\]/iu.exec(tag) ?? [];
    if (said !== undefined) handlers.condition(/^if/iu.test(said) ? said.slice(2).trim() : null);
    const name = /^\/?\s*([a-zA-Z][\w:-]*)/.exec(tag)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    if (tag.startsWith('/')) {
      handlers.close(name);
      continue;
    }
    handlers.open(name, attributesOf(tag.slice(name.length)));
    if (raw.has(name) && !tag.endsWith('/')) {
      const close = html.slice(at).search(new RegExp(`</${name}`, 'i'));
      const from = at;
      at = close < 0 ? html.length : at + close;
      if (name === 'style') handlers.sheet(html.slice(from, at));
    }
  }
}

/** Where the tag ends: quotes may hold a >. */
function endOfTag(html: string, from: number, file: string): number {
  let quote = '';
  for (let at = from + 1; at < html.length; at++) {
    if (at - from > longestTag) throw overBudget(file, 'text', 'html');
    const char = html[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '>') return at;
    else if ((char === '"' || char === "'") && html[at - 1] === '=') quote = char;
  }
  return html.length;
}

function attributesOf(written: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of written.matchAll(
    /([a-zA-Z][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  ))
    attributes[name.toLowerCase()] ??= plainHtml(double ?? single ?? bare ?? '');
  return attributes;
}

const named: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  yen: '¥',
  times: '×',
  divide: '÷',
  middot: '·',
  bull: '•',
  deg: '°',
  plusmn: '±',
  minus: '−',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Entities made characters, in one pass: &amp;lt; is the text &lt;. Unknown ones stay as they are. */
export function plainHtml(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
