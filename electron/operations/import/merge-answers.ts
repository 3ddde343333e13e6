import { Problem } from '#shared/contract/problem.ts';
import { isLayoutId } from '#shared/intake/laid-answers.ts';
import type { Question } from '#shared/intake/staged.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import { fieldsOf } from '#shared/returns/tables.ts';
import { takesAnyItem } from '#shared/values/any-item.ts';
import { codeOf } from '#shared/values/cell.ts';
import { asFound, parseLayout } from '#shared/values/sheet-layout.ts';
import { batch, type StoredBatch } from '../../store/batches.ts';
import { unitsByName } from '../../store/units.ts';
import type { ReadContext } from '../context.ts';
import { resolveUnit } from '../directory.ts';

export interface MergedAnswers {
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly newUnits?: 'add';
  /** What it wrote has to be taken back first. */
  readonly isCommitted: boolean;
}

/**
 * The answers of a batch with new ones merged in. `group:<group>` becomes the same answer to each open question of the group;
 * a question that was answered before, also from memory, is answered otherwise; a layout is no question's answer, and `found`
 * takes it back. An unknown question or choice is refused. A file in which no table was found, or
 * nothing in it, can only be laid out.
 */
export function mergeAnswers(
  context: ReadContext,
  input: { readonly batch: string; readonly answers: Readonly<Record<string, string>> },
): MergedAnswers {
  const found = batch(context.store, input.batch);
  const { state, problem, reading, year, file, sha256, size } = found;
  const isToBeLaid =
    state === 'refused' && (problem?.code === 'intake.no-table' || problem?.code === 'intake.blank');
  if (state !== 'questions' && state !== 'staged' && state !== 'committed' && !isToBeLaid)
    throw new Problem('intake.batch-state', { batch: input.batch, state });
  const answers: Record<string, string> = { ...found.answers };
  const { questions, answered = [], reused = [], newUnits } = reading;
  const given = [...answered, ...reused].map(({ question }) => question);
  const byGroup = Map.groupBy(questions, (question) => question.group);
  const byId = Map.groupBy([...questions, ...given], (question) => question.id);
  for (const [id, choice] of Object.entries(input.answers)) {
    if (reading.reply === undefined && isLayoutId(id, sha256.slice(0, 6))) {
      if (choice.trim() === asFound) delete answers[id];
      else answers[id] = layoutIn(found, id, choice);
      continue;
    }
    const [asked] = id.startsWith('group:') ? [byGroup.get(id.slice('group:'.length))] : [byId.get(id)];
    if (asked === undefined) throw new Problem('intake.answer-unknown', { question: id });
    for (const question of asked) answers[question.id] = chosen(context, year, question, choice);
  }
  const isCommitted = state === 'committed';
  return { year, file, sha256, size, answers, isCommitted, ...(newUnits === undefined ? {} : { newUnits }) };
}

/** A layout that can be read; whether it fits the sheet is seen when the file is. */
function layoutIn({ file }: StoredBatch, id: string, text: string): string {
  const parsed = parseLayout(text);
  if ('layout' in parsed) return text;
  const sheet = id.slice(id.indexOf(':') + 1, id.lastIndexOf('!'));
  throw new Problem('intake.layout', { file, sheet, fault: parsed.fault });
}

/** A choice by its code, by its kind when only one is of it (`match`), or a value, unit or item that the clerk named. */
function chosen(context: ReadContext, year: number, question: Question, choice: string): string {
  if (question.choices.some((item) => item.code === choice)) return choice;
  const ofKind = question.choices.filter((item) => item.code.startsWith(`${choice}:`));
  if (ofKind.length === 1 && ofKind[0] !== undefined) return ofKind[0].code;
  if (takesAnyItem(question) && isItem(context, question, choice)) return choice;
  if (choice.startsWith('match:') && isAboutUnit(question.kind))
    return `match:${unitMeant(context, year, choice.slice('match:'.length).trim())}`;
  if (!choice.startsWith('value:') || question.field === undefined)
    throw new Problem('intake.answer-unknown', { question: question.id });
  return choice;
}

/** Whether an answer names an item of the return that a question is about. */
function isItem({ edition }: ReadContext, question: Question, choice: string): boolean {
  const [, key = ''] = /^field:(.+)$/u.exec(choice) ?? [];
  const tables = edition.return(question.return ?? '')?.tables ?? [];
  return tables.some((table) => fieldsOf(table).has(codeOf(key)));
}

/** A unit of the directory by its code or its whole name. */
function unitMeant(context: ReadContext, year: number, typed: string): string {
  const named = unitsByName(context.store, typed, year);
  return named.length === 1 && named[0] !== undefined ? named[0] : resolveUnit(context, typed, year);
}
