import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadedEdition } from '#electron/edition.ts';
import { Chance } from '#electron/demo/chance.ts';
import type { DemoUnit } from '#electron/demo/generate.ts';
import { writeBlankForm } from '#electron/workbook/write-blank.ts';
import { columnName } from '#shared/intake/grid.ts';
import { keyOf, type CellValue } from '#shared/values/cell.ts';
import { escapeXml, xlsxOf } from '#test/fixtures/xlsx.ts';
import { county, years } from './enterprises.ts';

/** Collects the shared strings of a workbook, as every spreadsheet program writes them. */
class Strings {
  readonly #indexes = new Map<string, number>();
  readonly items: string[] = [];

  index(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.items.length);
    this.items.push(`<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
    return this.items.length - 1;
  }

  /** Rich text; never shared. */
  rich(text: string): number {
    this.items.push(`<si><r><rPr><b/></rPr><t>${escapeXml(text)}</t></r><r><t>(续)</t></r></si>`);
    return this.items.length - 1;
  }
}

type Plain = string | number | null;

function cellXml(value: Plain, row: number, column: number, strings: Strings): string {
  const address = `${columnName(column)}${row + 1}`;
  if (value === null) return `<c r="${address}" s="1"/>`;
  if (typeof value === 'number') return `<c r="${address}" s="1"><v>${value}</v></c>`;
  return `<c r="${address}" s="2" t="s"><v>${strings.index(value)}</v></c>`;
}

function rowXml(values: readonly Plain[], row: number, strings: Strings): string {
  const cells = values.map((value, column) => cellXml(value, row, column, strings)).join('');
  return `<row r="${row + 1}" spans="1:${values.length}">${cells}</row>`;
}

/**
 * What a township sends: one enterprise per row, names and 本年/上年 above in merged cells, 甲乙丙 below; of the fields the
 * first `most`.
 */
export function writeList(
  file: string,
  code: 'JC101' | 'JC102',
  units: readonly DemoUnit[],
  most = Infinity,
): void {
  const definition = loadedEdition().return(code);
  const [table] = definition?.tables ?? [];
  if (definition === undefined || table === undefined) throw new Error(`no return ${code}`);
  const fields = table.sections.flatMap((section) => section.fields).slice(0, most);
  const two = table.columns.length > 1;
  const identity = code === 'JC101' ? ['序号'] : ['序号', '统一社会信用代码', '单位详细名称'];
  const columns = fields.flatMap((field) => table.columns.map((column) => ({ field, column })));
  const head: Plain[][] = [
    [`${years.now}年度${definition.name.zh}`],
    ['填报单位:农安县各乡镇', null, null, null, '单位:千元'],
    [
      ...identity,
      ...columns.map(({ field, column }) => (column === table.columns[0] ? field.name.zh : null)),
    ],
    ...(two ? [[...identity.map(() => null), ...columns.map(({ column }) => column)]] : []),
    [...identity.map((_, index) => '甲乙丙'.charAt(index)), ...columns.map((_, index) => String(index + 1))],
  ];
  const strings = new Strings();
  const rows = head.map((values, row) => rowXml(values, row, strings));
  units.forEach((unit, index) => {
    const cells = unit.returns[years.now]?.[code] ?? {};
    const values = columns.map(({ field, column }) => shown(cells[keyOf(field.code, column)], field.type));
    const own = code === 'JC101' ? [index + 1] : [index + 1, unit.creditCode, unit.name];
    rows.push(rowXml([...own, ...values], head.length + index, strings));
  });
  const merges = !two
    ? []
    : [
        ...identity.map((_, index) => `${columnName(index)}3:${columnName(index)}4`),
        ...fields.map((_, index) => {
          const left = identity.length + index * 2;
          return `${columnName(left)}3:${columnName(left + 1)}3`;
        }),
      ];
  const after =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  writeFileSync(
    file,
    xlsxOf({
      sheets: [{ name: '汇总表', rows: rows.join(''), after }],
      strings: strings.items.join(''),
      styles: [0, 3, 49],
    }),
  );
}

function shown(value: CellValue | undefined, type: string): Plain {
  if (value === undefined) return null;
  if (typeof value === 'number') return type === 'number' ? value : String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value;
  if ('blank' in value) return '不详';
  return value.join('、');
}

/** The app's own form of JC101 and JC102, filled in by each of the enterprises: two files of each. */
export async function writeForms(folder: string, units: readonly DemoUnit[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const edition = loadedEdition();
  for (const { id, creditCode, name, returns } of units) {
    const unit = { id, creditCode, organisationCode: creditCode.slice(8, 17), name };
    for (const code of ['JC101', 'JC102'] as const) {
      const definition = edition.return(code);
      const cells = returns[years.now]?.[code];
      if (definition === undefined || cells === undefined) throw new Error(`no return ${code}`);
      const bytes = await writeBlankForm({
        edition,
        definition,
        year: years.now,
        county: county.code,
        unit,
        records: [{ table: code, cells }],
      });
      writeFileSync(path.join(folder, `${name} ${code}.xlsx`), bytes);
    }
  }
}

const words = [
  '长春',
  '吉林',
  '四平',
  '辽源',
  '通化',
  '白山',
  '松原',
  '白城',
  '延边',
  '合同',
  '在建',
  '完成',
];

/** Thirty columns of everything: texts that repeat or don't, numbers, dates, flags, formulas, rich text, gaps. */
export function writeGrid(file: string, rowCount: number): void {
  const chance = new Chance(30);
  const strings = new Strings();
  const rows: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    let cells = '';
    for (let column = 0; column < 30; column++) cells += gridCell(chance, row, column, strings);
    rows.push(`<row r="${row + 1}" spans="1:30">${cells}</row>`);
  }
  writeFileSync(
    file,
    xlsxOf({
      sheets: [{ name: '数据', rows: rows.join('') }],
      strings: strings.items.join(''),
      styles: [0, 3, 49, 14, 57],
    }),
  );
}

function gridCell(chance: Chance, row: number, column: number, strings: Strings): string {
  const at = `<c r="${columnName(column)}${row + 1}"`;
  switch (column % 10) {
    case 0:
      return `${at} s="2" t="s"><v>${strings.index(chance.one(words))}</v></c>`;
    case 1:
      return `${at} s="2" t="s"><v>${strings.index(`单位${row}第${column}项`)}</v></c>`;
    case 2:
    case 3:
      return `${at} s="1"><v>${chance.whole(0, 2_000_000)}</v></c>`;
    case 4:
      return `${at}><v>${chance.between(0, 10_000)}</v></c>`;
    case 5:
      return `${at} s="${chance.next() < 0.5 ? 3 : 4}"><v>${chance.whole(36_526, 46_000)}</v></c>`;
    case 6:
      return `${at} t="b"><v>${chance.whole(0, 1)}</v></c>`;
    case 7:
      return `${at} s="1"><f>C${row + 1}+D${row + 1}</f><v>${chance.whole(0, 4_000_000)}</v></c>`;
    case 8:
      return `${at} s="2" t="s"><v>${row % 50 === 0 ? strings.rich(`备注${row}`) : strings.index(chance.one(words))}</v></c>`;
    default:
      return chance.next() < 0.5 ? '' : `${at} s="1"/>`;
  }
}
