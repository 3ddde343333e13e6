import type { LoadedEdition } from '#shared/returns/edition.ts';
import { controlTotals, type Manifest, type PackageContent } from '#shared/packages/content.ts';
import { readXlsx } from '../workbook/read-xlsx.ts';
import type { PackageFault } from './verify.ts';
import { cellText, dataFrom, manifestNamespace, manifestPart } from './workbook.ts';

/** The canonical manifest that the workbook carries as a signed part; null when it has none. */
export function manifestOfWorkbook(parts: ReadonlyMap<string, Uint8Array>): Buffer | null {
  const text = Buffer.from(parts.get(manifestPart) ?? new Uint8Array()).toString('utf8');
  const base64 = new RegExp(`<manifest xmlns="${manifestNamespace}">([A-Za-z0-9+/=]+)</manifest>`).exec(
    text,
  )?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64');
}

interface WorkbookRow {
  readonly row: number;
  readonly unit: string;
  readonly state: string;
  readonly cells: ReadonlyMap<string, { readonly raw: string; readonly number: boolean }>;
}

async function rowsOf(bytes: Buffer, file: string, code: string): Promise<readonly WorkbookRow[]> {
  const sheet = (await readXlsx(bytes, file)).sheets.find((item) => item.name === code);
  const keys = new Map(
    sheet?.rows.find((row) => row.index === dataFrom - 2)?.cells.map((cell) => [cell.column, cell.raw]),
  );
  return (sheet?.rows ?? [])
    .filter((row) => row.index >= dataFrom - 1)
    .map((row) => {
      const cells = new Map(
        row.cells.map((cell) => [
          keys.get(cell.column) ?? '',
          { raw: cell.raw, number: cell.type === 'number' },
        ]),
      );
      return {
        row: row.index + 1,
        unit: cells.get('unit')?.raw ?? '',
        state: cells.get('state')?.raw ?? '',
        cells,
      };
    });
}

export async function totalsOfWorkbook(
  bytes: Buffer,
  file: string,
  manifest: Manifest,
  edition: LoadedEdition,
): Promise<Manifest['controlTotals']> {
  const filings = [];
  for (const code of manifest.covers) {
    for (const row of await rowsOf(bytes, file, code)) {
      const cells = Object.fromEntries(
        [...row.cells]
          .filter(
            ([key, cell]) =>
              cell.number &&
              ['number', 'month'].includes(edition.field(code, key.replace('.上年', ''))?.type ?? ''),
          )
          .map(([key, cell]) => [key, Number(cell.raw)]),
      );
      filings.push({
        unit: row.unit,
        return: code,
        state: row.state as 'accepted',
        reason: null,
        cells,
        sources: {},
      });
    }
  }
  return controlTotals(filings);
}

/** Every cell of the signed sheets against the signed JSON. */
export async function compareCells(
  bytes: Buffer,
  file: string,
  content: PackageContent,
  manifest: Manifest,
  faults: PackageFault[],
): Promise<void> {
  for (const code of manifest.covers) {
    const rows = await rowsOf(bytes, file, code);
    const filings = content.filings.filter((filing) => filing.return === code);
    if (rows.length !== filings.length)
      faults.push({ code: 'workbook-cell', where: code, detail: `${rows.length} / ${filings.length}` });
    const byUnit = new Map(rows.map((row) => [row.unit, row]));
    for (const filing of filings) {
      const row = byUnit.get(filing.unit);
      for (const [key, value] of Object.entries(filing.cells)) {
        if (String(cellText(value)) !== (row?.cells.get(key)?.raw ?? ''))
          faults.push({
            code: 'workbook-cell',
            where: `${code}!${row?.row ?? '?'} ${key}`,
            detail: row?.cells.get(key)?.raw ?? '',
          });
      }
    }
  }
}
