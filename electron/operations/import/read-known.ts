import { nothingRecalled, type Recalled } from '#shared/intake/recipe.ts';
import type { Question } from '#shared/intake/staged.ts';
import type { StagedHead } from './staged-lines.ts';

type Answers = Readonly<Record<string, string>>;

export interface ReadingSteps<Reply> {
  /** Reads and stages the file with these answers. */
  readonly parse: (answers: Answers) => Promise<Reply>;
  /** What was understood; null of a file that is not to be read again. */
  readonly headOf: (reply: Reply) => StagedHead | null;
  readonly recall: (head: StagedHead, reply: Reply) => Promise<Recalled>;
}

interface Read<Reply> {
  readonly reply: Reply;
  readonly recalled: Recalled;
}

/** One answer may lead to the next question. */
const mostReadings = 8;

/** A file as it is read with what is remembered of its sender: again, until there is nothing that it was not read with. */
export async function readKnown<Reply>(
  steps: ReadingSteps<Reply>,
  answers: Answers,
  assumed: Answers = {},
): Promise<Read<Reply>> {
  let reply = await steps.parse({ ...assumed, ...answers });
  let recalled = nothingRecalled;
  for (let reading = 1; reading < mostReadings; reading++) {
    const head = steps.headOf(reply);
    if (head === null) break;
    const doubt = head.questions.find(({ kind }) => kind === 'encoding-unclear');
    if (doubt !== undefined) return (await readDecided(steps, answers, doubt)) ?? { reply, recalled };
    const before = new Map(recalled.reused.map((each) => [each.question.id, each]));
    const found = await steps.recall(head, reply);
    const isAll = sameAnswers(found.answers, { ...assumed, ...recalled.answers });
    // What the question was is known from the reading that asked it.
    const reused = found.reused.map((each) => before.get(each.question.id) ?? each);
    recalled = { ...found, reused };
    if (isAll) break;
    reply = await steps.parse({ ...assumed, ...found.answers, ...answers });
  }
  return { reply, recalled };
}

function sameAnswers(a: Answers, b: Answers): boolean {
  return Object.keys({ ...a, ...b }).every((id) => a[id] === b[id]);
}

/** The encoding in which the file is one of a sender who was read in that encoding before; null where none is, or both are. */
async function readDecided<Reply>(
  steps: ReadingSteps<Reply>,
  answers: Answers,
  doubt: Question,
): Promise<Read<Reply> | null> {
  if (answers[doubt.id] !== undefined) return null;
  const fitting: Read<Reply>[] = [];
  for (const choice of doubt.choices) {
    const { reply, recalled } = await readKnown(steps, answers, { [doubt.id]: choice.code });
    const isKnown = recalled.reused.some(({ question }) => question.id === doubt.id);
    if (!isKnown || recalled.questions.length > 0) continue;
    const reused = recalled.reused.map((each) =>
      each.question.id === doubt.id ? { ...each, question: doubt, choice } : each,
    );
    fitting.push({ reply, recalled: { ...recalled, reused } });
  }
  const [only, ...others] = fitting;
  return only === undefined || others.length > 0 ? null : only;
}
