/**
 * The texts of a print header or footer, without the codes among them: &L, &C and &R begin its left, middle and right, &"宋体"
 * and &10 say how it looks, &P, &D and the like stand for what only a printer knows, && is the sign itself.
 */
export function printedLines(written: string): readonly string[] {
  return written
    .replace(/&(?:"[^"]*"|K(?:[\dA-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[\s\S])/gu, (code) =>
      code === '&&' ? '&' : /^&[LCR]$/i.test(code) ? '\n' : '',
    )
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
}
