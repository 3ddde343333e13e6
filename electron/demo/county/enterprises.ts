import { allianceRows } from './alliances.ts';
import { cooperation } from './cooperation.ts';
import { marksOf, type Marks } from './marks.ts';
import { talentRows } from './people.ts';
import { platformRows, runningAt } from './platforms.ts';
import {
  area,
  chanceOf,
  creditCodesFrom,
  filesIn,
  fixed,
  nameOf,
  openYear,
  withLastYear,
  years,
  type CountyUnit,
  type DemoRecord,
  type Enterprise,
  type UnitFact,
  type Values,
} from './profile.ts';
import { governmentFunds, projectRows, projectsOf } from './projects.ts';

/** Amounts in 千元. */
type Figures = Record<string, number>;

/** Everything that an enterprise files in the years that it is there. */
export function enterpriseUnit(unit: Enterprise, seed: number): CountyUnit {
  const filings: Record<number, Record<string, readonly DemoRecord[]>> = {};
  const facts: Record<number, Partial<Record<UnitFact, string>>> = {};
  const projects = projectsOf(unit);
  const basis = basisOf(unit, seed);
  let before: { readonly figures: Figures; readonly marks: Marks | null } | null = null;
  for (const year of years) {
    if (!filesIn(unit, year)) continue;
    const persons = basis.researchers;
    const spending = Math.floor(basis.spending * basis.growth(year));
    const fresh = Math.floor(basis.fresh * basis.growth(year));
    const rows = projectRows(projects, year, { unit: unit.id, spending, persons, output: fresh });
    const platforms = platformRows(unit, year);
    const marks = marksOf(unit, year, { fresh, output: Math.floor(basis.output * basis.growth(year)) });
    const figures = figuresOf(unit, basis, year, {
      projects: rows.length,
      government: governmentFunds(rows),
      centres: runningAt(platforms),
      marksAbroad: marks?.abroad ?? 0,
      standards: marks?.standards ?? 0,
      inventionsBefore: before?.figures,
    });
    const main: Values = {
      ...figures,
      ...(basis.share > 0 ? { '45': unit.trade.products[0] ?? '', '46': basis.share } : {}),
    };
    const trade = cooperation(unit, year, basis.growth(year));
    const led = allianceRows(unit, year, rows, seed);
    const people = talentRows(unit, year, projects);
    filings[year] = {
      JC101: [fixed('JC101', identity(unit, year, figures))],
      JC102: [fixed('JC102', withLastYear(main, before?.figures ?? null))],
      ...(platforms.length > 0 ? { JC103: platforms } : {}),
      ...(rows.length > 0 ? { JC104: rows } : {}),
      ...(led.length > 0 ? { JC105: led } : {}),
      ...(people.length > 0 ? { JC108: people } : {}),
      ...(marks === null
        ? {}
        : {
            JC109: [
              fixed('JC109A', withLastYear(marks.quantities, before?.marks?.quantities ?? null)),
              ...marks.rows,
            ],
          }),
      ...(trade.length > 0 ? { JC110: trade } : {}),
    };
    before = { figures, marks };
    facts[year] = {
      name: nameOf(unit, year),
      organisationCode: unit.organisationCode,
      ...(year >= creditCodesFrom ? { creditCode: unit.creditCode } : {}),
      industry: unit.trade.industry,
      industryEdition: '2011',
      size: sizeOf(figures),
      area: area(year),
      status: '1',
    };
  }
  const [closed] = years.filter((year) => year > unit.until);
  if (closed !== undefined) facts[closed] = { status: unit.index % 2 === 0 ? '6' : '4' };
  return { id: unit.id, kind: '企业', facts, filings };
}

interface Basis {
  readonly output: number;
  readonly fresh: number;
  readonly spending: number;
  readonly persons: number;
  readonly researchers: number;
  readonly share: number;
  readonly ratio: (from: number, to: number) => number;
  readonly growth: (year: number) => number;
}

