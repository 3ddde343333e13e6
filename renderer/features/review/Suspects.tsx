import { suspectText } from '#shared/texts/suspects.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { SuspectCells } from '../../app/SuspectCells.tsx';
import { reviewLabels } from './labels.ts';

/** The forms in which several rules fail at once, with the fewest cells that would explain it. */
export function Suspects({ unit }: { readonly unit: string | undefined }) {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const suspects = useRead('findings.suspects', {
    ...useYear(),
    ...(unit === undefined ? {} : { unit }),
  });
  const forms = suspects.data?.forms ?? [];
  if (forms.length === 0) return null;
  return (
    <details className="heaviest" open={unit !== undefined}>
      <summary>
        <h2>{labels.suspects(forms.length)}</h2>
        <span className="quiet">{labels.suspectsHint}</span>
      </summary>
      {forms.map((form) => {
        const { title, rules, sets, more } = suspectText(form, language);
        return (
          <div
            className="suspect"
            key={`${form.unit}/${form.return}/${form.record}/${form.rules[0]?.id ?? ''}`}
          >
            <p>
              <b>{form.unitName}</b> <span className="quiet">{form.return}</span> {title}
            </p>
            {sets.map(({ cells, remark }, index) => (
              <p className="suspect-set" key={index}>
                <SuspectCells form={form} cells={cells} />
                <span className="quiet">{remark}</span>
              </p>
            ))}
            <p className="quiet suspect-set">{rules.join(' ')}</p>
            {more !== '' && <p className="quiet suspect-set">{more}</p>}
          </div>
        );
      })}
    </details>
  );
}
