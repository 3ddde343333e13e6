import type { UnitDocuments } from '#shared/checking/documents.ts';
import { along, atMost, shifted } from './beside.ts';
import { added, counted, isAmong, isUnequal, type Between } from './county-rows.ts';
import { exact, formOf, high, isFilled, isOneOf, low, rowsOf } from './reading.ts';
import type { Report, Setting } from './reading.ts';
import { required } from './required.ts';

const money = ['05', '07', '08', '09', '11', '12a', '15'];
const shares = ['16', '17', '18'];

export function checkCooperation(report: Report, unit: UnitDocuments, { start, end }: Setting): void {
  const form = formOf(unit, 'JC110');
  if (form === undefined) return;
  const before = formOf(unit, 'JC110', 1);
  const deals = rowsOf(unit, 'JC110F');
  along(report, form, [
    ['05', '04', 'JC110-05-1'],
    ['07', '06', 'JC110-07-1'],
    ['12a', '12', 'JC110-12-1'],
    ['15', '14', 'JC110-15-1'],
    ['19', '20', 'JC110-19-1'],
  ]);
  atMost(report, form, [
    ['08', '07', 'JC110-08-1'],
    ['09', '07', 'JC110-09-1'],
  ]);
  if (low(form, '11') > 0 && high(form, '10') <= 0 && high(form, '10a') <= 0) report('JC110-11-1');
  const number = (kinds: readonly string[]): Between => counted(deals, (row) => isAmong(row, '03', kinds));
  const amount = (kinds: readonly string[]): Between => {
    const of = (met: boolean | undefined): Parameters<typeof added>[0] =>
      deals.flatMap(({ cells }) =>
        isAmong(cells, '03', kinds) === met ? [{ unit, cells, counts: true }] : [],
      );
    return added(of(true), of(undefined), '04');
  };
  if (isUnequal(form, '10', number(['1']))) report('JC110-10-1');
  if (isUnequal(form, '10a', number(['2']))) report('JC110-10a-1');
  if (isUnequal(form, '13', number(['4', '5']))) report('JC110-13-1');
  if (isUnequal(form, '11', amount(['1', '2']))) report('JC110-11-2');
  if (isUnequal(form, '12a', amount(['3']))) report('JC110-12-2');
  for (const code of shares) if (low(form, code) > 100 || high(form, code) < 0) report(`JC110-16-1-${code}`);
  const whole = shares.reduce((sum, code) => sum + Math.round(100 * low(form, code)), 0);
  if (whole > 10_000) report('JC110-16-2');
  if (shares.some((code) => isFilled(form, code)) && !['高校', '院所'].includes(unit.facts['类型'] ?? ''))
    report('JC110-16-3');
  shifted(report, form, (code) => exact(before, code), money, 'JC110-U1');
  required(report, 'JC110', form, { unit, end });
  for (const { key, cells } of deals) {
    const when = exact(cells, '05');
    if (when < start || when > end) report('JC110F-05-1', key);
    if (isOneOf(cells, '03', ['1', '2', '3']) && high(cells, '04') <= 0) report('JC110F-04-1', key);
    required(report, 'JC110F', cells, { unit, end, row: key });
  }
}
