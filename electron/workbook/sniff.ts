import { Problem } from '#shared/contract/problem.ts';
import type { FileProblems } from '#shared/contract/problems/files.ts';

/** What a file is by its first bytes, never by its name: a zip of parts, a compound file (OLE), or some kind of text. */
export type Container = 'zip' | 'compound' | 'text';
export type Unread = FileProblems['file.unsupported']['found'];

const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export function unsupported(file: string, found: Unread): Problem {
  return new Problem('file.unsupported', { file, found });
}

/** The container of a file; what no spreadsheet comes in is refused with what to ask for. */
export function containerOf(bytes: Buffer, file: string): Container {
  if (bytes.length === 0) throw new Problem('file.empty', { file });
  const head = bytes.subarray(0, 16);
  const start = head.toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return 'zip';
  // A zip that was closed before anything was put in.
  if (start.startsWith('PK\u0005\u0006'))
    throw new Problem('file.damaged', { file, part: '[Content_Types].xml' });
  if (head.subarray(0, 8).equals(compoundFile)) return 'compound';
  if (start.startsWith('%PDF')) throw unsupported(file, 'pdf');
  if (isPicture(start, head)) throw unsupported(file, 'picture');
  if (/^(Rar!|7z\u00bc\u00af|\u001f\u008b)/.test(start)) throw unsupported(file, 'archive');
  if (start.startsWith('{\\rtf')) throw unsupported(file, 'word');
  // Excel 2, 3 and 4 write their records without a container around them.
  if (/^\u0009[\u0000\u0002\u0004][\u0004\u0006]\u0000/.test(start)) throw unsupported(file, 'old-excel');
  if (/^\u0000\u0000(\u0002\u0000[\u0004-\u0006]\u0004|\u001a\u0000[\u0000-\u0005]\u0010)/.test(start))
    throw unsupported(file, 'other-spreadsheet');
  if (isDatabaseTable(bytes)) throw unsupported(file, 'dbf');
  return 'text';
}

/** A table of dBASE or FoxPro: its kind, the day it was changed, and a header that ends where it says. */
function isDatabaseTable(bytes: Buffer): boolean {
  const [kind = 0, , month = 0, day = 0] = bytes;
  if (![0x03, 0x30, 0x31, 0x32, 0x83, 0x8b, 0xf5].includes(kind) || bytes.length < 33) return false;
  const header = bytes.readUInt16LE(8);
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const isReserved = bytes.readUInt16LE(12) === 0;
  return isDay && isReserved && (bytes[header - 1] === 0x0d || bytes[header - 264] === 0x0d);
}

function isPicture(start: string, head: Buffer): boolean {
  return (
    /^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\u0000|MM\u0000\*)/.test(start) ||
    (start.startsWith('BM') && head.includes(0)) ||
    (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP')
  );
}

/** Whether a file can go with an explanation: PDF, PNG or JPEG, by its first bytes. */
export function isDocument(bytes: Buffer): boolean {
  return /^(%PDF-|\u0089PNG\r\n\u001a\n|\u00ff\u00d8\u00ff)/.test(bytes.subarray(0, 8).toString('latin1'));
}

export type Packed = 'xlsx' | 'xlsb' | 'ods' | 'bundle';

/** A zip by the names of its parts: a kind of workbook, or files packed together. */
export function packedIn(names: ReadonlySet<string>, file: string): Packed {
  const any = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  if (any(/^\[content_types\]\.xml$/i)) {
    if (any(/(^|\/)workbook\d*\.xml$/i)) return 'xlsx';
    if (any(/(^|\/)workbook\d*\.bin$/i)) return 'xlsb';
    if (any(/^word\//i)) throw unsupported(file, 'word');
    if (any(/^ppt\//i)) throw unsupported(file, 'powerpoint');
  }
  if (names.has('OFD.xml')) throw unsupported(file, 'ofd');
  if (names.has('Index/Document.iwa') || names.has('Index.zip')) throw unsupported(file, 'other-spreadsheet');
  if (names.has('content.xml') && names.has('mimetype')) return 'ods';
  if (names.has('backup.json') && names.has('nianbao.db')) throw unsupported(file, 'own-backup');
  if (names.has('manifest.json') && names.has('manifest.jws'))
    throw unsupported(file, names.has('edition.json') ? 'own-edition' : 'own-package');
  return 'bundle';
}

/** How texts begin that are to be read by programs: SYLK, DIF and that of SocialCalc. */
const exchanged = [
  /^ID;P[^\n]*\n(?:[A-Z]{1,2};[^\n]*\n)*?[BCFP];[A-Z]/,
  /^TABLE\r?\n0,1\r?\n/,
  /^socialcalc:version:/,
];

export type Markup = 'html' | 'spreadsheetml' | null;

/** What a text is by its first four thousand characters: pages and XML that are named .xls, or none of them. */
export function markupOf(text: string, file: string): Markup {
  const head = text.slice(0, 4096).trimStart();
  if (/^mime-version:/i.test(head)) throw unsupported(file, 'web-archive');
  if (exchanged.some((pattern) => pattern.test(head))) throw unsupported(file, 'exchange');
  if (!head.startsWith('<')) return null;
  if (/<office:document[\s>]/.test(head)) throw unsupported(file, 'flat-ods');
  if (/<uof:UOF[\s>]/i.test(head)) throw unsupported(file, 'uof');
  if (head.includes('http://www.gnumeric.org/')) throw unsupported(file, 'other-spreadsheet');
  if (/<(?:\w+:)?Workbook[\s>]/.test(head)) return 'spreadsheetml';
  if (/<(html|table|body|!doctype html)[\s>]/i.test(head)) return 'html';
  if (head.startsWith('<?xml')) throw unsupported(file, 'xml');
  return null;
}
