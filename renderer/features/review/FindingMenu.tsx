import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import { findingText } from '#shared/texts/findings.ts';
import { keyOf } from '#shared/values/cell.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { placeLabels } from '../../app/place/labels.ts';
import { showPlace } from '../../app/place/place-view.ts';
import { say, write } from '../../app/work.ts';
import { AskText } from '../../ui/AskText.tsx';
import { copyText } from '../../ui/copy.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { openQuery } from './query-view.ts';
import { reviewLabels } from './labels.ts';

/** Cells of a finding whose place in the sheet is offered. */
const listedPlaces = 6;

/** What is done less often about a finding: look into the sheet, ask the enterprise, or leave its filing out for now. */
export function FindingMenu({ finding: view }: { readonly finding: FindingView }) {
  const labels = useLabels(reviewLabels);
  const places = useLabels(placeLabels);
  const language = useLanguage();
  const year = useYear();
  const [isAsking, setAsking] = useState(false);
  const { finding, words, unitName } = view;
  const [place] = finding.places;
  const lookItems = finding.places
    .filter((at) => /^[A-Z]{2}\d{3}$/.test(at.return))
    .slice(0, listedPlaces)
    .map((at) => {
      const { return: code, record } = at;
      const key = keyOf(at.code, at.column);
      return {
        key: `look ${code} ${record} ${key}`,
        label: `${places.look} ${code}.${key}`,
        title: places.lookHint,
        onClick: () => showPlace({ unit: finding.unit, return: code, record, key }),
      };
    });
  const copy = (): void => {
    const { sentence } = findingText(finding, words, language);
    if (copyText(labels.query(unitName, place?.return ?? finding.return, sentence)))
      say('success', labels.copied);
  };
  const setAside = async (reason: string): Promise<void> => {
    const code = place?.return ?? finding.return;
    const done = await write('filing.move', {
      ...year,
      unit: finding.unit,
      return: code,
      act: 'aside',
      reason,
      basis: reason,
    });
    if (done === null) return;
    setAsking(false);
    say('success', labels.asideDone(unitName, code));
  };
  return (
    <>
      <MenuButton
        items={[
          ...lookItems,
          { key: 'query', label: labels.querySheet.one, onClick: () => openQuery(finding.unit) },
          { key: 'copy', label: labels.copy, onClick: copy },
          { key: 'aside', label: labels.aside, onClick: () => setAsking(true) },
        ]}
        button={{ 'aria-label': labels.more }}
      >
        ▾
      </MenuButton>
      {isAsking && (
        <AskText
          title={labels.asideWhy}
          ok={labels.aside}
          cancel={labels.cancel}
          done={(reason) => void setAside(reason)}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
