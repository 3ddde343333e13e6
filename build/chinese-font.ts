import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';

const weights = ['400', '700'];
const scripts = ['chinese-simplified', 'latin'];

/** Unpacks the Chinese font that npm brings into a folder of fonts that the system's font list can use. */
export function unpackChineseFont(from: string, into: string): void {
  mkdirSync(into, { recursive: true });
  for (const weight of weights) {
    for (const script of scripts) {
      const name = `noto-sans-sc-${script}-${weight}-normal`;
      const file = path.join(into, `${name}.ttf`);
      if (!existsSync(file)) writeFileSync(file, openType(readFileSync(path.join(from, `${name}.woff`))));
    }
  }
}

/** WOFF 1.0 back to the OpenType file that it wraps: the same tables, inflated (w3.org/TR/WOFF). */
function openType(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + index * 20;
    const [offset, packed, size] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    if (offset === undefined || packed === undefined || size === undefined) throw new Error('no WOFF');
    const stored = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      bytes: packed < size ? inflateSync(stored) : stored,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + count * 16);
  woff.copy(head, 0, 4, 8);
  for (const [index, value] of [count, power * 16, Math.log2(power), (count - power) * 16].entries())
    head.writeUInt16BE(value, 4 + index * 2);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = 12 + index * 16;
    tag.copy(head, at);
    checksum.copy(head, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    parts.push(bytes, Buffer.alloc(-bytes.length & 3));
    offset += (bytes.length + 3) & ~3;
  }
  return Buffer.concat(parts);
}
