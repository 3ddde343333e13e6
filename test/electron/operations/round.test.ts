import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import { packagesAt, storedReport } from '#electron/store/packages.ts';
import { filing } from '#electron/store/rounds.ts';
import { problemText } from '#shared/texts/problems.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.close());
const [one, two] = [soundUnit(0), soundUnit(1)];
const passphrase = 'correct horse 9';

beforeAll(() => {
  office.startYear(year);
  office.file(one, year);
  office.file(two, year);
});

const accept = (): void => void office.write('filing.acceptClean', { year });
const signoff = (role: string, given: object = {}) =>
  refusalOf(() => office.write('round.signoff', { year, role, name: '王统计', ...given }));
const reopen = (given: object = {}) =>
  refusalOf(() => office.write('round.reopen', { year, reason: '企业来函更正', ...given }));
const roundState = (): string => office.read('round.get', { year }).state;
const sign = (): void => {
  accept();
  office.explainAll(year);
  expect(signoff('statistics-head')).toBeNull();
  expect(signoff('office-head', { name: '李局长' })).toBeNull();
};
const seal = async (): Promise<void> => {
  const built = await office.export('packages/build', { year, format: 'json', passphrase });
  office.step('packages/keep', built);
};

describe('what stands in the way of the first signature', () => {
  const blocked = (given: object = {}) => {
    const refusal = signoff('statistics-head', given);
    expect(roundState()).toBe(refusal === null ? 'signed-1' : 'open');
    return refusal;
  };

  it('filings that are not accepted, findings of the county, and each with its own number', () => {
    office.trial(() => {
      expect(blocked()).toMatchObject({
        code: 'round.blocked',
        details: { findingsA: 0, unexplained: 0, drafts: 4 },
      });
      accept();
      const refusal = blocked();
      expect(refusal).toMatchObject({
        code: 'round.blocked',
        details: { findingsA: 0, unexplained: 0, county: 1, due: 0, drafts: 0 },
      });
      expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain('全县审核 1 条');
      office.explainAll(year);
      expect(blocked()).toBeNull();
    });
  });

  it('a finding A of a filing that is counted', () => {
    office.trial(() => {
      const cells = { '02': String(Number(one.returns[2015]?.JC102['01']) + 1) };
      office.write('filing.correct', { year, unit: one.id, return: 'JC102', cells, basis: 'letter' });
      accept();
      expect(blocked()).toMatchObject({ details: { findingsA: 1, drafts: 1 } });
      // Set aside it is not counted and no longer in the way.
      office.write('filing.move', { year, unit: one.id, return: 'JC102', act: 'aside', reason: '拒不更正' });
      office.explainAll(year);
      expect(blocked()).toBeNull();
    });
  });

  it('a filing that is still due, until somebody says why it is missing', () => {
    office.trial(() => {
      const absent = soundUnit(2);
      office.add(absent, year);
      accept();
      office.explainAll(year);
      for (const missingReason of [undefined, '', '  '])
        expect(blocked({ missingReason })).toMatchObject({ code: 'round.blocked', details: { due: 2 } });
      expect(blocked({ missingReason: '企业停产,未报' })).toBeNull();
      expect(filing(office.store, year, absent.id, 'JC101')).toMatchObject({
        state: 'due',
        reason: '企业停产,未报',
      });
      const { missing } = office.read('obligations.list', { year });
      expect(missing.map((item) => [item.unit, item.reason])).toEqual([
        [absent.id, '企业停产,未报'],
        [absent.id, '企业停产,未报'],
      ]);
    });
  });
});

describe('who signs', () => {
  const officers = (given: object = {}): void =>
    void office.write('workspace.officers', {
      ...{ office: '农安县统计局', clerk: '张丽', statisticsHead: '', officeHead: '' },
      ...given,
    });

  it('is another person in each office, unless one has them all', () => {
    office.trial(() => {
      accept();
      office.explainAll(year);
      officers();
      expect(signoff('statistics-head', { name: '张丽' })).toMatchObject({
        code: 'round.same-person',
        details: { name: '张丽', as: 'clerk' },
      });
      expect(signoff('statistics-head')).toBeNull();
      const refusal = signoff('office-head');
      expect(refusal).toMatchObject({ details: { name: '王统计', as: 'statistics-head' } });
      expect(refusal === null ? '' : problemText(refusal, 'zh')).toMatch(/另一人签批.*一人兼任/);
      officers({ onePerson: true });
      expect(signoff('office-head')).toBeNull();
      const signed = acts(office.store, year).filter((act) => act.act === 'signoff');
      expect(signed.map(({ who, role }) => [who, role])).toEqual([
        ['王统计', 'statistics-head'],
        ['王统计', 'office-head'],
      ]);
    });
  });

  it('is free again after a reopening, when the signatures have lapsed', () => {
    office.trial(() => {
      sign();
      expect(reopen({ role: 'statistics-head', name: '王统计' })).toBeNull();
      expect(signoff('statistics-head', { name: '李局长' })).toBeNull();
      expect(signoff('office-head', { name: '王统计' })).toBeNull();
    });
  });
});

