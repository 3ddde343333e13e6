import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';
import { trusted } from './trust.ts';

export const packageRuns = {
  'key.new': keyNew,
  'key.save': keySave,
  'package.seal': seal,
  'package.fetch': fetchPackage,
  'package.verify': verify,
};

async function keyNew(context: RunContext, input: Parsed<'key.new'>): Promise<Output<'key.new'>> {
  const made = await context.workspace.export('packages/key', {
    passphrase: input.passphrase,
    officer: input.officer,
    replace: input.replace,
  });
  context.changed();
  return made;
}

async function keySave(context: RunContext): Promise<Output<'key.save'>> {
  return { file: handOut(context, await context.workspace.export('packages/certificate', {})) };
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
  const trust = await trusted(context, input.trust);
  const editions = context.workspace.isOpen() ? await context.workspace.read('editions/all', {}) : [];
  const attachments =
    input.attachments === undefined ? {} : { attachments: context.tokens.take(input.attachments) };
  const job = { ...file, verify: { trust, editions, ...attachments } };
  const reply = await context.workspace.files().run(job, context.signal);
  if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
  if (!('answer' in reply) || reply.answer.verdict === null)
    throw new Problem('file.reader-died', { file: file.name });
  const { verdict, sha256, attachments: compared } = reply.answer;
  return {
    ...verdict,
    sha256,
    problems: verdict.problems.map((fault) => ({ ...fault })),
    attachments:
      compared === null
        ? null
        : { named: compared.named.map((item) => ({ ...item })), unnamed: [...compared.unnamed] },
  };
}
