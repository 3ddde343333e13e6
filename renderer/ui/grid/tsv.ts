/** A block of cells as spreadsheets put it on the clipboard: tabs and line ends, quotes around a text that has either. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell.replace(/\s*\n\s*/gu, ' ').trim());
    cell = '';
  };
  const source = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '');
  for (let index = 0; index < source.length; index++) {
    const char = source[index] ?? '';
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source[index + 1] === '"') cell += source[++index] ?? '';
      else isQuoted = false;
    } else if (char === '"' && cell === '' && isClosed(source, index)) isQuoted = true;
    else if (char === '\t') endCell();
    else if (char === '\n') {
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  return rows;
}

/** Whether a quote that opens a cell also ends one: an inch sign in front of a name does not. */
function isClosed(source: string, open: number): boolean {
  return /"(?:\t|\n|$)/u.test(source.slice(open + 1));
}

export function writeBlock(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[\t\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join('\t')).join('\r\n');
}
