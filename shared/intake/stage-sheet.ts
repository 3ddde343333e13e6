import { withTurns } from './across-units.ts';
import { AcrossView } from './across-view.ts';
import { Asking, groundOf, listed } from './asking.ts';
import type { FoundForm } from './find-form.ts';
import type { FoundList } from './find-list.ts';
import { cellAt } from '../values/address.ts';
import { printLayout, type LayoutFault } from '../values/sheet-layout.ts';
import { findDoubtful, findTable, type Findings, type FoundTable } from './find-table.ts';
import { returnOf } from '../values/record.ts';
import { isFigure, type Sheet } from './grid.ts';
import { headersBelow, linesAbove } from './headers-below.ts';
import { lastColumnOf, layOut, noPlace, noticeOfLeft, topOf } from './lay-out.ts';
import type { LaidAnswer, LaidAnswers } from './laid-answers.ts';
import { withUnitsAsked } from './laid-out.ts';
import { namesUnit, plainLabel } from './row-labels.ts';
import { SheetView } from './sheet-view.ts';
import { formsBeside, sideBySide, splitAt } from './side-by-side.ts';
import type { StageContext } from './stage.ts';
import {
  stageTable,
  type Decided,
  type StagedPart,
  type TableToStage,
  type WorkbookFacts,
} from './stage-table.ts';
import type { MisLaid, StagedFiling, StagedTable } from './staged.ts';
import { sayRest } from './unread-figures.ts';
import { isMoney, moneySaidAbove, type SaidUnit } from './units.ts';

/**
 * Stages one sheet: finds its tables, one below the other, reads their cells, collects what has to be asked. Each table
 * has its own title, unit and identity lines: those between it and the table above. Where the clerk has said what a table is,
 * nothing is looked for: it begins at the row under which that was said, and ends with the last row that was spoken of.
 */
export function stageSheet<Filing>(
  sheet: Sheet,
  workbook: WorkbookFacts,
  context: StageContext,
  laid: LaidAnswers,
  keep: (filing: StagedFiling) => Filing,
): readonly StagedPart<Filing>[] {
  return new SheetTables(workbook, context, laid.of(sheet.name), laid.misLaid, keep).stage(
    new SheetView(sheet),
  );
}

/** The tables of one sheet, from the top down. */
class SheetTables<Filing> {
  readonly #workbook: WorkbookFacts;
  readonly #context: StageContext;
  readonly #laid: readonly LaidAnswer[];
  readonly #misLaid: MisLaid[];
  readonly #keep: (filing: StagedFiling) => Filing;
  readonly #used = new Set<LaidAnswer>();

  constructor(
    workbook: WorkbookFacts,
    context: StageContext,
    laid: readonly LaidAnswer[],
    misLaid: MisLaid[],
    keep: (filing: StagedFiling) => Filing,
  ) {
    this.#workbook = workbook;
    this.#context = context;
    this.#laid = laid;
    this.#misLaid = misLaid;
    this.#keep = keep;
  }

  stage(sheet: SheetView): readonly StagedPart<Filing>[] {
    const parts = this.#stage(sheet);
    const left = this.#laid.find((each) => !this.#used.has(each));
    if (left !== undefined && this.#misLaid.length === 0) this.#mislay(left, noPlace(left));
    return parts;
  }

  #mislay({ sheet }: LaidAnswer, fault: LayoutFault): void {
    this.#misLaid.push({ sheet, fault });
  }

