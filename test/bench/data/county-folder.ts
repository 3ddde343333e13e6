import { loadedEdition } from '#electron/edition.ts';
import type { DemoUnit } from '#electron/demo/generate.ts';
import type { WriteContext } from '#electron/operations/context.ts';
import { enterUnit } from '#electron/operations/directory.ts';
import { recheckCounty } from '#electron/operations/documents.ts';
import { workspaceWriterSteps } from '#electron/operations/workspace.ts';
import { commitRecords } from '#electron/store/commit.ts';
import { openWritable } from '#electron/store/open.ts';
import { setFiling, setRound } from '#electron/store/rounds.ts';
import { county, years } from './enterprises.ts';

/** What a county looks like in the middle of its work: of ten filings six are drafts, three accepted and one is missing. */
function stateOf(index: number): 'draft' | 'accepted' | 'due' {
  return index % 10 < 6 ? 'draft' : index % 10 < 9 ? 'accepted' : 'due';
}

/** Whose returns of the year may be edited. */
export function isDraft(index: number): boolean {
  return stateOf(index) === 'draft';
}

/** A workspace of two years: last year's returns as the province accepted them, this year's half done. */
export function makeCounty(folder: string, units: readonly DemoUnit[]): void {
  const now = '2016-03-01T08:00:00.000Z';
  const store = openWritable(folder, { now });
  const context: WriteContext = {
    store,
    edition: loadedEdition(),
    folder,
    now,
    actor: { name: '张统计', role: 'clerk' },
  };
  store.db
    .transaction(() => {
      start(context, years.before);
      for (const unit of units) enter(context, unit);
      for (const unit of units) fill(context, unit, years.before, 'accepted');
      setRound(store, years.before, 'accepted', null);
      start(context, years.now);
      units.forEach((unit, index) => fill(context, unit, years.now, stateOf(index)));
      recheckCounty(context, years.now);
    })
    .immediate();
  store.db.close();
}

function start(context: WriteContext, year: number): void {
  workspaceWriterSteps['workspace/start-year'](context, { county, year, demonstration: false });
}

function enter(context: WriteContext, { id, name, creditCode, industry, size }: DemoUnit): void {
  const organisationCode = creditCode.slice(8, 17);
  const facts = { name, creditCode, organisationCode, industry, size, status: '1', area: county.code };
  enterUnit(context, years.before, { id, kind: '企业', facts });
}

function fill(
  context: WriteContext,
  unit: DemoUnit,
  year: number,
  state: 'draft' | 'accepted' | 'due',
): void {
  if (state === 'due') return;
  const { store, now, actor } = context;
  for (const [code, values] of Object.entries(unit.returns[year] ?? {})) {
    const cells = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { value, raw: JSON.stringify(value) }]),
    );
    commitRecords(store, { at: now, actor, kind: 'typed', year }, [{ unit: unit.id, return: code, cells }]);
    if (state === 'accepted')
      setFiling(store, year, unit.id, code, 'accepted', { reason: null, basis: null, now });
  }
}
