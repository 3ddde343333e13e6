import { Alert } from 'antd';
import { suspectText } from '#shared/texts/suspects.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { SuspectCells } from '../../app/SuspectCells.tsx';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** Above a form of which several rules fail at once: the fewest cells that would explain it. */
export function FormSuspects({ filing }: { readonly filing: Filing }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const suspects = useRead('findings.suspects', { ...useYear(), unit: filing.unit, return: filing.return });
  const forms = suspects.data?.forms ?? [];
  if (forms.length === 0) return null;
  return (
    <Alert
      type="info"
      className="form-suspects"
      title={forms.map((form) => {
        const { title, sets, more } = suspectText(form, language);
        return (
          <div key={`${form.record}/${form.rules[0]?.id ?? ''}`}>
            <b>{title}</b>
            {sets.map(({ cells, remark }, index) => (
              <div key={index}>
                <SuspectCells form={form} cells={cells} />
                {remark}
              </div>
            ))}
            <span className="quiet">
              {more} {labels.suspectsOnly}
            </span>
          </div>
        );
      })}
    />
  );
}
