import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** Where antd's components put a style into the page: with the nonce that they are given, and without where they are not. */
const given = /if \(csp\?\.nonce\) \{\s*styleNode\.nonce = csp\?\.nonce;\s*\}/;

/**
 * Some of antd's components (a table that measures scroll bars, a dialog that holds the page) forget the nonce, and the page
 * refuses the style. Here each takes the one of the page instead. Ends the build where antd does it another way.
 */
const styleNonce: Plugin = {
  name: 'style-nonce',
  transform(code, id) {
    if (!/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/.test(id.replaceAll('\\', '/'))) return null;
    if (!given.test(code)) this.error('antd gives its styles their nonce in another way');
    const nonce = `csp?.nonce ?? document.querySelector('meta[name="csp-nonce"]')?.content ?? ''`;
    return { code: code.replace(given, () => `styleNode.nonce = ${nonce};`), map: null };
  },
};

/** The page. Relative addresses, so that app:// and the loopback host serve the same files. */
const config: InlineConfig = {
  root: path.join(root, 'renderer'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [styleNonce, react()],
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 2500,
    modulePreload: { polyfill: false },
  },
};

export default config;
