import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import { filing } from '#electron/store/rounds.ts';
import { filingStates, type FilingState } from '#shared/values/states.ts';
import { problemText } from '#shared/texts/problems.ts';
import { Office, ownYear, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.close());
const unit = soundUnit(0);
const place = { year, unit: unit.id, return: 'JC102' };
const cells = ownYear(unit.returns[2015]?.JC102 ?? {});

const why = { reason: '停业', basis: '工商注销通知书' };
const acted = ['accept', 'unaccept', 'nil', 'exempt', 'revoke', 'aside', 'decide'] as const;
type Act = (typeof acted)[number];
const move = (act: Act): string => office.write('filing.move', { ...place, act, ...why }).state;

beforeAll(() => {
  office.startYear(year);
  office.add(unit, year);
});

/** How a filing gets into each state, as the life cycle has it. */
const into: Readonly<Record<FilingState, () => void>> = {
  due: () => undefined,
  draft: () => void office.fill(unit.id, 'JC102', cells, year),
  accepted: () => {
    into.draft();
    move('accept');
  },
  nil: () => void move('nil'),
  exempt: () => void move('exempt'),
  aside: () => void move('aside'),
};

/** Which act leads where; what is not here is refused. */
const leads: Readonly<Record<FilingState, Partial<Record<Act, FilingState>>>> = {
  due: { nil: 'nil', exempt: 'exempt', aside: 'aside' },
  draft: { accept: 'accepted', exempt: 'exempt', aside: 'aside' },
  accepted: { unaccept: 'draft', aside: 'aside' },
  nil: { unaccept: 'draft' },
  exempt: { revoke: 'due' },
  aside: { decide: 'draft' },
};

describe('each act in each state of a filing', () => {
  it.each(filingStates.flatMap((state) => acted.map((act) => [state, act] as const)))(
    '%s: %s',
    (state, act) => {
      office.trial(() => {
        into[state]();
        expect(office.state(unit.id, 'JC102', year)).toBe(state);
        const to = leads[state][act];
        const logged = acts(office.store, year).length;
        const refusal = refusalOf(() => move(act));
        if (to === undefined) {
          // Numbers that are not zero are no nil return: refused for them, not for the state.
          expect(refusal?.code).toBe(state === 'draft' && act === 'nil' ? 'filing.not-nil' : 'filing.state');
          expect(office.state(unit.id, 'JC102', year)).toBe(state);
          expect(acts(office.store, year)).toHaveLength(logged);
          return;
        }
        expect([refusal, office.state(unit.id, 'JC102', year)]).toEqual([null, to]);
        expect(acts(office.store, year).at(-1)).toMatchObject({
          who: '张填表',
          role: 'clerk',
          unit: unit.id,
          return: 'JC102',
          act,
          before: state,
          after: to,
          basis: '工商注销通知书',
        });
      });
    },
  );
});

