import { Problem } from '#shared/contract/problem.ts';
import { unsupported } from './sniff.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The text in the other encoding, where it makes as much sense; only a person can tell them apart. */
  readonly other: { readonly text: string; readonly encoding: Encoding } | null;
}

const chinese = /\p{Script=Han}/u;

/**
 * Text by its byte order mark, else strictly UTF-8, else GB18030, of which GBK and GB2312 are parts. No statistics: on a
 * few words they are wrong. Bytes that are both (CA B1 is 时 and ʱ) have another reading, unless `decided` or the text
 * itself says which it is (a page's charset).
 */
export function decodeText(bytes: Buffer, file: string, decided?: string): DecodedText {
  const marked = byMark(bytes);
  if (marked !== null) {
    const text = strictly(bytes, marked);
    if (text === null) throw new Problem('file.encoding', { file });
    return { text, encoding: marked, other: null };
  }
  if (bytes.includes(0)) return withZeros(bytes, file);
  const utf8 = strictly(bytes, 'utf-8');
  // Characters beyond ASCII, and none of them Chinese.
  const isDoubtful = utf8 !== null && /[^\p{ASCII}]/u.test(utf8) && !chinese.test(utf8);
  if (utf8 !== null && !isDoubtful) return { text: utf8, encoding: 'utf-8', other: null };
  const gb = strictly(bytes, 'gb18030');
  if (utf8 === null && gb === null) throw new Problem('file.encoding', { file });
  if (utf8 === null || gb === null || !chinese.test(gb))
    return utf8 === null
      ? { text: gb ?? '', encoding: 'gb18030', other: null }
      : { text: utf8, encoding: 'utf-8', other: null };
  const chosen = decided ?? declaredIn(bytes);
  if (chosen === 'gb18030') return { text: gb, encoding: 'gb18030', other: null };
  const other = chosen === 'utf-8' ? null : ({ text: gb, encoding: 'gb18030' } as const);
  return { text: utf8, encoding: 'utf-8', other };
}

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without its mark: zeros beside each ASCII character, many and all on one side. Other bytes with zeros are no text. */
function withZeros(bytes: Buffer, file: string): DecodedText {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const isFew = (zeros[0] ?? 0) + (zeros[1] ?? 0) < bytes.length / 16;
  const encoding = isFew ? null : zeros[0] === 0 ? 'utf-16le' : zeros[1] === 0 ? 'utf-16be' : null;
  const text = encoding === null ? null : strictly(bytes, encoding);
  if (encoding === null || text === null || text.includes('\u0000')) throw unsupported(file, 'unknown');
  return { text, encoding, other: null };
}

/** The text without its byte order mark; null where the bytes are not of the encoding. */
function strictly(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What a page or an XML file says of itself. */
function declaredIn(bytes: Buffer): Encoding | null {
  const head = bytes.subarray(0, 2048).toString('latin1');
  if (!head.trimStart().startsWith('<')) return null;
  const name = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? '';
  if (/^(gb|gbk|gb2312|gb18030|x-gbk|cp936)$/.test(name)) return 'gb18030';
  return name === 'utf-8' || name === 'utf8' ? 'utf-8' : null;
}

/** Where two readings first differ, with a little around it: what a person needs to choose between them. */
export function sampleOf(text: string, from = text.search(/[^\p{ASCII}]/u)): string {
  const start = Math.max(0, from - 12);
  return text
    .slice(start, start + 48)
    .replace(/\s+/g, ' ')
    .trim();
}
