import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import { problemText } from '#shared/texts/problems.ts';
import type { Cells } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { Office, ownYear, reason, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.close());
const unit = soundUnit(1);
const place = { year, unit: unit.id, return: 'JC102' };
const sound = ownYear(unit.returns[2015]?.JC102 ?? {});

beforeAll(() => {
  office.startYear(year);
  office.file(unit, year);
});

/** Changes to a sound filing that break one rule of a class. */
const breaks = {
  A: [{ '02': Number(sound['01']) + 1, '06': 0, '07': 0 }, 'JC102-02-1'],
  B: [{ '29': 1, '28': 0 }, 'JC102-29-1'],
  C: [{ '37': sound['12'] ?? 0 }, 'JC102-37-1'],
} as const satisfies Record<string, readonly [Cells, string]>;

const accept = () => refusalOf(() => office.write('filing.move', { ...place, act: 'accept' }));
const correct = (cells: Cells): void =>
  void office.write('filing.correct', {
    ...place,
    cells: Object.fromEntries(
      Object.entries(cells).map(([key, value]) => [key, showValue(value, undefined, 'zh')]),
    ),
    basis: 'letter',
  });
function found(rule: string): FindingView {
  const item = office
    .read('findings.list', { year, limit: 1000 })
    .findings.find((each) => each.finding.rule === rule);
  if (item === undefined) throw new Error(`nothing found by ${rule}`);
  return item;
}
const explain = (rule: string, text: string, category = '核实无误') =>
  refusalOf(() => office.write('finding.explain', { year, finding: found(rule).finding.id, category, text }));

describe('accepting', () => {
  it('a filing without findings is accepted', () => {
    office.trial(() => {
      expect(accept()).toBeNull();
      expect(office.state(unit.id, 'JC102', year)).toBe('accepted');
    });
  });

  it('an explanation is of a kind from the list, by code or name, and of no other', () => {
    office.trial(() => {
      correct(breaks.B[0]);
      expect(explain(breaks.B[1], reason, '随便写的')).toMatchObject({
        code: 'explanation.category',
        details: { category: '随便写的' },
      });
      // What a query sheet's reply is filed under is not chosen by hand.
      expect(explain(breaks.B[1], reason, '查询单回复')?.code).toBe('explanation.category');
      for (const written of ['prices', 'change of prices', ' 市场价格变化']) {
        expect(explain(breaks.B[1], reason, written)).toBeNull();
        expect(found(breaks.B[1]).explained?.category).toBe('市场价格变化');
      }
    });
  });

  it.each([
    ['A', { findingsA: 1 }],
    ['B', { findingsA: 0, unexplained: 1 }],
    ['C', { findingsA: 0, unexplained: 1 }],
  ] as const)('a finding %s stands in the way, alone and among all', (letter, details) => {
    office.trial(() => {
      const [cells, rule] = breaks[letter];
      correct(cells);
      expect(found(rule).finding.class).toBe(letter);
      const refusal = accept();
      expect(refusal).toMatchObject({ code: 'filing.blocked', details });
      expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain('请先更正或说明');
      const { left } = office.write('filing.acceptClean', { year });
      expect(left.map((item) => [item.return, item.reasons.blocking + item.reasons.unexplained])).toEqual([
        ['JC102', letter === 'A' ? expect.any(Number) : 1],
      ]);
      expect(office.state(unit.id, 'JC102', year)).toBe('draft');
    });
  });

  it('no explanation gets round a finding A; setting aside does, and the totals go without it', () => {
    office.trial(() => {
      correct(breaks.A[0]);
      expect(explain(breaks.A[1], reason)?.code).toBe('finding.class');
      expect(accept()?.code).toBe('filing.blocked');
      office.write('filing.move', { ...place, act: 'aside', reason: '企业拒不更正' });
      expect(office.read('round.get', { year }).rehearsal).toMatchObject({ findingsA: 0, drafts: 1 });
    });
  });

  it.each(['B', 'C'] as const)('an explained finding %s lets it through', (letter) => {
    office.trial(() => {
      const [cells, rule] = breaks[letter];
      correct(cells);
      expect(explain(rule, reason)).toBeNull();
      expect(acts(office.store, year).at(-1)).toMatchObject({ act: 'explain', reason: rule, who: '张填表' });
      expect(accept()).toBeNull();
      expect(office.state(unit.id, 'JC102', year)).toBe('accepted');
    });
  });

  it('a filing that nobody sent is not accepted', () => {
    office.trial(() => {
      const other = soundUnit(2);
      office.add(other, year);
      const refusal = refusalOf(() =>
        office.write('filing.move', { year, unit: other.id, return: 'JC101', act: 'accept' }),
      );
      expect(refusal).toMatchObject({ code: 'filing.state', details: { state: 'due' } });
      const { accepted, left } = office.write('filing.acceptClean', { year });
      expect(accepted).toBe(2);
      expect(left.map((item) => item.reasons.due)).toEqual([true, true]);
    });
  });
});

