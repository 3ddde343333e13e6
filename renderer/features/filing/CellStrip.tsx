import type { Provenance } from '#shared/contract/areas/filings.ts';
import { basisNames } from '#shared/texts/states.ts';
import { codeOf, columnOf } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** About the active cell: what it means, where its value came from, every change it went through. */
export function CellStrip({
  filing,
  form,
  active,
}: {
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly active: string | null;
}) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const year = useYear();
  const history = useRead(
    'filing.history',
    active === null ? null : { ...year, unit: filing.unit, return: filing.return, key: active },
  );
  const field = form.definition.tables
    .flatMap((table) => table.sections)
    .flatMap((section) => section.fields)
    .find((item) => active !== null && item.code === codeOf(active));
  if (active === null || field === undefined) return <p className="quiet strip-hint">{labels.noCell}</p>;
  const before = filing.before['']?.[field.code];
  return (
    <section className="strip-cell">
      <h3>
        {field.code} {field.name[language]}
        {columnOf(active) === '上年' ? ` · ${labels.columns.上年}` : ''}
      </h3>
      {field.note !== undefined && (
        <>
          <h4>{labels.definition}</h4>
          <p>{field.note[language]}</p>
        </>
      )}
      {before !== undefined && (
        <>
          <h4>{labels.before}</h4>
          <p className="number">{showValue(before, field, language)}</p>
        </>
      )}
      {(history.data?.acts.length ?? 0) > 0 && <h4>{labels.history}</h4>}
      <ol className="history">
        {history.data?.acts.map((act, index) => (
          <li key={index}>
            <b className="number">{act.value === null ? '—' : showValue(act.value, field, language)}</b>{' '}
            <Source act={act} />
            <small className="quiet">
              {act.at.slice(0, 16).replace('T', ' ')} {act.actor}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Source({ act }: { readonly act: Provenance }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  if (act.kind === 'import') {
    return (
      <span>
        {act.file} › {act.sheet}!{act.cell} “{act.raw}”{act.factor === null ? '' : ` ×${act.factor}`}
      </span>
    );
  }
  if (act.kind === 'correction')
    return (
      <span>
        {act.basis === null
          ? ''
          : (basisNames[act.basis as keyof typeof basisNames]?.[language] ?? act.basis)}
      </span>
    );
  return <span>{{ typed: labels.typed, carry: labels.carry, undo: labels.undo }[act.kind]}</span>;
}
