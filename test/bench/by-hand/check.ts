import type { CountyFigures, UnitDocuments } from '#shared/checking/documents.ts';
import type { Surroundings } from '#shared/checking/surroundings.ts';
import type { Edition } from '#shared/returns/definition.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { NearNames, namesOf, SameRows } from './alike.ts';
import { CountyRows } from './county-rows.ts';
import { checkFacts } from './jc101.ts';
import { checkFigures } from './jc102.ts';
import { checkPlatforms } from './jc103.ts';
import { checkProjects } from './jc104.ts';
import { checkAlliances } from './jc105.ts';
import { checkBase, checkIncubator } from './jc106.ts';
import { checkServices, checkTalents } from './jc108.ts';
import { checkQuality } from './jc109.ts';
import { checkCooperation } from './jc110.ts';
import { checkCounty, checkMissing } from './package.ts';
import type { Report, Setting } from './reading.ts';
import { checkFunds, checkServiceBase } from './zh.ts';

/** A breach as the loop reports it: which rule, whose (empty: the county's), and of a rule over rows which row. */
export interface Breach {
  readonly rule: string;
  readonly unit: string;
  readonly row: RecordKey;
}

export type Figures = Pick<CountyFigures, 'units' | 'indicator' | 'hasReporter'>;

/**
 * Every rule of the demonstration edition, written by hand from the notation as a programmer would who never has to change
 * it: what the rule engine is measured against, and, because it shares nothing with it, an oracle for it. What it leaves
 * out is the allowance for amounts that were rounded when converted: its cells are taken as they are.
 */
export function checkByHand(
  figures: Figures,
  around: Surroundings,
  edition: Pick<Edition, 'params' | 'compatible' | 'indicators'>,
): readonly Breach[] {
  const breaches: Breach[] = [];
  const { units } = figures;
  const ids = new Set(units.map(({ id }) => id));
  const { year } = around;
  const setting: Setting = {
    around,
    start: year * 100 + 1,
    end: year * 100 + 12,
    edition,
    rows: new CountyRows(units),
    has: (id) => ids.has(id),
  };
  const names = new NearNames();
  for (const { id, facts } of units) names.add(id, '', facts['名称'] ?? '');
  const platforms = {
    names: namesOf(units, 'JC103', '01', '02'),
    same: new SameRows(units, 'JC103', ['01', '06']),
  };
  const projects = {
    names: namesOf(units, 'JC104', '02', null),
    same: new SameRows(units, 'JC104', ['01', '03']),
  };
  const alliances = {
    names: namesOf(units, 'JC105', '01', null),
    same: new SameRows(units, 'JC105', ['01']),
  };
  const bases = new SameRows(units, 'JC106', ['01'], true);
  const incubators = new SameRows(units, 'JC107', ['01'], true);
  const talents = new SameRows(units, 'JC108A', ['01', '02', '04']);
  const services = new SameRows(units, 'JC108B', ['01', '01a', '03', '05']);
  const marks = new SameRows(units, 'JC109B', ['01', '03']);
  const checkUnit = (unit: UnitDocuments): void => {
    const report: Report = (rule, row = '') => breaches.push({ rule, unit: unit.id, row });
    checkFacts(report, unit, setting, names);
    checkFigures(report, unit, setting);
    checkPlatforms(report, unit, setting, platforms);
    checkProjects(report, unit, setting, projects);
    checkAlliances(report, unit, setting, alliances);
    checkBase(report, unit, setting, bases);
    checkIncubator(report, unit, setting, incubators);
    checkTalents(report, unit, setting, talents);
    checkServices(report, unit, setting, services);
    checkQuality(report, unit, setting, marks);
    checkCooperation(report, unit, setting);
    checkFunds(report, unit, setting);
    checkServiceBase(report, unit, setting);
    checkMissing(report, unit, setting);
  };
  for (const unit of units) checkUnit(unit);
  const report: Report = (rule, row = '') => breaches.push({ rule, unit: '', row });
  checkCounty(report, setting, figures, edition.indicators);
  return breaches;
}
