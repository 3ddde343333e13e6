import { zipSync, type Zippable } from 'fflate';
import type { Zip } from './zip.ts';

/** The wanted parts of a zip in a new one, stored: inflated within the budgets and with their checksums looked at. */
export async function repack(zip: Zip, wanted: (name: string) => boolean): Promise<Buffer> {
  const parts: Zippable = {};
  for (const name of zip.names()) if (wanted(name)) parts[name] = [await zip.bytes(name), { level: 0 }];
  return Buffer.from(zipSync(parts));
}
