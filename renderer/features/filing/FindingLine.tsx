import type { FindingView } from '#shared/contract/areas/filings.ts';
import { findingText } from '#shared/texts/findings.ts';
import { useLanguage } from '../../app/language.ts';

/** What a check says, on a line of its own below the row it is about. */
export function FindingLine({ item, width }: { readonly item: FindingView; readonly width: number }) {
  const language = useLanguage();
  const { sentence, notation, consequence, advice } = findingText(item.finding, item.words, language);
  const { explained } = item;
  const isSaid = explained !== null && !explained.stale;
  // No rule is broken: without what to do, a number that is only unusual would read as a mistake.
  const isHint = item.finding.kind === 'outlier';
  return (
    <tr className={isSaid ? 'form-finding explained' : `form-finding class-${item.finding.class}`}>
      <td colSpan={width} title={`${notation}\n${consequence}\n${advice}`}>
        {isSaid ? '✓ ' : ''}
        {sentence} {isSaid && <span className="quiet">{explained.text}</span>}
        {isHint && <span className="quiet">{advice}</span>}
      </td>
    </tr>
  );
}
