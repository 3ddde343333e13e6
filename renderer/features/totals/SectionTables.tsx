import { Table } from 'antd';
import { sectionsOf, type ReportCell } from '#shared/texts/report-sections.ts';
import type { CrossReport, QualityReport } from '#shared/tally/report.ts';
import { localTime } from '#shared/values/moment.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useLanguage } from '../../app/language.ts';

interface Line {
  readonly key: number;
  readonly cells: readonly ReportCell[];
}

/** Columns that stay in sight while a wide table is scrolled: code, groups. */
const keptColumns = 3;
/** From about here a table is wider than the screen. */
const wide = 12;

/** A computed table that is not of indicators: its parts one below the other, as they are printed. */
export function SectionTables({
  report,
  choose,
}: {
  readonly report: CrossReport | QualityReport;
  readonly choose: (row: string, column: string) => void;
}) {
  const language = useLanguage();
  return (
    <>
      {sectionsOf(report, language, localTime).map(({ title, columns, rows, opens }) => (
        <section key={title} aria-label={title}>
          {/* What is counted in is said above the table already. */}
          {report.kind === 'quality' && <h3>{title}</h3>}
          <Table<Line>
            size="small"
            pagination={false}
            dataSource={rows.map((cells, key) => ({ key, cells }))}
            {...(columns.length > wide ? { scroll: { x: 'max-content' } } : {})}
            columns={columns.map((column, index) => ({
              title: column.title,
              ...(column.decimals === null ? {} : { align: 'right' as const }),
              ...(columns.length > wide && index < keptColumns ? { fixed: 'left' as const } : {}),
              render: (_: unknown, { key, cells }: Line) => {
                const cell = cells[index] ?? null;
                const row = opens?.[key];
                const of = column.opens;
                // Nothing stands behind a 0.
                return typeof cell !== 'number' || cell === 0 || row === undefined || of === undefined ? (
                  shown(cell, column.decimals)
                ) : (
                  <button type="button" className="link" onClick={() => choose(row, of)}>
                    {shown(cell, column.decimals)}
                  </button>
                );
              },
            }))}
          />
        </section>
      ))}
    </>
  );
}

function shown(cell: ReportCell, decimals: number | null) {
  if (typeof cell === 'number') return <span className="number">{formatNumber(cell, decimals ?? 0)}</span>;
  // A number that nobody gave; an empty text says itself.
  return cell ?? (decimals === null ? '' : '—');
}
