import { columnName, type Sheet, type Workbook } from '#shared/intake/grid.ts';
import {
  controlTotals,
  type Manifest,
  type PackageData,
  type PackagedFiling,
} from '#shared/packages/content.ts';
import { fault, type PackageFault } from './fault.ts';
import { headingRows, sheetsOf, type Grid, type Heading } from './workbook.ts';

/** Totals that do not come out as the manifest says. */
export function totalFaults(manifest: Manifest, found: Manifest['controlTotals']): readonly PackageFault[] {
  const faults: PackageFault[] = [];
  const said = manifest.controlTotals;
  const compare = (where: string, a: number | undefined, b: number | undefined): void => {
    if (a !== b) faults.push(fault('control-totals', where, `${a ?? '—'} / ${b ?? '—'}`));
  };
  for (const code of union(said, found)) {
    const [a, b] = [own(said, code), own(found, code)];
    compare(code, a?.filings, b?.filings);
    for (const key of union(a?.sums ?? {}, b?.sums ?? {}))
      compare(`${code}.${key}`, own(a?.sums ?? {}, key), own(b?.sums ?? {}, key));
  }
  return faults;
}

function union(a: object, b: object): ReadonlySet<string> {
  return new Set([...Object.keys(a), ...Object.keys(b)]);
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The sheet's cells by row and column; '' where there is none, numbers as numbers. */
function gridOf(sheet: Sheet | undefined, faults: PackageFault[]): Grid {
  const rows: (string | number)[][] = [];
  for (const { index, cells } of sheet?.rows ?? []) {
    while (rows.length <= index) rows.push([]);
    const row = rows[index] ?? [];
    for (const { column, raw, type, formula } of cells) {
      while (row.length < column) row.push('');
      row[column] = type === 'number' ? Number(raw) : raw;
      // Nothing of ours is a formula: what it shows would change after signing.
      if (formula === true || (type !== 'number' && type !== 'text'))
        faults.push(fault('workbook-cell', address(sheet, index, column), raw));
    }
  }
  return rows;
}

function address(sheet: { readonly name: string } | undefined, row: number, column: number): string {
  return `${sheet?.name ?? ''}!${columnName(column)}${row + 1}`;
}

/** The control totals of the signed sheets, as the JSON part would give them. */
export function totalsOfWorkbook(book: Workbook, manifest: Manifest): Manifest['controlTotals'] {
  const filings = manifest.covers.flatMap((code): readonly PackagedFiling[] => {
    const grid = gridOf(
      book.sheets.find(({ name }) => name === code),
      [],
    );
    const keys = (grid[headingRows - 1] ?? []).map(String);
    return grid.slice(headingRows).map((row) => {
      const cells = Object.fromEntries(row.map((value, column) => [keys[column] ?? '', value]));
      return {
        unit: String(cells['unit']),
        return: code,
        state: cells['state'] as PackagedFiling['state'],
        reason: null,
        cells,
        sources: {},
      };
    });
  });
  return controlTotals(filings);
}

/**
 * Every cell of every sheet against the signed JSON. `heading`: the headings of the edition that the package names; null
 * when this program has another one, and the workbook's own headings are taken. They must name every cell once.
 */
export function workbookFaults(
  book: Workbook,
  content: PackageData,
  manifest: Manifest,
  heading: Heading | null,
): readonly PackageFault[] {
  const faults: PackageFault[] = [];
  const found = new Map(book.sheets.map((sheet) => [sheet.name, gridOf(sheet, faults)]));
  const expected = sheetsOf(content, manifest, heading ?? ((code) => ownHeading(found.get(code) ?? [])));
  const names = expected.map(({ name }) => name);
  const shown = book.sheets.map(({ name }) => name);
  if (shown.join('\n') !== names.join('\n')) {
    const odd = shown.find((name) => !names.includes(name)) ?? names.find((name) => !found.has(name));
    faults.push(fault('workbook-sheets', odd ?? shown.join('、')));
  }
  for (const { name, rows } of expected) {
    const grid = found.get(name) ?? [];
    for (let row = 0; row < Math.max(rows.length, grid.length); row++) {
      const [a, b] = [rows[row] ?? [], grid[row] ?? []];
      for (let column = 0; column < Math.max(a.length, b.length); column++) {
        const [wanted, there] = [a[column] ?? '', b[column] ?? ''];
        if (wanted !== there)
          faults.push(fault('workbook-cell', address({ name }, row, column), `${there} / ${wanted}`));
      }
    }
  }
  return [...faults, ...unnamedCells(found, content, manifest)];
}

function ownHeading(grid: Grid): Grid {
  return Array.from({ length: headingRows }, (_, row) => grid[row] ?? []);
}

/** Keys that a sheet names twice or not at all. */
function unnamedCells(
  found: ReadonlyMap<string, Grid>,
  content: PackageData,
  manifest: Manifest,
): readonly PackageFault[] {
  const faults: PackageFault[] = [];
  for (const code of manifest.covers) {
    const names = (found.get(code)?.[headingRows - 1] ?? []).map(String);
    const known = new Set(names);
    const filled = new Set(
      content.filings.filter((filing) => filing.return === code).flatMap(({ cells }) => Object.keys(cells)),
    );
    for (const key of filled) if (!known.has(key)) faults.push(fault('workbook-cell', `${code}.${key}`));
    if (known.size !== names.length || names.slice(0, 3).join() !== 'unit,name,state')
      faults.push(fault('workbook-sheets', code));
  }
  return faults;
}
