import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts, type Act } from '#electron/store/acts.ts';
import { oblige } from '#electron/store/rounds.ts';
import type { Cells } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { Office, ownYear, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const [last, year] = [2014, 2015];
const office = new Office(temporaryFolder());
afterAll(() => office.close());
/** Has a certificate as a high-tech enterprise, and claims what only such a one may. */
const unit = soundUnit(0);

beforeAll(() => {
  office.startYear(last);
  office.startYear(year);
  office.file(unit, year);
  expect(office.write('filing.acceptClean', { year })).toMatchObject({ accepted: 2, left: [] });
});

const correct = (returnCode: string, cells: Readonly<Record<string, string>>, of = year): void =>
  void office.write('filing.correct', {
    year: of,
    unit: unit.id,
    return: returnCode,
    cells,
    basis: 'letter',
  });
const states = (of = year): readonly string[] =>
  ['JC101', 'JC102'].map((code) => office.state(unit.id, code, of));
const demotions = (of = year): readonly Act[] => acts(office.store, of).filter((act) => act.act === 'demote');

describe('an accepted filing becomes a draft again', () => {
  it('by a new value, logged with the old one', () => {
    office.trial(() => {
      correct('JC102', { '36': '77' });
      expect(states()).toEqual(['accepted', 'draft']);
      expect(demotions()).toEqual([
        expect.objectContaining({ return: 'JC102', before: 'accepted', after: 'draft', who: '张填表' }),
      ]);
      const before = ownYear(unit.returns[2015]?.JC102 ?? {})['36'];
      expect(demotions()[0]?.reason).toBe(`36:${showValue(before, undefined, 'zh')}→77`);
    });
  });

  it('not by the value it has already', () => {
    office.trial(() => {
      correct('JC101', { '20': '是' });
      expect(states()).toEqual(['accepted', 'accepted']);
      expect(demotions()).toEqual([]);
    });
  });

  it('by a rule that newly fails because another return of the unit changed', () => {
    office.trial(() => {
      correct('JC101', { '20': '否', '20a': '', '20b': '' });
      expect(states()).toEqual(['draft', 'draft']);
      expect(demotions().at(-1)).toMatchObject({ return: 'JC102', reason: 'JC102-38-1' });
      const blocked = refusalOf(() =>
        office.write('filing.move', { year, unit: unit.id, return: 'JC102', act: 'accept' }),
      );
      expect(blocked?.code).toBe('filing.blocked');
    });
  });

  it('not by a finding that was explained, nor by a hint', () => {
    office.trial(() => {
      correct('JC101', { '20': '否', '20a': '', '20b': '' });
      office.explainAll(year);
      office.write('filing.acceptClean', { year });
      expect(states()).toEqual(['accepted', 'accepted']);
      const known = demotions().length;
      // The same unit is judged anew: what was explained still holds.
      correct('JC101', { '16': '0431-83220000' });
      expect(states()).toEqual(['draft', 'accepted']);
      expect(demotions()).toHaveLength(known + 1);
    });
  });

  it('by last year’s values that come in later', () => {
    office.trial(() => {
      const before: Cells = { ...ownYear(unit.returns[2014]?.JC102 ?? {}), '46': 60 };
      obligeLastYear();
      office.fill(unit.id, 'JC102', before, last);
      expect(states()).toEqual(['accepted', 'accepted']);
      office.explainAll(last);
      office.write('filing.move', { year: last, unit: unit.id, return: 'JC102', act: 'accept' });
      expect(states()).toEqual(['accepted', 'draft']);
      expect(demotions().at(-1)?.reason).toContain('JC102-46-2');
      expect(demotions(last)).toEqual([]);
    });
  });

  it('by a new name that differs from last year’s', () => {
    office.trial(() => {
      correct('JC101', { '03': `${unit.name}分厂` });
      expect(states()[0]).toBe('draft');
    });
  });
});

describe('what is locked or frozen is noted and stays as it was signed', () => {
  const sign = (): void => {
    office.explainAll(year);
    office.write('round.signoff', { year, role: 'statistics-head', name: '王统计', missingReason: '停产' });
  };

  it('a frozen round', () => {
    office.trial(() => {
      sign();
      obligeLastYear();
      office.fill(unit.id, 'JC102', { ...ownYear(unit.returns[2014]?.JC102 ?? {}), '46': 60 }, last);
      office.explainAll(last);
      office.write('filing.move', { year: last, unit: unit.id, return: 'JC102', act: 'accept' });
      office.checkAll(year);
      expect(states()).toEqual(['accepted', 'accepted']);
      expect(office.read('findings.list', { year, rule: 'JC102-46-2' }).findings).toEqual([]);
    });
  });

  it('a filing that the reopening did not name', () => {
    office.trial(() => {
      sign();
      office.write('round.reopen', { year, reason: '更正', filings: [{ unit: unit.id, return: 'JC101' }] });
      correct('JC101', { '20': '否', '20a': '', '20b': '' });
      expect(states()).toEqual(['draft', 'accepted']);
      // Its finding stands in the way of the next signature.
      expect(office.read('findings.list', { year, open: true, rule: 'JC102-38-1' }).total).toBe(1);
      expect(office.read('round.get', { year }).rehearsal.unexplained).toBe(1);
    });
  });
});

/** The unit owed the return last year too. */
function obligeLastYear(): void {
  oblige(office.store, last, unit.id, 'JC102', '2015-03-01T08:00:00.000Z');
}
