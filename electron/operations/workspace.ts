import { countiesAt, countyIn } from '#shared/codes/areas.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { isExpired } from '#shared/returns/validity.ts';
import { languages } from '#shared/texts/language.ts';
import { enterSteps, fontSizes, usualEnterStep, usualFontSize } from '#shared/values/preferences.ts';
import { logAct } from '../store/acts.ts';
import { automaticBackups } from '../store/automatic-backup.ts';
import { packagesAt } from '../store/packages.ts';
import type { ReadableStore } from '../store/open.ts';
import { countyNow, rounds, startRound } from '../store/rounds.ts';
import { countyAt, countyOf, setSetting, setting, type County } from '../store/settings.ts';
import { setFact, unitAt, unitsAt } from '../store/units.ts';
import type { AnywhereContext, ReadContext, WriteContext } from './context.ts';
import { carryRegisters } from './carry-over.ts';
import { enterUnit } from './directory.ts';
import { recheckCounty } from './documents.ts';
import { obligeUnit } from './obligations.ts';
import { nobody, officersOf, putOfficers } from './officers.ts';
import { deadlineOf } from './deadlines.ts';
import { assertSameScale } from './same-scale.ts';
import { today } from './today.ts';
import { keepForYear, layersForNew, partsAt } from './year-edition.ts';

export const workspaceReads = { 'workspace.today': today };
export const workspaceAnywhere = { 'workspace.get': workspaceGet, 'workspace.counties': counties };
export const workspaceWrites = { 'workspace.officers': putOfficers, 'workspace.preferences': putPreferences };
/** Steps of `workspace.init` in `workspace-runs.ts`. */
export const workspaceReaderSteps = {
  'workspace/county': ofWorkspace,
  // Null in a database that a crash left empty, before its county was entered.
  'workspace/present': (context: ReadContext): County | null => countyOf(context.store),
};
export const workspaceWriterSteps = { 'workspace/start-year': startYear };

const preferenceKeys = {
  language: 'page.language',
  fontSize: 'page.font-size',
  enter: 'page.enter',
} as const;
type Preferences = Output<'workspace.get'>['preferences'];

function ofWorkspace(context: ReadContext): County {
  const county = countyOf(context.store);
  if (county === null) throw new Problem('workspace.absent', {});
  return county;
}

function putPreferences(
  { store }: WriteContext,
  input: Parsed<'workspace.preferences'>,
): Output<'workspace.preferences'> {
  for (const key of ['language', 'fontSize', 'enter'] as const)
    if (input[key] !== undefined) setSetting(store, preferenceKeys[key], String(input[key]));
  return { preferences: preferencesOf(store) };
}

function preferencesOf(store: ReadableStore | null): Preferences {
  const kept = <T extends string | number>(
    key: keyof typeof preferenceKeys,
    among: readonly T[],
  ): T | null =>
    store === null
      ? null
      : (among.find((each) => String(each) === setting(store, preferenceKeys[key])) ?? null);
  return {
    language: kept('language', languages),
    fontSize: kept('fontSize', fontSizes) ?? usualFontSize,
    enter: kept('enter', enterSteps) ?? usualEnterStep,
  };
}

function workspaceGet(context: AnywhereContext): Output<'workspace.get'> {
  const { store, edition } = context;
  const { name, title, demonstration, years, header } = edition.edition;
  const expired = isExpired(edition.edition, context.now);
  const about = { name, title, demonstration, validUntil: header.validUntil, expired, ...years };
  const county = store === null ? null : countyOf(store);
  if (store === null || county === null) {
    return {
      exists: false,
      county: null,
      demonstrationData: false,
      years: [],
      year: null,
      edition: about,
      officers: nobody,
      preferences: preferencesOf(null),
      deadline: null,
      daysLeft: null,
      lastBackup: null,
    };
  }
  const started = rounds(store).map((round) => ({
    year: round.year,
    state: round.state,
    sequence: packagesAt(store, round.year).at(-1)?.sequence ?? 0,
  }));
  const year = started.at(-1)?.year ?? null;
  const deadline = year === null ? null : deadlineOf(context.edition, year, 'county');
  return {
    exists: true,
    county: countyNow(store),
    demonstrationData: setting(store, 'demonstration') === 'yes',
    years: started,
    year,
    edition: about,
    officers: officersOf({ ...context, store }),
    preferences: preferencesOf(store),
    deadline,
    daysLeft:
      deadline === null
        ? null
        : Math.ceil((Date.parse(deadline) - Date.parse(context.now.slice(0, 10))) / 86_400_000),
    lastBackup: automaticBackups(context.folder)[0] ?? null,
  };
}

function counties(
  _context: AnywhereContext,
  input: Parsed<'workspace.counties'>,
): Output<'workspace.counties'> {
  const { year, of } = input;
  return {
    counties: countiesAt(year).map(({ code, name, prefecture }) => ({ code, name, prefecture })),
    same: of === undefined ? null : (countyIn(of, year)?.code ?? null),
  };
}

/** Starts a year: its round, and an obligation for every unit that still operates. The first year makes the workspace. */
function startYear(
  asked: WriteContext,
  input: { readonly county: County; readonly year: number; readonly demonstration: boolean },
): null {
  const { store } = asked;
  const present = countyOf(store);
  if (present === null) {
    setSetting(store, 'county.code', input.county.code);
    setSetting(store, 'county.name', input.county.name);
    if (input.demonstration) setSetting(store, 'demonstration', 'yes');
  }
  const { code } = present ?? input.county;
  if (rounds(store).some((round) => round.year === input.year)) return null;
  const { base } = partsAt(store, input.year);
  const { from, to } = base.edition.years;
  if (input.year < from || input.year > to)
    throw new Problem('workspace.year', { year: input.year, from, to });
  const under = keepForYear(
    store,
    { base, layers: layersForNew(store, input.year) },
    { at: asked.now, who: asked.actor.name },
  );
  assertSameScale(store, under.edition, under.edition.edition.name);
  const context = { ...asked, edition: under.edition };
  startRound(store, input.year, under.hash, context.now);
  logAct(store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year: input.year,
    act: 'start',
    after: 'open',
  });
  // The county itself fills what its departments report.
  const { code: area, name } = countyAt(store, input.year) ?? input.county;
  if (unitAt(store, code, input.year) === undefined)
    enterUnit(context, input.year, { id: code, kind: '县', facts: { name, status: '1', area } });
  setFact(store, code, 'name', name, input.year);
  setFact(store, code, 'area', area, input.year);
  for (const unit of unitsAt(store, input.year).values()) {
    // The area's code may have changed since.
    const now = countyIn(unit.facts.area ?? '', input.year);
    if (now !== undefined) setFact(store, unit.id, 'area', now.code, input.year);
    if ((unit.facts.status ?? '1') === '1') obligeUnit(context, input.year, unit);
  }
  carryRegisters(context, input.year);
  recheckCounty(context, input.year);
  return null;
}
