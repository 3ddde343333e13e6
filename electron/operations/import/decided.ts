import { questionId } from '#shared/intake/asking.ts';
import { isRemembered } from '#shared/intake/question-memory.ts';
import type { QuestionKind, Settled } from '#shared/intake/staged.ts';

interface Decided {
  /** The answer to a question about the bytes themselves, if it was given. */
  readonly decided: (sheet: string, place: string, kind: QuestionKind) => string | undefined;
  /** Those that were asked for and may be remembered. */
  readonly settled: readonly Settled[];
  /** Ids of the answers that were asked for. */
  readonly used: readonly string[];
}

/** Answers for the reader of a file: it has no questions to answer yet, so that each is known by what it was decided. */
export function decidedBy(answers: Readonly<Record<string, string>>, prefix: string): Decided {
  const settled: Settled[] = [];
  const used: string[] = [];
  const decided: Decided['decided'] = (sheet, place, kind) => {
    const id = questionId(prefix, sheet, place, kind);
    const code = answers[id];
    if (code !== undefined) used.push(id);
    if (code === undefined || !isRemembered(kind, code)) return code;
    const choice = { code };
    settled.push({
      question: { id, kind, sheet, details: {}, choices: [choice], ground: '', group: kind },
      choice,
    });
    return code;
  };
  return { decided, settled, used };
}
