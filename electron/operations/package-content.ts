import type { PackageContent, PackagedFiling } from '#shared/packages/content.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { acts } from '../store/acts.ts';
import { storedReport } from '../store/packages.ts';
import { recordOf, sourcesOf, type HistoryLine } from '../store/records.ts';
import { filings } from '../store/rounds.ts';
import { unitsAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { asOutput } from './filings.ts';
import { allFindings } from './findings.ts';

/** Everything that a round reports: filings with the source of each cell, directory, findings and what was said, acts, totals. */
export function packageContent(context: ReadContext, year: number): PackageContent {
  const { store } = context;
  return {
    filings: filings(store, year).map((filing): PackagedFiling => {
      const { unit, return: code, state, reason } = filing;
      // What is not counted travels as a state with its reason, not as numbers.
      const isCounted = state === 'accepted' || state === 'nil';
      const stored = isCounted ? (recordOf(store, year, unit, code)?.cells ?? {}) : {};
      const sources =
        (isCounted ? sourcesOf(store, year, unit, code).get('') : null) ?? new Map<string, HistoryLine>();
      return {
        unit,
        return: code,
        state,
        reason,
        cells: Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, packed(value)])),
        sources: Object.fromEntries(
          Object.keys(stored).flatMap((key) => {
            const source = sources.get(key);
            return source === undefined ? [] : [[key, packedSource(source)]];
          }),
        ),
      };
    }),
    directory: [...unitsAt(store, year).values()].map(({ id, kind, facts }) => ({
      id,
      kind,
      facts: { ...facts },
    })),
    findings: allFindings(context, year).map(({ finding, explained }) => ({
      id: finding.id,
      rule: finding.rule,
      class: finding.class,
      unit: finding.unit,
      return: finding.return,
      places: [...finding.places],
      operands: [...finding.operands],
      explanation:
        explained === null
          ? null
          : { category: explained.category, text: explained.text, at: explained.at, actor: explained.actor },
    })),
    acts: acts(store, year).map((act) => ({ ...act })),
    report: storedReport(store, year, 'ZH301'),
  };
}

function packed(value: CellValue): PackagedFiling['cells'][string] {
  return asOutput(value) ?? { blank: 'unknown' };
}

function packedSource({
  kind,
  at,
  actor,
  sha256,
  sheet,
  cell,
  raw,
  factor,
  basis,
}: HistoryLine): PackagedFiling['sources'][string] {
  return {
    kind,
    at,
    actor,
    sha256: kind === 'import' ? sha256 : null,
    sheet: sheet ?? null,
    cell: cell ?? null,
    raw: raw ?? null,
    factor: factor ?? null,
    basis,
  };
}
