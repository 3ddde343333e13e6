import { Segmented, Space, Switch } from 'antd';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import type { IndicatorReport, Report } from '#shared/tally/report.ts';
import { formNumber } from '#shared/texts/formula.ts';
import type { Language } from '#shared/texts/language.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { TerritoryLine } from '../../app/TerritoryLine.tsx';
import { run, saveMade } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { Ladder } from './Ladder.tsx';
import { totalsLabels } from './labels.ts';
import { ProgressChart } from './ProgressChart.tsx';
import { SectionTables } from './SectionTables.tsx';
import './totals.css';

/** What is looked at, kept while one follows a number to its file and comes back. */
const useView = create<{
  readonly report: string | null;
  readonly preview: boolean;
  readonly chosen: string | null;
  /** Of a table with several numbers in a row: which of them. */
  readonly column: string | null;
}>(() => ({ report: null, preview: false, chosen: null, column: null }));

/** The computed tables as on paper; each number of an indicator opens to the cells behind it. */
export function TotalsScreen() {
  const catalogue = useRead('catalogue.get', useYear());
  const reports = catalogue.data?.returns.filter((item) => item.kind === 'computed') ?? [];
  if (reports.length === 0) return <Answer read={catalogue}>{() => null}</Answer>;
  return <Totals reports={reports.map(({ code, name }) => ({ code, name }))} />;
}

function Totals({
  reports,
}: {
  readonly reports: readonly { readonly code: string; readonly name: Report['name'] }[];
}) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const year = useYear();
  const view = useView();
  const { preview } = view;
  const report = view.report ?? reports[0]?.code ?? '';
  const setReport = (code: string): void => useView.setState({ report: code, chosen: null, column: null });
  const setPreview = (on: boolean): void => useView.setState({ preview: on });
  const table = useRead('report.get', { ...year, report, preview });
  const write = async (format: 'xlsx' | 'csv' | 'json'): Promise<void> => {
    const made = await run(labels.writing, 'report.write', { ...year, report, preview, format });
    if (made !== null) await saveMade(made.file);
  };
  const tools = (
    <Space>
      <Segmented
        aria-label={labels.choose}
        value={report}
        onChange={setReport}
        options={reports.map(({ code, name }) => ({ value: code, label: code, title: name[language] }))}
      />
      <Switch checked={preview} onChange={setPreview} aria-label={labels.preview} />
      {labels.preview}
      <MenuButton
        items={(['xlsx', 'csv', 'json'] as const).map((format) => ({
          key: format,
          label: format,
          onClick: () => void write(format),
        }))}
      >
        {`${labels.write} ▾`}
      </MenuButton>
    </Space>
  );
  return (
    <Screen title={labels.title} tools={tools}>
      <Answer read={table}>
        {(data) =>
          data.kind === 'indicators' ? (
            <Indicators report={data} preview={preview} />
          ) : (
            <Sections report={data} preview={preview} />
          )
        }
      </Answer>
    </Screen>
  );
}

/** A table with what stands above it: name, number, and whether it is final. */
function Sheet({ report, children }: { readonly report: Report; readonly children: ReactNode }) {
  const labels = useLabels(totalsLabels);
  const language = useLanguage();
  const paper = useRead('catalogue.return', { ...useYear(), return: report.report }).data;
  return (
    <div
      className={report.preview ? 'totals-table watermark' : 'totals-table'}
      data-mark={report.preview ? labels.previewMark : undefined}
    >
      <header className="totals-head">
        <h2>{report.name[language]}</h2>
        <Space>
          <span className="report-number">{formNumber(report.number, language)}</span>
          {report.frozen && <Chip kind="info">{labels.frozen}</Chip>}
          {report.preview && <Chip kind="warn">{labels.previewMark}</Chip>}
          {report.demonstration && <Chip kind="warn">{labels.demonstration}</Chip>}
          {paper?.expired === true && <Chip kind="warn">{labels.expired(paper.header.validUntil)}</Chip>}
        </Space>
      </header>
      {report.kind !== 'quality' && (
        <p className="quiet">
          {!report.preview && report.coverage.counted === 0
            ? labels.none
            : labels.covered(report.coverage, report.preview, coveredBy(report, labels))}
          <span className="for-screen">
            {(report.preview || report.coverage.counted > 0) && ` ${labels.pointing}`}
            {report.kind === 'indicators' &&
              report.rows.some(({ caveat }) => caveat !== null) &&
              ` ${labels.marked}`}
          </span>
        </p>
      )}
      {report.territory !== undefined && <TerritoryLine territory={report.territory} />}
      {children}
    </div>
  );
}

/** What the share of last year above a table is measured in. */
function coveredBy(
  report: Exclude<Report, { readonly kind: 'quality' }>,
  labels: (typeof totalsLabels)[Language],
): string {
  if (report.kind === 'cross') return labels.output;
  const [first] = report.rows;
  if (first === undefined) return '';
  return first.denominator === null ? labels.byNumber(first.code) : labels.byDenominator(first.code);
}

function Indicators({ report, preview }: { readonly report: IndicatorReport; readonly preview: boolean }) {
  const { chosen } = useView();
  const setChosen = (row: string): void => useView.setState({ chosen: row });
  const row = report.rows.find((item) => item.code === chosen) ?? report.rows[0];
  return (
    <div className="totals">
      <Sheet report={report}>
        <IndicatorTable report={report} chosen={row?.code ?? null} choose={setChosen} />
      </Sheet>
      {row !== undefined && (
        <Ladder key={row.code} report={report.report} row={row.code} preview={preview} caveat={row.caveat}>
          <ProgressChart row={row} year={report.year} />
        </Ladder>
      )}
    </div>
  );
}

/** Any other table: a number that is chosen opens beside it. */
function Sections({
  report,
  preview,
}: {
  readonly report: Exclude<Report, IndicatorReport>;
  readonly preview: boolean;
}) {
  const { chosen, column } = useView();
  const sheet = (
    <Sheet report={report}>
      <SectionTables report={report} choose={(row, of) => useView.setState({ chosen: row, column: of })} />
    </Sheet>
  );
  if (chosen === null || column === null) return sheet;
  return (
    <div className="totals">
      {sheet}
      <Ladder
        key={`${report.report}/${chosen}/${column}`}
        report={report.report}
        row={chosen}
        column={column}
        preview={preview}
      />
    </div>
  );
}
