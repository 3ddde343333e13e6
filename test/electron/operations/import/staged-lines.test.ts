import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filingsOf, StagedWriter, type StagedLines } from '#electron/operations/import/staged-lines.ts';
import type { StagedCell, StagedFiling } from '#shared/intake/staged.ts';
import type { CellValue } from '#shared/values/cell.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('0', '00', '1.50', '不详', 'a\nb', '𠮷'),
);
const value: fc.Arbitrary<CellValue> = fc.oneof(
  fc.integer(),
  fc.integer({ min: 0, max: 100_000 }).map((number) => number / 100),
  text,
  fc.boolean(),
  fc.array(text, { maxLength: 3 }),
  fc.constantFrom<CellValue>({ blank: 'unknown' }, { blank: 'none' }),
);

/** A cell as it is read: most texts say just what the value says. */
function cellIn(sheet: string): fc.Arbitrary<StagedCell> {
  return fc
    .record(
      {
        key: fc.constantFrom('01', '02.上年', '45'),
        cell: fc.constantFrom('A1', 'XFD1048576'),
        raw: text,
        value,
        factor: fc.constant(10),
        readAs: fc.constant('万元'),
        rounded: fc.constant(true as const),
        question: text,
      },
      { requiredKeys: ['key', 'cell', 'raw'] },
    )
    .chain((cell) => {
      const said =
        typeof cell.value === 'number' || typeof cell.value === 'string' ? String(cell.value) : cell.raw;
      return fc.constantFrom<StagedCell>(
        { ...cell, sheet } as StagedCell,
        { ...cell, sheet, raw: said } as StagedCell,
      );
    });
}

const filing: fc.Arbitrary<StagedFiling> = text.chain((sheet) =>
  fc.record({
    id: text,
    return: fc.constantFrom('JC101', 'JC102'),
    table: fc.constantFrom('JC101', 'JC201A'),
    identity: fc.record({ creditCode: text, name: text }, { requiredKeys: [] }),
    sheet: fc.constant(sheet),
    row: fc.nat(),
    cells: fc.array(cellIn(sheet), { maxLength: 8 }),
  }),
);

const head = {
  tables: [],
  questions: [],
  notices: [],
  settled: [],
  assumed: [],
  used: [],
  covers: [],
  misLaid: [],
};

function unpacked(lines: StagedLines): readonly StagedFiling[] {
  return filingsOf(lines).map((each) => ({ ...each, cells: each.cells() }));
}

describe('the lines of a staged file', () => {
  it('come back as they went, from another thread too', () => {
    fc.assert(
      fc.property(fc.array(filing, { maxLength: 8 }), (filings) => {
        const writer = new StagedWriter();
        const places = filings.map((each) => writer.pack(each));
        const sent = structuredClone(writer.lines(head, [], places));
        expect(unpacked(sent)).toEqual(filings);
      }),
    );
  });

  it('are kept in chunks, none of which cuts a filing in two', () => {
    const writer = new StagedWriter();
    const long = 'x'.repeat(300_000);
    const filings = Array.from({ length: 12 }, (_, row): StagedFiling => ({
      id: `表!${row}`,
      return: 'JC102',
      table: 'JC102',
      identity: {},
      sheet: '表',
      row,
      // The ninth is larger than a whole chunk.
      cells: [{ key: '45', raw: row === 8 ? long.repeat(9) : long, sheet: '表', cell: 'B2' }],
    }));
    const lines = writer.lines(
      head,
      [],
      filings.map((each) => writer.pack(each)),
    );
    expect(lines.chunks.length).toBeGreaterThan(3);
    expect(unpacked(lines)).toEqual(filings);
  });

  it('hold only the filings that were chosen in the end', () => {
    const writer = new StagedWriter();
    const [first, second] = ['表1', '表2'].map((sheet): StagedFiling => ({
      id: `${sheet}!2`,
      return: 'JC102',
      table: 'JC102',
      identity: {},
      sheet,
      row: 1,
      cells: [{ key: '45', raw: '7', value: 7, sheet, cell: 'B2' }],
    }));
    if (first === undefined || second === undefined) throw new Error('two filings');
    writer.pack(first);
    expect(unpacked(writer.lines(head, [], [writer.pack(second)]))).toEqual([second]);
  });
});
