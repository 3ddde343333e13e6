import type { Recalled } from '#shared/intake/recipe.ts';
import { isLayoutId } from '#shared/intake/laid-answers.ts';
import type { Question } from '#shared/intake/staged.ts';
import { batch, sameFile } from '../../store/batches.ts';
import type { ReadContext } from '../context.ts';
import { questionsOf, type StageInput } from './stage-filings.ts';

type Answers = Readonly<Record<string, string>>;

interface Read<Reply> {
  readonly reply: Reply;
  readonly recalled: Recalled;
}

export interface GivenSteps<Reply> {
  /** Reads and stages the file with these answers, and with what is remembered of its sender. */
  readonly read: (answers: Answers) => Promise<Read<Reply>>;
  /** What is asked once the file was read so, of all that is answered. */
  readonly asked: (read: Read<Reply>, answers: Answers) => Promise<readonly Question[]>;
}

export interface Given<Reply> extends Read<Reply> {
  /** Those of an earlier import of the file with the new ones. */
  readonly answers: Answers;
  /** The questions that they answer. */
  readonly asked: readonly Question[];
}

/**
 * A file that comes with answers, some of them perhaps from an earlier import of it that still waits. What they answer would
 * never be asked: so the file is also read as it would be by somebody who answers one question after the other, for their
 * words to be kept. `first`: how it was read with the new answers alone; `prefix` begins the ids of its questions.
 */
export async function readGiven<Reply>(
  steps: GivenSteps<Reply>,
  first: Read<Reply>,
  { prefix, given, waiting }: { readonly prefix: string; readonly given: Answers; readonly waiting: Answers },
): Promise<Given<Reply>> {
  const answers = { ...waiting, ...given };
  const read = Object.keys(waiting).length === 0 ? first : await steps.read(answers);
  const asked: Question[] = [];
  // Those of the earlier import are kept with its batch.
  const told: Record<string, string> = { ...waiting };
  for (const [id, answer] of Object.entries(given)) if (isLayoutId(id, prefix)) told[id] = answer;
  const isLeft = (id: string): boolean => answers[id] !== undefined && told[id] === undefined;
  while (Object.keys(answers).some((id) => id.startsWith(`${prefix}:`) && isLeft(id))) {
    const before = await steps.read(told);
    const next = (await steps.asked(before, told)).filter(({ id }) => isLeft(id));
    if (next.length === 0) break;
    for (const question of next) {
      const answer = answers[question.id];
      if (answer === undefined || told[question.id] !== undefined) continue;
      told[question.id] = answer;
      asked.push(question);
    }
  }
  return { ...read, answers, asked };
}

/** The answers of a file that was imported before and still waits for others; none for any other file. */
export function waitingAnswers(
  { store }: ReadContext,
  { year, sha256 }: { readonly year: number; readonly sha256: string },
): Answers {
  const known = sha256 === '' ? undefined : sameFile(store, year, sha256);
  return known === undefined || known.state === 'committed' ? {} : batch(store, known.id).answers;
}

/** What is asked of a file that was read, or answered from memory, of what the clerk has answers to. */
export function askedOf(
  context: ReadContext,
  { wanted, ...input }: StageInput & { readonly wanted: readonly string[] },
): readonly Question[] {
  const { staged, recalled } = input;
  // A 查询单 keeps no questions, and of a table that can't be where it was said to be nothing is taken.
  if (staged === null || staged.head.reply !== undefined || staged.head.misLaid.length > 0) return [];
  const isWanted = new Set(wanted);
  const remembered = recalled.reused.map(({ question }) => question);
  return [...questionsOf(context, input, staged), ...remembered].filter(({ id }) => isWanted.has(id));
}
