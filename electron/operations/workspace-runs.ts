import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { countiesAt, countyIn, isSameArea } from '#shared/codes/areas.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { County } from '../store/settings.ts';
import { demoFolder } from './demo.ts';
import { importFiles } from './import-runs.ts';
import type { RunContext } from './run-context.ts';

export const workspaceRuns = { 'workspace.init': init, 'workspace.demoFolder': demoFolderOf };

async function init(context: RunContext, input: Parsed<'workspace.init'>): Promise<Output<'workspace.init'>> {
  if (input.demo !== undefined) return initDemo(context, input.demo, input.size);
  const { workspace, edition } = context;
  const { from, to } = edition.edition.years;
  const present = await presentCounty(context);
  if (input.county === undefined && present === null) throw new Problem('workspace.absent', {});
  const year = input.year ?? new Date(context.now()).getUTCFullYear() - 1;
  // A year more is judged by the writer, by the editions that were loaded.
  if (present === null && (year < from || year > to)) throw new Problem('workspace.year', { year, from, to });
  const code = input.county ?? present?.code ?? '';
  const area =
    input.county === undefined
      ? countyIn(code, year)
      : countiesAt(year).find((county) => county.code === code);
  if (area === undefined) throw new Problem('workspace.county', { county: code, year });
  if (present !== null && !isSameArea(present.code, code))
    throw new Problem('workspace.exists', { county: present.name });
  await workspace.openOrCreate();
  const county = { code: area.code, name: area.name };
  await workspace.write(
    'workspace/start-year',
    { county, year, demonstration: false },
    { actor: context.actor ?? undefined },
  );
  context.changed();
  return { county, year, edition: await workspace.read('editions/name', { year }) };
}

async function presentCounty({ workspace }: RunContext): Promise<County | null> {
  return workspace.isOpen() ? workspace.read('workspace/present', {}) : null;
}

/** The demo county: earlier years accepted, this year's workbooks through the same import as any other. */
async function initDemo(
  context: RunContext,
  kind: 'mistakes' | 'clean',
  size: 'small' | 'full' | 'large',
): Promise<Output<'workspace.init'>> {
  const { workspace, edition } = context;
  const present = await presentCounty(context);
  if (present !== null) throw new Problem('workspace.exists', { county: present.name });
  await workspace.openOrCreate();
  const actor = { name: '示范', role: 'clerk' as const };
  const clean = kind === 'clean';
  const made =
    size === 'small'
      ? await workspace.write('demo/before', {}, { actor })
      : await workspace.write('demo/years', { size }, { actor });
  if (size !== 'large') {
    const { files, unconfirmed } = await workspace.export('demo/workbooks', { clean, size });
    await importFiles({ ...context, actor }, made.year, files, {
      answers: {},
      newUnits: 'add',
      dryRun: false,
    });
    if (size === 'full') await workspace.write('demo/ended', { keep: unconfirmed }, { actor });
    if (!clean && size === 'full') await workspace.write('demo/accept', {}, { actor });
    if (clean) await workspace.write('demo/settle', { year: made.year }, { actor });
  }
  context.changed();
  return { county: made.county, year: made.year, edition: edition.edition.name };
}

async function demoFolderOf(context: RunContext): Promise<Output<'workspace.demoFolder'>> {
  const folder = demoFolder(context.folder);
  if (!existsSync(folder) || readdirSync(folder).length === 0) return { folder: null };
  return { folder: context.tokens.give(folder, path.basename(folder)) };
}
