import { zipSync, type Zippable } from 'fflate';
import { chineseDates } from './formats.ts';
import type { Zip } from './zip.ts';

/**
 * The parts of an xlsb that hold cells, in a new zip, stored: inflated within the budgets and with their checksums looked
 * at. The styles spell out the date formats that Chinese programs leave unsaid, or such dates would come as numbers.
 */
export async function repackXlsb(zip: Zip): Promise<Buffer> {
  const parts: Zippable = {};
  for (const name of zip.names()) {
    if (!/\.(bin|rels|xml)$/i.test(name) || /vba|printer|embeddings/i.test(name)) continue;
    const bytes = await zip.bytes(name);
    parts[name] = [/(^|\/)styles\.bin$/i.test(name) ? withChineseDates(bytes) : bytes, { level: 0 }];
  }
  return Buffer.from(zipSync(parts));
}

/** BrtBeginStyleSheet, of no length, with which the part begins ([MS-XLSB] 2.4.262), and BrtFmt (2.4.657). */
const beginStyles = Buffer.from([0x96, 0x02, 0x00]);

function withChineseDates(styles: Buffer): Buffer {
  if (!styles.subarray(0, 3).equals(beginStyles)) return styles;
  const code = 'yyyy-mm-dd';
  const formats = chineseDates.map((id) => {
    const record = Buffer.alloc(2 + 2 + 4 + code.length * 2);
    record.writeUInt8(0x2c, 0);
    record.writeUInt8(record.length - 2, 1);
    record.writeUInt16LE(id, 2);
    record.writeUInt32LE(code.length, 4);
    record.write(code, 8, 'utf16le');
    return record;
  });
  return Buffer.concat([beginStyles, ...formats, styles.subarray(3)]);
}
