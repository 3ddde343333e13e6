import { expect, it } from 'vitest';
import type { CountyFigures, Row, UnitDocuments } from '#shared/checking/documents.ts';
import { RowIndex, type UnitRow } from '#shared/checking/row-index.ts';
import { changesFrom, exchangedIn } from '#shared/checking/unit-lists.ts';

const facts = {};

function unit(id: string): UnitDocuments {
  return { id, facts, filing: () => undefined };
}

const all = ['a', 'b', 'c', 'd'].map(unit);
const [a, b, c, d] = all as [UnitDocuments, UnitDocuments, UnitDocuments, UnitDocuments];

it('has who came and went in the order of all, and is another list even if nobody did', () => {
  const list = [a, c];
  const same = exchangedIn(list, { unit: c, isIn: true }, all);
  expect(same).toEqual([a, c]);
  expect(same).not.toBe(list);
  expect(exchangedIn(same, { unit: b, isIn: true }, all)).toEqual([a, b, c]);
  expect(exchangedIn(same, { unit: a, isIn: false }, all)).toEqual([c]);
  expect(exchangedIn(same, { unit: d, isIn: false }, all)).toEqual([a, c]);
});

it('tells what changed between lists that were made one from the other, and of no others', () => {
  const first = [a, c];
  const second = exchangedIn(first, { unit: b, isIn: true }, all);
  const third = exchangedIn(second, { unit: a, isIn: false }, all);
  const changesOf = (changes: ReturnType<typeof changesFrom>): string[] | undefined =>
    changes?.map((change) => `${change.unit.id} ${String(change.isIn)}`);
  expect(changesOf(changesFrom(first, third))).toEqual(['b true', 'a false']);
  expect(changesOf(changesFrom(second, third))).toEqual(['a false']);
  expect(changesFrom(third, third)).toEqual([]);
  expect(changesFrom(third, second)).toBeNull();
  expect(changesFrom([a, b], third)).toBeNull();
  // Another one of the second goes its own way.
  const other = exchangedIn(second, { unit: d, isIn: true }, all);
  expect(changesOf(changesFrom(second, other))).toEqual(['d true']);
  expect(changesFrom(third, other)).toBeNull();
});

it('gives up what it keeps after many changes', () => {
  const first: readonly UnitDocuments[] = [a];
  let list = first;
  for (let edit = 0; edit < 1500; edit++) list = exchangedIn(list, { unit: a, isIn: true }, all);
  expect(changesFrom(first, list)).toBeNull();
  expect(list).toEqual([a]);
});

it('lets an index look at the units alone whose filings changed', () => {
  const rows = new Map<string, readonly Row[]>();
  const says = (id: string, text: string): void =>
    void rows.set(id, [{ key: '/1', cells: { '01': text }, rounded: [] }]);
  for (const { id } of all) says(id, `of ${id}`);
  let counted: readonly UnitDocuments[] = [a, b, c];
  const county = { countedIn: () => counted } as unknown as CountyFigures;
  const looked: string[] = [];
  const index = new RowIndex<null>({
    units: (figures) => figures.countedIn('JC104', 0),
    madeFrom: ({ id }) => {
      looked.push(id);
      return [rows.get(id)];
    },
    rows: (_, of) => (rows.get(of.id) ?? []).map((row): UnitRow => ({ unit: of, row })),
    keyOf: (_, { row }) => row.cells['01'] as string,
  });
  const found = (key: string): readonly string[] =>
    index.candidates(null, county, 'own', key).map((entry) => entry.unit.id);

  expect(found('of b')).toEqual(['b']);
  expect(looked.splice(0)).toEqual(['a', 'b', 'c']);
  says('b', 'of a');
  counted = exchangedIn(counted, { unit: b, isIn: true }, all);
  counted = exchangedIn(counted, { unit: d, isIn: true }, all);
  counted = exchangedIn(counted, { unit: c, isIn: false }, all);
  expect([found('of a'), found('of b'), found('of c'), found('of d')]).toEqual([['a', 'b'], [], [], ['d']]);
  expect(looked.splice(0)).toEqual(['b', 'd']);
  counted = [a];
  expect([found('of a'), found('of d')]).toEqual([['a'], []]);
});
