import { Problem } from '#shared/contract/problem.ts';

/** What a file is by its first bytes, never by its name. Anything but a zip is refused here with what to ask for. */
export function assertZip(head: Buffer, file: string, whole: () => Buffer): void {
  if (head.length === 0) throw new Problem('file.empty', { file });
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return;
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x05, 0x06])))
    throw new Problem('file.damaged', { file, part: '[Content_Types].xml' });
  if (head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) {
    // The directory of a compound file names its streams in UTF-16.
    if (whole().includes(Buffer.from('EncryptedPackage', 'utf16le')))
      throw new Problem('file.encrypted', { file });
    const isWord = whole().includes(Buffer.from('WordDocument', 'utf16le'));
    throw new Problem('file.unsupported', { file, found: isWord ? 'Word' : 'xls' });
  }
  const text = head.toString('latin1');
  if (text.startsWith('%PDF')) throw new Problem('file.unsupported', { file, found: 'PDF' });
  if (
    text.startsWith('\u0089PNG') ||
    text.startsWith('\u00ff\u00d8\u00ff') ||
    text.startsWith('GIF8') ||
    (text.startsWith('BM') && head.includes(0))
  ) {
    throw new Problem('file.unsupported', { file, found: '图片' });
  }
  if (text.startsWith('Rar!') || text.startsWith('7z\u00bc\u00af'))
    throw new Problem('file.unsupported', { file, found: '压缩包' });
  if (/<html|<table|<!doctype html/i.test(text))
    throw new Problem('file.unsupported', { file, found: '网页' });
  if (/<\?xml|<Workbook/i.test(text)) throw new Problem('file.unsupported', { file, found: 'XML' });
  throw new Problem('file.unsupported', { file, found: '文本' });
}

/** A zip by the names of its parts: a workbook, or something else that is packed the same way. */
export function assertWorkbook(names: ReadonlySet<string>, file: string): void {
  if (names.has('[Content_Types].xml') && [...names].some((name) => /(^|\/)workbook\d*\.xml$/i.test(name)))
    return;
  if ([...names].some((name) => name.endsWith('workbook.bin')))
    throw new Problem('file.unsupported', { file, found: 'xlsb' });
  if ([...names].some((name) => name.startsWith('word/')))
    throw new Problem('file.unsupported', { file, found: 'Word' });
  if ([...names].some((name) => name.startsWith('ppt/')))
    throw new Problem('file.unsupported', { file, found: 'PowerPoint' });
  if (names.has('content.xml') && names.has('mimetype'))
    throw new Problem('file.unsupported', { file, found: 'ods' });
  throw new Problem('file.unsupported', { file, found: '压缩包' });
}
