import type { ReportRow } from '#shared/tally/report.ts';
import { chartOf, type TargetChart } from '#shared/texts/target-chart.ts';
import { amountText, standingText } from '#shared/texts/targets.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { totalsLabels } from './labels.ts';

/** Of the pane beside the table. */
const width = 300;
const step = 36;

/** The chosen row beside last year and its target, on one scale, with the numbers written out; drawn by the type of the target. */
export function ProgressChart({ row, year }: { readonly row: ReportRow; readonly year: number }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const chart = chartOf(row, year, language);
  if (chart.bars.length === 0 && chart.items.length === 0) return null;
  const amount = (value: number): string => amountText(value, row, language);
  return (
    <figure className="chart">
      <figcaption>{row.target === null ? labels.chartOfYears : labels.chart}</figcaption>
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
  const at = (value: number): number => ((value - least) / (most - least)) * (width - 2);
  const height = bars.length * step;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
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
            <text y={14}>{label}</text>
            <text x={width} y={14} textAnchor="end">
              {amount(value)}
            </text>
            <rect x={from} y={19} width={Math.max(2, to - from)} height={12} className={`bar-${kind}`} />
          </g>
        );
      })}
      {guides.map(({ kind, value }) => (
        <line key={kind} className={`guide-${kind}`} x1={at(value)} x2={at(value)} y1={0} y2={height} />
      ))}
    </svg>
  );
}
