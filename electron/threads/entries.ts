import { pathToFileURL } from 'node:url';

const sources = {
  'store-worker': './store-worker.ts',
  'file-worker': './file-worker.ts',
} as const;

/**
 * The file of a worker thread: beside the bundle as `.js` in a build (each worker is an entry of its own there); beside the
 * sources as `.ts` when Node runs them directly. The tests, which start hundreds of threads, name the folder of a fresh
 * build: one that is built starts in half the time.
 */
export function workerEntry(name: keyof typeof sources): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  const built = fromSource ? process.env['NIANBAO_BUILT_THREADS'] : undefined;
  if (built !== undefined) return new URL(`${name}.js`, pathToFileURL(`${built}/`));
  return new URL(fromSource ? sources[name] : `./${name}.js`, import.meta.url);
}
