import path from 'node:path';
import { limits } from './limits.ts';
import { nothingSpent, openZip } from './read-xlsx.ts';
import { containerOf, packedIn } from './sniff.ts';
import { Problem } from '#shared/contract/problem.ts';
import { overBudget } from './zip.ts';

/** ~$甲厂.xlsx: what a spreadsheet program keeps beside a workbook while it is open. */
export function isOwnerFile(name: string): boolean {
  return path.basename(name).startsWith('~$');
}

/** What a spreadsheet program or the system leaves beside the files; never an enterprise's return. */
export function isLeftover(name: string): boolean {
  const own = path.basename(name);
  return (
    isOwnerFile(own) ||
    own.startsWith('.') ||
    /^(thumbs\.db|desktop\.ini)$/i.test(own) ||
    /(^|\/)__MACOSX\//.test(name)
  );
}

/** The files within a zip of files, by name; null for anything else, a workbook among it. */
export async function bundledFiles(bytes: Buffer, file: string): Promise<readonly string[] | null> {
  if (bytes.length > limits.bytes || containerOf(bytes, file) !== 'zip') return null;
  const names = (await openZip(bytes, file, nothingSpent())).names();
  if (packedIn(names, file) !== 'bundle') return null;
  const files = [...names].filter((name) => !isLeftover(name)).sort();
  if (files.length === 0) throw new Problem('file.empty', { file });
  return files;
}

/** One file of a zip of files, inflated within the budgets. */
export async function fileInBundle(bytes: Buffer, file: string, name: string): Promise<Buffer> {
  const found = await (await openZip(bytes, file, nothingSpent())).bytes(name);
  if (found.length > limits.bytes) throw overBudget(name, 'bytes', name);
  return found;
}
