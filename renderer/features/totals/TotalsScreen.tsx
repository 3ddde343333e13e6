import { Dropdown, Button, Space, Switch, Table } from 'antd';
import { create } from 'zustand';
import type { Report, ReportRow } from '#shared/tally/report.ts';
import { standingText } from '#shared/texts/targets.ts';
import { unitName } from '#shared/texts/units.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { useRowKeys } from '../../ui/row-keys.ts';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { Ladder } from './Ladder.tsx';
import { totalsLabels } from './labels.ts';
import { ProgressChart } from './ProgressChart.tsx';
import './totals.css';

/** What is looked at, kept while one follows a number to its file and comes back. */
const useView = create<{ readonly preview: boolean; readonly chosen: string | null }>(() => ({
  preview: false,
  chosen: null,
}));

/** The computed table as on paper, with what it is measured against; each number opens to the cells behind it. */
export function TotalsScreen() {
  const catalogue = useRead('catalogue.get', {});
  const report = catalogue.data?.returns.find((item) => item.kind === 'computed')?.code;
  if (report === undefined) return <Answer read={catalogue}>{() => null}</Answer>;
  return <Totals report={report} />;
}

function Totals({ report }: { readonly report: string }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const year = useYear();
  const { preview, chosen } = useView();
  const setPreview = (on: boolean): void => useView.setState({ preview: on });
  const setChosen = (row: string): void => useView.setState({ chosen: row });
  const table = useRead('report.get', { ...year, report, preview });
  const write = async (format: 'xlsx' | 'csv' | 'json'): Promise<void> => {
    const made = await run(labels.writing, 'report.write', { ...year, report, preview, format });
    if (made !== null) await saveMade(made.file);
  };
  const tools = (
    <Space>
      <Switch checked={preview} onChange={setPreview} aria-label={labels.preview} />
      {labels.preview}
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['xlsx', 'csv', 'json'] as const).map((format) => ({
            key: format,
            label: format,
            onClick: () => void write(format),
          })),
        }}
      >
        <Button>{labels.write} ▾</Button>
      </Dropdown>
    </Space>
  );
  return (
    <Screen title={labels.title} tools={tools}>
      <Answer read={table}>
        {(data) => {
          const row = data.rows.find((item) => item.code === chosen) ?? data.rows[0];
          return (
            <div className="totals">
              <div
                className={data.preview ? 'totals-table watermark' : 'totals-table'}
                data-mark={data.preview ? labels.previewMark : undefined}
              >
                <header className="totals-head">
                  <h2>{data.name[language]}</h2>
                  <Space>
                    <span className="report-number">{data.number}</span>
                    {data.frozen && <Chip kind="info">{labels.frozen}</Chip>}
                    {data.preview && <Chip kind="warn">{labels.previewMark}</Chip>}
                    {data.demonstration && <Chip kind="warn">{labels.demonstration}</Chip>}
                  </Space>
                </header>
                <p className="quiet">
                  {!data.preview && data.coverage.counted === 0
                    ? labels.none
                    : labels.covered(data.coverage, data.preview)}
                </p>
                <ReportTable report={data} chosen={row?.code ?? null} choose={setChosen} />
                {row !== undefined && <ProgressChart row={row} />}
              </div>
              {row !== undefined && (
                <Ladder key={row.code} report={report} row={row.code} preview={preview} />
              )}
            </div>
          );
        }}
      </Answer>
    </Screen>
  );
}

function ReportTable({
  report,
  chosen,
  choose,
}: {
  readonly report: Report;
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
  return (
    <Table<ReportRow>
      size="small"
      pagination={false}
      rowKey="code"
      dataSource={[...report.rows]}
      rowClassName={(row) => (row.code === chosen ? 'chosen' : '')}
      ref={table}
      onRow={onRow}
      columns={[
        { title: labels.columns.code, dataIndex: 'code', width: 52 },
        {
          title: labels.columns.name,
          render: (_, row) => (
            <span title={row.caveat?.[language]}>
              {row.name[language]}
              {row.caveat === null ? '' : ' *'}
            </span>
          ),
        },
        {
          title: labels.columns.unit,
          width: 60,
          render: (_, row) => unitName(row.unit, language),
        },
        {
          title: labels.columns.value,
          width: 96,
          align: 'right',
          render: (_, row) => <b className="number link">{shown(row.value, row)}</b>,
        },
        {
          title: labels.columns.lastYear,
          width: 88,
          align: 'right',
          render: (_, row) => <span className="number">{shown(row.lastYear, row)}</span>,
        },
        {
          title: labels.columns.change,
          width: 88,
          align: 'right',
          render: (_, row) => (
            <span className="number">
              {row.change === null ? '' : `${row.change > 0 ? '+' : ''}${shown(row.change, row)}`}
            </span>
          ),
        },
        {
          title: labels.columns.target,
          width: 126,
          align: 'right',
          render: (_, row) => <Target row={row} />,
        },
        { title: labels.columns.reached, width: 112, render: (_, row) => <Reached row={row} /> },
        {
          title: labels.columns.coverage,
          width: 84,
          render: (_, { coverage }) => (
            <span title={coverage.shareOfLastYear === null ? '' : labels.share(coverage.shareOfLastYear)}>
              {labels.coverage(coverage.counted, coverage.due)}
            </span>
          ),
        },
      ]}
    />
  );
}

function Target({ row }: { readonly row: ReportRow }) {
  const labels = useLabels(totalsLabels);
  if (row.target === null) return null;
  return (
    <span className="number">
      {row.target.value === null
        ? labels.up(row.target.baseYear)
        : labels.target(
            formatNumber(row.target.value, Number.isInteger(row.target.value) ? 0 : 2),
            row.target.year,
          )}
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
  return <span title={text}>{text}</span>;
}
