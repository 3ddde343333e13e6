import { deflateSync } from 'fflate';
import { crc32, inflateRawSync } from 'node:zlib';
import { limits } from '../workbook/limits.ts';
import { fault, type PackageFault } from './fault.ts';

/** Files of a package, or parts of a workbook, by name without a leading slash. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** 1980-01-01 as zips write it: when a package was made is in its manifest. */
const written = 0x0021;
const utf8Flag = 0x0800;

/** [Content_Types].xml first, then by name; the same bytes for the same parts. */
export function zipParts(parts: Parts): Buffer {
  const entries = [...parts]
    .sort(([a], [b]) => inOrder(a, b))
    .map(([name, content]): Entry & { readonly data: Buffer } => {
      const data = Buffer.from(deflateSync(content, { level: 6 }));
      return { name, method: 8, checksum: crc32(content), packed: data.length, size: content.length, data };
    });
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    directory.push(centralHeader(entry, at));
    pieces.push(header, entry.data);
    at += header.length + entry.data.length;
  }
  const size = directory.reduce((sum, line) => sum + line.length, 0);
  return Buffer.concat([...pieces, ...directory, endRecord(entries.length, at, size)]);
}

function inOrder(a: string, b: string): number {
  if (a === '[Content_Types].xml' || b === '[Content_Types].xml') return a === '[Content_Types].xml' ? -1 : 1;
  return a < b ? -1 : 1;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  /** The packed bytes; null when the entry and its line in the directory name different files, or lie outside. */
  readonly data: Buffer | null;
}

/**
 * Reads a zip and demands that it is, byte for byte, what `zipParts` writes of its entries. Zip readers differ over duplicate
 * names, gaps, names that differ between the directory and the entry, comments and extra fields; what is signed must not
 * be readable in two ways. `most`: bytes unpacked. Parts of a zip with faults are for naming what else differs, never for use. Null: no zip at all.
 */
export function unzipStrictly(
  bytes: Buffer,
  file: string,
  most: number = limits.unpacked,
): { readonly parts: Parts; readonly faults: readonly PackageFault[] } | null {
  const isBegun = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
  const end = findEnd(bytes, isBegun);
  if (end === null) return isBegun ? { parts: new Map(), faults: [fault('zip-cut', file)] } : null;
  const entries = readDirectory(bytes, end);
  if (entries === null) return { parts: new Map(), faults: [fault('zip', file)] };
  const { parts, faults } = readEntries(entries, file, most);
  return { parts, faults: isOwnForm(bytes, entries) ? faults : [fault('zip-form', file), ...faults] };
}

interface End {
  readonly at: number;
  readonly count: number;
  readonly directory: number;
  /** Bytes before the zip, which some readers skip. */
  readonly before: number;
}

/** The record that ends a zip and tells where its directory is. A zip within the zip has one too, which does not fit. */
function findEnd(bytes: Buffer, isBegun: boolean): End | null {
  for (let at = bytes.length; at > 0;) {
    at = bytes.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1');
    if (at < 0) return null;
    if (at + 22 > bytes.length) continue;
    const before = at - bytes.readUInt32LE(at + 12) - bytes.readUInt32LE(at + 16);
    if (isBegun ? before !== 0 : before < 0) continue;
    return {
      at,
      count: bytes.readUInt16LE(at + 10),
      directory: bytes.readUInt32LE(at + 16) + before,
      before,
    };
  }
  return null;
}

