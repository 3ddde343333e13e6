import type { ReportRow } from '#shared/tally/report.ts';
import { chartOf, type TargetChart } from '#shared/texts/target-chart.ts';
import { amountText, standingText } from '#shared/texts/targets.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { totalsLabels } from './labels.ts';

const left = 130;
const width = 400;
const step = 30;
const room = 150;

/** One row beside last year and its target, on one scale, with the numbers written out; drawn by the type of the target. */
export function ProgressChart({ row, year }: { readonly row: ReportRow; readonly year: number }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const chart = chartOf(row, year, language);
  if (chart.bars.length === 0 && chart.items.length === 0) return null;
  const amount = (value: number): string => amountText(value, row, language);
  return (
    <figure className="chart">
      <figcaption>
        {row.code} {row.name[language]} · {row.target === null ? labels.chartOfYears : labels.chart}
      </figcaption>
      {row.target !== null && <p className="quiet">{standingText(row.target, row, language)}</p>}
      <Bars chart={chart} amount={amount} />
      <ul className="legend">
        {chart.band !== null && (
          <li>
            <i className="band" /> {chart.band.label} {amount(chart.band.low)}—{amount(chart.band.high)}
          </li>
        )}
        {chart.guides.map((guide) => (
          <li key={guide.kind}>
            <i className={`guide-${guide.kind}`} /> {guide.label} {amount(guide.value)}
          </li>
        ))}
        {chart.items.map(({ name, isPresent }) => (
          <li key={name} className={isPresent ? 'state-accepted' : 'quiet'}>
            {isPresent ? '✓' : '—'} {name}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Bars({
  chart,
  amount,
}: {
  readonly chart: TargetChart;
  readonly amount: (value: number) => string;
}) {
  const { bars, guides, band } = chart;
  if (bars.length === 0) return null;
  const values = [...bars, ...guides].map(({ value }) => value);
  const least = Math.min(0, ...values);
  const most = Math.max(...values, band?.high ?? 0, least === 0 ? 1 : 0);
  const at = (value: number): number => left + ((value - least) / (most - least)) * width;
  const height = bars.length * step + 6;
  return (
    <svg
      viewBox={`0 0 ${left + width + room} ${height}`}
      role="img"
      aria-label={bars.map(({ label, value }) => `${label} ${amount(value)}`).join(', ')}
    >
      {band !== null && (
        <rect className="band" x={at(band.low)} width={at(band.high) - at(band.low)} y={0} height={height} />
      )}
      {bars.map(({ kind, label, value }, index) => {
        const [from, to] = value < 0 ? [at(value), at(0)] : [at(0), at(value)];
        return (
          <g key={kind} transform={`translate(0 ${index * step})`}>
            <text x={left - 10} y={20} textAnchor="end">
              {label}
            </text>
            <rect x={from} y={6} width={Math.max(2, to - from)} height={18} className={`bar-${kind}`} />
            <text x={to + 8} y={20}>
              {amount(value)}
            </text>
          </g>
        );
      })}
      {guides.map(({ kind, value }) => (
        <line key={kind} className={`guide-${kind}`} x1={at(value)} x2={at(value)} y1={0} y2={height} />
      ))}
    </svg>
  );
}
