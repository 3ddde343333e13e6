import { Checker } from '#shared/checking/check.ts';
import type { Consequences } from '#shared/contract/areas/editions.ts';
import { Problem } from '#shared/contract/problem.ts';
import { differencesOf, type Difference } from '#shared/returns/differences.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { codeOf } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { logAct } from '../store/acts.ts';
import { editions, keptEdition, setRoundEdition, type KeptEdition } from '../store/editions.ts';
import type { ReadableStore } from '../store/open.ts';
import { eachRecord } from '../store/year-records.ts';
import { assertOpen, dropFiling, filings, round, setFiling } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { unitsAt } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { Demotion } from './demote.ts';
import { countyDocuments, recheckCounty, surroundings } from './documents.ts';
import { obligeUnit, owedBy } from './obligations.ts';
import { assertSameScale } from './same-scale.ts';
import {
  assembled,
  editionAt,
  editionBy,
  hashOf,
  keepForYear,
  layersOf,
  partsAt,
  type Parts,
} from './year-edition.ts';

/** As many as a screen lists; the totals are whole. */
const mostListed = 500;

export interface UseInput {
  readonly year: number;
  readonly edition: string;
}

/** The kept edition that a person names: by hash, by the beginning of one, or the newest of a name. */
export function namedEdition(store: ReadableStore, named: string): KeptEdition {
  const all = editions(store).filter((item) => item.kind !== 'layered');
  const byHash = /^[0-9a-f]{8,64}$/.test(named) ? all.filter((item) => item.sha256.startsWith(named)) : [];
  const found = byHash.length === 1 ? byHash[0] : all.findLast((item) => item.name === named);
  if (found === undefined) throw new Problem('edition.absent', { edition: named });
  return found;
}

/** What a year would be made of with an edition, a supplement or targets named. */
function partsWith(store: ReadableStore, year: number, kept: KeptEdition): Parts {
  const { name, about, kind, sha256 } = kept;
  if (about.from > year || year > about.to)
    throw new Problem('edition.years', { name, year, from: about.from, to: about.to });
  const now = partsAt(store, year);
  if (kind === 'program' || kind === 'edition')
    return { base: editionBy(store, sha256), baseKept: kept, layers: now.layers };
  if (about.county !== countyAt(store, year)?.code)
    throw new Problem('edition.county', { name, county: about.county ?? '' });
  const others = now.layers.filter((hash) => {
    const layer = keptEdition(store, hash);
    return kind === 'targets' ? layer?.kind !== 'targets' : layer?.name !== name || layer.kind !== kind;
  });
  return { ...now, layers: [...others, sha256] };
}

export function countsOf(differences: readonly Difference[]): Consequences['counts'] {
  const counts = { added: 0, dropped: 0, renamed: 0, changed: 0 };
  for (const { kind } of differences) counts[kind] += 1;
  return counts;
}

export function listed(differences: readonly Difference[]): Consequences['differences'] {
  return differences.slice(0, mostListed).map((item) => ({ ...item, parts: [...item.parts] }));
}

/** What moving a year to an edition does to its filings. It reads every filing of the county once. */
export function consequencesOf(context: ReadContext, { year, edition: named }: UseInput): Consequences {
  const { store } = context;
  const before = editionAt(store, year);
  const parts = partsWith(store, year, namedEdition(store, named));
  const names = parts.layers.map((hash) => keptEdition(store, hash)?.name ?? '').join('、');
  const after = assembled(parts.base, layersOf(store, parts.layers), names);
  assertSameScale(store, after, after.edition.name);
  const differences = differencesOf(before.edition, after.edition);
  const recheck = rechecked({ ...context, edition: after }, year, after);
  const { dropped, due } = owed({ ...context, edition: after }, year);
  return {
    year,
    from: { name: before.edition.name, sha256: hashOf(before) },
    to: { name: after.edition.name, sha256: hashOf(after) },
    counts: countsOf(differences),
    differences: listed(differences),
    recheck: recheck.slice(0, mostListed),
    recheckTotal: recheck.length,
    kept: valuesKept(store, year, before, after),
    due,
    dropped,
  };
}

