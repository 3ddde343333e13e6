import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';
import { Problem } from '#shared/contract/problem.ts';
import { limits, type Budget, type Spent } from './limits.ts';

/** Bytes that are inflated at a time. */
const inflatedPiece = 32 * 1024;
/** Bytes of a part that is inflated at once. */
const small = 2 * 1024 * 1024;
/** The least that the runtime inflates into. */
const leastOutput = 64;

export function overBudget(file: string, budget: Budget, part: string): Problem {
  return new Problem('file.over-budget', { file, budget, limit: limits[budget], part });
}

/** A zip with its directory read and judged; nothing is inflated before it is asked for. */
export class Zip {
  readonly file: string;
  readonly #bytes: Buffer;
  readonly #zip: yauzl.ZipFile;
  readonly #entries: ReadonlyMap<string, yauzl.Entry>;
  /** The names of the entries by themselves without capitals: spreadsheet programs compare them so. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #spent: Spent;

  private constructor(
    bytes: Buffer,
    file: string,
    zip: yauzl.ZipFile,
    entries: ReadonlyMap<string, yauzl.Entry>,
    names: ReadonlyMap<string, string>,
    spent: Spent,
  ) {
    this.file = file;
    this.#bytes = bytes;
    this.#zip = zip;
    this.#entries = entries;
    this.#names = names;
    this.#spent = spent;
  }

  static async open(bytes: Buffer, file: string, spent: Spent): Promise<Zip> {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
      yauzl.fromBuffer(
        bytes,
        { lazyEntries: true, validateEntrySizes: true, decodeStrings: true, strictFileNames: false },
        (error, opened) => {
          if (error) reject(new Problem('file.truncated', { file }));
          else resolve(opened);
        },
      );
    });
    const entries = new Map<string, yauzl.Entry>();
    const seen = new Map<string, string>();
    let unpacked = 0;
    await new Promise<void>((resolve, reject) => {
      zip.on('error', () => reject(new Problem('file.damaged', { file, part: 'zip' })));
      zip.on('end', () => resolve());
      zip.on('entry', (entry: yauzl.Entry) => {
        const name = nameOf(entry).replaceAll('\\', '/').replace(/^\//, '');
        unpacked += entry.uncompressedSize;
        const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
        if (seen.size >= limits.entries) reject(overBudget(file, 'entries', name));
        else if (unpacked > limits.unpacked) reject(overBudget(file, 'unpacked', name));
        else if (entry.uncompressedSize > 1024 * 1024 && ratio > limits.ratio)
          reject(overBudget(file, 'ratio', name));
        else if (seen.has(name.toLowerCase())) reject(new Problem('file.damaged', { file, part: name }));
        else if (entry.isEncrypted()) reject(new Problem('file.encrypted', { file }));
        else {
          seen.set(name.toLowerCase(), name);
          if (!name.endsWith('/')) entries.set(name, entry);
          zip.readEntry();
        }
      });
      zip.readEntry();
    });
    return new Zip(bytes, file, zip, entries, seen, spent);
  }

  names(): ReadonlySet<string> {
    return new Set(this.#entries.keys());
  }

  has(name: string): boolean {
    return this.#entry(name) !== undefined;
  }

  #entry(name: string): yauzl.Entry | undefined {
    return this.#entries.get(name) ?? this.#entries.get(this.#names.get(name.toLowerCase()) ?? '');
  }

  /** Inflates one part piece by piece as text; `take` may throw to stop. */
  async each(name: string, take: (piece: string) => void): Promise<void> {
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    await this.#inflate(
      name,
      (bytes) => {
        decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
        take(decoder.decode(bytes, { stream: true }));
      },
      () => take(decoder?.decode() ?? ''),
    );
  }

  /** One part whole. */
  async bytes(name: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await this.#inflate(name, (bytes) => pieces.push(bytes));
    return Buffer.concat(pieces);
  }

  /** The bytes of an entry as they are stored. */
  async #stored(entry: yauzl.Entry): Promise<Buffer> {
    const from = await new Promise<number>((resolve, reject) => {
      this.#zip.readLocalFileHeader(entry, { minimal: true }, (error, header) => {
        if (error) reject(error);
        else resolve(header.fileDataStart);
      });
    });
    return this.#bytes.subarray(from, from + entry.compressedSize);
  }

  /** What an entry holds, in pieces. A small one is inflated at once: a stream costs more than that. */
  async #pieces(entry: yauzl.Entry): Promise<Iterable<Buffer> | AsyncIterable<Buffer>> {
    const stored = await this.#stored(entry);
    if (entry.compressionMethod === 0) return piecesOf(stored);
    if (entry.compressionMethod !== 8) throw this.#damaged(nameOf(entry));
    const size = Math.max(entry.uncompressedSize, leastOutput);
    if (size <= small) return piecesOf(inflateRawSync(stored, { chunkSize: size, maxOutputLength: size }));
    const inflated = createInflateRaw({ chunkSize: inflatedPiece });
    inflated.end(stored);
    return inflated;
  }

  /** A part whose checksum is wrong is damaged: a flipped bit could be another digit. */
  async #inflate(name: string, take: (bytes: Buffer) => void, end?: () => void): Promise<void> {
    const entry = this.#entry(name);
    if (entry === undefined) throw this.#damaged(name);
    let [checksum, length] = [0, 0];
    try {
      for await (const bytes of await this.#pieces(entry)) {
        this.#spent.inflated += bytes.length;
        if (this.#spent.inflated > limits.unpacked) throw overBudget(this.file, 'unpacked', name);
        length += bytes.length;
        if (length > entry.uncompressedSize) break;
        checksum = crc32(bytes, checksum);
        take(bytes);
      }
      if (length === entry.uncompressedSize) end?.();
    } catch (error) {
      throw error instanceof Problem ? error : this.#damaged(name);
    }
    if (length !== entry.uncompressedSize || checksum !== entry.crc32) throw this.#damaged(name);
  }

  #damaged(part: string): Problem {
    return new Problem('file.damaged', { file: this.file, part });
  }
}

/** Parts are in UTF-8, or in UTF-16 with its mark. */
function encodingOf(begin: Buffer): string {
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'utf-16le';
  return begin[0] === 0xfe && begin[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function* piecesOf(bytes: Buffer): Iterable<Buffer> {
  for (let from = 0; from < bytes.length; from += inflatedPiece)
    yield bytes.subarray(from, from + inflatedPiece);
}

/** The name of an entry. Programs in China write GBK where the zip does not say UTF-8; the standard's CP437 has no Chinese. */
function nameOf(entry: yauzl.Entry): string {
  const saysUnicode =
    (entry.generalPurposeBitFlag & 0x800) !== 0 || entry.extraFields.some(({ id }) => id === 0x7075);
  const raw = entry.fileNameRaw;
  const isPlain = raw.every((byte) => byte < 0x80);
  for (const encoding of saysUnicode || isPlain ? [] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      // Not that one.
    }
  }
  return entry.fileName;
}
