import type { Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import { RowUnits } from './row-units.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { CellStager } from './stage-cell.ts';
import { FormStager } from './stage-form.ts';
import { ListStager } from './stage-list.ts';
import { askYear } from './table-year.ts';
import type { SaidUnit } from './units.ts';
import type { Notice, Question, Settled, StagedFiling, StagedTable } from './staged.ts';

export interface StagedPart<Filing> {
  readonly table: StagedTable;
  readonly filings: readonly Filing[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  readonly settled: readonly Settled[];
  readonly assumed: readonly Settled[];
  /** Ids of the answers that it was read by. */
  readonly used: readonly string[];
  /** Whose rows a list has, by all that says so: null where a row says nothing. */
  readonly units: ReadonlySet<string> | null;
}

/** A table whose return is certain. */
export interface Decided {
  readonly found: FoundTable;
  readonly asking: Asking;
  readonly isWanted: boolean;
  /** What was asked before it was known which table it is; null where nothing was. */
  readonly before: Pick<Asking, 'settled' | 'used'> | null;
}

export interface TableToStage extends Decided {
  readonly view: SheetView;
  /** Rows below a list's header that only repeat it. */
  readonly repeated: readonly number[];
  /** What tables above on the sheet say of their unit of money. */
  readonly above: readonly SaidUnit[];
}

/** What is true of all sheets of a file. */
export interface WorkbookFacts {
  readonly date1904: boolean;
  /** The hidden key of the app's own workbook. */
  readonly key: ReadonlyMap<string, string>;
}

interface Table<Filing> extends TableToStage {
  readonly workbook: WorkbookFacts;
  readonly context: StageContext;
  readonly keep: (filing: StagedFiling) => Filing;
}

/** Reads the cells of one table, and collects what has to be asked about it. */
export function stageTable<Filing>(part: Table<Filing>): StagedPart<Filing> {
  const { view, found, asking, isWanted, before, repeated, context } = part;
  const units = new RowUnits();
  const keep = (filing: StagedFiling): Filing => {
    units.add(filing.identity);
    return part.keep(filing);
  };
  const { date1904, key } = part.workbook;
  const { above } = part;
  const cells = new CellStager(view, { date1904, above }, context, asking, found);
  const isOfTheYear = askYear(view, found, key, context, asking);
  const usedBefore = [...(before?.used ?? []), ...asking.used];
  const { table, filings } =
    found.kind === 'form'
      ? new FormStager(view, key, asking, cells).stage(found, keep)
      : new ListStager(view, key, asking, cells).stage(
          found,
          { repeated, isRegister: context.edition.table(found.table)?.kind === 'floating' },
          keep,
        );
  if (!isWanted || !isOfTheYear)
    return {
      ...{ table, filings: [], questions: [], notices: [], settled: [], assumed: [], used: usedBefore },
      units: new Set(),
    };
  const { questions, notices, settled, assumed } = asking;
  return {
    ...{ table, filings, questions, notices, assumed },
    settled: [...(before?.settled ?? []), ...settled],
    used: [...usedBefore, ...asking.used],
    units: units.all(),
  };
}
