import type { UnitDocuments } from '#shared/checking/documents.ts';
import { carriedKey, type Cells } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { NearNames, SameRows } from './alike.ts';
import { isFar } from './beside.ts';
import {
  applies,
  exact,
  high,
  isAnotherUnit,
  isBadDocument,
  isFilled,
  isIncompatible,
  isOneOf,
  isUnknownUnit,
} from './reading.ts';
import { low, named, rowsOf, text, type Report, type Setting } from './reading.ts';
import { required } from './required.ts';

const types = new Set(
  (
    '01 02 03 10 11 12 20 21 22 23 30 31 32 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 ' +
    '60 61 62 63 64 70 71 72'
  ).split(' '),
);
const centres = ['01', '02', '03'];
const joint = ['46', '47', '48', '49', '50', '51', '52', '56'];

export interface Platforms {
  readonly names: NearNames;
  readonly same: SameRows;
}

export function checkPlatforms(
  report: Report,
  unit: UnitDocuments,
  setting: Setting,
  others: Platforms,
): void {
  const before = rowsOf(unit, 'JC103', 1);
  for (const { key, cells } of rowsOf(unit, 'JC103')) {
    const say = (rule: string): void => report(rule, key);
    const last = before.find((row) => row.key === key)?.cells;
    checkPlatform(say, cells, unit, setting);
    checkAlone(say, unit, key, cells, others);
    checkChange(say, cells, last, setting);
    required(report, 'JC103', cells, { unit, end: setting.end, row: key });
  }
}

function checkAlone(
  say: (rule: string) => void,
  unit: UnitDocuments,
  key: RecordKey,
  cells: Cells,
  { names, same }: Platforms,
): void {
  const [name, type] = [text(cells, '01'), text(cells, '02')];
  if (name !== undefined && type !== undefined && names.hasNear(unit.id, key, name, type)) say('JC103-01-1');
  if (same.hasOther(unit, key, cells)) say('JC103-01-2');
  if (cells[carriedKey] === true) say('JC103-K');
}

function checkPlatform(
  say: (rule: string) => void,
  cells: Cells,
  unit: UnitDocuments,
  setting: Setting,
): void {
  const { end, rows } = setting;
  const type = text(cells, '02');
  const state = text(cells, '08');
  if (type !== undefined && !types.has(type)) say('JC103-02-1');
  if (isIncompatible(setting, ['平台类型', '认定级别'], type, text(cells, '03'))) say('JC103-03-1');
  if (isIncompatible(setting, ['平台类型', '批准部门'], type, text(cells, '05'))) say('JC103-05-1');
  if (isUnknownUnit(setting, cells, '04')) say('PK000-1');
  if (isAnotherUnit(setting, cells, '04', unit.id)) say('JC103-04-1');
  if (isBadDocument(setting, cells, '06')) say('JC103-06-1');
  if (exact(cells, '07') > end) say('JC103-07-1');
  const host = named(cells, '04');
  if (state === '2' && isOneOf(cells, '02', centres) && host !== undefined) {
    const run = (host === null ? [] : rows.platformsAt.sure(host, unit)).filter(
      (other) => isOneOf(other.cells, '02', centres) && text(other.cells, '08') === '2',
    );
    if (run.length !== 1) say('JC103-08-1');
  }
  const ended = exact(cells, '09');
  if (state === '4' && applies(cells, '07', '09'))
    if (!isFilled(cells, '09') || ended < exact(cells, '07')) say('JC103-09-1');
  if (
    isFilled(cells, '09') &&
    applies(cells, '08') &&
    ((state !== undefined && state !== '4') || ended > end)
  )
    say('JC103-09-2');
  for (const code of ['11', '12', '13'])
    if (state === '2' && high(cells, code) <= 0) say(`JC103-11-1-${code}`);
  if (type === '40' && !isFilled(cells, '15')) say('JC103-15-1');
  if (low(cells, '17') > 0 && cells['16'] === false) say('JC103-16-1');
  if (low(cells, '17') > 8784 * high(cells, '21')) say('JC103-17-1');
  if (cells['19'] === true) {
    if (!isFilled(cells, '19a')) say('JC103-19-1');
    if (text(cells, '03') === '1') say('JC103-19-2');
  }
  if (isOneOf(cells, '02', joint) && !isFilled(cells, '20')) say('JC103-20-1');
}

/** Persons and amounts of a platform beside the same row of last year. */
function checkChange(
  say: (rule: string) => void,
  cells: Cells,
  last: Cells | undefined,
  { edition: { params } }: Setting,
): void {
  for (const code of ['11', '12', '13']) {
    const old = exact(last, code);
    const [least, most] = [low(cells, code), high(cells, code)];
    const floor = params[code === '11' ? '人数增减下限' : '增减下限'] ?? 0;
    if (old > 0 && isFar(least, most, old, 50) && Math.max(least - old, old - most) > floor)
      say(code === '11' ? 'JC103-11-2' : `JC103-12-1-${code}`);
  }
}
