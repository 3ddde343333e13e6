import { limits } from './limits.ts';
import { AttributeList, type Attributes } from './xml-attributes.ts';
import { forbiddenAt, nameEnd, spaceEnd, textOf, valueOf } from './xml-characters.ts';

/** What a reader wants of a document, by local names: a prefix (x:row) means the same as none. */
export interface Handlers {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  /** All that stands between two pieces of markup, in one. */
  readonly text?: (text: string) => void;
  readonly shortcut?: Shortcut;
}

/**
 * An element that comes by the million and has none but known elements in it, as programs write it: it is matched whole,
 * and takes a fifth of the time. What is written otherwise goes the long way, to the same end.
 */
export interface Shortcut {
  /** Sticky, and strict: it must match nothing that is not well-formed, nor a text with "&", "]" or a carriage return. */
  readonly pattern: RegExp;
  /** How many tags are open where it stands; elsewhere it goes the long way. */
  readonly within: number;
  /** False where the element has to go the long way. */
  readonly take: (found: RegExpExecArray) => boolean;
}

/**
 * Why a document is refused. A DOCTYPE: no workbook needs one, and entities are how bombs are made. Malformed: it is no
 * XML, or too deep. Untagged: what would have to be kept until the next tag is too much.
 */
export type XmlFault = 'doctype' | 'malformed' | 'untagged';

const [bang, slash, less, equal, greater, question] = [0x21, 0x2f, 0x3c, 0x3d, 0x3e, 0x3f];
const [tab, lineFeed, carriageReturn, quote, ampersand, apostrophe, bracket] = [
  0x09, 0x0a, 0x0d, 0x22, 0x26, 0x27, 0x5d,
];
/** What begins here does not end in what there is. */
const unfinished = -1;

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*$/;
const openers = ['<!--', '<![CDATA[', '<!DOCTYPE'];

/**
 * Reads XML 1.0 piece by piece in one pass, strictly: what is not well-formed is refused, as is a DOCTYPE. Namespaces
 * are not resolved. What a piece ends within is kept and looked at again with the next.
 */
export class XmlScanner {
  readonly #handlers: Handlers;
  readonly #refusal: (fault: XmlFault) => Error;
  readonly #attributes = new AttributeList();
  /** The tags that are open: their names as they are written, and by their local part. */
  readonly #open: string[] = [];
  readonly #locals: string[] = [];
  #rest = '';
  #sinceTag = 0;
  /** Nothing was taken yet: a declaration may come. */
  #isBegin = true;
  #hasRoot = false;

  /** `refusal` makes the error that is thrown. */
  constructor(handlers: Handlers, refusal: (fault: XmlFault) => Error) {
    this.#handlers = handlers;
    this.#refusal = refusal;
  }

  write(piece: string): void {
    const forbidden = forbiddenAt(piece);
    const sound = forbidden < 0 ? piece : piece.slice(0, forbidden);
    this.#sinceTag += sound.length;
    this.#rest += sound;
    if (this.#mayGoOn(sound)) {
      const to = this.#scan(this.#rest);
      this.#rest = to === this.#rest.length ? '' : this.#rest.slice(to);
    }
    if (forbidden >= 0) throw this.#refusal('malformed');
    if (this.#sinceTag > limits.untagged) throw this.#refusal('untagged');
  }

  /** Whether a piece brings what the rest waits for: looked at again with each, a long value would take its square. */
  #mayGoOn(piece: string): boolean {
    return piece.includes(this.#rest.charCodeAt(0) === less ? '>' : '<');
  }

  close(): void {
    const rest = this.#rest.slice(this.#scan(this.#rest));
    const isEnd = spaceEnd(rest, 0) === rest.length;
    if (!this.#hasRoot || this.#open.length > 0 || !isEnd) throw this.#refusal('malformed');
  }

  /** Returns where that begins which has to wait for more. */
  #scan(text: string): number {
    const { length } = text;
    let at = 0;
    while (at < length) {
      const from = text.charCodeAt(at) === less ? at : this.#text(text, at);
      if (from === unfinished) return at;
      const to = this.#markup(text, from);
      if (to === unfinished) return from;
      this.#isBegin = false;
      at = to;
    }
    return at;
  }

  /** Returns where the markup behind it begins. */
  #text(text: string, from: number): number {
    const { length } = text;
    let at = from;
    let isPlain = true;
    for (; ; at++) {
      if (at === length) return unfinished;
      const code = text.charCodeAt(at);
      if (code === less) break;
      if (code === ampersand || code === carriageReturn || code === bracket) isPlain = false;
    }
    if (this.#open.length === 0) {
      if (spaceEnd(text, from) < at) throw this.#refusal('malformed');
      this.#isBegin = false;
      return at;
    }
    const written = text.slice(from, at);
    if (isPlain) this.#handlers.text?.(written);
    else {
      if (written.includes(']]>')) throw this.#refusal('malformed');
      this.#handlers.text?.(this.#sound(textOf(written)));
    }
    return at;
  }

