import type { UnitDocuments } from '#shared/checking/documents.ts';
import { along, atMost, carried, growth, isFar, shifted, type Along } from './beside.ts';
import { applies, exact, formOf, high, highs, isBadDocument, low, lows, owes } from './reading.ts';
import type { Form, Report, Setting } from './reading.ts';
import { required } from './required.ts';

const money = '04 05 06 07 08 09 42 43 38 39 40 41 11 12 13 14 16a 17a 18a 19a 21 23 25 27 29 35 37'.split(
  ' ',
);
const numbers = '10 12a 13a 14a 15 15a 16 17 18 19 20 22 24 26 28 34 34a 36 30 31'.split(' ');

const pairs: Along = [
  ['11', '10', 'ZH201-11-2'],
  ['12', '12a', 'ZH201-12-2'],
  ['13', '13a', 'ZH201-13-1'],
  ['14', '14a', 'ZH201-14-1'],
  ['15', '15a', 'ZH201-15-1'],
  ['16a', '16', 'ZH201-16-1'],
  ['17a', '17', 'ZH201-17-1'],
  ['18a', '18', 'ZH201-18-1'],
  ['19a', '19', 'ZH201-19-1'],
  ['29', '28', 'ZH201-28-1'],
];

/** Neither without the other. */
const together = [
  ['20', '21', 'ZH201-20-1'],
  ['22', '23', 'ZH201-22-1'],
  ['24', '25', 'ZH201-24-1'],
  ['26', '27', 'ZH201-26-1'],
  ['36', '37', 'ZH201-36-1'],
] as const;

/** A total that is surely not what its parts come to. */
function isNotSum(form: Form, total: string, parts: readonly string[]): boolean {
  return low(form, total) > highs(form, parts) || high(form, total) < lows(form, parts);
}

export function checkFunds(report: Report, unit: UnitDocuments, setting: Setting): void {
  const form = formOf(unit, 'ZH201');
  if (form === undefined) return;
  const { rows, edition, end } = setting;
  if (isBadDocument(setting, form, '02')) report('ZH201-02-1');
  if (isNotSum(form, '04', ['05', '06', '07', '08', '09'])) report('ZH201-04-1');
  if (isNotSum(form, '38', ['39', '40', '41'])) report('ZH201-38-1');
  if (high(form, '04') < low(form, '04.上年')) report('ZH201-04-2');
  if (high(form, '42') < low(form, '42.上年')) report('ZH201-42-1');
  const planned = low(form, '43');
  if (applies(form, '04', '42') && (planned > high(form, '04') || planned > high(form, '42')))
    report('ZH201-43-1');
  atMost(report, form, [['04', '39', 'ZH201-39-1']]);
  if (!owes(unit, 'JC102'))
    for (const [code, of, rule] of [
      ['11', '37', 'ZH201-11-1'],
      ['12', '38', 'ZH201-12-1'],
    ] as const) {
      const total = rows.total(of, unit);
      if (total.least === total.most && isFar(low(form, code), high(form, code), total.least, 10))
        report(rule);
    }
  along(report, form, pairs);
  for (const [one, other, rule] of together)
    if ((low(form, one) > 0 && high(form, other) <= 0) || (low(form, other) > 0 && high(form, one) <= 0))
      report(rule);
  if (applies(form, '34', '34a', '35')) {
    const [some, none] = [
      low(form, '34') > 0 || low(form, '34a') > 0,
      high(form, '34') <= 0 && high(form, '34a') <= 0,
    ];
    if ((low(form, '35') > 0 && none) || (some && high(form, '35') <= 0)) report('ZH201-35-1');
  }
  growth(report, form, money, 'ZH201-Y1', edition.params['增减下限'] ?? 0);
  growth(report, form, numbers, 'ZH201-Y3', edition.params['个数增减下限'] ?? 0);
  carried(report, form, formOf(unit, 'ZH201', 1), [...money, ...numbers], 'ZH201-Y2');
  shifted(report, form, (code) => exact(form, `${code}.上年`), money, 'ZH201-U1');
  required(report, 'ZH201', form, { unit, end });
}

const services =
  '01 02 03 04 05 06 07 08 09 09a 09b 09c 09d 09e 09f 10 11 12 13 14 15 16 24 17 18 19 20 21 22 23'.split(
    ' ',
  );

export function checkServiceBase(report: Report, unit: UnitDocuments, setting: Setting): void {
  const form = formOf(unit, 'ZH202');
  if (form === undefined) return;
  const before = formOf(unit, 'ZH202', 1);
  if (low(form, '01') > 0 && low(form, '02') > 8784 * high(form, '01')) report('ZH202-02-1');
  along(report, form, [
    ['02', '01', 'ZH202-02-2'],
    ['09', '08', 'ZH202-09-2'],
    ['22', '21', 'ZH202-22-1'],
  ]);
  if (isNotSum(form, '09', ['09a', '09b', '09c', '09d', '09e', '09f'])) report('ZH202-09-1');
  if (isNotSum(form, '10', ['11', '12', '13', '14'])) report('ZH202-10-1');
  if (low(form, '16') > high(form, '15') + high(before, '24')) report('ZH202-16-1');
  const most = high(form, '24.上年') + high(form, '15') - low(form, '16');
  const least = low(form, '24.上年') + low(form, '15') - high(form, '16');
  if (low(form, '24') > most || high(form, '24') < least) report('ZH202-24-1');
  growth(report, form, services, 'ZH202-Y1', setting.edition.params['个数增减下限'] ?? 0);
  carried(report, form, before, services, 'ZH202-Y2');
  required(report, 'ZH202', form, { unit, end: setting.end });
}
