import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { Table } from '#shared/returns/definition.ts';
import { findingText } from '#shared/texts/findings.ts';
import { useLabels, useLanguage } from '../../../app/language.ts';
import { ClassMark } from '../../../ui/marks.tsx';
import { rowLabels } from './labels.ts';
import { fieldsOf } from './table-columns.ts';

/** Rules that a field is filled in; the cell itself shows what they find. */
const neverFilled = /-R$/u;
const mostShown = 2;

/** The fields of a row that should be filled in and are not. */
export function missingFields(found: readonly FindingView[]): readonly string[] {
  return found
    .filter(({ finding }) => neverFilled.test(finding.family))
    .flatMap(({ finding }) => finding.places.map((place) => place.code));
}

/** What the checks say of a row: what is missing in one line, of the rest the gravest first. */
export function RowFindings({
  found,
  table,
}: {
  readonly found: readonly FindingView[];
  readonly table: Table;
}) {
  const labels = useLabels(rowLabels);
  const language = useLanguage();
  const [isUnfolded, setUnfolded] = useState(false);
  const missing = missingFields(found);
  const rest = found
    .filter(({ finding }) => !neverFilled.test(finding.family))
    .sort((a, b) => (a.finding.class < b.finding.class ? -1 : a.finding.class > b.finding.class ? 1 : 0));
  const names = fieldsOf(table)
    .filter((field) => missing.includes(field.code))
    .map((field) => field.name[language]);
  return (
    <>
      {names.length > 0 && (
        <p className="class-A">
          <ClassMark of="A" /> {labels.missing(names)}
        </p>
      )}
      {(isUnfolded ? rest : rest.slice(0, mostShown)).map((item) => (
        <RowFinding key={item.finding.id} item={item} />
      ))}
      {rest.length > mostShown && (
        <button type="button" className="link" onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? labels.fold : labels.more(rest.length - mostShown)}
        </button>
      )}
    </>
  );
}

function RowFinding({ item }: { readonly item: FindingView }) {
  const language = useLanguage();
  const worded = findingText(item.finding, item.words, language);
  const isSaid = item.explained !== null && !item.explained.stale;
  return (
    <p
      className={isSaid ? 'explained' : `class-${item.finding.class}`}
      title={`${worded.notation}\n${worded.consequence}\n${worded.advice}`}
    >
      {isSaid ? '✓' : <ClassMark of={item.finding.class} />} {worded.sentence}{' '}
      {isSaid && <span className="quiet">{item.explained?.text}</span>}
    </p>
  );
}
