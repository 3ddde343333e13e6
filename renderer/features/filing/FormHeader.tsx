import { formNumber } from '#shared/texts/formula.ts';
import { codeName } from '#shared/texts/unit-codes.ts';
import { unitName } from '#shared/texts/units.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { FilingStateMark } from '../../ui/marks.tsx';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** Above the form, as on paper: what it is, whose, and under which approval. */
export function FormHeader({ filing, form }: { readonly filing: Filing; readonly form: ReturnForm }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const { definition, header, demonstration, expired } = form;
  return (
    <header className="form-head">
      <div>
        <h2>
          {definition.name[language]} <FilingStateMark state={filing.state} />
        </h2>
        <p>
          {codeName(filing.code, language)} <b>{filing.code}</b>
        </p>
        <p>
          {labels.header.name} <b>{filing.name}</b>
          {filing.operator !== null && (
            <span className="quiet"> {labels.header.operator(filing.operator)}</span>
          )}
        </p>
        <p>{labels.header.year(filing.year)}</p>
      </div>
      <dl>
        <dt>{labels.header.number}</dt>
        <dd>
          {formNumber(definition.number, language)}
          {demonstration ? labels.header.demonstration : ''}
        </dd>
        <dt>{labels.header.issuer}</dt>
        <dd>{header.issuer}</dd>
        <dt>{labels.header.approval}</dt>
        <dd>{header.approval}</dd>
        <dt>{labels.header.validUntil}</dt>
        <dd>
          {header.validUntil}
          {expired && <b className="class-A">{labels.header.expired}</b>}
        </dd>
        {definition.unit !== undefined && (
          <>
            <dt>{labels.header.unit}</dt>
            <dd>{unitName(definition.unit, language)}</dd>
          </>
        )}
        {definition.deadlines !== undefined && (
          <>
            <dt>{labels.header.deadlines}</dt>
            <dd>
              <div>{labels.header.byUnit(`${filing.year + 1}-${definition.deadlines.unit}`)}</div>
              <div>{labels.header.byCounty(`${filing.year + 1}-${definition.deadlines.county}`)}</div>
            </dd>
          </>
        )}
      </dl>
    </header>
  );
}
