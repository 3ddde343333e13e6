import type { UnitView } from '#shared/contract/areas/directory.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { areaAt, areaOf } from '#shared/codes/areas.ts';
import { isCreditCodeForm, normaliseCode } from '#shared/codes/credit-code.ts';
import { editionOf, industry, type IndustryEdition } from '#shared/codes/industries.ts';
import { isOrganisationCodeForm } from '#shared/codes/organisation-code.ts';
import { isExpired } from '#shared/returns/validity.ts';
import { measuresOf } from '#shared/returns/tables.ts';
import { returnOf } from '#shared/values/record.ts';
import { printRule } from '#shared/returns/rule/printer.ts';
import { parseRule } from '#shared/returns/rule/parser.ts';
import { countyAt } from '../store/settings.ts';
import { assertOpen, filings, filingsOf, round, rounds, setRound } from '../store/rounds.ts';
import {
  formerNames,
  renameUnit,
  setFact,
  unitAt,
  unitByCode,
  unitsAt,
  type Unit,
  type UnitAttribute,
} from '../store/units.ts';
import { carryDirectory } from './carry-over.ts';
import type { AnywhereContext, ReadContext, WriteContext } from './context.ts';
import { recheckFrom } from './documents.ts';
import { meansUnit } from './name-search.ts';
import { addNamedUnit, namesakes } from './directory-names.ts';
import { obligeUnit } from './obligations.ts';
import { pageOf, yearOf } from './year.ts';

export const directoryReads = {
  'units.list': unitsList,
  'obligations.list': obligationsList,
};
export const directoryAnywhere = { 'catalogue.get': catalogueGet, 'catalogue.return': catalogueReturn };
export const directoryWrites = {
  'units.add': unitsAdd,
  'units.rename': unitsRename,
  'units.move': unitsMove,
  'units.close': unitsClose,
};

/** The code that a unit goes by in the year it is read at: the county's own changes with GB/T 2260, its id does not. */
export function codeNow({ id, kind, facts }: Unit): string {
  return facts.creditCode ?? facts.organisationCode ?? (kind === '县' ? facts.area : undefined) ?? id;
}

export function unitView(context: ReadContext, unit: Unit, year: number): UnitView {
  const { facts } = unit;
  return {
    id: unit.id,
    code: codeNow(unit),
    name: facts.name ?? unit.id,
    kind: unit.kind,
    status: facts.status ?? '1',
    area: facts.area ?? '',
    industry: facts.industry ?? null,
    industryName: divisionOf(unit, year)?.name ?? null,
    size: facts.size ?? null,
    formerNames: [...formerNames(context.store, unit.id, facts.name ?? '')],
    operator:
      facts.operator === undefined
        ? null
        : (unitAt(context.store, facts.operator, year)?.facts.name ?? facts.operator),
  };
}

/** The division of a unit's industry, by the edition of the classification that it was coded by. */
export function divisionOf(
  { facts }: Unit,
  year: number,
): { readonly code: string; readonly name: string } | undefined {
  const code = facts.industry?.slice(0, 2);
  if (code === undefined) return undefined;
  const name = industry(code, (facts.industryEdition ?? editionOf(year)) as IndustryEdition)?.name;
  return name === undefined ? undefined : { code, name };
}

/** Whether what was typed means this unit, by its name or any of its codes. */
export function isMeant(typed: string, { id, facts }: Unit): boolean {
  const codes = [id, facts.creditCode, facts.organisationCode].filter((code) => code !== undefined);
  return meansUnit(typed, { name: facts.name ?? id, codes });
}

function unitsList(context: ReadContext, input: Parsed<'units.list'>): Output<'units.list'> {
  const year = yearOf(context, input);
  const units = [...unitsAt(context.store, year).values()].filter((unit) =>
    isMeant(input.search ?? '', unit),
  );
  return { units: pageOf(units, input).map((unit) => unitView(context, unit, year)), total: units.length };
}

function obligationsList(
  context: ReadContext,
  input: Parsed<'obligations.list'>,
): Output<'obligations.list'> {
  const year = yearOf(context, input);
  const units = unitsAt(context.store, year);
  const all = filings(context.store, year);
  const owed = all.filter((filing) => filing.state !== 'exempt');
  const missing = owed.filter((filing) => filing.state === 'due');
  return {
    due: owed.length,
    filed: owed.length - missing.length,
    exempt: all.length - owed.length,
    missing: missing.map(({ unit, return: code, reason }) => {
      const known = units.get(unit);
      return {
        unit,
        code: known === undefined ? unit : codeNow(known),
        name: known?.facts.name ?? unit,
        return: code,
        reason,
      };
    }),
  };
}

