import type { Batch } from '#shared/contract/areas/imports.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Choice, StagedTable } from '#shared/intake/staged.ts';
import { codeOf } from '#shared/values/cell.ts';
import {
  firstRowOf,
  layoutId,
  layoutOfTable,
  parseLayout,
  printLayout,
} from '#shared/values/sheet-layout.ts';
import type { AnsweredQuestion, StoredBatch } from '../../store/batches.ts';
import type { ReadContext } from '../context.ts';
import type { StageInput } from './stage-filings.ts';

/** What the clerk said of where tables are, as questions that were answered: for the log and the history of a cell. */
export function laidAnswers(
  context: ReadContext,
  tables: readonly StagedTable[],
): readonly AnsweredQuestion[] {
  return tables.flatMap((table): AnsweredQuestion[] => {
    const { laid, sheet, headerRows } = table;
    if (laid === undefined) return [];
    const choice: Choice = { code: laid.text, details: namesIn(context, laid.text) };
    return [
      {
        question: {
          id: laid.id,
          kind: 'layout',
          sheet,
          return: table.return,
          details: {
            from: String(Math.min(firstRowOf(table), ...headerRows) + 1),
            to: String(lastRowOf(laid.text)),
          },
          choices: [choice],
          group: 'layout',
        },
        answer: laid.text,
      },
    ];
  });
}

function lastRowOf(text: string): number {
  const parsed = parseLayout(text);
  return 'fault' in parsed ? 0 : (parsed.layout.runs.at(-1)?.to ?? 0) + 1;
}

/** The names of the items that a layout speaks of: `02/zh`, `02/en`. */
function namesIn({ edition }: ReadContext, text: string): Record<string, string> {
  const parsed = parseLayout(text);
  if ('fault' in parsed) return {};
  const { table, columns, items } = parsed.layout;
  const names: Record<string, string> = {};
  for (const meaning of [...columns.values(), ...items.values()]) {
    const name = edition.field(table, codeOf(meaning))?.name;
    if (name === undefined) continue;
    names[`${codeOf(meaning)}/zh`] = name.zh;
    names[`${codeOf(meaning)}/en`] = name.en;
  }
  return names;
}

/** The tables of a file as a clerk could lay them out; of a file in which none was found the places where one can be. */
export function layoutsOf({ sha256, reading, problem }: StoredBatch): Batch['layouts'] {
  const prefix = sha256.slice(0, 6);
  if (problem?.code === 'intake.no-table') {
    const { sheets } = problem.details;
    const names = typeof sheets === 'string' ? sheets.split('、').filter((name) => name !== '') : sheets;
    return names.map((sheet) => ({ id: layoutId(prefix, sheet, 0), sheet, text: null, isLaid: false }));
  }
  return reading.tables.flatMap((table) => {
    const { sheet, part, laid } = table;
    const text = printLayout(layoutOfTable(table));
    return {
      id: laid?.id ?? layoutId(prefix, sheet, firstRowOf(table), part),
      sheet,
      text: laid?.text ?? text,
      isLaid: laid !== undefined,
    };
  });
}

/** The problem that what the clerk said of a table can't be; null where all of it can. */
export function misLaidIn({ staged, file }: StageInput): Problem | null {
  const [first] = staged?.head.misLaid ?? [];
  return first === undefined ? null : new Problem('intake.layout', { file, ...first });
}
