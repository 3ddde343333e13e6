import { Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import type { IndicatorReport, ReportRow } from '#shared/tally/report.ts';
import type { Language } from '#shared/texts/language.ts';
import { standingText, unjudgedTexts } from '#shared/texts/targets.ts';
import { unitName } from '#shared/texts/units.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useRowKeys } from '../../ui/row-keys.ts';
import { totalsLabels } from './labels.ts';

/** A line of the table: an indicator, or the heading of the part that follows. */
interface Line {
  readonly key: string;
  readonly heading: string;
  readonly row: ReportRow | null;
}

function linesOf({ rows }: IndicatorReport, language: Language): Line[] {
  return [...Map.groupBy(rows, ({ section }) => section[language])].flatMap(([heading, own]) => [
    { key: `# ${heading}`, heading, row: null },
    ...own.map((row) => ({ key: row.code, heading, row })),
  ]);
}

type Column = TableColumnType<Line>;

/** A column that is empty on the line of a heading, which spans them all. */
function column(
  title: string,
  render: (row: ReportRow) => ReactNode,
  more: Pick<Column, 'width' | 'align'> = {},
): Column {
  return {
    title,
    ...more,
    onCell: ({ row }) => (row === null ? { colSpan: 0 } : {}),
    render: (_, { row }: Line) => (row === null ? null : render(row)),
  };
}

/** One row for each indicator, under the headings of the parts of the table. */
export function IndicatorTable({
  report,
  chosen,
  choose,
}: {
  readonly report: IndicatorReport;
  readonly chosen: string | null;
  readonly choose: (code: string) => void;
}) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const shown = (value: number | null, row: ReportRow): string =>
    value === null ? '—' : formatNumber(value, row.decimals);
  const [table, onRow] = useRowKeys(
    report.rows,
    (row) => row.code,
    chosen,
    (row) => choose(row.code),
  );
  const right = 'right' as const;
  const columns: Column[] = [
    {
      title: labels.columns.code,
      width: 48,
      onCell: ({ row }) => (row === null ? { colSpan: 9 } : {}),
      render: (_, { row, heading }) => row?.code ?? <b>{heading}</b>,
    },
    column(labels.columns.name, (row) => (
      <span title={row.caveat?.[language]}>
        {row.name[language]}
        {row.caveat === null ? '' : '\u00a0*'}
      </span>
    )),
    column(labels.columns.unit, (row) => unitName(row.unit, language), {
      width: language === 'zh' ? 50 : 64,
    }),
    column(labels.columns.value, (row) => <b className="number link">{shown(row.value, row)}</b>, {
      width: 92,
      align: right,
    }),
    column(labels.columns.lastYear, (row) => <span className="number">{shown(row.lastYear, row)}</span>, {
      width: 88,
      align: right,
    }),
    column(
      labels.columns.change,
      (row) => (
        <span className="number">
          {row.change === null ? '' : `${row.change > 0 ? '+' : ''}${shown(row.change, row)}`}
        </span>
      ),
      { width: 68, align: right },
    ),
    column(labels.columns.target, (row) => <Target row={row} />, { width: 76, align: right }),
    column(labels.columns.reached, (row) => <Reached row={row} />, { width: language === 'zh' ? 172 : 184 }),
    column(
      labels.columns.coverage,
      ({ coverage }) => (
        <span title={coverage.shareOfLastYear === null ? '' : labels.share(coverage.shareOfLastYear)}>
          {labels.coverage(coverage.counted, coverage.due)}
        </span>
      ),
      { width: 86 },
    ),
  ];
  const noted = report.rows.filter(({ caveat }) => caveat !== null);
  return (
    <>
      <Table<Line>
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={linesOf(report, language)}
        rowClassName={(line) => (line.row !== null && line.key === chosen ? 'chosen' : '')}
        ref={table}
        onRow={({ row }) => (row === null ? {} : onRow(row))}
        columns={columns}
        {...(noted.length === 0 ? {} : { summary: () => <Footnote columns={columns.length} /> })}
      />
      {noted.length > 0 && <Caveats rows={noted} />}
    </>
  );
}

/** The foot of the table, which paper has on each of its pages. */
function Footnote({ columns }: { readonly columns: number }) {
  const labels = useLabels(totalsLabels);
  return (
    <Table.Summary.Row className="for-paper">
      <Table.Summary.Cell index={0} colSpan={columns}>
        {labels.footnote}
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}

/** What the screen says of a chosen line, for paper: of each that is marked. */
function Caveats({ rows }: { readonly rows: readonly ReportRow[] }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  return (
    <section className="for-paper caveats">
      <b>{labels.footnotes}</b>
      {rows.map(({ code, name, caveat }) => (
        <p key={code}>
          * {code} {name[language]}
          {labels.colon}
          {caveat?.[language]}
        </p>
      ))}
    </section>
  );
}

function Target({ row }: { readonly row: ReportRow }) {
  const labels = useLabels(totalsLabels);
  if (row.target === null) return null;
  const { value, year, baseYear, scope } = row.target;
  if (value === null) return labels.up(baseYear);
  return (
    <span className="number">
      {formatNumber(value, Number.isInteger(value) ? 0 : 2)}
      <small className="quiet target-year">{labels.target(year, scope)}</small>
    </span>
  );
}

function Reached({ row }: { readonly row: ReportRow }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  if (row.target === null) return null;
  if (row.target.reached !== null)
    return row.target.reached ? (
      <span className="state-accepted">✓ {labels.reached}</span>
    ) : (
      <span>{labels.notReached}</span>
    );
  const text = standingText(row.target, row, language);
  // The same sentence on every line of a new year: said once above the table.
  if (text === unjudgedTexts['no-figure'][language]) return <span title={text}>—</span>;
  return <span title={text}>{text}</span>;
}
