import path from 'node:path';
import { existsSync } from 'node:fs';
import { version } from '#shared/version.ts';
import { startLoopback } from './loopback/server.ts';
import { defaultDataFolder } from './terminal/data-folder.ts';
import { Service } from './threads/service.ts';

/** The same service behind a page on this computer's loopback address, for a machine without Electron. */
export async function startBrowserHost(options: {
  folder?: string;
  root: string;
  print: (line: string) => void;
}): Promise<{ url: string; close: () => Promise<void> }> {
  if (!existsSync(path.join(options.root, 'index.html')))
    throw new Error(`no page in ${options.root}: run the build first`);
  const folder = path.resolve(options.folder ?? defaultDataFolder(process.env, process.platform));
  const service = new Service({
    folder,
    program: `年报通网页 (${process.pid})`,
    build: version,
    now: () => new Date().toISOString(),
  });
  await service.open();
  const server = await startLoopback(service, options.root);
  options.print(server.url);
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await service.close();
    },
  };
}
