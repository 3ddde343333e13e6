import type ExcelJS from 'exceljs';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Table } from '#shared/returns/definition.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { writeBlankForm } from '../../workbook/write-blank.ts';
import { addList, newList, type Layout } from '../workbooks.ts';
import { area, openYear, type CountyUnit, type DemoRecord, type Values } from './profile.ts';
import { towns } from './words.ts';

/** What a unit sends of a return for the open year. */
export interface SentFiling {
  readonly unit: CountyUnit;
  readonly return: string;
  readonly records: readonly DemoRecord[];
}

/** Enterprises that send the forms themselves; the others are in their town's list. */
export const ownForms = 6;

const plain: Layout = { twoRows: false, unitsRow: false, numberRow: false, total: false, money: '千元' };
/** As the towns have them. */
const layouts: readonly Layout[] = [
  { twoRows: true, unitsRow: true, numberRow: true, total: true, money: '千元' },
  { ...plain, total: true },
  { ...plain, twoRows: true, money: '万元' },
  { ...plain, twoRows: true, unitsRow: true },
];
const registers = [
  ['03 创新平台登记表(科技局汇总)', 'JC103', '九台科学技术局'],
  ['04 科技项目登记表(科技局汇总)', 'JC104', '九台科学技术局'],
  ['05 产业技术创新联盟登记表', 'JC105', '九台科学技术局'],
  ['06 特色产业基地情况', 'JC106', '九台工业和信息化局'],
  ['07 孵化器和创业基地情况', 'JC107', '九台科学技术局'],
  ['08 科技人才和双千行动', 'JC108', '九台科学技术局'],
  ['09 品牌标准与质量', 'JC109', '九台质量技术监督局'],
  ['10 产学研合作与技术转移', 'JC110', '九台科学技术局'],
] as const;

/** Writes the folder of what was sent: forms of a few enterprises, lists of the towns and bureaus, sections of departments. */
export async function writeCountyWorkbooks(
  folder: string,
  sent: readonly SentFiling[],
  edition: LoadedEdition,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files = new Folder(folder, sent, edition);
  const enterprises = [...new Set(sent.map(({ unit }) => unit))].filter(({ kind }) => kind === '企业');
  const own = new Set(enterprises.slice(0, ownForms));
  await files.list(
    '01 单位基本情况名单',
    'JC101',
    '九台区统计局',
    { ...plain, numberRow: true },
    ({ unit }) => !own.has(unit),
  );
  for (const [index, town] of towns.entries()) {
    const layout = layouts[index % layouts.length] ?? plain;
    const isOfTown = ({ unit }: SentFiling): boolean =>
      !own.has(unit) && files.cell(unit, 'JC101', '06') === town;
    await files.list(`02 工业企业产品创新情况(${town})`, 'JC102', town, layout, isOfTown);
  }
  for (const [name, code, filledBy] of registers)
    await files.list(name, code, filledBy, plain, ({ unit }) => unit.kind !== '县');
  for (const unit of own) for (const code of ['JC101', 'JC102']) await files.form(unit, code);
  for (const unit of sent.flatMap((filing) => (filing.return === 'ZH201' ? [filing.unit] : []))) {
    for (const code of ['ZH201', 'ZH202']) await files.sections(unit, code);
    await files.form(unit, 'JC110');
  }
}

class Folder {
  readonly #folder: string;
  readonly #sent: readonly SentFiling[];
  readonly #edition: LoadedEdition;
  readonly #names: ReadonlyMap<string, string>;

  constructor(folder: string, sent: readonly SentFiling[], edition: LoadedEdition) {
    this.#folder = folder;
    this.#sent = sent;
    this.#edition = edition;
    this.#names = new Map(sent.map(({ unit }) => [unit.id, factOf(unit, 'name') ?? unit.id]));
  }