/** Ranks fall off like 1/rank, with noise: a few have most of the output, most are small. */
function basisOf(unit: Enterprise, seed: number): Basis {
  const chance = chanceOf(seed, unit.index, 1);
  const output = Math.round((1_900_000 / (unit.index + 1) ** 0.92) * chance.between(0.75, 1.3) + 3000);
  const persons = Math.max(8, Math.round(output / chance.between(380, 900)));
  const researchers = unit.researches ? Math.max(3, Math.round(persons * chance.between(0.06, 0.14))) : 0;
  // One in nine shrinks, the others grow by a few per cent.
  const shrinks = unit.index % 9 === 7;
  const [first, second] = [0, 0].map(() =>
    shrinks ? chance.between(0.82, 0.97) : chance.between(1.02, 1.14),
  );
  const rates: Readonly<Record<number, number>> = { 2014: first ?? 1, 2015: (first ?? 1) * (second ?? 1) };
  return {
    output,
    fresh: unit.researches && unit.index % 6 !== 5 ? Math.round(output * chance.between(0.1, 0.36)) : 0,
    spending: unit.researches
      ? Math.max(researchers * 14, Math.round(output * chance.between(0.015, 0.04)))
      : 0,
    persons,
    researchers,
    share: unit.index < 60 ? Math.round(chance.between(1.5, 14) * 100) / 100 : 0,
    ratio: (from, to) => chance.between(from, to),
    growth: (year) => rates[year] ?? 1,
  };
}

interface Registered {
  readonly projects: number;
  readonly government: number;
  readonly centres: number;
  readonly marksAbroad: number;
  readonly standards: number;
  readonly inventionsBefore: Figures | undefined;
}

/** JC102 of a year. The shares are an enterprise's own and stay; sums of the registers are put where they belong. */
function figuresOf(unit: Enterprise, basis: Basis, year: number, registered: Registered): Figures {
  const growth = basis.growth(year);
  const chance = chanceOf(basis.output, unit.index, 2);
  const part = (of: number, from: number, to: number): number => Math.floor(of * chance.between(from, to));
  const output = Math.floor(basis.output * growth);
  const sales = part(output, 0.94, 1);
  const revenue = part(sales, 0.98, 1.08);
  const fresh = Math.floor(basis.fresh * growth);
  const freshSales = Math.min(revenue, part(fresh, 0.9, 1.05));
  const exports = unless(unit.index % 3 !== 0, part(sales, 0.02, 0.14));
  const spending = Math.floor(basis.spending * growth);
  const centres = Math.max(registered.centres, basis.researchers >= 12 ? 1 : 0);
  const staff = unless(centres === 0, Math.max(2, part(basis.researchers, 0.5, 0.9)));
  const equipment = unless(centres === 0, part(spending, 1, 2));
  const applied = basis.researchers === 0 ? 0 : Math.max(1, Math.round(basis.researchers / 9)) + (year % 2);
  const inventions = Math.floor(applied / 2);
  const { inventionsBefore } = registered;
  const valid =
    inventionsBefore === undefined
      ? inventions + (basis.researchers === 0 ? 0 : 1 + (unit.index % 5))
      : (inventionsBefore['26'] ?? 0) + Math.floor((inventionsBefore['25'] ?? 0) * 0.6);
  const imports = unless(unit.index % 12 !== 4, part(spending, 0.05, 0.1));
  const { chain } = unit.trade;
  const purchases = unless(chain !== '303' && chain !== '341', part(output, 0.3, 0.5));
  const chemistry = unless(chain !== '104', part(output, 0.9, 1));
  return {
    '01': output,
    '02': fresh,
    '47': unless(!unit.isHighTech, part(output, 0.5, 0.8)),
    '03': sales,
    '04': exports,
    '05': revenue,
    '06': freshSales,
    '07': Math.min(freshSales, exports, part(freshSales, 0, 0.2)),
    '08': Math.round(
      (unit.index % 7 === 6 ? -part(revenue, 0.01, 0.05) : part(revenue, 0.02, 0.09)) *
        // Profit moves more than revenue does, yet by less than half.
        chanceOf(basis.output + year, unit.index, 3).between(0.87, 1.13),
    ),
    '09': basis.persons,
    '10': basis.researchers,
    '11': part(basis.researchers, 0.5, 0.9),
    '12': spending,
    '13': Math.min(spending, registered.government),
    '14': part(spending, 0, 0.15),
    '15': registered.projects,
    '16': Math.ceil(registered.projects / 2),
    '17': part(spending, 0.5, 0.95),
    '18': centres,
    '19': staff,
    '20': Math.floor(staff / 3),
    '21': unless(centres === 0, part(spending, 0.3, 0.6)),
    '22': equipment,
    '23': part(equipment, 0, 0.2),
    '24': applied,
    '25': inventions,
    '26': valid,
    '27': unit.index % 20 === 0 ? Math.min(1, valid) : 0,
    '28': unit.index % 10 === 3 ? 1 : 0,
    '29': unless(unit.index % 10 !== 3, part(spending, 0.01, 0.03) + 20),
    '30': 1 + (unit.index % 6) + registered.marksAbroad,
    '31': registered.marksAbroad,
    '32': registered.standards,
    '33': imports,
    '34': unless(imports === 0, part(imports, 0.2, 0.4) + 1),
    '35': part(spending, 0, 0.03),
    '36': part(revenue, 0, 0.02),
    '37': part(spending, 0.05, 0.12),
    '38': unless(!unit.isHighTech, part(revenue, 0.002, 0.006)),
    '39': registered.government,
    '40': part(revenue, 0.002, 0.01),
    ...(chemistry > 0 ? { '41': part(chemistry, 0.25, 0.45), '42': chemistry } : {}),
    ...(purchases > 0 ? { '43': purchases, '44': part(purchases, 0.35, 0.62) } : {}),
  };
}

