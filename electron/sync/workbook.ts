import { unzipSync } from 'fflate';
import type { Manifest, PackageData, PackagedAttachment, PackagedFiling } from '#shared/packages/content.ts';
import type { Workbook } from '#shared/intake/grid.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { sectionsOf } from '#shared/texts/report-sections.ts';
import { codeOf, columnOf, keyOf, type CellValue } from '#shared/values/cell.ts';
import { returnOf, tableOf } from '#shared/values/record.ts';
import { newWorkbook } from '../workbook/new-workbook.ts';
import { canonicalBytes } from './canonical.ts';
import type { Signer } from './keys.ts';
import { signParts } from './opc/sign.ts';
import { zipParts, type Parts } from './zip.ts';

export const manifestPart = 'customXml/item1.xml';
const manifestNamespace = 'urn:nianbao:manifest:1';
/** Rows of a table's sheet above its data: title, names, keys. */
export const headingRows = 3;
/** Columns of a table's sheet before its cells; `record` stands last, and on the sheets of registers alone. */
export const leading = ['unit', 'name', 'state'];
export const recordColumn = 'record';
/** What Excel allows in a cell. */
const longestText = 32_767;

export type Grid = readonly (readonly (string | number)[])[];

/** A sheet of the signed workbook; '' is an empty cell. */
export interface SheetContent {
  readonly name: string;
  readonly rows: Grid;
}

/** The rows above the data of a table's sheet. The last names the columns: unit, name, state, record, keys of cells. */
export type Heading = (table: string) => Grid;

/** The headings that an edition gives. */
export function headingOf(edition: LoadedEdition, manifest: Manifest): Heading {
  return (code) => {
    const definition = edition.return(returnOf(code));
    const table = edition.table(code);
    const isRegister = table?.kind === 'floating';
    const keys = (table?.sections ?? []).flatMap((section) =>
      section.fields.flatMap((field) => table?.columns.map((column) => keyOf(field.code, column)) ?? []),
    );
    const label = (key: string): string =>
      (edition.field(code, codeOf(key))?.name.zh ?? '') + (columnOf(key) === '上年' ? '(上年)' : '');
    const title = [definition?.number ?? code, definition?.name.zh ?? '', table?.name?.zh ?? ''];
    return [
      [`${title.filter((part) => part !== '').join(' ')}${mark(manifest)}`],
      ['单位', '单位详细名称', '状态', ...(isRegister ? ['记录'] : []), ...keys.map(label)],
      [...leading, ...(isRegister ? [recordColumn] : []), ...keys],
    ];
  };
}

/** A value as the signed workbook shows it; what XML or Excel can't hold is replaced, and the JSON has it whole. */
export function cellText(value: CellValue | undefined): string | number {
  if (value === undefined) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return sheetText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if ('blank' in value) return { unknown: '不详', none: '无', 'not-applicable': '不适用' }[value.blank];
  return sheetText(value.join('、'));
}

function sheetText(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // Exactly the characters that XML 1.0 has no way to write.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return plain.length > longestText ? `${plain.slice(0, longestText - 1).toWellFormed()}…` : plain;
}

const findingsSheet = '审核与说明';
const attachmentHeading = '附件';
const actsSheet = '办理记录';

/** The sheets of a signed workbook, in their order: computed tables, one a table of a return, explanations, acts. */
export function sheetNames({ reports, tables }: Manifest): readonly string[] {
  return [...reports, ...tables, findingsSheet, actsSheet];
}

/** The same content as the JSON, as sheets. */
export function sheetsOf(
  content: PackageData,
  manifest: Manifest,
  heading: Heading,
): readonly SheetContent[] {
  const names = new Map(content.directory.map((unit) => [unit.id, unit.facts['name'] ?? unit.id]));
  const rowsOf = (name: string): LooseGrid =>
    manifest.reports.includes(name)
      ? reportRows(name, content, manifest)
      : name === findingsSheet
        ? findingRows(content, names)
        : name === actsSheet
          ? actRows(content)
          : tableRows(name, content.filings, names, heading(name));
  return sheetNames(manifest).map((name) => ({
    name,
    rows: rowsOf(name).map((row) =>
      row.map((value) => (typeof value === 'string' ? sheetText(value) : (value ?? ''))),
    ),
  }));
}

type LooseGrid = readonly (readonly (string | number | null)[])[];

function mark(manifest: Manifest): string {
  return manifest.demonstration ? '(示范版,不作为法定报表)' : '';
}

function reportRows(name: string, { reports }: PackageData, manifest: Manifest): LooseGrid {
  const report = reports.find((item) => item.report === name);
  const title = [`${manifest.county.name} ${manifest.year}年 ${report?.name.zh ?? ''}${mark(manifest)}`];
  if (report === undefined) return [title];
  if (report.kind !== 'indicators')
    return [
      title,
      ...sectionsOf(report, 'zh', (iso) => iso).flatMap((section) => [
        [section.title],
        section.columns.map((column) => column.title),
        ...(report.kind === 'cross'
          ? // On paper the line of the total has no code; the format of packages has one.
            section.rows.map(([, ...row], line) => [report.rows[line]?.code ?? null, ...row])
          : section.rows),
      ]),
    ];
  return [
    title,
    ['代码', '指标', '计量单位', '本年', '上年', '增减', '目标', '目标年', '已验收', '应报', '数据来源'],
    ...report.rows.map(({ code, name: label, unit, value, lastYear, change, target, coverage, source }) => [
      code,
      label.zh,
      unit,
      value,
      lastYear,
      change,
      target?.value ?? null,
      target?.year ?? null,
      coverage.counted,
      coverage.due,
      source,
    ]),
  ];
}

