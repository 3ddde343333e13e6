import type { ReactNode } from 'react';
import type { Leaf, LeafGroup, ReportRow } from '#shared/tally/report.ts';
import { formulaText } from '#shared/texts/formula.ts';
import { industryName } from '#shared/texts/industries.ts';
import { unitName } from '#shared/texts/units.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { showPlace } from '../../app/place/place-view.ts';
import { Answer } from '../../ui/Screen.tsx';
import { totalsLabels } from './labels.ts';

/** From a number of the county down to the cell of the enterprise's file: 县 → 行业 → 单位 → 单元 → 原文件. */
export function Ladder({
  report,
  row,
  column,
  preview,
  caveat = null,
  children,
}: {
  readonly report: string;
  readonly row: string;
  /** Of a table with several numbers in a row: which. */
  readonly column?: string;
  readonly preview: boolean;
  /** How the edition delimits the number, where it says so. */
  readonly caveat?: ReportRow['caveat'];
  /** Between the number and what it is made of. */
  readonly children?: ReactNode;
}) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const trace = useRead('trace.get', {
    ...useYear(),
    report,
    row,
    ...(column === undefined ? {} : { column }),
    preview,
    limit: 400,
  });
  return (
    <aside className="ladder" aria-label={labels.trace}>
      <h3>{labels.trace}</h3>
      <Answer read={trace}>
        {(data) => (
          <>
            <p>
              {column === undefined ? row : ''} {data.name[language]}{' '}
              <b className="number">
                {data.value === null ? '—' : `${shown(data.value)} ${unitName(data.unit, language)}`}
              </b>
            </p>
            <p className="quiet">
              {labels.source}: <code>{formulaText(data.source, language)}</code>
            </p>
            {caveat !== null && (
              <p className="caveat">
                * {labels.caveat}: {caveat[language]}
              </p>
            )}
            {children}
            {data.leaves.length === 0 && <p className="quiet">{labels.none}</p>}
            {(['numerator', 'denominator', 'total'] as const).map((part) => (
              <Part
                key={part}
                part={part}
                groups={data.groups.filter((group) => group.part === part)}
                leaves={data.leaves.filter((leaf) => leaf.part === part)}
              />
            ))}
          </>
        )}
      </Answer>
    </aside>
  );
}

function shown(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}

/** What all cells of a part come to, by industry; of the cells themselves only the largest are listed. */
function Part({ part, groups, leaves }: PartProps) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  if (groups.length === 0) return null;
  return (
    <section>
      <h4>
        {labels.parts[part]}{' '}
        <b className="number">{shown(groups.reduce((sum, group) => sum + group.sum, 0))}</b>
      </h4>
      {groups.map(({ industry, sum, count }) => {
        const items = leaves.filter((leaf) => leaf.industry === industry);
        return (
          <details key={industry ?? ''}>
            <summary>
              <span>{industry === null ? labels.county : industryName(industry, language)}</span>{' '}
              <span className="number">{shown(sum)}</span>
            </summary>
            {items.map((leaf, index) => (
              <Step key={`${leaf.unit}/${leaf.record}/${leaf.code}/${index}`} leaf={leaf} />
            ))}
            {items.length < count && <p className="quiet">{labels.leaves(items.length, count)}</p>}
          </details>
        );
      })}
    </section>
  );
}

interface PartProps {
  readonly part: Leaf['part'];
  readonly groups: readonly LeafGroup[];
  readonly leaves: readonly Leaf[];
}

function Step({ leaf }: { readonly leaf: Leaf }) {
  const go = useNavigation((state) => state.go);
  return (
    <div className="step">
      <button
        type="button"
        className="link"
        // What is the county's own stands in no filing.
        disabled={leaf.unit === ''}
        onClick={() =>
          go('filing', {
            unit: leaf.unit,
            return: leaf.return,
            ...(leaf.code === '*' ? {} : { record: leaf.record, key: leaf.code }),
          })
        }
      >
        {leaf.unitName}
      </button>
      <span className="number">{typeof leaf.value === 'number' ? shown(leaf.value) : ''}</span>
      <small className="quiet">
        {leaf.return}
        {leaf.code === '*' ? '' : `.${leaf.code}`} · <Source leaf={leaf} />
      </small>
    </div>
  );
}

/** The last step: the cell of the enterprise's file, whose place in the sheet opens below. */
function Source({ leaf }: { readonly leaf: Leaf }) {
  const labels = useLabels(totalsLabels);
  const { file, sheet, cell, raw } = leaf;
  if (file === null) return leaf.code === '*' ? labels.counted : labels.byHand;
  return (
    <>
      <button
        type="button"
        className="link"
        title={labels.openSheet}
        onClick={() =>
          showPlace({
            unit: leaf.unit,
            return: leaf.return,
            record: leaf.record,
            year: leaf.year,
            ...(leaf.code === '*' ? {} : { key: leaf.code }),
          })
        }
      >
        {file} › {sheet ?? ''}!{cell ?? ''}
      </button>{' '}
      “{raw ?? ''}”
    </>
  );
}
