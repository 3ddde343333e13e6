/**
 * Whom a certificate names, as people say it: `农安县统计局 王统计`. From the form of RFC 4514 (`O=农安县统计局, CN=王统计`, with `\,`
 * and `\2C` for a comma); of a name without office and person all of it, readable.
 */
export function holderName(subject: string): string {
  const parts = [...subject.matchAll(/(?:^|[,+]) ?([A-Za-z0-9.]+)=((?:\\.|[^,+\\])*)/gu)].map(
    ([, attribute = '', value = '']) => ({ attribute, value: readable(value) }),
  );
  const named = ['O', 'CN'].flatMap((wanted) =>
    parts.filter(({ attribute, value }) => attribute === wanted && value !== '').map(({ value }) => value),
  );
  return named.length === 0 ? readable(subject) : named.join(' ');
}

/** Without the signs that keep a part of a name together; what steers a terminal is left out. */
function readable(written: string): string {
  return written
    .replace(/(?:\\[0-9A-Fa-f]{2})+/g, decoded)
    .replace(/\\(.)/gu, '$1')
    .replace(/\p{C}+/gu, ' ')
    .trim();
}

/** Bytes of UTF-8 in pairs of hex; others stay as they are written. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written.replaceAll('\\', '%'));
  } catch {
    return written;
  }
}