/** A fixed table has a row for each filing, a register one for each record, and one for a filing without any. */
function tableRows(
  table: string,
  filings: readonly PackagedFiling[],
  names: ReadonlyMap<string, string>,
  heading: Grid,
): LooseGrid {
  const columns = (heading.at(-1) ?? []).map(String);
  const isRegister = columns[leading.length] === recordColumn;
  const keys = columns.slice(leading.length + (isRegister ? 1 : 0));
  return [
    ...heading,
    ...filings
      .filter((filing) => filing.return === returnOf(table))
      .flatMap(({ unit, state, return: code, records }) => {
        const own = records.filter(({ record }) => tableOf(code, record) === table);
        return (own.length > 0 ? own : [null]).map((record) => [
          unit,
          names.get(unit) ?? '',
          state,
          ...(isRegister ? [record?.record ?? ''] : []),
          ...keys.map((key) => cellText(record?.cells[key])),
        ]);
      }),
  ];
}

function findingRows(content: PackageData, names: ReadonlyMap<string, string>): LooseGrid {
  // Only where there are some: a workbook without any is as it always was.
  const hasAttachments = content.findings.some(({ explanation }) => explanation?.attachments !== undefined);
  return [
    [
      '单位',
      '报表',
      '规则',
      '类别',
      '说明类别',
      '说明',
      '时间',
      '经办人',
      ...(hasAttachments ? [attachmentHeading] : []),
    ],
    ...content.findings.map(({ unit, return: code, rule, class: letter, explanation }) => [
      names.get(unit) ?? unit,
      code,
      rule,
      letter,
      explanation?.category ?? null,
      explanation?.text ?? null,
      explanation?.at ?? null,
      explanation?.actor ?? null,
      ...(hasAttachments ? [attachmentLines(explanation?.attachments ?? [])] : []),
    ]),
  ];
}

/** One a line: its hash, its size and its name, which comes last for it may be of any letters. */
function attachmentLines(attachments: readonly PackagedAttachment[]): string | null {
  return attachments.length === 0
    ? null
    : attachments.map(({ sha256, size, name }) => `${sha256} ${size} ${name}`).join('\n');
}

const attachmentLine = /^([0-9a-f]{64}) (\d+) (.+)$/;

/** The attachments that the sheet of a signed workbook names. */
export function attachmentsInSheet(book: Workbook): readonly PackagedAttachment[] {
  const [heading, ...rows] = book.sheets.find(({ name }) => name === findingsSheet)?.rows ?? [];
  const column = heading?.cells.find(({ raw }) => raw === attachmentHeading)?.column;
  return rows
    .flatMap(({ cells }) => cells.find((cell) => cell.column === column)?.raw.split('\n') ?? [])
    .flatMap((line) => {
      const [, sha256, size, name] = attachmentLine.exec(line) ?? [];
      return sha256 === undefined || name === undefined ? [] : [{ name, sha256, size: Number(size) }];
    });
}

const actKeys = ['at', 'who', 'role', 'unit', 'return', 'act', 'before', 'after', 'reason', 'basis'];

function actRows(content: PackageData): LooseGrid {
  return [
    ['时间', '经办人', '身份', '单位', '报表', '事项', '原状态', '新状态', '原因', '依据'],
    ...content.acts.map((act) => actKeys.map((key) => act[key] ?? null)),
  ];
}

/** The content as a workbook that carries the manifest and is signed as a whole. */
export async function signedWorkbook(
  content: PackageData,
  manifest: Manifest,
  edition: LoadedEdition,
  signer: Signer,
): Promise<Buffer> {
  const book = await newWorkbook();
  for (const { name, rows } of sheetsOf(content, manifest, headingOf(edition, manifest))) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow(row.map((value) => (value === '' ? null : value)));
    if (manifest.reports.includes(name))
      sheet.columns.forEach((column, index) => (column.width = index === 1 ? 34 : 14));
    if (manifest.tables.includes(name)) sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: headingRows }];
  }
  const written = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()));
  // A zip of exceljs has entries for folders, which OPC does not.
  const parts = new Map(Object.entries(written).filter(([name]) => !name.endsWith('/')));
  addManifest(parts, manifest);
  return zipParts(signParts(parts, signer, signatureFacts(manifest)));
}

/** What the workbook's signature says of itself, from the manifest. */
export function signatureFacts({ created, county, year, sequence }: Manifest): {
  readonly time: string;
  readonly comments: string;
} {
  return { time: created, comments: `${county.name} ${year} #${sequence}` };
}

function manifestXml(json: Uint8Array): string {
  const base64 = Buffer.from(json).toString('base64');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<manifest xmlns="${manifestNamespace}">${base64}</manifest>`;
}

/** The manifest as a custom part of the workbook, tied to it by a relationship, so that the signature covers both. */
function addManifest(parts: Map<string, Uint8Array>, manifest: Manifest): void {
  const file = 'xl/_rels/workbook.xml.rels';
  const relations = Buffer.from(parts.get(file) ?? new Uint8Array()).toString('utf8');
  const added =
    '<Relationship Id="rIdManifest" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>';
  parts.set(manifestPart, Buffer.from(manifestXml(canonicalBytes(manifest))));
  parts.set(file, Buffer.from(relations.replace('</Relationships>', `${added}</Relationships>`)));
}

/** The bytes of the manifest that a workbook carries; null when it has none. */
export function manifestOfWorkbook(parts: Parts): Buffer | null {
  const text = Buffer.from(parts.get(manifestPart) ?? new Uint8Array()).toString('utf8');
  const base64 = new RegExp(`<manifest xmlns="${manifestNamespace}">([A-Za-z0-9+/=]+)</manifest>$`).exec(
    text,
  )?.[1];
  const json = base64 === undefined ? null : Buffer.from(base64, 'base64');
  return json !== null && manifestXml(json) === text ? json : null;
}
