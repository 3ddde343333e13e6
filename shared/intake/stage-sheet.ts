import { normaliseCode } from '../codes/credit-code.ts';
import { keyOf } from '../values/cell.ts';
import { Asking } from './asking.ts';
import { isUnitWord, unitWord } from './columns.ts';
import { findForm, findList, type FoundForm, type FoundList } from './find-table.ts';
import type { GridCell, Sheet } from './grid.ts';
import { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { CellStager } from './stage-cell.ts';
import type { Identity, Notice, Question, StagedCell, StagedFiling, StagedTable } from './staged.ts';

interface StagedSheet {
  readonly table: StagedTable;
  readonly filings: readonly StagedFiling[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

const totalLabel = /^(合计|总计|小计|全县合计|共计|累计)/u;
const noteLabel =
  /^(注|说明|备注|填表说明|单位负责人|统计负责人|填表人|制表|审核人|报出日期|联系电话)[::\d]?/u;

/** Stages one sheet: finds its table, reads its cells, collects what has to be asked. */
export class SheetStager {
  readonly #view: SheetView;
  readonly #key: ReadonlyMap<string, string>;
  readonly #context: StageContext;
  readonly #asking: Asking;
  readonly #cells: CellStager;

  constructor(sheet: Sheet, date1904: boolean, key: ReadonlyMap<string, string>, context: StageContext) {
    this.#view = new SheetView(sheet);
    this.#key = key;
    this.#context = context;
    this.#asking = new Asking(sheet.name, context);
    this.#cells = new CellStager(this.#view, date1904, context, this.#asking);
  }

  stage(): StagedSheet | null {
    const wanted = this.#key.get('form_code') ?? null;
    const form = findForm(this.#view, this.#context.edition, wanted);
    const list = findList(this.#view, this.#context.edition);
    const found = form !== null && (list === null || form.matched >= list.matched) ? form : list;
    if (found === null) return null;
    this.#asking.return = found.return;
    const isWanted = this.#askYear(found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0));
    const { table, filings } = found.kind === 'form' ? this.#form(found) : this.#list(found);
    if (!isWanted) return { table, filings: [], questions: [], notices: [] };
    return { table, filings, questions: this.#asking.questions, notices: this.#asking.notices };
  }

  /** A year in the title, or in the hidden key, that is not the year being filled: false once the sheet is to be left out. */
  #askYear(headerRow: number): boolean {
    const titles = this.#view.rowIndexes().filter((row) => row < headerRow);
    const texts = [
      this.#key.get('report_year') ?? '',
      ...titles.flatMap((row) => [...this.#view.row(row).values()].map((cell) => cell.raw)),
    ];
    const years = new Set(
      texts.flatMap((text) =>
        [...text.normalize('NFKC').matchAll(/(20\d\d)(?=年|$)/gu)].map(([year]) => Number(year)),
      ),
    );
    if (years.size === 0 || years.has(this.#context.year)) return true;
    const found = [...years].join('、');
    const answer = this.#asking.ask('1', 'other-year', [{ code: 'keep' }, { code: 'skip' }], {
      details: { found, expected: String(this.#context.year) },
    });
    return answer !== 'skip';
  }

  // ---- one enterprise per sheet

  #form(found: FoundForm): { table: StagedTable; filings: StagedFiling[] } {
    const view = this.#view;
    const cells: StagedCell[] = [];
    for (const [row, code] of found.rows) {
      const field = this.#cells.field(code);
      const word = found.unitColumn === null ? '' : view.text(row, found.unitColumn);
      const unit = isUnitWord(word) ? unitWord(word) : null;
      for (const [column, at] of found.columns) {
        const cell = view.at(row, at);
        if (cell === undefined || (column === '上年' && !this.#cells.hasLastYear())) continue;
        cells.push(
          this.#cells.cell(
            cell,
            row,
            field,
            keyOf(code, column),
            unit ?? this.#cells.defaultUnit(field, found.headerRow),
          ),
        );
      }
    }
    const identity = this.#formIdentity(found, cells);
    const rows = [...found.rows.keys()];
    const table: StagedTable = {
      sheet: view.sheet.name,
      return: found.return,
      layout: this.#key.size > 0 ? 'template' : 'form',
      titleRows: view.rowIndexes().filter((row) => row < found.headerRow),
      headerRows: [found.headerRow],
      unitsRow: null,
      numberRow: found.numberRow,
      bodyFrom: Math.min(...rows),
      bodyTo: Math.max(...rows),
      totalRows: [],
      noteRows: view.rowIndexes().filter((row) => row > Math.max(...rows)),
      columns: Object.fromEntries([...found.columns].map(([column, at]) => [at, column])),
    };
    const filing: StagedFiling = {
      id: `${view.sheet.name}!form`,
      return: found.return,
      identity,
      sheet: view.sheet.name,
      row: found.headerRow,
      cells,
    };
    return {
      table,
      filings: cells.some((cell) => cell.value !== undefined || cell.question !== undefined) ? [filing] : [],
    };
  }

  /** Codes and name above the form (统一社会信用代码: …), in its own cells (JC101), or in the hidden key. */
  #formIdentity(found: FoundForm, cells: readonly StagedCell[]): Identity {
    const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
    const key = this.#key.get('unit_id');
    if (key !== undefined && key !== '') identity.key = key;
    for (const row of this.#view.rowIndexes().filter((index) => index < found.headerRow)) {
      const line = [...this.#view.row(row)]
        .sort(([a], [b]) => a - b)
        .map(([, cell]) => cell.raw.normalize('NFKC').trim());
      line.forEach((text, index) => {
        const parts =
          /^(统一社会信用代码|组织机构代码|单位详细名称|单位名称|企业名称|填报单位)[::]?\s*(.*)$/u.exec(text);
        if (parts === null) return;
        const value = parts[2] !== undefined && parts[2] !== '' ? parts[2] : (line[index + 1] ?? '');
        if (value === '' || /[::]$/u.test(value)) return;
        if (parts[1] === '统一社会信用代码') identity.creditCode = normaliseCode(value);
        else if (parts[1] === '组织机构代码') identity.organisationCode = normaliseCode(value);
        else identity.name = value;
      });
    }
    return { ...identity, ...this.#identityOfCells(cells) };
  }

  #identityOfCells(cells: readonly StagedCell[]): Identity {
    const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
    for (const field of this.#context.edition.fields(this.#asking.return).values()) {
      const value = cells.find((cell) => cell.key === field.code)?.value;
      if (typeof value !== 'string') continue;
      if (field.fact === 'creditCode' || field.fact === 'organisationCode')
        identity[field.fact] = normaliseCode(value);
      else if (field.fact === 'name' || field.fact === 'area') identity[field.fact] = value;
    }
    return identity;
  }

  // ---- one enterprise per row

  #list(found: FoundList): { table: StagedTable; filings: StagedFiling[] } {
    const view = this.#view;
    const columns = this.#columns(found);
    const rows = view.rowIndexes().filter((row) => row >= found.bodyFrom);
    const body: number[] = [];
    const totalRows: number[] = [];
    const noteRows: number[] = [];
    for (const row of rows) {
      const first = this.#label(row);
      if (noteRows.length > 0 || noteLabel.test(first)) noteRows.push(row);
      else if (totalLabel.test(first)) totalRows.push(row);
      else if (this.#isBody(row, columns)) body.push(row);
    }
    const counted = this.#withoutHidden(body);
    const filings = counted.map((row) => this.#rowFiling(row, found, columns));
    this.#checkTotals(totalRows, filings, found, columns);
    const table: StagedTable = {
      sheet: view.sheet.name,
      return: found.return,
      layout: 'list',
      titleRows: view.rowIndexes().filter((row) => row < (found.headerRows[0] ?? 0)),
      headerRows: found.headerRows,
      unitsRow: found.unitsRow,
      numberRow: found.numberRow,
      bodyFrom: found.bodyFrom,
      bodyTo: body.at(-1) ?? found.bodyFrom,
      totalRows,
      noteRows,
      columns: Object.fromEntries(
        [...columns].map(([column, role]) => [
          column,
          role.kind === 'cell' ? role.key : role.kind === 'identity' ? role.of : role.kind,
        ]),
      ),
    };
    return { table, filings };
  }

  /** Columns with the unclear ones answered; the unknown ones are named in a notice, never dropped in silence. */
  #columns(found: FoundList) {
    const columns = new Map<
      number,
      | { kind: 'cell'; key: string; code: string; identity?: string }
      | { kind: 'identity'; of: string }
      | { kind: 'index' }
      | { kind: 'unclear' }
      | { kind: 'unknown' }
    >();
    const taken = new Map<string, number>();
    for (const [column, { role, header }] of found.columns) {
      let decided: ReturnType<typeof columns.get> = role.kind === 'unclear' ? { kind: 'unclear' } : role;
      const place = this.#view.address(found.headerRows[0] ?? 0, column);
      if (role.kind === 'unclear') {
        const answer = this.#asking.ask(
          place,
          'column-unclear',
          [...role.codes.map((code) => ({ code: `field:${code}` })), { code: 'skip' }],
          { cell: place, raw: header, details: { header } },
        );
        if (answer?.startsWith('field:') === true)
          decided = { kind: 'cell', code: answer.slice(6), key: answer.slice(6) };
      }
      if (decided?.kind === 'cell') {
        const before = taken.get(decided.key);
        if (before !== undefined) {
          const answer = this.#asking.ask(place, 'column-unclear', [{ code: 'first' }, { code: 'this' }], {
            cell: place,
            raw: header,
            details: { header, twice: this.#view.address(found.headerRows[0] ?? 0, before) },
          });
          if (answer === 'this') columns.set(before, { kind: 'unknown' });
          else decided = { kind: 'unclear' };
        }
        taken.set(decided.kind === 'cell' ? decided.key : '', column);
      }
      if (decided?.kind === 'unknown') {
        this.#asking.notices.push({
          kind: 'column-unknown',
          class: 'D',
          sheet: this.#view.sheet.name,
          cell: place,
          details: { header },
        });
      }
      columns.set(column, decided ?? { kind: 'unknown' });
    }
    return columns;
  }

  #label(row: number): string {
    const [first] = [...this.#view.row(row)].sort(([a], [b]) => a - b);
    const [, second] = [...this.#view.row(row)].sort(([a], [b]) => a - b);
    const text = (cell: readonly [number, GridCell] | undefined): string =>
      cell?.[1].raw.normalize('NFKC').replace(/\s/gu, '') ?? '';
    // A running number may stand before the label.
    return /^\d+$/.test(text(first)) ? text(second) : text(first);
  }

  #isBody(row: number, columns: ReadonlyMap<number, { readonly kind: string }>): boolean {
    return [...this.#view.row(row)].some(([column, cell]) => {
      const kind = columns.get(column)?.kind;
      return (kind === 'identity' || kind === 'cell') && cell.raw.trim() !== '';
    });
  }

  #withoutHidden(rows: readonly number[]): readonly number[] {
    const hidden = rows.filter((row) => this.#view.isHidden(row));
    if (hidden.length === 0) return rows;
    const place = `${(hidden[0] ?? 0) + 1}`;
    const answer = this.#asking.ask(place, 'hidden-rows', [{ code: 'include' }, { code: 'skip' }], {
      details: { rows: String(hidden.length), first: place },
    });
    return answer === 'skip' ? rows.filter((row) => !hidden.includes(row)) : rows;
  }

  #rowFiling(
    row: number,
    found: FoundList,
    columns: ReadonlyMap<
      number,
      {
        readonly kind: string;
        readonly key?: string;
        readonly code?: string;
        readonly of?: string;
        readonly identity?: string;
      }
    >,
  ): StagedFiling {
    const view = this.#view;
    const cells: StagedCell[] = [];
    const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
    for (const [column, role] of columns) {
      const cell = view.bodyCell(row, column);
      if (cell === undefined) continue;
      const of = role.kind === 'identity' ? role.of : role.identity;
      if (of === 'creditCode' || of === 'organisationCode') {
        if (cell.type !== 'number' || cell.raw.length <= 15) identity[of] = normaliseCode(cell.raw);
      } else if (of === 'name') identity.name = cell.raw.trim();
      else if (of === 'area') identity.area = cell.raw.trim();
      if (role.kind !== 'cell' || role.key === undefined || role.code === undefined) continue;
      const field = this.#cells.field(role.code);
      const unit =
        found.columns.get(column)?.unit ?? this.#cells.defaultUnit(field, found.headerRows[0] ?? 0);
      cells.push(this.#cells.cell(cell, row, field, role.key, unit));
    }
    return {
      id: `${view.sheet.name}!${row + 1}`,
      return: found.return,
      identity,
      sheet: view.sheet.name,
      row,
      cells,
    };
  }

  /** 合计 rows are no data; they prove the column: what they say must be the sum of what was read. */
  #checkTotals(
    totalRows: readonly number[],
    filings: readonly StagedFiling[],
    found: FoundList,
    columns: ReadonlyMap<number, { readonly kind: string; readonly key?: string; readonly code?: string }>,
  ): void {
    const row = totalRows.at(-1);
    if (row === undefined) return;
    for (const [column, role] of columns) {
      const cell = this.#view.at(row, column);
      if (
        role.kind !== 'cell' ||
        role.code === undefined ||
        role.key === undefined ||
        cell?.type !== 'number'
      )
        continue;
      const field = this.#cells.field(role.code);
      if (field.type !== 'number') continue;
      const unit =
        found.columns.get(column)?.unit ?? this.#cells.defaultUnit(field, found.headerRows[0] ?? 0);
      const said = this.#cells.read(cell, field, unit);
      if (said.kind !== 'value' || typeof said.value !== 'number') continue;
      const values = filings.map((filing) => filing.cells.find((item) => item.key === role.key));
      if (values.some((value) => value?.question !== undefined)) continue;
      const sum = values.reduce(
        (total, value) => total + (typeof value?.value === 'number' ? value.value : 0),
        0,
      );
      // Each row may have been rounded by half a unit.
      if (Math.abs(sum - said.value) <= filings.length * 0.5) continue;
      this.#asking.notices.push({
        kind: 'total-differs',
        class: 'C',
        sheet: this.#view.sheet.name,
        cell: this.#view.address(row, column),
        details: { field: field.name.zh, total: String(said.value), sum: String(sum) },
      });
    }
  }
}