/** The entries that the directory lists; null when it cannot be followed. */
function readDirectory(bytes: Buffer, end: End): readonly Entry[] | null {
  if (end.count > limits.entries) return null;
  const entries: Entry[] = [];
  let at = end.directory;
  while (entries.length < end.count) {
    if (at + 46 > end.at || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, nameEnd);
    const packed = bytes.readUInt32LE(at + 20);
    entries.push({
      name: name.toString('utf8'),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed,
      size: bytes.readUInt32LE(at + 24),
      data: dataAt(bytes, bytes.readUInt32LE(at + 42) + end.before, name, packed),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function dataAt(bytes: Buffer, at: number, name: Buffer, packed: number): Buffer | null {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) return null;
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const from = nameEnd + bytes.readUInt16LE(at + 28);
  if (!bytes.subarray(at + 30, nameEnd).equals(name) || from + packed > bytes.length) return null;
  return bytes.subarray(from, from + packed);
}

/** The parts that can be read in one way only. */
function readEntries(
  entries: readonly Entry[],
  file: string,
  most: number,
): { readonly parts: Parts; readonly faults: readonly PackageFault[] } {
  const faults: PackageFault[] = [];
  const parts = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const { name } = entry;
    // OPC and Windows compare names without regard to case.
    const same = name.normalize('NFC').toLowerCase();
    total += entry.size;
    if (total > most) return { parts, faults: [...faults, fault('zip', file)] };
    const content = inflated(entry);
    if (seen.has(same)) faults.push(fault('zip-twice', name));
    else if (!isPlainName(name)) faults.push(fault('zip-name', name));
    else if (content === null) faults.push(fault('zip', name));
    else parts.set(name, content);
    seen.add(same);
  }
  return { parts, faults };
}

/** Whether the file is what `zipParts` makes of these entries: order, headers, and nothing between, before or behind. */
function isOwnForm(bytes: Buffer, entries: readonly Entry[]): boolean {
  const sorted = [...entries].sort((a, b) => inOrder(a.name, b.name));
  let at = 0;
  const isNext = (piece: Buffer): boolean => {
    at += piece.length;
    return bytes.subarray(at - piece.length, at).equals(piece);
  };
  const offsets: number[] = [];
  for (const entry of sorted) {
    offsets.push(at);
    if (entry.data === null || !isNext(localHeader(entry)) || !isNext(entry.data)) return false;
  }
  const directory = at;
  if (!sorted.every((entry, index) => isNext(centralHeader(entry, offsets[index] ?? 0)))) return false;
  return isNext(endRecord(sorted.length, directory, at - directory)) && at === bytes.length;
}

/** Whole, of the promised size and checksum, with nothing behind the end of the deflated data; else null. */
function inflated(entry: Entry): Uint8Array | null {
  const packed = entry.data;
  let content: Uint8Array;
  if (packed === null || (entry.method !== 0 && entry.method !== 8)) return null;
  if (entry.method === 0) content = packed;
  else {
    try {
      const result = inflateRawSync(packed, {
        maxOutputLength: Math.max(1, entry.size),
        info: true,
      }) as unknown as {
        readonly buffer: Buffer;
        readonly engine: { readonly bytesWritten: number };
      };
      if (result.engine.bytesWritten !== packed.length) return null;
      content = result.buffer;
    } catch {
      return null;
    }
  }
  return content.length === entry.size && crc32(content) === entry.checksum ? content : null;
}

/** Names that every system reads alike: no way out of the folder, no escapes, no folders of their own. */
function isPlainName(name: string): boolean {
  return (
    name.length > 0 &&
    !/[\\:%*?"<>|\p{C}]/u.test(name) &&
    name
      .split('/')
      .every((piece) => piece !== '' && piece !== '.' && piece !== '..' && !/[. ]$|^ /.test(piece))
  );
}

function localHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.name, 'utf8');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  shared(header, 4, entry, name.length);
  return Buffer.concat([header, name]);
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const name = Buffer.from(entry.name, 'utf8');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  shared(header, 6, entry, name.length);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endRecord(count: number, directory: number, size: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(directory, 16);
  return record;
}

/** The fields that an entry and its line in the directory have in common. */
function shared(header: Buffer, at: number, entry: Entry, nameLength: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(isAscii(entry.name) ? 0 : utf8Flag, at + 2);
  header.writeUInt16LE(entry.method === 0 ? 0 : 8, at + 4);
  header.writeUInt16LE(written, at + 8);
  header.writeUInt32LE(entry.checksum, at + 10);
  header.writeUInt32LE(entry.packed, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character <= '\u007f');
}
