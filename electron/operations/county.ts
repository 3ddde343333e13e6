import type { Checked } from '#shared/checking/check.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import type { ComparedField } from '#shared/checking/year-on-year.ts';
import type { EqualTerritory } from '#shared/tally/territory.ts';
import type { Sum } from '#shared/tally/total.ts';
import { isReadOnly, type ReadableStore } from '../store/open.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { checkerOf, unitDocuments } from './documents.ts';
import { LivingCounty, type Aspect, type Made } from './living-county.ts';
import { othersOf } from './others.ts';

/** Thrown where whoever asks can be answered later: an aspect of the county is to be made ready first. */
export class CountyUnready extends Error {
  readonly year: number;
  readonly county: LivingCounty;
  readonly aspect: Aspect;

  constructor(year: number, county: LivingCounty, aspect: Aspect) {
    super(`${typeof aspect === 'string' ? aspect : aspect.name} of ${year} not ready`);
    this.year = year;
    this.county = county;
    this.aspect = aspect;
  }
}

/**
 * Goes on making ready what was asked for by a portion at least, over the data as it is now. Null when it is to be asked for again: it is ready,
 * or the county was read anew meanwhile; else how much is done, in parts of 1.
 */
export function makeReady(
  context: ReadContext,
  { year, county, aspect }: CountyUnready,
  isOver: () => boolean,
): number | null {
  if (knownCounty(context, year) !== county) return null;
  for (let unready = county.unready(aspect); unready !== null; unready = county.unready(aspect)) {
    unready.work.goOn(isOver);
    if (isOver()) return unready.share;
  }
  return null;
}

interface Kept {
  readonly year: number;
  readonly what: LivingCounty;
}

/** One of each connection: of another year nobody is likely to ask soon. */
const living = new WeakMap<ReadableStore['db'], Kept>();

function knownCounty(context: ReadContext, year: number): LivingCounty | undefined {
  const { db } = context.store;
  const kept = living.get(db);
  if (kept?.year !== year) return undefined;
  // Kept again only once it was brought up to date whole.
  living.delete(db);
  if (!kept.what.renew(context)) return undefined;
  living.set(db, kept);
  return kept.what;
}

/**
 * The county of a year as it is now. A connection that only reads keeps it in memory; one that writes sees what may never
 * be committed, so that it reads it anew.
 */
function livingCounty(context: ReadContext, year: number, aspect: Aspect): LivingCounty {
  const what = knownCounty(context, year) ?? readAnew(context, year);
  assertReady(context, year, what, aspect);
  return what;
}

function assertReady(context: ReadContext, year: number, county: LivingCounty, aspect: Aspect): void {
  if (context.mayWait === true && county.unready(aspect) !== null)
    throw new CountyUnready(year, county, aspect);
}

function readAnew(context: ReadContext, year: number): LivingCounty {
  living.delete(context.store.db);
  const what = new LivingCounty(context, year);
  if (isReadOnly(context.store)) living.set(context.store.db, { year, what });
  return what;
}

/** Every unit's documents of a year and of the years before that a rule or a table looks back to. */
export function countyUnits(context: ReadContext, year: number): readonly UnitDocuments[] {
  return livingCounty(context, year, 'sums').county.units;
}

/** Which filings of years before the year is compared with. */
export function countyTerritory(context: ReadContext, year: number): EqualTerritory {
  return livingCounty(context, year, 'documents').county.territory;
}

/** Every indicator of the county as it stands. */
export function countySums(context: ReadContext, year: number): ReadonlyMap<string, Sum> {
  return livingCounty(context, year, 'sums').county.sums;
}

/** Something that is made of every unit's documents as they stand. */
export function countyMade<T>(context: ReadContext, year: number, what: Made<T>): T {
  return livingCounty(context, year, what).made(what);
}

/** Every unit's documents, and what its own rules find: judged once until one of its filings changes. */
export function countyChecked(
  context: ReadContext,
  year: number,
): { readonly units: readonly UnitDocuments[]; readonly checked: (unit: UnitDocuments) => Checked } {
  const living = livingCounty(context, year, 'documents');
  return { units: living.county.units, checked: (unit) => living.checked(unit) };
}

/** The directory of a year, as it is in memory already where the county is. */
export function countyDirectory(context: ReadContext, year: number): ReadonlyMap<string, Unit> {
  return knownCounty(context, year)?.county.directory ?? unitsAt(context.store, year);
}

/** Findings of the rules that need the whole county. */
export function wideFindings(context: ReadContext, year: number): Checked {
  return livingCounty(context, year, 'wide').wide;
}

/** How each number was compared with last year's over the county. */
export function comparedYears(context: ReadContext, year: number): readonly ComparedField[] {
  return livingCounty(context, year, 'compared').compared;
}

/** Those of one unit alone: without going through the county where nothing of it is known yet. */
export function wideFindingsOf(context: ReadContext, year: number, unit: string): readonly Finding[] {
  const known = knownCounty(context, year)?.wideOf(unit);
  if (known !== undefined && known !== null) return known;
  return checkerOf(context, year).checkAmong(unitDocuments(context, year, unit), othersOf(context, year))
    .findings;
}

/** What is found of a county as a whole. */
export interface CountyFindings {
  readonly wide: Checked;
  readonly compared: readonly ComparedField[];
}

/** Both as they stand. */
export function countyFindings(context: ReadContext, year: number): CountyFindings {
  const living = livingCounty(context, year, 'wide');
  assertReady(context, year, living, 'compared');
  return { wide: living.wide, compared: living.compared };
}
