import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import { Problem } from '#shared/contract/problem.ts';
import { limits, type Budget, type Spent } from './limits.ts';

/** Bytes that are inflated at a time. */
const inflatedPiece = 64 * 1024;

export function overBudget(file: string, budget: Budget, part: string): Problem {
  return new Problem('file.over-budget', { file, budget, limit: limits[budget], part });
}

/** A zip with its directory read and judged; nothing is inflated before it is asked for. */
export class Zip {
  readonly file: string;
  readonly #zip: yauzl.ZipFile;
  readonly #entries: ReadonlyMap<string, yauzl.Entry>;
  readonly #spent: Spent;

  private constructor(
    file: string,
    zip: yauzl.ZipFile,
    entries: ReadonlyMap<string, yauzl.Entry>,
    spent: Spent,
  ) {
    this.file = file;
    this.#zip = zip;
    this.#entries = entries;
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
    // Spreadsheet programs compare the names of parts without regard to case.
    const seen = new Set<string>();
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
          seen.add(name.toLowerCase());
          if (!name.endsWith('/')) entries.set(name, entry);
          zip.readEntry();
        }
      });
      zip.readEntry();
    });
    return new Zip(file, zip, entries, spent);
  }

  names(): ReadonlySet<string> {
    return new Set(this.#entries.keys());
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Inflates one part piece by piece as text; `take` may throw to stop. */
  async each(name: string, take: (piece: string) => void): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    await this.#inflate(
      name,
      (bytes) => take(decoder.decode(bytes, { stream: true })),
      () => take(decoder.decode()),
    );
  }

  /** One part whole. */
  async bytes(name: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await this.#inflate(name, (bytes) => pieces.push(bytes));
    return Buffer.concat(pieces);
  }

  /** What an entry holds, in larger pieces than the library gives: small ones cost more than the inflating itself. */
  async #inflated(entry: yauzl.Entry): Promise<Readable> {
    const raw = await new Promise<Readable>((resolve, reject) => {
      const isDeflated = entry.compressionMethod === 8;
      this.#zip.openReadStream(entry, isDeflated ? { decompress: false } : {}, (error, opened) => {
        if (error) reject(new Problem('file.damaged', { file: this.file, part: nameOf(entry) }));
        else resolve(opened);
      });
    });
    if (entry.compressionMethod !== 8) return raw;
    const inflated = createInflateRaw({ chunkSize: inflatedPiece });
    raw.on('error', (error) => inflated.destroy(error));
    return raw.pipe(inflated);
  }

  /** A part whose checksum is wrong is damaged: a flipped bit could be another digit. */
  async #inflate(name: string, take: (bytes: Buffer) => void, end?: () => void): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Problem('file.damaged', { file: this.file, part: name });
    const stream = await this.#inflated(entry);
    let [checksum, length] = [0, 0];
    try {
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        this.#spent.inflated += bytes.length;
        if (this.#spent.inflated > limits.unpacked) throw overBudget(this.file, 'unpacked', name);
        length += bytes.length;
        if (length > entry.uncompressedSize) break;
        checksum = crc32(bytes, checksum);
        take(bytes);
      }
      if (length === entry.uncompressedSize) end?.();
      if (length !== entry.uncompressedSize || checksum !== entry.crc32)
        throw new Problem('file.damaged', { file: this.file, part: name });
    } catch (error) {
      stream.destroy();
      if (error instanceof Problem) throw error;
      throw new Problem('file.damaged', { file: this.file, part: name });
    }
  }
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