describe('explaining', () => {
  const said = (text: string) =>
    office.trial(() => {
      correct(breaks.B[0]);
      return explain(breaks.B[1], text)?.code ?? null;
    });

  it.each([
    ['', 'explanation.short'],
    ['停产五月', 'explanation.short'],
    // Blanks and punctuation are no characters.
    ['停产…… …… ……', 'explanation.short'],
    ['停产', 'explanation.short'],
    ['核实无误', 'explanation.boilerplate'],
    ['经核实,数据无误。', 'explanation.boilerplate'],
    ['情况属实!情况属实!', 'explanation.boilerplate'],
    ['啊啊啊啊啊啊啊啊', 'explanation.boilerplate'],
    ['五月起停产检修', null],
    ['核实无误:新购合同号2015-17', null],
  ])('“%s”: %s', (text, code) => {
    expect(said(text)).toBe(code);
  });

  it('says what is asked for when it is refused', () => {
    office.trial(() => {
      correct(breaks.B[0]);
      const short = explain(breaks.B[1], '停产');
      expect(short).toMatchObject({ details: { least: 6 } });
      expect(short === null ? '' : problemText(short, 'zh')).toContain('不能少于 6 个字');
      const empty = explain(breaks.B[1], '情况属实');
      expect(empty === null ? '' : problemText(empty, 'zh')).toContain('请写明具体原因');
    });
  });

  it('holds for the values it was given for: stale when one changes, good again when that is taken back', () => {
    office.trial(() => {
      correct(breaks.B[0]);
      explain(breaks.B[1], reason);
      expect(accept()).toBeNull();
      correct({ '29': 2 });
      expect(office.state(unit.id, 'JC102', year)).toBe('draft');
      expect(found(breaks.B[1]).explained).toMatchObject({ text: reason, stale: true });
      expect(accept()).toMatchObject({ code: 'filing.blocked', details: { unexplained: 1 } });
      correct({ '29': 1 });
      expect(found(breaks.B[1]).explained).toMatchObject({ stale: false });
      expect(accept()).toBeNull();
      correct({ '29': 2 });
      expect(explain(breaks.B[1], '台账中漏记一项,已补记')).toBeNull();
      expect(accept()).toBeNull();
    });
  });

  it('a change of another cell leaves it as it is', () => {
    office.trial(() => {
      correct(breaks.B[0]);
      explain(breaks.B[1], reason);
      correct({ '36': 1 });
      expect(found(breaks.B[1]).explained).toMatchObject({ stale: false });
      expect(accept()).toBeNull();
    });
  });

  it('findings D and findings that are gone take none', () => {
    office.trial(() => {
      const hint = office.read('findings.list', { year, class: 'D' }).findings[0];
      const of = (finding: string) =>
        refusalOf(() =>
          office.write('finding.explain', { year, finding, category: '核实无误', text: reason }),
        )?.code;
      expect(of(hint?.finding.id ?? '')).toBe('finding.class');
      expect(of('0123456789abcdef')).toBe('finding.absent');
    });
  });
});