describe('what a state asks for', () => {
  it.each(['nil', 'exempt', 'aside'] as const)('%s needs its basis', (act) => {
    const refusal = refusalOf(() => office.write('filing.move', { ...place, act, reason: ' ', basis: '' }));
    expect(refusal?.code).toBe('filing.basis');
    expect(office.state(unit.id, 'JC102', year)).toBe('due');
  });

  it('an exemption has a reason of the closed list, by its code or its name, and a basis besides', () => {
    const exempt = (given: object) =>
      refusalOf(() => office.write('filing.move', { ...place, act: 'exempt', ...given }));
    const other = exempt({ reason: '老板出差', basis: '电话' });
    expect(other?.code).toBe('filing.exempt-reason');
    expect(other === null ? '' : problemText(other, 'zh')).toContain('“停业”“注销”“不在范围”“省批准”');
    expect(exempt({ reason: '停业' })?.code).toBe('filing.basis');
    for (const reason of ['closed-down', '停业', 'closed down'])
      office.trial(() => {
        expect(exempt({ reason, basis: '现场核查' })).toBeNull();
        expect(filing(office.store, year, unit.id, 'JC102')).toMatchObject({
          state: 'exempt',
          reason: 'closed-down',
          basis: '现场核查',
        });
      });
  });

  it('a nil return says zero in every required number, by its basis', () => {
    office.trial(() => {
      move('nil');
      const { cells: stored } = office.read('filing.get', place);
      expect(stored.length).toBeGreaterThan(5);
      for (const cell of stored)
        expect([cell.state, cell.value, cell.source?.basis]).toEqual(['zero', 0, '工商注销通知书']);
      // The first cell makes it a draft again.
      office.fill(unit.id, 'JC102', { '01': 500 }, year);
      expect(office.state(unit.id, 'JC102', year)).toBe('draft');
    });
  });

  it('a nil return may have had numbers last year', () => {
    office.trial(() => {
      office.fill(unit.id, 'JC102', { '01.上年': 500 }, year);
      expect(move('nil')).toBe('nil');
      const { cells: stored } = office.read('filing.get', place);
      expect(stored.find(({ key }) => key === '01.上年')?.value).toBe(500);
      expect(stored.find(({ key }) => key === '01')?.state).toBe('zero');
    });
    office.trial(() => {
      office.fill(unit.id, 'JC102', { '01': 500 }, year);
      expect(refusalOf(() => move('nil'))?.code).toBe('filing.not-nil');
    });
  });

  it('nothing is typed into an exempt filing, and its numbers are still there when the exemption is revoked', () => {
    office.trial(() => {
      into.draft();
      move('exempt');
      const refusal = refusalOf(() => office.fill(unit.id, 'JC102', { '01': 1 }, year));
      expect(refusal?.code).toBe('filing.state');
      expect(move('revoke')).toBe('draft');
      expect(office.read('filing.get', place).cells.find((cell) => cell.key === '01')?.value).toBe(
        cells['01'],
      );
    });
  });

  it('a filing that is set aside may be corrected and stays aside', () => {
    office.trial(() => {
      into.draft();
      move('aside');
      office.write('filing.correct', { ...place, cells: { '36': '7' }, basis: 'letter' });
      expect(office.state(unit.id, 'JC102', year)).toBe('aside');
    });
  });

  it('obligations: an exempt one leaves the count of what is owed, a nil one counts as filed', () => {
    const counts = () => {
      const { due, filed, exempt } = office.read('obligations.list', { year });
      return { due, filed, exempt };
    };
    expect(counts()).toEqual({ due: 2, filed: 0, exempt: 0 });
    office.trial(() => {
      move('exempt');
      expect(counts()).toEqual({ due: 1, filed: 0, exempt: 1 });
    });
    office.trial(() => {
      move('nil');
      expect(counts()).toEqual({ due: 2, filed: 1, exempt: 0 });
    });
  });
});

describe('what the totals count', () => {
  it.each(['aside', 'exempt'] as const)('as many as every list and table says are owed: %s', (state) => {
    office.trial(() => {
      into[state]();
      const owed = state === 'exempt' ? 0 : 1;
      const isOf = (item: { readonly return: string }): boolean => item.return === 'JC102';
      const [indicators, cross, quality] = ['ZH301', 'ZH302', 'ZH303'].map((report) =>
        office.read('report.get', { year, report }),
      );
      expect(
        indicators?.kind === 'indicators' && indicators.rows.find(({ code }) => code === 'I014')?.coverage,
      ).toMatchObject({ counted: 0, due: owed });
      expect(cross?.kind === 'cross' && cross.coverage).toMatchObject({ counted: 0, due: owed });
      expect(quality?.kind === 'quality' && quality.returns.find(isOf)?.due).toBe(owed);
      // JC101 of the unit is owed too.
      expect(office.read('obligations.list', { year }).due).toBe(owed + 1);
      if (owed === 0) return;
      const traced = { year, report: 'ZH302', row: 'total', column: 'due' };
      expect(office.read('trace.get', traced)).toMatchObject({ value: owed, total: owed });
    });
  });

  const output = (preview = false): number | null => {
    const report = office.read('report.get', { year, report: 'ZH301', preview });
    expect(report.preview).toBe(preview);
    const traced = office.read('trace.get', { year, report: 'ZH301', row: 'I071', preview });
    return traced.leaves.reduce((sum, leaf) => sum + Number(leaf.value), 0);
  };

  it('accepted and nil filings only; a preview adds drafts and says that it is one', () => {
    const whole = office.trial(() => {
      into.accepted();
      return output();
    });
    expect(whole).toBeGreaterThan(0);
    const counted = Object.fromEntries(
      filingStates.map((state) => [
        state,
        office.trial(() => {
          into[state]();
          return [output(), output(true)];
        }),
      ]),
    );
    expect(counted).toEqual({
      due: [0, 0],
      draft: [0, whole],
      accepted: [whole, whole],
      nil: [0, 0],
      exempt: [0, 0],
      aside: [0, 0],
    });
  });

  it('a table that is written out carries the mark of a preview in its name and its first line', async () => {
    const written = async (preview: boolean): Promise<{ name: string; text: string }> => {
      const made = (await office.export('tally/file', { year, report: 'ZH301', preview, format: 'csv' })) as {
        path: string;
        name: string;
      };
      return { name: made.name, text: readFileSync(made.path, 'utf8').split('\r\n')[0] ?? '' };
    };
    const [plain, preview] = [await written(false), await written(true)];
    expect(preview.name).toContain('(预览)');
    expect(preview.text).toContain('(预览,含未验收)');
    expect(plain.name + plain.text).not.toContain('预览');
  });
});
