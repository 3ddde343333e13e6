import path from 'node:path';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';

export const attachmentRuns = {
  'attachment.add': add,
  'attachment.fetch': fetchFile,
  'attachment.bundle': bundle,
};

/** Each file is looked at, hashed and kept in a file thread; then one write puts them to the findings. */
async function add(
  context: RunContext,
  { files, ...findings }: Parsed<'attachment.add'>,
): Promise<Output<'attachment.add'>> {
  const { workspace, signal, folder, actor } = context;
  const year = await workspace.read('attachments/assert', findings);
  const kept: { readonly sha256: string; readonly name: string; readonly size: number }[] = [];
  for (const token of files) {
    const file = context.tokens.take(token);
    const reply = await workspace.files().run({ ...file, attach: { keepIn: folder } }, signal);
    if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
    if (!('answer' in reply)) throw new Problem('file.reader-died', { file: file.name });
    const { sha256, size } = reply.answer;
    kept.push({ sha256, name: plainName(file.name), size });
  }
  const attachments = await workspace.write(
    'attachments/keep',
    { ...findings, year, files: kept },
    { actor: actor ?? undefined },
  );
  context.changed();
  return { attachments };
}

/** Without the folder, and without what no list or sheet could show. */
function plainName(name: string): string {
  return path.posix
    .basename(name)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
}

async function fetchFile(
  context: RunContext,
  input: Parsed<'attachment.fetch'>,
): Promise<Output<'attachment.fetch'>> {
  return { file: handOut(context, await context.workspace.read('attachments/file', input)) };
}

async function bundle(
  context: RunContext,
  input: Parsed<'attachment.bundle'>,
): Promise<Output<'attachment.bundle'>> {
  const { signal, progress } = context;
  const { made, files } = await context.workspace.export('attachments/bundle', input, { signal, progress });
  return { file: handOut(context, made), files };
}
