import { firstCellOf, type Question } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import type { Matching } from './match-units.ts';
import { parentRows, placeRows } from './place-rows.ts';

/**
 * Rows that stand below another (the members of an alliance) and name none that is there: which it is, is asked. Without
 * a row to choose the file can only be taken without them.
 */
export function askParents(
  store: ReadableStore,
  edition: LoadedEdition,
  filings: readonly BatchFiling[],
  matching: Matching,
): { readonly filings: readonly BatchFiling[]; readonly questions: readonly Question[] } {
  if (filings.every(({ table }) => edition.table(table)?.parent === undefined))
    return { filings, questions: [] };
  const questions = new Map<string, Question>();
  const places = placeRows(store, edition, matching.year, filings);
  const settled = filings.map((filing): BatchFiling => {
    const parent = edition.table(filing.table)?.parent;
    if (parent === undefined || filing.unit === null || filing.skipped || places.has(filing.id))
      return filing;
    const named = filing.parent ?? '';
    const id = `${matching.prefix}:${filing.unit}/${named}/parent-missing`;
    const answer = matching.answers[id];
    if (answer === 'skip') return { ...filing, skipped: true };
    if (answer?.startsWith('row:') === true) return { ...filing, parent: answer.slice('row:'.length) };
    const choices = parentRows(store, edition, matching.year, filings, filing.unit, parent);
    questions.set(id, {
      id,
      kind: 'parent-missing',
      sheet: filing.sheet,
      cell: firstCellOf(filing),
      return: filing.return,
      filing: filing.id,
      details: { name: named },
      choices: [...choices.map((key) => ({ code: `row:${key}`, details: { name: key } })), { code: 'skip' }],
      group: `parent-missing/${named}`,
    });
    return { ...filing, question: filing.question ?? id };
  });
  return { filings: settled, questions: [...questions.values()] };
}
