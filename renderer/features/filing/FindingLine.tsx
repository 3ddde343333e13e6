import type { FindingView } from '#shared/contract/areas/filings.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import { findingText } from '#shared/texts/findings.ts';
import { useLanguage } from '../../app/language.ts';

/** What a check says, on a line of its own below the row it is about. */
export function FindingLine({
  item,
  width,
  isActive,
  activate,
}: {
  readonly item: FindingView;
  readonly width: number;
  /** Whether the cell is chosen that it is about. */
  readonly isActive: boolean;
  readonly activate: () => void;
}) {
  const language = useLanguage();
  const { sentence, notation, consequence, advice } = findingText(item.finding, item.words, language);
  const { explained } = item;
  const isSaid = explained !== null && !explained.stale;
  // No rule is broken: without what to do, a number that is only unusual would read as a mistake.
  const isHint = item.finding.kind === 'outlier';
  const isShort = isHint && !isActive;
  return (
    <tr
      className={`${isSaid ? 'form-finding explained' : `form-finding class-${item.finding.class}`}${isShort ? ' hint-short' : ''}`}
      onClick={isShort ? activate : undefined}
    >
      <td colSpan={width} title={`${notation}\n${consequence}\n${advice}`}>
        {isSaid ? '✓ ' : ''}
        {sentence} {isSaid && <span className="quiet">{explained.text}</span>}
        {item.lacking && ` ${attachmentTexts[language].lackingMark}`}
        {isHint && <span className="quiet">{advice}</span>}
      </td>
    </tr>
  );
}
