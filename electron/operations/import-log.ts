import type { LoggedFile } from '#shared/contract/areas/import-log.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { logLines, logTexts } from '#shared/texts/import-log.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { localTime } from '#shared/values/moment.ts';
import { batch, batchCounts, batches, type StoredBatch } from '../store/batches.ts';
import { countyAt } from '../store/settings.ts';
import { takenBy } from '../store/taken.ts';
import { unitsAt } from '../store/units.ts';
import { newWorkbook } from '../workbook/new-workbook.ts';
import type { ExportContext, ReadContext } from './context.ts';
import { handOut, keepMade, type KeptFile } from './made.ts';
import type { RunContext } from './run-context.ts';
import { yearOf } from './year.ts';

export const importLogReads = { 'import.log': importLog };
export const importLogRuns = { 'import.writeLog': writeLog };
export const importLogExporterSteps = { 'import/log': makeLog };

const listedTaken = 500;
const pageSize = 200;

function importLog(context: ReadContext, input: Parsed<'import.log'>): Output<'import.log'> {
  const { store } = context;
  const one = input.batch === undefined ? null : batch(store, input.batch);
  const year = one?.year ?? yearOf(context, input);
  const total = one === null ? countOf(batchCounts(store, year)) : 1;
  const found = one === null ? batches(store, year, input.offset, input.limit) : [one];
  const units = unitsAt(store, year);
  return {
    county: countyAt(store, year)?.name ?? '',
    year,
    files: found.map((item) => logged(context, item, (id) => units.get(id)?.facts.name ?? id)),
    total,
  };
}

function countOf(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function logged({ store }: ReadContext, found: StoredBatch, nameOf: (unit: string) => string): LoggedFile {
  const { id, file, sha256, size, state, at, problem, reading } = found;
  const taken = takenBy(store, id);
  return {
    batch: id,
    file,
    sha256,
    size,
    outcome: state,
    at,
    problem,
    tables: [...reading.tables],
    taken: taken.slice(0, listedTaken).map((item) => ({ ...item, unitName: nameOf(item.unit) })),
    takenTotal: taken.length,
    notices: reading.notices.slice(0, listedTaken),
    answered: [...(reading.answered ?? [])],
    reused: [...(reading.reused ?? [])],
    open: reading.questions.slice(0, listedTaken),
  };
}

async function makeLog(context: ExportContext, input: Parsed<'import.writeLog'>): Promise<KeptFile> {
  const book = await newWorkbook();
  const sheet = book.addWorksheet('导入记录', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const texts = logTexts.zh;
  [36, 10, 20, 10, 20, 90].forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  let head: Pick<Output<'import.log'>, 'county' | 'year'> | null = null;
  for (let offset = 0; ; offset += pageSize) {
    context.checkCancelled();
    const page = importLog(context, { ...input, offset, limit: pageSize });
    if (head === null) {
      head = page;
      sheet.addRow([texts.title(page.county, page.year)]).font = { bold: true, size: 14 };
      sheet.addRow([...texts.columns]).font = { bold: true };
    }
    for (const file of page.files) for (const row of rowsOf(file)) sheet.addRow(row);
    context.progress({ done: Math.min(offset + pageSize, page.total), total: page.total, on: '' });
    if (input.batch !== undefined || offset + pageSize >= page.total) break;
  }
  sheet.getColumn(6).alignment = { wrapText: true, vertical: 'top' };
  sheet.views = [{ state: 'frozen', ySplit: 2 }];
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  return keepMade(context.folder, `导入记录 ${head.county} ${head.year}.xlsx`, bytes);
}

/** The file's own line first, then what is said about it. */
function rowsOf(file: LoggedFile): readonly (readonly string[])[] {
  const head = [file.file, batchStateNames[file.outcome].zh, localTime(file.at)];
  return [
    [...head, '', '', logTexts.zh.identity(file.sha256, file.size)],
    ...logLines(file, 'zh').map(({ part, where, text }) => [...head, part, where, text]),
  ];
}

async function writeLog(
  context: RunContext,
  input: Parsed<'import.writeLog'>,
): Promise<Output<'import.writeLog'>> {
  const { signal, progress, workspace } = context;
  const kept = await workspace.export('import/log', input, { signal, progress });
  return { file: handOut(context, kept) };
}
