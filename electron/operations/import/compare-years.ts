import { isFilingOf, type Notice, type Question, type StagedTable } from '#shared/intake/staged.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadContext } from '../context.ts';
import type { MatchedFile, Matching } from './match-units.ts';
import { lastYearAgain, sameYears } from './repeated-years.ts';
import { shiftedRows, shiftedUnits } from './shifted-figures.ts';
import { TableLook } from './table-look.ts';

/**
 * Looks at a file beside last year: whether the two years stand in each other's columns, the file is last year's, figures
 * slipped a row, or stand in another unit than the file says. Each is a question with its evidence; what the answer changes is
 * how the file is read. One figure that is off is left to the checks: only the enterprise can say what it should be.
 */
export function askAboutYears(
  context: ReadContext,
  tables: readonly StagedTable[],
  filings: readonly BatchFiling[],
  matching: Matching,
): MatchedFile {
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const held = new Map<string, Pick<BatchFiling, 'skipped' | 'question'>>();
  const byTable = Map.groupBy(filings, ({ sheet, table }) => `${sheet}|${table}`);
  for (const table of tables) {
    if (context.edition.table(table.table)?.kind !== 'fixed') continue;
    const own = (byTable.get(`${table.sheet}|${table.table}`) ?? []).filter(
      (filing) => filing.unit !== null && !filing.skipped && isFilingOf(table, filing),
    );
    const look = new TableLook(context, table, own, matching);
    const hold = (with_: Pick<BatchFiling, 'skipped' | 'question'>): void => {
      for (const { id } of own) held.set(id, with_);
    };
    if (isLeftOut(look)) {
      hold({ skipped: true, question: null });
      continue;
    }
    const asked = questionsOf(look);
    questions.push(...asked);
    const ofTable = asked.find(({ filing }) => filing === undefined);
    if (ofTable !== undefined) hold({ skipped: false, question: ofTable.id });
    for (const { id, filing } of asked)
      if (filing !== undefined) held.set(filing, { skipped: false, question: id });
    if (asked.length === 0) notices.push(...sameYears(look));
  }
  if (held.size === 0) return { filings, questions, notices };
  return {
    filings: filings.map((filing) =>
      filing.skipped ? filing : { ...filing, ...(filing.question === null ? held.get(filing.id) : {}) },
    ),
    questions,
    notices,
  };
}

/** Whether an answer left the table out. */
function isLeftOut(look: TableLook): boolean {
  return (['years-swapped', 'last-year-again', 'rows-shifted'] as const).some(
    (kind) => look.answer(String(look.header + 1), kind) === 'skip',
  );
}

function questionsOf(look: TableLook): readonly Question[] {
  const first = lastYearAgain(look) ?? shiftedRows(look);
  return first === null ? shiftedUnits(look) : [first];
}
