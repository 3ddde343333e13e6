import { Button, Checkbox, Input, Space } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import type { Language } from '#shared/texts/language.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { unitName } from '#shared/texts/units.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { run } from '../../app/work.ts';
import { importLabels } from './labels.ts';

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
    const isOnly = question.choices.filter(({ code }) => code.startsWith(`${kind}:`)).length === 1;
    const id = alike ? `group:${question.group}` : question.id;
    const answers = { [id]: alike && isOnly ? kind : choice };
    setBusy(true);
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
      <Space wrap>
        {question.choices.map((choice) => (
          <Button
            key={choice.code}
            data-choice={choice.code}
            disabled={isBusy}
            onClick={() => answer(choice.code)}
          >
            {choiceText(choice, question, language)}
          </Button>
        ))}
      </Space>
      {question.field !== undefined && (
        <Typed
          placeholder={labels.typed(unitOfAnswer(question, language))}
          isBusy={isBusy}
          use={(value) => answer(`value:${value}`)}
        />
      )}
      {isAboutUnit(question.kind) && (
        <Typed placeholder={labels.unitTyped} isBusy={isBusy} use={(unit) => answer(`match:${unit}`)} />
      )}
      {same > 1 && (
        <Checkbox checked={alike} onChange={(event) => setAlike(event.target.checked)}>
          {labels.alike(same)}
        </Checkbox>
      )}
    </section>
  );
}

/** In which unit a number that is typed will be taken. */
function unitOfAnswer({ details }: Asked, language: Language): string {
  const unit = details['accountUnit'];
  return unit === undefined ? '' : unitName(unit, language);
}

interface TypedProps {
  readonly placeholder: string;
  readonly isBusy: boolean;
  readonly use: (typed: string) => void;
}

/** An answer that no button has. */
function Typed({ placeholder, isBusy, use }: TypedProps) {
  const labels = useLabels(importLabels);
  const [typed, setTyped] = useState('');
  const isReady = typed.trim() !== '' && !isBusy;
  return (
    <Space.Compact className="typed-answer">
      <Input
        value={typed}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => isReady && use(typed)}
      />
      <Button disabled={!isReady} onClick={() => use(typed)}>
        {labels.use}
      </Button>
    </Space.Compact>
  );
}
