import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isLeftover, isOwnerFile } from '../../workbook/bundle.ts';

/** A file that was chosen to be imported; `name` is what sentences call it. */
export interface ChosenFile {
  readonly path: string;
  readonly name: string;
  /** The file within the zip at `path`. */
  readonly entry?: string;
}

/**
 * Folders become the files within them; links are not followed. By name, so that the outcome is the same however they were
 * chosen. What a spreadsheet program keeps beside an open file is named, not read: the file itself may not be saved yet.
 */
export async function filesOf(
  chosen: readonly ChosenFile[],
): Promise<{ readonly files: readonly ChosenFile[]; readonly leftovers: string[] }> {
  const files: ChosenFile[] = [];
  const leftovers: string[] = [];
  const take = (file: ChosenFile, isAlone: boolean): void => {
    if (isOwnerFile(file.path)) leftovers.push(file.name);
    else if (isAlone || !isLeftover(file.path)) files.push(file);
  };
  for (const item of chosen) {
    const found = await stat(item.path).catch(() => null);
    if (found?.isDirectory() !== true) {
      // A browser sends a folder file by file.
      take(item, chosen.length === 1);
      continue;
    }
    const entries = await readdir(item.path, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      take({ path: file, name: path.relative(item.path, file).replaceAll(path.sep, '/') }, false);
    }
  }
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), leftovers: leftovers.sort() };
}
