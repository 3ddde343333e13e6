import type { LoadedEdition } from '#shared/returns/edition.ts';
import { isBlank, type CellValue } from '#shared/values/cell.ts';
import {
  keySeparator,
  letterOf,
  recordKey,
  returnOf,
  rowNumber,
  rowPath,
  tableOf,
  type RecordKey,
} from '#shared/values/record.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { nextRow, recordOf, recordsOfFiling, type StoredRecord } from '../../store/records.ts';

/** Where a filing of a file goes: a record that is there, a new row, or nowhere while its parent row is not known. */
export interface RowPlace {
  readonly record: RecordKey;
  /** As it was before the file is written. Read when it is asked for: a list may have ten thousand. */
  readonly stored: () => StoredRecord | undefined;
}

/** The one record of a fixed table. */
class FixedPlace implements RowPlace {
  readonly #store: ReadableStore;
  readonly #year: number;
  readonly #filing: BatchFiling;
  /** Once it was looked for: of a long list most are, and it is asked for again and again. */
  #isAbsent = false;

  constructor(store: ReadableStore, year: number, filing: BatchFiling) {
    this.#store = store;
    this.#year = year;
    this.#filing = filing;
  }

  get record(): RecordKey {
    return letterOf(this.#filing.table);
  }

  stored(): StoredRecord | undefined {
    const { unit, return: code } = this.#filing;
    if (unit === null || this.#isAbsent) return undefined;
    const found = recordOf(this.#store, this.#year, unit, code, this.record);
    this.#isAbsent = found === undefined;
    return found;
  }
}

/**
 * Finds the record of each filing of a file. A fixed table has one. A row of a register is the stored row with the same
 * 键, each stored row once, and otherwise a new one; a row below another is looked for below the row that it names, in
 * the file or in the store. Filings whose unit is not known, or that are left out, have no place.
 */
export function placeRows(
  store: ReadableStore,
  edition: LoadedEdition,
  year: number,
  filings: readonly BatchFiling[],
): ReadonlyMap<string, RowPlace> {
  const places = new Map<string, RowPlace>();
  const placers = new Map<string, RegisterPlacer>();
  const depth = ({ table }: BatchFiling): number => (edition.table(table)?.parent === undefined ? 0 : 1);
  // Parents first: a member may name an alliance of the same file.
  for (const filing of [...filings].sort((a, b) => depth(a) - depth(b))) {
    if (filing.unit === null || filing.skipped) continue;
    if (edition.table(filing.table)?.kind !== 'floating') {
      places.set(filing.id, new FixedPlace(store, year, filing));
      continue;
    }
    const name = `${filing.unit}/${filing.return}`;
    let placer = placers.get(name);
    if (placer === undefined)
      placers.set(name, (placer = new RegisterPlacer(store, edition, year, filing.unit, filing.return)));
    const place = placer.place(filing);
    if (place !== null) places.set(filing.id, place);
  }
  return places;
}

/** 键 as it is compared: of all its parts, without differences of width and spacing; null while one is blank. */
function comparableKey(parts: readonly (CellValue | undefined)[]): string | null {
  if (parts.length === 0 || parts.some((part) => isBlank(part))) return null;
  return comparable(parts.map(String).join(keySeparator));
}

function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

/** Places the rows of a unit's registers. */
class RegisterPlacer {
  readonly #store: ReadableStore;
  readonly #edition: LoadedEdition;
  readonly #year: number;
  readonly #unit: string;
  readonly #return: string;
  /** The filing's records, once a row of a register was looked for among them. */
  #records: readonly StoredRecord[] | null = null;
  readonly #taken = new Set<RecordKey>();
  readonly #next = new Map<string, number>();
  /** Rows that others may stand below, by table and 键. */
  readonly #parents = new Map<string, RecordKey>();

  constructor(store: ReadableStore, edition: LoadedEdition, year: number, unit: string, returnCode: string) {
    this.#store = store;
    this.#edition = edition;
    this.#year = year;
    this.#unit = unit;
    this.#return = returnCode;
  }

  #rows(): readonly StoredRecord[] {
    if (this.#records !== null) return this.#records;
    this.#records = recordsOfFiling(this.#store, this.#year, this.#unit, this.#return);
    for (const record of this.#records) {
      const table = tableOf(this.#return, record.key);
      const key = this.#keyOf(table, record.cells);
      if (key !== null) this.#parents.set(`${table}|${key}`, record.key);
    }
    return this.#records;
  }

  place(filing: BatchFiling): RowPlace | null {
    const definition = this.#edition.table(filing.table);
    const rows = this.#rows();
    let parent: RecordKey | null = null;
    if (definition?.parent !== undefined) {
      parent = this.#parents.get(`${definition.parent}|${comparable(filing.parent ?? '')}`) ?? null;
      if (parent === null) return null;
    }
    const above = recordKey(filing.table, ...(parent === null ? [] : rowPath(parent)));
    const cells = Object.fromEntries(
      filing.cells().flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const])),
    );
    const key = this.#keyOf(filing.table, cells);
    const stored = rows.find(
      (record) =>
        key !== null &&
        `${above}/${rowNumber(record.key)}` === record.key &&
        !this.#taken.has(record.key) &&
        this.#keyOf(filing.table, record.cells) === key,
    );
    const record = stored?.key ?? this.#newRow(filing.table, parent, above);
    this.#taken.add(record);
    if (key !== null) this.#parents.set(`${filing.table}|${key}`, record);
    return { record, stored: () => stored };
  }

  #newRow(table: string, parent: RecordKey | null, above: string): RecordKey {
    const number = this.#next.get(above) ?? nextRow(this.#store, this.#unit, table, parent);
    this.#next.set(above, number + 1);
    return `${above}/${number}`;
  }