/** Puts a unit into the directory and makes its obligations of the year. */
export function enterUnit(
  context: WriteContext,
  year: number,
  entry: {
    readonly id: string;
    readonly kind: string;
    readonly facts: Partial<Record<UnitAttribute, string>>;
  },
): void {
  const { store } = context;
  addNamedUnit(store, entry, year);
  obligeUnit(context, year, entry);
  // What is new was never signed: in a round that was opened again it is not locked.
  const { unlocked, state } = round(store, year) ?? { unlocked: null, state: 'open' };
  if (unlocked !== null) {
    const own = filingsOf(store, year, entry.id).map((filing) => `${filing.unit}/${filing.return}`);
    setRound(store, year, state, [...unlocked, ...own]);
  }
}

/** The directory of a year is frozen with its round, and so is that of a later one, which would see the change. */
function assertDirectoryOpen(context: WriteContext, year: number): void {
  for (const found of rounds(context.store)) if (found.year >= year) assertOpen(context.store, found.year);
}

function unitsAdd(context: WriteContext, input: Parsed<'units.add'>): Output<'units.add'> {
  const year = yearOf(context, input);
  assertDirectoryOpen(context, year);
  const code = normaliseCode(input.code ?? '');
  const organisationCode = normaliseCode(
    input.organisationCode ?? (isCreditCodeForm(code) ? code.slice(8, 17) : code),
  );
  const isCode = isCreditCodeForm(code) || isOrganisationCodeForm(code);
  if ((code !== '' && !isCode) || (code === '' && organisationCode === '' && input.kind === '企业'))
    throw new Problem('unit.code', { code: input.code ?? '' });
  const { area, industry: written } = input;
  // What is no county of the year would be of none, and its figures in nobody's totals.
  if (area !== undefined && areaAt(area, year)?.level !== 3) throw new Problem('unit.area', { area, year });
  if (written !== undefined && (written.length !== 4 || industry(written, editionOf(year)) === undefined))
    throw new Problem('unit.industry', { industry: written, year });
  const id =
    code !== '' ? code : organisationCode !== '' ? organisationCode : `L${context.now.replace(/\D/g, '')}`;
  if (unitByCode(context.store, id, year) !== undefined) throw new Problem('unit.exists', { unit: id });
  assertAnother(context, year, input);
  enterUnit(context, year, {
    id,
    kind: input.kind,
    facts: {
      name: input.name,
      status: '1',
      area: area ?? countyAt(context.store, year)?.code ?? '',
      ...(isCreditCodeForm(code) ? { creditCode: code } : {}),
      ...(organisationCode === '' ? {} : { organisationCode }),
      ...(written === undefined ? {} : { industry: written }),
    },
  });
  carryDirectory(context, year, id);
  recheckFrom(context, year, id);
  return { unit: knownUnit(context, id, year) };
}

/** The same unit under another code would be asked for twice, and counted twice: whoever enters it says that it is another. */
function assertAnother(context: WriteContext, year: number, { name, apart }: Parsed<'units.add'>): void {
  const known = new Set(apart.map((unit) => resolveUnit(context, unit, year)));
  const others = namesakes(context.store, name, year).filter(({ id }) => !known.has(id));
  if (others.length === 0) return;
  throw new Problem('unit.namesake', {
    name,
    others: others.map((unit) => ({
      unit: unit.id,
      code: codeNow(unit),
      name: unit.facts.name ?? unit.id,
      area: areaOf(unit.facts.area ?? '')?.name ?? unit.facts.area ?? '',
    })),
  });
}

function unitsRename(context: WriteContext, input: Parsed<'units.rename'>): Output<'units.rename'> {
  const year = yearOf(context, input);
  assertDirectoryOpen(context, year);
  const id = changeableUnit(context, input.unit, year);
  renameUnit(context.store, id, input.name, year);
  carryDirectory(context, year, id);
  recheckFrom(context, year, id);
  return { unit: knownUnit(context, id, year) };
}

