import path from 'node:path';
import type { InlineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The preload script alone: sandboxed preloads must be CommonJS in one file. */
const config: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: path.join(root, 'dist'),
    emptyOutDir: false,
    target: 'node20.18',
    rolldownOptions: {
      input: path.join(root, 'electron/preload.ts'),
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
};

export default config;
