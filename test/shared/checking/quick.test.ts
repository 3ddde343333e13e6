import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { bigints } from '#shared/checking/arithmetic.ts';
import { compileRule } from '#shared/checking/compile-test.ts';
import { tablesOf, type FilingDocument, type UnitDocuments } from '#shared/checking/documents.ts';
import { Frame } from '#shared/checking/frame.ts';
import { quickCompiler } from '#shared/checking/quick.ts';
import { rowOf } from '#shared/checking/scene.ts';
import { parseRule } from '#shared/returns/rule/parser.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { compareJudges, sceneOf } from '#test/fixtures/quick-and-exact.ts';

const edition = loadedEdition();

describe('judging by doubles', () => {
  it('says of every rule of every return what exact arithmetic says, or leaves it to it', () => {
    const { said, left, rules, different } = compareJudges(8, 20_151_231);
    expect(different).toEqual([]);
    const judged = edition.rules.filter(({ definition }) => definition.scope !== 'county');
    expect(judged.filter(({ id }) => !rules.has(id)).map(({ id }) => id)).toEqual([]);
    // It is there to be quick: what it leaves to the exact way must be the exception.
    expect(left / said).toBeLessThan(0.02);
  });

  /** Rules of which a double alone would say the wrong thing, or nothing. */
  it.each([
    ['46-46@-1=0', { '46': 0.3, '46@-1': 0.3 }],
    ['46+46@-1=0.3', { '46': 0.1, '46@-1': 0.2 }],
    ['46+46@-1≤0.3', { '46': 0.1, '46@-1': 0.2 }],
    ['10%×02=01', { '01': 1, '02': 10 }],
    ['01/02=0.1', { '01': 1, '02': 10 }],
    ['01/(02-03)≥0', { '01': 5, '02': 7, '03': 7 }],
    ['01/(46-46@-1-0.1)≥0', { '01': 5, '46': 0.3, '46@-1': 0.2 }],
    ['1+01/(46-46@-1-0.1)≥0', { '01': 5, '46': 0.3, '46@-1': 0.2 }],
    ['(46-46@-1-0.1)×01≤5', { '46': 0.3, '46@-1': 0.2 }],
    ['01+02>01', { '01': 999_999_999_999_999, '02': 1 }],
    ['1000000×01+02>1000000×01', { '01': 999_999_999_999_999, '02': 1 }],
  ] as const)('%s', (written, cells) => {
    const rule = parseRule(written);
    const unit: UnitDocuments = {
      id: 'own',
      facts: {},
      filing: (code, back) => (code === 'JC102' && back < 2 ? filingOf(cells, back) : undefined),
    };
    const scene = sceneOf({ table: 'JC102' }, unit, rowOf(unit, 'JC102', 0));
    const frame = new Frame();
    const quick = quickCompiler('JC102', edition, frame)(rule);
    frame.look(scene);
    const exact = compileRule(rule, 'JC102', edition, bigints)(scene);
    expect([null, exact]).toContain(quick.test(frame));
  });

  it('means the same row in an earlier year, wherever it stands, and the first record of another table', () => {
    const rows = (...amounts: readonly (readonly [string, number])[]): FilingDocument => ({
      state: 'accepted',
      tables: tablesOf(
        'JC103',
        amounts.map(([key, amount]) => ({ key, cells: { '11': amount }, rounded: [] })),
      ),
    });
    const years = [rows(['/1', 5], ['/2', 9]), rows(['/2', 9], ['/3', 7])];
    const unit: UnitDocuments = {
      id: 'own',
      facts: {},
      filing: (code, back) => (code === 'JC103' ? years[back] : undefined),
    };
    const frame = new Frame();
    const quick = quickCompiler('JC103', edition, frame);
    const [same, first] = [quick(parseRule('11=11@-1')), quick(parseRule('11=JC103.11@-1'))];
    const verdicts = unit
      .filing('JC103', 0)
      ?.tables.get('JC103')
      ?.map((row) => {
        frame.look(sceneOf({ table: 'JC103' }, unit, row));
        return [same.test(frame), first.test(frame)];
      });
    expect(verdicts).toEqual([
      ['N', 'F'],
      ['T', 'T'],
    ]);
  });
});

function filingOf(cells: Readonly<Record<string, number>>, back: number): FilingDocument {
  const own = Object.entries(cells)
    .filter(([key]) => key.endsWith('@-1') === (back === 1))
    .map(([key, value]): [string, CellValue] => [key.replace('@-1', ''), value]);
  return {
    state: 'accepted',
    tables: tablesOf('JC102', [{ key: '', cells: Object.fromEntries(own), rounded: [] }]),
  };
}
