import type { Choice, Notice, Question, QuestionKind } from './staged.ts';
import type { StageContext } from './stage.ts';

/** Questions and notices of one sheet: an answered question is not asked again, an open one only once. */
export class Asking {
  readonly questions: Question[] = [];
  readonly notices: Notice[] = [];
  readonly #sheet: string;
  readonly #context: StageContext;
  /** The return that the sheet was found to be. */
  return = '';

  constructor(sheet: string, context: StageContext) {
    this.#sheet = sheet;
    this.#context = context;
  }

  id(place: string, kind: QuestionKind): string {
    return `${this.#context.prefix}:${this.#sheet}!${place}/${kind}`;
  }

  /** The answer, if there is one that fits; else the question is open. */
  ask(
    place: string,
    kind: QuestionKind,
    choices: readonly Choice[],
    more: Partial<Question> = {},
  ): string | undefined {
    const id = this.id(place, kind);
    const answer = this.#context.answers[id];
    if (answer !== undefined && choices.some((choice) => choice.code === answer)) return answer;
    if (answer !== undefined && /^value:/.test(answer)) return answer;
    this.open(id, kind, choices, more);
    return undefined;
  }

  open(id: string, kind: QuestionKind, choices: readonly Choice[], more: Partial<Question>): void {
    if (this.questions.some((question) => question.id === id)) return;
    this.questions.push({
      id,
      kind,
      sheet: this.#sheet,
      return: this.return,
      details: {},
      choices,
      group: kind,
      ...more,
    });
  }
}
