import type { UnitDocuments } from '#shared/checking/documents.ts';
import { carriedKey, outside, type Cells } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { NearNames, SameRows } from './alike.ts';
import { counted, isAmong, isNotOne, isUnequal } from './county-rows.ts';
import {
  applies,
  exact,
  high,
  isBadDocument,
  isNotZero,
  isUnknownUnit,
  named,
  owes,
  rowsOf,
  text,
} from './reading.ts';
import type { Report, Setting } from './reading.ts';
import { required } from './required.ts';

export interface Alliances {
  readonly names: NearNames;
  readonly same: SameRows;
}

export function checkAlliances(
  report: Report,
  unit: UnitDocuments,
  setting: Setting,
  others: Alliances,
): void {
  const members = rowsOf(unit, 'JC105M');
  for (const { key, cells } of rowsOf(unit, 'JC105')) {
    const say = (rule: string): void => report(rule, key);
    const own = members.filter((row) => row.key.startsWith(`M${key}/`));
    checkAlliance(say, cells, unit, setting);
    checkMembers(say, cells, own, setting);
    checkAlone(say, unit, key, cells, others);
    required(report, 'JC105', cells, { unit, end: setting.end, row: key });
  }
  for (const { key, cells } of members) {
    checkMember((rule) => report(rule, key), cells, setting);
    required(report, 'JC105M', cells, { unit, end: setting.end, row: key });
  }
}

function checkAlone(
  say: (rule: string) => void,
  unit: UnitDocuments,
  key: RecordKey,
  cells: Cells,
  { names, same }: Alliances,
): void {
  const name = text(cells, '01');
  if (name !== undefined && names.hasNear(unit.id, key, name)) say('JC105-01-2');
  if (same.hasOther(unit, key, cells)) say('JC105-01-1');
  if (cells[carriedKey] === true) say('JC105-K');
}

function checkAlliance(
  say: (rule: string) => void,
  cells: Cells,
  unit: UnitDocuments,
  setting: Setting,
): void {
  if (isUnknownUnit(setting, cells, '04')) say('JC105-04-1');
  if (exact(cells, '05') > setting.end) say('JC105-05-1');
  if (isBadDocument(setting, cells, '06')) say('JC105-06-1');
  if (high(cells, '08') <= 0) say('JC105-08-2');
  if (cells['13'] === false) say('JC105-13-1');
  if (cells['14'] === false) say('JC105-14-1');
  if (!owes(unit, 'JC104')) {
    const projects = setting.rows.projectsOfAlliance.count(named(cells, '01'), unit);
    if (isUnequal(cells, '15', projects)) say('JC105-15-1');
  }
  if (cells['15'] === 0 && isNotZero(cells, '16')) say('JC105-16-1');
}

/** What is said of the members beside the rows below. */
function checkMembers(
  say: (rule: string) => void,
  cells: Cells,
  members: readonly { readonly cells: Cells }[],
  { around }: Setting,
): void {
  const kinds = { '08': '1', '09': '2', '10': '3', '11': '4' } as const;
  for (const [code, kind] of Object.entries(kinds))
    if (
      isUnequal(
        cells,
        code,
        counted(members, (row) => isAmong(row, '03', [kind])),
      )
    )
      say(`JC105-${code}-1`);
  const local = counted(members, (row) => {
    const area = text(row, '04');
    return area === undefined ? isAmong(row, '04', []) : around.isOfCounty(area);
  });
  if (isUnequal(cells, '12', local)) say('JC105-12-1');
  const leads = counted(members, (row) => isAmong(row, '05', ['1']));
  if (isNotOne(leads)) say('JC105-04-2');
  const lead = named(cells, '04');
  if (leads.least === 1 && leads.most === 1) {
    const isSame = (row: Cells): boolean | undefined =>
      lead === undefined && applies(row, '01') ? undefined : isAmong(row, '01', [lead ?? '']);
    const same = counted(members, (row) => {
      const [isLead, isNamed] = [isAmong(row, '05', ['1']), isSame(row)];
      if (isLead === false || isNamed === false || lead === null) return false;
      return isLead === true ? isNamed : undefined;
    });
    if (isNotOne(same)) say('JC105-04-3');
  }
  const names = members.flatMap((row) => text(row.cells, '01') ?? []);
  if (names.length !== new Set(names).size) say('JC105-08-3');
}

function checkMember(say: (rule: string) => void, cells: Cells, setting: Setting): void {
  const { around } = setting;
  const [unit, code, area] = [text(cells, '01'), text(cells, '02'), text(cells, '04')];
  if (isUnknownUnit(setting, cells, '01')) say('JC105M-01-1');
  if (code !== undefined) {
    const isCredit = around.hasForm(code, 'USCC');
    if (!isCredit && !around.hasForm(code, 'ORG')) say('JC105M-02-1');
    if (isCredit && !around.isSound(code, 'USCC')) say('JC105M-02-2');
  }
  if (unit?.startsWith(outside) === true && area !== undefined && around.isOfCounty(area)) say('JC105M-04-1');
  if (cells[carriedKey] === true) say('JC105M-K');
}
