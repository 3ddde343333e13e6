import type { CellKey, CellValue } from '../values/cell.ts';
import { fingerprint } from '../values/fingerprint.ts';
import {
  queryColumns,
  queryLayout,
  queryRows,
  querySheetName,
  mustCorrect,
  unitLine,
  type QuerySheet,
} from '../values/query-page.ts';
import type { RecordKey } from '../values/record.ts';
import { addressOf, type GridCell, type Sheet, type Workbook } from './grid.ts';
import { keyOfWorkbook, keySheet } from './stage.ts';

/** An answer that was filled in, not yet judged. */
export interface QueryReply {
  readonly unit: string;
  readonly sheet: string;
  readonly date1904: boolean;
  readonly numbers: readonly {
    readonly return: string;
    readonly record: RecordKey;
    readonly key: CellKey;
    /** What the sheet said was reported. */
    readonly asked: CellValue | null;
    readonly cell: string;
    readonly written: GridCell;
  }[];
  readonly texts: readonly {
    readonly finding: string;
    readonly operands: string;
    readonly cell: string;
    readonly text: string;
  }[];
}

/** What a workbook is when its hidden key says 查询单. */
export interface ReadQuerySheet {
  readonly edition: string;
  readonly year: number;
  /** The first fixed cell that is not as it was written, by which it can't be told what an answer belongs to. */
  readonly altered: string | null;
  readonly reply: QueryReply;
}

interface KeyLine {
  readonly finding: string;
  readonly operands: string;
  readonly return: string;
  readonly record: string;
  readonly key: string;
  readonly value: CellValue | null;
  readonly isAsked: boolean;
  readonly texts: string;
}

function plain(texts: readonly string[]): string {
  return fingerprint(texts.map((text) => text.normalize('NFKC').replace(/\s+/gu, '')).join('|'));
}

/** The hidden key of a page: what each row asks about, and by which its fixed cells can be compared. */
export function queryKey(sheet: QuerySheet): Readonly<Record<string, string>> {
  const lines = queryRows(sheet).map(({ item, cell, texts }): KeyLine => ({
    finding: item.finding,
    operands: item.operands,
    return: cell.return,
    record: cell.record,
    key: cell.key,
    value: cell.value,
    isAsked: cell.seeItem === null,
    texts: plain(texts),
  }));
  const key = {
    form_code: querySheetName,
    form_version: sheet.edition,
    unit_id: sheet.unit,
    report_year: String(sheet.year),
    region_code: sheet.county,
    head: plain([unitLine(sheet)]),
    ...Object.fromEntries(lines.map((line, index) => [`row_${index + 1}`, JSON.stringify(line)])),
  };
  return { ...key, check: checkOf(key) };
}

function checkOf(key: Readonly<Record<string, string>>): string {
  return fingerprint(
    Object.entries(key)
      .map((pair) => pair.join('='))
      .sort()
      .join('\n'),
  );
}

/** Reads a page that came back; null for any other workbook. */
export function readQuerySheet(workbook: Workbook): ReadQuerySheet | null {
  const key = keyOfWorkbook(workbook);
  if (key.get('form_code') !== querySheetName) return null;
  const sheet =
    workbook.sheets.find(({ name }) => name === querySheetName) ??
    workbook.sheets.find(({ name }) => name !== keySheet);
  const { check, ...rest } = Object.fromEntries([...key].filter(([name]) => name !== ''));
  const reply = { unit: key.get('unit_id') ?? '', sheet: sheet?.name ?? '', date1904: workbook.date1904 };
  const base = { edition: key.get('form_version') ?? '', year: Number(key.get('report_year')) };
  if (sheet === undefined || check !== checkOf(rest))
    return { ...base, altered: keySheet, reply: { ...reply, numbers: [], texts: [] } };
  const lines = linesOf(rest);
  const answers = answersIn(sheet, lines);
  return { ...base, altered: alteredCell(sheet, rest['head'] ?? '', lines), reply: { ...reply, ...answers } };
}

/** The head of a page stands among the first rows, of whatever it was copied into: a list is not gone through to its end for it. */
const rowsAboveAnswers = 100;

/** Whether a workbook without a hidden key looks like such a page: saved as text, or copied into another file. */
export function isPageWithoutKey(workbook: Workbook): boolean {
  const own = queryColumns.slice(queryColumns.indexOf('查询原因'));
  return workbook.sheets.some(({ rows }) =>
    rows.slice(0, rowsAboveAnswers).some(({ cells }) => {
      const texts = new Set(
        cells.flatMap(({ type, raw }) =>
          type === 'text' ? [raw.normalize('NFKC').replace(/\s+/gu, '')] : [],
        ),
      );
      return own.every((text) => texts.has(text));
    }),
  );
}

function linesOf(key: Readonly<Record<string, string>>): readonly KeyLine[] {
  const lines: KeyLine[] = [];
  for (let text = key['row_1']; text !== undefined; text = key[`row_${lines.length + 1}`])
    lines.push(JSON.parse(text) as KeyLine);
  return lines;
}

function cellAt(sheet: Sheet, row: number, column: number): GridCell | undefined {
  return sheet.rows
    .find(({ index }) => index === row)
    ?.cells.find((cell) => cell.column === column && cell.raw.trim() !== '');
}

function alteredCell(sheet: Sheet, head: string, lines: readonly KeyLine[]): string | null {
  const textsAt = (row: number, columns: number): string =>
    plain(Array.from({ length: columns }, (_, column) => cellAt(sheet, row, column)?.raw ?? ''));
  if (textsAt(queryLayout.unitRow, 1) !== head) return addressOf(queryLayout.unitRow, 0);
  const wrong = lines.findIndex(
    ({ texts }, index) => textsAt(queryLayout.firstRow + index, queryLayout.answerColumn) !== texts,
  );
  return wrong < 0 ? null : addressOf(queryLayout.firstRow + wrong, 0);
}

function answersIn(sheet: Sheet, lines: readonly KeyLine[]): Pick<QueryReply, 'numbers' | 'texts'> {
  const numbers: QueryReply['numbers'][number][] = [];
  const texts: QueryReply['texts'][number][] = [];
  lines.forEach((line, index) => {
    const row = queryLayout.firstRow + index;
    const { answerColumn, textColumn } = queryLayout;
    const written = cellAt(sheet, row, answerColumn);
    if (written !== undefined && line.isAsked)
      numbers.push({
        return: line.return,
        record: line.record,
        key: line.key,
        asked: line.value,
        cell: addressOf(row, answerColumn),
        written,
      });
    const text = cellAt(sheet, row, textColumn)?.raw.trim() ?? '';
    if (text !== '' && text !== mustCorrect)
      texts.push({
        finding: line.finding,
        operands: line.operands,
        cell: addressOf(row, textColumn),
        text,
      });
  });
  return { numbers, texts };
}
