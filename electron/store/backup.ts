import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Entry, ZipFile } from 'yauzl';
import { z } from 'zod';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import { copyDatabase, isSound, latestGoodBackup } from './automatic-backup.ts';
import { databaseFile, putInPlace } from './files.ts';
import { migrations } from './migrate.ts';
import { movedFolders } from './restore.ts';
import { entriesOf, extract, openZip, streamOf } from './zip-from-disk.ts';
import { ZipOnDisk } from './zip-on-disk.ts';

const index = 'backup.json';
const allowed = /^(nianbao\.db|originals\/[0-9a-f]{2}\/[0-9a-f]{64}|packages\/[^/\\]+|keys\/[^/\\]+)$/;
const chunk = 1024 * 1024;

const indexSchema = z.object({
  format: z.literal('nianbao-backup'),
  formatVersion: z.int(),
  created: z.string(),
  program: z.string(),
  county: z.object({ code: z.string(), name: z.string() }),
  migrations: z.array(z.string()),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
});
export type BackupIndex = z.infer<typeof indexSchema>;

/**
 * Writes one file with the whole workspace: a copy of the database that is taken in one piece while others read and
 * write, the originals, the packages and the keys (which stay under their passphrase). An index with the hash of each
 * comes last, so that a file that was cut off is no backup. It gets its name once it was read back and is whole.
 */
export async function writeBackup(
  folder: string,
  target: string,
  about: Pick<BackupIndex, 'created' | 'program' | 'county'>,
): Promise<void> {
  const copy = `${target}.db.part`;
  const temporary = `${target}.part`;
  const name = path.basename(target);
  rmSync(copy, { force: true });
  try {
    copyDatabase(folder, copy);
    if (!isSound(copy))
      throw new Problem('workspace.damaged', {
        report: 'integrity_check',
        backup: latestGoodBackup(folder),
      });
    const handle = openSync(temporary, 'w');
    try {
      zipInto(handle, copy, folder, about);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    // A stick that lies about writing is found out here.
    await readBackup(temporary, name, null).catch((error: unknown) => {
      throw isProblem(error) ? new Problem('file.unwritable', { file: name, reason: 'missing' }) : error;
    });
    putInPlace(temporary, target);
  } finally {
    rmSync(copy, { force: true });
    rmSync(temporary, { force: true });
  }
}

function zipInto(
  handle: number,
  copy: string,
  folder: string,
  about: Pick<BackupIndex, 'created' | 'program' | 'county'>,
): void {
  const files: BackupIndex['files'] = [];
  const zip = new ZipOnDisk(handle);
  for (const { name, file } of [{ name: 'nianbao.db', file: copy }, ...filesOf(folder)])
    files.push({ name, ...zip.addFile(name, file) });
  const about_: BackupIndex = {
    format: 'nianbao-backup',
    formatVersion: 1,
    ...about,
    migrations: migrations.map(({ name }) => name),
    files,
  };
  zip.addBytes(index, Buffer.from(JSON.stringify(about_)));
  zip.end();
}

function filesOf(folder: string): readonly { readonly name: string; readonly file: string }[] {
  return movedFolders.flatMap((part) => {
    const root = path.join(folder, part);
    if (!existsSync(root)) return [];
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ name: path.relative(folder, file).replaceAll(path.sep, '/'), file }))
      .filter(({ name }) => allowed.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/**
 * Unpacks a backup into an empty folder and checks every file against the index; anything missing, changed or added is
 * refused, and so is the backup of a newer program. Nothing outside `into` is touched.
 */
export async function unpackBackup(file: string, name: string, into: string): Promise<void> {
  await readBackup(file, name, into);
  if (!isSound(databaseFile(into))) throw new Problem('backup.damaged', { file: name, part: 'nianbao.db' });
}

/** Reads a backup from end to end; with `into`, its files are written there. */
async function readBackup(file: string, name: string, into: string | null): Promise<void> {
  const zip = await opened(file, name);
  const found = new Map<string, { size: number; sha256: string }>();
  let read: unknown = null;
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName === index)
        read = JSON.parse((await bytesOf(zip, entry, name)).toString('utf8')) as unknown;
      else if (!allowed.test(entry.fileName) || found.has(entry.fileName))
        throw new Problem('backup.damaged', { file: name, part: entry.fileName });
      else
        found.set(
          entry.fileName,
          await extract(zip, entry, into === null ? null : path.join(into, entry.fileName)),
        );
    }
  } catch (error) {
    if (error instanceof Problem || isOfTheDisk(error)) throw error;
    throw new Problem('backup.damaged', { file: name, part: 'zip' });
  } finally {
    zip.close();
  }
  const parsed = indexSchema.safeParse(read);
  if (!parsed.success) throw new Problem('backup.damaged', { file: name, part: index });
  const about = parsed.data;
  const unknown = about.migrations.find((item) => !migrations.some((migration) => migration.name === item));
  if (about.formatVersion > 1 || unknown !== undefined)
    throw new Problem('backup.newer', { file: name, found: unknown ?? String(about.formatVersion) });
  for (const item of about.files) {
    const got = found.get(item.name);
    if (got?.sha256 !== item.sha256 || got.size !== item.size)
      throw new Problem('backup.damaged', { file: name, part: item.name });
    found.delete(item.name);
  }
  const [extra] = found.keys();
  if (extra !== undefined) throw new Problem('backup.damaged', { file: name, part: extra });
}

function isOfTheDisk(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].includes(String(error.code))
  );
}

async function opened(file: string, name: string): Promise<ZipFile> {
  if (!existsSync(file)) throw new Problem('backup.absent', { file: name });
  try {
    return await openZip(file);
  } catch {
    throw new Problem('backup.damaged', { file: name, part: 'zip' });
  }
}

async function bytesOf(zip: ZipFile, entry: Entry, name: string): Promise<Buffer> {
  if (entry.uncompressedSize > 64 * chunk) throw new Problem('backup.damaged', { file: name, part: index });
  const chunks: Buffer[] = [];
  for await (const bytes of await streamOf(zip, entry)) chunks.push(bytes as Buffer);
  return Buffer.concat(chunks);
}
