import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { applies, exact, formOf, hasSome, isFilled, isOneOf, isOther, low, text } from './reading.ts';
import type { Form, Report } from './reading.ts';
import { chemicals, rails, vehicles } from './jc102.ts';

/** What has to be filled in, and when, table by table. */
function requiredIn(table: string, form: Form, unit: UnitDocuments, end: number): readonly string[] {
  const always = byTable[table] ?? [];
  const more = conditions[table]?.(form, unit, end) ?? [];
  return more.length === 0 ? always : [...always, ...more];
}

/** Never filled in is one rule, left blank as unknown or none another; what does not apply breaks neither. */
export function required(
  report: Report,
  table: string,
  form: Form,
  { unit, end, row }: { readonly unit: UnitDocuments; readonly end: number; readonly row?: RecordKey },
): void {
  if (form === undefined) return;
  for (const code of requiredIn(table, form, unit, end)) {
    const value = form[code];
    if (value === undefined) report(`${table}-${code}-R`, row);
    else if (typeof value === 'object' && 'blank' in value && value.blank !== 'not-applicable')
      report(`${table}-${code}-S`, row);
  }
}

const split = (written: string): readonly string[] => written.split(' ');

const byTable: Readonly<Record<string, readonly string[]>> = {
  JC101: split('03 05 07 07a 11 12 13 14 15 16'),
  JC102: split('01 02 03 05 06 08 09 10 12 15 17 18 24 25 26'),
  JC103: split('01 02 03 04 05 07 08 10 11 12 13'),
  JC104: split('01 02 03 04 05 25 06 07 09 10 10a 15 22 22a 11 12 13'),
  JC105: split('01 02 03 04 05 06 07 08 09 10 11 15 16'),
  JC105M: split('01 02 03 04 05'),
  JC106: split('01 02 23 24 26 06 10'),
  JC107: split('01 02 03 04 05 41 06 11 23 27 32 38 39'),
  JC108A: split('01 02 03 04 05 06 07 08'),
  JC108B: split('01 01a 02 03 04 05 06 10'),
  JC109A: split('01 02 03 04 05 06 09 07'),
  JC109B: split('01 02 07 09'),
  JC109C: split('01 02 03 04 05'),
  JC109D: split('01 02 03 04 05 07'),
  JC110F: split('01 02 03 04 05'),
  ZH201: split(
    '01 04 05 06 07 08 09 42 38 39 40 41 10 11 12 13 14 15 16 16a 17 17a 18 18a 19 19a 20 21 22 23 24 25 26 27 28 29 34 34a 35 36 37 30 31',
  ),
  ZH202: split(
    '01 02 03 04 05 06 07 08 09 09a 09b 09c 09d 09e 09f 10 11 12 13 14 15 16 24 17 18 19 20 21 22 23',
  ),
};

type Condition = (form: Form, unit: UnitDocuments, end: number) => readonly string[];

const enterprise = split('08 09 10 20 22 23');

const conditions: Readonly<Record<string, Condition>> = {
  JC101: (form, unit) => {
    if (unit.facts['类型'] !== '企业') return [];
    return isFilled(form, '02') ? enterprise : ['01', ...enterprise];
  },
  JC102: (form, unit) => {
    const own = formOf(unit, 'JC101');
    return [
      ...(hasSome(own, '25', chemicals) === true ? ['41', '42'] : []),
      ...(hasSome(own, '25', [...vehicles, ...rails]) === true ? ['43', '44'] : []),
      ...(low(form, '46') > 0 ? ['45'] : []),
    ];
  },
  JC103: (form) => [
    ...(isOneOf(form, '03', ['1', '2']) ? ['06'] : []),
    ...(text(form, '02') === '40' ? ['14'] : []),
  ],
  JC104: (form, _unit, end) => [
    ...(isOther(form, '03', ['90', '91']) ? ['23a'] : []),
    ...(isOneOf(form, '03', ['01', '02']) ? ['24'] : []),
    ...(exact(form, '07') > end ? ['08'] : []),
    ...(isOneOf(form, '03', ['12', '13']) ? ['20', '20b', '21'] : []),
    ...(form?.['20'] === true ? ['20a'] : []),
    ...(form?.['20b'] === true ? ['20c'] : []),
    ...(form?.['21'] === true ? ['21a'] : []),
  ],
  JC106: (form) => [...(text(form, '02') === '1' ? ['03'] : []), ...(text(form, '02') === '4' ? ['22'] : [])],
  JC107: (form) => (isOneOf(form, '04', ['1', '2']) ? ['42'] : []),
  JC108A: (form) => (isOneOf(form, '04', ['02b', '05']) ? ['11'] : []),
  JC109B: (form) => [
    ...(isOneOf(form, '01', ['1', '2', '5', '8']) ? ['03', '04'] : []),
    ...(isOneOf(form, '01', ['2', '3']) ? ['08'] : []),
  ],
  JC109D: (form) => (isFilled(form, '06') ? ['06a'] : []),
  JC110: (form, unit) => {
    const deals = unit.filing('JC110', 0)?.tables.get('JC110F') ?? [];
    const some = (kinds: readonly string[]): boolean =>
      deals.some(({ cells }) => isOneOf(cells, '03', kinds));
    return [
      ...(low(form, '04') > 0 ? ['05'] : []),
      ...(low(form, '19') > 0 ? ['20'] : []),
      ...(low(form, '06') > 0 ? ['07'] : []),
      ...(some(['1']) ? ['10'] : []),
      ...(some(['2']) ? ['10a'] : []),
      ...(applies(form, '10', '10a') && (low(form, '10') > 0 || low(form, '10a') > 0) ? ['11'] : []),
      ...(low(form, '12') > 0 ? ['12a'] : []),
      ...(some(['4', '5']) ? ['13'] : []),
      ...(low(form, '14') > 0 ? ['15'] : []),
      ...(['高校', '院所'].includes(unit.facts['类型'] ?? '') ? ['16', '17', '18'] : []),
    ];
  },
  ZH201: (form) => [
    ...(form?.['01'] === true ? ['03'] : []),
    ...(low(form, '04') > 0 && low(form, '42') > 0 ? ['43'] : []),
  ],
};
