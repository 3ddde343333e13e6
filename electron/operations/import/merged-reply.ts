import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { QueryReply } from '#shared/intake/query-sheet.ts';
import type { Notice } from '#shared/intake/staged.ts';
import { queryLayout } from '#shared/values/query-page.ts';
import { rowPath } from '#shared/values/record.ts';
import { survivor, unitAt } from '../../store/units.ts';
import type { ReadContext } from '../context.ts';
import { findingsOfMerged } from '../merged-explanations.ts';

/** A reply as it is to be read now. */
export interface Addressed {
  readonly reply: QueryReply;
  /** Said where it is read for another unit than it was sent to. */
  readonly notices: readonly Notice[];
  /** Why it can't be read for that unit. */
  readonly refusal: ProblemMessage | null;
}

/**
 * A sheet that was sent before its unit was merged is read for the unit that is kept: forms were laid over each other, so
 * that each cell is still the same one. Rows of registers have other places there; which, the sheet does not know, and it is
 * refused.
 */
export function addressed({ store }: ReadContext, year: number, reply: QueryReply): Addressed {
  const into = survivor(store, reply.unit, year);
  if (into === reply.unit) return { reply, notices: [], refusal: null };
  const nameOf = (unit: string): string => unitAt(store, unit, year)?.facts.name ?? unit;
  const details = { from: nameOf(reply.unit), into: nameOf(into) };
  const renamed = findingsOfMerged(store, year, { from: reply.unit, into, places: new Map() });
  const isOfRow =
    reply.numbers.some(({ record }) => rowPath(record).length > 0) ||
    reply.texts.some(({ finding }) => !renamed.has(finding));
  if (isOfRow)
    return { reply, notices: [], refusal: new Problem('intake.query-merged', details).toMessage() };
  const texts = reply.texts.map((text) => ({ ...text, finding: renamed.get(text.finding) ?? text.finding }));
  const cell = `A${queryLayout.unitRow + 1}`;
  return {
    reply: { ...reply, unit: into, texts },
    notices: [{ kind: 'reply-merged', class: 'C', sheet: reply.sheet, cell, details }],
    refusal: null,
  };
}
