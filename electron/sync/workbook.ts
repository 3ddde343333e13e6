import ExcelJS from 'exceljs';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { Manifest, PackageContent, PackagedFiling } from '#shared/packages/content.ts';
import type { Report } from '#shared/tally/report.ts';
import { keyOf, type CellValue } from '#shared/values/cell.ts';
import { canonicalBytes } from './canonical.ts';
import type { Signer } from './keys.ts';
import { signParts } from './opc/sign.ts';

export const manifestPart = 'customXml/item1.xml';
export const manifestNamespace = 'urn:nianbao:manifest:1';
/** Rows above the data of a return's sheet: title, names, keys. */
export const dataFrom = 4;
const fixed = new Date(Date.UTC(1980, 0, 1));

/** Cell keys of a return in the order of its form. */
export function keysOf(edition: LoadedEdition, code: string): readonly string[] {
  const definition = edition.return(code);
  return (definition?.sections ?? []).flatMap((section) =>
    section.fields.flatMap((field) => (definition?.columns ?? []).map((column) => keyOf(field.code, column))),
  );
}

/** A value as the signed workbook shows it; reading it back gives the same text. */
export function cellText(value: CellValue | undefined): string | number {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if ('blank' in value) return { unknown: '不详', none: '无', 'not-applicable': '不适用' }[value.blank];
  return value.join('、');
}

/** The same content as the JSON, as a workbook: ZH301, one sheet a return, explanations, acts; signed as a whole. */
export async function signedWorkbook(
  content: PackageContent,
  manifest: Manifest,
  edition: LoadedEdition,
  signer: Signer,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = new Date(manifest.created);
  const names = new Map(content.directory.map((unit) => [unit.id, unit.facts['name'] ?? unit.id]));
  addReport(book, content.report as Report, manifest);
  for (const code of manifest.covers)
    addReturn(
      book,
      edition,
      code,
      content.filings.filter((filing) => filing.return === code),
      names,
      manifest,
    );
  addFindings(book, content, names);
  addActs(book, content);
  const parts = partsOf(Buffer.from(await book.xlsx.writeBuffer()));
  addManifest(parts, manifest);
  const signed = signParts(parts, signer, {
    time: manifest.created.replace(/\.\d+Z$/, 'Z'),
    comments: `${manifest.county.name} ${manifest.year} #${manifest.sequence}`,
  });
  return zipParts(signed);
}

function mark(manifest: Manifest): string {
  return manifest.demonstration ? '(示范版,不作为法定报表)' : '';
}

function addReport(book: ExcelJS.Workbook, report: Report, manifest: Manifest): void {
  const sheet = book.addWorksheet('ZH301');
  sheet.addRow([`${manifest.county.name} ${manifest.year}年 ${report.name.zh}${mark(manifest)}`]);
  sheet.addRow([
    '代码',
    '指标',
    '计量单位',
    '本年',
    '上年',
    '增减',
    '省目标',
    '目标年',
    '已验收',
    '应报',
    '数据来源',
  ]);
  for (const row of report.rows) {
    sheet.addRow([
      row.code,
      row.name.zh,
      row.unit,
      row.value,
      row.lastYear,
      row.change,
      row.target?.value ?? null,
      row.target?.year ?? null,
      row.coverage.counted,
      row.coverage.due,
      row.source,
    ]);
  }
  sheet.columns.forEach((column, index) => {
    column.width = index === 1 ? 34 : 14;
  });
}

function addReturn(
  book: ExcelJS.Workbook,
  edition: LoadedEdition,
  code: string,
  filings: readonly PackagedFiling[],
  names: ReadonlyMap<string, string>,
  manifest: Manifest,
): void {
  const sheet = book.addWorksheet(code);
  const keys = keysOf(edition, code);
  const definition = edition.return(code);
  sheet.addRow([`${definition?.number ?? code} ${definition?.name.zh ?? ''}${mark(manifest)}`]);
  sheet.addRow([
    '单位',
    '单位详细名称',
    '状态',
    ...keys.map(
      (key) =>
        (edition.field(code, key.replace('.上年', ''))?.name.zh ?? '') +
        (key.endsWith('.上年') ? '(上年)' : ''),
    ),
  ]);
  sheet.addRow(['unit', 'name', 'state', ...keys]);
  for (const filing of filings) {
    sheet.addRow([
      filing.unit,
      names.get(filing.unit) ?? '',
      filing.state,
      ...keys.map((key) => {
        const text = cellText(filing.cells[key]);
        return text === '' ? null : text;
      }),
    ]);
  }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: dataFrom - 1 }];
}

function addFindings(
  book: ExcelJS.Workbook,
  content: PackageContent,
  names: ReadonlyMap<string, string>,
): void {
  const sheet = book.addWorksheet('审核与说明');
  sheet.addRow(['单位', '报表', '规则', '类别', '说明类别', '说明', '时间', '经办人']);
  for (const finding of content.findings) {
    const { explanation } = finding;
    sheet.addRow([
      names.get(finding.unit) ?? finding.unit,
      finding.return,
      finding.rule,
      finding.class,
      explanation?.category ?? null,
      explanation?.text ?? null,
      explanation?.at ?? null,
      explanation?.actor ?? null,
    ]);
  }
}

function addActs(book: ExcelJS.Workbook, content: PackageContent): void {
  const sheet = book.addWorksheet('办理记录');
  sheet.addRow(['时间', '经办人', '身份', '单位', '报表', '事项', '原状态', '新状态', '原因', '依据']);
  for (const act of content.acts)
    sheet.addRow(
      ['at', 'who', 'role', 'unit', 'return', 'act', 'before', 'after', 'reason', 'basis'].map(
        (key) => act[key] ?? null,
      ),
    );
}

/** Parts of a zip by name, without the directory entries that OPC does not have. */
export function partsOf(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/')));
}

/** [Content_Types].xml first; the same bytes for the same parts. */
export function zipParts(parts: ReadonlyMap<string, Uint8Array>): Buffer {
  const order = [...parts.keys()].sort((a, b) =>
    a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1,
  );
  const zippable: Zippable = {};
  for (const name of order)
    zippable[name] = [parts.get(name) ?? new Uint8Array(), { mtime: fixed, level: 6 }];
  return Buffer.from(zipSync(zippable));
}

/** The manifest as a custom part of the workbook, tied to it by a relationship, so that the signature covers both. */
function addManifest(parts: Map<string, Uint8Array>, manifest: Manifest): void {
  const json = canonicalBytes(manifest).toString('base64');
  parts.set(
    manifestPart,
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<manifest xmlns="${manifestNamespace}">${json}</manifest>`,
    ),
  );
  const file = 'xl/_rels/workbook.xml.rels';
  const relations = Buffer.from(parts.get(file) ?? new Uint8Array()).toString('utf8');
  const added =
    '<Relationship Id="rIdManifest" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>';
  parts.set(file, Buffer.from(relations.replace('</Relationships>', `${added}</Relationships>`)));
  const types = Buffer.from(parts.get('[Content_Types].xml') ?? new Uint8Array()).toString('utf8');
  if (!/Extension="xml"/.test(types)) {
    parts.set(
      '[Content_Types].xml',
      Buffer.from(
        types.replace('</Types>', '<Default Extension="xml" ContentType="application/xml"/></Types>'),
      ),
    );
  }
}
