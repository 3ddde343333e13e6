import { columnName, type Sheet, type Workbook } from '#shared/intake/grid.ts';
import {
  controlTotals,
  type Manifest,
  type PackageData,
  type PackagedFiling,
} from '#shared/packages/content.ts';
import { letterOf, returnOf, tableOf } from '#shared/values/record.ts';
import { fault, type PackageFault } from './fault.ts';
import {
  headingRows,
  leading,
  recordColumn,
  sheetNames,
  sheetsOf,
  type Grid,
  type Heading,
} from './workbook.ts';

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
    for (const table of union(a?.tables ?? {}, b?.tables ?? {})) {
      const [x, y] = [own(a?.tables ?? {}, table), own(b?.tables ?? {}, table)];
      compare(`${table} records`, x?.records, y?.records);
      for (const key of union(x?.sums ?? {}, y?.sums ?? {}))
        compare(`${table}.${key}`, own(x?.sums ?? {}, key), own(y?.sums ?? {}, key));
    }
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
function gridOf(sheet: Sheet | undefined): Grid {
  const rows: (string | number)[][] = [];
  for (const { index, cells } of sheet?.rows ?? []) {
    while (rows.length <= index) rows.push([]);
    const row = rows[index] ?? [];
    for (const { column, raw, type } of cells) {
      while (row.length < column) row.push('');
      row[column] = type === 'number' ? Number(raw) : raw;
    }
  }
  return rows;
}

function gridsOf(book: Workbook): ReadonlyMap<string, Grid> {
  return new Map(book.sheets.map((sheet) => [sheet.name, gridOf(sheet)]));
}

function address(sheet: { readonly name: string }, row: number, column: number): string {
  return `${sheet.name}!${columnName(column)}${row + 1}`;
}

function keysOf(grid: Grid | undefined): readonly string[] {
  return (grid?.[headingRows - 1] ?? []).map(String);
}

/** What holds for every signed workbook: its sheets, columns that are named once, and nothing but texts and numbers. */
function formFaults(book: Workbook, manifest: Manifest): readonly PackageFault[] {
  const faults: PackageFault[] = [];
  const names = sheetNames(manifest);
  const shown = book.sheets.map(({ name }) => name);
  if (shown.join('\n') !== names.join('\n')) {
    const odd = shown.find((name) => !names.includes(name)) ?? names.find((name) => !shown.includes(name));
    faults.push(fault('workbook-sheets', odd ?? shown.join('、')));
  }
  for (const sheet of book.sheets) {
    for (const { index, cells } of sheet.rows) {
      for (const { column, raw, type, formula } of cells) {
        // Nothing of ours is a formula: what it shows would change after signing.
        if (formula === true || (type !== 'number' && type !== 'text'))
          faults.push(fault('workbook-cell', address(sheet, index, column), raw));
      }
    }
  }
  const grids = gridsOf(book);
  for (const table of manifest.tables) {
    const keys = keysOf(grids.get(table));
    if (new Set(keys).size !== keys.length || keys.slice(0, leading.length).join() !== leading.join())
      faults.push(fault('workbook-sheets', table));
  }
  return faults;
}

/** A bare workbook has no JSON to compare with: its numbers must add up to what the manifest says. */
export function bareFaults(book: Workbook, manifest: Manifest): readonly PackageFault[] {
  return [...formFaults(book, manifest), ...totalFaults(manifest, totalsOf(book, manifest))];
}

/** The control totals of the signed sheets, as the JSON part would give them. */
function totalsOf(book: Workbook, manifest: Manifest): Manifest['controlTotals'] {
  const grids = gridsOf(book);
  const filings = new Map<string, PackagedFiling>();
  for (const table of manifest.tables) {
    const grid = grids.get(table) ?? [];
    const keys = keysOf(grid);
    for (const row of grid.slice(headingRows)) {
      const cells = Object.fromEntries(row.map((value, column) => [keys[column] ?? '', value]));
      const { unit = '', name: _name, state, [recordColumn]: record = letterOf(table), ...rest } = cells;
      const code = returnOf(table);
      const filing = filings.get(`${code}/${unit}`) ?? {
        unit: String(unit),
        return: code,
        state: state as PackagedFiling['state'],
        reason: null,
        records: [],
      };
      filings.set(`${code}/${unit}`, filing);
      const filled = Object.entries(rest).filter(([, value]) => value !== '');
      if (filled.length > 0)
        filing.records.push({ record: String(record), cells: Object.fromEntries(filled), sources: {} });
    }
  }
  return controlTotals([...filings.values()]);
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
  const faults = [...formFaults(book, manifest)];
  const found = gridsOf(book);
  const expected = sheetsOf(content, manifest, heading ?? ((code) => ownHeading(found.get(code) ?? [])));
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

/** Cells of the data for which a sheet has no column. */
function unnamedCells(
  found: ReadonlyMap<string, Grid>,
  content: PackageData,
  manifest: Manifest,
): readonly PackageFault[] {
  return manifest.tables.flatMap((table) => {
    const known = new Set(keysOf(found.get(table)));
    const filled = new Set(
      content.filings.flatMap(({ return: code, records }) =>
        records
          .filter(({ record }) => tableOf(code, record) === table)
          .flatMap(({ cells }) => Object.keys(cells)),
      ),
    );
    return [...filled]
      .filter((key) => !known.has(key))
      .map((key) => fault('workbook-cell', `${table}.${key}`));
  });
}
