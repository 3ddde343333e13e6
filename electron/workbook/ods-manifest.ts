import { Problem } from '#shared/contract/problem.ts';
import { unsupported } from './sniff.ts';
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

/** An OpenDocument file says what it is in its first part; a text may have tables, too. */
export async function assertSpreadsheet(zip: Zip): Promise<void> {
  const said = (await zip.bytes('mimetype')).toString('latin1').trim();
  if (/(opendocument\.text|sun\.xml\.writer)/.test(said)) throw unsupported(zip.file, 'word');
  if (/(opendocument\.presentation|sun\.xml\.impress)/.test(said)) throw unsupported(zip.file, 'powerpoint');
  if (/opendocument\.(?!spreadsheet)/.test(said)) throw unsupported(zip.file, 'unknown');
}