  #sound(text: string | null): string {
    if (text === null) throw this.#refusal('malformed');
    return text;
  }

  /** What begins with a "<". Returns where it ends. */
  #markup(text: string, from: number): number {
    const taken = this.#taken(text, from);
    if (taken !== unfinished) return taken;
    if (from + 1 === text.length) return unfinished;
    switch (text.charCodeAt(from + 1)) {
      case slash:
        return this.#endTag(text, from);
      case bang:
        return this.#aside(text, from);
      case question:
        return this.#instruction(text, from);
      default:
        return this.#startTag(text, from);
    }
  }

  #taken(text: string, from: number): number {
    const { shortcut } = this.#handlers;
    if (shortcut?.within !== this.#open.length) return unfinished;
    const { pattern } = shortcut;
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found === null) return unfinished;
    const to = pattern.lastIndex;
    if (!shortcut.take(found)) return unfinished;
    this.#sinceTag = 0;
    return to;
  }

  #startTag(text: string, from: number): number {
    const nameFrom = from + 1;
    let at = nameEnd(text, nameFrom);
    if (at === text.length) return unfinished;
    if (at === nameFrom) throw this.#refusal('malformed');
    const name = text.slice(nameFrom, at);
    this.#attributes.clear();
    for (;;) {
      const before = at;
      at = spaceEnd(text, before);
      switch (text.charCodeAt(at)) {
        case greater:
          this.#opened(name);
          return at + 1;
        case slash:
          if (at + 1 === text.length) return unfinished;
          if (text.charCodeAt(at + 1) !== greater) throw this.#refusal('malformed');
          this.#opened(name);
          this.#closed();
          return at + 2;
      }
      if (at === text.length) return unfinished;
      if (at === before) throw this.#refusal('malformed');
      at = this.#attribute(text, at);
      if (at === unfinished) return unfinished;
    }
  }

  #attribute(text: string, from: number): number {
    const { length } = text;
    const nameTo = nameEnd(text, from);
    let at = spaceEnd(text, nameTo);
    if (at === length) return unfinished;
    if (nameTo === from || text.charCodeAt(at) !== equal) throw this.#refusal('malformed');
    at = spaceEnd(text, at + 1);
    if (at === length) return unfinished;
    const mark = text.charCodeAt(at);
    if (mark !== quote && mark !== apostrophe) throw this.#refusal('malformed');
    const valueFrom = ++at;
    let isPlain = true;
    for (; ; at++) {
      if (at === length) return unfinished;
      const code = text.charCodeAt(at);
      if (code === mark) break;
      if (code === less) throw this.#refusal('malformed');
      if (code === ampersand || code === tab || code === lineFeed || code === carriageReturn) isPlain = false;
    }
    const written = text.slice(valueFrom, at);
    const value = isPlain ? written : this.#sound(valueOf(written));
    if (!this.#attributes.add(text.slice(from, nameTo), value)) throw this.#refusal('malformed');
    return at + 1;
  }

  #opened(name: string): void {
    const depth = this.#open.length;
    if ((depth === 0 && this.#hasRoot) || depth === limits.depth) throw this.#refusal('malformed');
    this.#hasRoot = true;
    this.#sinceTag = 0;
    const local = name.length === 1 ? name : name.slice(name.indexOf(':') + 1);
    this.#open.push(name);
    this.#locals.push(local);
    this.#handlers.open(local, this.#attributes);
  }

  #closed(): void {
    this.#sinceTag = 0;
    this.#open.pop();
    this.#handlers.close?.(this.#locals.pop() ?? '');
  }

  #endTag(text: string, from: number): number {
    const name = this.#open.at(-1);
    if (name === undefined) throw this.#refusal('malformed');
    const nameTo = from + 2 + name.length;
    if (nameTo >= text.length) return unfinished;
    const at = spaceEnd(text, nameTo);
    if (!text.startsWith(name, from + 2)) throw this.#refusal('malformed');
    if (at === text.length) return unfinished;
    if (text.charCodeAt(at) !== greater) throw this.#refusal('malformed');
    this.#closed();
    return at + 1;
  }

  /** A comment, or a text in which nothing is markup. */
  #aside(text: string, from: number): number {
    if (text.startsWith('<!--', from)) {
      const to = text.indexOf('--', from + 4);
      if (to < 0 || to + 2 === text.length) return unfinished;
      if (text.charCodeAt(to + 2) !== greater) throw this.#refusal('malformed');
      return to + 3;
    }
    if (text.startsWith('<![CDATA[', from)) {
      if (this.#open.length === 0) throw this.#refusal('malformed');
      const to = text.indexOf(']]>', from + 9);
      if (to < 0) return unfinished;
      this.#handlers.text?.(text.slice(from + 9, to).replace(/\r\n?/g, '\n'));
      return to + 3;
    }
    if (text.startsWith('<!DOCTYPE', from)) throw this.#refusal(this.#hasRoot ? 'malformed' : 'doctype');
    const begun = text.slice(from);
    if (openers.some((opener) => opener.startsWith(begun))) return unfinished;
    throw this.#refusal('malformed');
  }

  /** A processing instruction, which is for others, or the declaration that a document may begin with. */
  #instruction(text: string, from: number): number {
    const to = text.indexOf('?>', from + 2);
    if (to < 0) return unfinished;
    const nameTo = nameEnd(text, from + 2);
    const target = text.slice(from + 2, nameTo);
    if (target === 'xml' && this.#isBegin) {
      if (!declaration.test(text.slice(from, to))) throw this.#refusal('malformed');
    } else if (
      target === '' ||
      target.toLowerCase() === 'xml' ||
      (nameTo !== to && spaceEnd(text, nameTo) === nameTo)
    )
      throw this.#refusal('malformed');
    return to + 2;
  }
}
