import type {
  PackageContent,
  PackagedAttachment,
  PackagedFiling,
  PackagedRecord,
} from '#shared/packages/content.ts';
import { carriedKey, codeOf, type CellValue } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { acts } from '../store/acts.ts';
import { storedReport } from '../store/packages.ts';
import { sourcesOf, type HistoryLine } from '../store/history.ts';
import { recordsOfFiling } from '../store/records.ts';
import { filings } from '../store/rounds.ts';
import { unitsAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { asOutput } from './filings.ts';
import { allFindings, type BareFinding } from './findings.ts';

/**
 * Whether a cell is the province's: the county's own items stay in the county, and so do values that a later edition of the
 * year no longer asks for. `context.edition` is the province's.
 */
function isProvinces({ edition }: ReadContext, code: string, key: string, cell: string): boolean {
  return cell === carriedKey || edition.field(tableOf(code, key), codeOf(cell)) !== undefined;
}

/** Findings of the province's rules; a county's rule judges for the county alone. */
function provincesFindings(context: ReadContext, year: number): readonly BareFinding[] {
  return allFindings(context, year).filter(
    ({ finding }) => context.edition.titleOf(finding.rule) !== undefined,
  );
}

/** Everything that a round reports: filings with the source of each cell, directory, findings and what was said, acts, totals. */
export function packageContent(context: ReadContext, year: number): PackageContent {
  const { store } = context;
  return {
    filings: filings(store, year)
      // Of a return that a later edition of the year dropped, the province asks nothing.
      .filter((filing) => context.edition.return(filing.return) !== undefined)
      .map((filing): PackagedFiling => {
        const { unit, return: code, state, reason } = filing;
        // What is not counted travels as a state with its reason, not as numbers.
        const isCounted = state === 'accepted' || state === 'nil';
        const sources = isCounted ? sourcesOf(store, year, unit, code) : null;
        return {
          unit,
          return: code,
          state,
          reason,
          records: (isCounted ? recordsOfFiling(store, year, unit, code) : []).map(({ key, cells }) => ({
            record: key,
            cells: Object.fromEntries(
              Object.entries(cells)
                .filter(([cell]) => isProvinces(context, code, key, cell))
                .map(([cell, value]) => [cell, packed(value)]),
            ),
            sources: Object.fromEntries(
              Object.keys(cells).flatMap((cell) => {
                if (!isProvinces(context, code, key, cell)) return [];
                const source = sources?.get(key)?.get(cell);
                return source === undefined ? [] : [[cell, packedSource(source)]];
              }),
            ),
          })),
        };
      }),
    directory: [...unitsAt(store, year).values()].map(({ id, kind, facts }) => ({
      id,
      kind,
      facts: { ...facts },
    })),
    findings: provincesFindings(context, year).map(({ finding, explained, attachments }) => ({
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
          : {
              category: explained.category,
              text: explained.text,
              at: explained.at,
              actor: explained.actor,
              ...(attachments.length === 0 ? {} : { attachments: attachments.map(packedAttachment) }),
            },
    })),
    acts: acts(store, year).map((act) => ({ ...act })),
    reports: context.edition.edition.returns
      .filter((definition) => definition.kind === 'computed')
      .map((definition) => storedReport(store, year, definition.code))
      .filter((report) => report !== null),
  };
}

function packedAttachment({ name, sha256, size }: PackagedAttachment): PackagedAttachment {
  return { name, sha256, size };
}

/** Findings whose explanation has attachments: those that a package of the year names. */
export function findingsWithAttachments(context: ReadContext, year: number): readonly BareFinding[] {
  return provincesFindings(context, year).filter(
    ({ explained, attachments }) => explained !== null && attachments.length > 0,
  );
}

function packed(value: CellValue): PackagedRecord['cells'][string] {
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
}: HistoryLine): PackagedRecord['sources'][string] {
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
