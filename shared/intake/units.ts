import { printPlaces } from '../values/address.ts';
import { yuanOf } from '../values/number-grammar.ts';
import { remembered } from './remembered.ts';
import type { Sheet } from './grid.ts';
import type { SheetView } from './sheet-view.ts';

const words = new Set([
  '百万元',
  '万元',
  '千元',
  '亿元',
  '元',
  '百分点',
  '%',
  '人',
  '件',
  '项',
  '个',
  '户',
  '家',
  '台套',
  '台',
  '小时',
  '天',
  '年',
  '次',
  '场次',
  '笔',
  '份',
  '平方米',
  '万平方米',
  '平方公里',
  '公顷',
  '亩',
]);

/** A unit as it is compared: 计量单位:(人民币 万元) → 万元. A word that is no unit stays as it is written. */
export function unitOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()[\]【】]/gu, '')
    .replace(/^(?:计量|金额)?单位:?/u, '')
    .replace(/^人民币/u, '');
}

export function isUnitWord(text: string): boolean {
  return words.has(unitOf(text));
}

/** A word that looks like a unit, known or not: 万美元, 吨, 千人. */
export function isLikeUnit(text: string): boolean {
  return isUnitWord(text) || /^\P{N}{0,4}[元人吨件项个户家台套辆天年时月%‰]$/u.test(unitOf(text));
}

/** Nothing, or a dash that says that there is no unit here. */
export function isNoUnit(text: string): boolean {
  return /^[-—–/]*$/u.test(unitOf(text));
}

/** The unit that a cell of units says, also one that the program doesn't know: it must not pass for none. */
export function unitSaid(text: string): string | null {
  return isNoUnit(text) ? null : unitOf(text);
}

const moneyTail =
  /(?<=\p{L}{2}\)?)(?:[\s,、/]+|[\s,、/]*(?:计量|金额)?单位\s*:?\s*)(?:人民币)?((?:百万|[百千万亿])?[美港欧日]?元)\s*$/u;

/** A unit that a header says in brackets and the program does not know: 万美元, 百人. It must not pass for none. */
const otherUnit = /^(?:\P{N}{0,4}元|[十百千万](?:人|件|项|个|户|家|台|套))$/u;

/** What a header says without the unit of money at its end: 新产品产值 万元, 利润总额,单位:元. */
export function withoutMoney(text: string): string {
  return text.replace(moneyTail, '');
}

/** 单位:元/千元, 单位:万元(元): two units of money, of which nobody knows which one holds. */
function twoUnits(text: string): string | null {
  const said = /((?:百万|[万千亿])?元)(?:\(?[/、,或和及]|\()((?:百万|[万千亿])?元)(?!\p{L})/u.exec(
    text.replace(/\s/gu, ''),
  );
  return said === null ? null : `${said[1] ?? ''}、${said[2] ?? ''}`;
}

/** The unit that a header says, in brackets, 新产品产值(万元) → 万元, or one of money at its end; null when it says none. */
export const unitInHeader = remembered((text): string | null => {
  const plain = text.normalize('NFKC');
  const two = twoUnits(plain);
  if (two !== null) return two;
  for (const [, inner = ''] of plain.matchAll(/[([【]([^)\]】]*)[)\]】]/gu)) {
    if (isUnitWord(inner) || otherUnit.test(unitOf(inner))) return unitOf(inner);
  }
  return moneyTail.exec(plain)?.[1] ?? null;
});

/** Two places that say a unit: the one of them, or both where they differ, which no field's unit is. */
export function bothUnits(a: string | null, b: string | null): string | null {
  if (a === null || b === null || a === b) return a ?? b;
  return `${a}、${b}`;
}

export function isMoney(unit: string | null | undefined): boolean {
  return unit !== null && unit !== undefined && yuanOf.has(unit);
}

/** 以上金额单位均为万元, 本表金额单位:万元, 金额以万元为单位: what a note below a table says of its unit of money. */
export function moneyInNote(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  if (twoUnits(plain) !== null) return null;
  const said =
    /(?:金额|货币|计量|数据|上表|下表|本表|表中|以[上下]\p{L}{0,4}?|(?<!\p{L}))(?:的)?单位(?:均|都|一律|全部)?[为是以:](?:人民币)?(万元|千元|百万元|亿元|元)(?!\p{L})/u.exec(
      plain,
    ) ??
    /(?:金额|数据|数字|指标|上表|本表|表中|以上)[^,。;]{0,8}?(?:以|按)(?:人民币)?(万元|千元|百万元|亿元|元)(?:为单位|计|填列|填报)/u.exec(
      plain,
    );
  const isSo =
    /(?:金额|产值|收入|数据|数字|指标|上表|本表|表中|以上)[^,。;\d]{0,8}?[为是系](?:人民币)?(万元|千元|百万元|亿元|元)(?!\p{L})/u;
  return (said ?? saidOfBelow.exec(plain) ?? isSo.exec(plain))?.[1] ?? moneyInLine(text);
}

/** 万元, 产值单位万元, 按万元填: what a remark beside figures says of their unit of money. An amount, 补助30万元, says none. */
export function moneyInRemark(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  const said =
    /^\(?(?:人民币)?(百万元|万元|千元|亿元|元)\)?$/u.exec(plain) ??
    /(?:单位|[按以为是系均])(?:人民币)?(百万元|万元|千元|亿元|元(?!\p{L}))/u.exec(plain);
  return said?.[1] ?? null;
}

