import { sweepBackups } from '../store/automatic-backup.ts';
import { logBug } from '../store/log.ts';
import { sweepOriginals } from '../store/originals.ts';
import { abandonRestore } from '../store/restore.ts';
import type { WriteContext } from './context.ts';
import { clearMade } from './made.ts';
import { sweepPackages } from './packages.ts';

export const sweepWriterSteps = { 'care/sweep': sweep };

/** Removes what a program that was cut short left unfinished. What can't be removed now is no reason not to open. */
function sweep({ store, folder }: WriteContext): null {
  try {
    clearMade(folder);
    abandonRestore(folder);
    sweepBackups(folder);
    sweepPackages(folder);
    sweepOriginals(store);
  } catch (error) {
    logBug(folder, error);
  }
  return null;
}