  #keyOf(table: string, cells: Readonly<Record<string, CellValue>>): string | null {
    return comparableKey((this.#edition.table(table)?.key ?? []).map((code) => cells[code]));
  }
}

/** 键 of the rows of a table that others may stand below: those of the file, then those that are stored. */
export function parentRows(
  store: ReadableStore,
  edition: LoadedEdition,
  year: number,
  filings: readonly BatchFiling[],
  unit: string,
  table: string,
): readonly string[] {
  const codes = edition.table(table)?.key ?? [];
  const keyOf = (cell: (code: string) => CellValue | undefined): string | null => {
    const parts = codes.map(cell);
    return parts.some((part) => isBlank(part)) ? null : parts.map(String).join(keySeparator);
  };
  const inFile = filings
    .filter((filing) => filing.unit === unit && filing.table === table && !filing.skipped)
    .map((filing) => {
      const cells = filing.cells();
      return keyOf((code) => cells.find((cell) => cell.key === code)?.value);
    });
  const stored = recordsOfFiling(store, year, unit, returnOf(table))
    .filter(({ key }) => tableOf(returnOf(table), key) === table)
    .map(({ cells }) => keyOf((code) => cells[code]));
  return [...new Set([...inFile, ...stored].filter((key) => key !== null))];
}

/** Rows that a register has in the store and the file does not: they stay, and the clerk is told. */
export function rowsKept(
  store: ReadableStore,
  edition: LoadedEdition,
  year: number,
  filings: readonly BatchFiling[],
  places: ReadonlyMap<string, RowPlace>,
): readonly { readonly unit: string; readonly table: string; readonly rows: number }[] {
  const sent = new Map<string, Set<RecordKey>>();
  for (const filing of filings) {
    const place = places.get(filing.id);
    if (place === undefined || filing.unit === null) continue;
    if (edition.table(filing.table)?.kind !== 'floating') continue;
    const name = `${filing.unit}|${filing.table}`;
    sent.set(name, (sent.get(name) ?? new Set()).add(place.record));
  }
  return [...sent].flatMap(([name, records]) => {
    const [unit = '', table = ''] = name.split('|');
    const rows = recordsOfFiling(store, year, unit, returnOf(table)).filter(
      ({ key }) => tableOf(returnOf(table), key) === table && !records.has(key),
    ).length;
    return rows === 0 ? [] : [{ unit, table, rows }];
  });
}
