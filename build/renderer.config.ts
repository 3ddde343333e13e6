import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The page. Relative addresses, so that app:// and the loopback host serve the same files. */
const config: InlineConfig = {
  root: path.join(root, 'renderer'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 2500,
    modulePreload: { polyfill: false },
  },
};

export default config;
