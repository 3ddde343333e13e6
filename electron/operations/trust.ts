import { readFile, stat } from 'node:fs/promises';
import { Problem } from '#shared/contract/problem.ts';
import { ownCertificates } from '../sync/own-certificate.ts';
import type { RunContext } from './run-context.ts';

/** A PEM of a root certificate is a few kilobytes. */
const trustLimit = 1024 * 1024;

/** The roots in the file of the person's choice, else the workspace's own certificates. */
export async function trusted(context: RunContext, token: string | undefined): Promise<readonly string[]> {
  return token === undefined ? own(context) : certificatesIn(context.tokens.take(token));
}

/** The workspace's own certificates, those of keys that gave way to another among them. */
export function own({ folder }: RunContext): readonly string[] {
  return ownCertificates(folder);
}

/** The certificates in a file of the person's choice. */
export async function certificatesIn(file: {
  readonly path: string;
  readonly name: string;
}): Promise<readonly string[]> {
  const found = await stat(file.path).catch(() => null);
  if (found === null) throw new Problem('file.missing', { file: file.name });
  if (found.size > trustLimit) throw new Problem('key.certificate', { why: file.name });
  const pems = (await readFile(file.path, 'utf8')).match(
    /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
  );
  if (pems === null) throw new Problem('key.certificate', { why: file.name });
  return pems;
}
