import { Button } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import type { SuspectText } from '#shared/texts/suspects.ts';
import { useLabels } from './language.ts';
import { useNavigation } from './navigation.ts';
import { placeLabels } from './place/labels.ts';
import { showPlace } from './place/place-view.ts';

/** The cells of one set that would explain the failing rules of a form, each leading to its place in it and in the sheet. */
export function SuspectCells({
  form,
  cells,
}: {
  readonly form: Output<'findings.suspects'>['forms'][number];
  readonly cells: SuspectText['sets'][number]['cells'];
}) {
  const labels = useLabels(placeLabels);
  const go = useNavigation((state) => state.go);
  const { unit, return: code, record } = form;
  return cells.map(({ key, text }) => (
    <span key={key} className="suspect-cell">
      <button
        type="button"
        className="link"
        onClick={() => go('filing', { unit, return: code, record, key })}
      >
        {text}
      </button>{' '}
      <Button
        size="small"
        title={labels.lookHint}
        onClick={() => showPlace({ unit, return: code, record, key })}
      >
        {labels.look}
      </Button>
    </span>
  ));
}
