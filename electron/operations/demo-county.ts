import { countyIn } from '#shared/codes/areas.ts';
import { carriedKey } from '#shared/values/cell.ts';
import { countyUnits, type DemoSize } from '../demo/county/county.ts';
import { area, openYear, years, type CountyUnit } from '../demo/county/profile.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords, type RecordAct } from '../store/commit.ts';
import { recordsOf } from '../store/records.ts';
import { filings, setFiling, setRound } from '../store/rounds.ts';
import { setFact, unitAt, type UnitAttribute } from '../store/units.ts';

import type { County } from '../store/settings.ts';
import type { WriteContext } from './context.ts';
import { enterUnit } from './directory.ts';
import { recheckCounty } from './documents.ts';
import { explainAll } from './demo.ts';
import { allFindings, blockers } from './findings.ts';
import { listFor } from './obligations.ts';
import { workspaceWriterSteps } from './workspace.ts';

export const demoCountyWriterSteps = {
  'demo/years': earlierYears,
  'demo/ended': endRows,
  'demo/accept': acceptSome,
};

/** The years before the open one, as the province accepted them, and the open one started; with `whole`, that too as filed. */
function earlierYears(
  context: WriteContext,
  { size }: { readonly size: DemoSize },
): { readonly county: County; readonly year: number } {
  for (const year of years) {
    for (const unit of countyUnits(size)) stateFacts(context, year, unit);
    const { code, name } = countyIn(area(years[0]), years[0]) ?? { code: area(years[0]), name: '' };
    workspaceWriterSteps['workspace/start-year'](context, {
      county: { code, name },
      year,
      demonstration: true,
    });
    if (year === openYear && size === 'full') break;
    for (const unit of countyUnits(size)) file(context, year, unit);
    for (const { unit, return: code } of filings(context.store, year))
      setFiling(context.store, year, unit, code, 'accepted', { reason: null, basis: null, now: context.now });
    if (year !== openYear) setRound(context.store, year, 'accepted', null);
    recheckCounty(context, year);
    if (year === openYear) break;
    if (size === 'full') explainAll(context, year);
    logAct(context.store, {
      at: context.now,
      who: context.actor.name,
      role: context.actor.role,
      year,
      act: 'start',
      before: 'open',
      after: 'accepted',
      reason: '示范数据',
    });
  }
  const county = countyIn(area(openYear), openYear);
  return { county: { code: county?.code ?? '', name: county?.name ?? '' }, year: openYear };
}

/** Units that the directory has are renamed, coded anew or closed before their year starts. */
function stateFacts(context: WriteContext, year: number, unit: CountyUnit): void {
  if (unit.kind === '县' || unitAt(context.store, unit.id, year) === undefined) return;
  for (const [fact, value] of Object.entries(unit.facts[year] ?? {}))
    if (value !== undefined && fact !== 'area')
      setFact(context.store, unit.id, fact as UnitAttribute, value, year);
}

/** A unit's returns of a year as they were accepted then; rows that had ended are taken out. */
function file(context: WriteContext, year: number, unit: CountyUnit): void {
  const { store } = context;
  const returns = unit.filings[year];
  if (returns === undefined) {
    if (unit.facts[year]?.status === '1' && unitAt(store, unit.id, year) === undefined)
      enterUnit(context, year, { id: unit.id, kind: unit.kind, facts: unit.facts[year] });
    return;
  }
  if (unitAt(store, unit.id, year)?.facts.name === undefined)
    enterUnit(context, year, { id: unit.id, kind: unit.kind, facts: unit.facts[year] ?? {} });
  const acts: RecordAct[] = [];
  for (const [code, records] of Object.entries(returns)) {
    listFor(context, year, unit.id, code);
    for (const { key, cells } of records)
      acts.push({
        unit: unit.id,
        return: code,
        key,
        cells: Object.fromEntries(Object.entries(cells).map(([cell, value]) => [cell, { value }])),
      });
  }
  const commit = { at: context.now, actor: context.actor, kind: 'carry' as const, year };
  const isFiled = new Set(acts.map((act) => `${act.return}/${act.key ?? ''}`));
  const carried = recordsOf(store, year, unit.id).map((record): RecordAct => ({
    unit: unit.id,
    return: record.return,
    key: record.key,
    // Of a row that goes on the mark alone: somebody has confirmed it.
    cells: Object.fromEntries(
      Object.keys(record.cells)
        .filter((cell) => !isFiled.has(`${record.return}/${record.key}`) || cell === carriedKey)
        .map((cell) => [cell, { value: null }]),
    ),
  }));
  commitRecords(store, commit, [...carried, ...acts]);
}

/** Rows that were carried over and that nobody sent again had ended: a clerk takes them out, but for those of some units. */
function endRows(context: WriteContext, { keep }: { readonly keep: readonly string[] }): null {
  const acts: RecordAct[] = [];
  for (const unit of countyUnits('full')) {
    if (keep.includes(unit.id)) continue;
    for (const record of recordsOf(context.store, openYear, unit.id)) {
      if (record.cells[carriedKey] !== true) continue;
      acts.push({
        unit: unit.id,
        return: record.return,
        key: record.key,
        cells: Object.fromEntries(Object.keys(record.cells).map((cell) => [cell, { value: null }])),
      });
    }
  }
  commitRecords(
    context.store,
    { at: context.now, actor: context.actor, kind: 'typed', year: openYear },
    acts,
  );
  recheckCounty(context, openYear);
  return null;
}

/** Towns whose enterprises' forms are left for trying out how to accept them. */
const townsLeft = new Set<unknown>(['龙嘉镇', '东湖镇']);

/**
 * The year half done: what has nothing against it is accepted, but for two towns. Rules over the county read what is
 * accepted, so that later passes take what waited for it; the parks have explained what waits for their enterprises.
 */
function acceptSome(context: WriteContext): null {
  const { store, now, actor } = context;
  const left = new Set<string>();
  for (const unit of countyUnits('full'))
    if (townsLeft.has(unit.filings[openYear]?.['JC101']?.[0]?.cells['06']))
      for (const code of ['JC101', 'JC102']) left.add(`${unit.id}/${code}`);
  for (let pass = 0; pass < 3; pass++) {
    if (pass === 1) explainAll(context, openYear, 'JC106');
    const byUnit = Map.groupBy(allFindings(context, openYear), ({ finding }) => finding.unit);
    for (const { unit, return: code, state } of filings(store, openYear)) {
      const { blocking, unexplained } = blockers(byUnit.get(unit) ?? [], code);
      if (state !== 'draft' || blocking + unexplained > 0 || left.has(`${unit}/${code}`)) continue;
      setFiling(store, openYear, unit, code, 'accepted', { reason: null, basis: null, now });
      logAct(store, {
        at: now,
        who: actor.name,
        role: actor.role,
        year: openYear,
        unit,
        return: code,
        act: 'accept',
        before: state,
        after: 'accepted',
      });
    }
    recheckCounty(context, openYear);
  }
  return null;
}
