import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileTokens } from '../threads/file-tokens.ts';

/** One file more than the reader would take: it is then the reader that says so, in a sentence. */
const uploadLimit = 512 * 1024 * 1024;

/** Files that came from the browser, kept until the host ends, and files that the service made on their way out. */
export class Uploads {
  readonly #tokens: FileTokens;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'nianbao-'));
  #next = 1;

  constructor(tokens: FileTokens) {
    this.#tokens = tokens;
  }

  async receive(folder: string, name: string, body: IncomingMessage): Promise<string> {
    const own = path.join(this.#folder, String(this.#next++));
    mkdirSync(own);
    const base = path.basename(name.replaceAll('\\', '/')).replaceAll('\u0000', '') || 'file';
    const file = path.join(own, base);
    let size = 0;
    const bounded = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.length;
        done(size > uploadLimit ? new Error('upload too large') : null, chunk);
      },
    });
    await pipeline(body, bounded, createWriteStream(file));
    return this.#tokens.give(file, folder === '' ? base : `${folder}/${base}`);
  }

  async send(token: string, response: ServerResponse): Promise<void> {
    const made = this.#tokens.take(token);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`,
      'x-content-type-options': 'nosniff',
    });
    await pipeline(createReadStream(made.path), response);
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
