/** Sums of a table with rows and columns, beside the parts that they are of. */
export interface Balanced {
  readonly total: number;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly cells: readonly (readonly number[])[];
}

/**
 * 舍位平衡: rounds a table to multiples of `per` (the multiple's count is returned) so that the rounded parts still add
 * up to the rounded sums, along the rows, down the columns and in all. The grand total is rounded half up; every other
 * number becomes one of the two multiples next to it, and a multiple stays as it is. This is controlled rounding in two
 * ways (Cox and Ernst, 1982): a flow from rows to columns, which always exists. Parts with the larger remainder are
 * rounded up first. Takes whole numbers.
 */
export function balance(cells: readonly (readonly number[])[], per: number): Balanced {
  const width = Math.max(0, ...cells.map((row) => row.length));
  const table = cells.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? 0));
  const floors = table.map((row) => row.map((value) => Math.floor(value / per)));
  const rests = table.map((row, i) => row.map((value, j) => value - (floors[i]?.[j] ?? 0) * per));
  const rowRests = rests.map(sum);
  const columnRests = Array.from({ length: width }, (_, j) => sum(rests.map((row) => row[j] ?? 0)));
  const wanted = Math.floor((sum(rowRests) + per / 2) / per);
  const ups = roundedUp(rests, rowRests, columnRests, per, wanted);
  const rounded = floors.map((row, i) => row.map((value, j) => value + (ups[i]?.[j] === true ? 1 : 0)));
  return {
    total: sum(rounded.map(sum)),
    rows: rounded.map(sum),
    columns: Array.from({ length: width }, (_, j) => sum(rounded.map((row) => row[j] ?? 0))),
    cells: rounded,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Which parts to round up, so that `wanted` are in all, and of each row and column as many as its own sum takes rounded
 * down or up: a circulation with least and most amounts, found by augmenting paths.
 */
function roundedUp(
  rests: readonly (readonly number[])[],
  rowRests: readonly number[],
  columnRests: readonly number[],
  per: number,
  wanted: number,
): readonly (readonly boolean[])[] {
  const [above, below, from, to] = [0, 1, 2, 3];
  const row = (index: number): number => 4 + index;
  const column = (index: number): number => 4 + rowRests.length + index;
  const size = 4 + rowRests.length + columnRests.length;
  const left = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const allow = (a: number, b: number, amount: number): void => {
    const arcs = left[a];
    if (arcs !== undefined) arcs[b] = (arcs[b] ?? 0) + amount;
  };
  const arc = (a: number, b: number, least: number, most: number): void => {
    allow(a, b, most - least);
    allow(from, b, least);
    allow(a, to, least);
  };
  rowRests.forEach((rest, i) => arc(above, row(i), Math.floor(rest / per), Math.ceil(rest / per)));
  columnRests.forEach((rest, j) => arc(column(j), below, Math.floor(rest / per), Math.ceil(rest / per)));
  rests.forEach((own, i) => own.forEach((rest, j) => arc(row(i), column(j), 0, rest > 0 ? 1 : 0)));
  arc(below, above, wanted, wanted);

  const every = Array.from({ length: size }, (_, node) => node);
  // The larger remainder is tried first: of a row from all rows, of a part from its row.
  const byRest = (rest: (node: number) => number): readonly number[] =>
    [...every].sort((a, b) => rest(b) - rest(a) || a - b);
  const ofRow = byRest((node) => (rowRests[node - row(0)] ?? -1) % per);
  const order = every.map((node) => {
    const own = rests[node - row(0)];
    if (own !== undefined) return byRest((next) => own[next - column(0)] ?? -1);
    return node === above ? ofRow : every;
  });
  const push = (node: number, most: number, seen: Set<number>): number => {
    if (node === to) return most;
    seen.add(node);
    for (const next of order[node] ?? []) {
      const capacity = left[node]?.[next] ?? 0;
      if (capacity === 0 || seen.has(next)) continue;
      const pushed = push(next, Math.min(most, capacity), seen);
      if (pushed === 0) continue;
      allow(node, next, -pushed);
      allow(next, node, pushed);
      return pushed;
    }
    return 0;
  };
  while (push(from, Infinity, new Set()) > 0);
  if ((left[from] ?? []).some((amount) => amount > 0)) throw new RangeError('no balanced rounding');
  // A part that went up has used the one that its arc allowed.
  return rests.map((own, i) => own.map((rest, j) => rest > 0 && left[row(i)]?.[column(j)] === 0));
}
