import { Problem } from '#shared/contract/problem.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** An OpenDocument file says in its manifest which parts are encrypted: with a password, all of them. */
export async function assertOpen(zip: Zip): Promise<void> {
  if (!zip.has('META-INF/manifest.xml')) return;
  await readXml(zip, 'META-INF/manifest.xml', {
    open: (name) => {
      if (name === 'encryption-data') throw new Problem('file.encrypted', { file: zip.file });
    },
  });
}
