import type { CellKey, CellValue } from './cell.ts';
import type { Contact } from './contact.ts';
import type { RecordKey } from './record.ts';
import type { FindingClass } from './states.ts';

/** 查询单: what one enterprise is asked about its returns, on one page. */
export interface QuerySheet {
  readonly unit: string;
  readonly unitName: string;
  /** The code that the enterprise knows itself by. */
  readonly code: string;
  readonly year: number;
  readonly county: string;
  readonly countyName: string;
  readonly edition: string;
  readonly demonstration: boolean;
  /** The day to answer by, YYYY-MM-DD. */
  readonly due: string;
  readonly contact: string;
  readonly phone: string;
  /** Whom to call there, as its newest filing says; null where none does. */
  readonly called: Contact | null;
  readonly items: readonly QueryItem[];
}

/** One finding, with the cells of the enterprise that it is about. */
export interface QueryItem {
  readonly finding: string;
  readonly class: FindingClass;
  readonly reason: string;
  /** Of the values that the rule compared when the sheet was written. */
  readonly operands: string;
  readonly cells: readonly QueryCell[];
}

export interface QueryCell {
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
  /** 02 新产品产值(上年栏) */
  readonly item: string;
  readonly unitOfAccount: string;
  readonly value: CellValue | null;
  readonly reported: string;
  /** Number of the item where the same cell is asked about already: it is answered there. */
  readonly seeItem: number | null;
}

export const querySheetName = '查询单';
/** Rows and columns of the page, from 0. */
export const queryLayout = { unitRow: 1, firstRow: 6, answerColumn: 6, textColumn: 7, columns: 8 } as const;
/** Over the columns of the page, in Chinese whatever the screen speaks. */
export const queryColumns = [
  '序号',
  '报表',
  '指标',
  '计量单位',
  '填报数',
  '查询原因',
  '更正为',
  '情况说明',
] as const;
/** What stands where an explanation would not do. */
export const mustCorrect = '须更正';

/** The line below the title: whose page it is. */
export function unitLine({ unitName, code, year }: QuerySheet): string {
  return `单位详细名称:${unitName}    统一社会信用代码:${code}    ${year}年`;
}

/** Each row of the page: an item's first row has its number and reason as well. */
export function queryRows(sheet: QuerySheet): readonly {
  readonly item: QueryItem;
  readonly cell: QueryCell;
  readonly isFirst: boolean;
  readonly texts: readonly string[];
}[] {
  return sheet.items.flatMap((item, index) =>
    item.cells.map((cell, at) => ({
      item,
      cell,
      isFirst: at === 0,
      texts: [
        at === 0 ? String(index + 1) : '',
        cell.return,
        cell.item,
        cell.unitOfAccount,
        cell.reported,
        at === 0 ? item.reason : '',
      ],
    })),
  );
}
