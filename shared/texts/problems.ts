import type { ProblemDetails, ProblemMessage } from '../contract/problem.ts';
import type { Language, Sentence, Sentences } from './language.ts';
import { careProblems } from './problems/care.ts';
import { editionProblems } from './problems/editions.ts';
import { fileProblems } from './problems/files.ts';
import { filingProblems } from './problems/filings.ts';
import { intakeProblems } from './problems/intake.ts';
import { packageProblems } from './problems/packages.ts';
import { requestProblems } from './problems/requests.ts';
import { workspaceProblems } from './problems/workspace.ts';

const sentences: Sentences<ProblemDetails> = {
  ...requestProblems,
  ...workspaceProblems,
  ...fileProblems,
  ...intakeProblems,
  ...filingProblems,
  ...packageProblems,
  ...editionProblems,
  ...careProblems,
};

/** What is so and what to do next, in one or two sentences for the clerk. */
export function problemText(problem: ProblemMessage, language: Language): string {
  const sentence = sentences[problem.code] as Sentence<unknown>;
  return sentence[language](problem.details);
}
