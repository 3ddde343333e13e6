import type { ReportRow } from '#shared/tally/report.ts';
import { unitName } from '#shared/texts/units.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { totalsLabels } from './labels.ts';

const left = 110;
const width = 420;
const step = 30;

/** One row's value beside last year and the target: three bars on one scale, with the numbers written out. */
export function ProgressChart({ row }: { readonly row: ReportRow }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const bars = [
    { label: labels.lastYear, value: row.lastYear, kind: 'last' },
    { label: labels.value, value: row.value, kind: 'now' },
    { label: labels.targetShort, value: row.target?.value ?? null, kind: 'target' },
  ].filter((bar): bar is { label: string; value: number; kind: string } => bar.value !== null);
  const most = Math.max(...bars.map((bar) => bar.value), 1);
  if (bars.length === 0) return null;
  const unit = unitName(row.unit, language);
  const text = bars.map((bar) => `${bar.label} ${formatNumber(bar.value, row.decimals)} ${unit}`).join(', ');
  return (
    <figure className="chart">
      <figcaption>
        {row.code} {row.name[language]} · {labels.chart}
      </figcaption>
      <svg viewBox={`0 0 ${left + width + 140} ${bars.length * step + 6}`} role="img" aria-label={text}>
        {bars.map((bar, index) => {
          const size = Math.max(2, (Math.max(0, bar.value) / most) * width);
          return (
            <g key={bar.kind} transform={`translate(0 ${index * step})`}>
              <text x={left - 10} y={20} textAnchor="end">
                {bar.label}
              </text>
              <rect x={left} y={6} width={size} height={18} className={`bar-${bar.kind}`} />
              <text x={left + size + 8} y={20}>
                {formatNumber(bar.value, row.decimals)} {unit}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
