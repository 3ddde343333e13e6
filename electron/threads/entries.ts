/**
 * The file of a worker thread: beside the sources as `.ts` when Node runs them directly, beside the bundle as `.js` in a
 * build (each worker is an entry of its own there).
 */
const fromSource = import.meta.url.endsWith('.ts');

const sources = {
  'store-worker': './store-worker.ts',
  'file-worker': './file-worker.ts',
} as const;

export function workerEntry(name: keyof typeof sources): URL {
  return new URL(fromSource ? sources[name] : `./${name}.js`, import.meta.url);
}