function unitsMove(context: WriteContext, input: Parsed<'units.move'>): Output<'units.move'> {
  const year = yearOf(context, input);
  assertDirectoryOpen(context, year);
  const id = changeableUnit(context, input.unit, year);
  if (areaAt(input.area, year)?.level !== 3) throw new Problem('unit.area', { area: input.area, year });
  setFact(context.store, id, 'area', input.area, year);
  carryDirectory(context, year, id);
  recheckFrom(context, year, id);
  return { unit: knownUnit(context, id, year) };
}

function unitsClose(context: WriteContext, input: Parsed<'units.close'>): Output<'units.close'> {
  const year = yearOf(context, input);
  assertDirectoryOpen(context, year);
  const id = changeableUnit(context, input.unit, year);
  const closed = (context.edition.listOfFact('status')?.items ?? [])
    .map(({ code }) => code)
    .filter((code) => code !== '1');
  if (!closed.includes(input.status))
    throw new Problem('unit.status', { status: input.status, choices: closed.join('、') });
  setFact(context.store, id, 'status', input.status, year);
  recheckFrom(context, year, id);
  return { unit: knownUnit(context, id, year) };
}

export function knownUnit(context: ReadContext, id: string, year: number): UnitView {
  const unit = unitAt(context.store, id, year);
  if (unit === undefined) throw new Problem('unit.absent', { unit: id });
  return unitView(context, unit, year);
}

/** A unit by its id or any code it has or had. */
export function resolveUnit(context: Pick<ReadContext, 'store'>, written: string, year: number): string {
  const found =
    unitByCode(context.store, written, year) ?? unitByCode(context.store, normaliseCode(written), year);
  if (found === undefined) throw new Problem('unit.absent', { unit: written });
  return found;
}

/** A unit of which the directory may say something else; the county's own entry follows the area codes. */
export function changeableUnit(context: ReadContext, written: string, year: number): string {
  const id = resolveUnit(context, written, year);
  const unit = unitAt(context.store, id, year);
  if (unit?.kind === '县') throw new Problem('unit.county', { unit: id, name: unit.facts.name ?? id });
  return id;
}

function catalogueGet({ edition }: AnywhereContext): Output<'catalogue.get'> {
  const { edition: data } = edition;
  const rules = [...data.returns.flatMap((item) => item.rules), ...data.rules];
  const missing = new Map(
    edition.inactive.map(({ definition, missing: names }) => [definition.id, [...names]]),
  );
  return {
    states: edition.listOfFact('status') ?? null,
    edition: { name: data.name, title: data.title, demonstration: data.demonstration },
    indicators: data.indicators.map((indicator) => {
      const target = data.targets.find((item) => item.indicator === indicator.code);
      const { formula } = indicator;
      const tables =
        formula.kind === 'list' ? [formula.table] : measuresOf(formula).map((measure) => measure.table);
      return {
        ...indicator,
        nameEn: indicator.name.en,
        ...(target === undefined ? {} : { target }),
        returns: [...new Set(tables.map(returnOf))],
      };
    }),
    returns: data.returns.map((item) => ({
      code: item.code,
      number: item.number,
      name: item.name,
      kind: item.kind,
      population: item.population,
      fields: item.tables.reduce((sum, table) => sum + edition.fields(table.code).size, 0),
    })),
    rules: rules.map((rule) => ({
      id: rule.id,
      class: rule.class,
      scope: rule.scope,
      title: rule.title,
      notation: printRule(parseRule(rule.rule)),
      active: !missing.has(rule.id),
      missing: missing.get(rule.id) ?? [],
      ...(rule.attach === undefined ? {} : { attach: rule.attach }),
    })),
  };
}

function catalogueReturn(
  { edition, now }: AnywhereContext,
  input: Parsed<'catalogue.return'>,
): Output<'catalogue.return'> {
  const definition = edition.return(input.return);
  if (definition === undefined) throw new Problem('return.absent', { return: input.return });
  const lists = new Set(
    definition.tables.flatMap((table) => [...edition.fields(table.code).values()].map((field) => field.list)),
  );
  const owners = new Set(
    definition.tables.flatMap((table) => table.sections.map((section) => section.owner)),
  );
  return {
    definition,
    header: edition.edition.header,
    expired: isExpired(edition.edition, now),
    demonstration: edition.edition.demonstration,
    lists: edition.edition.lists.filter((list) => lists.has(list.name)),
    departments: edition.edition.departments.filter((department) => owners.has(department.code)),
  };
}
