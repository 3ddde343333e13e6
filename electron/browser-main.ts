import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowserHost } from './browser.ts';

/** `node dist/browser.js [--data folder]`: the loopback host as a program of its own, until it is interrupted. */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
const host = await startBrowserHost({
  root: path.join(import.meta.dirname, 'renderer'),
  print: (line) => process.stdout.write(`${line}\n`),
  ...(values.data === undefined ? {} : { folder: values.data }),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void host.close().then(() => process.exit(0)));
}
