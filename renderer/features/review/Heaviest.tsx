import { Button } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import { findingText } from '#shared/texts/findings.ts';
import { unitName } from '#shared/texts/units.ts';
import { keyOf } from '#shared/values/cell.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { ClassMark } from '../../ui/marks.tsx';
import { reviewLabels } from './labels.ts';

type Heavy = Output<'findings.heaviest'>['units'][number];

/** The few units whose doubtful cells move the county furthest, with how far. */
export function Heaviest() {
  const labels = useLabels(reviewLabels);
  const heaviest = useRead('findings.heaviest', useYear());
  const units = heaviest.data?.units ?? [];
  if (units.length === 0) return null;
  return (
    <details className="heaviest" open>
      <summary>
        <h2>{labels.first(units.length)}</h2>
        <span className="quiet">{labels.firstHint}</span>
      </summary>
      {units.map((heavy) => (
        <Line key={heavy.unit} heavy={heavy} />
      ))}
    </details>
  );
}

function Line({ heavy }: { readonly heavy: Heavy }) {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const go = useNavigation((state) => state.go);
  const setPlace = useNavigation((state) => state.setPlace);
  const { gravest, indicator, now, asLastYear, open, unit } = heavy;
  const { finding, words, unitName: name } = gravest;
  const [place] = finding.places;
  const shown = (value: number): string => formatNumber(value, indicator.decimals);
  return (
    <div className="heavy">
      <ClassMark of={finding.class} />
      <button
        type="button"
        className="link heavy-name"
        title={labels.unit(name)}
        onClick={() => setPlace({ unit })}
      >
        {name}
      </button>
      <span className="quiet heavy-what" title={findingText(finding, words, language).sentence}>
        {words.title[language]}
        {open > 1 ? ` · ${labels.count(open)}` : ''}
      </span>
      <span>
        {labels.effect(indicator.name[language])}{' '}
        <b className="number">
          {shown(now)} → {shown(asLastYear)}
        </b>{' '}
        {unitName(indicator.unit, language)}
      </span>
      {place !== undefined && (
        <Button
          onClick={() => go('filing', { unit, return: place.return, key: keyOf(place.code, place.column) })}
        >
          {labels.verify}
        </Button>
      )}
    </div>
  );
}