/** The value is worked out all the same, so that the chances that follow are the same in every year. */
function unless(isAbsent: boolean, value: number): number {
  return isAbsent ? 0 : value;
}

function sizeOf(figures: Figures): string {
  const [persons = 0, revenue = 0] = [figures['09'], figures['05']];
  if (persons >= 1000 && revenue >= 400_000) return '1';
  if (persons >= 300 && revenue >= 20_000) return '2';
  return persons >= 20 && revenue >= 3000 ? '3' : '4';
}

function identity(unit: Enterprise, year: number, figures: Figures): Values {
  const { index } = unit;
  const isInnovative = index % 9 === 1;
  const recognised = 2012 + (index % 4);
  return {
    ...(year >= creditCodesFrom ? { '01': unit.creditCode } : {}),
    '02': unit.organisationCode,
    '03': nameOf(unit, year),
    ...(unit.renamed !== null && year >= unit.renamed ? { '04': nameOf(unit, unit.renamed - 1) } : {}),
    '05': area(year),
    '06': unit.town,
    '07': unit.trade.industry,
    '07a': '2011',
    '08': index % 5 === 0 ? '160' : index % 23 === 2 ? '310' : '173',
    '09': sizeOf(figures),
    '10': (figures['05'] ?? 0) >= 20_000,
    '11': unit.opened,
    '12': '1',
    '13': unit.person(1),
    '14': unit.person(2),
    '15': unit.person(3),
    '16': `0431-8232${String(1000 + (index % 9000))}`,
    '20': unit.isHighTech,
    ...(unit.isHighTech
      ? year < openYear
        ? { '20a': `GR20122200${String(100 + index)}`, '20b': 201_512 }
        : { '20a': `GR20152200${String(100 + index)}`, '20b': 201_812 }
      : {}),
    '21': unit.researches && index >= 24,
    '22': isInnovative && year >= recognised,
    ...(isInnovative && year >= recognised
      ? { '22a': recognised, '22b': `吉科发高〔${recognised}〕${12 + (index % 60)}号` }
      : {}),
    '23': index === 0,
    ...(index === 0 ? { '23a': 2012 } : {}),
    ...(unit.base === null ? {} : { '24': unit.base }),
    '25': [unit.trade.chain],
  };
}
