import path from 'node:path';
import type { InlineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The Node side: shell, service and their worker threads, each an entry of its own beside the others in dist/. */
const config: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: path.join(root, 'dist'),
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    rolldownOptions: {
      input: {
        main: path.join(root, 'electron/main.ts'),
        service: path.join(root, 'electron/service.ts'),
        browser: path.join(root, 'electron/browser-main.ts'),
        cli: path.join(root, 'electron/cli.ts'),
        'store-worker': path.join(root, 'electron/threads/store-worker.ts'),
        'file-worker': path.join(root, 'electron/threads/file-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
};

export default config;
