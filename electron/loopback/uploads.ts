import { createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '#shared/contract/problem.ts';
import { asFileName } from '#shared/values/file-name.ts';
import type { FileTokens } from '../threads/file-tokens.ts';

/** Far more than the reader takes: it is then the reader that says so, in a sentence. */
const uploadLimit = 512 * 1024 * 1024;

/** Files that came from the browser, kept until the host ends, and files that the service made on their way out. */
export class Uploads {
  readonly #tokens: FileTokens;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'nianbao-'));
  #next = 1;

  constructor(tokens: FileTokens) {
    this.#tokens = tokens;
  }

  /** Keeps a file and gives its token. Of one that did not come whole, or that the disk has no room for, nothing stays. */
  async receive(folder: string, name: string, body: IncomingMessage): Promise<string> {
    const own = path.join(this.#folder, String(this.#next++));
    const base = path.basename(name.replaceAll('\\', '/'));
    const file = path.join(own, asFileName(base));
    try {
      await this.#keep(file, base, body);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      throw error;
    }
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

  /** What can't be kept is taken to its end all the same: a browser reads no answer before it has sent everything. */
  async #keep(file: string, name: string, body: IncomingMessage): Promise<void> {
    let size = 0;
    let failure: unknown = null;
    const write = await this.#open(file).catch((error: unknown) => {
      failure = error;
      return null;
    });
    try {
      for await (const chunk of body) {
        size += (chunk as Buffer).length;
        if (failure === null && size > uploadLimit)
          failure = new Problem('file.over-budget', {
            file: name,
            budget: 'bytes',
            limit: uploadLimit,
            part: name,
          });
        if (failure !== null) continue;
        try {
          await write?.appendFile(chunk as Buffer);
        } catch (error) {
          failure = error;
        }
      }
    } finally {
      await write?.close();
    }
    if (failure !== null) throw this.#described(failure);
  }

  async #open(file: string) {
    mkdirSync(path.dirname(file));
    return open(file, 'wx');
  }

  #described(failure: unknown): unknown {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    return code === 'ENOSPC' || code === 'EDQUOT'
      ? new Problem('workspace.disk-full', { folder: this.#folder })
      : failure;
  }
}
