import type { Output } from '#shared/contract/contract.ts';
import type { SuspectText } from '#shared/texts/suspects.ts';
import { useNavigation } from './navigation.ts';

/** The cells of one set that would explain the failing rules of a form, each leading to its place in it. */
export function SuspectCells({
  form,
  cells,
}: {
  readonly form: Output<'findings.suspects'>['forms'][number];
  readonly cells: SuspectText['sets'][number]['cells'];
}) {
  const go = useNavigation((state) => state.go);
  return cells.map(({ key, text }) => (
    <button
      key={key}
      type="button"
      className="link"
      onClick={() => go('filing', { unit: form.unit, return: form.return, record: form.record, key })}
    >
      {text}
    </button>
  ));
}
