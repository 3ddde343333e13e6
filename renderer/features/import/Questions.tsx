import { Checkbox } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { questionText } from '#shared/texts/questions.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { run } from '../../app/work.ts';
import { Choices } from './Choices.tsx';
import { importLabels } from './labels.ts';
import { answered } from './next-focus.ts';

type Asked = Batch['questions'][number];

interface Props {
  readonly batch: Batch;
  /** Shows the asked cell in the sheet. */
  readonly point: (at: { sheet: string; cell: string }) => void;
}

/** What import will not guess: each question with its answers, one click each, alike for its kind when wished. */
export function Questions({ batch, point }: Props) {
  const labels = useLabels(importLabels);
  return (
    <aside className="questions" aria-label={labels.questions(batch.open)}>
      <h3>{labels.questions(batch.open)}</h3>
      {batch.questions.map((question) => (
        <Question key={question.id} batch={batch} question={question} point={point} />
      ))}
    </aside>
  );
}

function Question({ batch, question, point }: Props & { readonly question: Asked }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [alike, setAlike] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const same = batch.questions.filter((other) => other.group === question.group).length;
  const where = `${question.sheet}${question.cell === undefined ? '' : `!${question.cell}`}`;
  const answer = (choice: string): void => {
    // For several questions of a kind the choice is named by its kind where each has its own one match or value.
    const [kind = choice] = choice.split(':');
    const isProposed = question.choices.some(({ code }) => code === choice);
    const isOnly =
      isProposed && question.choices.filter(({ code }) => code.startsWith(`${kind}:`)).length === 1;
    const id = alike ? `group:${question.group}` : question.id;
    const answers = { [id]: alike && isOnly ? kind : choice };
    setBusy(true);
    answered();
    void run(labels.answering, 'import.answer', { batch: batch.id, answers }).then(() => setBusy(false));
  };
  return (
    <section className="question" data-question={question.kind} data-question-id={question.id}>
      <button
        type="button"
        className="link"
        onClick={() => point({ sheet: question.sheet, cell: question.cell ?? 'A1' })}
      >
        {where}
      </button>
      <p>{questionText(question, language)}</p>
      {/* Before the answers: a click on one of them is already the answer. */}
      {same > 1 && (
        <p>
          <Checkbox checked={alike} onChange={(event) => setAlike(event.target.checked)}>
            {labels.alike(same)}
          </Checkbox>
        </p>
      )}
      <Choices question={question} isBusy={isBusy} choose={answer} />
    </section>
  );
}
