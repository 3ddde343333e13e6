import { Button } from 'antd';
import { Fragment } from 'react';
import type { Provenance } from '#shared/contract/areas/filings.ts';
import { basisNames, categoryText } from '#shared/texts/states.ts';
import { codeOf, columnOf } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { placeLabels } from '../../app/place/labels.ts';
import { showPlace, type AskedCell } from '../../app/place/place-view.ts';
import { localTime } from '#shared/values/moment.ts';
import { fromDirectory } from '#shared/values/unit-facts.ts';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** A cell of a filing. A row that is only being written has no record yet. */
export interface CellPlace {
  readonly table: string;
  readonly record: RecordKey;
  readonly key: string;
}

/** The cell as the panel of its place in the sheet is asked for it. */
export function askedAt(filing: Filing, { record, key }: CellPlace): AskedCell {
  return { unit: filing.unit, return: filing.return, record, key };
}

/** About the active cell: what it means, where its value came from, every change, and what was said last year. */
export function CellStrip({
  filing,
  form,
  active,
}: {
  readonly filing: Filing;
  readonly form: ReturnForm;
  readonly active: CellPlace | null;
}) {
  const labels = useLabels(filingLabels);
  const place = useLabels(placeLabels);
  const language = useLanguage();
  const year = useYear();
  const history = useRead(
    'filing.history',
    active === null || active.record.startsWith('+')
      ? null
      : { ...year, unit: filing.unit, return: filing.return, record: active.record, key: active.key },
  );
  const field = form.definition.tables
    .filter((table) => active !== null && table.code === active.table)
    .flatMap((table) => table.sections)
    .flatMap((section) => section.fields)
    .find((item) => active !== null && item.code === codeOf(active.key));
  if (active === null || field === undefined) return <p className="quiet strip-hint">{labels.noCell}</p>;
  const before = filing.before[active.record]?.[field.code];
  // The answer for the cell before is nobody's source.
  const { acts = [], said = [] } = (history.loading ? null : history.data) ?? {};
  const [newest, ...older] = acts;
  const look = (): void => showPlace(askedAt(filing, active));
  const listName = (code: string): string | undefined =>
    form.lists.find((list) => list.name === field.list)?.items.find((item) => item.code === code)?.name[
      language
    ];
  const show = (value: Provenance['value']): string =>
    value === null ? '—' : showValue(value, field, language, listName);
  return (
    <section className="strip-cell" aria-label={labels.cell}>
      <h3>
        {field.code} {field.name[language]}
        {columnOf(active.key) === '上年' ? ` · ${labels.columns.上年}` : ''}
      </h3>
      {field.note !== undefined && (
        <>
          <h4>{labels.definition}</h4>
          <p>{field.note[language]}</p>
        </>
      )}
      {newest !== undefined && (
        <>
          <h4>
            {labels.source}{' '}
            <Button size="small" title={place.lookHint} onClick={look}>
              {place.look} <kbd>F4</kbd>
            </Button>
          </h4>
          <Act act={newest} value={show(newest.value)} look={look} />
        </>
      )}
      {before !== undefined && (
        <>
          <h4>{labels.before}</h4>
          <p className="number strip-number">{showValue(before, field, language, listName)}</p>
        </>
      )}
      {said.length > 0 && (
        <>
          <h4>{labels.said}</h4>
          {said.map((item) => (
            <p key={item.rule}>
              {categoryText(item.category, language)}: {item.text}
            </p>
          ))}
        </>
      )}
      {older.length > 0 && (
        <>
          <h4>{labels.history}</h4>
          {older.map((act, index) => (
            <Act key={index} act={act} value={show(act.value)} look={look} />
          ))}
        </>
      )}
    </section>
  );
}

function Act({
  act,
  value,
  look,
}: {
  readonly act: Provenance;
  readonly value: string;
  readonly look: () => void;
}) {
  const labels = useLabels(filingLabels);
  return (
    <p className="act">
      <b className="number">{value}</b> <Source act={act} look={look} />
      <small className="quiet">
        {localTime(act.at)} {act.actor === '' ? labels.nobody : act.actor}
      </small>
    </p>
  );
}

function Source({ act, look }: { readonly act: Provenance; readonly look: () => void }) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  if (act.kind === 'import') {
    const { file, sheet, cell } = act;
    return (
      <Fragment>
        <button type="button" className="link" title={labels.openSheet} onClick={look}>
          {file} › {sheet}!{cell}
        </button>{' '}
        {labels.raw(act.raw ?? '')}
        {act.factor === null ? '' : ` ×${act.factor}`}
      </Fragment>
    );
  }
  if (act.kind === 'correction') {
    const basis = basisNames[act.basis as keyof typeof basisNames]?.[language] ?? act.basis ?? '';
    return (
      <span>
        {labels.corrected(basis)}
        {act.reason !== null && <span className="act-reason">{act.reason}</span>}
      </span>
    );
  }
  const carried = act.basis === fromDirectory ? labels.entered : labels.carry;
  return <span>{{ typed: labels.typed, carry: carried, undo: labels.undo }[act.kind]}</span>;
}