  cell(unit: CountyUnit, code: string, field: string): unknown {
    return this.#sent.find((filing) => filing.unit === unit && filing.return === code)?.records[0]?.cells[
      field
    ];
  }

  async list(
    name: string,
    code: string,
    filledBy: string,
    layout: Layout,
    isWanted: (filing: SentFiling) => boolean,
  ): Promise<void> {
    const definition = this.#edition.return(code);
    const wanted = this.#sent.filter((filing) => filing.return === code && isWanted(filing));
    if (definition === undefined || wanted.length === 0) return;
    const book = await newList();
    for (const table of definition.tables) {
      const rows = wanted.flatMap(({ unit, records }) =>
        records.filter((record) => record.table === table.code).map((record) => ({ unit, record })),
      );
      if (rows.length > 0) this.#sheet(book, table, { code, filledBy, layout, rows });
    }
    this.#keep(name, Buffer.from(await book.xlsx.writeBuffer()));
  }

  #sheet(
    book: ExcelJS.Workbook,
    table: Table,
    of: {
      readonly code: string;
      readonly filledBy: string;
      readonly layout: Layout;
      readonly rows: readonly { readonly unit: CountyUnit; readonly record: DemoRecord }[];
    },
  ): void {
    const definition = this.#edition.return(of.code);
    const saysItself = of.code === 'JC101';
    const parent = this.#edition.table(table.parent ?? '')?.sections[0]?.fields[0]?.name.zh;
    addList(book, table.name?.zh ?? '汇总表', {
      table,
      title: `${openYear}年度${definition?.name.zh ?? ''}${table.name === undefined ? '' : `:${table.name.zh}`}`,
      filledBy: of.filledBy,
      lead: saysItself ? [] : ['统一社会信用代码', '单位名称', ...(parent === undefined ? [] : [parent])],
      rows: of.rows.map(({ unit, record }) => ({
        lead: saysItself
          ? []
          : [
              factOf(unit, 'creditCode') ?? unit.id,
              factOf(unit, 'name') ?? '',
              ...(record.parent === undefined ? [] : [record.parent]),
            ],
        cells: this.#named(table, record.cells),
      })),
      layout: of.layout,
    });
  }

  /** Units by name, as people write them. */
  #named(table: Table, cells: Values): Values {
    const fields = this.#edition.fields(table.code);
    return Object.fromEntries(
      Object.entries(cells).map(([code, value]) => [
        code,
        fields.get(code)?.type === 'unit' ? (this.#names.get(value as string) ?? value) : value,
      ]),
    );
  }

  /** The app's own form, as an enterprise fills it. */
  async form(unit: CountyUnit, code: string): Promise<void> {
    const definition = this.#edition.return(code);
    const filing = this.#sent.find((each) => each.unit === unit && each.return === code);
    if (definition === undefined || filing === undefined) return;
    this.#keep(
      `${factOf(unit, 'name') ?? unit.id} ${code}`,
      await writeBlankForm({ ...this.#blank(unit), definition, records: filing.records }),
    );
  }

  /** The sections of a return of the county, each from the department that fills it. */
  async sections(unit: CountyUnit, code: string): Promise<void> {
    const definition = this.#edition.return(code);
    const filing = this.#sent.find((each) => each.unit === unit && each.return === code);
    if (definition === undefined || filing === undefined) return;
    const owners = new Set(
      definition.tables.flatMap((table) =>
        table.sections.flatMap(({ owner }) => (owner === undefined ? [] : [owner])),
      ),
    );
    for (const owner of owners)
      this.#keep(
        `11 九台区 ${code}(${owner.replace('厅', '局')})`,
        await writeBlankForm({ ...this.#blank(unit), definition, owner, records: filing.records }),
      );
  }

  #blank(unit: CountyUnit) {
    return {
      edition: this.#edition,
      year: openYear,
      county: area(openYear),
      unit: {
        id: unit.id,
        creditCode: factOf(unit, 'creditCode') ?? '',
        organisationCode: factOf(unit, 'organisationCode') ?? '',
        name: factOf(unit, 'name') ?? '九台区',
      },
      rows: 5,
    };
  }

  #keep(name: string, bytes: Buffer): void {
    writeFileSync(path.join(this.#folder, `${name}.xlsx`), bytes);
  }
}

function factOf(unit: CountyUnit, fact: 'name' | 'creditCode' | 'organisationCode'): string | undefined {
  return unit.facts[openYear]?.[fact];
}