  #stage(whole: SheetView, isBeside = false): readonly StagedPart<Filing>[] {
    const parts: StagedPart<Filing>[] = [];
    const own = this.#laid.filter(({ part }) => part === whole.part);
    let last: LaidOut<Filing> | null = null;
    let rest: SheetView | null = whole;
    while (rest !== null && rest.rowIndexes().length > 0) {
      const first: number = rest.rowIndexes()[0] ?? 0;
      const due = own.find((each) => each.first <= first && !this.#used.has(each));
      const next: number = own.find((each) => each.first > first)?.first ?? Infinity;
      const view: SheetView = next === Infinity ? rest : rest.between(0, next);
      const below: SheetView | null = next === Infinity ? null : rest.between(next, Infinity);
      const findings = findTable(view, this.#workbook.key, this.#context);
      const across = due === undefined ? this.#across(view, findings) : null;
      const decided = across === null ? this.#decide(view, findings, due !== undefined) : null;
      const begin = due === undefined && decided !== null ? this.#beginOf(decided.found, view) : null;
      const beside: readonly SheetView[] = begin === null ? this.#beside(view, decided, due) : [];
      if (begin !== null) {
        parts.push(...this.#stage(rest.between(0, begin), isBeside));
        rest = rest.between(begin, Infinity);
      } else if (across !== null) {
        parts.push(across.part);
        rest = across.next === null ? below : rest.between(across.next, Infinity);
      } else if (beside.length > 0) {
        parts.push(...beside.flatMap((part) => this.#stage(part, true)));
        rest = below;
      } else if (due !== undefined) {
        last = this.#stageLaid(rest, due, { next, above: isBeside ? [] : saidAbove(whole, rest, parts) });
        if (last === null) return parts;
        parts.push(last.part);
        rest = last.rest;
      } else if (decided === null) {
        last?.sayLeft(view);
        if (last === null) sayRest(parts, view);
        rest = below;
      } else {
        const { found } = decided;
        const { repeated, next: header } =
          found.kind === 'form'
            ? { repeated: [], next: found.next }
            : headersBelow(view, found, this.#context.edition);
        const begin = nextTable(view, found, header);
        const table: SheetView = begin === null ? view : view.between(0, begin);
        const above = isBeside ? [] : saidAbove(whole, table, parts);
        parts.push(this.#stageTable({ ...decided, view: table, repeated, above }));
        rest = begin === null ? below : rest.between(begin, Infinity);
      }
    }
    return parts;
  }

  /** The table that rows are; where none is sure and none was laid out, a short form that is not. */
  #decide(view: SheetView, findings: Findings, isLaid: boolean): Decided | null {
    const isOpen = findings.tables.length === 0 && !isLaid && this.#workbook.key.size === 0;
    return decide(view, isOpen ? findDoubtful(view, this.#context) : findings, this.#context);
  }

  /**
   * Where a table begins that has another above it, which would pass for its title: with the lines right above its header. Null
   * where it is the first of the sheet.
   */
  #beginOf({ headerRows }: FoundTable, view: SheetView): number | null {
    const [top = 0] = headerRows;
    if (this.#workbook.key.size > 0) return null;
    const begin = linesAbove(view, top, -1)[0] ?? top;
    const above = view.between(0, begin);
    if (!above.rowIndexes().some((row) => above.row(row).some(isFigure))) return null;
    return this.#decide(above, findTable(above, this.#workbook.key, this.#context), false) === null
      ? null
      : begin;
  }

  /**
   * A list whose units stand in columns, where the sheet is nothing else, or a form that has each year several times or other
   * columns below names of units.
   */
  #across(rest: SheetView, { tables: [first] }: Findings): PartAcross<Filing> | null {
    const { key } = this.#workbook;
    const isElse =
      first !== undefined && !(first.kind === 'form' && (hasYearsTwice(first) || namesUnits(first)));
    const { edition, year } = this.#context;
    const view = isElse || key.size > 0 ? null : AcrossView.of(rest, edition, year);
    if (view === null) return null;
    const { tables, otherwise } = findTable(view, key, this.#context);
    const decided = decide(view, { tables: tables.filter(isIdentified), otherwise }, this.#context);
    if (decided === null) return null;
    const { found, asking } = decided;
    const staged = this.#stageAcross({
      ...decided,
      found: found.kind === 'list' ? withTurns(view, found, edition.fields(found.table), asking) : found,
      view,
    });
    return { part: staged, next: view.next };
  }

  /** A list whose units stand in columns, with its table by the rows and columns of the sheet. */
  #stageAcross(decided: Decided & { readonly view: AcrossView }): StagedPart<Filing> {
    const { view } = decided;
    const staged = stageTable({
      ...decided,
      repeated: [],
      above: [],
      workbook: this.#workbook,
      context: this.#context,
      keep: (filing) => this.#keep(view.filingOnSheet(filing)),
    });
    return { ...staged, table: view.tableOnSheet(staged.table) };
  }

  /** Tables side by side: as they are found, unless the clerk speaks of columns of both as one; else where one was said to begin. */
  #beside(view: SheetView, decided: Decided | null, due: LaidAnswer | undefined): readonly SheetView[] {
    const found = decided?.found;
    const isTable = (part: SheetView): boolean =>
      findTable(part, this.#workbook.key, this.#context).tables.some(isIdentified);
    if (
      found?.kind === 'form' &&
      due === undefined &&
      view.part === undefined &&
      this.#workbook.key.size === 0
    ) {
      const forms = formsBeside(view, found);
      if (forms.length > 0) return forms;
    }
    const parts = found?.kind === 'list' ? sideBySide(view, found, isTable) : [];
    if (parts.length > 0) {
      const ofFirst = parts[0]?.lastColumn ?? Infinity;
      return due !== undefined && lastColumnOf(due) > ofFirst ? [] : parts;
    }
    const said = this.#laid.filter(
      (each) => each.part !== undefined && each.part !== view.part && !this.#used.has(each),
    );
    const rows = view.rowIndexes();
    const columns = said
      .filter(({ first }) => first <= (rows.at(-1) ?? 0))
      .map(({ part = '' }) => cellAt(`${part}1`)?.column ?? 0)
      .filter((column) => column > 0 && column <= view.lastColumn);
    const [top] = said.map(topOf).sort((a, b) => a - b);
    return view.part !== undefined || columns.length === 0 || top === undefined
      ? []
      : splitAt(
          view,
          [...new Set(columns)].sort((a, b) => a - b),
          top,
        );
  }

  /** The table that was said to begin here; null where it can't be so. */
  #stageLaid(
    rest: SheetView,
    due: LaidAnswer,
    { next, above }: { readonly next: number; readonly above: TableToStage['above'] },
  ): LaidOut<Filing> | null {
    this.#used.add(due);
    const read = layOut(rest, due, next, this.#context);
    if ('fault' in read) {
      this.#mislay(due, read.fault);
      return null;
    }
    const { view, found: laid, layout, across } = read;
    const asking = new Asking(view.sheet.name, this.#context, laid.table, view.part);
    const found = across === undefined ? withUnitsAsked(view, laid, layout, asking) : across.turns(asking);
    const decided = { found, asking, isWanted: true, before: null };
    const staged =
      across === undefined
        ? this.#stageTable({ ...decided, view, repeated: [], above })
        : this.#stageAcross({ ...decided, view: across.view });
    const table = { ...staged.table, laid: { id: due.id, text: printLayout(layout) } };
    const part = { ...staged, table };
    const sayLeft = (rows: SheetView): void => {
      const notice = noticeOfLeft(rows, layout, table);
      if (notice !== null) asking.notices.push(notice);
    };
    sayLeft(across === undefined ? view : rest.between(0, (layout.runs.at(-1)?.to ?? 0) + 1));
    const end = layout.runs.at(-1)?.to ?? 0;
    return { part, rest: rest.between(end + 1, Infinity), sayLeft };
  }

  #stageTable(part: TableToStage): StagedPart<Filing> {
    return stageTable({ ...part, workbook: this.#workbook, context: this.#context, keep: this.#keep });
  }
}

interface PartAcross<Filing> {
  readonly part: StagedPart<Filing>;
  /** The row of the sheet where a further table begins. */
  readonly next: number | null;
}

function hasYearsTwice({ blocks }: FoundForm): boolean {
  return blocks.some(({ columns }) => new Set(columns.map(({ column }) => column)).size < columns.length);
}

/** Whether columns of a form stand below names of enterprises: those that are called 合计 beside them are the sums of all. */
function namesUnits({ blocks }: FoundForm): boolean {
  const isUnit = (text: string): boolean => namesUnit.test(plainLabel(text));
  return blocks.some(
    ({ others }) => others.filter(({ header }) => header.split('/').some(isUnit)).length > 1,
  );
}

interface LaidOut<Filing> {
  readonly part: StagedPart<Filing>;
  /** What is below it. */
  readonly rest: SheetView;
  /** Says which rows hold figures that nothing reads. */
  readonly sayLeft: (rows: SheetView) => void;
}

/** What the rows above a table, and the headers of the tables there, say of their unit of money. */
function saidAbove(
  whole: SheetView,
  table: SheetView,
  parts: readonly { readonly table: StagedTable }[],
): readonly SaidUnit[] {
  const [first = 0] = table.rowIndexes();
  if (parts.length === 0) return [];
  const headings = parts.flatMap((part) => part.table.headings ?? []);
  return [
    ...moneySaidAbove(whole, first),
    ...headings.flatMap(({ at, unit }) =>
      isMoney(unit) && at !== '' ? [{ cell: at, unit: unit ?? '' }] : [],
    ),
  ];
}

/** A list that says in its own columns whose rows they are. */
function isIdentified(found: FoundTable): boolean {
  return (
    found.kind === 'list' &&
    [...found.columns.values()].some(
      ({ role }) => role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined),
    )
  );
}

/** The table that it is; asked where it may be of one return as well as of another, or the title names another. */
function decide(view: SheetView, { tables, otherwise }: Findings, context: StageContext): Decided | null {
  const [first] = tables;
  if (first === undefined) return null;
  const askingFor = (found: FoundTable): Asking =>
    new Asking(view.sheet.name, context, found.table, view.part);
  const asking = askingFor(first);
  const isDoubtful = tables.length === 1 && first.kind === 'list' && first.isDoubtful === true;
  if (tables.length === 1 && otherwise.length === 0 && !isDoubtful)
    return { found: first, asking, isWanted: true, before: null };
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const choices = tables.map(({ table }) => ({
    code: `return:${table}`,
    details: nameOf(table, context),
  }));
  const answer = asking.ask(place, 'return-unclear', [...choices, { code: 'skip' }], {
    details: { title: otherwise.join('、'), ...(isDoubtful ? { columns: knownOf(first) } : {}) },
    // Said of a list by what little is known of it, an answer holds for that list alone.
    ground: groundOf(
      ...otherwise,
      ...tables.flatMap((table) =>
        table.kind === 'list' && table.isDoubtful === true ? headersOf(table) : [],
      ),
    ),
  });
  const found = tables.find(({ table }) => answer === `return:${table}`);
  return found === undefined
    ? { found: first, asking, isWanted: answer === undefined, before: null }
    : { found, asking: askingFor(found), isWanted: true, before: asking };
}

function headersOf({ columns }: FoundList): readonly string[] {
  return [...columns.values()].map(({ header }) => header);
}

/** The headers of a list that name items of its return. */
function knownOf({ columns }: FoundList): string {
  return listed(
    [...columns.values()].flatMap(({ role, header }) =>
      (role.kind === 'cell' && role.identity === undefined) || role.kind === 'unclear' ? [header] : [],
    ),
  );
}

function nameOf(table: string, { edition }: StageContext): { readonly zh: string; readonly en: string } {
  return edition.return(returnOf(table))?.name ?? { zh: '', en: '' };
}

/** The row where what belongs to the next table begins: its header, or the few words above it. */
function nextTable(view: SheetView, found: FoundTable, header: number | null): number | null {
  if (header === null) return null;
  const last =
    found.kind === 'form'
      ? (found.items.findLast(({ codes }) => codes.length > 0)?.row ?? found.headerRow)
      : Math.max(...found.headerRows);
  return linesAbove(view, header, last)[0] ?? header;
}
