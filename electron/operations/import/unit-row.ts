import {
  firstCellOf,
  placeOf,
  type Choice,
  type FilingHead,
  type Notice,
  type Question,
  type QuestionKind,
  type Settled,
} from '#shared/intake/staged.ts';
import type { Matching } from './match-units.ts';

type Details = Readonly<Record<string, string>>;

/** Whose a row is, or the question about it. */
export interface Decision {
  readonly unit: string | null;
  readonly skipped: boolean;
  /** Facts that a new unit is added to the directory with. */
  readonly adds: Readonly<Record<string, string>> | null;
  /** Facts of a known unit that an answer stated. */
  readonly states?: Readonly<Record<string, string>>;
  readonly question: Question | null;
  /** Left out unless somebody says otherwise: what would be asked is answered so, and said. */
  readonly setAside?: Question;
  /** What is taken of a row that says nothing, unless somebody says otherwise. */
  readonly taken?: Settled;
  /** What is to be known of it. */
  readonly notice?: Notice;
}

export const certain = { skipped: false, adds: null, question: null } as const;
export const leftOut: Decision = { ...certain, unit: null, skipped: true };

/** A row of a file, its questions and what was answered to them. */
export class UnitRow {
  readonly filing: FilingHead;
  readonly #matching: Matching;

  constructor(filing: FilingHead, matching: Matching) {
    this.filing = filing;
    this.#matching = matching;
  }

  #id(kind: QuestionKind): string {
    return `${this.#matching.prefix}:${this.filing.sheet}!${placeOf(this.filing)}/${kind}`;
  }

  answer(kinds: readonly QuestionKind[]): string | undefined {
    return kinds.map((kind) => this.#matching.answers[this.#id(kind)]).find((given) => given !== undefined);
  }

  #details(): Details {
    const { creditCode, organisationCode, name, lostCode } = this.filing.identity;
    const code = creditCode ?? organisationCode;
    return {
      name: name ?? '',
      ...(code === undefined ? {} : { code }),
      ...(code !== undefined || lostCode === undefined ? {} : { lost: lostCode }),
    };
  }

  /** A row that is left out unless somebody says otherwise: it is no business of this county. */
  setAside(kind: 'unit-elsewhere', choices: readonly Choice[], more: Details): Decision {
    const { question } = this.ask(kind, choices, more);
    if (question === null) return leftOut;
    const { sheet, cell, details } = question;
    const notice: Notice = {
      kind,
      class: 'C',
      sheet,
      ...(cell === undefined ? {} : { cell }),
      details,
    };
    return { ...leftOut, setAside: question, notice };
  }

  /** A row whose name and what is left of its code are those of one unit. */
  knownBy(unit: string, code: string): Decision {
    const { filing } = this;
    const details = { ...this.#details(), known: code };
    const [sheet, cell] = [filing.sheet, firstCellOf(filing)];
    return { ...certain, unit, notice: { kind: 'code-lost', class: 'C', sheet, cell, details } };
  }

  ask(kind: QuestionKind, choices: readonly Choice[], more: Details = {}): Decision {
    const { sheet, return: code, id } = this.filing;
    return {
      ...certain,
      unit: null,
      question: {
        id: this.#id(kind),
        kind,
        sheet,
        cell: firstCellOf(this.filing),
        return: code,
        filing: id,
        details: { ...this.#details(), ...more },
        choices,
        group: kind,
      },
    };
  }
}
