import { randomBytes } from 'node:crypto';
import { Problem } from '#shared/contract/problem.ts';

/**
 * One-use names for files and folders. Paths never cross to a page: a dialog, a drop or an upload becomes a token that
 * the service can turn into the path once, and a file that the service made becomes one that the host can save.
 */
export class FileTokens {
  readonly #paths = new Map<string, { path: string; name: string }>();

  give(path: string, name: string): string {
    const token = randomBytes(18).toString('base64url');
    this.#paths.set(token, { path, name });
    return token;
  }

  /** Registers a token that the shell has made. */
  accept(token: string, path: string, name: string): void {
    this.#paths.set(token, { path, name });
  }

  take(token: string): { readonly path: string; readonly name: string } {
    const file = this.#paths.get(token);
    if (file === undefined) throw new Problem('request.token', {});
    this.#paths.delete(token);
    return file;
  }
}
