import type { Choice, Notice, Question, QuestionKind } from './staged.ts';
import { returnOf } from '../values/record.ts';
import type { StageContext } from './stage.ts';

/** Stable over re-readings. `place` is a cell, a row, or what of the file is asked about. */
export function questionId(prefix: string, sheet: string, place: string, kind: QuestionKind): string {
  return `${prefix}:${sheet}!${place}/${kind}`;
}

/** A place in a table that stands beside another: the same row is in both. */
export function placeIn(part: string | undefined, place: string): string {
  return part === undefined ? place : `${part}:${place}`;
}

/** What an answer rests on, from texts of the file: without what an enterprise's spreadsheet program may change by itself. */
export function groundOf(...texts: readonly string[]): string {
  return texts.map((text) => text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/gu, '')).join('|');
}

/** Questions and notices of one table: an answered question is not asked again, an open one only once. */
export class Asking {
  readonly questions: Question[] = [];
  readonly notices: Notice[] = [];
  readonly #asked = new Set<string>();
  readonly #sheet: string;
  readonly #context: StageContext;
  /** The table of a return that was found. */
  readonly table: string;
  readonly #part: string | undefined;

  constructor(sheet: string, context: StageContext, table: string, part?: string) {
    this.#sheet = sheet;
    this.#context = context;
    this.table = table;
    this.#part = part;
  }

  id(place: string, kind: QuestionKind): string {
    return questionId(this.#context.prefix, this.#sheet, placeIn(this.#part, place), kind);
  }

  /** What was answered to a question that comes once the file is beside last year: it changes how the file is read. */
  answerTo(place: string, kind: QuestionKind): string | undefined {
    return this.#context.answers[this.id(place, kind)];
  }

  /** Whether the clerk found 本年 to stand under 上年, and the other way round. */
  areYearsSwapped(headerRow: number): boolean {
    return this.answerTo(String(headerRow + 1), 'years-swapped') === 'swap';
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
    // A cell may also be answered with a value that the clerk typed.
    if (answer?.startsWith('value:') === true && more.field !== undefined) return answer;
    this.open(id, kind, choices, more);
    return undefined;
  }

  open(id: string, kind: QuestionKind, choices: readonly Choice[], more: Partial<Question>): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.questions.push({
      id,
      kind,
      sheet: this.#sheet,
      return: returnOf(this.table),
      details: {},
      choices,
      group: kind,
      ...more,
    });
  }
}
