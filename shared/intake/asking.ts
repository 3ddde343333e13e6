import { isRemembered } from './question-memory.ts';
import type { Choice, Notice, Question, QuestionKind, Settled } from './staged.ts';
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

/** A text of a file of a year, to be compared with one of another year: 2015年新产品产值 is 2016年新产品产值 a year later. */
export function yearless(text: string, year: number): string {
  return text.replace(/(?<!\d)20\d\d(?!\d)/g, (said) => `Y${Number(said) - year}`);
}

/** So many are named in a question; the number of all is said. */
const named = 6;

export function listed(texts: readonly string[], between = '、'): string {
  return texts.slice(0, named).join(between) + (texts.length > named ? '…' : '');
}

/** Questions and notices of one table: an answered question is not asked again, an open one only once. */
export class Asking {
  readonly questions: Question[] = [];
  readonly notices: Notice[] = [];
  readonly settled: Settled[] = [];
  readonly assumed: Settled[] = [];
  /** Ids of the answers that were looked at. */
  readonly used = new Set<string>();
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
    return this.#answer(this.id(place, kind));
  }

  #answer(id: string): string | undefined {
    const answer = this.#context.answers[id];
    if (answer !== undefined) this.used.add(id);
    return answer;
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
    const answer = this.#answer(id);
    const choice = choices.find(({ code }) => code === answer);
    if (choice !== undefined) {
      this.#settle(this.question(id, kind, choices, more), choice);
      return choice.code;
    }
    // A cell may also be answered with a value that the clerk typed.
    if (answer?.startsWith('value:') === true && more.field !== undefined) return answer;
    this.open(id, kind, choices, more);
    return undefined;
  }

  /** Takes the answer that the file itself gives, unless the clerk has given one. */
  assume(question: Question, choice: Choice): void {
    this.#asked.add(question.id);
    this.assumed.push({ question, choice });
  }

  /** Keeps what the clerk said otherwise than by answering: as an answer, where it is one that may be given again. */
  settle(place: string, kind: QuestionKind, choice: Choice, more: Partial<Question>): void {
    this.#settle(this.question(this.id(place, kind), kind, [choice], more), choice);
  }

  open(id: string, kind: QuestionKind, choices: readonly Choice[], more: Partial<Question>): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.questions.push(this.question(id, kind, choices, more));
  }

  #settle(question: Question, choice: Choice): void {
    if (this.#asked.has(question.id) || question.ground === undefined) return;
    this.#asked.add(question.id);
    if (isRemembered(question.kind, choice.code)) this.settled.push({ question, choice });
  }

  /** A question of the table that others may ask, or not. */
  question(
    id: string,
    kind: QuestionKind,
    choices: readonly Choice[],
    { ground, ...more }: Partial<Question>,
  ): Question {
    return {
      id,
      kind,
      sheet: this.#sheet,
      return: returnOf(this.table),
      details: {},
      choices,
      group: kind,
      ...more,
      ...(ground === undefined ? {} : { ground: yearless(`${this.table}|${ground}`, this.#context.year) }),
    };
  }
}
