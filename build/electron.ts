import { downloadArtifact } from '@electron/get';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../node_modules/electron');

/** The Electron that was named, or the one that was downloaded before; null when there is none. */
export function presentElectron(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (override !== '') return path.join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
  const named = path.join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = path.join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/**
 * Downloads Electron; null when that is refused, or when nothing has come for `patience` milliseconds: where a network
 * swallows requests instead of refusing them, the download itself would wait for minutes.
 */
export async function downloadElectron(
  patience: number,
  said: (percent: number) => void,
): Promise<string | null> {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const checksums = JSON.parse(readFileSync(path.join(folder, 'checksums.json'), 'utf8')) as Record<
    string,
    string
  >;
  const patient = new AbortController();
  let timer = setTimeout(() => patient.abort(), patience);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      ...(process.env['electron_config_cache'] === undefined
        ? {}
        : { cacheRoot: process.env['electron_config_cache'] }),
      downloadOptions: {
        quiet: true,
        signal: patient.signal,
        getProgressCallback: async ({ percent }: { readonly percent: number }) => {
          clearTimeout(timer);
          timer = setTimeout(() => patient.abort(), patience);
          said(Math.floor(percent * 100));
        },
      },
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
  // Its own installer unpacks what now lies in the cache.
  spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore' });
  return presentElectron();
}
