import { NameIndex } from '#shared/codes/names.ts';
import type { Notice, Question, StagedCell } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { codeOf, outside } from '#shared/values/cell.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { unitAt, unitByCode, unitsAt, unitsByName } from '../../store/units.ts';
import type { Matching } from './match-units.ts';

interface Resolved {
  readonly filings: readonly BatchFiling[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/**
 * Cells that name a unit (依托单位, 承担单位): by a code or the full name they become the unit of the directory. A name
 * that nearly is one is asked about; any other is somebody outside the directory, which is said and marked.
 */
export function resolveUnitCells(
  store: ReadableStore,
  edition: LoadedEdition,
  filings: readonly BatchFiling[],
  matching: Matching,
): Resolved {
  const questions = new Map<string, Question>();
  const notices = new Map<string, Notice>();
  let names: NameIndex | null = null;
  const withUnits = new Map<string, boolean>();
  const namesUnits = (table: string): boolean => {
    let known = withUnits.get(table);
    if (known === undefined) {
      known = [...edition.fields(table).values()].some((field) => field.type === 'unit');
      withUnits.set(table, known);
    }
    return known;
  };
  const near = (name: string): string | undefined => {
    names ??= new NameIndex(
      [...unitsAt(store, matching.year).values()].map((unit) => ({
        id: unit.id,
        name: unit.facts.name ?? '',
      })),
    );
    return names.nearly('', name);
  };
  const cellOf = (filing: BatchFiling, cell: StagedCell): StagedCell => {
    const field = edition.field(filing.table, codeOf(cell.key));
    if (field?.type !== 'unit' || typeof cell.value !== 'string' || cell.value.startsWith(outside))
      return cell;
    const named = cell.value;
    const exact =
      unitByCode(store, named, matching.year) ?? onlyOne(unitsByName(store, named, matching.year));
    if (exact !== undefined) return { ...cell, value: exact };
    const suggested = near(named);
    if (suggested === undefined) {
      notices.set(named, {
        kind: 'unit-outside',
        class: 'D',
        sheet: cell.sheet,
        cell: cell.cell,
        details: { field: field.name.zh, name: named },
      });
      return { ...cell, value: outside + named };
    }
    // One question for each name, wherever it stands.
    const id = `${matching.prefix}:${named}/unit-in-cell`;
    const answer = matching.answers[id];
    if (answer === 'outside') return { ...cell, value: outside + named };
    if (answer?.startsWith('match:') === true) {
      const chosen = unitByCode(store, answer.slice('match:'.length), matching.year);
      if (chosen !== undefined) return { ...cell, value: chosen };
    }
    const name = unitAt(store, suggested, matching.year)?.facts.name ?? suggested;
    questions.set(id, {
      id,
      kind: 'unit-in-cell',
      sheet: cell.sheet,
      cell: cell.cell,
      raw: cell.raw,
      return: filing.return,
      field: field.code,
      filing: filing.id,
      details: { field: field.name.zh, name: named, suggested: name },
      choices: [{ code: `match:${suggested}`, details: { name } }, { code: 'outside' }],
      group: 'unit-in-cell',
    });
    return { key: cell.key, raw: cell.raw, sheet: cell.sheet, cell: cell.cell, question: id };
  };
  return {
    filings: filings.map((filing) => {
      if (!namesUnits(filing.table)) return filing;
      const cells = filing.cells().map((cell) => cellOf(filing, cell));
      const asked = cells.find((cell) => cell.question !== undefined && questions.has(cell.question));
      return {
        ...filing,
        cells: () => cells,
        ...(asked === undefined ? {} : { question: filing.question ?? asked.question ?? null }),
      };
    }),
    questions: [...questions.values()],
    notices: [...notices.values()],
  };
}

function onlyOne(units: readonly string[]): string | undefined {
  return units.length === 1 ? units[0] : undefined;
}
