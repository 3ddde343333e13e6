import type { OwedReturn, Reminder } from '#shared/contract/areas/reminders.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { contactTexts, owedText, reminderTexts } from '#shared/texts/reminders.ts';
import { localDay } from '#shared/values/moment.ts';
import { filings } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import type { Unit } from '../store/units.ts';
import { newWorkbook } from '../workbook/new-workbook.ts';
import { contactsOf } from './contacts.ts';
import type { ExportContext, ReadContext } from './context.ts';
import { countyDirectory } from './county.ts';
import { codeNow } from './directory.ts';
import { allFindings, isOpen } from './findings.ts';
import { handOut, keepMade, type KeptFile } from './made.ts';
import type { RunContext } from './run-context.ts';
import { pageOf, yearOf } from './year.ts';

export const reminderReads = { 'reminders.list': remindersList };
export const reminderRuns = { 'reminders.make': remindersMake };
export const reminderExporterSteps = { 'reminders/write': writeReminders };

type Asked = Pick<Parsed<'reminders.list'>, 'year' | 'return'>;
type List = Output<'reminders.list'>;

function remindersList(context: ReadContext, input: Parsed<'reminders.list'>): List {
  const all = remindersOf(context, input);
  return { ...all, reminders: pageOf(all.reminders, input), total: all.reminders.length };
}

function remindersOf(
  context: ReadContext,
  asked: Asked,
): Omit<List, 'reminders' | 'total'> & {
  readonly reminders: readonly Reminder[];
} {
  const { store, edition } = context;
  const year = yearOf(context, asked);
  if (asked.return !== undefined && edition.return(asked.return)?.kind !== 'filled')
    throw new Problem('return.absent', { return: asked.return });
  const owed = owedByUnit(context, year);
  const counts = new Map<string, { due: number; draft: number }>();
  for (const { return: code, state } of [...owed.values()].flat()) {
    const count = counts.get(code) ?? { due: 0, draft: 0 };
    count[state] += 1;
    counts.set(code, count);
  }
  const chosen = [...owed].flatMap(([unit, items]) => {
    const of = items.filter((item) => asked.return === undefined || item.return === asked.return);
    return of.length === 0 ? [] : [[unit, of] as const];
  });
  const directory = countyDirectory(context, year);
  // A place without a code of its own is called where its operator is.
  const calledAt = (unit: string): string => directory.get(unit)?.facts.operator ?? unit;
  const contacts = contactsOf(context, year, new Set(chosen.flatMap(([unit]) => [unit, calledAt(unit)])));
  return {
    county: countyAt(store, year)?.name ?? '',
    year,
    demonstration: edition.edition.demonstration,
    on: localDay(context.now),
    reminders: chosen
      .map(([unit, items]) => ({ unit, items, known: directory.get(unit) }))
      .sort((a, b) => inOrder(a.known, b.known))
      .map(({ unit, items, known }) => ({
        unit,
        code: known === undefined ? unit : codeNow(known),
        name: known?.facts.name ?? unit,
        contact: contacts.get(unit) ?? contacts.get(calledAt(unit)) ?? null,
        owed: items,
      })),
    returns: edition
      .filled()
      .flatMap(({ code, name }) =>
        counts.has(code) ? [{ return: code, name, ...(counts.get(code) ?? { due: 0, draft: 0 }) }] : [],
      ),
  };
}

/** By size as the directory has it, so that those come first whose absence moves the totals; then by name. */
function inOrder(one: Unit | undefined, other: Unit | undefined): number {
  const [a, b] = [one, other].map((unit) => `${unit?.facts.size ?? '9'} ${unit?.facts.name ?? ''}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** What did not come, and what came with open findings of class A or B, by unit, in the order of the returns. */
function owedByUnit(context: ReadContext, year: number): ReadonlyMap<string, readonly OwedReturn[]> {
  const today = localDay(context.now);
  const open = new Map<string, OwedReturn['open']>();
  for (const item of allFindings(context, year)) {
    const { unit, return: code, class: of } = item.finding;
    if (of === 'D' || !isOpen(item)) continue;
    const place = `${unit}/${code}`;
    const known = open.get(place) ?? { A: 0, B: 0, C: 0 };
    open.set(place, { ...known, [of]: known[of] + 1 });
  }
  const definitions = new Map(
    context.edition.filled().map((definition, index) => [definition.code, { definition, index }]),
  );
  const owed = new Map<string, OwedReturn[]>();
  const nothing = { A: 0, B: 0, C: 0 };
  for (const { unit, return: code, state } of filings(context.store, year)) {
    const definition = definitions.get(code)?.definition;
    if (definition === undefined || (state !== 'due' && state !== 'draft')) continue;
    const found = state === 'due' ? nothing : (open.get(`${unit}/${code}`) ?? nothing);
    if (state === 'draft' && found.A + found.B === 0) continue;
    const by = definition.deadlines === undefined ? null : `${year + 1}-${definition.deadlines.unit}`;
    const items = owed.get(unit) ?? [];
    owed.set(unit, items);
    items.push({
      return: code,
      name: definition.name,
      state,
      open: found,
      due: by === null ? null : { by, late: by < today },
    });
  }
  const place = ({ return: code }: OwedReturn): number => definitions.get(code)?.index ?? 0;
  for (const items of owed.values()) items.sort((a, b) => place(a) - place(b));
  return owed;
}

async function writeReminders(context: ExportContext, input: Asked): Promise<KeptFile> {
  const { reminders, county, year, demonstration, on, returns } = remindersOf(context, input);
  const words = reminderTexts.zh;
  const book = await newWorkbook();
  const sheet = book.addWorksheet('催报单', {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  [6, 21, 32, 12, 22, 30, 28, 18, 30].forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  sheet.addRow([words.title(county, year, demonstration)]).font = { bold: true, size: 14 };
  sheet.addRow([words.about(on)]);
  sheet.addRow([...words.columns]).font = { bold: true };
  reminders.forEach((reminder, index) => {
    const { person, telephone } = contactTexts(reminder, year, 'zh');
    // Every line is whole, so that the list can be sorted and cut as one likes.
    for (const item of reminder.owed) {
      const { code, name } = reminder;
      const due = item.due === null ? '' : words.by(item.due.by, item.due.late);
      const form = `${item.return} ${item.name.zh}`;
      sheet.addRow([index + 1, code, name, person, telephone, form, owedText(item, 'zh'), due, '']);
    }
  });
  for (let column = 2; column <= words.columns.length; column += 1)
    sheet.getColumn(column).alignment = { wrapText: column !== 2, vertical: 'top' };
  for (const row of [1, 2]) {
    sheet.mergeCells(row, 1, row, words.columns.length);
    sheet.getCell(row, 1).alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.getRow(2).height = 32;
  const counts = book.addWorksheet(words.byReturn);
  [10, 40, 12, 12].forEach((width, index) => (counts.getColumn(index + 1).width = width));
  counts.addRow([...words.returnColumns]).font = { bold: true };
  const listed = returns.filter((item) => input.return === undefined || item.return === input.return);
  for (const item of listed) counts.addRow([item.return, item.name.zh, item.due, item.draft]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const of = input.return === undefined ? '' : ` ${input.return}`;
  return keepMade(context.folder, `催报单 ${county} ${year}${of}.xlsx`, bytes);
}

async function remindersMake(
  context: RunContext,
  input: Parsed<'reminders.make'>,
): Promise<Output<'reminders.make'>> {
  const { signal, progress, workspace } = context;
  const kept = await workspace.export('reminders/write', input, { signal, progress });
  return { file: handOut(context, kept) };
}
