import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Surroundings } from '#shared/checking/surroundings.ts';
import { isBlank, type Cells, type CellValue } from '#shared/values/cell.ts';

/** A breach as the loop reports it: which rule, whose, and the values that broke it. */
export interface Breach {
  readonly rule: string;
  readonly unit: string;
  readonly values: readonly (CellValue | undefined)[];
}

const none: Cells = {};

const grown = codes(1, 44);
const carried = [...codes(1, 44), '46'];
const money = '01 02 03 04 05 06 07 12 13 14 17 21 22 23 29 33 34 35 36 37 38 39 40 41 42 43 44'.split(' ');
const required102 = '01 02 03 05 06 08 09 10 12 15 17 18 24 25 26'.split(' ');
const required101 = '03 05 07 07a 08 09 10 11 12 13 14 15 16 20 22 23'.split(' ');

function codes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'));
}

/**
 * The rules of JC101 and JC102 that read one unit alone, written by hand as a programmer would who never has to change
 * them: what the rule engine is measured against, and, because it shares nothing with it, an oracle for it.
 */
export function checkByHand(units: readonly UnitDocuments[], surroundings: Surroundings): Breach[] {
  const breaches: Breach[] = [];
  for (const unit of units) {
    const returns = (code: string, back: number): Cells | undefined =>
      unit.filing(code, back)?.tables.get(code)?.[0]?.cells;
    const facts = returns('JC101', 0);
    const figures = returns('JC102', 0);
    const report = (rule: string, ...values: readonly (CellValue | undefined)[]): void => {
      breaches.push({ rule, unit: unit.id, values });
    };
    if (facts !== undefined)
      checkFacts(report, facts, returns('JC101', 1) ?? none, figures, unit, surroundings);
    if (figures !== undefined)
      checkFigures(report, figures, returns('JC102', 1), returns('JC102', 2), facts ?? none);
    if (figures === undefined && returns('JC102', 1) !== undefined && unit.facts['状态'] === '1')
      report('PK000-2');
  }
  return breaches;
}

type Report = (rule: string, ...values: readonly (CellValue | undefined)[]) => void;

