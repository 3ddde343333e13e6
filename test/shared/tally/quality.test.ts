import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { classStandings, returnStandings, ruleStandings, unitChanges } from '#shared/tally/quality.ts';
import type { FindingClass } from '#shared/values/states.ts';

const edition = loadedEdition();

function finding(rule: string, of: FindingClass, category?: string, stale = false) {
  return {
    finding: { rule, family: rule, class: of },
    explained: category === undefined ? null : { category, stale },
  };
}

describe('the report on quality', () => {
  it('takes off a finding what was explained and still holds, of classes B and C alone', () => {
    const standings = classStandings([
      finding('a', 'A', '核实无误'),
      finding('b', 'B', '核实无误'),
      finding('b', 'B', '核实无误', true),
      finding('c', 'C'),
      finding('d', 'D'),
    ]);
    expect(standings).toEqual([
      { class: 'A', found: 1, explained: 0, open: 1 },
      { class: 'B', found: 2, explained: 1, open: 1 },
      { class: 'C', found: 1, explained: 0, open: 1 },
      { class: 'D', found: 1, explained: 0, open: 0 },
    ]);
  });

  it('counts explanations by rule and category', () => {
    const [rule] = edition.rules;
    if (rule === undefined) throw new Error('no rule');
    const items = [
      finding(rule.id, 'C', '停产'),
      finding(rule.id, 'C', '停产'),
      finding(rule.id, 'C', '新产品'),
    ];
    expect(ruleStandings([...items, finding('ZZ', 'B')], edition)).toMatchObject([
      {
        rule: rule.id,
        title: rule.definition.title ?? {},
        found: 3,
        explained: 3,
        categories: [
          { category: '停产', count: 2 },
          { category: '新产品', count: 1 },
        ],
      },
      { rule: 'ZZ', found: 1, explained: 0, categories: [] },
    ]);
  });

  it('lists every return with what is owed, there, accepted and exempt', () => {
    const states = ['due', 'draft', 'accepted', 'nil', 'exempt', 'aside'] as const;
    const standings = returnStandings(
      states.map((state) => ({ return: 'JC102', state })),
      edition,
    );
    expect(standings.map((item) => item.return)).toContain('ZH201');
    expect(standings.find((item) => item.return === 'JC102')).toMatchObject({
      due: 5,
      filed: 3,
      accepted: 2,
      exempt: 1,
      aside: 1,
    });
    expect(standings.find((item) => item.return === 'JC103')).toMatchObject({ due: 0, filed: 0 });
  });

  it('tells new, gone, merged and renamed units apart', () => {
    const last = [
      { id: '1', name: '甲' },
      { id: '2', name: '乙' },
      { id: '3', name: '丙' },
    ];
    const now = [
      { id: '1', name: '甲' },
      { id: '3', name: '丙二' },
      { id: '4', name: '丁' },
    ];
    expect(
      unitChanges(
        now,
        last,
        (unit) => (unit === '2' ? '甲' : null),
        () => null,
      ),
    ).toEqual([
      { kind: 'new', unit: '4', name: '丁', other: null },
      { kind: 'gone', unit: '2', name: '乙', other: '甲' },
      { kind: 'renamed', unit: '3', name: '丙二', other: '丙' },
    ]);
  });
});
