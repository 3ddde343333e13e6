import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { logTrace } from '../store/log.ts';
import type { OpenedEdition } from './editions.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';
import { certificatesIn, own } from './trust.ts';

export const editionRuns = {
  'edition.check': check,
  'edition.load': load,
  'edition.preview': preview,
  'edition.use': use,
  'edition.pack': pack,
};

/** Opens the file in a thread that can be killed. The county's own certificate is good for its supplements alone. */
async function opened(
  context: RunContext,
  input: Parsed<'edition.load'>,
): Promise<{
  readonly opened: OpenedEdition;
  readonly trust: readonly string[];
  readonly again: Output<'edition.check'>['again'];
}> {
  const { workspace, tokens } = context;
  const file = tokens.take(input.file);
  const root = input.trust === undefined ? null : tokens.take(input.trust);
  const trust = root === null ? [] : await certificatesIn(root);
  const again = {
    file: tokens.give(file.path, file.name),
    trust: root === null ? null : tokens.give(root.path, root.name),
  };
  const remembered = await workspace.read('editions/trust', {});
  const reply = await workspace
    .files()
    .run({ ...file, open: { trust: [...trust, ...remembered], own: own(context) } }, context.signal);
  if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
  if ('broken' in reply) logTrace(context.folder, reply.broken);
  if (!('answer' in reply) || reply.answer.opened === null)
    throw new Problem('file.reader-died', { file: file.name });
  return { opened: { ...reply.answer.opened, file: file.name }, trust, again };
}

async function check(context: RunContext, input: Parsed<'edition.check'>): Promise<Output<'edition.check'>> {
  const found = await opened(context, input);
  const checked = await context.workspace.export(
    'editions/check',
    { opened: found.opened, year: input.year },
    { signal: context.signal },
  );
  return { ...checked, again: found.again };
}

async function load(context: RunContext, input: Parsed<'edition.load'>): Promise<Output<'edition.load'>> {
  const found = await opened(context, input);
  const { opened: content, trust } = found;
  const kept = await context.workspace.write(
    'editions/keep',
    { opened: content, trust },
    { actor: context.actor ?? undefined },
  );
  context.changed();
  return kept;
}

async function preview(
  context: RunContext,
  input: Parsed<'edition.preview'>,
): Promise<Output<'edition.preview'>> {
  const year = await context.workspace.read('editions/year', { year: input.year });
  return context.workspace.export('editions/preview', { ...input, year }, { signal: context.signal });
}

/** After a backup: moving back later is another move, not an undo. */
async function use(context: RunContext, input: Parsed<'edition.use'>): Promise<Output<'edition.use'>> {
  const { workspace } = context;
  const year = await workspace.read('editions/year', { year: input.year });
  await workspace.export('care/automatic-backup', {});
  const done = await workspace.write(
    'editions/use',
    { ...input, year },
    { actor: context.actor ?? undefined },
  );
  context.changed();
  return done;
}

async function pack(context: RunContext, input: Parsed<'edition.pack'>): Promise<Output<'edition.pack'>> {
  const folder = context.tokens.take(input.folder);
  const { made, name, kind } = await context.workspace.export('editions/pack', {
    folder: folder.path,
    passphrase: input.passphrase,
  });
  return { file: handOut(context, made), name, kind };
}
