import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import { latestGoodBackup } from '../store/automatic-backup.ts';
import { unpackBackup } from '../store/backup.ts';
import { databaseFile, workspaceExists } from '../store/files.ts';
import { abandonRestore, replaceWorkspace, startRestore, type RestoredParts } from '../store/restore.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';

export const careRuns = { 'care.backup': backup, 'care.restore': restore, 'care.doctor': doctor };

async function backup(context: RunContext): Promise<Output<'care.backup'>> {
  return { file: handOut(context, await context.workspace.export('care/backup', {})) };
}

/** Unpacks and checks the backup beside the workspace first; only a sound one takes its place, and nothing is thrown away. */
async function restore(context: RunContext, input: Parsed<'care.restore'>): Promise<Output<'care.restore'>> {
  const { folder, workspace } = context;
  const refusal = context.refusal();
  if (isProblem(refusal, 'workspace.locked')) throw refusal;
  const file = input.file === undefined ? null : context.tokens.take(input.file);
  if (workspaceExists(folder) && !input.replace) {
    const present = workspace.isOpen() ? await workspace.read('workspace/present', {}) : null;
    throw new Problem('restore.occupied', { county: present?.name ?? '' });
  }
  try {
    const unpacked = startRestore(folder);
    if (file === null) copyAutomatic(folder, unpacked);
    else await unpackBackup(file.path, file.name, unpacked);
    const keptAside = await exchanged(context, file === null ? 'database' : 'all');
    context.changed();
    return { county: await workspace.read('workspace/county', {}), keptAside };
  } finally {
    abandonRestore(folder);
  }
}

/** Whether it worked or not, the workspace is opened again. */
async function exchanged(
  { workspace, folder, now, open }: RunContext,
  parts: RestoredParts,
): Promise<string | null> {
  try {
    return await workspace.exchange(() => replaceWorkspace(folder, parts, now()));
  } finally {
    await open();
  }
}

/** The newest good automatic backup: the database alone. */
function copyAutomatic(folder: string, into: string): void {
  const name = latestGoodBackup(folder);
  if (name === null) throw new Problem('backup.none', {});
  copyFileSync(path.join(folder, 'backups', name), databaseFile(into));
}

async function doctor(context: RunContext): Promise<Output<'care.doctor'>> {
  const refusal = context.refusal();
  if (refusal !== null) {
    // The database can't be opened: what can still be said is why, and which backup is good.
    const isDamaged = isProblem(refusal, 'workspace.damaged');
    const good = latestGoodBackup(context.folder);
    return {
      healthy: false,
      checks: [
        { check: 'opens', ok: false, detail: refusal.code },
        ...(isDamaged ? [{ check: 'backups', ok: good !== null, detail: good ?? '' }] : []),
      ],
    };
  }
  const checks = await context.workspace.export('care/doctor', {}, { signal: context.signal });
  return { healthy: checks.every((check) => check.ok), checks: checks.map((check) => ({ ...check })) };
}