/** Accepted filings in which a rule of the new edition fails that nobody has explained. */
function rechecked(context: ReadContext, year: number, edition: LoadedEdition): Consequences['recheck'] {
  const checker = new Checker(edition, surroundings(context, year));
  const demotion = new Demotion(context, year);
  const names = unitsAt(context.store, year);
  return countyDocuments(context, year).flatMap((documents) =>
    demotion.failing(documents.id, checker.checkUnit(documents).findings).map(({ code, rules }) => ({
      unit: documents.id,
      name: names.get(documents.id)?.facts.name ?? documents.id,
      return: code,
      rules: [...rules],
    })),
  );
}

/** Fields of the old edition that the new one lacks, with how many filings have a value there. */
function valuesKept(
  store: ReadableStore,
  year: number,
  before: LoadedEdition,
  after: LoadedEdition,
): Consequences['kept'] {
  const found = new Map<string, Set<string>>();
  for (const { return: code, unit, key, cells } of eachRecord(store, year)) {
    const table = tableOf(code, key);
    for (const cell of Object.keys(cells)) {
      const field = codeOf(cell);
      if (before.field(table, field) === undefined || after.field(table, field) !== undefined) continue;
      const place = `${table}.${field}`;
      found.set(place, (found.get(place) ?? new Set<string>()).add(`${unit}/${code}`));
    }
  }
  return [...found].map(([place, those]) => {
    const [table = '', field = ''] = place.split('.');
    const name = before.field(table, field)?.name ?? { zh: place, en: place };
    return { place, name, filings: those.size };
  });
}

/** Filings of returns that the new edition lacks, and those that units would newly owe. */
function owed(context: ReadContext, year: number): { readonly dropped: number; readonly due: number } {
  const all = filings(context.store, year);
  const known = new Set(all.map((item) => `${item.unit}/${item.return}`));
  let due = 0;
  for (const unit of unitsAt(context.store, year).values()) {
    if ((unit.facts.status ?? '1') !== '1') continue;
    for (const code of owedBy(context, year, unit)) if (!known.has(`${unit.id}/${code}`)) due += 1;
  }
  return { dropped: all.filter((item) => context.edition.return(item.return) === undefined).length, due };
}

/** Moves a running year, in one transaction: what must be rechecked goes back to draft, and every act is logged. */
export function useEdition(
  context: WriteContext,
  input: UseInput & { readonly reason: string },
): Consequences {
  const { store, now, actor } = context;
  const { year, reason } = input;
  assertOpen(store, year);
  const found = round(store, year);
  if (found?.unlocked !== null) throw new Problem('round.frozen', { year, state: 'open' });
  const kept = namedEdition(store, input.edition);
  const said = consequencesOf(context, input);
  if (said.from.sha256 === said.to.sha256) throw new Problem('edition.same', { name: kept.name, year });
  const under = keepForYear(store, partsWith(store, year, kept), { at: now, who: actor.name });
  setRoundEdition(store, year, under.hash);
  const line = { at: now, who: actor.name, role: actor.role, year };
  logAct(store, {
    ...line,
    act: 'edition',
    before: `${said.from.name} ${said.from.sha256.slice(0, 12)}`,
    after: `${kept.name} ${under.hash.slice(0, 12)}`,
    reason,
  });
  const moved = { ...context, edition: under.edition };
  for (const item of filings(store, year)) {
    if (under.edition.return(item.return) !== undefined || item.state === 'exempt') continue;
    if (item.state === 'due') dropFiling(store, year, item.unit, item.return);
    else {
      const because = { reason: '省批准', basis: kept.name, now };
      setFiling(store, year, item.unit, item.return, 'exempt', because);
      logAct(store, {
        ...line,
        unit: item.unit,
        return: item.return,
        act: 'exempt',
        before: item.state,
        after: 'exempt',
        reason: kept.name,
      });
    }
  }
  for (const unit of unitsAt(store, year).values())
    if ((unit.facts.status ?? '1') === '1') obligeUnit(moved, year, unit);
  recheckCounty(moved, year);
  return said;
}
