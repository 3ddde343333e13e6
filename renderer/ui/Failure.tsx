import { Alert, Button } from 'antd';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { problemText } from '#shared/texts/problems.ts';
import type { Language } from '#shared/texts/language.ts';
import { appLabels } from '../app/labels.ts';
import { useLanguage } from '../app/language.ts';

export function failureText(failure: ServiceFailure, language: Language): string {
  return 'problem' in failure ? problemText(failure.problem, language) : appLabels[language].bug(failure.bug);
}

/** What could not be done, and what to do next; with `again`, a button for it. */
export function Failure({
  failure,
  again,
}: {
  readonly failure: ServiceFailure;
  readonly again?: () => void;
}) {
  const language = useLanguage();
  return (
    <Alert
      type="error"
      showIcon
      title={failureText(failure, language)}
      action={
        again === undefined ? undefined : (
          <Button size="small" onClick={again}>
            {appLabels[language].retry}
          </Button>
        )
      }
    />
  );
}
