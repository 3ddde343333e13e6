import type { FindingView } from '#shared/contract/areas/filings.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import { findingText } from '#shared/texts/findings.ts';
import type { Language } from '#shared/texts/language.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';
import { sizeText } from '#shared/values/show.ts';

/** A finding as `--json` prints it. */
export function findingJson(
  { finding, words, unitName, explained, attachments, lacking }: FindingView,
  language: Language,
) {
  const worded = findingText(finding, words, language);
  return {
    id: finding.id,
    rule: finding.rule,
    class: finding.class,
    return: finding.return,
    unit: finding.unit,
    unitName,
    places: finding.places,
    ...worded,
    explained: explained !== null && !explained.stale,
    explanation: explained,
    attach: words.attach?.[language] ?? null,
    attachments,
    lacking,
  };
}

export function findingLines(
  { finding, words, unitName, explained, attachments, lacking }: FindingView,
  language: Language,
): string[] {
  const worded = findingText(finding, words, language);
  const texts = terminalTexts[language];
  const said =
    finding.class === 'A' || finding.class === 'D'
      ? ''
      : explained === null
        ? texts.unexplained
        : explained.stale
          ? texts.stale
          : texts.explained;
  return [
    `${finding.class}\t${finding.id}\t${unitName} ${finding.return}\t${worded.sentence}`,
    `\t${worded.notation}\t${said}\t${worded.advice}`,
    ...(lacking && words.attach !== null
      ? [`\t${attachmentTexts[language].lacking(words.attach[language])}`]
      : []),
    ...attachments.map(
      ({ name, size, sha256 }) => `\t${attachmentTexts[language].attached(name, sizeText(size))}\t${sha256}`,
    ),
  ];
}
