import { describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { loadedEdition } from '#electron/edition.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { countyDocuments, recheckCounty, surroundings } from '#electron/operations/documents.ts';
import { allFindings, isOpen } from '#electron/operations/findings.ts';
import { heaviest } from '#electron/operations/heaviest.ts';
import { commitRecords } from '#electron/store/commit.ts';
import { openReadable } from '#electron/store/open.ts';
import { filings, setFiling } from '#electron/store/rounds.ts';
import { recordsOf } from '#electron/store/records.ts';
import { tablesOf, type FilingDocument, type Row, type UnitDocuments } from '#shared/checking/documents.ts';
import type { Place } from '#shared/checking/finding.ts';
import type { Indicator, Measure } from '#shared/returns/indicator.ts';
import { measuresOf } from '#shared/returns/tables.ts';
import { headlines } from '#shared/tally/compute.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { Tally } from '#shared/tally/tally.ts';
import type { FilingState } from '#shared/values/states.ts';
import { demoOffice } from '#test/fixtures/demo-office.ts';
import type { Office } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const now = '2016-03-01T08:00:00.000Z';
const edition = loadedEdition();

/** A county where some cells are mistaken by a power of ten, and some filings are missing or set aside. */
function county(seed: number): Office {
  const chance = new Chance(seed);
  const states: readonly FilingState[] = ['accepted', 'accepted', 'draft', 'draft', 'due', 'aside'];
  const office = demoOffice(temporaryFolder(), year, () => chance.one(states));
  const { store, folder } = office;
  const actor = { name: '张填表', role: 'clerk' } as const;
  store.db
    .transaction(() => {
      for (const { unit, return: code, state } of filings(store, year)) {
        if (!['JC102', 'JC109'].includes(code) || chance.next() < 0.6) continue;
        for (const { key, cells } of recordsOf(store, year, unit).filter(
          (record) => record.return === code,
        )) {
          const wrong = Object.entries(cells).flatMap(([cell, value]) =>
            typeof value === 'number' && chance.next() < 0.15
              ? [[cell, { value: Math.round(value * chance.one([0, 0.1, 0.5, 2, 10, 1000])) }] as const]
              : [],
          );
          commitRecords(store, { at: now, actor, kind: 'typed', year }, [
            { unit, return: code, key, cells: Object.fromEntries(wrong) },
          ]);
        }
        setFiling(store, year, unit, code, state, { reason: null, basis: null, now });
      }
      recheckCounty({ store, edition, folder, now, actor }, year);
    })
    .immediate();
  return office;
}

/** The cells that open findings of each unit point to. */
function doubtful(context: ReadContext): ReadonlyMap<string, readonly Place[]> {
  const open = allFindings(context, year).filter((item) => item.finding.unit !== '' && isOpen(item));
  const byUnit = Map.groupBy(open, ({ finding }) => finding.unit);
  return new Map([...byUnit].map(([unit, items]) => [unit, items.flatMap(({ finding }) => finding.places)]));
}

/** The unit with each of these cells as it was last year; what has not come in, as it came in last year. */
function mended(unit: UnitDocuments, places: readonly Place[]): UnitDocuments {
  return {
    ...unit,
    filing: (code, back): FilingDocument | undefined => {
      const [filing, last] = [unit.filing(code, back), unit.filing(code, 1)];
      const here = places.filter((place) => place.return === code && place.column === '本年');
      if (back > 0 || filing === undefined || last === undefined || here.length === 0) return filing;
      if (filing.state === 'due') return { ...last, state: 'draft' };
      const before = [...last.tables.values()].flat();
      const rows = [...filing.tables.values()].flat().map((row): Row => {
        const then = before.find(({ key }) => key === row.key);
        const values = here.flatMap(({ record, code: cell }) => {
          const value = record === row.key ? then?.cells[cell] : undefined;
          return value === undefined ? [] : [[cell, value] as const];
        });
        return { ...row, cells: { ...row.cells, ...Object.fromEntries(values) } };
      });
      return { ...filing, tables: tablesOf(code, rows) };
    },
  };
}

const isCumulative = ({ aggregate, since }: Measure): boolean =>
  aggregate === 'distinct' || since !== undefined;
const written = ({ table, field, where }: Measure): string => JSON.stringify([table, field, where]);

/** Sums and ratios of sums; no ratio of which a part is one of the sums. */
function ranked(): readonly Indicator[] {
  const plain = headlines(edition).filter(
    ({ formula }) => ['total', 'ratio'].includes(formula.kind) && !measuresOf(formula).some(isCumulative),
  );
  const sums = plain.flatMap(({ formula }) => (formula.kind === 'total' ? formula.of.map(written) : []));
  return plain.filter(
    ({ formula }) =>
      formula.kind === 'total' || !measuresOf(formula).some((part) => sums.includes(written(part))),
  );
}

/** Every number of the county anew for each unit, with its doubtful cells and with last year's instead. */
function plainly(context: ReadContext): readonly (readonly [string, string, number, number])[] {
  const units = countyDocuments(context, year);
  const indicators = ranked();
  const tally = new Tally(edition, surroundings(context, year), new Set(indicators.map(({ code }) => code)));
  const totals = (of: readonly UnitDocuments[]) => tally.sums(of, countedStates(true));
  const whole = totals(units);
  const places = doubtful(context);
  const found = units.flatMap((unit) => {
    const own = places.get(unit.id);
    if (own === undefined) return [];
    const instead = totals(units.map((other) => (other === unit ? mended(unit, own) : other)));
    const moves = indicators.flatMap(({ code, formula }) => {
      const [is, then] = [whole.get(code)?.value ?? null, instead.get(code)?.value ?? null];
      if (is === null || is === 0 || then === null) return [];
      const move = Math.abs((then - is) / is);
      const isClear = formula.kind === 'total' && move >= 0.01;
      return move > 0.001 ? [{ unit: unit.id, code, is, then, move, isClear }] : [];
    });
    return moves.sort((a, b) => Number(b.isClear) - Number(a.isClear) || b.move - a.move).slice(0, 1);
  });
  return found
    .sort((a, b) => b.move - a.move)
    .map(({ unit, code, is, then }) => [unit, code, is, then] as const);
}

describe('the units to verify first', () => {
  it.each([1, 2])('are those by which a computation from nothing moves the county most: %i', (seed) => {
    const office = county(seed);
    const store = openReadable(office.folder);
    const context: ReadContext = { store, edition, folder: office.folder, now };
    const { units } = heaviest(context, { year, limit: 50 });
    const expected = plainly(context).slice(0, 50);
    expect(expected.length).toBeGreaterThan(10);
    expect(
      units.map(({ unit, indicator, now: is, asLastYear }) => [unit, indicator.code, is, asLastYear]),
    ).toEqual(expected);
    store.db.close();
    office.close();
  });
});
