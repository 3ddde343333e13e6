import { industryName } from './industries.ts';
import type { Language } from './language.ts';
import { reportTexts } from './reports.ts';
import { basisNames, batchStateNames, categoryText, classNames } from './states.ts';
import { unitName } from './units.ts';
import { showValue } from '../values/show.ts';
import type { CrossReport, QualityReport, UnitChange } from '../tally/report.ts';

/** A part of a computed table as paper, screen and sheet have it: a heading, names of columns, lines. */
export interface ReportSection {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** Where its numbers open down to cells, filings or findings: by what its lines are asked for. */
  readonly opens?: readonly string[];
}

export interface ReportColumn {
  readonly title: string;
  /** By what its numbers are asked for; absent: they open to nothing. */
  readonly opens?: string | undefined;
  /** Of a column of numbers: the decimals it is printed with. */
  readonly decimals: number | null;
}

export type ReportCell = string | number | null;

/** `momentOf` words the stored moments (ISO 8601, UTC): by this computer's clock for people, as they are in a package. */
export function sectionsOf(
  report: CrossReport | QualityReport,
  language: Language,
  momentOf: (iso: string) => string,
): readonly ReportSection[] {
  return report.kind === 'cross'
    ? [crossSection(report, language)]
    : qualitySections(report, language, momentOf);
}

function crossSection(report: CrossReport, language: Language): ReportSection {
  const texts = reportTexts[language];
  const { counted, due, shareOfLastYear } = report.coverage;
  return {
    title: texts.coverage(counted, due, shareOfLastYear),
    columns: [
      { title: texts.group.code, decimals: null },
      ...report.by.map((by) => ({ title: texts.group[by], decimals: null })),
      { title: texts.group.units, decimals: 0, opens: 'units' },
      { title: texts.group.due, decimals: 0, opens: 'due' },
      ...report.columns.map(({ code, name, unit, decimals }) => ({
        title: `${code} ${name[language]}${unit === '' ? '' : { zh: `(${unit})`, en: ` (${unitName(unit, language)})` }[language]}`,
        decimals,
        opens: code,
      })),
    ],
    opens: report.rows.map((row) => row.code),
    rows: report.rows.map((row) => [
      // The line of the total has no code in the classification.
      row.industry === null && row.size === null ? null : row.code,
      ...report.by.map((by) => industryName(row[by]?.name[language] ?? texts.all, language)),
      row.units,
      row.due,
      ...row.values,
    ]),
  };
}

/** Of a renamed unit simply the name that it had. */
function noteOn(kind: UnitChange['kind'], other: string, language: Language): string {
  const { mergedInto, movedFrom, movedTo } = reportTexts[language];
  const notes: Partial<Record<UnitChange['kind'], (other: string) => string>> = {
    came: movedFrom,
    gone: mergedInto,
    left: movedTo,
  };
  return notes[kind]?.(other) ?? other;
}

function qualitySections(
  report: QualityReport,
  language: Language,
  momentOf: (iso: string) => string,
): readonly ReportSection[] {
  const texts = reportTexts[language];
  const part = (
    [title, names]: readonly [string, readonly string[]],
    rows: readonly (readonly ReportCell[])[],
    none = texts.none,
    columns: readonly (string | undefined)[] = [],
  ): ReportSection => ({
    title,
    columns: names.map((name, index) => ({
      title: name,
      decimals: rows.length > 0 && rows.every((row) => typeof row[index] === 'number') ? 0 : null,
      opens: columns[index],
    })),
    rows: rows.length === 0 ? [[none, ...names.slice(1).map(() => null)]] : rows,
    ...(columns.length === 0 ? {} : { opens: rows.map((row) => String(row[0])) }),
  });
  const blank = undefined;
  const { edition } = report;
  const [openTitle, openNames] = texts.open;
  return [
    part(
      texts.returns,
      report.returns.map((item) => [
        item.return,
        item.name[language],
        item.due,
        item.filed,
        item.accepted,
        item.exempt,
        item.aside,
      ]),
      texts.none,
      [blank, blank, 'due', 'filed', 'accepted', 'exempt', 'aside'],
    ),
    part(
      texts.findings,
      report.findings.map((item) => [
        item.class,
        classNames[item.class][language],
        item.found,
        item.explained,
        item.open,
      ]),
      texts.none,
      [blank, blank, 'found', 'explained', 'open'],
    ),
    part(
      texts.explanations,
      report.explanations.map((item) => [
        item.rule,
        item.title[language],
        item.class,
        item.found,
        item.explained,
        item.categories
          .map(({ category, count }) => `${categoryText(category, language)} ${count}`)
          .join(language === 'zh' ? '、' : ', '),
      ]),
      texts.none,
      [blank, blank, blank, 'found', 'explained'],
    ),
    part(
      texts.corrections,
      report.corrections.map((item) => [
        item.unitName,
        item.return,
        item.record,
        item.key,
        item.field[language],
        showValue(item.old, undefined, language),
        showValue(item.new, undefined, language),
        basisNames[item.basis as keyof typeof basisNames]?.[language] ?? item.basis,
        item.reason,
        momentOf(item.at),
        item.who,
      ]),
    ),
    part(
      texts.units,
      (report.units ?? []).map(({ kind, unit, name, other }) => [
        texts.changes[kind],
        unit,
        name,
        other === null ? null : noteOn(kind, other, language),
      ]),
      report.units === null ? texts.noLastYear : texts.none,
    ),
    part(
      texts.files,
      report.files.map((item) => [
        item.file,
        item.sha256,
        batchStateNames[item.state][language],
        momentOf(item.at),
      ]),
    ),
    part(
      texts.undecided,
      report.undecided.map((item) => [item.unit, item.name, item.count]),
    ),
    part(
      [`${openTitle} · ${texts.edition(edition.title[language], edition.name)}`, openNames],
      edition.open.map((item) => [item.subject, item.question[language], item.taken[language]]),
    ),
  ];
}
