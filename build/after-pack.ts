import { rmSync } from 'node:fs';
import path from 'node:path';

/** Electron's own start page: with it, a file of any name beside the program could be started in its place. */
export function afterPack({ appOutDir }: { readonly appOutDir: string }): void {
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
}