describe('the order of the signatures', () => {
  it('first the head of statistics, then of the office, nobody else and nobody twice; each in the log', () => {
    office.trial(() => {
      accept();
      office.explainAll(year);
      for (const role of ['clerk', 'office-head'])
        expect(signoff(role)).toMatchObject({ code: 'round.role', details: { role: 'statistics-head' } });
      expect(signoff('statistics-head')).toBeNull();
      for (const role of ['clerk', 'statistics-head'])
        expect(signoff(role)).toMatchObject({ code: 'round.role', details: { role: 'office-head' } });
      expect(signoff('office-head', { name: '李局长' })).toBeNull();
      expect(signoff('office-head')).toMatchObject({ code: 'round.state', details: { state: 'signed-2' } });
      expect(acts(office.store, year).filter((act) => act.act === 'signoff')).toEqual([
        expect.objectContaining({
          who: '王统计',
          role: 'statistics-head',
          before: 'open',
          after: 'signed-1',
        }),
        expect.objectContaining({
          who: '李局长',
          role: 'office-head',
          before: 'signed-1',
          after: 'signed-2',
        }),
      ]);
    });
  });

  it('computes the tables once, and shows them as they were signed', () => {
    office.trial(() => {
      accept();
      office.explainAll(year);
      expect(storedReport(office.store, year, 'ZH301')).toBeNull();
      expect(office.read('report.get', { year, report: 'ZH301' }).frozen).toBe(false);
      signoff('statistics-head');
      const signed = office.read('report.get', { year, report: 'ZH301' });
      expect(signed.frozen).toBe(true);
      expect(storedReport(office.store, year, 'ZH301')).toEqual({ ...signed, frozen: false });
      reopen();
      expect(storedReport(office.store, year, 'ZH301')).toBeNull();
      expect(office.read('report.get', { year, report: 'ZH301' }).frozen).toBe(false);
    });
  });
});

describe('opening again', () => {
  it('needs a reason and the head whose turn it is, and is written down', () => {
    office.trial(() => {
      expect(reopen()).toMatchObject({ code: 'round.state', details: { state: 'open' } });
      sign();
      expect(() => office.write('round.reopen', { year, reason: '  ' })).toThrow();
      expect(reopen({ role: 'clerk' })).toMatchObject({
        code: 'round.role',
        details: { role: 'statistics-head' },
      });
      expect(reopen({ role: 'statistics-head', name: '王统计' })).toBeNull();
      expect(acts(office.store, year).at(-1)).toMatchObject({
        who: '王统计',
        role: 'statistics-head',
        act: 'reopen',
        before: 'signed-2',
        after: 'open',
        reason: '企业来函更正',
      });
      // Both signatures lapse.
      expect(signoff('office-head')).toMatchObject({
        code: 'round.role',
        details: { role: 'statistics-head' },
      });
    });
  });

  it('unlocks what it names and nothing else', () => {
    office.trial(() => {
      sign();
      expect(reopen({ filings: [{ unit: 'X', return: 'JC102' }] })?.code).toBe('unit.absent');
      expect(roundState()).toBe('signed-2');
      expect(reopen({ filings: [{ unit: one.id, return: 'JC102' }] })).toBeNull();
      expect(office.state(one.id, 'JC102', year)).toBe('draft');
      expect(office.state(one.id, 'JC101', year)).toBe('accepted');
      const set = (unit: string, returnCode: string) =>
        refusalOf(() =>
          office.write('filing.correct', {
            year,
            unit,
            return: returnCode,
            cells: { '16': '1' },
            basis: 'letter',
          }),
        );
      expect(set(one.id, 'JC102')).toBeNull();
      const locked = set(one.id, 'JC101');
      expect(locked?.code).toBe('round.not-unlocked');
      expect(locked === null ? '' : problemText(locked, 'zh')).toContain('重新打开时列入');
      expect(set(two.id, 'JC102')?.code).toBe('round.not-unlocked');
      expect(
        refusalOf(() => office.write('filing.move', { year, unit: two.id, return: 'JC102', act: 'unaccept' }))
          ?.code,
      ).toBe('round.not-unlocked');
    });
  });

  it('names nothing unless it is told to', () => {
    office.trial(() => {
      sign();
      expect(reopen()).toBeNull();
      for (const unit of [one.id, two.id])
        expect(refusalOf(() => office.fill(unit, 'JC102', { '36': 1 }, year))?.code).toMatch(
          /^round\.not-unlocked$/,
        );
      // As it was: it can be signed again at once.
      expect(signoff('statistics-head')).toBeNull();
    });
  });

  it('a unit that was forgotten can be added: what is new was never signed', () => {
    office.trial(() => {
      sign();
      reopen();
      office.file(soundUnit(2), year);
      accept();
      office.explainAll(year);
      expect(signoff('statistics-head')).toBeNull();
      expect(office.read('round.get', { year }).rehearsal.accepted).toBe(6);
    });
  });
});

