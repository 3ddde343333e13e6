/** What XML 1.0 (fifth edition) allows where, and what stands for something else. All work on well-formed UTF-16. */

/** Characters that stand nowhere in a document. Half a character beyond the first 65,536 is none that a decoder gives. */
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** Where the first of them is; −1 where there is none. */
export function forbiddenAt(text: string): number {
  return text.search(forbidden);
}

const nameStart =
  ':A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f' +
  '\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const name = new RegExp(`[${nameStart}][${nameStart}\\-.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040]*`, 'uy');

/** Of the first 128 characters: 1 may stand in a name, 2 may begin one as well. */
const plain = new Uint8Array(128);
for (const character of '-.0123456789') plain[character.charCodeAt(0)] = 1;
for (const character of ':_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  plain[character.charCodeAt(0)] = 2;

/** Where the name that begins at a place ends; the place itself where none begins. */
export function nameEnd(text: string, from: number): number {
  const { length } = text;
  let needed = 2;
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128) return longNameEnd(text, from);
    if ((plain[code] ?? 0) < needed) return at;
    needed = 1;
  }
  return length;
}

function longNameEnd(text: string, from: number): number {
  name.lastIndex = from;
  return name.test(text) ? name.lastIndex : from;
}

/** Where the white space at a place ends. */
export function spaceEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A text as it is meant: lines end in one way, and what is written by a name or a number is itself. Null where it can't be. */
export function textOf(written: string): string | null {
  return resolved(written.replace(/\r\n?/g, '\n'));
}

/** The same of a value, where what ends a line is a space. */
export function valueOf(written: string): string | null {
  return resolved(written.replace(/\r\n|[\t\n\r]/g, ' '));
}

function resolved(written: string): string | null {
  if (!written.includes('&')) return written;
  let isSound = true;
  const text = written.replace(
    /&(?:#x([\dA-Fa-f]+);|#(\d+);|([a-z]+);)?/g,
    (_whole, hexadecimal?: string, decimal?: string, entity?: string) => {
      const found =
        entity !== undefined
          ? entities.get(entity)
          : characterOf(hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16));
      isSound &&= found !== undefined;
      return found ?? '';
    },
  );
  return isSound ? text : null;
}

function characterOf(code: number): string | undefined {
  const isAllowed =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isAllowed ? String.fromCodePoint(code) : undefined;
}
