import type { CareProblems } from './problems/care.ts';
import type { EditionProblems } from './problems/editions.ts';
import type { FileProblems } from './problems/files.ts';
import type { FilingProblems } from './problems/filings.ts';
import type { IntakeProblems } from './problems/intake.ts';
import type { PackageProblems } from './problems/packages.ts';
import type { RequestProblems } from './problems/requests.ts';
import type { WorkspaceProblems } from './problems/workspace.ts';

/**
 * A problem is a request that cannot be done now: a code that never changes its meaning, and details for the sentence.
 * Three kinds of trouble are never mixed: a *finding* says that the data is wrong or odd, a *problem* that a request
 * cannot be done, anything else thrown is a *bug*. The wording is in `shared/texts/problems`, and a missing sentence
 * does not compile.
 */
export interface ProblemDetails
  extends
    RequestProblems,
    WorkspaceProblems,
    FileProblems,
    IntakeProblems,
    FilingProblems,
    PackageProblems,
    EditionProblems,
    CareProblems {}

export type ProblemCode = keyof ProblemDetails;

/** A problem as it crosses the wire. */
export type ProblemMessage = {
  [C in ProblemCode]: { readonly code: C; readonly details: ProblemDetails[C] };
}[ProblemCode];

/** Thrown by any layer, turned into a `problem` frame at the one place that answers requests. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C;
  readonly details: ProblemDetails[C];

  constructor(code: C, details: ProblemDetails[C]) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }

  toMessage(): ProblemMessage {
    return { code: this.code, details: this.details } as ProblemMessage;
  }
}

export function isProblem<C extends ProblemCode>(error: unknown, code?: C): error is Problem<C> {
  return error instanceof Problem && (code === undefined || error.code === code);
}