/** NaN for what is not filled in: no comparison with it holds, so no rule breaks on it. */
function number(value: CellValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function text(value: CellValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function has(value: CellValue | undefined, code: string): boolean {
  return Array.isArray(value) && value.includes(code);
}

function required(report: Report, table: string, codesOf: readonly string[], cells: Cells): void {
  for (const code of codesOf) {
    const value = cells[code];
    if (value === undefined) report(`${table}-${code}-R`);
    else if (typeof value === 'object' && 'blank' in value && value.blank !== 'not-applicable')
      report(`${table}-${code}-S`);
  }
}

function checkFacts(
  report: Report,
  cells: Cells,
  before: Cells,
  figures: Cells | undefined,
  unit: UnitDocuments,
  around: Surroundings,
): void {
  const year = around.year;
  const credit = text(cells['01']);
  const organisation = text(cells['02']);
  if (credit !== undefined) {
    if (!around.hasForm(credit, 'USCC')) report('JC101-01-1', credit);
    else if (!around.isSound(credit, 'USCC')) report('JC101-01-2', credit);
    if (!around.hasForm(credit, '省内USCC')) report('JC101-01-4', credit);
    if (organisation !== undefined && around.body(credit) !== organisation)
      report('JC101-02-3', credit, organisation);
  } else if (organisation === undefined && unit.facts['类型'] === '企业') report('JC101-01-3');
  if (organisation !== undefined) {
    if (!around.hasForm(organisation, 'ORG')) report('JC101-02-1', organisation);
    else if (!around.isSound(organisation, 'ORG')) report('JC101-02-2', organisation);
  }
  for (const [code, rule] of [
    ['03', 'JC101-03-1'],
    ['05', 'JC101-05-3'],
    ['07', 'JC101-07-2'],
  ] as const) {
    const [now, last] = [text(cells[code]), text(before[code])];
    if (now !== undefined && last !== undefined && now !== last) report(rule, now, last);
  }
  const area = text(cells['05']);
  const registered = text(cells['05a']);
  if (area !== undefined && !around.isValidCode(area, String(year * 100 + 12))) report('JC101-05-1', area);
  if (area !== undefined && !around.isOfCounty(area)) report('JC101-05-2', area);
  if (registered !== undefined && !around.isValidCode(registered, String(year * 100 + 12)))
    report('JC101-05-4', registered);
  const industry = text(cells['07']);
  const edition = text(cells['07a']);
  if (industry !== undefined && edition !== undefined && !around.isValidCode(industry, edition))
    report('JC101-07-1', industry, edition);
  if (industry !== undefined && figures !== undefined && !(industry >= '0610' && industry <= '4690'))
    report('JC101-07-3', industry);
  const registration = text(cells['08']);
  if (
    registration !== undefined &&
    !/^(1[1-9]0|1[1-8]\d|2[1-9]0|2[1-8]\d|3[1-9]0|3[1-8]\d)$/.test(registration)
  )
    report('JC101-08-1', registration);
  const size = text(cells['09']);
  const [persons, revenue] = [number(figures?.['09']), number(figures?.['05'])];
  if (size !== undefined && industry !== undefined && persons >= 0 && !Number.isNaN(revenue)) {
    const expected = around.size(industry, persons, revenue);
    if (expected !== undefined && expected !== size) report('JC101-09-1', size, industry, persons, revenue);
  }
  if (cells['10'] === true && revenue < 20_000) report('JC101-10-1', revenue);
  if (number(cells['11']) > year * 100 + 12) report('JC101-11-1', cells['11']);
  const status = text(cells['12']);
  if (status !== undefined && status !== '1' && number(figures?.['01']) > 0) report('JC101-12-1', status);
  const phone = text(cells['16']);
  if (phone !== undefined && !around.hasForm(phone, '电话')) report('JC101-16-1', phone);
  if (cells['20'] === true) {
    if (number(cells['20b']) < year * 100 + 12) report('JC101-20-1', cells['20b']);
    if (isBlank(cells['20a'])) report('JC101-20-2');
  }
  if (cells['22'] === true && isBlank(cells['22b'])) report('JC101-22-1');
  if (cells['23'] === true && isBlank(cells['23a'])) report('JC101-23-1');
  if (isBlank(cells['02'])) required(report, 'JC101', ['01'], cells);
  required(report, 'JC101', required101, cells);
}

/** At most: part, whole, and the rule that says so. */
const atMost = [
  ['02', '01', 'JC102-02-1'],
  ['04', '03', 'JC102-04-1'],
  ['06', '05', 'JC102-06-1'],
  ['10', '09', 'JC102-10-1'],
  ['11', '10', 'JC102-11-1'],
  ['13', '12', 'JC102-13-1'],
  ['14', '12', 'JC102-14-1'],
  ['16', '15', 'JC102-16-1'],
  ['19', '10', 'JC102-19-1'],
  ['20', '19', 'JC102-20-1'],
  ['23', '22', 'JC102-23-1'],
  ['25', '24', 'JC102-25-1'],
  ['27', '26', 'JC102-27-1'],
  ['31', '30', 'JC102-31-1'],
  ['41', '42', 'JC102-41-1'],
  ['42', '01', 'JC102-42-1'],
  ['44', '43', 'JC102-44-1'],
] as const;

function checkFigures(
  report: Report,
  cells: Cells,
  before: Cells | undefined,
  earlier: Cells | undefined,
  facts: Cells,
): void {
  const of = (code: string): number => number(cells[code]);
  const last = (code: string): number => number(before?.[code]);
  for (const [part, whole, rule] of atMost) if (of(part) > of(whole)) report(rule, of(part), of(whole));
  if (text(facts['12']) === '1' && of('01') <= 0) report('JC102-01-1', of('01'));
  if (of('02') > 0.9 * of('01')) report('JC102-02-2', of('02'), of('01'));
  if (of('02') > 0 && last('02') > 0 && of('17') <= 0 && last('17') <= 0) report('JC102-02-3', of('02'));
  if (Math.abs(of('03') - of('01')) > 0.5 * Math.abs(of('01'))) report('JC102-03-1', of('03'), of('01'));
  if (of('03') > 0 && isOutside(of('05') / of('03'), 0.5, 2)) report('JC102-05-1', of('05'), of('03'));
  if (of('02') > 0 && isOutside(of('06') / of('02'), 0.5, 1.5)) report('JC102-06-2', of('06'), of('02'));
  if (of('07') > of('06') || of('07') > of('04')) report('JC102-07-1', of('07'), of('06'), of('04'));
  if (Math.abs(of('08')) > of('05')) report('JC102-08-1', of('08'), of('05'));
  if (of('09') > 0 && isOutside(of('01') / of('09'), 20, 20_000)) report('JC102-09-1', of('01'), of('09'));
  if (of('12') > 0 && (of('10') <= 0 || of('15') <= 0)) report('JC102-12-1', of('12'), of('10'), of('15'));
  if (of('12') > 0.3 * of('05')) report('JC102-12-2', of('12'), of('05'));
  if (of('10') > 0 && isOutside(of('12') / of('10'), 5, 1000)) report('JC102-12-3', of('12'), of('10'));
  if (of('17') > 1.2 * of('12')) report('JC102-17-1', of('17'), of('12'));
  if (of('18') === 0 && (of('19') > 0 || of('21') > 0 || of('22') > 0)) report('JC102-18-2', of('19'));
  if (of('26') < 0.7 * last('26')) report('JC102-26-1', of('26'), last('26'));
  if (of('26') > last('26') + of('25') + last('25') + number(earlier?.['25'])) report('JC102-26-2', of('26'));
  if (of('29') > 0 && of('28') <= 0) report('JC102-29-1', of('29'), of('28'));
  if (of('33') > 0 && of('34') <= 0) report('JC102-33-1', of('33'), of('34'));
  if (of('37') > 0.5 * of('12')) report('JC102-37-1', of('37'), of('12'));
  if (of('38') > 0 && facts['20'] === false) report('JC102-38-1', of('38'));
  if (isOutside(of('46'), 0, 100)) report('JC102-46-1', of('46'));
  if (Math.abs(of('46') - last('46')) > 10) report('JC102-46-2', of('46'), last('46'));
  for (const code of grown) {
    const [now, old] = [of(code), number(cells[`${code}.上年`])];
    const change = Math.abs(now - old);
    if (change > 0.5 * Math.max(Math.abs(old), 1) && change > 1000) report(`JC102-Y1-${code}`, now, old);
  }
  for (const code of carried) {
    const [said, accepted] = [number(cells[`${code}.上年`]), last(code)];
    if (said < accepted || said > accepted) report(`JC102-Y2-${code}`, said, accepted);
  }
  for (const code of money) {
    const [now, old] = [of(code), number(cells[`${code}.上年`])];
    if (now > 0 && old > 0 && (isShift(now, old) || isShift(old, now))) report(`JC102-U1-${code}`, now, old);
  }
  required(report, 'JC102', required102, cells);
  if (has(facts['25'], '11')) required(report, 'JC102', ['41', '42'], cells);
  if (has(facts['25'], '21') || has(facts['25'], '22')) required(report, 'JC102', ['43', '44'], cells);
  if (of('46') > 0) required(report, 'JC102', ['45'], cells);
}

function isOutside(value: number, low: number, high: number): boolean {
  return value < low || value > high;
}

/** Ten, a thousand or ten thousand times the other, give or take two per cent. */
function isShift(a: number, b: number): boolean {
  for (const factor of [10, 1000, 10_000]) if (Math.abs(a - factor * b) <= 0.02 * factor * b) return true;
  return false;
}
