import { afterAll, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { readerHandlers } from '#electron/operations/handlers.ts';
import { openReadable } from '#electron/store/open.ts';
import { filings } from '#electron/store/rounds.ts';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import { contract, type NamesOf, type Output } from '#shared/contract/contract.ts';
import { findingText } from '#shared/texts/findings.ts';
import { demoOffice } from '#test/fixtures/demo-office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = demoOffice(temporaryFolder(), year, () => 'draft');
/** Keeps the county in memory from one question to the next, as the program does. */
const reader = openReadable(office.folder);
afterAll(() => {
  reader.db.close();
  office.close();
});

function read<N extends NamesOf<'reads'>>(name: N, input: object): Output<N> {
  const context = {
    store: reader,
    edition: loadedEdition(),
    folder: office.folder,
    now: '2016-03-01T08:00:00.000Z',
  };
  const parsed = contract[name].input.parse({ year, ...input });
  return readerHandlers[name]?.(context, parsed as never) as Output<N>;
}

const hintsAt = (unit: string, code: string): readonly FindingView[] =>
  read('findings.unusual', { unit, return: code }).findings;
const hinted = (unit: string): readonly string[] =>
  hintsAt(unit, 'JC102').map(({ finding }) => finding.places[0]?.code ?? '');
const type = (unit: string, code: string, value: number): void =>
  void office.write('filing.set', { year, unit, return: 'JC102', cells: { [code]: String(value) } });

/** A unit without any hint so far, with one of its numbers. */
function usualUnit(): { readonly unit: string; readonly now: number; readonly last: number } {
  for (const { unit, return: code } of filings(office.store, year)) {
    if (code !== 'JC102' || hinted(unit).length > 0) continue;
    const { cells } = read('filing.get', { unit, return: code });
    const valueOf = (key: string) => cells.find((cell) => cell.key === key)?.value;
    const [now, last] = [valueOf('36'), valueOf('36.上年')];
    if (typeof now === 'number' && typeof last === 'number' && last > 1000) return { unit, now, last };
  }
  throw new Error('every number is unusual');
}

test('the hints of the filings one by one are those of the county', () => {
  const listed = read('findings.list', { class: 'D', limit: 1000 }).findings.filter(
    ({ finding }) => finding.kind === 'outlier',
  );
  expect(listed.length).toBeGreaterThan(0);
  const single = filings(office.store, year).flatMap(({ unit, return: code }) => hintsAt(unit, code));
  const byId = (items: readonly FindingView[]) =>
    [...items].sort((a, b) => (a.finding.id < b.finding.id ? -1 : 1));
  expect(byId(single)).toEqual(byId(listed));
});

test('a hint comes with an unusual number and goes with it, and gives way to a rule that asks about the same', () => {
  const { unit, now, last } = usualUnit();
  const asking = () =>
    read('filing.get', { unit, return: 'JC102' }).findings.some(
      ({ finding: { operands, class: grade } }) =>
        grade !== 'D' && ['36', '36.上年'].every((name) => operands.some((operand) => operand.name === name)),
    );
  expect(asking()).toBe(false);

  type(unit, '36', Math.round(last * 1.4));
  expect(asking()).toBe(false);
  const [hint, ...more] = hintsAt(unit, 'JC102');
  if (hint === undefined) throw new Error('no hint');
  expect(more).toEqual([]);
  expect([hint.finding.class, hint.explained]).toEqual(['D', null]);
  const zh = findingText(hint.finding, hint.words, 'zh');
  expect(zh.sentence).toContain('是上年的 1.4 倍。全县比较的');
  expect(zh.advice).toContain('请对照两年的原表');
  const en = findingText(hint.finding, hint.words, 'en');
  expect(en.sentence).toContain('1.4 times. The median of the');
  expect(en.advice).toContain('Compare both years');

  type(unit, '36', last * 4);
  expect(asking()).toBe(true);
  expect(hinted(unit)).toEqual([]);

  type(unit, '36', now);
  expect(asking()).toBe(false);
  expect(hinted(unit)).toEqual([]);
});
