import type { FindingView } from '#shared/contract/areas/filings.ts';
import { isStale, needsAnswer } from '#shared/checking/explanation.ts';
import { findingId, type Finding } from '#shared/checking/finding.ts';
import { wordsOf, type FindingWords } from '#shared/checking/words.ts';
import { askedAlready } from '#shared/checking/year-on-year.ts';
import { territoryText } from '#shared/texts/territory.ts';
import { returnOf, rowPath, tableOf } from '#shared/values/record.ts';
import { attachmentsAt } from '../store/attachments.ts';
import { explanationsAt, findingsAt, findingsOf, unitsWith, type Explanation } from '../store/findings.ts';
import { recordKeys, recordOf } from '../store/records.ts';
import { countyAt } from '../store/settings.ts';
import { unitAt, unitsAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import {
  comparedYears,
  countyDirectory,
  countyFindings,
  countyTerritory,
  wideFindingsOf,
  type CountyFindings,
} from './county.ts';
import { KeptResults } from './kept.ts';

/** A year's findings with what was said about each, and the files that go with it. */
function viewer(context: ReadContext, year: number): (finding: Finding, unitName: string) => BareFinding {
  const explanations = explanationsAt(context.store, year);
  const attached = Map.groupBy(attachmentsAt(context.store, year), ({ finding }) => finding);
  return (finding, unitName) => {
    const explanation = explanations.get(finding.id);
    const attachments = (attached.get(finding.id) ?? []).map(({ sha256, name, size, at, actor }) => ({
      sha256,
      name,
      size,
      at,
      actor,
    }));
    return said(context, { finding, unitName, attachments }, explanation ?? null);
  };
}

/** A finding with an explanation. */
export function said(
  { edition }: ReadContext,
  item: Pick<BareFinding, 'finding' | 'unitName' | 'attachments'>,
  explanation: Explanation | null,
): BareFinding {
  const { finding, attachments } = item;
  if (explanation === null) return { ...item, explained: null, lacking: false };
  const { category, text, at, actor } = explanation;
  const stale = isStale(explanation.operands, finding.operands);
  const isAsked = edition.rule(finding.rule)?.definition.attach !== undefined;
  return {
    ...item,
    explained: { category, text, at, actor, stale },
    lacking: isAsked && !stale && attachments.length === 0,
  };
}

/** A finding with what was said about it, not yet worded: most are only counted. */
export type BareFinding = Omit<FindingView, 'words'>;

/** With the words of the edition, for whoever shows it. */
export function worded(context: ReadContext, items: readonly BareFinding[]): FindingView[] {
  return items.map((item) => ({
    ...item,
    words: {
      ...wordsOf(item.finding, context.edition),
      ...noteOn(context, item.finding),
      ...rowOn(context, item.finding),
    },
  }));
}

/** What the row of a finding in a floating table is called: one unit may have a hundred, and the rule names none. */
function rowOn(
  { store, edition }: ReadContext,
  { unit, year, return: code, record }: Finding,
): Pick<FindingWords, 'row'> {
  if (rowPath(record).length === 0) return {};
  const naming = [...edition.fields(tableOf(code, record)).values()].find(
    ({ type }) => type === 'text' || type === 'unit',
  );
  const value =
    naming === undefined ? undefined : recordOf(store, year, unit, code, record)?.cells[naming.code];
  if (typeof value !== 'string' || value.trim() === '') return {};
  return { row: (naming?.type === 'unit' ? unitAt(store, value, year)?.facts.name : undefined) ?? value };
}

/** Whether both years are of one territory, where the county's figures of both are compared. */
function noteOn(context: ReadContext, { unit, operands, year }: Finding): Pick<FindingWords, 'note'> {
  const isCompared = unit === '' && operands.some(({ name }) => /^I\d{3}.*@-/u.test(name));
  const said = isCompared ? countyTerritory(context, year).said : null;
  return said === null ? {} : { note: { zh: territoryText(said, 'zh'), en: territoryText(said, 'en') } };
}

export function isOpen({ finding, explained }: BareFinding): boolean {
  return needsAnswer(finding, explained);
}

/** Findings of one unit, also those that need the whole county. */
export function unitFindings(context: ReadContext, year: number, unit: string): readonly BareFinding[] {
  const name = unitAt(context.store, unit, year)?.facts.name ?? unit;
  const view = viewer(context, year);
  const wide = wideFindingsOf(context, year, unit);
  return [...findingsOf(context.store, year, unit), ...wide].map((finding) => view(finding, name));
}

/** Hints at unusual changes of one unit that no rule asks about yet. */
export function unitHints(context: ReadContext, year: number, unit: string): readonly BareFinding[] {
  const name = unitAt(context.store, unit, year)?.facts.name ?? unit;
  const unusual = comparedYears(context, year).flatMap((field) =>
    field.unusual.filter((finding) => finding.unit === unit),
  );
  const asked = askedAlready(unitFindings(context, year, unit).map(({ finding }) => finding));
  return unusual
    .filter((one) => !asked(one))
    .map((finding) => said(context, { finding, unitName: name, attachments: [] }, null));
}

/** What was said in a year about findings of one unit at one cell, whether the rule still fails or not. */
export function saidAbout(
  context: ReadContext,
  year: number,
  unit: string,
  at: { readonly return: string; readonly code: string },
): readonly { readonly rule: string; readonly category: string; readonly text: string }[] {
  const explanations = explanationsAt(context.store, year);
  return context.edition.rules
    .filter((rule) =>
      rule.at.some((place) => place.name === at.code && (place.owner ?? rule.table) === at.return),
    )
    .flatMap(({ id }) => {
      const known = explanations.get(findingId(id, year, unit, ''));
      return known === undefined ? [] : [{ rule: id, category: known.category, text: known.text }];
    });
}

const all = new KeptResults<readonly BareFinding[]>();

/**
 * Every finding of a year, those of the county too, and the hints at unusual changes that no rule asks about yet: kept
 * until the data changes, for the screens that are read one after the other.
 */
export function allFindings(
  context: ReadContext,
  year: number,
  county?: CountyFindings,
): readonly BareFinding[] {
  return (
    all.find(context, year) ??
    all.keep(context, year, gathered(context, year, county ?? countyFindings(context, year)))
  );
}

function gathered(
  context: ReadContext,
  year: number,
  { wide, compared }: CountyFindings,
): readonly BareFinding[] {
  const view = viewer(context, year);
  const units = countyDirectory(context, year);
  const names = new Map([['', countyAt(context.store, year)?.name ?? '']]);
  const nameOf = (unit: string): string => {
    let name = names.get(unit);
    if (name !== undefined) return name;
    // One that was merged is not in the directory any more.
    name = (units.get(unit) ?? unitAt(context.store, unit, year))?.facts.name ?? unit;
    names.set(unit, name);
    return name;
  };
  const ofRules = [...findingsAt(context.store, year), ...wide.findings];
  const asked = askedAlready(ofRules);
  const unusual = compared.flatMap((field) => field.unusual.filter((one) => !asked(one)));
  return [...ofRules, ...unusual].map((finding) => view(finding, nameOf(finding.unit)));
}

/** Findings by their ids, in any order, without going through the county for those of units. */
export function findingsById(
  context: ReadContext,
  year: number,
  ids: readonly string[],
): readonly BareFinding[] {
  const wanted = new Set(ids);
  const units = unitsWith(context.store, year, ids);
  const stored = [...units].flatMap((unit) => unitFindings(context, year, unit));
  for (const { finding } of stored) wanted.delete(finding.id);
  const wide = [...unitsOfWide(context, year, wanted)].flatMap((unit) =>
    unit === '' ? findingsOfCounty(context, year) : unitFindings(context, year, unit),
  );
  return [...stored, ...wide].filter(({ finding }) => ids.includes(finding.id));
}

function findingsOfCounty(context: ReadContext, year: number): readonly BareFinding[] {
  return allFindings(context, year).filter(({ finding }) => finding.unit === '');
}

/** Whose wide findings these may be, empty for the county's: an id says so once it is made anew for each. */
function unitsOfWide(context: ReadContext, year: number, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  if (ids.size === 0) return found;
  for (const { id, table, definition } of context.edition.rules.filter((rule) => rule.wide)) {
    const { scope } = definition;
    if (scope === 'county') {
      if (ids.has(findingId(id, year, '', ''))) found.add('');
      continue;
    }
    const places =
      scope === 'unit'
        ? [...unitsAt(context.store, year).keys()].map((unit) => ({ unit, key: '' }))
        : recordKeys(context.store, year, returnOf(table));
    for (const { unit, key } of places)
      if (ids.has(findingId(id, year, unit, scope === 'row' ? key : ''))) found.add(unit);
  }
  return found;
}

/** What stands in the way of accepting a filing. */
export function blockers(
  views: readonly BareFinding[],
  returnCode: string,
): { readonly blocking: number; readonly unexplained: number } {
  const open = views.filter((item) => item.finding.return === returnCode && isOpen(item));
  const blocking = open.filter((item) => item.finding.class === 'A').length;
  return { blocking, unexplained: open.length - blocking };
}
