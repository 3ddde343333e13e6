import { afterAll, expect, it } from 'vitest';
import { batchFilings, noRows, nothingRead, putBatch, type BatchFiling } from '#electron/store/batches.ts';
import type { StagedCell } from '#shared/intake/staged.ts';
import { at, countyStore, inOne, startYear } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const store = countyStore(temporaryFolder(), ['U1'], 2000);
startYear(store, ['U1'], year);
afterAll(() => store.db.close());

type Kept = Omit<BatchFiling, 'cells'> & { readonly cells: readonly StagedCell[] };

function kept(row: number, more: Partial<Kept> = {}): Kept {
  const sheet = '汇总表';
  return {
    id: `${sheet}!${row + 1}`,
    return: 'JC102',
    table: 'JC102',
    identity: { name: `长河${row}厂` },
    sheet,
    row,
    unit: 'U1',
    skipped: false,
    adds: null,
    question: null,
    cells: [
      { key: '01', raw: '1,200', value: 1200, sheet, cell: `C${row + 1}` },
      { key: '01.上年', raw: '', sheet, cell: `D${row + 1}` },
    ],
    ...more,
  };
}

function put(id: string, filings: readonly BatchFiling[]): void {
  inOne(store, () =>
    putBatch(
      store,
      {
        id,
        year,
        file: `${id}.xlsx`,
        sha256: id.padEnd(64, '0'),
        size: 1,
        state: 'staged',
        reading: nothingRead,
        answers: {},
        rows: noRows,
        problem: null,
        at,
      },
      filings,
    ),
  );
}

const read = (id: string): readonly Kept[] =>
  batchFilings(store, id).map((filing) => ({ ...filing, cells: filing.cells() }));

it('keeps the filings of a batch as they were matched, however many there are', () => {
  const filings = [
    kept(3, { unit: null, question: 'q1' }),
    kept(4, { adds: { id: 'U9', name: '新厂' }, states: { name: '北方厂' } }),
    kept(5, { skipped: true, cells: [] }),
    ...Array.from({ length: 3000 }, (_, index) => kept(6 + index)),
  ];
  put(
    'many',
    filings.map((filing) => ({ ...filing, cells: () => filing.cells })),
  );
  expect(read('many')).toEqual(filings);
});

it('reads those that earlier versions kept, as text and as they are', () => {
  put('earlier', []);
  const [packed, plain] = [kept(3), kept(4)];
  const cells = '[["01","C4",1200,"1,200",0],["01.上年","D4",null,"",0]]';
  store.db
    .prepare("UPDATE batch SET filings = jsonb(?) WHERE id = 'earlier'")
    .run(JSON.stringify([{ ...packed, cells }, plain]));
  expect(read('earlier')).toEqual([packed, plain]);
});

it('has none of a batch that was committed', () => {
  put('none', []);
  store.db.prepare("UPDATE batch SET filings = NULL WHERE id = 'none'").run();
  expect([read('none'), read('absent')]).toEqual([[], []]);
});
