import { zipSync } from 'fflate';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Finding, Place } from '#shared/checking/finding.ts';
import type { QueryCell, QueryItem, QuerySheet } from '#shared/values/query-page.ts';
import { findingText } from '#shared/texts/findings.ts';
import { codeOf, columnOf, keyOf, type CellKey, type CellValue } from '#shared/values/cell.ts';
import { asFileName, unitNameBytes } from '#shared/values/file-name.ts';
import { fingerprint } from '#shared/values/fingerprint.ts';
import { rowNumber, tableOf, type RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { recordOf } from '../store/records.ts';
import { filingsAmong } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { unitAt } from '../store/units.ts';
import { writeQuerySheet } from '../workbook/write-query.ts';
import { contactsOf } from './contacts.ts';
import type { ExportContext, ReadContext } from './context.ts';
import { resolveUnit, unitView } from './directory.ts';
import { allFindings, isOpen, unitFindings, worded, type BareFinding } from './findings.ts';
import { handOut, keepMade, type KeptFile } from './made.ts';
import { officersOf } from './officers.ts';
import type { RunContext } from './run-context.ts';
import { pageOf, yearOf } from './year.ts';

export const queryReads = { 'query.list': queryList };
export const queryRuns = { 'query.make': queryMake };
export const queryExporterSteps = { 'queries/write': writeQueries };

type Asked = Pick<Parsed<'query.list'>, 'year' | 'unit' | 'due' | 'contact' | 'phone'>;

function queryList(context: ReadContext, input: Parsed<'query.list'>): Output<'query.list'> {
  const { sheets, unfiled } = sheetsOf(context, input);
  return { sheets: pageOf(sheets, input), total: sheets.length, unfiled };
}

/** A week from the day of the request, by the calendar of the office. */
const week = 7 * 24 * 60 * 60 * 1000;

interface Sheets {
  readonly sheets: readonly QuerySheet[];
  /** Units of which nothing is asked but what they have not filed: that is for the list of reminders. */
  readonly unfiled: number;
}

function sheetsOf(context: ReadContext, asked: Asked): Sheets {
  const { store, edition } = context;
  const year = yearOf(context, asked);
  const only = asked.unit === undefined ? undefined : resolveUnit(context, asked.unit, year);
  const findings = (
    only === undefined ? allFindings(context, year) : unitFindings(context, year, only)
  ).filter((item) => item.finding.unit !== '' && isOpen(item));
  const county = countyAt(store, year);
  const officers = officersOf(context);
  const due = new Date(Date.parse(context.now) + week);
  const dueDay = [due.getFullYear(), due.getMonth() + 1, due.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const base = {
    year,
    county: county?.code ?? '',
    countyName: county?.name ?? '',
    edition: edition.edition.name,
    demonstration: edition.edition.demonstration,
    due: asked.due ?? dueDay,
    contact: asked.contact ?? officers.clerk,
    phone: asked.phone ?? officers.phone,
  };
  const byUnit = Map.groupBy(findings, ({ finding }) => finding.unit);
  const contacts = contactsOf(context, year, new Set(byUnit.keys()));
  let unfiled = 0;
  const sheets = [...byUnit]
    .flatMap(([unit, own]): QuerySheet[] => {
      const entry = unitAt(store, unit, year);
      const due = dueOf(context, year, unit);
      const items = itemsOf(context, year, own, due);
      if (
        items.length === 0 &&
        own.some(({ finding }) => placesOf(context, finding).some((at) => due.has(at.return)))
      )
        unfiled += 1;
      if (entry === undefined || items.length === 0) return [];
      const { name, code } = unitView(context, entry, year);
      return [{ ...base, unit, unitName: name, code, items, called: contacts.get(unit) ?? null }];
    })
    .sort((a, b) => (a.unitName < b.unitName ? -1 : 1));
  return { sheets, unfiled };
}

/** Returns of a unit that have not come: an enterprise cannot mend a number of what it has not filed. */
function dueOf({ store }: ReadContext, year: number, unit: string): ReadonlySet<string> {
  const due = filingsAmong(store, year, [unit]).filter(({ state }) => state === 'due');
  return new Set(due.map((filing) => filing.return));
}

/** Of the values that a rule compared, by which a later change is told. */
export function operandsOf({ operands }: Finding): string {
  return fingerprint(JSON.stringify(operands.map(({ name, value }) => [name, value])));
}

function itemsOf(
  context: ReadContext,
  year: number,
  findings: readonly BareFinding[],
  due: ReadonlySet<string>,
): readonly QueryItem[] {
  const askedIn = new Map<string, number>();
  const items: QueryItem[] = [];
  const gravestFirst = [...findings].sort((a, b) => (a.finding.class < b.finding.class ? -1 : 1));
  for (const { finding, words } of worded(context, gravestFirst)) {
    const number = items.length + 1;
    const filed = placesOf(context, finding).filter((place) => !due.has(place.return));
    const cells = filed.map(({ return: code, record, key }): QueryCell => {
      const place = `${code}/${record}/${key}`;
      const seeItem = askedIn.get(place) ?? null;
      if (seeItem === null) askedIn.set(place, number);
      return { ...shownCell(context, year, finding.unit, code, record, key), seeItem };
    });
    if (cells.length === 0) continue;
    const { sentence } = findingText(finding, words, 'zh');
    items.push({
      finding: finding.id,
      class: finding.class,
      reason: sentence,
      operands: operandsOf(finding),
      cells,
    });
  }
  return items;
}

interface CellPlace {
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
}

/** Cells that the enterprise filled in: where the finding points to, and the others of its form that were compared. */
function placesOf({ edition }: ReadContext, finding: Finding): readonly CellPlace[] {
  const own = tableOf(finding.return, finding.record);
  const compared = finding.operands.flatMap(({ name, table, code }): Place[] => {
    const isHere = table === own && (name === code || name === `${code}.上年`);
    if (!isHere) return [];
    const { return: of, record } = finding;
    return [{ return: of, record, code, column: name === code ? '本年' : '上年' }];
  });
  const places = new Map<string, CellPlace>();
  for (const { return: code, record, code: fieldCode, column } of [...finding.places, ...compared]) {
    const field = edition.field(tableOf(code, record), fieldCode);
    if (edition.return(code)?.kind !== 'filled' || field === undefined || field.computed === true) continue;
    const key = keyOf(fieldCode, column);
    places.set(`${code}/${record}/${key}`, { return: code, record, key });
  }
  return [...places.values()];
}

function shownCell(
  { edition, store }: ReadContext,
  year: number,
  unit: string,
  code: string,
  record: RecordKey,
  key: CellKey,
): Omit<QueryCell, 'seeItem'> {
  const table = tableOf(code, record);
  const field = edition.field(table, codeOf(key));
  const value: CellValue | null = recordOf(store, year, unit, code, record)?.cells[key] ?? null;
  const list = field?.list === undefined ? undefined : edition.list(field.list);
  const nameIn = (item: string): string | undefined =>
    list?.items.find((each) => each.code === item)?.name.zh;
  const row = rowNumber(record);
  const lastYear = columnOf(key) === '上年' ? '(上年栏)' : '';
  return {
    return: code,
    record,
    key,
    item: `${codeOf(key)} ${field?.name.zh ?? ''}${lastYear}${row === 0 ? '' : `(第${row}行)`}`,
    unitOfAccount: field?.unit ?? '—',
    value,
    reported: value === null ? '(未填)' : showValue(value, field, 'zh', nameIn),
  };
}

async function writeQueries(
  context: ExportContext,
  input: Asked & { readonly apart: boolean },
): Promise<readonly KeptFile[]> {
  const { sheets, unfiled } = sheetsOf(context, input);
  const [first] = sheets;
  if (first === undefined) throw new Problem('query.nothing', { unfiled });
  const isOne = input.unit !== undefined;
  const entries: Record<string, Buffer> = {};
  const kept: KeptFile[] = [];
  for (const [index, sheet] of sheets.entries()) {
    context.checkCancelled();
    context.progress({ done: index, total: sheets.length, on: sheet.unitName });
    // Two units may have one name.
    const name = `查询单 ${asFileName(sheet.unitName, unitNameBytes)} ${sheet.code} ${sheet.year}.xlsx`;
    const bytes = await writeQuerySheet(sheet);
    if (isOne || input.apart) kept.push(keepMade(context.folder, name, bytes));
    else entries[name] = bytes;
  }
  if (kept.length > 0) return kept;
  // A workbook is a zip already; the time is that of the format's beginning, as in every file that is made.
  const zip = zipSync(entries, { level: 0, mtime: new Date(2000, 0, 1) });
  return [keepMade(context.folder, `查询单 ${first.countyName} ${first.year}.zip`, zip)];
}

async function queryMake(context: RunContext, input: Parsed<'query.make'>): Promise<Output<'query.make'>> {
  const { signal, progress, workspace } = context;
  const kept = await workspace.export('queries/write', input, { signal, progress });
  return { files: kept.map((file) => handOut(context, file)) };
}
