import { readFile, stat } from 'node:fs/promises';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { ownCertificate } from '../sync/own-certificate.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';

export const packageRuns = {
  'key.new': keyNew,
  'package.seal': seal,
  'package.fetch': fetchPackage,
  'package.verify': verify,
};

/** A PEM of a root certificate is a few kilobytes. */
const trustLimit = 1024 * 1024;

async function keyNew(context: RunContext, input: Parsed<'key.new'>): Promise<Output<'key.new'>> {
  const made = await context.workspace.export('packages/key', {
    passphrase: input.passphrase,
    officer: input.officer,
  });
  context.changed();
  return made;
}

/** Builds, signs and verifies beside the data; only then does the round become sealed. */
async function seal(context: RunContext, input: Parsed<'package.seal'>): Promise<Output<'package.seal'>> {
  const { workspace, signal, progress } = context;
  const year = await workspace.read('packages/year', { year: input.year });
  const built = await workspace.export(
    'packages/build',
    { year, format: input.format, passphrase: input.passphrase },
    { signal, progress },
  );
  const kept = await workspace.write('packages/keep', built, { actor: context.actor ?? undefined });
  context.changed();
  return { file: handOut(context, kept), sha256: kept.sha256, sequence: built.sequence };
}

async function fetchPackage(
  context: RunContext,
  input: Parsed<'package.fetch'>,
): Promise<Output<'package.fetch'>> {
  const file = await context.workspace.read('packages/file', { year: input.year, sequence: input.sequence });
  return { file: handOut(context, file) };
}

async function verify(
  context: RunContext,
  input: Parsed<'package.verify'>,
): Promise<Output<'package.verify'>> {
  const file = context.tokens.take(input.file);
  const reply = await context.workspace
    .files()
    .run({ ...file, verify: { trust: await trusted(context, input.trust) } }, context.signal);
  if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
  if (!('answer' in reply) || reply.answer.verdict === null)
    throw new Problem('file.reader-died', { file: file.name });
  const { verdict, sha256 } = reply.answer;
  return { ...verdict, sha256, problems: verdict.problems.map((fault) => ({ ...fault })) };
}

/** The roots in the file of the person's choice, else the workspace's own certificate. */
async function trusted(context: RunContext, token: string | undefined): Promise<readonly string[]> {
  if (token === undefined) {
    const own = ownCertificate(context.folder);
    return own === null ? [] : [own.certificate];
  }
  const file = context.tokens.take(token);
  const found = await stat(file.path).catch(() => null);
  if (found === null) throw new Problem('file.missing', { file: file.name });
  if (found.size > trustLimit) throw new Problem('key.certificate', { why: file.name });
  const pems = (await readFile(file.path, 'utf8')).match(
    /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
  );
  if (pems === null) throw new Problem('key.certificate', { why: file.name });
  return pems;
}
