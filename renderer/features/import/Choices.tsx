import { Button, Input, Space, type ButtonProps } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import type { Language } from '#shared/texts/language.ts';
import { unitName } from '#shared/texts/units.ts';
import { takesAnyItem } from '#shared/values/any-item.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { ItemSelect } from './ItemSelect.tsx';
import { importLabels } from './labels.ts';
import { layoutLabels } from './layout-labels.ts';

type Asked = Batch['questions'][number];

interface Props {
  readonly question: Asked;
  /** The answer that was given already. */
  readonly given?: string;
  readonly isBusy: boolean;
  readonly choose: (choice: string) => void;
}

/** The answers to a question, one click each, and what may be typed instead. */
export function Choices({ question, given, isBusy, choose }: Props) {
  const labels = useLabels(importLabels);
  const ofLayouts = useLabels(layoutLabels);
  const language = useLanguage();
  // What a question about an item rests on begins with the table that it is of.
  const [table] = question.ground?.split('|') ?? [];
  return (
    <>
      <Space wrap>
        {question.choices.map((choice) => (
          <Button
            key={choice.code}
            data-choice={choice.code}
            disabled={isBusy || choice.code === given}
            {...once(() => choose(choice.code))}
          >
            {choiceText(choice, question, language)}
          </Button>
        ))}
      </Space>
      {question.field !== undefined && (
        <Typed
          placeholder={labels.typed(unitOfAnswer(question, language))}
          isBusy={isBusy}
          use={(value) => choose(`value:${value}`)}
        />
      )}
      {table !== undefined && takesAnyItem(question) && (
        <ItemSelect
          table={table}
          label={ofLayouts.anyItem}
          isBusy={isBusy}
          choose={(code) => choose(`field:${code}`)}
        />
      )}
      {isAboutUnit(question.kind) && (
        <Typed placeholder={labels.unitTyped} isBusy={isBusy} use={(unit) => choose(`match:${unit}`)} />
      )}
    </>
  );
}

/**
 * A click, or a key, answers once: with the answer the next question comes in its place, and it would take the second click of
 * two, or a key that is held down, for its own answer.
 */
function once(act: () => void): Pick<ButtonProps, 'onClick' | 'onKeyDown'> {
  return {
    onClick: (event) => event.detail < 2 && act(),
    onKeyDown: (event) => event.repeat && event.preventDefault(),
  };
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