describe('sealing', () => {
  it('takes the round on, keeps the values for next year, and only the head of the office opens it again', async () => {
    await office.export('packages/key', { passphrase, officer: undefined });
    sign();
    expect(
      refusalOf(() => office.write('round.delivered', { year, on: '2016-03-25', to: '市局' }))?.code,
    ).toBe('round.state');
    await seal();
    expect(roundState()).toBe('sealed');
    expect(office.write('round.delivered', { year, on: '2016-03-25', to: '市局' })).toEqual({
      state: 'sealed',
    });
    expect(reopen({ role: 'statistics-head' })).toMatchObject({
      code: 'round.role',
      details: { role: 'office-head' },
    });
    expect(reopen({ role: 'office-head', filings: [{ unit: one.id, return: 'JC102' }] })).toBeNull();
    office.write('filing.correct', {
      year,
      unit: one.id,
      return: 'JC102',
      cells: { '36': '9' },
      basis: 'letter',
    });
    sign();
    await seal();
    const [first, second] = packagesAt(office.store, year);
    expect([first?.kind, first?.replaces, first?.deliveredTo]).toEqual(['正式', null, '市局']);
    expect([second?.kind, second?.sequence, second?.replaces]).toEqual(['更正', 2, 1]);
    for (const item of [first, second]) {
      const bytes = readFileSync(path.join(office.folder, 'packages', item?.file ?? ''));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(item?.sha256);
    }
  });

  it('next year reads what was sealed, also after this year was opened again, until it is sealed anew', async () => {
    const sealed = () =>
      office.read('filing.get', { year: 2016, unit: one.id, return: 'JC102' }).before['']?.['36'];
    office.startYear(2016);
    expect(sealed()).toBe(9);
    reopen({ role: 'office-head', filings: [{ unit: one.id, return: 'JC102' }] });
    office.fill(one.id, 'JC102', { '46': 60 }, 2016);
    office.write('filing.correct', {
      year,
      unit: one.id,
      return: 'JC102',
      cells: { '36': '11', '46': '3' },
      basis: 'letter',
    });
    expect(sealed()).toBe(9);
    const found = () =>
      office.read('findings.list', { year: 2016, rule: 'JC102-46-2' }).findings[0]?.finding.operands;
    const before = found()?.find((operand) => operand.name === '46@-1')?.value;
    sign();
    await seal();
    expect(sealed()).toBe(11);
    // Findings of the open year are judged anew with it.
    expect(before).not.toBe(3);
    expect(found()?.find((operand) => operand.name === '46@-1')?.value).toBe(3);
  });

  it('a package of that number that no round knows of is kept beside the new one', async () => {
    reopen({ role: 'office-head' });
    sign();
    const built = (await office.export('packages/build', { year, format: 'json', passphrase })) as {
      name: string;
      temporary: string;
    };
    const file = path.join(office.folder, 'packages', built.name);
    writeFileSync(file, 'sealed before the database was put back');
    office.step('packages/keep', built);
    const beside = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.old'));
    expect(beside).toHaveLength(1);
    expect(readFileSync(path.join(path.dirname(file), beside[0] ?? ''), 'utf8')).toContain(
      'before the database',
    );
    expect(existsSync(built.temporary)).toBe(false);
  });
});