/** 以下为千元, 以下各行均按千元计. */
const saidOfBelow =
  /^\(?(?:以下|下列)\p{L}{0,6}?[为是以按:]*(?:人民币)?(万元|千元|百万元|亿元|元)(?:为单位|计|填列|填报)?\)?[。;]?$/u;

/** Whether a line of a unit says that it is of what follows. */
export function saysRowsBelow(text: string): boolean {
  return /以下|下列/u.test(text);
}

/** 单位:万元, as a line above a table says it. 填报单位:元通公司 says no unit of money. */
export function moneyInLine(text: string): string | null {
  const plain = text.normalize('NFKC');
  if (twoUnits(plain) !== null) return null;
  const said =
    /(?<!\p{L})(?:(?:计\s*量|金\s*额|货\s*币)?\s*单\s*位|金\s*额)\s*:\s*(?:人民币\s*)?(万\s*元|千\s*元|百\s*万\s*元|亿\s*元|元)(?!\p{L})/u.exec(
      plain,
    );
  return said?.[1]?.replace(/\s/gu, '') ?? moneyAlone(text);
}

/** A unit of money that a line says and the program does not convert: 单位:万美元, 单位:百元. */
export function strangeMoneyInLine(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  const said =
    /(?<!\p{L})(?:(?:计量|货币|金额)?单位|金额):(?:人民币)?(\p{L}{1,4}元)(?!\p{L})/u.exec(plain)?.[1] ?? null;
  return isMoney(said) ? null : said;
}

/** 单位 万元, (单位万元): a line that says the unit without a colon, and nothing else. */
function moneyAlone(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  return /^\(?(?:计量|金额|货币)?单位(?:人民币)?(万元|千元|百万元|亿元|元)\)?$/u.exec(plain)?.[1] ?? null;
}

/** The unit beside a label that ends with nothing (单位: | 万元). */
function moneyBeside(label: string, beside: string | undefined): string | null {
  const isLabel = /^\(?(?:计量|金额|货币)?单位:?$/u.test(label.normalize('NFKC').replace(/\s/gu, ''));
  const unit = isLabel && beside !== undefined && isUnitWord(beside) ? unitOf(beside) : null;
  return isMoney(unit) ? unit : null;
}

/** A unit of money, and the cell that says it. */
export interface SaidUnit {
  readonly cell: string;
  readonly unit: string;
}

/** A title, wherever it stands: 2015年产品创新情况(万元). */
const likeTitle = /表|情况|统计|名[单录]|汇总|20\d\d/u;

/** Where the header begins, where units of columns stand above it, and whether the clerk laid the table out. */
interface Above {
  readonly header?: number;
  readonly unitsRow?: number | null;
  /** What its other rows say then, is asked about column by column. */
  readonly isLaid?: boolean;
}

/**
 * What the lines above a row say of the unit of money: a sentence, a title in brackets, a cell with nothing else, too; but for
 * the row of the units of columns.
 */
export function moneyLinesAbove(
  view: SheetView,
  row: number,
  { header = row, unitsRow = null, isLaid = false }: Above = {},
): readonly SaidUnit[] {
  const said: SaidUnit[] = [];
  for (const above of view.rowIndexes()) {
    if (above >= row) break;
    if (above === unitsRow) continue;
    const isAbove = above < header;
    const cells = view.row(above);
    for (const [at, { raw, column }] of cells.entries()) {
      const isTitle = (cells.length === 1 && column === 0) || (!isLaid && likeTitle.test(raw));
      const isBare = isAbove && !isLaid && isMoney(unitOf(raw));
      const unit =
        (isAbove ? moneyInNote(raw) : moneyInLine(raw)) ??
        moneyBeside(raw, cells[at + 1]?.raw) ??
        (isTitle ? moneyInTitle(raw) : isBare ? unitOf(raw) : null);
      if (unit !== null) said.push({ cell: view.address(above, column), unit });
    }
  }
  return said;
}

/** What the print header and footer of a sheet say of the unit of money. */
export function moneyPrinted({ printed }: Sheet): readonly SaidUnit[] {
  return (['header', 'footer'] as const).flatMap((where) =>
    (printed?.[where] ?? []).flatMap((line): SaidUnit[] => {
      const unit = moneyInNote(line) ?? (isMoney(unitOf(line)) ? unitOf(line) : null);
      return unit === null ? [] : [{ cell: printPlaces[where], unit }];
    }),
  );
}

/** The same with what notes among these rows say. */
export function moneySaidAbove(view: SheetView, row: number): readonly SaidUnit[] {
  const lines = moneyLinesAbove(view, row);
  const known = new Set(lines.map(({ cell }) => cell));
  const notes = view.sheet.rows.flatMap(({ index, cells }) =>
    index >= row
      ? []
      : cells.flatMap(({ type, raw, column }): SaidUnit[] => {
          const cell = view.address(index, column);
          const unit = type === 'text' && raw.includes('元') && !known.has(cell) ? moneyInNote(raw) : null;
          return unit === null ? [] : [{ cell, unit }];
        }),
  );
  return [...lines, ...notes];
}

/** The unit that several places say; all of them where they differ. */
export function allUnits(said: readonly SaidUnit[]): string | null {
  return said.length === 0 ? null : [...new Set(said.map(({ unit }) => unit))].join('、');
}

/** 产品创新情况(千元), alone in its row from the left, says the unit of all that stands below. */
function moneyInTitle(text: string): string | null {
  const unit = unitInHeader(text);
  return isMoney(unit) ? unit : null;
}
