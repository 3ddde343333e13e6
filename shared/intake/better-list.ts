import type { FoundList } from './find-list.ts';
import type { ListColumn } from './list-columns.ts';

/** The best list of those whose headers end in one row, and how many items the one of them names that names most. */
interface Candidate {
  readonly list: FoundList;
  readonly most: number;
}

/** The lists that a sheet may hold of one table, by the row in which their headers end. */
export class Candidates {
  readonly #byLast = new Map<number, Candidate>();

  add(found: FoundList): void {
    const last = found.headerRows.at(-1) ?? 0;
    const before = this.#byLast.get(last);
    this.#byLast.set(last, {
      list: before === undefined || isTopBetter(found, before.list) ? found : before.list,
      most: Math.max(found.matched, before?.most ?? 0),
    });
  }

  best(): FoundList | null {
    let best: Candidate | null = null;
    for (const one of this.#byLast.values()) if (best === null || isBetter(one, best)) best = one;
    return best?.list ?? null;
  }
}

/**
 * Of two whose headers end in the same row the one with the fewest header rows: a title above is no header. But a row above
 * that gives the same columns another year or unit, or names further ones that have no header below, belongs to the header.
 */
function isTopBetter(found: FoundList, best: FoundList): boolean {
  const [top = 0, bestTop = 0] = [found.headerRows[0], best.headerRows[0]];
  const isDeeper = (deeper: FoundList, shallower: FoundList): boolean =>
    isOtherwise(deeper, shallower) || hasMore(deeper, shallower);
  return top < bestTop ? isDeeper(found, best) : !isDeeper(best, found);
}

/**
 * More matches win, also where a row above says that one of them is another figure, and of equal ones the fewest header rows,
 * but for a row below that gives them more.
 */
function isBetter({ list: found, most }: Candidate, { list: best, most: bestMost }: Candidate): boolean {
  if (most !== bestMost) return most > bestMost;
  const isBelow = found.headerRows[0] === best.headerRows[0];
  if (isBelow && found.headerRows.length > best.headerRows.length) return hasMore(found, best);
  return found.headerRows.length < best.headerRows.length;
}

function signature({ role, unit }: ListColumn): string {
  if (role.kind === 'unclear') return `?${role.codes.join()} ${role.column} ${unit ?? ''}`;
  return role.kind === 'cell' ? `${role.key} ${unit ?? ''}` : role.kind;
}

/** True where a column of the deeper header is not what the shallower one takes it for. */
function isOtherwise(deeper: FoundList, shallower: FoundList): boolean {
  return [...shallower.columns].some(([column, entry]) => {
    const other = deeper.columns.get(column);
    return other !== undefined && signature(other) !== signature(entry);
  });
}

function hasMore(deeper: FoundList, shallower: FoundList): boolean {
  const known = new Set([...shallower.columns.values()].map(signature));
  return [...deeper.columns.values()].some(
    (entry) => (entry.role.kind === 'cell' || entry.role.kind === 'unclear') && !known.has(signature(entry)),
  );
}
