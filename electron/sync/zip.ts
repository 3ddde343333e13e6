import { zipSync, type Zippable } from 'fflate';
import { crc32, inflateRawSync } from 'node:zlib';
import { limits } from '../workbook/limits.ts';
import { fault, type PackageFault } from './fault.ts';

/** Files of a package, or parts of a workbook, by name without a leading slash. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** 1980-01-01 in the local time of whoever writes: fflate writes local time, and the bytes must not depend on the zone. */
const written = new Date(1980, 0, 1);
const writtenDos = 0x0021;
const utf8Flag = 0x0800;

/** [Content_Types].xml first, then by name; the same bytes for the same parts. */
export function zipParts(parts: Parts): Buffer {
  const zippable: Zippable = {};
  for (const name of [...parts.keys()].sort(inOrder)) {
    zippable[name] = [parts.get(name) ?? new Uint8Array(), { mtime: written, level: 6 }];
  }
  return Buffer.from(zipSync(zippable));
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
  readonly offset: number;
}

/**
 * Reads a zip that has exactly the form of `zipParts`. Zip readers differ over duplicate names, gaps, names that differ
 * between the directory and the entry, comments and extra fields; what is signed must not be readable in two ways, so
 * everything that a reader could see differently, or that could hide bytes, is a fault. Null: no zip at all.
 */
export function unzipStrictly(
  bytes: Buffer,
  file: string,
): { readonly parts: Parts; readonly faults: readonly PackageFault[] } | null {
  const found = directory(bytes, file);
  if (found === null) return null;
  const { entries, end } = found;
  const faults: PackageFault[] = [...found.faults];
  const parts = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let at = 0;
  let total = 0;
  for (const entry of entries) {
    const { name } = entry;
    // OPC and Windows compare names without regard to case.
    const same = name.normalize('NFC').toLowerCase();
    if (seen.has(same)) faults.push(fault('zip-twice', name));
    else if (!isPlainName(name)) faults.push(fault('zip', name));
    seen.add(same);
    total += entry.size;
    if (total > limits.unpacked) return { parts, faults: [...faults, fault('zip', name)] };
    const header = localHeader(entry);
    const data = at + header.length;
    if (entry.offset !== at || !bytes.subarray(at, data).equals(header)) {
      faults.push(fault('zip', name));
      return { parts, faults };
    }
    at = data + entry.packed;
    const content = at <= end ? inflated(entry, bytes.subarray(data, at)) : null;
    if (content === null) faults.push(fault('zip', name));
    else if (faults.length === 0) parts.set(name, content);
  }
  if (at !== end) faults.push(fault('zip', file));
  const names = entries.map((entry) => entry.name);
  if (faults.length === 0 && names.join('\n') !== [...names].sort(inOrder).join('\n'))
    faults.push(fault('zip', file));
  return { parts, faults };
}

/** The zip's directory, which must end the file and have nothing that `zipParts` does not write. */
function directory(
  bytes: Buffer,
  file: string,
): {
  readonly entries: readonly Entry[];
  readonly end: number;
  readonly faults: readonly PackageFault[];
} | null {
  const tail = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50 || tail < 0 || tail + 22 > bytes.length)
    return null;
  const faults: PackageFault[] = [];
  const count = bytes.readUInt16LE(tail + 10);
  const size = bytes.readUInt32LE(tail + 12);
  const end = bytes.readUInt32LE(tail + 16);
  const isWhole =
    tail + 22 === bytes.length &&
    bytes.readUInt32LE(tail + 4) === 0 &&
    bytes.readUInt16LE(tail + 8) === count &&
    bytes.readUInt16LE(tail + 20) === 0;
  if (!isWhole || end + size !== tail || count > limits.entries) faults.push(fault('zip', file));
  const entries: Entry[] = [];
  let at = end;
  while (faults.length === 0 && entries.length < count) {
    if (at + 46 > tail) {
      faults.push(fault('zip', file));
      break;
    }
    const length = bytes.readUInt16LE(at + 28);
    const raw = bytes.subarray(at + 46, Math.min(tail, at + 46 + length));
    const entry: Entry = {
      name: raw.toString('utf8'),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const header = centralHeader(entry);
    if (!bytes.subarray(at, at + header.length).equals(header)) faults.push(fault('zip', entry.name));
    entries.push(entry);
    at += header.length;
  }
  if (faults.length === 0 && at !== tail) faults.push(fault('zip', file));
  return { entries: faults.length === 0 ? entries : [], end, faults };
}

/** Whole, of the promised size and checksum, with nothing behind the end of the deflated data; else null. */
function inflated(entry: Entry, packed: Buffer): Uint8Array | null {
  let content: Uint8Array;
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

function centralHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.name, 'utf8');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  shared(header, 6, entry, name.length);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, name]);
}

/** The fields that an entry and its line in the directory have in common. */
function shared(header: Buffer, at: number, entry: Entry, nameLength: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(isAscii(entry.name) ? 0 : utf8Flag, at + 2);
  header.writeUInt16LE(entry.method === 0 ? 0 : 8, at + 4);
  header.writeUInt16LE(writtenDos, at + 8);
  header.writeUInt32LE(entry.checksum, at + 10);
  header.writeUInt32LE(entry.packed, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character <= '\u007f');
}
